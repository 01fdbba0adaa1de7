/* conversation_small_talk.c - what tells no matter: greetings, thanks, an "ok", a number alone, and
 * what nobody understands. */
#include "conversation_rules.h"

/* A kind answer, left out when one was given less than quiet_ms ago. */
static void say_kindly(const struct conversation_facts *f, struct decision *out, enum reply_key key,
                       int64_t quiet_ms)
{
    int64_t at = f->before.courtesy_at;
    if (at != 0 && time_apart(f->message->sent_at, at) < (uint64_t)quiet_ms) return;
    act_say(out, key);
    out->courtesy = true;
    out->after.courtesy_at = time_later(at, f->message->sent_at);
}

void act_say_courtesy(const struct conversation_facts *f, struct decision *out, enum reply_key key)
{
    say_kindly(f, out, key, CONVERSATION_COURTESY_MS);
}

/* Sooner behind the last kind answer nobody has read it. */
#define READ_MS (10 * (int64_t)1000)

/* Words that tell or ask something, or that were written when the greeting had been read: whoever
 * wrote them waits for an answer to them. */
static bool wants_answer(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool read = time_apart(f->message->sent_at, f->before.courtesy_at) >= (uint64_t)READ_MS;
    return is_several_words(f) && f->before.misses == 0 &&
           (read || u->inquires || str_contains(u->plain, STR(" ")));
}

/* Twice in a row: a human is offered, however quick they came; of what comes right behind it
 * nothing more is said. */
static void count_miss(const struct conversation_facts *f, struct decision *out,
                       enum reply_key first)
{
    out->after.misses = f->before.misses + 1;
    bool often = out->after.misses >= CONVERSATION_MISSES_MAX;
    bool now = out->after.misses == CONVERSATION_MISSES_MAX;
    bool unsaid = now || wants_answer(f);
    say_kindly(f, out, often ? REPLY_MISSED : first, unsaid ? 0 : CONVERSATION_BURST_MS);
    if (!out->has_reply || !often) return;
    out->call_human = true;
    conversation_ask(&out->after, QUESTION_HUMAN, 0, f->message->sent_at);
}

/* It was not understood. */
static void miss(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool text = f->message->type == MESSAGE_TEXT;
    if (u->number)
        hold_message(f, out, HELD_NUMBER);
    else if (text && (is_several_words(f) || u->chases))
        hold_message(f, out, HELD_ASIDE);
    else if (text && u->intent == INTENT_NOISE) /* a "ya" begins no matter */
        hold_message(f, out, HELD_WORD);
    count_miss(f, out, REPLY_NOISE);
}

/* "jalan", of a matter that is told word by word, and no "ok". */
static bool is_piece(const struct conversation_facts *f)
{
    return understood_of(f)->intent == INTENT_NOISE && understood_of(f)->plain.len > 0 &&
           time_apart(f->message->sent_at, f->last.received_at) <= (uint64_t)CONVERSATION_BURST_MS;
}

/* Right behind a ticket, words that say nothing by themselves are no puzzle: several of them
 * ("sudah seminggu pak") are about it, and so is what asks ("pak?"); a single "ok" is only seen. */
static bool aside(const struct conversation_facts *f, struct decision *out)
{
    enum intent intent = understood_of(f)->intent;
    int64_t ticket_id = settling_ticket(f);
    if (f->message->type != MESSAGE_TEXT || ticket_id == 0) return false;
    if (intent != INTENT_NOISE && intent != INTENT_YES && intent != INTENT_NO) return false;
    /* Before the ticket it was about nothing, or the beginning of what that tells. */
    if (went_before(f)) {
        if (is_several_words(f) ||
            time_apart(f->message->sent_at, f->last.received_at) > (uint64_t)CONVERSATION_BURST_MS)
            return false;
        act_join(f, out, ticket_id);
        out->react = false;
        return true;
    }
    if (is_several_words(f) || understood_of(f)->still || understood_of(f)->inquires ||
        is_piece(f)) {
        act_join(f, out, ticket_id);
        return true;
    }
    out->ticket_id = ticket_id;
    out->react = true;
    return true;
}

/* The number that was asked for; one that is shared by our button the contact keeps
 * (service/intake_message.c), one that is typed staff read on the ticket. */
bool answer_phone(const struct conversation_facts *f, struct decision *out)
{
    bool typed = f->message->type == MESSAGE_TEXT && understood_of(f)->number;
    bool shared = f->message->type == MESSAGE_CONTACTS && f->message->shared_on_request;
    if (!(shared || typed) || would_betray(understood_of(f), &f->asked)) return false;
    act_join(f, out, f->asked.id);
    if (shared) act_say_joined(out, REPLY_PHONE_NOTED);
    conversation_answered(&out->after);
    return true;
}

/* A phone or identity number is no matter: it belongs to the report beside it, or to the only one.
 */
static bool number_alone(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = settling_ticket(f);
    if (f->message->type != MESSAGE_TEXT || !understood_of(f)->number) return false;
    if (ticket_id == 0 && f->open_count == 1) ticket_id = f->open[0].id;
    if (ticket_id) act_join(f, out, ticket_id);
    return ticket_id != 0;
}

/* "pak", "?", a smile, where nothing was said before: who calls is greeted. */
static bool calls(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct conversation *c = &f->before;
    bool quiet = c->courtesy_at == 0 || time_apart(f->message->sent_at, c->courtesy_at) >=
                                            (uint64_t)CONVERSATION_COURTESY_MS;
    return f->message->type == MESSAGE_TEXT && u->intent == INTENT_NOISE && u->plain.len == 0 &&
           !is_several_words(f) && !u->number && !u->chases && !u->denies_place &&
           (c->asked == QUESTION_NONE || c->asked == QUESTION_PART) && c->misses == 0 && quiet;
}

/* A thumb, a smile, and no word or mark: nobody waits for an answer to that. */
static bool is_picture(const struct conversation_facts *f)
{
    const struct str text = str_trim(f->message->text);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x80 && text.at[i] != ' ') return false;
    return text.len > 0;
}

static bool has_open(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i]) && f->open[i].received_at <= f->message->sent_at)
            return true;
    return false;
}

/* The desk answered them not long ago, and asked nothing. */
static bool was_answered(const struct conversation_facts *f)
{
    return f->before.courtesy_at != 0 && f->before.misses == 0 &&
           understood_of(f)->plain.len == 0 &&
           time_apart(f->message->sent_at, f->before.courtesy_at) <
               (uint64_t)CONVERSATION_COURTESY_MS;
}

/* What the desk said of their last report, which is closed, may have come since. */
static bool has_ended(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->last;
    return ticket_is_theirs(t) && !t->open && t->received_at <= f->message->sent_at;
}

/* Nothing that is asked is answered by a nod, or no more: where, hours later. */
static bool may_nod(const struct conversation_facts *f)
{
    enum question asked = f->before.asked;
    bool late = time_apart(f->message->sent_at, f->before.asked_at) > (uint64_t)f->settle_ms;
    return asked == QUESTION_NONE || asked == QUESTION_UNIT || asked == QUESTION_OBJECTION ||
           asked == QUESTION_COMMENT || (late && question_asks_where(asked));
}

/* "ok", "siap pak", hours after the last word about a report of theirs, or right behind what the
 * desk said: it was read, and nobody waits for an answer. Of the units that were offered it says
 * that the one that was named is right. */
static bool nods(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    /* "5", once nobody asks how it was */
    bool rates = u->rating > 0 && u->intent == INTENT_NOISE && !u->inquires && !u->chases;
    bool nod = f->message->type == MESSAGE_TEXT &&
               (u->consent == CONSENT_YES || rates || (u->noted && u->intent == INTENT_NOISE)) &&
               may_nod(f);
    if (!nod || !(has_open(f) || has_ended(f) || was_answered(f))) return false;
    out->react = true;
    return true;
}

/* "tolong pak saya sangat butuh", long after the only report they have: staff read it there. */
static bool of_only_report(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    /* "nanti malam tolong dicek ya pak" agrees to nothing, and "bukan gitu pak" denies nothing. */
    bool small = u->intent == INTENT_NOISE ||
                 (u->intent == INTENT_YES && u->consent == CONSENT_NONE) ||
                 (u->intent == INTENT_NO && u->contests && f->before.asked == QUESTION_NONE);
    bool plain = f->message->type == MESSAGE_TEXT && small && !u->missent && is_several_words(f) &&
                 f->before.misses == 0;
    if (!plain || f->open_count != 1 || !ticket_is_own_open(&f->open[0])) return false;
    if (f->open[0].received_at > f->message->sent_at) return false;
    if (u->inquires)
        act_answer_asked(f, out, f->open[0].id);
    else
        act_join(f, out, f->open[0].id);
    return true;
}

/* "ya masih itu pak", whenever it was asked, or was not: what they told last goes on. */
static bool still_goes_on(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = &f->last;
    if (!ticket_is_own_open(t) && f->open_count > 0) t = &f->open[0];
    bool still = understood_of(f)->still && f->message->type == MESSAGE_TEXT && !f->overtaken;
    if (!still || !ticket_is_own_open(t) || t->received_at > f->message->sent_at) return false;
    act_join(f, out, t->id);
    return true;
}

/* "pak??", "syaratnya apa ya", long after a report: it waits there for who works on it, and how it
 * stands is said. Of several who only calls means the newest, and who asks is asked which. */
static bool asks_of_report(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool courtesy = u->intent == INTENT_THANKS || u->intent == INTENT_GREETING;
    bool asks = f->message->type == MESSAGE_TEXT && !courtesy && u->inquires && !u->missent &&
                !u->number && !f->overtaken && f->before.asked == QUESTION_NONE;
    if (!asks || f->open_count == 0 || !ticket_is_own_open(&f->open[0])) return false;
    if (f->open[0].received_at > f->message->sent_at) return false;
    if (f->open_count > 1 && u->plain.len > 0)
        ask_which(f, out, STR_EMPTY);
    else
        act_answer_asked(f, out, f->open[0].id);
    return true;
}

/* "halo pak?" behind the only report, which nobody can go to: how it stands, and where again. */
static bool calls_unplaced(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool calls = f->message->type == MESSAGE_TEXT && u->intent == INTENT_GREETING &&
                 (u->calls || (u->inquires && u->plain.len == 0));
    const struct known_ticket *t = &f->open[0];
    if (!calls || f->open_count != 1 || f->overtaken || !lacks_its_place(t)) return false;
    if (!conversation_asks_where(&f->before) && !was_told_within(f, t, CONVERSATION_REPEAT_MS))
        return false;
    act_answer_call(f, out);
    out->ticket_id = t->id;
    return true;
}

/* "sudah diambil pak, terima kasih" below what was said of a report: staff read that there. */
static bool thanks_for_work(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t id = bound_ticket(f);
    if (u->intent != INTENT_THANKS || u->verdict == VERDICT_NONE || id == 0) return false;
    act_join(f, out, id);
    act_say_joined(out, REPLY_THANKS);
    return true;
}

/* "sudah bisa pak, terima kasih" a day later: of the only report, which may be cancelled then. */
static bool thanks_at_its_end(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->open[0];
    bool ended = u->intent == INTENT_THANKS && u->verdict == VERDICT_SOLVED && u->verdict_first;
    if (!ended || f->overtaken || settling_ticket(f) || f->open_count != 1) return false;
    if (!ticket_is_own_open(t) || t->status != STATUS_RECEIVED || is_in_confidence(t)) return false;
    if (t->received_at > f->message->sent_at) return false;
    act_ask_cancel(f, out, t->id);
    out->over = true;
    return true;
}

/* "kk" behind a bad road is an "ok", and no family card. */
bool rule_nod(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    bool names = asked == QUESTION_WORDS || asked == QUESTION_CATEGORY || asked == QUESTION_TICKET;
    if (!u->may_nod || f->message->type != MESSAGE_TEXT || names || f->overtaken || !has_open(f))
        return false;
    for (size_t i = 0; i < f->open_count; i++)
        if (u->category && str_equal(f->open[i].category, u->category->code)) return false;
    /* If it overtakes the report it is a part of that. */
    if (settling_ticket(f))
        act_join(f, out, settling_ticket(f));
    else
        out->react = true;
    return true;
}

bool rule_small_talk(const struct conversation_facts *f, struct decision *out)
{
    if (number_alone(f, out) || aside(f, out) || of_only_report(f, out)) return true;
    if (still_goes_on(f, out) || asks_of_report(f, out)) return true;
    if (thanks_for_work(f, out) || thanks_at_its_end(f, out)) return true;
    if (nods(f, out) || calls_unplaced(f, out)) return true;
    if (calls(f) && has_open(f)) { /* "pak": no stranger calls */
        out->react = is_picture(f);
        if (!out->react) act_answer_call(f, out);
        return true;
    }
    if (calls(f)) {
        say_kindly(f, out, REPLY_MENU, 0);
        hold_message(f, out, HELD_WORD);
        return true;
    }
    switch (understood_of(f)->intent) {
    case INTENT_GREETING:
        /* "ada orang?", and then again: they wait for one. */
        if (understood_of(f)->calls) {
            count_miss(f, out, REPLY_MENU);
            break;
        }
        say_kindly(f, out, has_open(f) ? REPLY_MENU_BACK : REPLY_MENU, CONVERSATION_BURST_MS);
        break;
    case INTENT_THANKS:
        /* Its end, which has overtaken it. */
        if (understood_of(f)->over || understood_of(f)->news) hold_message(f, out, HELD_ASIDE);
        say_kindly(f, out, REPLY_THANKS, 0);
        break;
    default: miss(f, out); break;
    }
    return true;
}
