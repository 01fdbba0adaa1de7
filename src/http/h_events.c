/* h_events.c - opens a stream of live events (live.h). */
#include "live_stream.h"
#include "store/event_store.h"

/* From Last-Event-ID, which a browser sends when it comes back, else from now on. What cannot be
 * continued begins with a reset: too far behind, no id of ours, or one that a restored database
 * does not know. */
bool h_events(struct request *r, struct db *db, struct err *e)
{
    struct str last = str_trim(request_header(r, "Last-Event-ID"));
    struct chain_head head;
    int64_t seen = 0;
    if (!chain_head_get(db, &head, e)) return false;
    bool known = live_id_read(r->server->options.live, last, &seen) && seen >= 0 &&
                 seen <= head.event_id && head.event_id - seen <= LIVE_BEHIND_MAX;
    if (!known) seen = head.event_id;
    if (live_open(r, seen, last.len > 0 && !known))
        answer_text(r, 200, "text/event-stream", STR_EMPTY);
    return true;
}
