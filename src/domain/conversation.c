/* conversation.c - what to do with one message: an ordered list of rules, the first that knows
 * the message decides. DESIGN part 5, "Conversation".
 *
 * Time here is the sender's clock alone, so that a chat replays to the same decisions; messages
 * may come late and out of order. */
#include "conversation_rules.h"

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* --- questions --- */

void conversation_answered(struct conversation *c)
{
    c->asked = QUESTION_NONE;
    c->asked_ticket_id = 0;
}

void conversation_ask(struct conversation *c, enum question question, int64_t ticket_id, int64_t at)
{
    c->asked = question;
    c->asked_ticket_id = ticket_id;
    c->asked_at = at;
    c->token++;
}

bool conversation_wants_open(const struct inbound *message, const struct understood *understood)
{
    enum intent intent = understood ? understood->intent : INTENT_NONE;
    return intent == INTENT_CANCEL || intent == INTENT_CONFIDENTIAL || intent == INTENT_ADD ||
           (intent != INTENT_REPORT &&
            (message->type == MESSAGE_LOCATION || message_type_is_media(message->type)));
}

/* --- acts --- */

void act_say(struct decision *out, enum reply_key key)
{
    out->act = ACT_REPLY;
    out->reply = key;
    out->has_reply = true;
}

void act_ask(const struct conversation_facts *f, struct decision *out, enum question question,
             int64_t ticket_id, struct str arg)
{
    out->act = ACT_ASK;
    out->question = question;
    out->ticket_id = ticket_id;
    out->arg = arg;
    conversation_ask(&out->after, question, ticket_id, f->message->sent_at);
}

/* A kind answer, left out when one was given less than quiet_ms ago. */
static void say_kindly(const struct conversation_facts *f, struct decision *out, enum reply_key key,
                       int64_t quiet_ms)
{
    int64_t at = f->before.courtesy_at;
    if (at != 0 && time_apart(f->message->sent_at, at) < (uint64_t)quiet_ms) return;
    act_say(out, key);
    out->after.courtesy_at = later(at, f->message->sent_at);
}

void act_say_courtesy(const struct conversation_facts *f, struct decision *out, enum reply_key key)
{
    say_kindly(f, out, key, CONVERSATION_COURTESY_MS);
}

static void follow(const struct conversation_facts *f, struct decision *out)
{
    out->after.last_message_at = later(f->before.last_message_at, f->message->sent_at);
}

/* Photos that came before the words belong to them. */
static bool loose_follow(const struct conversation_facts *f)
{
    const struct loose *loose = &f->before.loose;
    return loose->at != 0 && time_apart(f->message->sent_at, loose->at) <= (uint64_t)f->settle_ms;
}

void act_create(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_CREATE;
    out->take_loose = loose_follow(f);
    follow(f, out);
}

void act_join(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    out->act = ACT_JOIN;
    out->ticket_id = ticket_id;
    out->take_loose = loose_follow(f);
    /* A late message does not change what the next one follows. */
    if (f->message->sent_at >= f->before.last_message_at) out->after.last_ticket_id = ticket_id;
    follow(f, out);
    /* Danger is answered with the emergency numbers even when the matter is known already. */
    out->has_reply = understood_of(f)->urgent;
    if (out->has_reply) out->reply = REPLY_EMERGENCY;
    out->react = !out->has_reply;
}

void act_human(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0) ticket_id = settling_ticket(f);
    if (ticket_id == 0) {
        act_create(f, out);
        out->kind = KIND_CONSULTATION;
        return;
    }
    act_join(f, out, ticket_id);
    out->reply = REPLY_HUMAN;
    out->has_reply = true;
    out->react = false;
}

/* --- the rules --- */

static bool rule_silent(const struct conversation_facts *f, struct decision *out)
{
    const struct inbound *m = f->message;
    switch (m->type) {
    case MESSAGE_REACTION:
        /* For the timeline: the service sees by ticket_id what it was about. */
        if (m->group_id.len == 0 && ticket_is_own(&f->quoted)) out->ticket_id = f->quoted.id;
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
    act_say_courtesy(f, out, REPLY_MENU);
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
    if (!is_gesture(f->message->unsupported_type)) act_say_courtesy(f, out, REPLY_UNREADABLE);
    return true;
}

static const struct known_ticket *joined_ticket(const struct conversation_facts *f, int64_t id)
{
    if (f->named.id == id) return &f->named;
    return f->quoted.id == id ? &f->quoted : &f->last;
}

static bool rule_report(const struct conversation_facts *f, struct decision *out)
{
    if (understood_of(f)->intent != INTENT_REPORT) return false;
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0 && !is_another_matter(understood_of(f), &f->last))
        ticket_id = settling_ticket(f);
    if (ticket_id) {
        act_join(f, out, ticket_id);
        out->correct = makes_clear(understood_of(f), joined_ticket(f, ticket_id));
        if (out->correct) out->react = false;
    } else {
        act_create(f, out);
    }
    return true;
}

/* Twice in a row not understood: a human is offered. */
static void miss(const struct conversation_facts *f, struct decision *out)
{
    say_kindly(f, out, REPLY_NOISE, CONVERSATION_BURST_MS);
    out->after.misses = f->before.misses + 1;
    if (!out->has_reply || out->after.misses < CONVERSATION_MISSES_MAX) return;
    act_say(out, REPLY_MISSED);
    out->call_human = true;
    out->after.token++;
}

/* "sudah seminggu pak": behind a ticket, several words that say nothing by themselves are about it.
 */
static bool is_aside(const struct conversation_facts *f)
{
    return understood_of(f)->intent == INTENT_NOISE &&
           str_contains(str_trim(f->message->text), STR(" ")) && settling_ticket(f) != 0;
}

static bool rule_small_talk(const struct conversation_facts *f, struct decision *out)
{
    if (is_aside(f)) {
        act_join(f, out, settling_ticket(f));
        return true;
    }
    switch (understood_of(f)->intent) {
    case INTENT_GREETING: say_kindly(f, out, REPLY_MENU, CONVERSATION_BURST_MS); break;
    case INTENT_THANKS: say_kindly(f, out, REPLY_THANKS, 0); break;
    default: miss(f, out); break;
    }
    return true;
}

static conversation_rule *const rules[] = {
    rule_silent,  rule_welcome, rule_unreadable, rule_tap,        rule_answer,
    rule_command, rule_report,  rule_wordless,   rule_small_talk,
};

/* --- too many at once --- */

static void count_burst(const struct conversation_facts *f, struct conversation *after)
{
    bool same_minute = f->before.burst_at != 0 &&
                       time_apart(f->message->sent_at, f->before.burst_at) < CONVERSATION_MINUTE_MS;
    if (!same_minute) after->burst_at = f->message->sent_at;
    after->burst = same_minute ? f->before.burst + 1 : 1;
}

/* Recorded as ever; what costs a message and tells nothing new ceases, and that is said once. */
static void calm(struct decision *out)
{
    bool first = out->after.burst == CONVERSATION_BURST_MAX + 1;
    bool urgent = out->has_reply && out->reply == REPLY_EMERGENCY;
    if (out->after.burst <= CONVERSATION_BURST_MAX || urgent) return;
    out->react = false;
    if (out->act == ACT_REPLY || out->act == ACT_STATUS || out->act == ACT_ASK) {
        out->act = first ? ACT_REPLY : ACT_NOTHING;
        out->ticket_id = 0;
        out->call_human = false;
    }
    bool may_say = out->act == ACT_REPLY || out->act == ACT_JOIN;
    out->has_reply = first && may_say;
    out->reply = REPLY_CALM;
}

void conversation_decide(const struct conversation_facts *facts, struct decision *out)
{
    *out = (struct decision){ .act = ACT_NOTHING, .arg = STR_EMPTY, .after = facts->before };
    bool decided = false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !decided; i++)
        decided = rules[i](facts, out);
    if (out->act != ACT_NOTHING && out->after.misses == facts->before.misses) out->after.misses = 0;
    count_burst(facts, &out->after);
    calm(out);
}
