/* office.h - the hours in which a desk can work, and how much of them lies between two instants.
 *
 * Working days are those of workday.h. Each weekday may have hours of its own, and so may a stretch
 * of days (Ramadan). A desk that was given none has the usual hours on all of them, 07:30 to 16:00
 * (Perpres 21/2023 names 37.5 hours a week; the regency's own rule has to be set where it differs).
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_OFFICE_H
#define KANDA_DOMAIN_OFFICE_H

#include "base/str.h"
#include <stdint.h>

#define OFFICE_WEEK        5 /* Monday to Friday */
#define OFFICE_PERIODS_MAX 8

/* Minutes after midnight (WIB). */
struct office_span {
    int opens, closes;
};

/* Other hours from the first to the last day (base/clock.h), both included. */
struct office_period {
    int64_t first, last;
    struct office_span week[OFFICE_WEEK];
};

/* All 0: the usual hours. */
struct office_hours {
    struct office_span week[OFFICE_WEEK];
    struct office_period periods[OFFICE_PERIODS_MAX]; /* none shares a day with another */
    size_t period_count;
};

/* Parts separated by commas: "[DATE/DATE] [DAY or DAY-DAY] HH:MM-HH:MM". Days are mon tue wed thu
 * fri, all of them where none are named; a later part wins. Without dates a part is about every
 * week, and these parts together name all five days. "07:30-16:00"; "mon-thu 07:30-16:00, fri
 * 07:30-14:30, 2027-02-08/2027-03-09 08:00-15:00". */
MUST_CHECK bool office_hours_parse(struct str text, struct office_hours *out);
/* "07:30": minutes after midnight, up to 24:00. */
MUST_CHECK bool office_minute_parse(struct str text, int *out);

struct desk;
/* The hours of this day's weekday, working day or not; a weekend has Monday's. */
struct office_span office_span_of(const struct desk *desk, int64_t day);
/* When the office opens and closes on this day, ms. */
int64_t office_opens_at(const struct desk *desk, int64_t day);
int64_t office_closes_at(const struct desk *desk, int64_t day);
/* Minutes of office hours in [from, to), both ms; 0 when to <= from. Its cost does not grow with
 * the distance. */
int64_t office_minutes(const struct desk *desk, int64_t from, int64_t to);

#endif
