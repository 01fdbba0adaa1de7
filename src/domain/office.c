/* office.c - whole days in between by count, the two at the ends by their hours. */
#include "domain/office.h"
#include "domain/workday.h"

static const struct office_span usual = { 7 * 60 + 30, 16 * 60 };

/* The hours that count: the usual ones in place of none. */
static struct office_span or_usual(struct office_span span)
{
    return span.closes ? span : usual;
}

static const struct office_period *period_of(const struct office_hours *hours, int64_t day)
{
    for (size_t i = 0; i < hours->period_count; i++)
        if (day >= hours->periods[i].first && day <= hours->periods[i].last)
            return &hours->periods[i];
    return NULL;
}

struct office_span office_span_of(const struct desk *desk, int64_t day)
{
    int weekday = day_weekday(day);
    const struct office_period *period = period_of(&desk->office, day);
    if (weekday >= OFFICE_WEEK) weekday = 0;
    return or_usual(period ? period->week[weekday] : desk->office.week[weekday]);
}

int64_t office_opens_at(const struct desk *desk, int64_t day)
{
    return day_start_ms(day) + office_span_of(desk, day).opens * MS_PER_MINUTE;
}

int64_t office_closes_at(const struct desk *desk, int64_t day)
{
    return day_start_ms(day) + office_span_of(desk, day).closes * MS_PER_MINUTE;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t length(struct office_span span)
{
    span = or_usual(span);
    return span.closes - span.opens;
}

/* Of the days in [from, to) those of each weekday, by that week's hours, holidays or not. */
static int64_t week_minutes(const struct office_span week[OFFICE_WEEK], int64_t from, int64_t to)
{
    int64_t sum = 0;
    if (to <= from) return 0;
    for (int i = 0; i < OFFICE_WEEK; i++) {
        int ahead = (i - day_weekday(from) + 7) % 7; /* days until the first of them */
        int64_t count = (to - from - ahead + 6) / 7;
        sum += count * length(week[i]);
    }
    return sum;
}

static int64_t holiday_minutes(const struct desk *desk, int64_t from, int64_t to)
{
    int64_t sum = 0;
    for (size_t i = 0; i < desk->holiday_count; i++) {
        int64_t day = desk->holidays[i].day;
        bool named_before = i > 0 && desk->holidays[i - 1].day == day;
        if (day >= from && day < to && day_weekday(day) < OFFICE_WEEK && !named_before)
            sum += length(office_span_of(desk, day));
    }
    return sum;
}

/* All working days in [from, to). */
static int64_t day_minutes(const struct desk *desk, int64_t from, int64_t to)
{
    const struct office_hours *hours = &desk->office;
    int64_t sum = week_minutes(hours->week, from, to) - holiday_minutes(desk, from, to);
    for (size_t i = 0; i < hours->period_count; i++) {
        int64_t first = most(from, hours->periods[i].first);
        int64_t end = least(to, hours->periods[i].last + 1);
        sum += week_minutes(hours->periods[i].week, first, end) -
               week_minutes(hours->week, first, end);
    }
    return sum;
}

/* How much of the day's hours has passed at this instant. */
static int64_t passed(const struct desk *desk, int64_t ms)
{
    int64_t day = day_of_ms(ms);
    struct office_span span = office_span_of(desk, day);
    int64_t minute = (ms - day_start_ms(day)) / MS_PER_MINUTE;
    if (!workday_is(desk, day) || minute <= span.opens) return 0;
    return least(minute, span.closes) - span.opens;
}

int64_t office_minutes(const struct desk *desk, int64_t from, int64_t to)
{
    if (to <= from) return 0;
    return day_minutes(desk, day_of_ms(from), day_of_ms(to)) + passed(desk, to) -
           passed(desk, from);
}
