/* conversation_act.c - what several rules do: say, ask, make a ticket, join one. */
#include "conversation_rules.h"
#include "domain/role.h"

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

void act_on_also(struct decision *out, int64_t ticket_id)
{
    if (out->ticket_id == 0)
        out->ticket_id = ticket_id;
    else if (out->ticket_id != ticket_id && out->also_count < CONVERSATION_OPEN_MAX - 1)
        out->also[out->also_count++] = ticket_id;
}

void act_on_all_open(const struct conversation_facts *f, struct decision *out, int64_t until)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i]) && f->open[i].received_at <= until)
            act_on_also(out, f->open[i].id);
}

static void follow(const struct conversation_facts *f, struct decision *out)
{
    out->after.last_message_at = time_later(f->before.last_message_at, f->message->sent_at);
}

void act_create(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_CREATE;
    out->take_loose = loose_is_fresh(f);
    take_followers(f, out);
    follow(f, out);
}

void act_follow(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    /* A late message does not change what the next one follows. */
    if (f->message->sent_at >= f->before.last_message_at) out->after.last_ticket_id = ticket_id;
    follow(f, out);
}

static bool is_awaited(const struct conversation_facts *f, int64_t ticket_id)
{
    const struct known_ticket *t = known_with_id(f, ticket_id);
    return t && t->own && t->status == STATUS_AWAITING_REPORTER;
}

/* They stand in what was told last. Of the own life it is spoken each time, and again where it
 * comes to somebody. */
static bool has_numbers(const struct conversation_facts *f, int64_t ticket_id)
{
    const struct known_ticket *t = known_with_id(f, ticket_id);
    const struct understood *u = understood_of(f);
    return t && t->own && t->urgent && !u->self_harm && !u->in_need &&
           settling_ticket(f) == ticket_id;
}

void act_join(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    out->resumes = is_awaited(f, ticket_id);
    out->act = ACT_JOIN;
    out->ticket_id = ticket_id;
    out->take_loose = loose_is_fresh(f);
    act_follow(f, out, ticket_id);
    /* Danger is answered with the emergency numbers even when the matter is known already, but not
     * right behind them. */
    out->has_reply = understood_of(f)->urgent && !has_numbers(f, ticket_id);
    if (out->has_reply)
        out->reply = understood_of(f)->self_harm ? REPLY_SELF_HARM : REPLY_EMERGENCY;
    out->react = !out->has_reply;
}

void act_place_at(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                  struct str code)
{
    act_join(f, out, ticket_id);
    out->act = ACT_PLACE;
    out->arg = code;
    out->react = false; /* the place is said back */
}

void act_place(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    act_place_at(f, out, ticket_id, understood_of(f)->place->code);
}

void act_ask_namesake(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    act_join(f, out, ticket_id);
    out->react = false;
    out->question = QUESTION_NAMESAKE;
    conversation_ask(&out->after, QUESTION_NAMESAKE, ticket_id, f->message->sent_at);
}

bool act_ask_category(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                      struct str page)
{
    const struct known_ticket *t = known_with_id(f, ticket_id);
    if (!t || t->status != STATUS_RECEIVED ||
        str_equal(t->department, STR(WHISTLEBLOWING_DEPARTMENT)))
        return false;
    act_ask(f, out, QUESTION_CATEGORY, ticket_id, page);
    return true;
}

void act_say_joined(struct decision *out, enum reply_key key)
{
    out->reply = key;
    out->has_reply = true;
    out->react = false;
}

/* Whose secret was not kept: the newest that is one, else the newest of theirs. NULL: none. */
static const struct known_ticket *exposed_ticket(const struct conversation_facts *f)
{
    const struct known_ticket *newest = NULL;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->received_at > f->message->sent_at) continue;
        if (t->confidential) return t;
        if (!newest) newest = t;
    }
    return newest;
}

void act_hide(struct decision *out, const struct known_ticket *t)
{
    for (size_t i = 0; i < out->hides_count; i++)
        if (out->hides[i] == t->id) return;
    out->hides[out->hides_count++] = t->id;
}

/* "tau darimana saya yang lapor?": whatever they were told before, they are hidden from now on, in
 * that report and, unsaid, in all others that are open. */
static void hide_exposed(const struct conversation_facts *f, struct decision *out)
{
    out->confide = true;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && !t->confidential && t->id != out->ticket_id) act_hide(out, t);
    }
}

/* "tolong telepon saya" behind "jangan robot yang jawab": they wait for one already. 0: they do
 * not.
 */
static int64_t waits_for_human(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count && !understood_of(f)->exposed; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && t->status < STATUS_RESOLVED &&
            category_is_other(t->category) && was_told_within(f, t, CONVERSATION_ANSWER_MS))
            return t->id;
    }
    return 0;
}

void act_human(const struct conversation_facts *f, struct decision *out)
{
    bool erase = understood_of(f)->intent == INTENT_ERASE;
    int64_t ticket_id = bound_ticket(f);
    const struct known_ticket *t = understood_of(f)->exposed ? exposed_ticket(f) : NULL;
    if (ticket_id == 0 && t) ticket_id = t->id;
    if (ticket_id == 0) ticket_id = settling_ticket(f);
    if (ticket_id == 0 && !erase) ticket_id = waits_for_human(f);
    if (ticket_id) {
        act_join(f, out, ticket_id);
        act_say_joined(out, erase ? REPLY_ERASE : REPLY_HUMAN);
        if (t && t->id == ticket_id) hide_exposed(f, out);
    } else {
        act_create(f, out);
        out->kind = KIND_CONSULTATION;
        act_say_joined(out, erase ? REPLY_ERASE_RECEIVED : REPLY_HUMAN_RECEIVED);
    }
    out->call_back = !erase;
}
