/* test_conversation_follow.c - what comes after a report: who asks how it goes, and who puts its
 * place right; and what was overtaken by others on its way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/domain/conversation_rules.h"
#include "conversation_case.h"

#define SECOND 55

static const struct place hamlet = { .code = { "35.13.17.2002", 13 },
                                     .level = PLACE_VILLAGE,
                                     .parent = &pajarakan };
static const struct category other = { .code = { "other", 5 } };

static struct held one_held(enum held_what what, int64_t at)
{
    return (struct held){ .messages = { { .what = what, .at = at, .id = 3 } }, .count = 1 };
}

/* --- how does it go? --- */

/* Hours after the reports that are open, newest first. */
static void start_chase(struct chat *c, size_t open)
{
    start(c, INTENT_REPORT);
    c->understood.category = &other;
    c->understood.category_sure = false;
    c->understood.chases = true;
    c->f.open[0] = own_open(LAST);
    c->f.open[1] = own_open(SECOND);
    c->f.open[1].category = STR("street_light");
    c->f.open_count = open;
}

static void check_told(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_true(d.tell_status);
    assert_false(d.react);
    assert_int_equal(d.after.last_ticket_id, ticket_id);
}

static void check_which(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_ASK);
    assert_int_equal(d.question, QUESTION_TICKET);
    assert_int_equal(d.after.held.count, 1);
    assert_int_equal(d.after.held.messages[0].what, HELD_CHASE);
    assert_int_equal(d.after.held.messages[0].at, NOW);
}

static void test_chase(void **state)
{
    (void)state;
    struct chat c;
    start_chase(&c, 0);
    check_create(&c); /* nothing is open: a matter like any other */
    start_chase(&c, 1);
    check_told(&c, LAST);
    c.understood.intent = INTENT_NOISE;
    check_told(&c, LAST);
    start_chase(&c, 2);
    check_which(&c);
    c.understood.category = &light; /* "lampunya kapan diganti" */
    c.understood.category_heard = true;
    check_told(&c, SECOND);
    c.f.open[0].category = STR("street_light");
    check_which(&c); /* both are */
    start_chase(&c, 2);
    c.f.quoted = own_open(QUOTED);
    check_told(&c, QUOTED);
}

static void test_chase_of_another_matter(void **state)
{
    (void)state;
    struct chat c;
    start_chase(&c, 1);
    c.understood.category = &light; /* "lampunya belum diperbaiki": what is open is a road */
    c.understood.category_heard = true;
    check_create(&c);
    start_chase(&c, 1);
    c.understood.place = &kraksaan; /* somewhere else */
    check_create(&c);
    start_chase(&c, 1);
    c.understood.place = &hamlet;
    check_told(&c, LAST);
    c.f.open[0].village = STR("35.13.17.2001");
    check_create(&c);
    start_chase(&c, 1);
    c.f.open[0].own = false;
    check_create(&c); /* a stranger's */
    c.f.open[0].follows = true;
    check_told(&c, LAST);
}

static void test_chase_right_behind(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.understood.chases = true;
    check_join(&c, LAST); /* "sudah 2 tahun belum diperbaiki": a part of what is told */
    c.understood.asks = true;
    check_told(&c, LAST);
}

static void test_chase_of_what_is_done(void **state)
{
    (void)state;
    struct chat c;
    start_chase(&c, 1);
    c.understood.verdict = VERDICT_NOT;
    c.f.open[0].status = STATUS_RESOLVED;
    c.f.open[0].may_reopen = true;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_VERDICT);
    assert_int_equal(d.verdict, VERDICT_NOT);
    c.understood.verdict = VERDICT_NONE; /* "kapan?" */
    check_told(&c, LAST);
}

static void test_chase_answers_no_place(void **state)
{
    static const enum question questions[] = { QUESTION_UNIT, QUESTION_PLACE, QUESTION_DISTRICT,
                                               QUESTION_VILLAGE, QUESTION_NAMESAKE };
    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        struct chat c;
        start_chase(&c, 1);
        c.understood.intent = INTENT_NOISE;
        c.f.asked = own_open(LAST);
        c.f.before.asked = questions[i];
        c.f.before.asked_ticket_id = LAST;
        c.f.before.asked_at = NOW - 60 * MINUTE;
        check_told(&c, LAST);
    }
}

static void test_which_is_answered(void **state)
{
    (void)state;
    struct chat c;
    struct choice tap = { .verb = CHOICE_TICKET, .ticket_id = SECOND, .token = 7 };
    start(&c, INTENT_NONE);
    c.message.type = MESSAGE_INTERACTIVE;
    c.f.choice = &tap;
    c.f.chosen = own_open(SECOND);
    c.f.before.asked = QUESTION_TICKET;
    c.f.before.token = 7;
    c.f.before.held = one_held(HELD_CHASE, NOW - MINUTE);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_STATUS);
    assert_int_equal(d.ticket_id, SECOND);
    assert_int_equal(d.take_held.count, 1);
    assert_int_equal(d.after.held.count, 0);
    tap.token = 6; /* an old list: how it goes, and the question waits on */
    d = decide(&c);
    assert_int_equal(d.act, ACT_STATUS);
    assert_int_equal(d.take_held.count, 0);
    start(&c, INTENT_STATUS); /* by its number */
    c.f.named = own_open(NAMED);
    c.f.before.asked = QUESTION_TICKET;
    c.f.before.asked_at = NOW - MINUTE;
    c.f.before.held = one_held(HELD_CHASE, NOW - MINUTE);
    d = decide(&c);
    assert_int_equal(d.act, ACT_STATUS);
    assert_int_equal(d.ticket_id, NAMED);
    assert_int_equal(d.take_held.count, 1);
    assert_int_equal(d.after.held.count, 0);
}

/* --- where it is --- */

static void start_place(struct chat *c)
{
    start_settling(c, INTENT_REPORT);
    c->understood.category = &other;
    c->understood.category_sure = false;
    c->understood.place = &hamlet;
    c->understood.place_only = true;
    c->f.last.status = STATUS_RECEIVED;
    c->f.last.village = STR("35.13.17.2001");
    c->f.last.received_at = c->f.last.place_at = NOW - 2 * MINUTE;
}

static void check_placed(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_PLACE);
    assert_int_equal(d.ticket_id, LAST);
    assert_true(str_equal(d.arg, c->understood.place->code));
}

static void test_place(void **state)
{
    (void)state;
    struct chat c;
    start_place(&c);
    check_placed(&c);
    c.understood.place = &kraksaan; /* another district */
    check_placed(&c);
    c.understood.place = &pajarakan; /* the district that it lies in: nothing new */
    check_join(&c, LAST);
    start_place(&c);
    c.understood.also = true;
    check_join(&c, LAST);
    start_place(&c);
    c.understood.place_only = false;
    check_join(&c, LAST);
    c.understood.amends = true;
    check_placed(&c);
    c.understood.category = &light; /* "bukan, lampu mati di ..." is another matter */
    c.understood.category_heard = c.understood.category_sure = true;
    check_create(&c);
}

static void test_place_never(void **state)
{
    (void)state;
    struct chat c;
    start_place(&c);
    c.f.last.status = STATUS_IN_PROGRESS; /* the desk's business now */
    check_join(&c, LAST);
    start_place(&c);
    c.f.before.last_message_at = NOW - SETTLE - 1; /* long after it */
    check_create(&c);
    start_place(&c);
    c.f.last.own = false;
    c.f.last.follows = true;
    check_join(&c, LAST);
}

/* --- overtaken --- */

static void test_place_told_earlier(void **state)
{
    (void)state;
    struct chat c;
    start_place(&c);
    c.f.before.last_message_at = NOW + MINUTE;
    c.f.overtaken = true;
    c.f.last.place_at = NOW + MINUTE; /* told later, and holds */
    check_join(&c, LAST);
    c.f.last.place_at = NOW - MINUTE;
    check_placed(&c);
    c.f.last.received_at =
        NOW + MINUTE; /* before a ticket that knows its own place: of no use to it */
    c.f.last.place_at = NOW + MINUTE;
    check_create(&c);
    c.f.last.category = STR("other"); /* a place alone, as this is: the later one holds */
    check_join(&c, LAST);
    c.f.last.district = c.f.last.village = STR_EMPTY;
    check_placed(&c);
}

static void test_overtaken_settles(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.before.last_message_at = NOW + SETTLE + MINUTE;
    check_create(&c);
    c.f.overtaken = true; /* what it follows was found by its own time */
    check_join(&c, LAST);
    assert_int_equal(decide(&c).after.last_message_at, NOW + SETTLE + MINUTE);
}

/* "tolong dipindah ke desa aja laporannya" has overtaken the report: of whoever is accused it may
 * not speak for the office of the village, as if it had come behind it. */
static void test_wish_to_move_before_its_report(void **state)
{
    static const struct category home = { .code = { "village_office", 14 } };
    struct understood behind = a_report;
    struct inbound wish = a_text;
    struct chat c;
    (void)state;
    behind.category = &other;
    behind.category_sure = false;
    behind.moves = true;
    behind.moves_home = &home;
    wish.sent_at = NOW + MINUTE;
    start(&c, INTENT_REPORT);
    c.understood.category = &other;
    c.f.message = &c.message;
    c.f.understood = &c.understood;
    c.f.overtaken = true;
    c.f.behind = (struct overtaker){ &wish, &behind, false };
    assert_true(conversation_order(&c.f).righted);
    c.understood.accuses = true;
    assert_true(conversation_order(&c.f).known);
    assert_false(conversation_order(&c.f).righted);
    c.understood.accuses = false;
    c.understood.blames_chief = true;
    assert_false(conversation_order(&c.f).righted);
}

static void test_plea_before_its_report(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_CONFIDENTIAL);
    struct decision d = decide(&c);
    assert_int_equal(d.reply, REPLY_CONFIDENTIAL_HOW);
    assert_int_equal(d.after.held.count, 1);
    assert_int_equal(d.after.held.messages[0].what, HELD_CONFIDENTIAL);
    start(&c, INTENT_REPORT);
    c.understood.place = &pajarakan; /* a report of its own, whatever it overtook */
    c.f.before.held = d.after.held;
    c.message.sent_at = NOW - SETTLE;
    d = decide(&c);
    assert_true(d.confide);
    assert_int_equal(d.after.held.count, 1); /* covers the next one as well */
    c.message.sent_at = NOW - SETTLE - 1;    /* not about this one */
    assert_false(decide(&c).confide);
}

static void test_aside_before_its_report(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_NOISE);
    c.message.text = STR("sudah seminggu pak");
    struct decision d = decide(&c);
    assert_int_equal(d.reply, REPLY_NOISE);
    assert_int_equal(d.after.held.count, 1);
    c.message.text = STR("ok"); /* says nothing by itself */
    assert_int_equal(decide(&c).after.held.messages[0].what, HELD_WORD);
    start(&c, INTENT_REPORT);
    c.understood.place = &pajarakan;
    c.f.before.held = one_held(HELD_ASIDE, NOW + MINUTE);
    d = decide(&c);
    assert_int_equal(d.take_held.count, 1);
    assert_int_equal(d.take_held.messages[0].id, 3);
    c.f.before.held = one_held(HELD_ASIDE, NOW - 1); /* said before it, about nothing */
    d = decide(&c);
    assert_int_equal(d.take_held.count, 0);
    assert_int_equal(d.after.held.count, 1);
}

/* "jalan", "rusak" */
static void test_word_before_its_report(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_REPORT);
    c.f.before.held = one_held(HELD_WORD, NOW - CONVERSATION_BURST_MS);
    assert_int_equal(decide(&c).take_held.count, 1);
    c.f.before.held = one_held(HELD_WORD, NOW - CONVERSATION_BURST_MS - 1);
    assert_int_equal(decide(&c).take_held.count, 0);
    c.f.before.held = one_held(HELD_WORD, NOW + MINUTE); /* behind what overtook it */
    assert_int_equal(decide(&c).take_held.count, 1);
    /* Late: it joins in silence, or was about nothing. */
    start_settling(&c, INTENT_NOISE);
    c.message.text = STR("jalan");
    c.f.overtaken = true;
    c.f.last.received_at = NOW + CONVERSATION_BURST_MS;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_false(d.react || d.has_reply);
    c.f.last.received_at++;
    assert_int_not_equal(decide(&c).act, ACT_JOIN);
}

/* Which messages are understood together with the words around them. */
static void test_burst_part(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.message = &c.message;
    c.f.understood = &c.understood;
    c.understood.category_heard = true;
    c.message.text = STR("lampu jalan mati semua");
    assert_int_equal(conversation_burst_part(&c.f), BURST_NONE); /* whole */
    c.message.text = STR("rusak");
    assert_int_equal(conversation_burst_part(&c.f), BURST_REPORT);
    c.understood.urgent = true; /* is not waited with */
    assert_int_equal(conversation_burst_part(&c.f), BURST_NONE);
    c.understood.urgent = false;
    c.understood.intent = INTENT_NOISE;
    assert_int_equal(conversation_burst_part(&c.f), BURST_NONE); /* its ticket is clear */
    c.f.last.category = STR("other");
    c.f.last.status = STATUS_RECEIVED;
    c.f.last.received_at = NOW;
    assert_int_equal(conversation_burst_part(&c.f), BURST_WORD);
    c.f.last.received_at = NOW - CONVERSATION_BURST_MS - 1;
    assert_int_equal(conversation_burst_part(&c.f), BURST_NONE);
}

static void test_of_many_that_wait_the_newest_stay(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_NOISE);
    c.message.text = STR("sudah seminggu pak");
    for (int64_t i = 0; i < HELD_MAX + 2; i++) {
        c.message.sent_at = NOW + i;
        c.f.before.held = decide(&c).after.held;
    }
    assert_int_equal(c.f.before.held.count, HELD_MAX);
    assert_int_equal(c.f.before.held.messages[0].at, NOW + 2);
    assert_int_equal(c.f.before.held.messages[HELD_MAX - 1].at, NOW + HELD_MAX + 1);
}

/* --- long after the only report --- */

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chase),
        cmocka_unit_test(test_chase_of_another_matter),
        cmocka_unit_test(test_chase_right_behind),
        cmocka_unit_test(test_chase_of_what_is_done),
        cmocka_unit_test(test_chase_answers_no_place),
        cmocka_unit_test(test_which_is_answered),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_place_never),
        cmocka_unit_test(test_place_told_earlier),
        cmocka_unit_test(test_overtaken_settles),
        cmocka_unit_test(test_wish_to_move_before_its_report),
        cmocka_unit_test(test_plea_before_its_report),
        cmocka_unit_test(test_aside_before_its_report),
        cmocka_unit_test(test_word_before_its_report),
        cmocka_unit_test(test_burst_part),
        cmocka_unit_test(test_of_many_that_wait_the_newest_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
