/* intake_pressing.c - a further message makes its ticket go before others: that is said in words,
 * once, and once more when it tells what was not told: what was feared has come true ("hampir
 * roboh", then "sudah roboh"), or a road is barred by it, or somebody is hurt. */
#include "intake_private.h"
#include "store/ticket_store.h"

enum ticket_priority intake_joined_priority(const struct intake_step *s, const struct decision *d)
{
    /* Whoever threatened them stands there. */
    if (d->act == ACT_JOIN && d->reply == REPLY_EMERGENCY && s->understood->at_door)
        return PRIORITY_URGENT;
    return d->past_hurt ? PRIORITY_HIGH : intake_priority(s->understood);
}

/* By what it presses; who was taken ill by it is hurt. */
static unsigned told_by(const struct understood *u, bool hurt)
{
    return u->presses_by | (hurt ? (unsigned)PRESSING_HURT : 0);
}

/* Whether the words of the ticket so far tell of nothing of the kind; of what only threatens, of
 * nothing at all, or of another thing. */
static bool is_first_told(struct intake_step *s, const struct ticket *t, unsigned by, bool *first,
                          struct err *e)
{
    struct understood before;
    *first = false;
    if (!s->options->understand) return true;
    if (!intake_understand(s, t->text, telling_at(t->received_at), &before, e)) return false;
    unsigned told = told_by(&before, before.suffers);
    /* "pohon sebelahnya juga miring": another thing does. */
    bool more = !told || s->understood->also;
    *first = by & ~(unsigned)PRESSING_THREAT ? (by & ~told & ~(unsigned)PRESSING_THREAT) != 0
                                             : more && by;
    return true;
}

bool intake_presses(struct intake_step *s, const struct decision *d, bool *presses, struct err *e)
{
    struct ticket t;
    *presses = false;
    if (intake_joined_priority(s, d) != PRIORITY_HIGH) return true;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    if (t.status >= STATUS_RESOLVED) return true; /* nobody hurries to what is done */
    *presses = t.priority < PRIORITY_HIGH;
    /* Of an urgent one whom to call was said. */
    if (*presses || t.priority > PRIORITY_HIGH) return true;
    /* Who begs for haste is not answered by a word of routine, however often. */
    if (s->understood->hurries) *presses = true;
    return *presses || is_first_told(s, &t, told_by(s->understood, d->past_hurt), presses, e);
}
