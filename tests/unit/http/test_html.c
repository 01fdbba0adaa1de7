/* test_html.c - durations as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/tally.h"
#include "http/html.h"

static void expect(int64_t minutes, const char *want)
{
    char memory[64];
    struct buf out;
    buf_fixed(&out, memory, sizeof memory);
    html_working_time(&out, minutes);
    if (!str_equal(buf_view(&out), str_of(want)))
        fail_msg("%lld: got <%.*s>, want <%s>", (long long)minutes, STR_ARG(buf_view(&out)), want);
}

static void test_working_time(void **state)
{
    (void)state;
    expect(0, "kurang dari 15 menit");
    expect(14, "kurang dari 15 menit");
    expect(15, "15 menit");
    expect(59, "59 menit");
    expect(60, "1 jam kerja");
    expect(210, "3,5 jam kerja");
    expect(960, "2 hari kerja");
    expect(1152, "2,4 hari kerja");
}

/* Works that took no time, and such as took 14 minutes, are told alike; a quarter of an hour is
 * told as itself. */
static void test_first_step(void **state)
{
    (void)state;
    assert_int_equal(tally_step(TALLY_FIRST_END - 1), 0);
    assert_int_equal(tally_step(TALLY_FIRST_END), 1);
    for (int percent = 1; percent < 100; percent++) {
        struct tally t = { 0 };
        t.n[TALLY_ANSWER + tally_step(0)] = 3;
        t.n[TALLY_ANSWER + tally_step(TALLY_FIRST_END - 1)] += 4;
        expect(tally_percentile(&t, TALLY_ANSWER, percent), "kurang dari 15 menit");
        t.n[TALLY_SOLUTION + tally_step(TALLY_FIRST_END)] = 7;
        assert_true(tally_percentile(&t, TALLY_SOLUTION, percent) >= TALLY_FIRST_END);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_working_time),
        cmocka_unit_test(test_first_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
