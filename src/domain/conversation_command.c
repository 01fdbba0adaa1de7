/* conversation_command.c - words that command: they work whatever is going on. */
#include "conversation_rules.h"

static bool number_of_somebody_else(const struct conversation_facts *f)
{
    return understood_of(f)->ticket_id != 0 && !ticket_is_theirs(&f->named);
}

static void decide_status(const struct conversation_facts *f, struct decision *out)
{
    if (number_of_somebody_else(f)) {
        act_say(out, REPLY_STATUS_UNKNOWN);
        return;
    }
    out->act = ACT_STATUS;
    if (ticket_is_theirs(&f->named))
        out->ticket_id = f->named.id;
    else if (ticket_is_theirs(&f->quoted))
        out->ticket_id = f->quoted.id;
}

/* The own open ticket that a command is about: named, quoted, or the newest. */
static int64_t meant_ticket(const struct conversation_facts *f)
{
    int64_t bound = bound_ticket(f);
    if (bound == f->named.id ? !f->named.own : !f->quoted.own) bound = 0;
    if (bound == 0 && ticket_is_own_open(&f->newest_open)) bound = f->newest_open.id;
    return bound;
}

static bool meant_another(const struct conversation_facts *f)
{
    return number_of_somebody_else(f) ||
           (ticket_is_theirs(&f->named) && (!f->named.open || !f->named.own));
}

static void drop_loose(struct decision *out)
{
    act_say(out, REPLY_DROPPED);
    out->after.loose = (struct loose){ .place = STR_EMPTY };
    conversation_answered(&out->after);
}

/* There is no report; or it is on its way still, and the command has overtaken it. */
static void wait_for_report(const struct conversation_facts *f, struct decision *out,
                            enum reply_key key, enum held_what command)
{
    act_say(out, key);
    hold_message(f, out, command);
}

static void decide_cancel(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    bool which = f->before.asked == QUESTION_TICKET && f->before.loose.at;
    if (meant_another(f))
        decide_status(f, out);
    else if (which || (ticket_id == 0 && f->before.loose.at))
        drop_loose(out);
    else if (ticket_id == 0)
        wait_for_report(f, out, REPLY_STATUS_NONE, HELD_CANCEL);
    else
        act_ask(f, out, QUESTION_CANCEL, ticket_id, STR_EMPTY);
}

/* A plea that names no ticket covers all that is told within the settling time of it, before it and
 * behind it, so that the order of delivery cannot uncover anything; else the newest. */
static void confide_around(const struct conversation_facts *f, struct decision *out)
{
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        uint64_t apart = time_apart(f->message->sent_at, t->received_at);
        if (!ticket_is_own_open(t) || apart > (uint64_t)f->settle_ms) continue;
        if (out->ticket_id == 0)
            out->ticket_id = t->id;
        else if (out->also_confide_count < CONVERSATION_OPEN_MAX - 1)
            out->also_confide[out->also_confide_count++] = t->id;
    }
    hold_message(f, out, HELD_CONFIDENTIAL);
}

static void decide_confidential(const struct conversation_facts *f, struct decision *out)
{
    if (meant_another(f)) {
        decide_status(f, out);
        return;
    }
    if (bound_ticket(f) == 0) confide_around(f, out);
    if (out->ticket_id == 0) out->ticket_id = meant_ticket(f);
    if (out->ticket_id)
        out->act = ACT_CONFIDE;
    else
        act_say(out, REPLY_CONFIDENTIAL_HOW);
}

/* "tambah": what comes next, or what it stands under, is a part of the ticket. */
static void decide_add(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    if (meant_another(f)) {
        decide_status(f, out);
    } else if (ticket_id == 0) {
        wait_for_report(f, out, REPLY_STATUS_NONE, HELD_ADD);
    } else if (message_type_is_media(f->message->type) || f->message->location.present) {
        act_join(f, out, ticket_id);
    } else {
        act_say(out, REPLY_ADD);
        out->ticket_id = ticket_id;
        act_follow(f, out, ticket_id);
        conversation_ask(&out->after, QUESTION_ADDITION, ticket_id, f->message->sent_at);
    }
}

/* Once the desk works on it, a human changes what it is about. */
static void decide_correct(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    if (meant_another(f))
        decide_status(f, out);
    else if (ticket_id == 0)
        wait_for_report(f, out, REPLY_STATUS_NONE, HELD_CORRECT);
    else if (act_ask_category(f, out, ticket_id, STR_EMPTY))
        return;
    else
        act_human(f, out);
}

static void speak(struct decision *out, enum language language)
{
    out->after.language = language;
    out->after.language_chosen = true;
    act_say(out, REPLY_LANGUAGE_SET);
}

void tap_language(const struct conversation_facts *f, struct decision *out)
{
    enum language language;
    if (language_parse(f->choice->arg, &language))
        speak(out, language);
    else
        act_say(out, REPLY_CHOICE_OLD);
}

static void decide_language(const struct conversation_facts *f, struct decision *out)
{
    enum language named = understood_of(f)->language;
    if (named != LANGUAGE_UNKNOWN)
        speak(out, named);
    else
        act_ask(f, out, QUESTION_LANGUAGE, 0, STR_EMPTY);
}

bool rule_command(const struct conversation_facts *f, struct decision *out)
{
    switch (understood_of(f)->intent) {
    case INTENT_MENU:
    case INTENT_HELP:
        act_say(out, REPLY_MENU);
        out->after.courtesy_at = time_later(f->before.courtesy_at, f->message->sent_at);
        return true;
    case INTENT_STATUS: decide_status(f, out); return true;
    case INTENT_CANCEL: decide_cancel(f, out); return true;
    case INTENT_CONFIDENTIAL: decide_confidential(f, out); return true;
    case INTENT_ADD: decide_add(f, out); return true;
    case INTENT_PRIVACY: act_say(out, REPLY_PRIVACY); return true;
    case INTENT_LANGUAGE: decide_language(f, out); return true;
    case INTENT_CORRECT: decide_correct(f, out); return true;
    case INTENT_ERASE:
    case INTENT_HUMAN: act_human(f, out); return true;
    case INTENT_NONE:
    case INTENT_REPORT:
    case INTENT_GREETING:
    case INTENT_THANKS:
    case INTENT_NOISE:
    case INTENT_YES:
    case INTENT_NO: break;
    }
    return false;
}
