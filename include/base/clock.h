/* clock.h - time as integer milliseconds since 1970 UTC, and its civil faces.
 *
 * Nobody reads the system clock but through a `struct clock` that was passed in, so every
 * rule can be replayed. Civil time is Asia/Jakarta (WIB), UTC+7 all year: Indonesia has no
 * daylight saving (Keppres 41/1987).
 *
 * Threads: pure, any thread (clock_system reads the kernel clock). */
#ifndef KANDA_BASE_CLOCK_H
#define KANDA_BASE_CLOCK_H

#include "base/str.h"

struct clock {
    int64_t (*now_ms)(void *ctx); /* wall clock, ms since 1970 UTC; may jump */
    void *ctx;
};

struct clock clock_system(void);          /* CLOCK_REALTIME */
int64_t clock_now(const struct clock *c); /* ms */
int64_t clock_monotonic_ms(void);         /* CLOCK_MONOTONIC: time-outs and pace, never stored */
int64_t clock_monotonic_us(void);

#define MS_PER_SECOND ((int64_t)1000)
#define MS_PER_MINUTE ((int64_t)60000)
#define MS_PER_HOUR   ((int64_t)3600000)
#define MS_PER_DAY    ((int64_t)86400000)
#define WIB_OFFSET_MS (7 * MS_PER_HOUR)
#define MONTH_SIZE    8  /* "2026-12" and its NUL */
#define RFC3339_SIZE  32 /* "2026-12-04T23:59:59+07:00" and its NUL fit */

struct civil {
    int year, month, day; /* month 1..12, day 1..31 */
    int hour, minute, second;
    int weekday; /* 0 Monday .. 6 Sunday */
};

/* A day number counts civil days (WIB) since 1970-01-01; day arithmetic is plain addition. What
 * becomes civil is clamped to the years 1 to 9999. */
int64_t day_of_ms(int64_t ms);                     /* the WIB day that holds this instant */
int64_t day_of_date(int year, int month, int day); /* proleptic Gregorian */
int64_t day_start_ms(int64_t day);                 /* 00:00:00.000 WIB of that day */
int64_t day_end_ms(int64_t day);                   /* 23:59:59.000 WIB of that day */
int day_weekday(int64_t day);                      /* 0 Monday .. 6 Sunday */
void civil_of_day(int64_t day, struct civil *out); /* hour, minute, second = 0 */
void civil_of_ms(int64_t ms, struct civil *out);   /* WIB */

/* A month (WIB) is the number year * 100 + month: 202612. */
int64_t month_of_ms(int64_t ms);
int64_t month_add(int64_t month, int count); /* count may be negative */
int64_t month_start_ms(int64_t month);       /* 00:00:00.000 WIB of its first day */
/* "2026-12"; the years 1970 to 9999. */
MUST_CHECK bool month_parse(struct str s, int64_t *month, struct err *e);
void month_format(int64_t month, char out[MONTH_SIZE]);

/* "2026-12-04T23:59:59+07:00". ms outside years 1970..9999 is clamped. */
void rfc3339_format(int64_t ms, char out[RFC3339_SIZE]);
/* Accepts a date (start of that WIB day), or date-time with Z or +hh:mm, fraction allowed. */
MUST_CHECK bool rfc3339_parse(struct str s, int64_t *ms, struct err *e);
/* "2026-12-04" -> day number; refuses impossible dates. */
MUST_CHECK bool date_parse(struct str s, int64_t *day, struct err *e);

#endif
