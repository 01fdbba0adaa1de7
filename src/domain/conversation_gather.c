/* conversation_gather.c - "digabung aja pak" of two reports that are of one matter, days later, or
 * once somebody works on one of them. */
#include "conversation_rules.h"

static bool may_be_gathered(const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->status < STATUS_RESOLVED && !is_in_confidence(t);
}

static bool are_together(const struct known_ticket *a, const struct known_ticket *b)
{
    return may_be_gathered(a) && may_be_gathered(b) &&
           !both_known_and_different(a->district, b->district) &&
           !both_known_and_different(a->village, b->village) &&
           (a->status == STATUS_RECEIVED || b->status == STATUS_RECEIVED);
}

/* "yang lampu digabung sama jalan": of two of different matters the one that is named first. */
static const struct known_ticket *named_of_two(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *a = &f->open[0], *b = &f->open[1];
    if (f->open_count != 2 || !u->category_heard) return NULL;
    const struct known_ticket *t = str_equal(u->category->code, a->category)   ? a
                                   : str_equal(u->category->code, b->category) ? b
                                                                               : NULL;
    return t && t->status == STATUS_RECEIVED && !t->urgent ? t : NULL;
}

/* "kok jadi dua laporan ya", "digabung aja pak", and only one is open: that it is so. */
static bool say_only_one(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = &f->open[0];
    const struct understood *u = understood_of(f);
    bool idle = f->before.asked == QUESTION_NONE || question_asks_where(f->before.asked);
    bool theirs = f->open_count == 1 && ticket_is_own_open(t) && t->status < STATUS_RESOLVED;
    if (!theirs || !idle || names_place(u) || hears_another(u, t)) return false;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_STATUS_SINGLE);
    return true;
}

/* Into the one that somebody works on, else into the elder; what was joined stays so, which is why
 * it is asked. */
bool rule_gathered(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *newest = &f->open[0], *elder = &f->open[1];
    enum question asked = f->before.asked;
    bool open = asked == QUESTION_MATTER || asked == QUESTION_PART;
    if (!u->gathers || u->urgent || open || f->message->type != MESSAGE_TEXT || f->overtaken ||
        bound_ticket(f))
        return false;
    if (say_only_one(f, out)) return true;
    if (f->open_count < 2 || !are_together(newest, elder)) return false;
    bool twins = str_equal(newest->category, elder->category);
    const struct known_ticket *named = twins ? NULL : named_of_two(f);
    /* "digabung aja" to "join that of others?" says yes. */
    if (!named && (!twins || asked == QUESTION_SIMILAR)) return false;
    bool just = f->last.id == newest->id && was_told_within(f, newest, f->settle_ms);
    if (just || !was_told_within(f, newest, CONVERSATION_GOES_ON_MS)) return false;
    bool forth = named ? named == newest : newest->status == STATUS_RECEIVED;
    const struct known_ticket *into = forth ? elder : newest;
    act_ask(f, out, QUESTION_MATTER, into->id, STR_EMPTY);
    out->into_id = into->id;
    out->ticket_id = forth ? newest->id : elder->id;
    return true;
}
