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
    enum { TAKE, DRAIN, NOTHING };
    static const struct {
        const char *rule;
        int64_t at_ms;
        int act;
        int64_t count;
        int64_t available, wait_ms; /* afterwards */
    } rows[] = {
        { "it starts full", 1000, NOTHING, 0, 8, 0 },
        { "a tenth of a second's worth may leave at once", 1000, TAKE, 7, 1, 0 },
        { "then it is empty", 1000, TAKE, 1, 0, 14 },
        { "72 come back in a second", 1013, NOTHING, 0, 0, 1 },
        { "so after 14 ms there is one", 1014, NOTHING, 0, 1, 0 },
        { "the rest is not lost", 1028, NOTHING, 0, 2, 0 },
        { "a tenth of a second, seven of them", 1100, NOTHING, 0, 7, 0 },
        { "never more than eight", 2900, NOTHING, 0, 8, 0 },
        { "however long it is", 9000, NOTHING, 0, 8, 0 },
        { "not after a month either", 2592000000, NOTHING, 0, 8, 0 },
        { "a clock that stands gives nothing", 2592000000, TAKE, 8, 0, 14 },
        { "nor does one that goes back", 2591000000, NOTHING, 0, 0, 14 },
        { "and from there on it counts as before", 2592000028, NOTHING, 0, 2, 0 },
        { "too fast, said Meta: a second of nothing, and one to fill", 2592000028, DRAIN, 0, 0,
          1014 },
        { "still nothing", 2592001028, NOTHING, 0, 0, 14 },
        { "then one by one", 2592001042, NOTHING, 0, 1, 0 },
        { "taking more than there is makes a debt", 2592001042, TAKE, 5, 0, 70 },
        { "that is paid first", 2592001098, NOTHING, 0, 0, 14 },
        { "before anything leaves", 2592001112, NOTHING, 0, 1, 0 },
    };
    (void)state;
    struct pace p;
    pace_init(&p, 80, 1000);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (rows[i].act == TAKE) pace_take(&p, rows[i].count);
        if (rows[i].act == DRAIN) pace_drain(&p);
        int64_t available = pace_available(&p, rows[i].at_ms);
        int64_t wait = pace_wait_ms(&p, rows[i].at_ms);
        if (available != rows[i].available || wait != rows[i].wait_ms)
            fail_msg("row %zu: %s: %lld may leave, wait %lld", i, rows[i].rule,
                     (long long)available, (long long)wait);
    }
}

/* Whoever waits as long as told may send, and nobody sends more than the rate in any second. */
static void test_no_second_sees_more_than_the_rate(void **state)
{
    enum { RATE_MAX = 1000, SECONDS = 10 };
    static const int64_t rates[] = { 1, 3, 7, 9, 20, 80, 999, RATE_MAX };
    static int64_t sent_at[RATE_MAX];
    (void)state;
    for (size_t r = 0; r < LENGTH(rates); r++) {
        struct pace p;
        int64_t now = 5, sent = 0;
        pace_init(&p, rates[r], now);
        while (now < 5 + SECONDS * 1000) {
            int64_t wait = pace_wait_ms(&p, now);
            if (wait > 0) {
                assert_int_equal(pace_available(&p, now), 0);
                now += wait;
                continue;
            }
            assert_true(pace_available(&p, now) >= 1);
            pace_take(&p, 1);
            int64_t *oldest = &sent_at[sent % rates[r]];
            if (sent >= rates[r] && now - *oldest < 1000)
                fail_msg("%lld a second: one more in %lld ms", (long long)rates[r],
                         (long long)(now - *oldest));
            *oldest = now;
            sent++;
        }
        if (sent * 10 < SECONDS * rates[r] * 8)
            fail_msg("%lld a second: only %lld in ten", (long long)rates[r], (long long)sent);
    }
}

static void test_many_small_steps_are_one_large(void **state)
{
    (void)state;
    struct pace steps, jump;
    pace_init(&steps, 70, 0);
    pace_init(&jump, 70, 0);
    pace_take(&steps, 7);
    pace_take(&jump, 7);
    for (int64_t now = 1; now <= 90; now++)
        (void)pace_available(&steps, now);
    assert_int_equal(pace_available(&steps, 90), pace_available(&jump, 90));
    assert_int_equal(pace_available(&jump, 90), 5);
}

static void test_another_rate(void **state)
{
    (void)state;
    struct pace p;
    pace_init(&p, 80, 0);
    pace_change(&p, 20, 0); /* slower: what has gathered is cut */
    assert_int_equal(pace_available(&p, 0), 2);
    pace_take(&p, 2);
    assert_int_equal(pace_available(&p, 60), 1);
    pace_change(&p, 1000, 60); /* faster: nothing is given for the time before */
    assert_int_equal(pace_available(&p, 60), 1);
    assert_int_equal(pace_available(&p, 70), 10);
    pace_drain(&p);
    pace_change(&p, 20, 70); /* a debt stays one, and as long */
    assert_int_equal(pace_available(&p, 1070), 0);
    assert_int_equal(pace_wait_ms(&p, 1070), 56);
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
        pace_take(&p, rows[i].taken);
        if (pace_has_spare(&p, 0) != rows[i].spare) fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_no_second_sees_more_than_the_rate),
        cmocka_unit_test(test_many_small_steps_are_one_large),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_spare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
