/* test_clock.c - civil days of Asia/Jakarta and RFC 3339. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include <cmocka.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static int64_t fixed_now(void *ctx)
{
    return *(int64_t *)ctx;
}

static void test_clock_is_passed_in(void **state)
{
    (void)state;
    int64_t now = 1234;
    struct clock c = { fixed_now, &now };
    assert_int_equal(clock_now(&c), 1234);
    struct clock real = clock_system();
    assert_true(clock_now(&real) > 1700000000000);
    int64_t before = clock_monotonic_us();
    assert_true(before > 0);
    assert_true(clock_monotonic_us() >= before);
    assert_true(clock_monotonic_ms() >= before / 1000);
}

static void test_days(void **state)
{
    static const struct {
        const char *rule;
        int year, month, day;
        int64_t number;
        int weekday;
    } rows[] = {
        { "the first day", 1970, 1, 1, 0, 3 },
        { "the day before", 1969, 12, 31, -1, 2 },
        { "a leap day", 2024, 2, 29, 19782, 3 },
        { "the day behind a leap day", 2024, 3, 1, 19783, 4 },
        { "a century without a leap day", 2100, 3, 1, 47541, 0 },
        { "a century with one", 2000, 2, 29, 11016, 1 },
        { "the end of a year", 2026, 12, 31, 20818, 3 },
        { "the first of all", 1, 1, 1, -719162, 0 },
        { "the last of all", 9999, 12, 31, 2932896, 4 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil c;
        int64_t number = day_of_date(rows[i].year, rows[i].month, rows[i].day);
        civil_of_day(rows[i].number, &c);
        if (number != rows[i].number || day_weekday(number) != rows[i].weekday ||
            c.year != rows[i].year || c.month != rows[i].month || c.day != rows[i].day ||
            c.weekday != rows[i].weekday || c.hour + c.minute + c.second != 0)
            fail_msg("row %zu: %s: %lld", i, rows[i].rule, (long long)number);
    }
}

static void test_every_day_of_five_centuries(void **state)
{
    (void)state;
    struct civil before, c;
    civil_of_day(-1, &before);
    for (int64_t day = 0; day < 200000; day++) {
        civil_of_day(day, &c);
        if (day_of_date(c.year, c.month, c.day) != day) fail_msg("day %lld", (long long)day);
        bool next_in_month =
            c.year == before.year && c.month == before.month && c.day == before.day + 1;
        bool first_of_month =
            c.day == 1 && (c.year * 12 + c.month) == before.year * 12 + before.month + 1;
        if (!next_in_month && !first_of_month) fail_msg("day %lld does not follow", (long long)day);
        if (c.weekday != (before.weekday + 1) % 7) fail_msg("weekday of %lld", (long long)day);
        before = c;
    }
}

static void test_instants(void **state)
{
    static const struct {
        const char *rule;
        int64_t ms, day;
        const char *text;
    } rows[] = {
        { "1970 begins in Greenwich", 0, 0, "1970-01-01T07:00:00+07:00" },
        { "a second before midnight", 16 * 3600000 + 59 * 60000 + 59000, 0,
          "1970-01-01T23:59:59+07:00" },
        { "the last millisecond", 17 * 3600000 - 1, 0, "1970-01-01T23:59:59+07:00" },
        { "midnight", 17 * 3600000, 1, "1970-01-02T00:00:00+07:00" },
        { "an evening of 2026", 1796403599000, 20791, "2026-12-04T23:59:59+07:00" },
        { "before 1970 is clamped in text", -100000000000, -1158, "1970-01-01T00:00:00+07:00" },
        { "beyond 9999 is clamped in text", 253402275600000, 2932897, "9999-12-31T23:59:59+07:00" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[RFC3339_SIZE];
        rfc3339_format(rows[i].ms, text);
        if (strcmp(text, rows[i].text) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, text);
        if (day_of_ms(rows[i].ms) != rows[i].day)
            fail_msg("row %zu: %s: day %lld", i, rows[i].rule, (long long)day_of_ms(rows[i].ms));
    }
}

static void test_day_end(void **state)
{
    (void)state;
    char text[RFC3339_SIZE];
    int64_t day = day_of_date(2026, 12, 4);
    rfc3339_format(day_end_ms(day), text);
    assert_string_equal(text, "2026-12-04T23:59:59+07:00");
    assert_int_equal(day_end_ms(day) % 1000, 0);
    assert_int_equal(day_of_ms(day_end_ms(day)), day);
    assert_int_equal(day_of_ms(day_end_ms(day) + 1000), day + 1);
}

static void test_civil_of_ms(void **state)
{
    (void)state;
    struct civil c;
    civil_of_ms(1796403599999, &c);
    assert_int_equal(c.year * 10000 + c.month * 100 + c.day, 20261204);
    assert_int_equal(c.hour * 10000 + c.minute * 100 + c.second, 235959);
    assert_int_equal(c.weekday, 4);
    civil_of_ms(-1, &c);
    assert_int_equal(c.year * 10000 + c.month * 100 + c.day, 19700101);
    assert_int_equal(c.hour * 10000 + c.minute * 100 + c.second, 65959);
}

static void test_ends_of_time_do_no_harm(void **state)
{
    static const int64_t extremes[] = { INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX };
    (void)state;
    for (size_t i = 0; i < COUNT(extremes); i++) {
        struct civil c;
        char text[RFC3339_SIZE];
        int year = extremes[i] < 0 ? 1 : 9999;
        civil_of_day(extremes[i], &c);
        assert_int_equal(c.year, year);
        civil_of_ms(extremes[i], &c);
        assert_int_equal(c.year, year);
        assert_in_range(c.hour, 0, 23);
        rfc3339_format(extremes[i], text);
        assert_int_equal(strlen(text), 25);
        assert_true((day_end_ms(extremes[i]) < 0) == (extremes[i] < 0));
        assert_true((day_of_ms(extremes[i]) < 0) == (extremes[i] < 0));
        assert_in_range(day_weekday(extremes[i]), 0, 6);
    }
    assert_true(day_of_date(INT32_MAX, 12, 31) > 0);
    assert_true(day_of_date(INT32_MIN, 1, 1) < 0);
}

static void test_rfc3339_parse(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
        int64_t ms;
    } rows[] = {
        { "our own form", "2026-12-04T23:59:59+07:00", true, 1796403599000 },
        { "the same in Greenwich", "2026-12-04T16:59:59Z", true, 1796403599000 },
        { "small letters", "2026-12-04t16:59:59z", true, 1796403599000 },
        { "a blank between", "2026-12-04 16:59:59Z", true, 1796403599000 },
        { "the same in the east", "2026-12-05T01:59:59+09:00", true, 1796403599000 },
        { "the same in the west", "2026-12-04T13:29:59-03:30", true, 1796403599000 },
        { "milliseconds", "2026-12-04T16:59:59.123Z", true, 1796403599123 },
        { "one digit of fraction", "2026-12-04T16:59:59.5Z", true, 1796403599500 },
        { "finer than milliseconds", "2026-12-04T16:59:59.1239999999999999999999Z", true,
          1796403599123 },
        { "a date is the start of its day here", "2026-12-04", true, 1796317200000 },
        { "before 1970", "1969-12-31T23:59:59Z", true, -1000 },
        { "the first year", "0001-01-01T00:00:00Z", true, -62135596800000 },
        { "year zero", "0000-01-01T00:00:00Z", false, 0 },
        { "no offset", "2026-12-04T16:59:59", false, 0 },
        { "no seconds", "2026-12-04T16:59Z", false, 0 },
        { "hour 24", "2026-12-04T24:00:00Z", false, 0 },
        { "minute 60", "2026-12-04T16:60:00Z", false, 0 },
        { "a leap second", "2026-12-31T23:59:60Z", false, 0 },
        { "offset without colon", "2026-12-04T16:59:59+0700", false, 0 },
        { "offset out of range", "2026-12-04T16:59:59+24:00", false, 0 },
        { "a point without digits", "2026-12-04T16:59:59.Z", false, 0 },
        { "something behind", "2026-12-04T16:59:59Zx", false, 0 },
        { "a blank behind a date", "2026-12-04 ", false, 0 },
        { "30 February", "2026-02-30T00:00:00Z", false, 0 },
        { "empty", "", false, 0 },
        { "words", "kemarin", false, 0 },
        { "a signed year", "-026-12-04T00:00:00Z", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t ms = 77;
        struct err e = { .code = ERR_NONE };
        bool ok = rfc3339_parse(str_of(rows[i].text), &ms, &e);
        if (ok != rows[i].ok || ms != (ok ? rows[i].ms : 77) ||
            e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s: %lld", i, rows[i].rule, (long long)ms);
    }
}

static void test_parse_of_format(void **state)
{
    (void)state;
    for (int64_t ms = 0; ms < 253402275600000; ms += 86399 * 1000 * 37LL) {
        char text[RFC3339_SIZE];
        int64_t back = 0;
        rfc3339_format(ms, text);
        assert_true(rfc3339_parse(str_of(text), &back, NULL));
        assert_int_equal(back, ms);
    }
}

static void test_date_parse(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
        int64_t day;
    } rows[] = {
        { "a date", "2026-12-04", true, 20791 },
        { "a leap day", "2024-02-29", true, 19782 },
        { "a leap day of another year", "2026-02-29", false, 0 },
        { "31 April", "2026-04-31", false, 0 },
        { "month 13", "2026-13-01", false, 0 },
        { "month 0", "2026-00-01", false, 0 },
        { "day 0", "2026-01-00", false, 0 },
        { "day 32", "2026-01-32", false, 0 },
        { "one digit", "2026-1-1", false, 0 },
        { "a time behind", "2026-01-01T00:00:00Z", false, 0 },
        { "the other order", "04-12-2026", false, 0 },
        { "cut", "2026-12-0", false, 0 },
        { "empty", "", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t day = 77;
        struct err e = { .code = ERR_NONE };
        bool ok = date_parse(str_of(rows[i].text), &day, &e);
        if (ok != rows[i].ok || day != (ok ? rows[i].day : 77) ||
            e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

static void test_month_parse(void **state)
{
    static const struct {
        const char *rule, *text;
        int64_t month; /* 0: refused */
    } rows[] = {
        { "a month", "2026-11", 202611 },    { "the first that is taken", "1970-01", 197001 },
        { "the last", "9999-12", 999912 },   { "before anything that is stored", "1969-12", 0 },
        { "month 0", "2026-00", 0 },         { "month 13", "2026-13", 0 },
        { "one digit", "2026-1", 0 },        { "no dash", "202611", 0 },
        { "a slash", "2026/11", 0 },         { "a sign", "+026-11", 0 },
        { "a day behind", "2026-11-01", 0 }, { "a blank behind", "2026-11 ", 0 },
        { "the other order", "11-2026", 0 }, { "empty", "", 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t month = 0;
        char back[MONTH_SIZE];
        struct err e = { .code = ERR_NONE };
        bool ok = month_parse(str_of(rows[i].text), &month, &e);
        if (month != rows[i].month || ok != (month != 0) || e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s", i, rows[i].rule);
        if (!ok) continue;
        month_format(month, back);
        assert_string_equal(back, rows[i].text);
        assert_int_equal(month_of_ms(month_start_ms(month)), month);
        assert_int_equal(month_of_ms(month_start_ms(month) - 1), month_add(month, -1));
    }
}

static void test_month_add(void **state)
{
    static const struct {
        int64_t month;
        int add;
        int64_t want;
    } rows[] = { { 202611, 0, 202611 },  { 202611, 1, 202612 },   { 202612, 1, 202701 },
                 { 202601, -1, 202512 }, { 202611, -11, 202512 }, { 202611, 36, 202911 } };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(month_add(rows[i].month, rows[i].add), rows[i].want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clock_is_passed_in),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_every_day_of_five_centuries),
        cmocka_unit_test(test_instants),
        cmocka_unit_test(test_day_end),
        cmocka_unit_test(test_civil_of_ms),
        cmocka_unit_test(test_ends_of_time_do_no_harm),
        cmocka_unit_test(test_rfc3339_parse),
        cmocka_unit_test(test_parse_of_format),
        cmocka_unit_test(test_date_parse),
        cmocka_unit_test(test_month_parse),
        cmocka_unit_test(test_month_add),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
