/* merge.c - subscribers, and the other ticket's side of the story. */
#include "merge.h"
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
    return other_side(m, EVENT_MERGED_FROM, e);
}

bool merge_unfollow(const struct merge *m, struct err *e)
{
    return other_side(m, EVENT_UNMERGED_FROM, e);
}
