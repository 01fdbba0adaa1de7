/* test_sign_in.c - how long a session lives, and who must wait after wrong passwords. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/sign_in.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NOW           INT64_C(1795500000000)

static void test_sessions_end(void **state)
{
    static const struct {
        const char *rule;
        int64_t signed_in_minutes, left_minutes;
    } rows[] = {
        { "half an hour after sign-in", 0, 30 },
        { "half an hour after each use", 60, 30 },
        { "as long as twelve hours allow it", 11 * 60 + 30, 30 },
        { "but not beyond", 11 * 60 + 45, 15 },
        { "nor a moment", 12 * 60, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t end = session_expiry(NOW - rows[i].signed_in_minutes * MS_PER_MINUTE, NOW);
        if (end - NOW != rows[i].left_minutes * MS_PER_MINUTE) fail_msg("%s", rows[i].rule);
    }
}

static void test_who_waits(void **state)
{
    static const struct {
        const char *rule;
        const struct sign_in_rule *kind;
        int64_t failures, seconds_ago, wait_seconds;
    } rows[] = {
        { "nobody at first", &sign_in_account, 0, 0, 0 },
        { "four are free", &sign_in_account, 4, 0, 0 },
        { "the fifth is not", &sign_in_account, 5, 0, 30 },
        { "it passes", &sign_in_account, 5, 10, 20 },
        { "to its end", &sign_in_account, 5, 30, 0 },
        { "each doubles it", &sign_in_account, 6, 0, 60 },
        { "and again", &sign_in_account, 9, 0, 480 },
        { "up to a quarter of an hour", &sign_in_account, 10, 0, 900 },
        { "never more", &sign_in_account, INT64_MAX, 0, 900 },
        { "a day later nobody remembers", &sign_in_account, 1000, 86400, 0 },
        { "an address may fail more often", &sign_in_address, 19, 0, 0 },
        { "but not for ever", &sign_in_address, 20, 0, 30 },
        { "and is forgiven sooner", &sign_in_address, 1000, 3600, 0 },
        { "a clock that was a little ahead", &sign_in_account, 5, -60, 90 },
        { "a clock that was far ahead locks nobody out", &sign_in_account, 10, -86400, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct failures f = { rows[i].failures, NOW - rows[i].seconds_ago * MS_PER_SECOND };
        int64_t wait = sign_in_wait(rows[i].kind, f, NOW);
        if (wait != rows[i].wait_seconds * MS_PER_SECOND)
            fail_msg("%s: %lld ms", rows[i].rule, (long long)wait);
    }
}

static void test_failures_are_counted(void **state)
{
    (void)state;
    struct failures f = { 0 };
    for (int64_t n = 1; n <= 7; n++) {
        f = sign_in_failed(&sign_in_account, f, NOW + n);
        assert_int_equal(f.count, n);
        assert_int_equal(f.last_at, NOW + n);
    }
    f = sign_in_failed(&sign_in_account, f, NOW + 7 + MS_PER_DAY); /* the old ones are forgotten */
    assert_int_equal(f.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sessions_end),
        cmocka_unit_test(test_who_waits),
        cmocka_unit_test(test_failures_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
