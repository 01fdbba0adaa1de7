/* h_audit.c - the trail of every change and every opening of identity. */
#include "event_json.h"
#include "page.h"

#define TRAIL_PRESET 100

/* The trail is whole for the auditor too, but a report in confidence stays one: that something was
 * done to it, by whom and when, and no more. Words of notes are not for him at all. */
static void withhold(const struct request *r, struct event *event)
{
    if (r->staff.role != ROLE_AUDITOR) return;
    event->text = STR_EMPTY;
    if (event->ticket_kind != KIND_WHISTLEBLOWING) return;
    event->ticket_id = 0;
    event->data_json = STR("{}");
    event->reason = STR_EMPTY;
}

bool h_audit_list(struct request *r, struct db *db, struct err *e)
{
    struct page page;
    struct json_writer w;
    size_t count;
    bool more;
    if (!page_read(r, 'a', TRAIL_PRESET, EVENT_LIST_MAX, &page)) return true;
    struct event *events = arena_zero(&r->arena, page.limit, sizeof *events);
    if (!events) return err_set(e, ERR_MEMORY, "audit: no memory");
    if (!event_trail(db, page.after_id, page.limit, &r->arena, events, &count, &more, e))
        return false;
    page_begin(r, &w);
    size_t n = 0;
    for (; n < count && page_has_room(&w); n++) {
        withhold(r, &events[n]);
        event_json_write(&w, &events[n], r->server->options.intake.ticket_prefix);
    }
    page_end(r, &w, 'a', more || n < count, n ? events[n - 1].id : 0);
    return true;
}
