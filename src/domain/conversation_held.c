/* conversation_held.c - messages that came before their ticket, and wait for it: webhooks overtake
 * each other, and a question may be about one of several tickets. */
#include "conversation_rules.h"

void held_drop(struct held *held, size_t i)
{
    held->count--;
    for (; i < held->count; i++)
        held->messages[i] = held->messages[i + 1];
}

size_t held_find(const struct held *held, enum held_what what, int64_t ticket_id)
{
    for (size_t i = held->count; i-- > 0;)
        if (held->messages[i].what == what && (ticket_id == 0 || held->messages[i].id == ticket_id))
            return i;
    return SIZE_MAX;
}

/* Stands for a message that waits for its ticket, and is no mere word. */
static bool waits(enum held_what what)
{
    return what < HELD_WORD || what == HELD_FEARED;
}

void held_add(struct held *held, struct held_message m)
{
    size_t oldest = 0;
    if (held->count == HELD_MAX) {
        /* A word is no plea, nor is what waits for nothing. */
        for (size_t i = HELD_MAX; i-- > 0;)
            if (!waits(held->messages[i].what)) oldest = i;
        held_drop(held, oldest);
    }
    held->messages[held->count++] = m;
}

void hold_message(const struct conversation_facts *f, struct decision *out, enum held_what what)
{
    held_add(&out->after.held, (struct held_message){ .what = what, .at = f->message->sent_at });
}

/* As long as a chat is open for our answers. */
#define ANNOUNCED_MAX_MS (24 * 60 * (int64_t)60000)

/* "lampu mati pak": what is longer is whole. */
#define PIECE_MAX 16

bool held_is_of_burst(const struct held_message *m, int64_t at)
{
    return m->what == HELD_WORD && m->at <= at &&
           time_apart(at, m->at) <= (uint64_t)CONVERSATION_BURST_MS;
}

enum burst_part conversation_burst_part(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    if (f->message->type != MESSAGE_TEXT || u->urgent || u->whistleblowing) return BURST_NONE;
    bool piece = !u->category_heard || f->message->text.len <= PIECE_MAX;
    if (u->intent == INTENT_REPORT) return piece && !u->place_only ? BURST_REPORT : BURST_NONE;
    bool unclear = ticket_is_own_open(t) && t->status == STATUS_RECEIVED &&
                   category_is_other(t->category) &&
                   time_apart(f->message->sent_at, t->received_at) <= CONVERSATION_BURST_MS;
    return u->intent == INTENT_NOISE && unclear ? BURST_WORD : BURST_NONE;
}

bool holds(const struct conversation_facts *f, enum held_what what)
{
    return held_find(&f->before.held, what, 0) != SIZE_MAX;
}

bool holds_at(const struct conversation_facts *f, enum held_what what, int64_t at)
{
    for (size_t i = 0; i < f->before.held.count; i++)
        if (f->before.held.messages[i].what == what && f->before.held.messages[i].at == at)
            return true;
    return false;
}

typedef bool held_test(const struct conversation_facts *f, const struct decision *out,
                       const struct held_message *m);

static void take(const struct conversation_facts *f, struct decision *out, held_test *belongs)
{
    struct held all = out->after.held;
    out->after.held = (struct held){ 0 };
    for (size_t i = 0; i < all.count; i++) {
        const struct held_message *m = &all.messages[i];
        bool taken = belongs(f, out, m);
        if (taken) out->take_held.messages[out->take_held.count++] = *m;
        /* A plea covers the next report as well. */
        if (!taken || m->what == HELD_CONFIDENTIAL)
            out->after.held.messages[out->after.held.count++] = *m;
    }
}

static bool is_chase(const struct conversation_facts *f, const struct decision *out,
                     const struct held_message *m)
{
    (void)f, (void)out;
    return m->what == HELD_CHASE;
}

void take_chase(struct decision *out)
{
    take(NULL, out, is_chase);
}

/* It made the ticket that this report was overtaken by. */
static bool lies_there_too(const struct conversation_facts *f, const struct held_message *m)
{
    return f->overtaken && f->last.received_at == m->at && f->last.district.len > 0 &&
           !understood_of(f)->place && !would_betray(understood_of(f), &f->last);
}

/* A plea for confidence counts whether it was said before or behind the report (of tickets that
 * there are it was heard when it came); what else was said before it was about nothing. */
static bool is_follower(const struct conversation_facts *f, const struct decision *out,
                        const struct held_message *m)
{
    bool behind = m->at >= f->message->sent_at;
    /* What was promised to whoever announced a report holds as long as they need to write it. */
    int64_t most = m->what == HELD_ANNOUNCED ? ANNOUNCED_MAX_MS : f->settle_ms;
    if (time_apart(f->message->sent_at, m->at) > (uint64_t)most) return false;
    switch (m->what) {
    case HELD_CHASE: return false;
    case HELD_CONFIDENTIAL: return out->act == ACT_CREATE;
    case HELD_NUMBER: return true;
    case HELD_ANNOUNCED: return !behind;
    case HELD_LEANING:
    case HELD_PART:
    case HELD_JOINED:
    case HELD_ASKED:
    case HELD_BESIDE:
    case HELD_WHERE:
    case HELD_TOLD:
    case HELD_NOTED:
    case HELD_SAME: return false;
    case HELD_PLACE: return behind && out->act == ACT_CREATE && lies_there_too(f, m);
    case HELD_ASIDE: return behind;
    case HELD_WORD:
        return out->act == ACT_CREATE && (behind || held_is_of_burst(m, f->message->sent_at));
    case HELD_CANCEL:
    case HELD_ADD:
    case HELD_FEARED:
    case HELD_CORRECT: return behind && out->act == ACT_CREATE;
    }
    return false;
}

/* What a command wants of the ticket that it overtook. */
static void obey(const struct conversation_facts *f, struct decision *out, enum held_what command)
{
    if (command == HELD_PLACE) out->arg = f->last.village.len ? f->last.village : f->last.district;
    bool hides = command == HELD_CONFIDENTIAL || command == HELD_ANNOUNCED;
    if (hides || command == HELD_FEARED) out->confide = true;
    if (command == HELD_CANCEL) out->question = QUESTION_CANCEL;
    if (command == HELD_CORRECT) out->question = QUESTION_CATEGORY;
    if (command == HELD_ADD) out->adds = true;
}

void take_followers(const struct conversation_facts *f, struct decision *out)
{
    take(f, out, is_follower);
    for (size_t i = 0; i < out->take_held.count; i++)
        obey(f, out, out->take_held.messages[i].what);
}
