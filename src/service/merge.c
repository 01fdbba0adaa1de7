/* merge.c - subscribers, and the other ticket's side of the story. */
#include "merge.h"
#include "record.h"
#include "store/subscriber_store.h"
#include "store/ticket_store.h"

static bool other_side(const struct merge *m, const char *type, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    int64_t count, event_id;
    ticket_number_format(m->options->ticket_prefix, m->from->id, number);
    const char *data = arena_printf(m->arena, "{\"number\":\"%s\"}", number);
    if (!data) return err_set(e, ERR_MEMORY, "merge: no memory");
    struct event event = {
        .at = m->now, .type = str_of(type), .actor = m->actor, .data_json = str_of(data)
    };
    if (!subscriber_count(m->db, m->into->id, &count, e)) return false;
    m->into->supporters = 1 + count;
    return record_change(m->db, m->options->desk, m->into, &event, m->arena, &event_id, e);
}

bool merge_follow(const struct merge *m, struct err *e)
{
    return subscriber_add(m->db, m->into->id, m->from->contact_id, m->now, NULL, e) &&
           subscriber_copy(m->db, m->from->id, m->into->id, m->now, e) &&
           /* nobody follows their own */
           subscriber_remove(m->db, m->into->id, m->into->contact_id, e) &&
           other_side(m, EVENT_MERGED_FROM, e);
}

bool merge_unfollow(const struct merge *m, struct err *e)
{
    return subscriber_remove(m->db, m->into->id, m->from->contact_id, e) &&
           other_side(m, EVENT_UNMERGED, e);
}
