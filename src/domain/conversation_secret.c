/* conversation_secret.c - which reports share the secrecy of another: who has asked not to be named
 * believes to be hidden in all that they tell around it, and in the danger, or what they fear, that
 * comes of it within days. */
#include "conversation_rules.h"

/* Told at `at`, does a report share what was asked for at `secret_at`? */
static bool is_around(const struct conversation_facts *f, int64_t secret_at, int64_t at,
                      bool danger)
{
    int64_t most = danger ? CONVERSATION_REPEAT_MS : f->settle_ms;
    return at >= secret_at && time_apart(at, secret_at) <= (uint64_t)most;
}

/* Behind what was told in confidence, hours later, somebody in office is spoken of again, and it is
 * not sure that it is another story: their office hears no name. */
static bool may_be_same_story(const struct conversation_facts *f, const struct known_ticket *t)
{
    uint64_t ago = time_apart(f->message->sent_at, t->received_at);
    return understood_of(f)->accuses && is_in_confidence(t) && ago > (uint64_t)f->settle_ms &&
           ago <= (uint64_t)CONVERSATION_REPEAT_MS;
}

void confide_beside(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->received_at > f->message->sent_at) continue;
        /* Nobody but the desk knows of what was told in confidence: a lamp beside it has a name. */
        bool danger = u->urgent || u->afraid;
        bool shares = t->confidential && (danger || !is_in_confidence(t)) &&
                      is_around(f, t->received_at, f->message->sent_at, danger);
        if (shares || may_be_same_story(f, t)) out->beside_secret = true;
    }
}

/* "tolong rahasiakan nama saya" within a report, as by itself, covers what was told right before.
 */
static bool covers_before(const struct conversation_facts *f, const struct known_ticket *t)
{
    return understood_of(f)->confidential && t->received_at <= f->message->sent_at &&
           !is_in_confidence(t) && is_around(f, t->received_at, f->message->sent_at, false);
}

/* What is asked for here covers what has overtaken it, as if it had come behind. */
void hide_behind(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = u->intent == INTENT_REPORT && (out->act == ACT_CREATE || out->act == ACT_JOIN);
    bool secret = u->confidential || u->whistleblowing || out->confide || out->beside_secret;
    int64_t settled_at = f->message->sent_at;
    for (size_t i = f->open_count; told && secret && i-- > 0;) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t)) continue;
        if (covers_before(f, t) && t->id != out->ticket_id && !t->confidential) act_hide(out, t);
        if (t->received_at <= f->message->sent_at) continue;
        /* Those that came first were not told first. */
        bool settles =
            !u->whistleblowing && (is_around(f, settled_at, t->received_at, false) ||
                                   is_around(f, f->message->sent_at, t->received_at, false));
        if (settles) settled_at = time_later(settled_at, t->received_at);
        bool danger = t->urgent && is_around(f, f->message->sent_at, t->received_at, true);
        if ((settles || danger) && !t->confidential) act_hide(out, t);
    }
}

/* The newest of theirs that is kept secret; NULL: none is, or not any more. */
static const struct known_ticket *kept_secret(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && t->confidential && t->received_at <= f->message->sent_at &&
            was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t;
    }
    return NULL;
}

/* Of what is not kept secret so far: what they told last, of which somebody in office has learnt.
 */
static const struct known_ticket *told_last(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    bool lately = f->open_count > 0 && was_told_within(f, t, CONVERSATION_REPEAT_MS);
    return lately && ticket_is_own_open(t) ? t : NULL;
}

/* "rt nya marah ke saya, kok bisa tau ya", behind what is kept secret: that it is, in words; and
 * else that it is from now on. And "ada tetangga yang mau jadi saksi, caranya?": of that, and no
 * report of its own. */
bool rule_secret_goes_on(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool more = u->urgent || names_place(u) || u->beside_count > 0;
    if (!(u->known || u->witnesses) || more || f->message->type != MESSAGE_TEXT || f->overtaken ||
        u->intent != INTENT_REPORT || bound_ticket(f))
        return false;
    const struct known_ticket *t = kept_secret(f);
    if (!t && u->known && u->accuses && !hears_matter(u)) t = told_last(f);
    if (!t || hears_another(u, t)) return false;
    act_join(f, out, t->id);
    if (u->known && !t->confidential) {
        out->confide = true; /* from now on, which is said */
        out->react = false;
    } else if (u->known) {
        act_say_joined(out, REPLY_CONFIDENTIAL_SINCE);
    } else if (u->inquires) {
        act_answer_asked(f, out, t->id);
    }
    return true;
}
