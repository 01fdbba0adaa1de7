/* conversation_call.c - whom to call in danger: asked for, not there yet, not to be reached, or to
 * be sent. */
#include "conversation_rules.h"

/* Told not long ago, or gone on with. */
static bool is_of_now(const struct conversation_facts *f, const struct known_ticket *t,
                      int64_t within)
{
    bool spoken = t->id == f->last.id &&
                  time_apart(f->message->sent_at, f->before.last_message_at) <= (uint64_t)within;
    return t->received_at <= f->message->sent_at && (spoken || was_told_within(f, t, within));
}

/* The newest of theirs that is urgent, not long ago (of whoever comes back some days); where
 * somebody is to come, one that only goes before others as well. */
static const struct known_ticket *urgent_now(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool returns = u->comes_back || u->at_door;
    int64_t within = returns ? CONVERSATION_REPEAT_MS : CONVERSATION_ANSWER_MS;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool grave = t->urgent || (u->asks_somebody && t->pressing) ||
                     (u->at_door && (t->confidential || is_in_confidence(t)));
        /* "orangnya di depan rumah saya bawa parang": for whoever can help against that. */
        if (u->at_door && u->urgent && u->category_sure && hears_another(u, t)) continue;
        if (ticket_is_own_open(t) && grave && t->status < STATUS_RESOLVED &&
            is_of_now(f, t, within) && !would_betray(u, t))
            return t;
    }
    return NULL;
}

/* Of none that is urgent: the one that was spoken of, unless it is with whoever is accused, or
 * other help is awaited than for that. NULL: of none. */
static const struct known_ticket *asked_about_danger(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = spoken_of(f);
    if (!t || t->status >= STATUS_RESOLVED || would_betray(u, t)) return NULL;
    if (u->asks_if_threatened || u->asks_shelter)
        return is_in_confidence(t) || !(u->accuses && is_led_by(u, t)) ? t : NULL;
    bool awaits = u->awaits_service && !u->urgent && !hears_another(u, t) &&
                  was_told_within(f, t, CONVERSATION_ANSWER_MS);
    return awaits ? t : NULL;
}

/* "kok ga ada yang kesini ya pak dari kemarin": so long after it they ask how it goes, unless it is
 * not over ("apinya nyala lagi", "saya takut"). */
#define AWAITED_MS (6 * (int64_t)3600000)

static bool asks_how_it_goes(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool else_waits = u->lacks_help || u->awaits_service || u->comes_back || u->at_door ||
                      u->unanswered || u->asks_somebody || u->pressing || u->urgent ||
                      u->stays_there || u->unabated || u->recurs || u->afraid || u->suffers;
    return t && u->awaits_rescue && u->chases && !else_waits &&
           !was_told_within(f, t, AWAITED_MS) && settling_ticket(f) == 0;
}

/* "siapa yang bisa saya telepon?", "nomor ambulans berapa ya?": the numbers, and no date; so "kalau
 * saya diancam gimana pak", which is kept with what was told before, be that in confidence. The
 * same where nobody has come yet, or whoever was the danger is there again, or somebody is to come
 * ("tolong kirim orang ke sini pak"); of what is called and does not answer, what to do then. */
bool rule_whom_to_call(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    /* "vaksinnya habis" where nobody is hurt is a matter of its own. */
    bool alone = u->lacks_help && f->nobody_hurt && hears_matter(u);
    const struct known_ticket *t = alone ? NULL : urgent_now(f);
    bool asks = u->asks_whom_to_call || u->asks_if_threatened || u->asks_shelter;
    bool waits =
        u->awaits_rescue || u->comes_back || u->at_door || u->unanswered || u->asks_somebody;
    /* "sudah dibawa ke rsud, kabelnya masih di situ": the danger is where it was. */
    waits = waits || (u->stays_there && t && t->urgent);
    if ((!asks && !waits) || (!asks && asks_how_it_goes(f, t))) return false;
    if (f->message->type != MESSAGE_TEXT || number_is_strange(f)) return false;
    if (u->bereaved && !u->urgent && !u->asks_rescuer) return false; /* nobody is called any more */
    /* "kantor camat ditelepon tidak dijawab" of another matter. */
    if (t && u->unanswered && !asks && u->category_sure && hears_another(u, t)) return false;
    if (!t) t = asked_about_danger(f);
    if (t && t->own && (asks || same_place(u, t))) {
        act_join(f, out, t->id);
        bool vain = u->unanswered && !u->urgent;
        act_say_joined(out, u->self_harm ? REPLY_SELF_HARM
                            : vain       ? REPLY_UNANSWERED
                                         : REPLY_EMERGENCY);
        return true;
    }
    if (!asks) return false;
    if (!(u->asks_rescuer || u->asks_if_threatened) || u->urgent || u->whistleblowing) return false;
    act_say(out, REPLY_EMERGENCY);
    return true;
}
