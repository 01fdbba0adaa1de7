/* test_office.c - office hours between two instants, counted by hand. November 2026: the 2nd is a
 * Monday; 24 and 25 December are holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/desk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct holiday holidays[2];

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
        int64_t got = office_minutes(&desk, at(rows[i].from), at(rows[i].to));
        if (got != rows[i].minutes)
            fail_msg("%s: %lld, want %lld", rows[i].rule, (long long)got,
                     (long long)rows[i].minutes);
    }
}

static const char friday_and_ramadan[] =
    "mon-thu 07:30-16:00, fri 07:30-14:30, 2026-12-21/2027-01-08 08:00-15:00, "
    "2026-12-21/2027-01-08 fri 08:00-15:30,2027-03-01/2027-03-02 mon 00:00-24:00";

/* Minute by minute, the slow way. */
static void test_against_a_walk(void **state)
{
    static const char *const settings[] = { "07:30-16:00", friday_and_ramadan };
    (void)state;
    for (size_t i = 0; i < LENGTH(settings); i++) {
        struct desk desk = calendar();
        int64_t from = at("2026-12-16T06:11:00+07:00"), walked = 0;
        assert_true(office_hours_parse(str_of(settings[i]), &desk.office));
        for (int64_t ms = from; ms < from + 28 * MS_PER_DAY; ms += MS_PER_MINUTE) {
            assert_int_equal(office_minutes(&desk, from, ms), walked);
            struct civil c;
            civil_of_ms(ms, &c);
            int minute = c.hour * 60 + c.minute;
            bool holiday = c.month == 12 && (c.day == 24 || c.day == 25);
            bool ramadan = i && ((c.month == 12 && c.day >= 21) || (c.month == 1 && c.day <= 8));
            bool friday = i && c.weekday == 4;
            int opens = ramadan ? 480 : 450;
            int closes = ramadan ? (friday ? 930 : 900) : (friday ? 870 : 960);
            walked += c.weekday < 5 && !holiday && minute >= opens && minute < closes;
        }
    }
}

static void test_when_it_opens_and_closes(void **state)
{
    static const struct {
        const char *rule, *day;
        int opens, closes;
    } rows[] = {
        { "a Thursday", "2026-12-17", 450, 960 },
        { "a Friday", "2026-12-18", 450, 870 },
        { "the first day of other hours", "2026-12-21", 480, 900 },
        { "a Friday among them", "2027-01-08", 480, 930 },
        { "the Monday after", "2027-01-11", 450, 960 },
        { "a weekend has Monday's", "2026-12-19", 450, 960 },
        { "also among them", "2026-12-27", 480, 900 },
        { "one named day of a period", "2027-03-01", 0, 1440 },
        { "the others stay as they are", "2027-03-02", 450, 960 },
    };
    struct desk desk = calendar();
    (void)state;
    assert_true(office_hours_parse(str_of(friday_and_ramadan), &desk.office));
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t day = 0;
        assert_true(date_parse(str_of(rows[i].day), &day, NULL));
        struct office_span span = office_span_of(&desk, day);
        if (span.opens != rows[i].opens || span.closes != rows[i].closes)
            fail_msg("%s: %d to %d", rows[i].rule, span.opens, span.closes);
        assert_int_equal(office_closes_at(&desk, day) - office_opens_at(&desk, day),
                         (span.closes - span.opens) * MS_PER_MINUTE);
    }
}

static void test_none_given_are_the_usual_ones(void **state)
{
    struct desk desk = calendar();
    int64_t from = at("2026-11-02T00:00:00+07:00");
    (void)state;
    assert_int_equal(office_minutes(&desk, from, from + 3 * MS_PER_DAY), 3 * 510);
}

static void test_parse(void **state)
{
    static const char *const wrong[] = {
        "",
        "07:30",
        "16:00-07:30",
        "07:30-07:30",
        "7:30-16:00",
        "07:30-25:00",
        "07:60-16:00",
        "07:30_16:00",
        "07-30-16:00",
        "00:00-24:01",
        "mon-thu 07:30-16:00", /* and Friday? */
        "sat 07:30-16:00",     /* no working day */
        "fri-mon 07:30-16:00",
        "mon thu 07:30-16:00",
        "07:30-16:00 fri",
        ",07:30-16:00",
        "07:30-16:00 08:00-15:00",
        "2027-02-08/2027-03-09 08:00-15:00", /* and all the other days? */
        "07:30-16:00, 2027-03-09/2027-02-08 08:00-15:00",
        "07:30-16:00, 2027-02-30/2027-03-09 08:00-15:00",
        "07:30-16:00, 2027-02-08 08:00-15:00",
        "07:30-16:00, 2027-02-08/2027-03-09 08:00-15:00, 2027-03-09/2027-03-10 08:00-15:00",
    };
    static const char *const right[] = {
        "07:30-16:00",
        "00:00-24:00",
        "mon-fri 07:30-16:00",
        "07:30-16:00,fri 07:30-14:30",
        "mon 08:00-15:00, tue-wed 08:00-16:00, thu 08:00-15:00, fri 08:00-11:00",
        friday_and_ramadan,
    };
    struct office_hours hours = { .period_count = 7 };
    (void)state;
    for (size_t i = 0; i < LENGTH(wrong); i++)
        if (office_hours_parse(str_of(wrong[i]), &hours)) fail_msg("taken: %s", wrong[i]);
    assert_int_equal(hours.period_count, 7); /* left alone */
    for (size_t i = 0; i < LENGTH(right); i++)
        if (!office_hours_parse(str_of(right[i]), &hours)) fail_msg("refused: %s", right[i]);
    assert_int_equal(hours.period_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_against_a_walk),
        cmocka_unit_test(test_when_it_opens_and_closes),
        cmocka_unit_test(test_none_given_are_the_usual_ones),
        cmocka_unit_test(test_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
