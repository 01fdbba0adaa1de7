/* test_conversation_random.c - a hundred thousand random chats against the rules: whatever is said,
 * tapped or sent, in whatever order of time, nothing is stuck, lost or untrue, be it in the texts.
 *
 * The world around the rules is small: the tickets of one contact. What the service does with a
 * decision is done here to that world. CHATS and SEED change how many and which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"
#include "dice.h"
#include "domain/role.h"
#include "told.h"
#include <string.h>

#define CHATS       100000
#define MESSAGES    12
#define TICKETS_MAX 16

struct world {
    uint64_t dice;
    struct conversation memory;
    struct known_ticket tickets[TICKETS_MAX]; /* id: place + 1 */
    size_t ticket_count;
    int64_t at;
    size_t loose; /* messages that wait for words */
};

static size_t roll(struct world *w, size_t below)
{
    return dice_roll(&w->dice, below);
}

static struct known_ticket known(const struct world *w, int64_t id)
{
    if (id < 1 || (size_t)id > w->ticket_count) return (struct known_ticket){ 0 };
    return w->tickets[id - 1];
}

static struct known_ticket newest_open(const struct world *w)
{
    for (size_t i = w->ticket_count; i-- > 0;)
        if (w->tickets[i].own && w->tickets[i].open) return w->tickets[i];
    return (struct known_ticket){ 0 };
}

static const struct category other = { .code = { "other", 5 } };
static const struct category *const categories[] = { &road, &light, &other };
static const struct place *const places[] = { NULL, &pajarakan, &kraksaan, &karanggeger, &kota };

static const struct department units[] = { { .code = { "PUPR", 4 } }, { .code = { "DISHUB", 6 } } };

struct said {
    struct inbound message;
    struct understood understood;
    struct choice choice;
    struct conversation_facts f;
    struct inbound behind; /* what overtook it, and made the ticket */
    struct understood behind_understood;
};

static void understand(struct world *w, struct understood *u)
{
    u->category = categories[roll(w, 3)];
    u->category_sure = roll(w, 2);
    u->category_heard = u->category_sure || roll(w, 2);
    u->place = places[roll(w, 5)];
    u->place_only = roll(w, 6) == 0;
    if (!u->place && roll(w, 3) == 0) {
        u->namesake_count = 2;
        u->namesakes[0] = &karanggeger;
        u->namesakes[1] = &kraksaan;
    }
    u->chases = roll(w, 4) == 0;
    u->asks = u->chases && roll(w, 2);
    u->awaits = u->chases && roll(w, 3) == 0;
    static const enum intent commands[] = { INTENT_CANCEL, INTENT_ADD, INTENT_STATUS };
    if (u->intent == INTENT_REPORT && roll(w, 8) == 0) {
        u->command = commands[roll(w, 3)];
        u->points = roll(w, 2);
    }
    u->number = u->intent == INTENT_NOISE && roll(w, 4) == 0;
    if (u->intent == INTENT_CONFIDENTIAL) u->points = roll(w, 4) == 0;
    u->announces = u->intent == INTENT_CONFIDENTIAL && roll(w, 3) == 0;
    if (roll(w, 10) == 0) {
        u->each_count = UNDERSTOOD_VERDICTS;
        u->each[0] = (struct verdict_on){ &road, VERDICT_SOLVED };
        u->each[1] = (struct verdict_on){ &light, roll(w, 2) ? VERDICT_NOT : VERDICT_PARTLY };
    }
    u->for_all = roll(w, 10) == 0;
    u->inquires = u->asks || roll(w, 6) == 0;
    u->asks_to_know = !u->chases && roll(w, 6) == 0;
    u->refers = roll(w, 4) == 0;
    u->same_report = u->intent == INTENT_NOISE && roll(w, 6) == 0;
    u->news = roll(w, 10) == 0;
    u->thanked = u->news && roll(w, 2);
    u->not_about[0] = roll(w, 2) ? &road : &light;
    u->not_about_count = roll(w, 10) == 0;
    u->amends = roll(w, 6) == 0;
    u->amiss = u->amends && w->dice % 2 == 0; /* without a roll: the others stay as they are */
    u->also = roll(w, 8) == 0;
    u->troubled = roll(w, 2);
    u->candidates[0] = &units[roll(w, 2)];
    u->evident = roll(w, 2);
    u->urgent = roll(w, 12) == 0;
    u->confidential = roll(w, 10) == 0;
    u->kind = roll(w, 15) == 0 ? KIND_WHISTLEBLOWING : KIND_COMPLAINT;
    u->whistleblowing = u->kind == KIND_WHISTLEBLOWING;
    u->verdict = roll(w, 3) ? VERDICT_NONE : (enum verdict)roll(w, VERDICT_UNSURE + 1);
    u->verdict_first = u->verdict != VERDICT_NONE && roll(w, 2);
    u->language = (enum language)roll(w, LANGUAGE_END);
    if (roll(w, 5) == 0) u->ticket_id = (int64_t)roll(w, TICKETS_MAX) + 1;
}

/* An older message may be about another ticket than the latest. */
static void overtake(struct world *w, struct said *s)
{
    struct known_ticket t = known(w, (int64_t)roll(w, TICKETS_MAX) + 1);
    s->f.overtaken = w->at < w->memory.last_message_at && t.own && t.open && roll(w, 4) > 0;
    if (!s->f.overtaken) return;
    s->f.last = t;
    if (s->understood.intent != INTENT_REPORT || t.received_at <= w->at || roll(w, 4) == 0) return;
    s->behind = a_text;
    s->behind.sent_at = t.received_at;
    s->behind_understood = (struct understood){ .intent = INTENT_REPORT };
    understand(w, &s->behind_understood);
    s->f.behind = (struct overtaker){ &s->behind, &s->behind_understood, roll(w, 4) == 0 };
}

static void speak(struct world *w, struct said *s)
{
    static const enum message_type types[] = { MESSAGE_TEXT,     MESSAGE_TEXT,
                                               MESSAGE_TEXT,     MESSAGE_IMAGE,
                                               MESSAGE_AUDIO,    MESSAGE_LOCATION,
                                               MESSAGE_CONTACTS, MESSAGE_INTERACTIVE };
    *s = (struct said){ .message = a_text };
    s->message.type = roll(w, 4) ? types[roll(w, sizeof types / sizeof *types)]
                                 : (enum message_type)roll(w, MESSAGE_TYPE_COUNT);
    s->message.sent_at = w->at;
    s->message.shared_on_request = roll(w, 2);
    const struct str texts[] = { STR("dua kata"), STR("satu"), STR("5"), STR("nilai 3 pak") };
    s->message.text = texts[roll(w, sizeof texts / sizeof *texts)];
    s->understood.intent = (enum intent)roll(w, INTENT_CORRECT + 1);
    if (s->message.type != MESSAGE_TEXT && roll(w, 2)) s->understood.intent = INTENT_NONE;
    understand(w, &s->understood);
    bool tap = s->message.type == MESSAGE_INTERACTIVE || s->message.type == MESSAGE_BUTTON;
    static const struct str args[] = { { "35.13.17", 8 }, { "4", 1 }, { "mad", 3 } };
    s->choice = (struct choice){ .verb = (enum choice_verb)roll(w, CHOICE_VERB_COUNT),
                                 .ticket_id = (int64_t)roll(w, w->ticket_count + 2),
                                 .arg = args[roll(w, sizeof args / sizeof *args)],
                                 .token = roll(w, 3) ? w->memory.token : 1 };
    s->f = (struct conversation_facts){ .message = &s->message,
                                        .understood = &s->understood,
                                        .choice = tap && roll(w, 5) ? &s->choice : NULL,
                                        .before = w->memory,
                                        .settle_ms = SETTLE };
    if (roll(w, 6) == 0) s->f.quoted = known(w, (int64_t)roll(w, TICKETS_MAX) + 1);
    s->f.named = known(w, s->understood.ticket_id);
    s->f.last = known(w, w->memory.last_ticket_id);
    s->f.asked = known(w, w->memory.asked ? w->memory.asked_ticket_id : 0);
    if (s->f.choice) s->f.chosen = known(w, s->choice.ticket_id);
    overtake(w, s);
    for (size_t i = w->ticket_count; i-- > 0;)
        if (w->tickets[i].open && (w->tickets[i].own || w->tickets[i].follows) &&
            s->f.open_count < CONVERSATION_OPEN_MAX)
            s->f.open[s->f.open_count++] = w->tickets[i];
    if (conversation_wants_open(&s->message, &s->understood)) s->f.newest_open = newest_open(w);
}

/* --- what must hold of every decision --- */

static bool needs_open(enum act act)
{
    return act == ACT_JOIN || act == ACT_UNIT || act == ACT_CATEGORY || act == ACT_PLACE ||
           act == ACT_BIND || act == ACT_CANCEL || act == ACT_CONFIDE;
}

static size_t pleas(const struct held *held)
{
    size_t n = 0;
    for (size_t i = 0; i < held->count; i++)
        n += held->messages[i].what == HELD_CONFIDENTIAL;
    return n;
}

static void check_verdicts(const struct world *w, const struct decision *d)
{
    struct known_ticket t = known(w, d->ticket_id);
    if (d->act == ACT_VERDICT) assert_true(t.own && d->verdict != VERDICT_NONE);
    if (d->act == ACT_VERDICT && d->verdict == VERDICT_NOT) assert_true(t.may_reopen);
    if (d->act == ACT_TAKE_UP) assert_true(t.own && t.may_take_up && !t.open);
    if (d->act == ACT_VERDICT && d->verdict != VERDICT_NOT)
        assert_int_equal(t.status, STATUS_RESOLVED);
    for (size_t i = 0; i < d->further_count; i++) {
        struct known_ticket too = known(w, d->further[i].ticket_id);
        assert_true(d->act == ACT_VERDICT && too.own && too.id != t.id);
        assert_true(d->further[i].verdict == VERDICT_NOT ? too.may_reopen
                                                         : too.status == STATUS_RESOLVED);
    }
}

static void check_true_to_tickets(const struct world *w, const struct said *s,
                                  const struct decision *d)
{
    struct known_ticket t = known(w, d->ticket_id);
    bool asks_about = d->act == ACT_ASK;
    bool joins = d->act == ACT_JOIN || d->act == ACT_BIND || d->question == QUESTION_TICKET;
    bool theirs = t.own || (joins && t.follows);
    bool about_none = d->act == ACT_ASK && d->question == QUESTION_LANGUAGE;
    if ((needs_open(d->act) || asks_about) && !about_none) assert_true(theirs && t.open);
    check_verdicts(w, d);
    if (d->act == ACT_RATE) {
        assert_true(t.own && !t.open);
        assert_in_range(d->rating, 1, 5);
    }
    if (d->act == ACT_COMMENT) assert_true(t.own);
    if (d->act == ACT_FOLLOW) {
        assert_true(t.own && t.status == STATUS_RECEIVED);
        assert_int_not_equal(d->into_id, t.id);
    }
    if (d->act == ACT_CREATE && d->question == QUESTION_MATTER) {
        struct known_ticket before = known(w, d->into_id);
        assert_true(before.own && before.open);
    }
    if (d->resumes) assert_true(t.own && t.status == STATUS_AWAITING_REPORTER);
    if (d->act == ACT_UNIT || d->act == ACT_CATEGORY) assert_int_equal(t.status, STATUS_RECEIVED);
    if (d->act == ACT_ASK && d->question == QUESTION_CATEGORY)
        assert_int_equal(t.status, STATUS_RECEIVED);
    if (d->act == ACT_STATUS && d->ticket_id) assert_true(t.own || t.follows);
    if (d->take_held.count)
        assert_true(d->act == ACT_CREATE || d->act == ACT_STATUS || d->act == ACT_JOIN ||
                    d->act == ACT_PLACE);
    if (d->tell_status) assert_true((d->act == ACT_JOIN || d->act == ACT_PLACE) && !d->react);
    if (d->repeats) assert_true(d->tell_status && s->understood.intent == INTENT_REPORT);
    bool accuses = s->understood.whistleblowing || s->understood.kind == KIND_WHISTLEBLOWING;
    if (d->confide) assert_true(d->take_held.count > 0 || accuses);
    /* A plea is taken, and waits on; of a message three things may be remembered. */
    assert_true(d->take_held.count - pleas(&d->take_held) + d->after.held.count <=
                w->memory.held.count + 3);
    /* The words of a tap are our own; what makes extortion clear takes the ticket there. */
    if (d->act == ACT_JOIN && s->understood.intent == INTENT_REPORT &&
        s->understood.whistleblowing && !s->f.choice)
        assert_true(str_equal(t.department, STR(WHISTLEBLOWING_DEPARTMENT)) || d->correct);
}

static void check_cancels(const struct world *w, const struct decision *d)
{
    if (d->act == ACT_CANCEL) assert_true(question_asks_cancel(w->memory.asked));
    if (d->act == ACT_CANCEL && w->memory.asked == QUESTION_CANCEL)
        assert_int_equal(d->also_count, 0);
    for (size_t i = 0; i < d->also_count; i++) {
        struct known_ticket beside = known(w, d->also[i]);
        assert_true(beside.own && beside.open && d->also[i] != d->ticket_id);
    }
}

static void check_leaves_what_is_followed(const struct world *w, const struct decision *d)
{
    struct known_ticket t = known(w, d->ticket_id);
    if (d->act == ACT_LEAVE) assert_true(t.follows && !t.own && t.open);
}

static bool is_silent(const struct inbound *m)
{
    return m->group_id.len > 0 || m->type == MESSAGE_REACTION || m->type == MESSAGE_SYSTEM ||
           m->type == MESSAGE_EDIT || m->type == MESSAGE_REVOKE;
}

static int newest_held(const struct decision *d)
{
    const struct held *held = &d->after.held;
    return held->count ? (int)held->messages[held->count - 1].what : 0;
}

static void check_nothing_lost(const struct said *s, const struct decision *d)
{
    enum message_type type = s->message.type;
    bool words = s->understood.intent == INTENT_REPORT && !is_silent(&s->message);
    bool readable =
        type == MESSAGE_TEXT || (message_type_is_media(type) && type != MESSAGE_STICKER);
    /* A command that finds no report says so. */
    bool command = s->understood.command && s->understood.points;
    if (command && (d->act == ACT_STATUS || newest_held(d) == HELD_CANCEL)) return;
    if (words && readable)
        assert_true(d->act == ACT_CREATE || d->act == ACT_JOIN || d->act == ACT_PLACE ||
                    d->act == ACT_VERDICT || d->act == ACT_COMMENT || d->act == ACT_RATE ||
                    d->act == ACT_CATEGORY || d->act == ACT_TAKE_UP ||
                    (d->reply == REPLY_STATUS_UNKNOWN && s->understood.chases) ||
                    (d->act == ACT_ASK && newest_held(d) == HELD_CHASE));
    if (type == MESSAGE_LOCATION && s->understood.intent == INTENT_NONE)
        assert_true(d->keep_loose || d->act == ACT_JOIN || d->act == ACT_PLACE);
    if (d->keep_loose) assert_int_not_equal(d->after.loose.at, 0);
}

static void check_memory(const struct said *s, const struct decision *d)
{
    const struct conversation *before = &s->f.before, *after = &d->after;
    assert_int_equal(after->contact_id, before->contact_id);
    /* the blocked are told once, and only the desk ends it */
    if (before->blocked == BLOCK_NONE) assert_false(d->mute || d->tell_blocked);
    if (before->blocked == BLOCK_TOLD) assert_false(d->tell_blocked);
    assert_true(after->blocked == before->blocked || d->tell_blocked);
    assert_true(after->token == before->token || after->token == before->token + 1);
    assert_in_range(after->asked, QUESTION_NONE, QUESTION_END - 1);
    if (after->asked == QUESTION_NONE) assert_int_equal(after->asked_ticket_id, 0);
    assert_true(after->last_message_at >= before->last_message_at);
    assert_in_range(after->misses, 0, before->misses + 1);
    /* what the citizen has chosen only another choice changes */
    if (before->language_chosen && s->understood.intent != INTENT_LANGUAGE &&
        !(s->f.choice && s->choice.verb == CHOICE_LANGUAGE))
        assert_int_equal(after->language, before->language);
}

/* --- what the service would do --- */

static void ticket_add(struct world *w, const struct said *s, struct decision *d)
{
    const struct understood *u = &s->understood;
    if (w->ticket_count == TICKETS_MAX) return;
    bool wbs = u->whistleblowing && !d->kind;
    struct known_ticket t = { .id = (int64_t)w->ticket_count + 1,
                              .own = true,
                              .open = true,
                              .status = STATUS_RECEIVED,
                              .received_at = w->at,
                              .place_at = u->place ? w->at : 0,
                              .urgent = u->urgent,
                              .category = u->category->code,
                              .department = wbs ? STR(WHISTLEBLOWING_DEPARTMENT) : STR("PUPR"),
                              .district = STR_EMPTY,
                              .village = STR_EMPTY };
    if (u->place) t.district = u->place->level == PLACE_DISTRICT ? u->place->code : STR("35.13.17");
    if (u->place) t.village = place_village(u->place);
    w->tickets[w->ticket_count++] = t;
    d->after.last_ticket_id = t.id;
    if (d->question == QUESTION_MATTER)
        conversation_ask(&d->after, QUESTION_MATTER, d->into_id, w->at);
    else if (d->call_back && roll(w, 2))
        conversation_ask(&d->after, QUESTION_PHONE, t.id, w->at);
    else if (roll(w, 2))
        conversation_ask(&d->after, roll(w, 2) ? QUESTION_UNIT : QUESTION_PLACE, t.id, w->at);
}

static void verdict_on(struct known_ticket *t, enum verdict verdict)
{
    t->open = verdict == VERDICT_NOT;
    t->status = t->open ? STATUS_IN_PROGRESS : STATUS_CLOSED;
    t->outcome = t->open                     ? OUTCOME_NONE
                 : verdict == VERDICT_PARTLY ? OUTCOME_PARTLY_SOLVED
                                             : OUTCOME_SOLVED;
    t->may_reopen = !t->open;
}

/* The desk, a neighbour or time does something to the ticket, and may ask. */
static void desk_works(struct world *w, struct known_ticket *t)
{
    static const struct {
        enum ticket_status status;
        enum ticket_outcome outcome;
        bool may_reopen;
        enum question asks;
    } deeds[] = {
        { STATUS_IN_PROGRESS, OUTCOME_NONE, false, QUESTION_NONE },
        { STATUS_AWAITING_REPORTER, OUTCOME_NONE, false, QUESTION_REPORTER },
        { STATUS_RESOLVED, OUTCOME_NONE, true, QUESTION_SOLVED },
        { STATUS_CLOSED, OUTCOME_SOLVED, true, QUESTION_RATING },
        { STATUS_CLOSED, OUTCOME_UNANSWERED, false, QUESTION_NONE },
        { STATUS_RECEIVED, OUTCOME_NONE, false, QUESTION_SIMILAR },
    };
    size_t i = roll(w, sizeof deeds / sizeof *deeds);
    t->status = deeds[i].status;
    t->outcome = deeds[i].outcome;
    t->open = t->status != STATUS_CLOSED;
    t->may_reopen = deeds[i].may_reopen;
    if (deeds[i].asks) conversation_ask(&w->memory, deeds[i].asks, t->id, w->at);
    if (roll(w, 10) == 0) { /* it was merged into another, which is followed now */
        t->own = false;
        t->follows = true;
        t->may_reopen = false;
    }
}

static void end(struct known_ticket *t, enum ticket_outcome outcome)
{
    t->open = t->may_reopen = false;
    t->may_take_up = outcome == OUTCOME_CANCELLED;
    t->status = STATUS_CLOSED;
    t->outcome = outcome;
}

static void carry_out(struct world *w, const struct said *s, struct decision *d)
{
    struct known_ticket *t = d->ticket_id && (size_t)d->ticket_id <= w->ticket_count
                                 ? &w->tickets[d->ticket_id - 1]
                                 : NULL;
    if (d->act == ACT_CREATE) ticket_add(w, s, d);
    if (d->act == ACT_CANCEL) end(t, OUTCOME_CANCELLED);
    for (size_t i = 0; d->act == ACT_CANCEL && i < d->also_count; i++)
        end(&w->tickets[d->also[i] - 1], OUTCOME_CANCELLED);
    if (d->act == ACT_PLACE && t->district.len == 0) t->district = STR("35.13.17");
    if (d->act == ACT_PLACE) t->place_at = w->at;
    if (d->act == ACT_FOLLOW) end(t, OUTCOME_MERGED);
    if (d->act == ACT_LEAVE) t->follows = false;
    if (d->keep_loose) w->loose++;
    if (d->take_loose || d->act == ACT_BIND) {
        d->after.loose = (struct loose){ .place = STR_EMPTY };
        w->loose = 0;
    }
    if (t && d->act == ACT_VERDICT) verdict_on(t, d->verdict);
    if (t && d->act == ACT_TAKE_UP) {
        t->open = true;
        t->may_take_up = false;
        t->status = STATUS_VERIFIED;
        t->outcome = OUTCOME_NONE;
    }
    for (size_t i = 0; i < d->further_count; i++)
        verdict_on(&w->tickets[d->further[i].ticket_id - 1], d->further[i].verdict);
    if (t && d->resumes) t->status = STATUS_IN_PROGRESS;
    w->memory = d->after;
}

/* Whatever has been, `menu` shows the menu and a new matter makes a ticket. */
static void check_not_stuck(struct world *w)
{
    struct said s;
    struct decision d;
    w->at += SETTLE * 10;
    speak(w, &s);
    s.message = a_text;
    s.message.sent_at = w->at;
    s.f.message = &s.message;
    s.f.choice = NULL;
    s.f.quoted = s.f.named = (struct known_ticket){ 0 };
    s.understood = a_report;
    s.understood.intent = INTENT_MENU;
    conversation_decide(&s.f, &d);
    assert_int_equal(d.act, ACT_REPLY);
    assert_int_equal(d.reply, REPLY_MENU);
    s.understood.intent = INTENT_REPORT;
    conversation_decide(&s.f, &d);
    assert_true(d.act == ACT_CREATE || d.act == ACT_JOIN || d.act == ACT_PLACE);
}

static void pass_time(struct world *w)
{
    static const int64_t steps[] = { 0,      1000,   1000, 20000, MINUTE, SETTLE, 25 * 60 * MINUTE,
                                     -30000, -SETTLE };
    w->at += steps[roll(w, sizeof steps / sizeof *steps)];
}

static void play(struct world *w)
{
    for (int i = 0; i < MESSAGES; i++) {
        struct said s;
        struct decision d, again;
        struct known_ticket before[TICKETS_MAX];
        pass_time(w);
        speak(w, &s);
        conversation_decide(&s.f, &d);
        conversation_decide(&s.f, &again);
        assert_int_equal(d.act, again.act); /* decided by what is known and nothing else */
        check_true_to_tickets(w, &s, &d);
        check_cancels(w, &d);
        check_leaves_what_is_followed(w, &d);
        check_nothing_lost(&s, &d);
        check_memory(&s, &d);
        memcpy(before, w->tickets, sizeof before);
        const struct told_tickets was = { before, w->ticket_count };
        carry_out(w, &s, &d);
        told_check(&was, &(struct told_tickets){ w->tickets, w->ticket_count }, &s.f, &d);
        if (d.ticket_id && (size_t)d.ticket_id <= w->ticket_count && roll(w, 4) == 0)
            desk_works(w, &w->tickets[d.ticket_id - 1]);
    }
    check_not_stuck(w);
}

static void test_random_chats(void **state)
{
    int64_t chats = dice_setting("CHATS", CHATS), seed = dice_setting("SEED", 1);
    (void)state;
    for (int64_t i = 0; i < chats; i++) {
        struct world w = { .dice = (uint64_t)(seed * 1000003 + i),
                           .at = NOW,
                           .memory = { .contact_id = 5,
                                       .blocked = i % 8 == 0 ? BLOCK_NEW : BLOCK_NONE,
                                       .loose = { .place = STR_EMPTY } } };
        play(&w);
    }
    print_message("%lld chats of %d messages\n", (long long)chats, MESSAGES);
    told_tell();
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_random_chats) };
    return cmocka_run_group_tests(tests, told_group_setup, told_group_teardown);
}
