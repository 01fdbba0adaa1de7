/* conversation.c - what to do with one message: an ordered list of rules, the first that knows
 * the message decides. DESIGN part 5, "Conversation".
 *
 * Time here is the sender's clock alone, so that a chat replays to the same decisions; messages
 * may come late and out of order. */
#include "domain/conversation.h"
#include "domain/role.h"

static const struct understood nothing_understood = { .intent = INTENT_NONE };

/* Without the overflow that two hostile times could cause. */
static uint64_t apart(int64_t a, int64_t b)
{
    return a > b ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static const struct understood *understood_of(const struct conversation_facts *f)
{
    return f->understood ? f->understood : &nothing_understood;
}

static bool is_own(const struct known_ticket *t)
{
    return t->id != 0 && t->own;
}

static bool is_own_open(const struct known_ticket *t)
{
    return is_own(t) && t->open;
}

static bool has_words(const struct conversation_facts *f)
{
    return understood_of(f)->intent == INTENT_REPORT;
}

/* --- acts --- */

static void say(struct decision *out, enum reply_key key)
{
    out->act = ACT_REPLY;
    out->reply = key;
    out->has_reply = true;
}

/* A kind answer, left out when one was given less than quiet_ms ago. */
static void say_kindly(const struct conversation_facts *f, struct decision *out, enum reply_key key,
                       int64_t quiet_ms)
{
    int64_t at = f->before.courtesy_at;
    if (at != 0 && apart(f->message->sent_at, at) < (uint64_t)quiet_ms) return;
    say(out, key);
    out->after.courtesy_at = later(at, f->message->sent_at);
}

static void say_courtesy(const struct conversation_facts *f, struct decision *out,
                         enum reply_key key)
{
    say_kindly(f, out, key, CONVERSATION_COURTESY_MS);
}

static void follow(const struct conversation_facts *f, struct decision *out)
{
    out->after.last_message_at = later(f->before.last_message_at, f->message->sent_at);
}

static void create(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_CREATE;
    follow(f, out);
}

static void join(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    out->act = ACT_JOIN;
    out->ticket_id = ticket_id;
    /* A late message does not change what the next one follows. */
    if (f->message->sent_at >= f->before.last_message_at) out->after.last_ticket_id = ticket_id;
    follow(f, out);
    /* Danger is answered with the emergency numbers even when the matter is known already. */
    out->has_reply = understood_of(f)->urgent;
    if (out->has_reply) out->reply = REPLY_EMERGENCY;
    out->react = !out->has_reply;
}

/* --- which ticket a message belongs to --- */

/* District code of a place, "" for none: a city or a place outside has no district. */
static struct str district_of(const struct place *place)
{
    if (place && place->level == PLACE_VILLAGE) place = place->parent;
    return place && place->level == PLACE_DISTRICT ? place->code : STR_EMPTY;
}

static bool both_known_and_different(struct str a, struct str b)
{
    return a.len > 0 && b.len > 0 && !str_equal(a, b);
}

/* What was reported in confidence must not land in a ticket that the whole desk reads. */
static bool would_betray(const struct understood *u, const struct known_ticket *t)
{
    bool in_confidence = u->whistleblowing || u->kind == KIND_WHISTLEBLOWING;
    return in_confidence && !str_equal(t->department, STR(WHISTLEBLOWING_DEPARTMENT));
}

static bool clearly_another_matter(const struct understood *u, const struct known_ticket *t)
{
    bool sure = u->category_sure && u->category && !str_equal(t->category, STR("other"));
    if (sure && both_known_and_different(u->category->code, t->category)) return true;
    return both_known_and_different(district_of(u->place), t->district) || would_betray(u, t);
}

/* The ticket that the sender named or quoted; 0: none that could take a message. */
static int64_t bound_ticket(const struct conversation_facts *f)
{
    const struct known_ticket *bound = is_own_open(&f->named) ? &f->named : &f->quoted;
    return is_own_open(bound) && !would_betray(understood_of(f), bound) ? bound->id : 0;
}

/* The ticket that this message follows within the settling time; 0: none. */
static int64_t settling_ticket(const struct conversation_facts *f)
{
    if (!is_own_open(&f->last) || f->before.last_message_at == 0 || f->settle_ms <= 0) return 0;
    uint64_t gap = apart(f->message->sent_at, f->before.last_message_at);
    return gap <= (uint64_t)f->settle_ms ? f->last.id : 0;
}

/* --- commands --- */

static bool number_of_somebody_else(const struct conversation_facts *f)
{
    return understood_of(f)->ticket_id != 0 && !is_own(&f->named);
}

static void decide_status(const struct conversation_facts *f, struct decision *out)
{
    if (number_of_somebody_else(f)) {
        say(out, REPLY_STATUS_UNKNOWN);
        return;
    }
    out->act = ACT_STATUS;
    if (is_own(&f->named))
        out->ticket_id = f->named.id;
    else if (is_own(&f->quoted))
        out->ticket_id = f->quoted.id;
}

static void decide_cancel(const struct conversation_facts *f, struct decision *out)
{
    int64_t bound = bound_ticket(f);
    bool meant_closed = is_own(&f->named) && !f->named.open;
    if (number_of_somebody_else(f) || meant_closed) {
        decide_status(f, out);
        return;
    }
    if (bound == 0 && is_own_open(&f->newest_open)) bound = f->newest_open.id;
    if (bound == 0) {
        say(out, REPLY_STATUS_NONE);
        return;
    }
    join(f, out, bound);
    out->reply = REPLY_CANCEL_NOTED;
    out->has_reply = true;
    out->react = false;
}

static void decide_human(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0) ticket_id = settling_ticket(f);
    if (ticket_id)
        join(f, out, ticket_id);
    else
        create(f, out);
}

/* --- the rules; each returns false for a message that is not its business --- */

static bool rule_silent(const struct conversation_facts *f, struct decision *out)
{
    const struct inbound *m = f->message;
    switch (m->type) {
    case MESSAGE_REACTION:
        /* For the timeline: the service sees by ticket_id what it was about. */
        if (m->group_id.len == 0 && is_own(&f->quoted)) out->ticket_id = f->quoted.id;
        return true;
    case MESSAGE_SYSTEM:
    case MESSAGE_EDIT:
    case MESSAGE_REVOKE: return true;
    default: return m->group_id.len > 0;
    }
}

static bool rule_welcome(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_REQUEST_WELCOME) return false;
    say_courtesy(f, out, REPLY_MENU);
    return true;
}

/* WhatsApp passes these small gestures as `unsupported`; nobody who pins a message waits for an
 * answer. */
static bool is_gesture(struct str unsupported_type)
{
    static const char *const gestures[] = { "edit", "reaction", "pin", "poll_update",
                                            "keep_in_chat" };
    for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++)
        if (str_equal(unsupported_type, str_of(gestures[i]))) return true;
    return false;
}

static bool rule_unreadable(const struct conversation_facts *f, struct decision *out)
{
    enum message_type type = f->message->type;
    if (type != MESSAGE_UNSUPPORTED && type != MESSAGE_UNKNOWN && type != MESSAGE_ORDER)
        return false;
    if (!is_gesture(f->message->unsupported_type)) say_courtesy(f, out, REPLY_UNREADABLE);
    return true;
}

/* We send no buttons yet: a tap comes from a menu that somebody else once sent. */
static bool rule_tap(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_INTERACTIVE && f->message->type != MESSAGE_BUTTON) return false;
    say_courtesy(f, out, REPLY_MENU);
    return true;
}

static bool rule_command(const struct conversation_facts *f, struct decision *out)
{
    switch (understood_of(f)->intent) {
    case INTENT_MENU:
    case INTENT_HELP:
        say(out, REPLY_MENU);
        out->after.courtesy_at = later(f->before.courtesy_at, f->message->sent_at);
        return true;
    case INTENT_STATUS: decide_status(f, out); return true;
    case INTENT_CANCEL: decide_cancel(f, out); return true;
    case INTENT_HUMAN: decide_human(f, out); return true;
    case INTENT_NONE:
    case INTENT_REPORT:
    case INTENT_GREETING:
    case INTENT_THANKS:
    case INTENT_NOISE: break;
    }
    return false;
}

static bool rule_report(const struct conversation_facts *f, struct decision *out)
{
    if (!has_words(f)) return false;
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0 && !clearly_another_matter(understood_of(f), &f->last))
        ticket_id = settling_ticket(f);
    if (ticket_id)
        join(f, out, ticket_id);
    else
        create(f, out);
    return true;
}

/* A photo, a pin, a card without words that say what it is about (a greeting below it says
 * nothing). What no ticket takes is stored, and the words that are asked for make the ticket. */
static bool rule_wordless(const struct conversation_facts *f, struct decision *out)
{
    const struct inbound *m = f->message;
    bool card = m->type == MESSAGE_CONTACTS;
    if (!card && m->type != MESSAGE_LOCATION && !message_type_is_media(m->type)) return false;
    if (m->type == MESSAGE_STICKER) {
        say_courtesy(f, out, REPLY_NOISE);
        return true;
    }
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0) ticket_id = settling_ticket(f);
    if (ticket_id)
        join(f, out, ticket_id);
    else if (!card)
        say_courtesy(f, out, REPLY_ASK_WORDS);
    else if (!m->shared_on_request)
        say_courtesy(f, out, REPLY_NOISE);
    return true;
}

static bool rule_small_talk(const struct conversation_facts *f, struct decision *out)
{
    switch (understood_of(f)->intent) {
    case INTENT_GREETING: say_kindly(f, out, REPLY_MENU, CONVERSATION_BURST_MS); break;
    case INTENT_THANKS: say_kindly(f, out, REPLY_THANKS, 0); break;
    default: say_kindly(f, out, REPLY_NOISE, CONVERSATION_BURST_MS); break;
    }
    return true;
}

typedef bool rule(const struct conversation_facts *f, struct decision *out);

static rule *const rules[] = {
    rule_silent,  rule_welcome, rule_unreadable, rule_tap,
    rule_command, rule_report,  rule_wordless,   rule_small_talk,
};

void conversation_decide(const struct conversation_facts *facts, struct decision *out)
{
    *out = (struct decision){ .act = ACT_NOTHING, .after = facts->before };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i](facts, out)) return;
}
