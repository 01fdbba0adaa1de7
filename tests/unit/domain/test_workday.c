/* test_workday.c - deadlines in working days, computed by hand from the calendars of 2026 to 2028.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "domain/workday.h"

/* The government's list for 2026, cuti bersama included, and what the tests need of 2027. */
static const char *const holiday_dates[] = {
    "2026-01-01", "2026-01-16", "2026-02-16", "2026-02-17", "2026-03-18", "2026-03-19",
    "2026-03-20", "2026-03-21", "2026-03-22", "2026-03-23", "2026-03-24", "2026-04-03",
    "2026-04-05", "2026-05-01", "2026-05-14", "2026-05-15", "2026-05-27", "2026-05-28",
    "2026-05-31", "2026-06-01", "2026-06-16", "2026-08-17", "2026-08-25", "2026-12-24",
    "2026-12-25", "2027-01-01", "2027-01-05",
};
#define HOLIDAY_COUNT (sizeof holiday_dates / sizeof *holiday_dates)

static const struct clock_rule clock_rules[] = {
    { KIND_COMPLAINT, STATUS_RECEIVED, false, 3, 5 },
    { KIND_COMPLAINT, STATUS_RECEIVED, true, 3, 5 },
    { KIND_COMPLAINT, STATUS_IN_PROGRESS, false, 14, 0 },
    { KIND_COMPLAINT, STATUS_IN_PROGRESS, true, 60, 0 },
    { KIND_COMPLAINT, STATUS_RESOLVED, false, 10, 0 },
    { KIND_INFORMATION, STATUS_RECEIVED, false, 10, 10 },
    { KIND_INFORMATION, STATUS_ASSIGNED, false, 10, 0 },
    { KIND_INFORMATION, STATUS_RESOLVED, false, 10, 0 },
    { KIND_ASPIRATION, STATUS_RECEIVED, false, 0, 0 },
};

static struct holiday holidays[HOLIDAY_COUNT];
static struct desk desk;

static int64_t day(const char *date)
{
    int64_t n = 0;
    if (!date_parse(str_of(date), &n, NULL)) fail_msg("bad date in the test: %s", date);
    return n;
}

static int64_t instant(const char *text)
{
    int64_t ms = 0;
    if (!rfc3339_parse(str_of(text), &ms, NULL)) fail_msg("bad time in the test: %s", text);
    return ms;
}

static int set_up(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOLIDAY_COUNT; i++)
        holidays[i] = (struct holiday){ .day = day(holiday_dates[i]), .name = STR("libur") };
    desk = (struct desk){ .holidays = holidays,
                          .holiday_count = HOLIDAY_COUNT,
                          .clocks = clock_rules,
                          .clock_count = sizeof clock_rules / sizeof *clock_rules };
    return 0;
}

static const struct {
    const char *rule, *from;
    int days;
    const char *to;
} deadlines[] = {
    /* Weeks without holidays: November 2026, the 2nd is a Monday. */
    { "the example of the design: Friday and five days", "2026-11-27T10:00:00+07:00", 5,
      "2026-12-04" },
    { "no day at all ends the same day", "2026-11-03T10:00:00+07:00", 0, "2026-11-03" },
    { "no day at all, even on a Sunday", "2026-11-08T10:00:00+07:00", 0, "2026-11-08" },
    { "Monday and one", "2026-11-02T08:00:00+07:00", 1, "2026-11-03" },
    { "Monday and four", "2026-11-02T08:00:00+07:00", 4, "2026-11-06" },
    { "Monday and five skips a weekend", "2026-11-02T08:00:00+07:00", 5, "2026-11-09" },
    { "Tuesday and three", "2026-11-03T08:00:00+07:00", 3, "2026-11-06" },
    { "Wednesday and three", "2026-11-04T08:00:00+07:00", 3, "2026-11-09" },
    { "Thursday and one", "2026-11-05T08:00:00+07:00", 1, "2026-11-06" },
    { "Thursday and two", "2026-11-05T08:00:00+07:00", 2, "2026-11-09" },
    { "Friday and one is Monday", "2026-11-06T08:00:00+07:00", 1, "2026-11-09" },
    { "Friday and three", "2026-11-06T08:00:00+07:00", 3, "2026-11-11" },
    { "Saturday is day 0: one is Monday", "2026-11-07T08:00:00+07:00", 1, "2026-11-09" },
    { "Sunday is day 0: one is Monday", "2026-11-08T08:00:00+07:00", 1, "2026-11-09" },
    { "Saturday and five is Friday", "2026-11-07T08:00:00+07:00", 5, "2026-11-13" },
    { "Sunday and five is the same Friday", "2026-11-08T08:00:00+07:00", 5, "2026-11-13" },
    { "Monday and ten is two weeks", "2026-11-02T08:00:00+07:00", 10, "2026-11-16" },
    { "Wednesday and fourteen", "2026-11-04T08:00:00+07:00", 14, "2026-11-24" },
    { "Friday and fourteen", "2026-11-06T08:00:00+07:00", 14, "2026-11-26" },
    /* The hour of receipt does not matter, the zone does. */
    { "the first second of Monday", "2026-11-02T00:00:00+07:00", 1, "2026-11-03" },
    { "the last second of Monday", "2026-11-02T23:59:59+07:00", 1, "2026-11-03" },
    { "the second after is Tuesday", "2026-11-03T00:00:00+07:00", 1, "2026-11-04" },
    { "16:59 UTC of Friday is still Friday", "2026-11-06T16:59:59Z", 1, "2026-11-09" },
    { "17:00 UTC of Friday is Saturday", "2026-11-06T17:00:00Z", 0, "2026-11-07" },
    { "17:00 UTC of Sunday is Monday: one is Tuesday", "2026-11-08T17:00:00Z", 1, "2026-11-10" },
    { "16:59 UTC of Sunday is Sunday: one is Monday", "2026-11-08T16:59:59Z", 1, "2026-11-09" },
    /* Single holidays. */
    { "Thursday before Isra Mikraj (Friday)", "2026-01-15T09:00:00+07:00", 1, "2026-01-19" },
    { "received on Isra Mikraj", "2026-01-16T09:00:00+07:00", 1, "2026-01-19" },
    { "a week with Isra Mikraj in it", "2026-01-12T09:00:00+07:00", 5, "2026-01-20" },
    { "Thursday before Good Friday", "2026-04-02T09:00:00+07:00", 1, "2026-04-06" },
    { "Easter is a Sunday: it costs no working day", "2026-04-03T09:00:00+07:00", 5, "2026-04-10" },
    { "Thursday before Labour Day (Friday)", "2026-04-30T09:00:00+07:00", 1, "2026-05-04" },
    { "Monday of independence", "2026-08-14T09:00:00+07:00", 1, "2026-08-18" },
    { "Maulid, a Tuesday", "2026-08-24T09:00:00+07:00", 1, "2026-08-26" },
    { "two holidays in eight days", "2026-08-14T09:00:00+07:00", 6, "2026-08-26" },
    { "Muharam, a Tuesday", "2026-06-15T09:00:00+07:00", 2, "2026-06-18" },
    /* Cuti bersama. */
    { "Friday before Imlek with its cuti bersama", "2026-02-13T09:00:00+07:00", 1, "2026-02-18" },
    { "received on cuti bersama", "2026-02-16T09:00:00+07:00", 1, "2026-02-18" },
    { "five days over Imlek", "2026-02-12T09:00:00+07:00", 5, "2026-02-23" },
    { "Ascension and its cuti bersama", "2026-05-13T09:00:00+07:00", 1, "2026-05-18" },
    { "three days over Ascension", "2026-05-12T09:00:00+07:00", 3, "2026-05-19" },
    { "Tuesday before Iduladha", "2026-05-26T09:00:00+07:00", 1, "2026-05-29" },
    { "Iduladha, Waisak on Sunday, Pancasila on Monday", "2026-05-26T09:00:00+07:00", 2,
      "2026-06-02" },
    { "five days over the same week", "2026-05-26T09:00:00+07:00", 5, "2026-06-05" },
    /* Nyepi and Idulfitri: nothing from Wednesday 18 to Tuesday 24 March. */
    { "Tuesday before the long holiday", "2026-03-17T09:00:00+07:00", 1, "2026-03-25" },
    { "the eve of Nyepi itself", "2026-03-18T09:00:00+07:00", 1, "2026-03-25" },
    { "received on Idulfitri, a Saturday", "2026-03-21T09:00:00+07:00", 1, "2026-03-25" },
    { "received on the second day, a Sunday", "2026-03-22T23:00:00+07:00", 3, "2026-03-27" },
    { "three days from the Monday before", "2026-03-16T09:00:00+07:00", 3, "2026-03-26" },
    { "five days from the Friday before", "2026-03-13T09:00:00+07:00", 5, "2026-03-27" },
    { "ten days from the Friday before", "2026-03-13T09:00:00+07:00", 10, "2026-04-06" },
    { "fourteen days from the Thursday before", "2026-03-12T09:00:00+07:00", 14, "2026-04-09" },
    /* The turn of the year: 24 and 25 December, 1 and 5 January. */
    { "Wednesday before Christmas", "2026-12-23T09:00:00+07:00", 1, "2026-12-28" },
    { "received on Christmas", "2026-12-25T09:00:00+07:00", 1, "2026-12-28" },
    { "five days over Christmas", "2026-12-18T09:00:00+07:00", 5, "2026-12-29" },
    { "into the new year", "2026-12-28T09:00:00+07:00", 3, "2026-12-31" },
    { "over New Year's Day, a Friday", "2026-12-28T09:00:00+07:00", 4, "2027-01-04" },
    { "received on New Year's Eve", "2026-12-31T23:59:59+07:00", 1, "2027-01-04" },
    { "17:00 UTC of New Year's Eve is New Year's Day", "2026-12-31T17:00:00Z", 0, "2027-01-01" },
    { "over New Year's Day and a Tuesday off", "2026-12-31T09:00:00+07:00", 2, "2027-01-06" },
    { "ten days over the turn of the year", "2026-12-23T09:00:00+07:00", 10, "2027-01-12" },
    { "the turn before: 1 January is a Thursday", "2025-12-31T09:00:00+07:00", 1, "2026-01-02" },
    { "five days over the turn before", "2025-12-29T09:00:00+07:00", 5, "2026-01-06" },
    /* Long clocks and leap days. */
    { "sixty days is twelve weeks", "2026-09-07T09:00:00+07:00", 60, "2026-11-30" },
    { "sixty days over December", "2026-11-02T09:00:00+07:00", 60, "2027-01-29" },
    { "sixty days over Ramadan's end", "2026-02-02T09:00:00+07:00", 60, "2026-05-08" },
    { "seven days more", "2026-10-16T09:00:00+07:00", 7, "2026-10-27" },
    { "the leap day 2028 is a Tuesday that counts", "2028-02-28T09:00:00+07:00", 1, "2028-02-29" },
    { "and has a day after it", "2028-02-28T09:00:00+07:00", 2, "2028-03-01" },
    { "2027 has none", "2027-02-26T09:00:00+07:00", 1, "2027-03-01" },
};

static void test_deadlines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof deadlines / sizeof *deadlines; i++) {
        int64_t at = deadline_ms(&desk, instant(deadlines[i].from), deadlines[i].days);
        char got[RFC3339_SIZE], want[RFC3339_SIZE] = "";
        rfc3339_format(at, got);
        memcpy(want, deadlines[i].to, 10);
        memcpy(want + 10, "T23:59:59+07:00", sizeof "T23:59:59+07:00");
        if (strcmp(got, want) != 0) fail_msg("row %zu: %s: got %s", i, deadlines[i].rule, got);
    }
}

/* workday_between counts what workday_add skips over. */
static void test_between_mirrors_add(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof deadlines / sizeof *deadlines; i++) {
        int64_t from = day_of_ms(instant(deadlines[i].from));
        int64_t to = day(deadlines[i].to);
        if (workday_between(&desk, from, to) != deadlines[i].days)
            fail_msg("row %zu: %s", i, deadlines[i].rule);
    }
}

static void test_is(void **state)
{
    static const struct {
        const char *why, *date;
        bool work;
    } rows[] = {
        { "a Monday", "2026-11-02", true },
        { "a Friday", "2026-11-06", true },
        { "a Saturday", "2026-11-07", false },
        { "a Sunday", "2026-11-08", false },
        { "a holiday", "2026-08-17", false },
        { "cuti bersama", "2026-02-16", false },
        { "a holiday on a Sunday", "2026-04-05", false },
        { "the day after a holiday", "2026-08-18", true },
        { "before 1970", "1969-12-31", true },
        { "a Saturday before 1970", "1969-12-27", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (workday_is(&desk, day(rows[i].date)) != rows[i].work)
            fail_msg("row %zu: %s", i, rows[i].why);
}

static void test_between(void **state)
{
    static const struct {
        const char *why, *from, *to;
        int days;
    } rows[] = {
        { "the same day", "2026-11-03", "2026-11-03", 0 },
        { "backwards", "2026-11-10", "2026-11-03", 0 },
        { "the first day is not counted, the last is", "2026-11-02", "2026-11-03", 1 },
        { "a weekend", "2026-11-06", "2026-11-08", 0 },
        { "from Saturday", "2026-11-07", "2026-11-09", 1 },
        { "one week", "2026-11-02", "2026-11-09", 5 },
        { "a holiday as the first day takes nothing away", "2026-08-17", "2026-08-18", 1 },
        { "a holiday as the last day counts nothing", "2026-08-14", "2026-08-17", 0 },
        { "all of 2026: 261 weekdays, 21 of them holidays", "2025-12-31", "2026-12-31", 240 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (workday_between(&desk, day(rows[i].from), day(rows[i].to)) != rows[i].days)
            fail_msg("row %zu: %s", i, rows[i].why);
    assert_int_equal(workday_between(&desk, INT32_MIN, INT64_C(100000000000)), INT32_MAX);
}

/* A day with two names is one day. */
static void test_holiday_named_twice(void **state)
{
    const struct holiday twice[] = { { day("2026-08-17"), STR("a") },
                                     { day("2026-08-17"), STR("b") } };
    const struct desk small = { .holidays = twice, .holiday_count = 2 };
    (void)state;
    assert_int_equal(workday_between(&small, day("2026-08-14"), day("2026-08-18")), 1);
    assert_int_equal(workday_add(&small, day("2026-08-14"), 1), day("2026-08-18"));
}

static void test_limits(void **state)
{
    (void)state;
    int64_t monday = day("2026-11-02");
    assert_int_equal(workday_add(&desk, monday, -3), monday);
    assert_int_equal(workday_add(&desk, monday, 5000), workday_add(&desk, monday, 1000));
    assert_int_equal(workday_between(&desk, monday, workday_add(&desk, monday, 1000)), 1000);
    /* Times no citizen can send must not shake the arithmetic. */
    assert_true(deadline_ms(&desk, INT64_MAX, 10) > 0);
    assert_true(deadline_ms(&desk, INT64_MIN, 10) < 0);
}

static void check_clocks(const char *why, const struct ticket *t, const char *due,
                         const char *promise)
{
    char text[RFC3339_SIZE];
    rfc3339_format(t->due_at, text);
    if (due ? strncmp(text, due, 10) != 0 : t->due_at != 0) fail_msg("%s: due %s", why, text);
    rfc3339_format(t->promise_at, text);
    if (promise ? strncmp(text, promise, 10) != 0 : t->promise_at != 0)
        fail_msg("%s: promise %s", why, text);
}

/* A stage that began on a day, of a ticket that was received on another: what its deadline is. */
static void test_clocks_of_a_ticket(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_kind kind;
        enum ticket_status stage;
        bool inspection, extended;
        int paused, stage_paused; /* working days: of all pauses, of this stage's */
        const char *received, *began, *due;
    } rows[] = {
        { "a new complaint: three days", KIND_COMPLAINT, STATUS_RECEIVED, false, false, 0, 0,
          "2026-11-27T10:00:00+07:00", "2026-11-27T10:00:05+07:00", "2026-12-02" },
        { "told late, it still counts from the sender's clock", KIND_COMPLAINT, STATUS_RECEIVED,
          false, false, 0, 0, "2026-11-27T10:00:00+07:00", "2026-11-30T08:00:00+07:00",
          "2026-12-02" },
        { "work begins: fourteen days from that day", KIND_COMPLAINT, STATUS_IN_PROGRESS, false,
          false, 0, 0, "2026-11-02T10:00:00+07:00", "2026-11-06T10:00:00+07:00", "2026-11-26" },
        { "its own pause of five days counts", KIND_COMPLAINT, STATUS_IN_PROGRESS, false, false, 5,
          5, "2026-11-02T10:00:00+07:00", "2026-11-06T10:00:00+07:00", "2026-12-03" },
        { "a pause of the stage before does not", KIND_COMPLAINT, STATUS_IN_PROGRESS, false, false,
          5, 0, "2026-11-02T10:00:00+07:00", "2026-11-06T10:00:00+07:00", "2026-11-26" },
        { "with an inspection sixty", KIND_COMPLAINT, STATUS_IN_PROGRESS, true, false, 0, 0,
          "2026-09-01T10:00:00+07:00", "2026-09-07T10:00:00+07:00", "2026-11-30" },
        { "resolved: ten days for the reporter's word", KIND_COMPLAINT, STATUS_RESOLVED, false,
          false, 0, 0, "2026-10-01T10:00:00+07:00", "2026-11-02T10:00:00+07:00", "2026-11-16" },
        { "information: ten days", KIND_INFORMATION, STATUS_RECEIVED, false, false, 0, 0,
          "2026-11-02T10:00:00+07:00", "2026-11-02T10:00:00+07:00", "2026-11-16" },
        { "information at a later stage: ten days in all", KIND_INFORMATION, STATUS_ASSIGNED, false,
          false, 0, 0, "2026-11-02T10:00:00+07:00", "2026-11-10T10:00:00+07:00", "2026-11-16" },
        { "ten and seven", KIND_INFORMATION, STATUS_ASSIGNED, false, true, 0, 0,
          "2026-11-02T10:00:00+07:00", "2026-11-10T10:00:00+07:00", "2026-11-25" },
        { "ten, seven, and three of a pause in a stage before", KIND_INFORMATION, STATUS_ASSIGNED,
          false, true, 3, 0, "2026-11-02T10:00:00+07:00", "2026-11-20T10:00:00+07:00",
          "2026-11-30" },
        { "ten and seven over Christmas and New Year", KIND_INFORMATION, STATUS_ASSIGNED, false,
          true, 0, 0, "2026-12-14T10:00:00+07:00", "2026-12-21T10:00:00+07:00", "2027-01-12" },
        { "ten and seven over Idul Fitri", KIND_INFORMATION, STATUS_ASSIGNED, false, true, 0, 0,
          "2026-03-10T10:00:00+07:00", "2026-03-11T10:00:00+07:00", "2026-04-10" },
        { "information answered: ten days from the answer", KIND_INFORMATION, STATUS_RESOLVED,
          false, false, 0, 0, "2026-11-02T10:00:00+07:00", "2026-11-09T10:00:00+07:00",
          "2026-11-23" },
        { "and neither extension nor pause makes them more", KIND_INFORMATION, STATUS_RESOLVED,
          false, true, 3, 0, "2026-11-02T10:00:00+07:00", "2026-11-09T10:00:00+07:00",
          "2026-11-23" },
        { "a complaint has no extension", KIND_COMPLAINT, STATUS_IN_PROGRESS, false, true, 0, 0,
          "2026-11-02T10:00:00+07:00", "2026-11-06T10:00:00+07:00", "2026-11-26" },
        { "zero days is no clock, whatever the pauses", KIND_ASPIRATION, STATUS_RECEIVED, false,
          false, 4, 4, "2026-11-02T10:00:00+07:00", "2026-11-02T10:00:00+07:00", NULL },
        { "no row is no clock", KIND_CONSULTATION, STATUS_RECEIVED, false, false, 0, 0,
          "2026-11-02T10:00:00+07:00", "2026-11-02T10:00:00+07:00", NULL },
        { "closed has no clock", KIND_COMPLAINT, STATUS_CLOSED, false, false, 0, 0,
          "2026-11-02T10:00:00+07:00", "2026-11-02T10:00:00+07:00", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ticket t = { .kind = rows[i].kind,
                            .status = rows[i].stage,
                            .received_at = instant(rows[i].received),
                            .stage_at = instant(rows[i].began),
                            .extended = rows[i].extended,
                            .paused_days = rows[i].paused,
                            .stage_paused = rows[i].stage_paused };
        t.due_at = legal_deadline(&desk, &t, rows[i].inspection);
        check_clocks(rows[i].rule, &t, rows[i].due, NULL);
        if (!rows[i].due || rows[i].stage == STATUS_RESOLVED) continue;
        /* A stage that waits for its reporter keeps its deadline. */
        t.resume_status = t.status;
        t.resume_at = t.stage_at;
        t.status = STATUS_AWAITING_REPORTER;
        t.stage_at = t.paused_since = t.resume_at + MS_PER_DAY;
        t.due_at = legal_deadline(&desk, &t, rows[i].inspection);
        check_clocks(rows[i].rule, &t, rows[i].due, NULL);
    }
}

static void test_a_ticket_begins(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_kind kind;
        const char *received, *now, *due, *promise;
    } rows[] = {
        { "a complaint: three days, five promised", KIND_COMPLAINT, "2026-11-27T10:00:00+07:00",
          "2026-11-27T10:00:05+07:00", "2026-12-02", "2026-12-04" },
        { "from the sender's clock", KIND_COMPLAINT, "2026-11-27T10:00:00+07:00",
          "2026-11-30T08:00:00+07:00", "2026-12-02", "2026-12-04" },
        { "so late that the promised day is over", KIND_COMPLAINT, "2026-11-27T10:00:00+07:00",
          "2026-12-07T08:00:00+07:00", "2026-12-02", "2026-12-14" },
        { "information: ten and ten", KIND_INFORMATION, "2026-11-02T10:00:00+07:00",
          "2026-11-02T10:00:00+07:00", "2026-11-16", "2026-11-16" },
        { "zero days is no clock", KIND_ASPIRATION, "2026-11-02T10:00:00+07:00",
          "2026-11-02T10:00:00+07:00", NULL, NULL },
        { "no row is no clock", KIND_CONSULTATION, "2026-11-02T10:00:00+07:00",
          "2026-11-02T10:00:00+07:00", NULL, NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ticket t = { .kind = rows[i].kind,
                            .status = STATUS_RECEIVED,
                            .received_at = instant(rows[i].received) };
        ticket_start_clocks(&desk, &t, instant(rows[i].now));
        assert_int_equal(t.stage_at, instant(rows[i].now));
        check_clocks(rows[i].rule, &t, rows[i].due, rows[i].promise);
        assert_int_equal(t.promise, rows[i].promise ? PROMISE_FIRST : PROMISE_KEPT);
    }
}

/* One open ticket for each row; the table of holidays changes while it runs. */
static void test_the_holiday_file_changes(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_kind kind;
        enum ticket_status stage;
        int paused;
        const char *began, *more, *without, *before, *after;
    } rows[] = {
        { "a new holiday on the way: one day later", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-02T09:00:00+07:00", "2026-12-21", "", "2026-12-22", "2026-12-23" },
        { "the last day itself becomes one", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-02T09:00:00+07:00", "2026-12-22", "", "2026-12-22", "2026-12-23" },
        { "the next day is off as well, then Christmas", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-03T09:00:00+07:00", "2026-12-23", "", "2026-12-23", "2026-12-28" },
        { "a new holiday after the end changes nothing", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-02T09:00:00+07:00", "2026-12-23", "", "2026-12-22", "2026-12-22" },
        { "nor one on a Saturday", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-02T09:00:00+07:00", "2026-12-19", "", "2026-12-22", "2026-12-22" },
        { "nor one on the first day, which is day 0", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-02T09:00:00+07:00", "2026-12-02", "", "2026-12-22", "2026-12-22" },
        { "a holiday that was called off: one day sooner", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-10T09:00:00+07:00", "", "2026-12-24", "2027-01-04", "2026-12-31" },
        { "a cuti bersama moves by a day: all the same", KIND_COMPLAINT, STATUS_IN_PROGRESS, 0,
          "2026-12-10T09:00:00+07:00", "2026-12-28", "2026-12-24", "2027-01-04", "2027-01-04" },
        { "Idul Fitri is decreed a day longer", KIND_INFORMATION, STATUS_ASSIGNED, 0,
          "2026-03-13T09:00:00+07:00", "2026-03-25", "", "2026-04-06", "2026-04-07" },
        { "with a pause of three days behind it", KIND_INFORMATION, STATUS_ASSIGNED, 3,
          "2026-12-02T09:00:00+07:00", "2026-12-21", "", "2026-12-21", "2026-12-22" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct holiday changed[HOLIDAY_COUNT + 1];
        size_t n = 0;
        int64_t more = rows[i].more[0] ? day(rows[i].more) : INT64_MAX;
        int64_t without = rows[i].without[0] ? day(rows[i].without) : INT64_MAX;
        for (size_t k = 0; k < HOLIDAY_COUNT; k++) {
            if (more < holidays[k].day) {
                changed[n++] = (struct holiday){ more, STR("baru") };
                more = INT64_MAX;
            }
            if (holidays[k].day != without) changed[n++] = holidays[k];
        }
        struct desk then = desk;
        then.holidays = changed;
        then.holiday_count = n;
        struct ticket t = { .kind = rows[i].kind,
                            .status = rows[i].stage,
                            .received_at = instant(rows[i].began),
                            .stage_at = instant(rows[i].began),
                            .paused_days = rows[i].paused,
                            .stage_paused = rows[i].paused };
        t.due_at = legal_deadline(&desk, &t, false);
        check_clocks(rows[i].rule, &t, rows[i].before, NULL);
        t.due_at = legal_deadline(&then, &t, false);
        check_clocks(rows[i].rule, &t, rows[i].after, NULL);
    }
}

static void test_date_text(void **state)
{
    static const struct {
        const char *at, *text;
    } rows[] = {
        { "2026-12-04T23:59:59+07:00", "Jumat 4 Desember 2026" },
        { "2026-01-05T00:00:00+07:00", "Senin 5 Januari 2026" },
        { "2026-02-03T12:00:00+07:00", "Selasa 3 Februari 2026" },
        { "2026-03-04T12:00:00+07:00", "Rabu 4 Maret 2026" },
        { "2026-04-09T12:00:00+07:00", "Kamis 9 April 2026" },
        { "2026-05-09T12:00:00+07:00", "Sabtu 9 Mei 2026" },
        { "2026-06-14T12:00:00+07:00", "Minggu 14 Juni 2026" },
        { "2026-07-31T12:00:00+07:00", "Jumat 31 Juli 2026" },
        { "2026-08-17T12:00:00+07:00", "Senin 17 Agustus 2026" },
        { "2026-09-30T12:00:00+07:00", "Rabu 30 September 2026" },
        { "2026-10-01T12:00:00+07:00", "Kamis 1 Oktober 2026" },
        { "2026-11-10T12:00:00+07:00", "Selasa 10 November 2026" },
        { "2026-12-31T17:00:00Z", "Jumat 1 Januari 2027" },
        { "2028-02-29T12:00:00+07:00", "Selasa 29 Februari 2028" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[DATE_TEXT_SIZE];
        date_text(instant(rows[i].at), out);
        assert_string_equal(out, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadlines),
        cmocka_unit_test(test_between_mirrors_add),
        cmocka_unit_test(test_is),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_holiday_named_twice),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_clocks_of_a_ticket),
        cmocka_unit_test(test_a_ticket_begins),
        cmocka_unit_test(test_the_holiday_file_changes),
        cmocka_unit_test(test_date_text),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
