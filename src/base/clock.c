/* clock.c - instants, civil days of Asia/Jakarta, RFC 3339. The calendar is our own arithmetic:
 * the C library's needs a time zone database and shared state. */
#include "base/clock.h"
#include <string.h>
#include <time.h>

/* Year 1 and 9999: wider than any promise, narrow enough that no sum below overflows. */
#define DAY_MIN        ((int64_t)-719162)
#define DAY_MAX        ((int64_t)2932896)
#define RFC3339_MIN_MS (-WIB_OFFSET_MS)                                 /* 1970-01-01 WIB */
#define RFC3339_MAX_MS ((DAY_MAX + 1) * MS_PER_DAY - WIB_OFFSET_MS - 1) /* last of 9999 */

static int64_t clamp(int64_t n, int64_t min, int64_t max)
{
    if (n < min) return min;
    return n > max ? max : n;
}

static int64_t floor_div(int64_t n, int64_t by)
{
    return n / by - (n % by < 0);
}

static int64_t kernel_us(clockid_t id)
{
    struct timespec t;
    if (clock_gettime(id, &t) != 0) return 0;
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t system_now(void *ctx)
{
    (void)ctx;
    return kernel_us(CLOCK_REALTIME) / 1000;
}

struct clock clock_system(void)
{
    return (struct clock){ system_now, NULL };
}

int64_t clock_now(const struct clock *c)
{
    return c->now_ms(c->ctx);
}

int64_t clock_monotonic_ms(void)
{
    return kernel_us(CLOCK_MONOTONIC) / 1000;
}

int64_t clock_monotonic_us(void)
{
    return kernel_us(CLOCK_MONOTONIC);
}

/* The offset is added to what is left of the day, where no sum can overflow. */
int64_t day_of_ms(int64_t ms)
{
    int64_t in_day = ms % MS_PER_DAY + WIB_OFFSET_MS;
    return ms / MS_PER_DAY + (in_day >= MS_PER_DAY) - (in_day < 0);
}

/* Years that begin in March put the leap day last, where it disturbs nothing; 719468 is the
 * number of days from 0000-03-01 to 1970-01-01, 146097 those of 400 years. */
int64_t day_of_date(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t year_of_era = y - era * 400;
    int64_t march_month = month > 2 ? month - 3 : month + 9;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

int64_t day_start_ms(int64_t day)
{
    return clamp(day, DAY_MIN, DAY_MAX) * MS_PER_DAY - WIB_OFFSET_MS;
}

int64_t day_end_ms(int64_t day)
{
    return clamp(day, DAY_MIN, DAY_MAX) * MS_PER_DAY + MS_PER_DAY - MS_PER_SECOND - WIB_OFFSET_MS;
}

/* 1970-01-01 was a Thursday. */
int day_weekday(int64_t day)
{
    int64_t in_week = day % 7 + 3;
    return (int)((in_week + 7) % 7);
}

void civil_of_day(int64_t day, struct civil *out)
{
    int64_t z = clamp(day, DAY_MIN, DAY_MAX) + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int64_t month = mp < 10 ? mp + 3 : mp - 9;
    *out = (struct civil){
        .year = (int)(yoe + era * 400 + (month <= 2)),
        .month = (int)month,
        .day = (int)(doy - (153 * mp + 2) / 5 + 1),
        .weekday = day_weekday(z - 719468),
    };
}

void civil_of_ms(int64_t ms, struct civil *out)
{
    int64_t day = clamp(day_of_ms(ms), DAY_MIN, DAY_MAX);
    int64_t first = day * MS_PER_DAY - WIB_OFFSET_MS;
    int64_t in_day = clamp(ms, first, first + MS_PER_DAY - 1) - first;
    civil_of_day(day, out);
    out->hour = (int)(in_day / MS_PER_HOUR);
    out->minute = (int)(in_day / MS_PER_MINUTE % 60);
    out->second = (int)(in_day / MS_PER_SECOND % 60);
}

static char *put_number(char *at, int digits, int n)
{
    for (int i = digits - 1; i >= 0; i--) {
        at[i] = (char)('0' + n % 10);
        n /= 10;
    }
    return at + digits;
}

void rfc3339_format(int64_t ms, char out[RFC3339_SIZE])
{
    struct civil c;
    civil_of_ms(clamp(ms, RFC3339_MIN_MS, RFC3339_MAX_MS), &c);
    const struct {
        int digits, n;
        char after;
    } parts[] = {
        { 4, c.year, '-' }, { 2, c.month, '-' },  { 2, c.day, 'T' },
        { 2, c.hour, ':' }, { 2, c.minute, ':' }, { 2, c.second, '+' },
    };
    char *at = out;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        at = put_number(at, parts[i].digits, parts[i].n);
        *at++ = parts[i].after;
    }
    memcpy(at, "07:00", sizeof "07:00");
}

void month_format(int64_t month, char out[MONTH_SIZE])
{
    char *at = put_number(out, 4, (int)(month / 100));
    *at++ = '-';
    *put_number(at, 2, (int)(month % 100)) = '\0';
}

/* Takes exactly `digits` digits at *at; the value must lie within [min, max]. */
static bool take_number(struct str s, size_t *at, size_t digits, int min, int max, int *out)
{
    if (s.len - *at < digits) return false;
    int n = 0;
    for (size_t i = 0; i < digits; i++) {
        char c = s.at[*at + i];
        if (c < '0' || c > '9') return false;
        n = n * 10 + (c - '0');
    }
    if (n < min || n > max) return false;
    *at += digits;
    *out = n;
    return true;
}

static bool take_char(struct str s, size_t *at, const char *allowed)
{
    if (*at >= s.len) return false;
    for (; *allowed; allowed++)
        if (s.at[*at] == *allowed) {
            (*at)++;
            return true;
        }
    return false;
}

static bool take_date(struct str s, size_t *at, int64_t *day)
{
    int y, m, d;
    if (!take_number(s, at, 4, 1, 9999, &y) || !take_char(s, at, "-") ||
        !take_number(s, at, 2, 1, 12, &m) || !take_char(s, at, "-") ||
        !take_number(s, at, 2, 1, 31, &d))
        return false;
    int64_t number = day_of_date(y, m, d);
    struct civil back;
    civil_of_day(number, &back);
    if (back.month != m || back.day != d) return false; /* 31 April, 29 February */
    *day = number;
    return true;
}

/* hh:mm:ss[.fraction]; milliseconds are kept, what is finer is dropped. */
static bool take_time(struct str s, size_t *at, int64_t *ms)
{
    int hour, minute, second;
    if (!take_number(s, at, 2, 0, 23, &hour) || !take_char(s, at, ":") ||
        !take_number(s, at, 2, 0, 59, &minute) || !take_char(s, at, ":") ||
        !take_number(s, at, 2, 0, 59, &second))
        return false;
    int64_t fraction = 0;
    if (take_char(s, at, ".,")) {
        int64_t unit = 100;
        int digit;
        if (!take_number(s, at, 1, 0, 9, &digit)) return false;
        do {
            fraction += digit * unit;
            unit /= 10;
        } while (take_number(s, at, 1, 0, 9, &digit));
    }
    *ms = hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * MS_PER_SECOND + fraction;
    return true;
}

static bool take_offset(struct str s, size_t *at, int64_t *ms)
{
    if (take_char(s, at, "Zz")) {
        *ms = 0;
        return true;
    }
    int hour, minute;
    bool west = *at < s.len && s.at[*at] == '-';
    if (!take_char(s, at, "+-") || !take_number(s, at, 2, 0, 23, &hour) || !take_char(s, at, ":") ||
        !take_number(s, at, 2, 0, 59, &minute))
        return false;
    int64_t offset = hour * MS_PER_HOUR + minute * MS_PER_MINUTE;
    *ms = west ? -offset : offset;
    return true;
}

bool rfc3339_parse(struct str s, int64_t *ms, struct err *e)
{
    size_t at = 0;
    int64_t day, time = 0, offset = WIB_OFFSET_MS;
    if (!take_date(s, &at, &day)) goto fail;
    if (at < s.len &&
        (!take_char(s, &at, "Tt ") || !take_time(s, &at, &time) || !take_offset(s, &at, &offset)))
        goto fail;
    if (at != s.len) goto fail;
    *ms = day * MS_PER_DAY + time - offset;
    return true;
fail:
    return err_set(e, ERR_INPUT, "not a time: want 2026-12-04 or 2026-12-04T23:59:59+07:00");
}

bool date_parse(struct str s, int64_t *day, struct err *e)
{
    size_t at = 0;
    int64_t number;
    if (!take_date(s, &at, &number) || at != s.len)
        return err_set(e, ERR_INPUT, "not a date: want 2026-12-04");
    *day = number;
    return true;
}

/* --- months --- */

int64_t month_of_ms(int64_t ms)
{
    struct civil c;
    civil_of_ms(ms, &c);
    return c.year * 100 + c.month;
}

int64_t month_add(int64_t month, int count)
{
    int64_t months = month / 100 * 12 + month % 100 - 1 + count;
    return months / 12 * 100 + months % 12 + 1;
}

int64_t month_start_ms(int64_t month)
{
    return day_start_ms(day_of_date((int)(month / 100), (int)(month % 100), 1));
}

bool month_parse(struct str s, int64_t *month, struct err *e)
{
    size_t at = 0;
    int year, number;
    if (!take_number(s, &at, 4, 1970, 9999, &year) || !take_char(s, &at, "-") ||
        !take_number(s, &at, 2, 1, 12, &number) || at != s.len)
        return err_set(e, ERR_INPUT, "not a month: want 2026-12");
    *month = year * 100 + number;
    return true;
}
