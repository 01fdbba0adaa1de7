/* conversation_kept.c - "ga jadi batal pak, diproses aja": what was, or might be, cancelled goes
 * on. */
#include "conversation_rules.h"

/* "laporan [jalan] jangan dibatalkan": a hint is enough where nothing else is told. */
static bool names_kept(const struct understood *u)
{
    return u->category && !category_is_other(u->category->code);
}

static bool may_be_kept(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return !names_kept(u) || str_equal(u->category->code, t->category);
}

/* The report that was cancelled last, a short while ago: of those the one that they name. */
static const struct known_ticket *cancelled_last(const struct conversation_facts *f)
{
    const struct known_ticket *last = NULL;
    int64_t named = f->named.id ? f->named.id : f->quoted.id;
    for (size_t i = 0; i < f->ended_count; i++) {
        const struct known_ticket *t = &f->ended[i];
        bool lately =
            time_apart(f->message->sent_at, t->closed_at) <= (uint64_t)CONVERSATION_ANSWER_MS;
        bool meant = named ? t->id == named : may_be_kept(f, t);
        if (ticket_is_own(t) && t->may_take_up && lately && meant &&
            (!last || t->closed_at > last->closed_at))
            last = t;
    }
    return last;
}

/* The open one of which they say that it is not to be cancelled; NULL: they name none. */
static const struct known_ticket *kept_open(const struct conversation_facts *f)
{
    int64_t id = bound_ticket(f);
    if (id) return known_with_id(f, id);
    if (f->named.id || f->quoted.id || !names_kept(understood_of(f))) return NULL;
    return ticket_about(f, understood_of(f)->category, STATUS_RECEIVED);
}

static void keep_open(const struct conversation_facts *f, struct decision *out,
                      const struct known_ticket *t)
{
    bool asked = question_asks_cancel(f->before.asked) && f->asked.id == t->id;
    settle_cancel(f, out, t->id, false);
    if (asked) conversation_answered(&out->after);
}

/* Asked whether to cancel, it is a no; what was cancelled is taken up again. */
bool rule_kept(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = cancelled_last(f), *open = kept_open(f);
    if (understood_of(f)->goes_ahead && t && f->open_count == 0 && !f->overtaken &&
        f->message->type == MESSAGE_TEXT) {
        act_take_up(f, out, t);
        return true;
    }
    if (!understood_of(f)->keeps || f->message->type != MESSAGE_TEXT || f->overtaken) return false;
    if (!open && question_asks_cancel(f->before.asked) && ticket_is_own_open(&f->asked))
        open = &f->asked;
    if (!open && !t && ticket_is_own_open(&f->newest_open)) open = &f->newest_open;
    if (open && ticket_is_own_open(open))
        keep_open(f, out, open);
    else if (t)
        act_take_up(f, out, t);
    else
        act_say(out, REPLY_NONE_OPEN);
    return true;
}
