/* intake_waiting.c - the 24-hour window of who writes is open again. */
#include "domain/window.h"
#include "intake_private.h"
#include "store/outbox_store.h"
#include <string.h>

bool intake_release(struct intake_step *s, struct err *e)
{
    const struct inbound *m = s->message;
    /* While a human speaks the bot has no words: what they would replace waits on. */
    struct outbox_released released = { .room = s->quiet_until ? 0 : OUTBOX_PRESENT_MAX };
    /* Neither a group nor the news of a changed number opens it, nor a message that is a day old.
     */
    if (m->group_id.len || m->type == MESSAGE_SYSTEM || !window_is_open(m->sent_at, s->now))
        return true;
    if (!outbox_hurry(s->db, s->contact_id, s->now, e)) return false;
    if (!outbox_release(s->db, s->contact_id, s->now, s->arena, &released, e)) return false;
    s->result->replies += (size_t)released.count;
    /* The message, by which its answers are found, is stored when it is acted upon. */
    memcpy(s->present, released.tickets, sizeof s->present);
    s->present_count = released.ticket_count;
    return true;
}
