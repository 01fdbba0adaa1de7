/* office.h - the hours in which a desk can work, and how much of them lies between two instants.
 *
 * Working days are those of workday.h; every one of them has the same hours.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_OFFICE_H
#define KANDA_DOMAIN_OFFICE_H

#include "domain/desk.h"

/* Minutes after midnight (WIB). Both 0: the usual hours, 07:30 to 16:00 (Perpres 21/2023 names
 * 37.5 hours a week; the regency's own rule has to be set where it differs). */
struct office_hours {
    int opens, closes;
};

/* "07:30-16:00"; it must open before it closes. */
MUST_CHECK bool office_hours_parse(struct str text, struct office_hours *out);
/* "07:30": minutes after midnight, up to 24:00. */
MUST_CHECK bool office_minute_parse(struct str text, int *out);
/* The hours that count: the usual ones in place of none. */
struct office_hours office_hours_of(struct office_hours hours);
/* Minutes of office hours in [from, to), both ms; 0 when to <= from. Its cost does not grow with
 * the distance. */
int64_t office_minutes(const struct desk *desk, struct office_hours hours, int64_t from,
                       int64_t to);

#endif
