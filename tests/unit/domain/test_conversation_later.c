/* test_conversation_later.c - what comes long after the only report, and names no matter of its
 * own; and danger there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

#define SECOND 55
static const struct category other = { .code = { "other", 5 } };

static void start_later(struct chat *c)
{
    start(c, INTENT_REPORT);
    c->understood.category = &other;
    c->understood.category_sure = c->understood.category_heard = false;
    c->f.open[0] = own_open(LAST);
    c->f.open[0].received_at = NOW - 24 * 60 * MINUTE;
    c->f.last = c->f.newest_open = c->f.open[0];
    c->f.open_count = 1;
}

static void test_later(void **state)
{
    (void)state;
    struct chat c;
    start_later(&c); /* "jalannya tambah parah" */
    check_join(&c, LAST);
    c.understood.accuses = true; /* who is spoken of may be another matter */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAST);
    assert_int_equal(d.question, QUESTION_PART);
    assert_false(d.react);
    c.understood.amends = true; /* "nomor berkasnya salah, yang benar ..." */
    check_join(&c, LAST);
    start_later(&c); /* "yang satu sudah, yang lain masih rusak" */
    c.understood.category = a_report.category;
    c.understood.category_heard = true;
    c.understood.verdict = VERDICT_NOT;
    c.understood.also = true;
    check_join(&c, LAST);
}

/* Danger is never answered by a mere question: the numbers, or a report of its own for whoever can
 * help, at the place that is known. */
static void test_later_in_danger(void **state)
{
    (void)state;
    struct chat c;
    start_later(&c); /* "barusan ada yang jatuh kakinya patah" */
    c.understood.urgent = c.understood.pleads = true;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, LAST);
    assert_true(d.has_reply && d.reply == REPLY_EMERGENCY);
    assert_int_equal(d.question, QUESTION_NONE);
    c.understood.category = &light; /* it names another unit */
    c.understood.category_heard = c.understood.category_sure = true;
    c.f.open[0].district = STR("35.13.14");
    d = decide(&c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.place_of_id, LAST);
    assert_true(str_equal(d.arg, STR("35.13.14")));
    c.f.open[1] = own_open(SECOND); /* nobody knows in which of two districts */
    c.f.open[1].received_at = c.f.open[0].received_at;
    c.f.open[1].district = STR("35.13.15");
    c.f.open_count = 2;
    assert_int_equal(decide(&c).place_of_id, 0);
    c.f.open_count = 1;
    c.understood.place = &kraksaan; /* what is told itself comes before */
    assert_int_equal(decide(&c).place_of_id, 0);
    start_later(&c); /* "tolong pak barusan hampir celaka lagi" */
    c.understood.pleads = true;
    check_join(&c, LAST);
}

/* "selokannya mampet" behind a bad road: the same people mend both. */
static void start_of_unit(struct chat *c)
{
    static const struct department works = { .code = { "PUPR", 4 } };
    start_later(c);
    c->understood.category = &light;
    c->understood.category_heard = c->understood.category_sure = true;
    c->understood.department = &works;
    c->f.open[0].department = works.code;
}

static void test_later_of_unit(void **state)
{
    (void)state;
    struct chat c;
    start_of_unit(&c);
    struct decision d = decide(&c);
    assert_int_equal(d.question, QUESTION_PART);
    c.f.before = d.after; /* not twice in a row */
    c.message.sent_at += 24 * 60 * MINUTE;
    check_join(&c, LAST);
    start_of_unit(&c);
    c.understood.also = true;
    check_create(&c);
    start_of_unit(&c);
    c.understood.accuses = true; /* whose story it is, they are asked */
    assert_int_equal(decide(&c).question, QUESTION_PART);
}

static void test_later_never(void **state)
{
    (void)state;
    struct chat c;
    start_later(&c); /* of several nobody knows which */
    c.f.open[1] = own_open(SECOND);
    c.f.open_count = 2;
    check_create(&c);
    start_later(&c);
    c.understood.category = &light; /* a trouble of its own */
    c.understood.category_heard = c.understood.category_sure = c.understood.troubled = true;
    check_create(&c);
    start_later(&c);
    c.understood.place = &kraksaan;
    check_create(&c);
    start_later(&c);
    c.f.open[0].department = STR("INSPEKTORAT");
    check_create(&c);
    start_later(&c);
    c.f.open[0].status = STATUS_RESOLVED;
    check_create(&c);
    start_later(&c);
    c.f.open[0].received_at = NOW - CONVERSATION_GOES_ON_MS - 1;
    c.message.sent_at = NOW;
    check_create(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_later),
        cmocka_unit_test(test_later_in_danger),
        cmocka_unit_test(test_later_of_unit),
        cmocka_unit_test(test_later_never),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
