/* test_attempts.c - failures in memory: found again, kept apart, and never more than there is room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/crypto.h"
#include "service/attempts.h"
#include <stdio.h>

static int setup(void **state)
{
    struct err e = { 0 };
    if (!crypto_init(&e)) fail_msg("%s", e.text);
    *state = attempts_create();
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    attempts_destroy(*state);
    return 0;
}

static void test_names_and_addresses_are_kept_apart(void **state)
{
    struct attempts *a = *state;
    assert_int_equal(attempts_of(a, 'n', STR("oni")).count, 0);
    attempts_set(a, 'n', STR("oni"), (struct failures){ 3, 7 });
    attempts_set(a, 'n', STR(""), (struct failures){ 4, 8 });
    assert_int_equal(attempts_of(a, 'n', STR("oni")).count, 3);
    assert_int_equal(attempts_of(a, 'n', STR("oni")).last_at, 7);
    assert_int_equal(attempts_of(a, 'n', STR("")).count, 4);
    assert_int_equal(attempts_of(a, 'a', STR("oni")).count, 0);
    attempts_set(a, 'n', STR("oni"), (struct failures){ 0 });
    assert_int_equal(attempts_of(a, 'n', STR("oni")).count, 0);
}

static void test_the_oldest_make_room(void **state)
{
    struct attempts *a = *state;
    char name[32];
    int64_t n, kept = 0, of_newest = 0;
    for (n = 1; n <= 3 * ATTEMPTS_MAX; n++) {
        (void)snprintf(name, sizeof name, "nama%lld", (long long)n);
        attempts_set(a, 'n', str_of(name), (struct failures){ 1, n });
        assert_int_equal(attempts_of(a, 'n', str_of(name)).last_at, n);
    }
    for (n = 1; n <= 3 * ATTEMPTS_MAX; n++) {
        (void)snprintf(name, sizeof name, "nama%lld", (long long)n);
        int64_t found = attempts_of(a, 'n', str_of(name)).count;
        kept += found;
        if (n > 3 * ATTEMPTS_MAX - ATTEMPTS_MAX / 8) of_newest += found;
    }
    assert_true(kept <= ATTEMPTS_MAX);
    assert_true(kept > ATTEMPTS_MAX * 3 / 4);
    assert_true(of_newest > ATTEMPTS_MAX / 8 * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_names_and_addresses_are_kept_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_oldest_make_room, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
