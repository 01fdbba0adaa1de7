/* conversation_held.c - messages that came before their ticket, and wait for it: webhooks overtake
 * each other, and a question may be about one of several tickets. */
#include "conversation_rules.h"

void hold_message(const struct conversation_facts *f, struct decision *out, enum held_what what)
{
    struct held *held = &out->after.held;
    if (held->count == HELD_MAX) {
        for (size_t i = 1; i < HELD_MAX; i++)
            held->messages[i - 1] = held->messages[i];
        held->count--;
    }
    held->messages[held->count++] =
        (struct held_message){ .what = what, .at = f->message->sent_at };
}

bool holds(const struct conversation_facts *f, enum held_what what)
{
    for (size_t i = 0; i < f->before.held.count; i++)
        if (f->before.held.messages[i].what == what) return true;
    return false;
}

typedef bool held_test(const struct conversation_facts *f, const struct held_message *m);

static void take(const struct conversation_facts *f, struct decision *out, held_test *belongs)
{
    struct held all = out->after.held;
    out->after.held = (struct held){ 0 };
    for (size_t i = 0; i < all.count; i++) {
        struct held *to = belongs(f, &all.messages[i]) ? &out->take_held : &out->after.held;
        to->messages[to->count++] = all.messages[i];
    }
}

static bool is_chase(const struct conversation_facts *f, const struct held_message *m)
{
    (void)f;
    return m->what == HELD_CHASE;
}

void take_chase(struct decision *out)
{
    take(NULL, out, is_chase);
}

/* A plea for confidence counts whether it was said before or behind the report. */
static bool is_follower(const struct conversation_facts *f, const struct held_message *m)
{
    if (time_apart(f->message->sent_at, m->at) > (uint64_t)f->settle_ms) return false;
    return m->what == HELD_CONFIDENTIAL || (m->what == HELD_ASIDE && m->at >= f->message->sent_at);
}

void take_followers(const struct conversation_facts *f, struct decision *out)
{
    take(f, out, is_follower);
    for (size_t i = 0; i < out->take_held.count; i++)
        if (out->take_held.messages[i].what == HELD_CONFIDENTIAL) out->confide = true;
}
