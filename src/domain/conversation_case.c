/* conversation_case.c - "siapa yang nangani", "kirim fotonya ke mana?", "itu urusan siapa": who has
 * a report, and what becomes of what others have. */
#include "conversation_rules.h"

/* "proposalnya saya kirim lewat sini bisa?": what may be sent goes with the report there is,
 * whatever keyword is in its name. */
static bool may_be_sent_for(const struct understood *u, const struct known_ticket *t)
{
    return u->asks_sending && ticket_is_theirs(t) && t->open && !would_betray(u, t) &&
           same_place(u, t);
}

/* Of which report; 0: of none, or (*several) it must be asked. */
static int64_t case_ticket(const struct conversation_facts *f, bool *several)
{
    const struct understood *u = understood_of(f);
    int64_t id = bound_ticket(f);
    *several = false;
    if (id == 0) id = settling_ticket(f);
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (id == 0) id = chased_ticket(f, several);
    if (id == 0 && f->open_count == 1) t = &f->open[0];
    if (!t) return id;
    bool fits = may_mean(u, t) || may_be_sent_for(u, t);
    return fits && t->received_at <= f->message->sent_at ? t->id : 0;
}

/* The last of theirs has ended so long ago at most, and nothing else is open. */
static bool has_ended(const struct conversation_facts *f, int64_t within)
{
    const struct known_ticket *t = &f->last;
    return f->open_count == 0 && ticket_is_own(t) && !t->open && !f->overtaken &&
           was_told_within(f, t, within);
}

/* "terus saya harus ke mana": of what was referred to others. */
static bool asks_of_referred(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool asks = u->asks_case || (u->asks_to_know && !hears_matter(u) && !names_place(u));
    return asks && t->outcome == OUTCOME_REFERRED && has_ended(f, CONVERSATION_GOES_ON_MS);
}

/* "kapan pengecoran ulangnya pak?" of what has ended not long ago: what was promised is waited for.
 */
static bool asks_of_ended(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool asks = u->chases && u->asks && !u->of_report && u->intent == INTENT_REPORT;
    return asks && (u->refers || u->awaits) && t->outcome == OUTCOME_SOLVED &&
           has_ended(f, CONVERSATION_REPEAT_MS) && !is_in_confidence(t) && !would_betray(u, t) &&
           !hears_another(u, t) && same_place(u, t);
}

/* "terus saya harus lapor ke siapa lagi": of what was not taken up. */
static bool asks_elsewhere(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool refused = t->outcome == OUTCOME_REJECTED || t->outcome == OUTCOME_NOT_ACTIONABLE;
    return u->asks_case && u->intent != INTENT_REPORT && refused && !hears_matter(u) &&
           has_ended(f, CONVERSATION_REPEAT_MS);
}

/* Who is asked something themselves sends it as the answer. */
static void say_send_here(const struct conversation_facts *f, struct decision *out, int64_t id)
{
    if (id && f->before.asked != QUESTION_REPORTER) {
        act_join(f, out, id);
        out->react = false;
    } else {
        out->act = ACT_REPLY;
        if (id == 0) hold_message(f, out, HELD_ASIDE); /* its report may be on its way */
    }
    out->reply = REPLY_SEND_HERE;
    out->has_reply = true;
}

/* The report of which they say that it was in vain; NULL: none is known. */
static const struct known_ticket *regretted(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    int64_t id = bound_ticket(f);
    if (id == 0 && question_asks_solved(f->before.asked)) id = f->asked.id;
    if (id == 0) id = settling_ticket(f);
    if (id) return known_with_id(f, id);
    bool theirs = f->open_count > 0 && ticket_is_own_open(t) && !is_in_confidence(t);
    return theirs && t->received_at <= f->message->sent_at ? t : NULL;
}

/* "kapok lapor": whoever is disappointed in us is not shown a thumb. Of what is said to be done it
 * is a no; a verdict beside it is for the rules of those. */
static bool regret(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!u->fed_up || f->overtaken) return false;
    const struct known_ticket *t = regretted(f);
    if (!t) return false;
    if (t->status == STATUS_RESOLVED && u->verdict != VERDICT_NONE) return false;
    bool asked = question_asks_solved(f->before.asked) && f->before.asked_ticket_id == t->id;
    if (asked && act_verdict(f, out, t, VERDICT_NOT)) {
        conversation_answered(&out->after);
        return true;
    }
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_STATUS_REGRET);
    return true;
}

/* "kalau SMP ke siapa ya" behind whatever else: whose that is, which is no report; of one that they
 * have made, who has it. What the desk has asked is answered first. */
static bool say_whose(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    /* Without a unit of its own it is of the district where it lies. */
    if (!u->category->department || asked == QUESTION_REPORTER || question_asks_solved(asked))
        return false;
    const struct known_ticket *t = ticket_about(f, u->category, STATUS_RECEIVED);
    const struct known_ticket *newest = f->open_count > 0 ? &f->open[0] : NULL;
    /* "NIB itu apa ya pak? cara buatnya dimana" to what the desk has written of its work. */
    if (!t && newest && u->refers && newest->status > STATUS_RECEIVED && may_go_on_with(f, newest))
        t = newest;
    if (t) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    act_say(out, REPLY_ASK_WHOSE);
    out->arg = u->category->code;
    return true;
}

/* "bukan yang ini pak, yang soal rumah sakit", when it was said how another one of theirs stands.
 */
static bool asks_of_other(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->differs && u->amends && hears_matter(u)
                                       ? ticket_about(f, u->category, STATUS_RECEIVED)
                                       : NULL;
    bool told = f->last.id && told_lately(f, f->last.id);
    if (!t || !told || u->urgent || u->whistleblowing || bound_ticket(f) || would_betray(u, t))
        return false;
    act_answer_asked(f, out, t->id);
    return true;
}

bool rule_case(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool several = false;
    if (f->message->type != MESSAGE_TEXT || number_is_strange(f)) return false;
    if (regret(f, out)) return true;
    if (u->asks_machine) {
        act_say(out, REPLY_MACHINE);
        return true;
    }
    if ((u->asks_whose && say_whose(f, out)) || asks_of_other(f, out)) return true;
    if (asks_of_referred(f)) {
        out->act = ACT_STATUS;
        out->ticket_id = f->last.id;
        return true;
    }
    if (asks_of_ended(f) && act_verdict(f, out, &f->last, VERDICT_NOT)) return true;
    if (asks_elsewhere(f)) {
        act_say(out, REPLY_AFTER_ELSEWHERE);
        out->ticket_id = out->kept_with = f->last.id;
        return true;
    }
    bool beside = f->open_count > 0 && begins_another(u, &f->open[0]);
    if ((!u->asks_case && !u->asks_sending) || beside) return false;
    int64_t id = case_ticket(f, &several);
    if (u->asks_sending)
        say_send_here(f, out, id);
    else if (id)
        act_answer_asked(f, out, id);
    else if (several)
        ask_which(f, out, STR_EMPTY);
    return u->asks_sending || id || several;
}
