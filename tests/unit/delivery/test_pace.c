/* test_pace.c - how many messages may leave, by a clock that the test turns. */
#include <setjmp.h>
#include <stdarg.h>
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
        { "it starts full", 1000, NOTHING, 0, 80, 0 },
        { "a second's worth may leave at once", 1000, TAKE, 79, 1, 0 },
        { "then it is empty", 1000, TAKE, 1, 0, 13 },
        { "a message comes back each 12.5 ms", 1012, NOTHING, 0, 0, 1 },
        { "so after 13 there is one", 1013, NOTHING, 0, 1, 0 },
        { "the rest is not lost", 1025, NOTHING, 0, 2, 0 },
        { "half a second, half of them", 1500, NOTHING, 0, 40, 0 },
        { "never more than a second's worth", 2900, NOTHING, 0, 80, 0 },
        { "however long it is", 9000, NOTHING, 0, 80, 0 },
        { "not after a month either", 2592000000, NOTHING, 0, 80, 0 },
        { "a clock that stands gives nothing", 2592000000, TAKE, 80, 0, 13 },
        { "nor does one that goes back", 2591000000, NOTHING, 0, 0, 13 },
        { "and from there on it counts as before", 2592000025, NOTHING, 0, 2, 0 },
        { "too fast, said Meta: a second of nothing, and one to fill", 2592000025, DRAIN, 0, 0,
          1013 },
        { "still nothing", 2592001025, NOTHING, 0, 0, 13 },
        { "then one by one", 2592001038, NOTHING, 0, 1, 0 },
        { "taking more than there is makes a debt", 2592001038, TAKE, 5, 0, 63 },
        { "that is paid first", 2592001088, NOTHING, 0, 0, 13 },
        { "before anything leaves", 2592001100, NOTHING, 0, 1, 0 },
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
static void test_the_rate_is_kept_by_whoever_listens(void **state)
{
    static const int64_t rates[] = { 1, 3, 7, 20, 80, 999, 1000 };
    (void)state;
    for (size_t r = 0; r < LENGTH(rates); r++) {
        struct pace p;
        int64_t now = 5, sent = 0;
        pace_init(&p, rates[r], now);
        pace_take(&p, rates[r]); /* the burst is over */
        while (now < 5 + 10000) {
            int64_t wait = pace_wait_ms(&p, now);
            if (wait > 0) {
                assert_int_equal(pace_available(&p, now), 0);
                now += wait;
                continue;
            }
            assert_true(pace_available(&p, now) >= 1);
            pace_take(&p, 1);
            sent++;
        }
        if (sent > 10 * rates[r] + 1 || sent < 9 * rates[r])
            fail_msg("%lld a second: %lld in ten", (long long)rates[r], (long long)sent);
    }
}

static void test_many_small_steps_are_one_large(void **state)
{
    (void)state;
    struct pace steps, jump;
    pace_init(&steps, 7, 0);
    pace_init(&jump, 7, 0);
    pace_take(&steps, 7);
    pace_take(&jump, 7);
    for (int64_t now = 1; now <= 900; now++)
        (void)pace_available(&steps, now);
    assert_int_equal(pace_available(&steps, 900), pace_available(&jump, 900));
    assert_int_equal(pace_available(&jump, 900), 6);
}

static void test_another_rate(void **state)
{
    (void)state;
    struct pace p;
    pace_init(&p, 80, 0);
    pace_change(&p, 20, 0); /* slower: what has gathered is cut */
    assert_int_equal(pace_available(&p, 0), 20);
    pace_take(&p, 20);
    assert_int_equal(pace_available(&p, 500), 10);
    pace_change(&p, 1000, 500); /* faster: nothing is given for the time before */
    assert_int_equal(pace_available(&p, 500), 10);
    assert_int_equal(pace_available(&p, 600), 110);
    pace_drain(&p);
    pace_change(&p, 20, 600); /* a debt stays one */
    assert_int_equal(pace_available(&p, 600), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_the_rate_is_kept_by_whoever_listens),
        cmocka_unit_test(test_many_small_steps_are_one_large),
        cmocka_unit_test(test_another_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
