/* test_conversation_which.c - which of several reports is meant: by a command, a verdict, a number,
 * a plea, or because the same was told before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

#define LAMP 55
#define HOUR (60 * MINUTE)

static const struct category other = { .code = { "other", 5 } };

/* A road and, older, a lamp, both of yesterday. */
static void start_two(struct chat *c, enum intent intent)
{
    start(c, intent);
    c->f.open[0] = own_open(LAST);
    c->f.open[1] = own_open(LAMP);
    c->f.open[1].category = STR("street_light");
    c->f.open[0].received_at = c->f.open[1].received_at = NOW - 24 * HOUR;
    c->f.open[0].village = c->f.open[1].village = STR("35.13.17.2001");
    c->f.open_count = 2;
    c->f.open[0].status = c->f.open[1].status = STATUS_RECEIVED;
    c->f.newest_open = c->f.open[0];
    c->understood.category = &light;
    c->understood.category_heard = true;
}

static void check_asked_cancel(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_int_equal(d.question, QUESTION_CANCEL);
    assert_int_equal(d.after.asked_ticket_id, ticket_id);
    assert_false(d.react);
}

static void test_cancelling_one_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.command = INTENT_CANCEL; /* "batalkan lampu jalan" */
    check_asked_cancel(&c, LAMP);
    c.understood.category = &other; /* "batalkan rencana ...": nobody has reported that */
    c.understood.category_heard = false;
    check_create(&c);
    c.understood.points = true; /* "batalkan laporan saya yang kemarin": the newest, but asked */
    check_asked_cancel(&c, LAST);
    c.f.open_count = 0;
    check_reply(&c, REPLY_NONE_OPEN);
    start_two(&c, INTENT_REPORT);
    c.understood.command = INTENT_CANCEL;
    c.understood.urgent = true; /* danger is no command */
    check_create(&c);
}

static void test_cancelling_all_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_CANCEL);
    c.understood.for_all = true; /* "batalkan semua" */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_ASK && d.question == QUESTION_CANCEL_ALL && d.ticket_id == LAST);
    assert_true(d.also_count == 1 && d.also[0] == LAMP);
    c.f.before = d.after;
    c.f.asked = c.f.open[0];
    c.understood = (struct understood){ .intent = INTENT_YES, .consent = CONSENT_YES };
    c.message.sent_at = NOW + 2;
    d = decide(&c);
    assert_true(d.act == ACT_CANCEL && d.ticket_id == LAST && d.also_count == 1);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    c.f.open[1].received_at = NOW + 1; /* behind the question: another report */
    assert_int_equal(decide(&c).also_count, 0);
    c.understood.consent = CONSENT_NO;
    c.f.open[1].received_at = NOW - 1;
    d = decide(&c);
    assert_true(d.act == ACT_REPLY && d.reply == REPLY_CANCEL_KEPT && d.also_count == 1);
    start_two(&c, INTENT_CANCEL);
    c.understood.for_all = true;
    c.f.open[1].own = false; /* followed: not theirs to cancel */
    assert_int_equal(decide(&c).question, QUESTION_CANCEL);
    c.f.open[1].own = true;
    c.f.quoted = c.f.open[1]; /* a quote means its own ticket */
    d = decide(&c);
    assert_true(d.question == QUESTION_CANCEL && d.ticket_id == LAMP);
}

static void test_adding_to_one_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.command = INTENT_ADD;
    check_create(&c); /* "tambah lampu jalan di ...": a wish */
    c.understood.points = true;
    check_join(&c, LAMP);
    c.f.open[1].own = false;
    check_create(&c);
    c.f.open_count = 1;
    check_join(&c, LAST); /* by its own word it adds to the only one */
    c.understood.also = true;
    check_create(&c);
}

static void test_status_of_one_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.command = INTENT_STATUS;
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status);
    c.understood.category = &other;
    c.understood.points = true;
    check_status(&c, 0);
}

static void test_secrecy_of_one_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_CONFIDENTIAL);
    struct decision d = decide(&c); /* "rahasiakan" */
    assert_true(d.act == ACT_CONFIDE && d.ticket_id == LAST);
    c.understood.points = true; /* "rahasiakan yang lampu" */
    d = decide(&c);
    assert_true(d.act == ACT_CONFIDE && d.ticket_id == LAMP);
    start_two(&c, INTENT_CONFIDENTIAL);
    c.understood.announces = true; /* "mau lapor tapi anonim bisa?": none of them */
    check_reply(&c, REPLY_ANNOUNCED);
    assert_int_equal(decide(&c).after.held.messages[0].what, HELD_ANNOUNCED);
    start_two(&c, INTENT_CONFIDENTIAL);
    c.understood.asks = true; /* "bisa anonim?" a day later */
    check_reply(&c, REPLY_PRIVACY);
}

/* Both are said to be done, and the road was asked about last. */
static void start_done(struct chat *c, enum verdict verdict)
{
    start_two(c, INTENT_REPORT);
    c->f.open[0].status = c->f.open[1].status = STATUS_RESOLVED;
    c->f.open[0].may_reopen = c->f.open[1].may_reopen = true;
    c->f.asked = c->f.open[0];
    c->f.before.asked = QUESTION_SOLVED;
    c->f.before.asked_ticket_id = LAST;
    c->f.before.asked_at = NOW - MINUTE;
    c->understood.verdict = verdict;
}

static void test_a_verdict_on_one_of_them(void **state)
{
    (void)state;
    struct chat c;
    start_done(&c, VERDICT_NOT); /* "yang lampu belum" */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_VERDICT && d.ticket_id == LAMP && d.further_count == 0);
    assert_int_equal(d.after.asked, QUESTION_SOLVED); /* the road is still asked about */
    c.understood.category_heard = false;              /* "belum" */
    c.understood.category = &other;
    c.understood.intent = INTENT_NO;
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAST && d.question == QUESTION_AGAIN);
    c.f.before.asked = QUESTION_AGAIN;
    d = decide(&c);
    assert_true(d.act == ACT_VERDICT && d.ticket_id == LAST);
}

static void test_a_verdict_on_each(void **state)
{
    (void)state;
    struct chat c;
    start_done(&c, VERDICT_NOT);
    c.understood.each[0] = (struct verdict_on){ &road, VERDICT_SOLVED };
    c.understood.each[1] = (struct verdict_on){ &light, VERDICT_NOT };
    c.understood.each_count = UNDERSTOOD_VERDICTS;
    struct decision d = decide(&c); /* what is not done comes first */
    assert_true(d.act == ACT_VERDICT && d.ticket_id == LAMP && d.verdict == VERDICT_NOT);
    assert_int_equal(d.further_count, 1);
    assert_true(d.further[0].ticket_id == LAST && d.further[0].verdict == VERDICT_SOLVED);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    start_done(&c, VERDICT_SOLVED);
    c.understood.category_heard = false;
    c.understood.for_all = true; /* "sudah semua" */
    d = decide(&c);
    assert_true(d.act == ACT_VERDICT && d.ticket_id == LAST && d.further_count == 1);
    c.f.quoted = c.f.open[1]; /* a quote means its own ticket */
    d = decide(&c);
    assert_true(d.act == ACT_VERDICT && d.ticket_id == LAMP && d.further_count == 0);
}

static void test_told_before(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.category_sure = true;
    c.understood.place = &karanggeger;
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status && d.repeats);
    c.understood.also = true; /* "lampu lain" */
    check_create(&c);
    c.understood.also = false;
    c.understood.urgent = true;
    check_create(&c);
    c.understood.urgent = false;
    c.f.open[1].received_at = NOW - CONVERSATION_REPEAT_MS - 1;
    check_create(&c);
    c.f.open[1].received_at = NOW - HOUR;
    c.f.open[1].village = STR("35.13.17.2002");
    check_create(&c);
    c.understood.place = NULL; /* where is not said: it goes on with that */
    check_join(&c, LAMP);
}

static void test_a_number_alone(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_NOISE);
    c.understood.number = true;
    check_reply(&c, REPLY_NOISE); /* of which of the two? */
    assert_int_equal(decide(&c).after.held.messages[0].what, HELD_NUMBER);
    c.f.open_count = 1;
    check_join(&c, LAST);
}

static void test_apart_from_confidence(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.last.department = STR("INSPEKTORAT");
    c.f.last.category = STR("corruption");
    check_join(&c, LAST); /* "aspalnya jelek" */
    c.understood.apart = true;
    check_create(&c); /* "lampu jalan mati" */
    assert_int_equal(decide(&c).question, QUESTION_NONE);
}

/* "di desa sebaung" behind a road and a lamp that lie nowhere yet. */
static void start_placeless(struct chat *c)
{
    start_two(c, INTENT_REPORT);
    for (size_t i = 0; i < 2; i++) {
        c->f.open[i].village = c->f.open[i].district = STR_EMPTY;
        c->f.open[i].received_at = NOW - MINUTE;
    }
    c->f.last = c->f.newest_open = c->f.open[0];
    c->f.before.last_ticket_id = LAST;
    c->f.before.last_message_at = NOW - MINUTE;
    c->f.before.asked = QUESTION_PLACE;
    c->f.before.asked_ticket_id = LAST;
    c->f.before.asked_at = NOW - MINUTE;
    c->f.asked = c->f.last;
    c->understood.place = &karanggeger;
    c->understood.place_only = true;
    c->understood.category = &other;
    c->understood.category_heard = c->understood.category_sure = false;
}

static void check_placed(struct chat *c, size_t others)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_PLACE);
    assert_int_equal(d.ticket_id, LAST);
    assert_int_equal(d.also_count, others);
    if (others) assert_int_equal(d.also[0], LAMP);
}

static void test_a_place_of_both(void **state)
{
    (void)state;
    struct chat c;
    start_placeless(&c);
    check_placed(&c, 1);
    c.f.open[1].district = STR("35.13.18"); /* it lies somewhere */
    check_placed(&c, 0);
    start_placeless(&c);
    c.f.open[1].received_at = NOW - 2 * SETTLE; /* another story */
    check_placed(&c, 0);
    start_placeless(&c);
    c.f.open[1].department = STR("INSPEKTORAT"); /* told in confidence */
    check_placed(&c, 0);
    start_placeless(&c);
    c.f.open[1].status = STATUS_IN_PROGRESS;
    check_placed(&c, 0);
    start_placeless(&c);
    c.f.quoted = c.f.last; /* of that one alone */
    check_placed(&c, 0);
    start_placeless(&c);
    c.f.last.district = c.f.open[0].district = STR("35.13.18"); /* a place put right */
    c.f.asked = c.f.newest_open = c.f.last;
    check_placed(&c, 0);
}

/* The lamp was told between the road and "di desa sebaung", and arrives behind both. */
static void test_a_place_that_overtook(void **state)
{
    (void)state;
    static const struct category lamp = { .code = { "street_light", 12 }, .needs_place = true };
    struct chat c;
    start(&c, INTENT_REPORT);
    c.understood.category = &lamp;
    c.understood.also = c.understood.troubled = true;
    c.f.last = own_open(LAST);
    c.f.last.village = STR("35.13.17.2001");
    c.f.last.received_at = NOW - MINUTE;
    c.f.last.place_at = NOW + MINUTE;
    c.f.overtaken = true;
    c.f.before.last_ticket_id = LAST;
    c.f.before.last_message_at = NOW + MINUTE;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_true(str_equal(d.arg, STR("35.13.17.2001")));
    c.f.last.place_at = NOW - MINUTE / 2; /* told before the lamp, which stands beside it */
    assert_true(str_equal(decide(&c).arg, STR("35.13.17.2001")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cancelling_one_of_them),
        cmocka_unit_test(test_cancelling_all_of_them),
        cmocka_unit_test(test_adding_to_one_of_them),
        cmocka_unit_test(test_status_of_one_of_them),
        cmocka_unit_test(test_secrecy_of_one_of_them),
        cmocka_unit_test(test_a_verdict_on_one_of_them),
        cmocka_unit_test(test_a_verdict_on_each),
        cmocka_unit_test(test_told_before),
        cmocka_unit_test(test_a_number_alone),
        cmocka_unit_test(test_apart_from_confidence),
        cmocka_unit_test(test_a_place_of_both),
        cmocka_unit_test(test_a_place_that_overtook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
