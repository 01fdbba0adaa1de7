/* test_alarm_store.c - one open alarm for each cause, each told once when it begins and when it
 * ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/alarm_store.h"
#include "store_case.h"
#include <stdio.h>

#define MINUTE 60000

static void raise_at(struct store_case *c, const char *cause, int64_t at, const char *text)
{
    struct alarm a = { .severity = ALARM_WARNING, .since = at, .last_at = at };
    struct err e = { 0 };
    (void)snprintf(a.cause, sizeof a.cause, "%s", cause);
    (void)snprintf(a.text, sizeof a.text, "%s", text);
    must(alarm_raise(c->db, &a, &e), &e);
}

static void clear_at(struct store_case *c, const char *cause, int64_t at)
{
    struct err e = { 0 };
    must(alarm_clear(c->db, cause, at, &e), &e);
}

static struct alarm next(struct store_case *c, enum alarm_road road)
{
    struct alarm a;
    struct err e = { 0 };
    must(alarm_next(c->db, road, &a, &e), &e);
    return a;
}

static void told(struct store_case *c, enum alarm_road road, const struct alarm *a)
{
    struct err e = { 0 };
    must(alarm_told(c->db, road, a, &e), &e);
}

static void test_one_open_row_for_each_cause(void **state)
{
    struct store_case *c = *state;
    raise_at(c, "disk", CASE_NOW, "a");
    raise_at(c, "disk", CASE_NOW + 5000, "a"); /* within a minute: no write */
    case_equals(c, "SELECT last_at - since FROM alarm", 0);
    raise_at(c, "disk", CASE_NOW + MINUTE, "a");
    case_equals(c, "SELECT last_at - since FROM alarm", MINUTE);
    raise_at(c, "disk", CASE_NOW + MINUTE + 1, "b"); /* says something else */
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE text = 'b' AND cleared_at IS NULL", 1);
    raise_at(c, "sending", CASE_NOW, "x");
    case_equals(c, "SELECT COUNT(*) FROM alarm", 2);
    clear_at(c, "disk", CASE_NOW + 2 * MINUTE);
    clear_at(c, "never", CASE_NOW);
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 1);
    raise_at(c, "disk", CASE_NOW + 3 * MINUTE, "again");
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'disk'", 2);
}

/* Webhooks come in any order. */
static void test_old_news_change_nothing(void **state)
{
    struct store_case *c = *state;
    raise_at(c, "account.ban", CASE_NOW, "a");
    clear_at(c, "account.ban", CASE_NOW - 1); /* older than its begin */
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 1);
    raise_at(c, "account.ban", CASE_NOW - 5, "old words");
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE text = 'a'", 1);
    clear_at(c, "account.ban", CASE_NOW + 10);
    raise_at(c, "account.ban", CASE_NOW + 5, "late");
    case_equals(c, "SELECT COUNT(*) FROM alarm", 1);
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
}

static void test_each_road_tells_both_once(void **state)
{
    struct store_case *c = *state;
    raise_at(c, "disk", CASE_NOW, "a");
    struct alarm a = next(c, ALARM_BY_MAIL);
    assert_true(a.id != 0 && a.cleared_at == 0);
    told(c, ALARM_BY_MAIL, &a);
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
    assert_true(next(c, ALARM_BY_HOOK).id == a.id); /* the other road has not */
    clear_at(c, "disk", CASE_NOW + 1);
    assert_true(next(c, ALARM_BY_HOOK).id == 0); /* over before it was told there */
    a = next(c, ALARM_BY_MAIL);
    assert_true(a.cleared_at == CASE_NOW + 1);
    told(c, ALARM_BY_MAIL, &a);
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
}

/* It ends while its begin is being told: the end is told, too. */
static void test_an_end_during_the_telling_is_told(void **state)
{
    struct store_case *c = *state;
    raise_at(c, "disk", CASE_NOW, "a");
    struct alarm a = next(c, ALARM_BY_HOOK);
    clear_at(c, "disk", CASE_NOW + 1);
    told(c, ALARM_BY_HOOK, &a);
    a = next(c, ALARM_BY_HOOK);
    assert_true(a.cleared_at == CASE_NOW + 1);
}

static void grows(struct store_case *c, enum alarm_severity severity, int64_t at)
{
    struct alarm a = {
        .cause = "disk", .text = "x", .severity = severity, .since = at, .last_at = at
    };
    struct err e = { 0 };
    must(alarm_raise(c->db, &a, &e), &e);
}

/* Who was told to look today must be told when citizens are left without answers; but once. */
static void test_what_grows_worse_is_told_again(void **state)
{
    struct store_case *c = *state;
    grows(c, ALARM_WARNING, CASE_NOW);
    struct alarm a = next(c, ALARM_BY_MAIL);
    grows(c, ALARM_CRITICAL, CASE_NOW + 1); /* while it was being told */
    told(c, ALARM_BY_MAIL, &a);
    a = next(c, ALARM_BY_MAIL);
    assert_int_equal(a.severity, ALARM_CRITICAL);
    told(c, ALARM_BY_MAIL, &a);
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
    grows(c, ALARM_WARNING, CASE_NOW + 2);
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
    grows(c, ALARM_CRITICAL, CASE_NOW + 3); /* at the edge to and fro */
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
    a = next(c, ALARM_BY_HOOK); /* the other road was away all the time */
    assert_int_equal(a.severity, ALARM_CRITICAL);
    told(c, ALARM_BY_HOOK, &a);
    clear_at(c, "disk", CASE_NOW + 4);
    a = next(c, ALARM_BY_MAIL);
    assert_true(a.cleared_at == CASE_NOW + 4);
    told(c, ALARM_BY_MAIL, &a);
    assert_true(next(c, ALARM_BY_MAIL).id == 0);
}

static void test_quiet_ones_end(void **state)
{
    struct store_case *c = *state;
    struct alarm a = { .severity = ALARM_CRITICAL,
                       .cause = "number.security",
                       .text = "x",
                       .since = CASE_NOW,
                       .last_at = CASE_NOW,
                       .quiet_at = CASE_NOW + MINUTE };
    struct err e = { 0 };
    int64_t open;
    must(alarm_raise(c->db, &a, &e), &e);
    raise_at(c, "disk", CASE_NOW, "a");
    must(alarm_quiet(c->db, CASE_NOW + MINUTE - 1, &e), &e);
    must(alarm_count(c->db, &open, &e), &e);
    assert_int_equal(open, 2);
    must(alarm_quiet(c->db, CASE_NOW + MINUTE, &e), &e);
    must(alarm_count(c->db, &open, &e), &e);
    assert_int_equal(open, 1);
}

static void test_list(void **state)
{
    struct store_case *c = *state;
    struct alarm rows[2];
    struct err e = { 0 };
    size_t count;
    bool more;
    raise_at(c, "a", CASE_NOW, "1");
    raise_at(c, "b", CASE_NOW, "2");
    raise_at(c, "c", CASE_NOW, "3");
    clear_at(c, "b", CASE_NOW);
    must(alarm_list(c->db, false, 0, 2, rows, &count, &more, &e), &e);
    assert_true(count == 2 && more && rows[0].cause[0] == 'c' && rows[1].cleared_at == CASE_NOW);
    must(alarm_list(c->db, false, rows[1].id, 2, rows, &count, &more, &e), &e);
    assert_true(count == 1 && !more && rows[0].cause[0] == 'a');
    must(alarm_list(c->db, true, 0, 2, rows, &count, &more, &e), &e);
    assert_true(count == 2 && !more && rows[1].cause[0] == 'a');
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_open_row_for_each_cause),
        TEST(test_old_news_change_nothing),
        TEST(test_each_road_tells_both_once),
        TEST(test_an_end_during_the_telling_is_told),
        TEST(test_what_grows_worse_is_told_again),
        TEST(test_quiet_ones_end),
        TEST(test_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
