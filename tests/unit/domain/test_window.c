/* test_window.c - the edges of the 24-hour window, and what follows from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "domain/window.h"

#define T INT64_C(1795500000000)

static void test_edges(void **state)
{
    static const struct {
        const char *label;
        int64_t last, now;
        bool open;
    } rows[] = {
        { "just written", T, T, true },
        { "a millisecond before 23:50", T, T + 23 * MS_PER_HOUR + 50 * MS_PER_MINUTE - 1, true },
        { "at 23:50", T, T + 23 * MS_PER_HOUR + 50 * MS_PER_MINUTE, false },
        { "at 23:59", T, T + 23 * MS_PER_HOUR + 59 * MS_PER_MINUTE, false },
        { "at 24:01", T, T + 24 * MS_PER_HOUR + MS_PER_MINUTE, false },
        { "a year later", T, T + 365 * MS_PER_DAY, false },
        { "never written", 0, T, false },
        { "never written, and no clock", 0, 0, false },
        { "their clock two minutes ahead", T + 2 * MS_PER_MINUTE, T, true },
        { "our clock was set back by an hour", T + MS_PER_HOUR, T, true },
        { "a clock that nobody has", T + 2 * MS_PER_DAY, T, false },
        { "negative", -5, T, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (window_is_open(rows[i].last, rows[i].now) != rows[i].open)
            fail_msg("%s: want %d", rows[i].label, rows[i].open);
}

static void test_a_message_counts_no_later_than_its_arrival(void **state)
{
    (void)state;
    assert_int_equal(window_inbound_at(T, T + 5), T);
    assert_int_equal(window_inbound_at(T + 5, T), T);
    assert_int_equal(window_inbound_at(0, T), 0);
}

static void test_ways(void **state)
{
    static const struct {
        enum outbound_type type;
        bool open, has_template;
        enum window_way way;
    } rows[] = {
        { OUTBOUND_TEXT, true, false, WINDOW_AS_IT_IS },
        { OUTBOUND_TEXT, true, true, WINDOW_AS_IT_IS },
        { OUTBOUND_TEXT, false, true, WINDOW_TEMPLATE },
        { OUTBOUND_TEXT, false, false, WINDOW_WAIT },
        { OUTBOUND_BUTTONS, false, true, WINDOW_TEMPLATE },
        { OUTBOUND_LIST, false, false, WINDOW_WAIT },
        { OUTBOUND_LOCATION_REQUEST, false, false, WINDOW_WAIT },
        { OUTBOUND_REACTION, true, false, WINDOW_AS_IT_IS },
        { OUTBOUND_REACTION, false, false, WINDOW_DROP },
        { OUTBOUND_TEMPLATE, false, true, WINDOW_AS_IT_IS },
        { OUTBOUND_TEMPLATE, true, false, WINDOW_WAIT },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (window_way(rows[i].type, rows[i].open, rows[i].has_template) != rows[i].way)
            fail_msg("row %zu: %s open=%d template=%d", i, outbound_type_name(rows[i].type),
                     rows[i].open, rows[i].has_template);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_a_message_counts_no_later_than_its_arrival),
        cmocka_unit_test(test_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
