/* intake_waiting.c - the 24-hour window of who writes is open again. */
#include "domain/window.h"
#include "intake_private.h"
#include "store/outbox_store.h"

bool intake_release(struct intake_step *s, struct err *e)
{
    const struct inbound *m = s->message;
    int64_t count = 0;
    /* Neither a group nor the news of a changed number opens it, nor a message that is a day old.
     */
    if (m->group_id.len || m->type == MESSAGE_SYSTEM || !window_is_open(m->sent_at, s->now))
        return true;
    if (!outbox_hurry(s->db, s->contact_id, s->now, e)) return false;
    if (!outbox_release(s->db, s->contact_id, s->now, s->arena, &count, e)) return false;
    s->result->replies += (size_t)count;
    return true;
}
