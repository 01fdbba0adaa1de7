/* test_conversation_part.c - one story told in several messages: what is a part of the report
 * before it, what never is, and the one question about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

#define MESSAGE 77 /* the row of the message that was asked about */

static const struct category other = { .code = { "other", 5 } };
static const struct category water = {
    .code = { "pdam", 4 }, .kind = KIND_COMPLAINT, .priority = PRIORITY_NORMAL, .needs_place = true
};
static const struct category fire = { .code = { "fire", 4 },
                                      .priority = PRIORITY_URGENT,
                                      .needs_place = true };

/* "air pdam mati", right behind a report about a road. */
static void start_part(struct chat *c)
{
    start_settling(c, INTENT_REPORT);
    c->understood.category = &water;
    c->understood.category_heard = true;
    c->understood.troubled = true;
    c->message.text = STR("air pdam mati");
    c->f.last.status = STATUS_RECEIVED;
    c->f.last.in_public = true;
    c->f.last.received_at = NOW - MINUTE;
}

static void hold(struct chat *c, enum held_what what, int64_t at)
{
    struct held *held = &c->f.before.held;
    held->messages[held->count++] = (struct held_message){ .what = what, .at = at, .id = MESSAGE };
}

static void test_joined_and_asked_once(void **state)
{
    (void)state;
    struct chat c;
    start_part(&c);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, LAST);
    assert_true(d.part && !d.react && !d.correct);
    assert_int_equal(d.question, QUESTION_PART);
    assert_int_equal(d.after.asked, QUESTION_PART);
    assert_int_equal(d.after.held.messages[0].what, HELD_ASKED);
    hold(&c, HELD_ASKED, NOW - MINUTE);
    d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.question, QUESTION_NONE);
    assert_true(d.react);
    c.f.before.held.count = 0; /* what was asked of the ticket has not been seen yet */
    c.f.unseen = true;
    conversation_ask(&c.f.before, QUESTION_PLACE, LAST, NOW - MINUTE);
    d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.question, QUESTION_NONE);
    assert_int_equal(d.after.asked, QUESTION_PLACE);
}

static void own_place(struct chat *c)
{
    c->understood.place = &pajarakan;
}
static void juga(struct chat *c)
{
    c->understood.also = true;
}
static void danger(struct chat *c)
{
    c->understood.urgent = true;
}
static void dangerous_matter(struct chat *c)
{
    c->understood.category = &fire;
}
static void a_question(struct chat *c)
{
    c->understood.kind = KIND_INFORMATION;
}
static void told_whole(struct chat *c)
{
    c->message.text =
        STR("air pdam mati sudah tiga hari, kami sekeluarga tidak bisa mandi, tolong");
}
static void two_matters(struct chat *c)
{
    c->understood.beside_count = 1;
}
static void behind_an_own_matter(struct chat *c)
{
    c->f.last.in_public = false;
}
static void behind_a_secret(struct chat *c)
{
    c->f.last.department = STR("INSPEKTORAT");
    c->understood.apart = true;
}
static void long_after(struct chat *c)
{
    c->f.before.last_message_at = NOW - SETTLE - 1;
}
static void before_it(struct chat *c)
{
    c->f.overtaken = true;
    c->f.last.received_at = NOW + MINUTE;
}
static void behind_what_is_done(struct chat *c)
{
    c->f.last.status = STATUS_RESOLVED;
}

static void test_never_a_part(void **state)
{
    static const struct {
        const char *what;
        void (*change)(struct chat *c);
    } rows[] = {
        { "its own place", own_place },
        { "juga", juga },
        { "danger", danger },
        { "a dangerous matter", dangerous_matter },
        { "a question", a_question },
        { "told whole", told_whole },
        { "two matters", two_matters },
        { "behind an own matter", behind_an_own_matter },
        { "behind a secret", behind_a_secret },
        { "long after", long_after },
        { "before it", before_it },
        { "behind what is done", behind_what_is_done },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chat c;
        start_part(&c);
        rows[i].change(&c);
        struct decision d = decide(&c);
        if (d.act != ACT_CREATE || d.question == QUESTION_PART) fail_msg("%s", rows[i].what);
    }
}

/* It was asked about a minute ago. */
static void start_asked(struct chat *c, enum intent intent)
{
    start_part(c);
    c->understood = (struct understood){ .intent = intent };
    c->f.asked = c->f.last;
    hold(c, HELD_ASKED, NOW - MINUTE);
    conversation_ask(&c->f.before, QUESTION_PART, LAST, NOW - MINUTE);
}

static void test_in_words(void **state)
{
    (void)state;
    struct chat c;
    start_asked(&c, INTENT_NO);
    c.understood.consent = CONSENT_NO;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_APART);
    assert_int_equal(d.ticket_id, LAST);
    assert_int_equal(d.message_id, MESSAGE);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    start_asked(&c, INTENT_YES);
    c.understood.consent = CONSENT_YES;
    check_reply(&c, REPLY_PART_STAYS);
    start_asked(&c, INTENT_NO); /* a late no is about something else */
    c.understood.consent = CONSENT_NO;
    c.f.before.held.messages[0].at = NOW - CONVERSATION_CONSENT_MS - 1;
    c.f.before.asked_at = NOW - CONVERSATION_CONSENT_MS - 1;
    assert_int_not_equal(decide(&c).act, ACT_APART);
    start_asked(&c, INTENT_NO); /* nobody has seen the question */
    c.understood.consent = CONSENT_NO;
    c.f.unseen = true;
    assert_int_not_equal(decide(&c).act, ACT_APART);
}

/* More of the story does not end the question; unseen, it stands in the answer said anew. */
static void test_question_stays(void **state)
{
    (void)state;
    struct chat c;
    start_asked(&c, INTENT_NONE);
    c.message.type = MESSAGE_IMAGE;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.after.asked, QUESTION_PART);
    assert_false(d.asks_still);
    c.f.unseen = true;
    d = decide(&c);
    assert_true(d.asks_still);
    assert_int_equal(d.message_id, MESSAGE);
}

static void test_by_tap(void **state)
{
    static const struct choice apart = {
        .verb = CHOICE_APART, .ticket_id = LAST, .arg = { "77", 2 }, .token = 1
    };
    static const struct choice part = {
        .verb = CHOICE_APART, .ticket_id = LAST, .arg = { "no", 2 }, .token = 1
    };
    (void)state;
    struct chat c;
    start_asked(&c, INTENT_NONE);
    c.message.type = MESSAGE_INTERACTIVE;
    c.f.chosen = c.f.last;
    c.f.choice = &part;
    check_reply(&c, REPLY_PART_STAYS);
    c.f.choice = &apart;
    c.f.before.token = 5; /* later questions do not change what the button means */
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_APART);
    assert_int_equal(d.message_id, MESSAGE);
    c.f.chosen.open = false;
    check_reply(&c, REPLY_CHOICE_OLD);
    c.f.chosen = c.f.last;
    c.f.chosen.own = false; /* a button that somebody else was sent */
    check_reply(&c, REPLY_CHOICE_OLD);
    c.f.chosen = c.f.last;
    c.f.chosen.department = STR("INSPEKTORAT"); /* it is as secret as that now */
    check_reply(&c, REPLY_CHOICE_OLD);
}

/* The report arrives behind its part, which has made the ticket. */
static void start_leading(struct chat *c)
{
    start_part(c);
    c->understood.place = &pajarakan;
    c->f.overtaken = true;
    c->f.last.received_at = NOW + MINUTE;
    c->f.last.district = STR_EMPTY;
    c->f.before.last_message_at = NOW + MINUTE;
    hold(c, HELD_PART, NOW + MINUTE);
}

static void test_overtaken(void **state)
{
    (void)state;
    struct chat c;
    start_leading(&c);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_PLACE);
    assert_int_equal(d.ticket_id, LAST);
    assert_true(d.leads && d.correct);
    assert_int_equal(d.after.held.messages[0].what, HELD_JOINED);
    start_leading(&c);
    c.f.before.held.count = 0; /* what made the ticket stands alone */
    assert_int_equal(decide(&c).act, ACT_CREATE);
    start_leading(&c);
    c.f.last.status = STATUS_VERIFIED; /* somebody works on it as it is */
    assert_int_equal(decide(&c).act, ACT_CREATE);
    start_leading(&c);
    c.f.before.held.messages[0] = (struct held_message){ HELD_JOINED, NOW + 1, MESSAGE };
    d = decide(&c); /* a part of some other report, said behind this one */
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.parts.count, 1);
    assert_int_equal(d.parts.messages[0].id, MESSAGE);
}

/* "pagar saya juga roboh": of no category; joined, and asked about. */
static void start_own(struct chat *c)
{
    start_part(c);
    c->understood.category = &other;
    c->understood.category_heard = c->understood.category_sure = false;
    c->understood.also = c->understood.own_too = true;
    c->message.text = STR("pagar saya juga roboh");
}

static void test_own_thing_too(void **state)
{
    (void)state;
    struct chat c;
    start_own(&c);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.question, QUESTION_PART);
    c.understood.troubled = false; /* "istri saya juga takut" */
    assert_int_equal(decide(&c).question, QUESTION_NONE);
    start_own(&c);
    c.understood.own_too = false; /* "tetangga juga resah" */
    assert_int_equal(decide(&c).question, QUESTION_NONE);
    start_own(&c);
    behind_a_secret(&c); /* it would be read to whoever reads the chat */
    assert_int_equal(decide(&c).question, QUESTION_NONE);
    start_own(&c);
    c.f.asked = c.f.last; /* where that lies is not asked by list for it */
    c.f.asked.district = STR_EMPTY;
    conversation_ask(&c.f.before, QUESTION_PLACE, LAST, NOW - MINUTE);
    d = decide(&c);
    assert_int_equal(d.question, QUESTION_PART);
    assert_int_equal(d.after.held.messages[d.after.held.count - 1].what, HELD_WHERE);
}

/* "Where?" waits behind any other question, as long as it is not put again. */
static void test_where_waits(void **state)
{
    (void)state;
    struct conversation c = { .last_ticket_id = LAST };
    conversation_ask(&c, QUESTION_PLACE, LAST, NOW);
    assert_int_equal(c.held.count, 0);
    conversation_ask(&c, QUESTION_DISTRICT, LAST, NOW + 1); /* the same, by list */
    assert_int_equal(c.held.count, 0);
    conversation_ask(&c, QUESTION_PART, LAST, NOW + 2);
    assert_int_equal(c.held.count, 1);
    assert_int_equal(c.held.messages[0].what, HELD_WHERE);
    assert_true(conversation_asks_where(&c));
    conversation_ask(&c, QUESTION_LANGUAGE, 0, NOW + 3); /* a second one changes nothing */
    assert_int_equal(c.held.count, 1);
    assert_false(conversation_asks_where(&c));
    conversation_ask(&c, QUESTION_PLACE, LAST + 1, NOW + 4); /* of another ticket */
    conversation_ask(&c, QUESTION_PLACE, LAST, NOW + 5);     /* put again: the other one waits */
    assert_int_equal(c.held.count, 1);
    conversation_answered(&c);
    assert_int_equal(conversation_where_next(&c, NOW + 6), LAST + 1);
    assert_int_equal(conversation_where_next(&c, NOW + 6), 0);
}

static void test_where_waits_a_day(void **state)
{
    (void)state;
    struct conversation c = { .last_ticket_id = LAST };
    conversation_ask(&c, QUESTION_PLACE, LAST, NOW);
    conversation_ask(&c, QUESTION_PART, LAST, NOW + 1);
    struct conversation later = c;
    assert_int_equal(conversation_where_next(&c, NOW + CONVERSATION_ANSWER_MS), LAST);
    assert_int_equal(conversation_where_next(&later, NOW + CONVERSATION_ANSWER_MS + 1), 0);
    assert_int_equal(later.held.count, 0);
}

/* There is room for it without a plea being lost. */
static void test_where_finds_room(void **state)
{
    (void)state;
    struct conversation c = { .last_ticket_id = LAST };
    for (size_t i = 0; i < HELD_MAX; i++)
        c.held.messages[c.held.count++] =
            (struct held_message){ .what = i == 3 ? HELD_PART : HELD_CONFIDENTIAL, .at = NOW };
    conversation_ask(&c, QUESTION_PLACE, LAST, NOW);
    conversation_ask(&c, QUESTION_PART, LAST, NOW);
    assert_int_equal(c.held.count, HELD_MAX);
    assert_int_equal(c.held.messages[HELD_MAX - 1].what, HELD_WHERE);
    for (size_t i = 0; i + 1 < HELD_MAX; i++)
        assert_int_equal(c.held.messages[i].what, HELD_CONFIDENTIAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_joined_and_asked_once),
        cmocka_unit_test(test_never_a_part),
        cmocka_unit_test(test_in_words),
        cmocka_unit_test(test_question_stays),
        cmocka_unit_test(test_by_tap),
        cmocka_unit_test(test_overtaken),
        cmocka_unit_test(test_own_thing_too),
        cmocka_unit_test(test_where_waits),
        cmocka_unit_test(test_where_waits_a_day),
        cmocka_unit_test(test_where_finds_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
