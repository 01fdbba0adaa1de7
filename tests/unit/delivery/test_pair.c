/* test_pair.c - the quota of one contact. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/pair.h"
#include "../../../src/sim/citizens.h"

static struct pair_pace pace; /* large */

/* Sends whenever it may, for an hour, against Meta's own rule as the simulator keeps it. */
static void test_meta_never_has_to_say_no(void **state)
{
    enum { HOUR_MS = 3600000, CONTACT = 7 };
    struct sim_citizen citizen = { .pair_left = 45 };
    int64_t now = 1000, sent = 0;
    (void)state;
    citizen.pair_at_ms = now;
    pace = (struct pair_pace){ 0 };
    while (now < HOUR_MS) {
        int64_t wait = pair_wait_ms(&pace, CONTACT, now);
        if (wait > 0) {
            assert_true(pair_wait_ms(&pace, CONTACT, now + wait - 1) > 0);
            now += wait;
            continue;
        }
        assert_true(sim_citizen_pair_take(&citizen, now));
        pair_take(&pace, CONTACT, now);
        sent++;
    }
    assert_in_range(sent, 600, 645);
}

static void test_a_burst_then_one_in_six_seconds(void **state)
{
    int64_t now = 1000;
    (void)state;
    pace = (struct pair_pace){ 0 };
    for (int i = 0; i < PAIR_BURST; i++) {
        assert_int_equal(pair_wait_ms(&pace, 1, now), 0);
        pair_take(&pace, 1, now);
    }
    assert_int_equal(pair_wait_ms(&pace, 1, now), PAIR_GAP_MS);
    assert_int_equal(pair_wait_ms(&pace, 2, now), 0); /* another's quota is its own */
    assert_int_equal(pair_wait_ms(&pace, 1, now + PAIR_GAP_MS), 0);
    assert_int_equal(pair_wait_ms(&pace, 1 + PAIR_PLACES, now), PAIR_GAP_MS); /* but this */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meta_never_has_to_say_no),
        cmocka_unit_test(test_a_burst_then_one_in_six_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
