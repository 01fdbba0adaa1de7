/* merge.c - subscribers, and the other ticket's side of the story. */
#include "merge.h"
#include "domain/move.h"
#include "notify.h"
#include "record.h"
#include "store/subscriber_store.h"
#include "store/ticket_store.h"

/* Who a ticket has beside its reporter, counted after what was merged into it has changed. */
static bool recount(const struct merge *m, struct ticket *t, struct err *e)
{
    int64_t count;
    if (!subscriber_renew(m->db, t->id, e) || !subscriber_count(m->db, t->id, &count, e))
        return false;
    t->supporters = 1 + count;
    return true;
}

/* What goes on may have become part of another since, whose people these are as well. Nothing is
 * ever merged into what is closed, so that this ends. */
static bool renew_above(const struct merge *m, struct err *e)
{
    struct ticket up;
    for (int64_t id = m->into->merged_into; id; id = up.merged_into)
        if (!ticket_get(m->db, id, m->arena, &up, e) || !recount(m, &up, e) ||
            !ticket_save(m->db, &up, m->now, e))
            return false;
    return true;
}

static bool other_side(const struct merge *m, const char *type, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    int64_t event_id;
    ticket_number_format(m->options->ticket_prefix, m->from->id, number);
    const char *data = arena_printf(m->arena, "{\"number\":\"%s\"}", number);
    if (!data) return err_set(e, ERR_MEMORY, "merge: no memory");
    struct event event = {
        .at = m->now, .type = str_of(type), .actor = m->actor, .data_json = str_of(data)
    };
    return recount(m, m->into, e) &&
           record_change(m->db, m->options->desk, m->into, &event, m->arena, &event_id, e) &&
           renew_above(m, e);
}

bool merge_follow(const struct merge *m, struct err *e)
{
    /* Whoever is in danger by what was told there is so by what goes on. */
    if (m->from->priority > m->into->priority) m->into->priority = m->from->priority;
    return other_side(m, EVENT_MERGED_FROM, e);
}

bool merge_unfollow(const struct merge *m, struct err *e)
{
    return other_side(m, EVENT_UNMERGED_FROM, e);
}

/* --- into confidence --- */

void merge_confide(struct ticket *t, const struct ticket *into)
{
    if (into->kind != KIND_WHISTLEBLOWING) return;
    t->kind = into->kind;
    t->department = into->department;
    t->copy_to = STR_EMPTY;
    t->confidential = true;
}

/* One of the same reporter, who hears of it as ever. */
static bool part_confide(const struct merge *m, struct ticket *part, struct err *e)
{
    int64_t event_id;
    const char *data = arena_printf(m->arena, "{\"kind\":\"%s\",\"kind_before\":\"%s\"}",
                                    ticket_kind_name(m->into->kind), ticket_kind_name(part->kind));
    if (!data) return err_set(e, ERR_MEMORY, "merge: no memory");
    struct event event = {
        .at = m->now, .type = STR(EVENT_CHANGED), .actor = m->actor, .data_json = str_of(data)
    };
    merge_confide(part, m->into);
    return record_change(m->db, m->options->desk, part, &event, m->arena, &event_id, e);
}

static bool part_take_out(const struct merge *m, struct ticket *part, size_t *replies,
                          struct err *e)
{
    struct ticket into;
    char number[TICKET_NUMBER_SIZE];
    struct event event = { .at = m->now, .type = STR(EVENT_UNMERGED), .actor = m->actor };
    struct notify told = { .db = m->db,
                           .options = m->options,
                           .arena = m->arena,
                           .ticket = part,
                           .key = REPLY_WORK_UNMERGED,
                           .now = m->now };
    const struct merge apart = { m->db, m->options, m->arena, part, &into, m->actor, m->now };
    if (!ticket_get(m->db, part->merged_into, m->arena, &into, e)) return false;
    ticket_number_format(m->options->ticket_prefix, into.id, number);
    told.other = str_of(number);
    move_take_out(m->options->desk, part, m->now);
    return record_change(m->db, m->options->desk, part, &event, m->arena, &told.event_id, e) &&
           merge_unfollow(&apart, e) && notify_ticket(&told, replies, e);
}

bool merge_into_confidence(const struct merge *m, size_t *replies, struct err *e)
{
    for (;;) {
        struct ticket part;
        int64_t id;
        if (!ticket_part_in_open(m->db, m->into->id, &id, e)) return false;
        if (id == 0) return true;
        if (!ticket_get(m->db, id, m->arena, &part, e)) return false;
        bool own = part.contact_id == m->into->contact_id;
        if (!(own ? part_confide(m, &part, e) : part_take_out(m, &part, replies, e))) return false;
    }
}
