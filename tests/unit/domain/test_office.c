/* test_office.c - office hours between two instants, counted by hand. November 2026: the 2nd is a
 * Monday; 24 and 25 December are holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/office.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct holiday holidays[2];
static const struct office_hours usual = { 450, 960 };

static struct desk calendar(void)
{
    assert_true(date_parse(STR("2026-12-24"), &holidays[0].day, NULL));
    assert_true(date_parse(STR("2026-12-25"), &holidays[1].day, NULL));
    return (struct desk){ .holidays = holidays, .holiday_count = 2 };
}

static int64_t at(const char *text)
{
    int64_t ms = 0;
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", text);
    return ms;
}

static void test_minutes(void **state)
{
    static const struct {
        const char *rule, *from, *to;
        int64_t minutes;
    } rows[] = {
        { "within a morning", "2026-11-02T08:00:00+07:00", "2026-11-02T09:30:00+07:00", 90 },
        { "before it opens nothing counts", "2026-11-02T05:00:00+07:00",
          "2026-11-02T08:00:00+07:00", 30 },
        { "after it closes neither", "2026-11-02T15:00:00+07:00", "2026-11-02T22:00:00+07:00", 60 },
        { "a whole day", "2026-11-02T00:00:00+07:00", "2026-11-02T23:59:00+07:00", 510 },
        { "over a night", "2026-11-02T15:00:00+07:00", "2026-11-03T08:30:00+07:00", 120 },
        { "from one night to the next", "2026-11-02T20:00:00+07:00", "2026-11-03T20:00:00+07:00",
          510 },
        { "over a weekend", "2026-11-06T15:30:00+07:00", "2026-11-09T08:00:00+07:00", 60 },
        { "on a Sunday", "2026-11-08T08:00:00+07:00", "2026-11-08T15:00:00+07:00", 0 },
        { "from a Saturday", "2026-11-07T10:00:00+07:00", "2026-11-09T07:45:00+07:00", 15 },
        { "a week", "2026-11-02T09:00:00+07:00", "2026-11-09T09:00:00+07:00", 5 * 510 },
        { "over holidays: Wednesday to Monday", "2026-12-23T15:00:00+07:00",
          "2026-12-28T08:30:00+07:00", 120 },
        { "into a holiday", "2026-12-23T15:00:00+07:00", "2026-12-24T12:00:00+07:00", 60 },
        { "backwards", "2026-11-03T09:00:00+07:00", "2026-11-02T09:00:00+07:00", 0 },
        { "no time at all", "2026-11-03T09:00:00+07:00", "2026-11-03T09:00:00+07:00", 0 },
    };
    struct desk desk = calendar();
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t got = office_minutes(&desk, usual, at(rows[i].from), at(rows[i].to));
        if (got != rows[i].minutes)
            fail_msg("%s: %lld, want %lld", rows[i].rule, (long long)got,
                     (long long)rows[i].minutes);
    }
}

/* Minute by minute, the slow way. */
static void test_against_a_walk(void **state)
{
    struct desk desk = calendar();
    int64_t from = at("2026-12-18T06:11:00+07:00"), walked = 0;
    (void)state;
    for (int64_t ms = from; ms < from + 14 * MS_PER_DAY; ms += MS_PER_MINUTE) {
        assert_int_equal(office_minutes(&desk, usual, from, ms), walked);
        struct civil c;
        civil_of_ms(ms, &c);
        int minute = c.hour * 60 + c.minute;
        bool holiday = c.month == 12 && (c.day == 24 || c.day == 25);
        walked += c.weekday < 5 && !holiday && minute >= 450 && minute < 960;
    }
}

static void test_none_given_are_the_usual_ones(void **state)
{
    struct desk desk = calendar();
    int64_t from = at("2026-11-02T00:00:00+07:00");
    (void)state;
    assert_int_equal(office_minutes(&desk, (struct office_hours){ 0 }, from, from + 3 * MS_PER_DAY),
                     3 * 510);
}

static void test_parse(void **state)
{
    static const char *const wrong[] = { "",
                                         "07:30",
                                         "16:00-07:30",
                                         "07:30-07:30",
                                         "7:30-16:00",
                                         "07:30-25:00",
                                         "07:60-16:00",
                                         "07:30_16:00",
                                         "07-30-16:00",
                                         "00:00-24:01" };
    struct office_hours hours = { 1, 2 };
    (void)state;
    for (size_t i = 0; i < LENGTH(wrong); i++)
        if (office_hours_parse(str_of(wrong[i]), &hours)) fail_msg("taken: %s", wrong[i]);
    assert_true(hours.opens == 1 && hours.closes == 2);
    assert_true(office_hours_parse(STR("07:30-16:00"), &hours));
    assert_true(hours.opens == 450 && hours.closes == 960);
    assert_true(office_hours_parse(STR("00:00-24:00"), &hours));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_against_a_walk),
        cmocka_unit_test(test_none_given_are_the_usual_ones),
        cmocka_unit_test(test_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
