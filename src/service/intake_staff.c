/* intake_staff.c - what a person of the staff writes below a notice is no report. */
#include "intake_private.h"
#include "store/staff_notice_store.h"

/* Commands, courtesies and what is about an own ticket stay what they are; danger above all. */
static bool looks_like_report(const struct intake_step *s, const struct conversation_facts *f,
                              const struct decision *d, bool quotes)
{
    bool own = (f->named.id && f->named.own) || (f->quoted.id && f->quoted.own);
    const struct category *about = s->understood->category;
    bool danger = s->understood->urgent || (about && about->priority == PRIORITY_URGENT);
    if (own || danger) return false;
    return d->act == ACT_CREATE || d->act == ACT_ASK || d->keep_loose ||
           (quotes && d->act == ACT_JOIN);
}

bool intake_staff_answer(struct intake_step *s, const struct conversation_facts *f,
                         struct decision *d, struct err *e)
{
    struct str quoted = s->message->reply_to;
    bool answered;
    if (!looks_like_report(s, f, d, quoted.len > 0)) return true;
    if (!staff_line_answered(s->db, s->contact_id, quoted, d->act != ACT_JOIN, s->now, &answered,
                             e))
        return false;
    if (!answered) return true;
    *d = (struct decision){ .act = ACT_REPLY,
                            .reply = REPLY_STAFF_ANSWER,
                            .has_reply = true,
                            .mute = d->mute,
                            .after = f->before };
    return true;
}
