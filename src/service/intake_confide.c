/* intake_confide.c - whoever asks for it is hidden from the units. */
#include "intake_words.h"
#include "store/ticket_store.h"

bool intake_confide(struct intake_step *s, struct decision *d, struct err *e)
{
    int64_t event_id;
    struct ticket t;
    d->react = false; /* the words say it */
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    if (t.confidential) return intake_reply_plain(s, REPLY_CONFIDENTIAL_SINCE, t.id, 0, e);
    return ticket_confide(s->db, d->ticket_id, s->now, e) &&
           intake_event(s, d->ticket_id, EVENT_CONFIDENTIAL, STR_EMPTY, &event_id, e) &&
           intake_reply_plain(s, REPLY_CONFIDENTIAL, d->ticket_id, event_id, e);
}

bool intake_confide_all(struct intake_step *s, struct decision *d, struct err *e)
{
    struct decision one = *d;
    if (!intake_confide(s, d, e)) return false;
    for (size_t i = 0; i < d->also_count; i++) {
        one.ticket_id = d->also[i];
        if (!intake_confide(s, &one, e)) return false;
    }
    return true;
}

bool intake_hide(struct intake_step *s, const struct decision *d, struct err *e)
{
    int64_t event_id;
    for (size_t i = 0; i < d->hides_count; i++)
        if (!ticket_confide(s->db, d->hides[i], s->now, e) ||
            !intake_event(s, d->hides[i], EVENT_CONFIDENTIAL, STR_EMPTY, &event_id, e))
            return false;
    return true;
}
