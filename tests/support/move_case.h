/* move_case.h - for the tests of moves and clocks: a desk with the holidays of 2026. cmocka.h comes
 * before it. */
#ifndef KANDA_TESTS_MOVE_CASE_H
#define KANDA_TESTS_MOVE_CASE_H

#include "domain/move.h"
#include "domain/workday.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Idul Fitri of 2026 with its cuti bersama, Christmas, New Year. */
static const char *const holiday_dates[] = {
    "2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23",
    "2026-03-24", "2026-12-24", "2026-12-25", "2027-01-01"
};
static const struct clock_rule clock_rules[] = {
    { KIND_COMPLAINT, STATUS_RECEIVED, false, 3, 5 },
    { KIND_COMPLAINT, STATUS_VERIFIED, false, 3, 0 },
    { KIND_COMPLAINT, STATUS_ASSIGNED, false, 5, 0 },
    { KIND_COMPLAINT, STATUS_IN_PROGRESS, false, 14, 0 },
    { KIND_COMPLAINT, STATUS_RESOLVED, false, 10, 0 },
    { KIND_INFORMATION, STATUS_RECEIVED, false, 10, 10 },
    { KIND_INFORMATION, STATUS_ASSIGNED, false, 10, 0 },
    { KIND_INFORMATION, STATUS_IN_PROGRESS, false, 10, 0 },
    { KIND_INFORMATION, STATUS_RESOLVED, false, 10, 0 },
};
static struct holiday holidays[LENGTH(holiday_dates)];
static struct desk desk;

static inline int64_t at(const char *text)
{
    int64_t ms = 0;
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", text);
    return ms;
}

static inline int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(holiday_dates); i++) {
        int64_t day = 0;
        assert_true(date_parse(str_of(holiday_dates[i]), &day, NULL));
        holidays[i] = (struct holiday){ .day = day, .name = STR("libur") };
    }
    desk = (struct desk){ .holidays = holidays,
                          .holiday_count = LENGTH(holidays),
                          .clocks = clock_rules,
                          .clock_count = LENGTH(clock_rules) };
    return 0;
}

#endif
