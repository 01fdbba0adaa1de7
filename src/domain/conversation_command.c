/* conversation_command.c - words that command: they work whatever is going on. */
#include "conversation_rules.h"

static bool number_of_somebody_else(const struct conversation_facts *f)
{
    return understood_of(f)->ticket_id != 0 && !ticket_is_own(&f->named);
}

static void decide_status(const struct conversation_facts *f, struct decision *out)
{
    if (number_of_somebody_else(f)) {
        act_say(out, REPLY_STATUS_UNKNOWN);
        return;
    }
    out->act = ACT_STATUS;
    if (ticket_is_own(&f->named))
        out->ticket_id = f->named.id;
    else if (ticket_is_own(&f->quoted))
        out->ticket_id = f->quoted.id;
}

/* The open ticket that a command is about: named, quoted, or the newest. */
static int64_t meant_ticket(const struct conversation_facts *f)
{
    int64_t bound = bound_ticket(f);
    if (bound == 0 && ticket_is_own_open(&f->newest_open)) bound = f->newest_open.id;
    return bound;
}

static bool meant_another(const struct conversation_facts *f)
{
    return number_of_somebody_else(f) || (ticket_is_own(&f->named) && !f->named.open);
}

static void decide_cancel(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    if (meant_another(f))
        decide_status(f, out);
    else if (ticket_id == 0)
        act_say(out, f->before.loose.at ? REPLY_DROPPED : REPLY_STATUS_NONE);
    else
        act_ask(f, out, QUESTION_CANCEL, ticket_id, STR_EMPTY);
    if (out->act == ACT_REPLY) out->after.loose = (struct loose){ .place = STR_EMPTY };
}

static void decide_confidential(const struct conversation_facts *f, struct decision *out)
{
    out->ticket_id = meant_ticket(f);
    if (meant_another(f)) {
        decide_status(f, out);
    } else if (out->ticket_id == 0) {
        act_say(out, REPLY_CONFIDENTIAL_HOW);
    } else {
        out->act = ACT_CONFIDE;
    }
}

/* "tambah" alone: what comes next is taken for a part of the ticket, whenever that was made. */
static void decide_add(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    if (ticket_id == 0) {
        act_say(out, REPLY_STATUS_NONE);
        return;
    }
    act_say(out, REPLY_ADD);
    out->ticket_id = ticket_id;
    out->after.last_ticket_id = ticket_id;
    if (f->message->sent_at > out->after.last_message_at)
        out->after.last_message_at = f->message->sent_at;
}

bool rule_command(const struct conversation_facts *f, struct decision *out)
{
    switch (understood_of(f)->intent) {
    case INTENT_MENU:
    case INTENT_HELP:
        act_say(out, REPLY_MENU);
        out->after.courtesy_at = f->message->sent_at > f->before.courtesy_at
                                     ? f->message->sent_at
                                     : f->before.courtesy_at;
        return true;
    case INTENT_STATUS: decide_status(f, out); return true;
    case INTENT_CANCEL: decide_cancel(f, out); return true;
    case INTENT_CONFIDENTIAL: decide_confidential(f, out); return true;
    case INTENT_ADD: decide_add(f, out); return true;
    case INTENT_PRIVACY: act_say(out, REPLY_PRIVACY); return true;
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
