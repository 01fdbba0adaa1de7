/* test_pace.c - how many messages may leave, by a clock that the test turns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "delivery/pace.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_steps(void **state)
{
    enum { TAKE, NOTHING };
    static const struct {
        const char *rule;
        int64_t at_ms;
        int act;
        int64_t count;
        int64_t available, wait_ms; /* afterwards */
    } rows[] = {
        { "it starts full", 1000, NOTHING, 0, 8, 0 },
        { "a tenth of a second's worth may leave at once", 1000, TAKE, 7, 1, 0 },
        { "then it is empty", 1000, TAKE, 1, 0, 13 },
        { "80 come back in a second", 1012, NOTHING, 0, 0, 1 },
        { "so after 13 ms there is one", 1013, NOTHING, 0, 1, 0 },
        { "the rest is not lost", 1025, NOTHING, 0, 2, 0 },
        { "a tenth of a second, eight of them", 1100, NOTHING, 0, 8, 0 },
        { "never more than eight", 2900, NOTHING, 0, 8, 0 },
        { "however long it is", 9000, NOTHING, 0, 8, 0 },
        { "not after a month either", 2592000000, NOTHING, 0, 8, 0 },
        { "a clock that stands gives nothing", 2592000000, TAKE, 8, 0, 13 },
        { "nor does one that goes back", 2591000000, NOTHING, 0, 0, 13 },
        { "and from there on it counts as before", 2592000025, NOTHING, 0, 2, 0 },
        { "taking more than there is makes a debt", 2592000025, TAKE, 7, 0, 75 },
        { "that is paid first", 2592000087, NOTHING, 0, 0, 13 },
        { "before anything leaves", 2592000100, NOTHING, 0, 1, 0 },
    };
    (void)state;
    struct pace p;
    pace_init(&p, 80, 1000);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (rows[i].act == TAKE) pace_take(&p, rows[i].count, rows[i].at_ms);
        int64_t available = pace_available(&p, rows[i].at_ms);
        int64_t wait = pace_wait_ms(&p, rows[i].at_ms);
        if (available != rows[i].available || wait != rows[i].wait_ms)
            fail_msg("row %zu: %s: %lld may leave, wait %lld", i, rows[i].rule,
                     (long long)available, (long long)wait);
    }
}

/* Whoever waits as long as told may send all that is there, after a pause of a second now and then
 * too; nobody sends more than the rate in any second, and all but a hundredth of it is held. */
static void test_no_second_sees_more_than_the_rate(void **state)
{
    enum { SECONDS = 20, RESTS = 3 };
    static const int64_t rates[] = { 1, 3, 7, 9, 20, 80, 999, PACE_MAX };
    static int64_t sent_at[PACE_MAX];
    (void)state;
    for (size_t r = 0; r < LENGTH(rates); r++) {
        struct pace p;
        int64_t now = 5, sent = 0, rested = 0;
        pace_init(&p, rates[r], now);
        while (now < 5 + (SECONDS + RESTS) * 1000) {
            int64_t n = pace_available(&p, now), wait = pace_wait_ms(&p, now);
            assert_true((n == 0) == (wait > 0));
            pace_take(&p, n, now);
            while (n-- > 0) {
                int64_t *oldest = &sent_at[sent % rates[r]];
                if (sent >= rates[r] && now - *oldest < 1000)
                    fail_msg("%lld a second: one more in %lld ms", (long long)rates[r],
                             (long long)(now - *oldest));
                *oldest = now;
                sent++;
            }
            now += wait;
            if (rested < RESTS && now > 3000 * (rested + 1)) {
                now += 1000;
                rested++;
            }
        }
        if (sent * 100 < SECONDS * rates[r] * 99)
            fail_msg("%lld a second: only %lld in %d", (long long)rates[r], (long long)sent,
                     SECONDS);
    }
}

/* The thread looks when it can, not when it should: every 30 ms is still often enough. */
static void test_the_rate_is_held_by_a_late_thread(void **state)
{
    (void)state;
    struct pace p;
    int64_t sent = 0;
    pace_init(&p, PACE_MAX, 0);
    for (int64_t now = 0; now < 10000; now += 30) {
        int64_t n = pace_available(&p, now);
        pace_take(&p, n, now);
        sent += n;
    }
    assert_in_range(sent, 9800, 10000);
}

static void test_many_small_steps_are_one_large(void **state)
{
    (void)state;
    struct pace steps, jump;
    pace_init(&steps, 70, 0);
    pace_init(&jump, 70, 0);
    pace_take(&steps, 7, 0);
    pace_take(&jump, 7, 0);
    for (int64_t now = 1; now <= 80; now++)
        (void)pace_available(&steps, now);
    assert_int_equal(pace_available(&steps, 80), pace_available(&jump, 80));
    assert_int_equal(pace_available(&jump, 80), 5);
}

static void test_another_rate(void **state)
{
    (void)state;
    struct pace p;
    pace_init(&p, 80, 0);
    pace_change(&p, 20, 0); /* slower: what has gathered is cut */
    assert_int_equal(pace_available(&p, 0), 2);
    pace_take(&p, 2, 0);
    assert_int_equal(pace_available(&p, 60), 1);
    pace_change(&p, 1000, 60); /* faster: nothing is given for the time before */
    assert_int_equal(pace_available(&p, 60), 1);
    assert_int_equal(pace_available(&p, 70), 11);
    pace_slow(&p, 65, 70);
    pace_change(&p, 20, 70); /* half stays half */
    assert_int_equal(p.per_second, 10);
    pace_change(&p, 1, 70); /* and something always leaves */
    assert_int_equal(p.per_second, 1);
    pace_change(&p, 100000, 70);
    assert_int_equal(p.normal, PACE_MAX);
}

static void test_meta_says_too_fast(void **state)
{
    enum { THROTTLE, USAGE, TIME, RATE };
    static const struct {
        const char *rule;
        int64_t at_ms;
        int act;
        int64_t value; /* when the refused one left; percent; the new rate */
        int64_t per_second;
    } rows[] = {
        { "normal", 1000, TIME, 0, 80 },
        { "too fast: half", 1100, THROTTLE, 1050, 40 },
        { "what was under way then says nothing new", 1120, THROTTLE, 1100, 40 },
        { "what left later does", 1200, THROTTLE, 1101, 20 },
        { "and again", 1300, THROTTLE, 1250, 10 },
        { "ten seconds later, not sooner", 11299, TIME, 0, 10 },
        { "a tenth of normal comes back", 11300, TIME, 0, 18 },
        { "then the next", 21300, TIME, 0, 26 },
        { "another throttle: half, and the ten seconds begin anew", 25000, THROTTLE, 24990, 13 },
        { "so nothing yet", 34999, TIME, 0, 13 },
        { "now", 35000, TIME, 0, 21 },
        { "never above normal", 3600000, TIME, 0, 80 },
        { "four fifths of a quota used: as it was", 3600000, USAGE, 80, 80 },
        { "nine tenths: half", 3600000, USAGE, 90, 40 },
        { "the same said again changes nothing", 3600100, USAGE, 90, 40 },
        { "all of it: one a second", 3600200, USAGE, 100, 1 },
        { "more than all", 3600300, USAGE, 250, 1 },
        { "nothing used any more: step by step", 3610300, USAGE, 10, 9 },
        { "and while it is high, not past what it allows", 3700000, USAGE, 95, 20 },
        { "throttled down to the last", 3700001, RATE, 1, 1 },
        { "one a second stays", 3700100, THROTTLE, 3700050, 1 },
    };
    (void)state;
    struct pace p;
    pace_init(&p, 80, 1000);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        (void)pace_available(&p, rows[i].at_ms);
        if (rows[i].act == THROTTLE) pace_slow(&p, rows[i].value, rows[i].at_ms);
        if (rows[i].act == USAGE) pace_usage(&p, rows[i].value, rows[i].at_ms);
        if (rows[i].act == RATE) pace_change(&p, rows[i].value, rows[i].at_ms);
        if (p.per_second != rows[i].per_second)
            fail_msg("row %zu: %s: %lld a second", i, rows[i].rule, (long long)p.per_second);
    }
}

/* What left within the second before a throttle counts against the lower pace as well. */
static void test_a_throttle_is_felt_at_once(void **state)
{
    (void)state;
    struct pace p;
    pace_init(&p, 80, 0);
    int64_t sent = 0;
    for (int64_t now = 0; now <= 1000; now++) {
        int64_t n = pace_available(&p, now);
        pace_take(&p, n, now);
        sent += n;
    }
    assert_true(sent >= 80);
    pace_slow(&p, 990, 1000);
    assert_int_equal(pace_available(&p, 1300), 0);
    assert_int_not_equal(pace_available(&p, 1700), 0);
}

static void test_meta_says_when_to_come_back(void **state)
{
    (void)state;
    struct pace p;
    pace_init(&p, 80, 0);
    pace_hold(&p, 5000, 0);
    assert_int_equal(pace_wait_ms(&p, 0), 5000);
    pace_hold(&p, 1000, 100); /* the later one counts */
    assert_int_equal(pace_available(&p, 4999), 0);
    assert_int_equal(pace_available(&p, 5000), 8);
    pace_hold(&p, INT64_C(1) << 60, 5000); /* nobody is believed for ever */
    assert_int_equal(pace_wait_ms(&p, 5000), PACE_HOLD_MAX_MS);
}

static void test_what_comes_in_counts(void **state)
{
    static const struct {
        const char *rule;
        int64_t heard, least, most; /* of ours in a second */
    } rows[] = {
        { "nothing comes in", 0, 79, 80 },
        { "a few a second", 10, 68, 71 },
        { "half", 40, 38, 41 },
        { "as many as Meta takes in all: a quarter is still for answers", 80, 19, 21 },
        { "a flood", 5000, 19, 21 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pace p;
        int64_t sent = 0, heard = 0;
        pace_init(&p, 80, 0);
        for (int64_t now = 0; now < 12000; now++) {
            int64_t come = rows[i].heard * (now + 1) / 1000 - heard;
            pace_hear(&p, come, now);
            heard += come;
            int64_t n = pace_available(&p, now);
            pace_take(&p, n, now);
            if (now >= 2000) sent += n;
        }
        if (sent < rows[i].least * 10 || sent > rows[i].most * 10)
            fail_msg("%s: %lld in ten seconds", rows[i].rule, (long long)sent);
    }
}

static void test_spare(void **state)
{
    static const struct {
        int64_t per_second, taken;
        bool spare;
    } rows[] = {
        { 80, 0, true },    { 80, 3, true },     { 80, 4, false }, { 80, 9, false },
        { 20, 0, true },    { 20, 1, false },    { 19, 0, false }, { 1, 0, false },
        { 1000, 49, true }, { 1000, 50, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct pace p;
        pace_init(&p, rows[i].per_second, 0);
        pace_take(&p, rows[i].taken, 0);
        if (pace_has_spare(&p, 0) != rows[i].spare) fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_no_second_sees_more_than_the_rate),
        cmocka_unit_test(test_the_rate_is_held_by_a_late_thread),
        cmocka_unit_test(test_many_small_steps_are_one_large),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_meta_says_too_fast),
        cmocka_unit_test(test_a_throttle_is_felt_at_once),
        cmocka_unit_test(test_meta_says_when_to_come_back),
        cmocka_unit_test(test_what_comes_in_counts),
        cmocka_unit_test(test_spare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
