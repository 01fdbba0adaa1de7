/* office.c - whole days in between by count, the two at the ends by their hours. */
#include "domain/office.h"
#include "domain/workday.h"

#define USUAL_OPENS  (7 * 60 + 30)
#define USUAL_CLOSES (16 * 60)
#define DAY_MINUTES  (24 * 60)

bool office_minute_parse(struct str text, int *out)
{
    int64_t hour, minute;
    if (text.len != 5 || text.at[2] != ':' ||
        !str_to_i64(str_slice(text, 0, 2), 0, 24, &hour, NULL) ||
        !str_to_i64(str_slice(text, 3, 5), 0, 59, &minute, NULL))
        return false;
    *out = (int)(hour * 60 + minute);
    return *out <= DAY_MINUTES;
}

bool office_hours_parse(struct str text, struct office_hours *out)
{
    struct office_hours hours;
    if (text.len != 11 || text.at[5] != '-' ||
        !office_minute_parse(str_slice(text, 0, 5), &hours.opens) ||
        !office_minute_parse(str_slice(text, 6, 11), &hours.closes) || hours.opens >= hours.closes)
        return false;
    *out = hours;
    return true;
}

struct office_hours office_hours_of(struct office_hours hours)
{
    return hours.closes ? hours : (struct office_hours){ USUAL_OPENS, USUAL_CLOSES };
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* How much of the day's hours has passed at this instant. */
static int64_t passed(const struct desk *desk, struct office_hours hours, int64_t ms)
{
    int64_t day = day_of_ms(ms);
    int64_t minute = (ms - day_start_ms(day)) / MS_PER_MINUTE;
    if (!workday_is(desk, day) || minute <= hours.opens) return 0;
    return least(minute, hours.closes) - hours.opens;
}

int64_t office_minutes(const struct desk *desk, struct office_hours hours, int64_t from, int64_t to)
{
    if (to <= from) return 0;
    hours = office_hours_of(hours);
    /* Whole days in [day of from, day of to). */
    int64_t days = workday_between(desk, day_of_ms(from) - 1, day_of_ms(to) - 1);
    return days * (hours.closes - hours.opens) + passed(desk, hours, to) -
           passed(desk, hours, from);
}
