/* office_parse.c - office hours as a setting writes them. */
#include "base/clock.h"
#include "domain/office.h"

#define DAY_MINUTES (24 * 60)
#define DATES_SIZE  21 /* 2027-02-08/2027-03-09 */

struct part {
    bool dated;
    int64_t first, last;
    int from, to; /* weekdays, 0 Monday */
    struct office_span span;
};

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

static bool span_parse(struct str text, struct office_span *out)
{
    return text.len == 11 && text.at[5] == '-' &&
           office_minute_parse(str_slice(text, 0, 5), &out->opens) &&
           office_minute_parse(str_slice(text, 6, 11), &out->closes) && out->opens < out->closes;
}

static bool day_parse(struct str text, int *out)
{
    static const char *const names[OFFICE_WEEK] = { "mon", "tue", "wed", "thu", "fri" };
    for (*out = 0; *out < OFFICE_WEEK; ++*out)
        if (str_equal(text, str_of(names[*out]))) return true;
    return false;
}

static bool days_parse(struct str text, struct part *out)
{
    bool many = text.len == 7 && text.at[3] == '-';
    if (!many) return day_parse(text, &out->from) && day_parse(text, &out->to);
    return day_parse(str_slice(text, 0, 3), &out->from) &&
           day_parse(str_slice(text, 4, 7), &out->to) && out->from <= out->to;
}

static bool dates_parse(struct str text, struct part *out)
{
    out->dated = text.len == DATES_SIZE && text.at[10] == '/';
    return out->dated && date_parse(str_slice(text, 0, 10), &out->first, NULL) &&
           date_parse(str_slice(text, 11, DATES_SIZE), &out->last, NULL) && out->first <= out->last;
}

/* The text up to the first of this letter, which is left out of *rest. */
static struct str take(struct str *rest, char letter)
{
    size_t i = 0;
    while (i < rest->len && rest->at[i] != letter)
        i++;
    struct str head = str_slice(*rest, 0, i);
    *rest = str_trim(str_slice(*rest, i < rest->len ? i + 1 : i, rest->len));
    return str_trim(head);
}

static bool part_parse(struct str text, struct part *out)
{
    *out = (struct part){ .to = OFFICE_WEEK - 1 };
    struct str word = take(&text, ' ');
    if (text.len && dates_parse(word, out)) word = take(&text, ' ');
    if (text.len && days_parse(word, out)) word = take(&text, ' ');
    return text.len == 0 && span_parse(word, &out->span);
}

static void week_set(struct office_span week[OFFICE_WEEK], const struct part *p)
{
    for (int i = p->from; i <= p->to; i++)
        week[i] = p->span;
}

/* NULL: it shares days with another, or there are too many. */
static struct office_period *period_for(struct office_hours *hours, const struct part *p)
{
    for (size_t i = 0; i < hours->period_count; i++) {
        struct office_period *other = &hours->periods[i];
        if (other->first == p->first && other->last == p->last) return other;
        if (p->first <= other->last && p->last >= other->first) return NULL;
    }
    if (hours->period_count == OFFICE_PERIODS_MAX) return NULL;
    struct office_period *fresh = &hours->periods[hours->period_count++];
    *fresh = (struct office_period){ .first = p->first, .last = p->last };
    for (int i = 0; i < OFFICE_WEEK; i++)
        fresh->week[i] = hours->week[i];
    return fresh;
}

static bool add(struct office_hours *hours, struct str text, bool dated)
{
    while (text.len) {
        struct part p;
        if (!part_parse(take(&text, ','), &p)) return false;
        if (p.dated != dated) continue;
        struct office_period *period = dated ? period_for(hours, &p) : NULL;
        if (dated && !period) return false;
        week_set(period ? period->week : hours->week, &p);
    }
    return true;
}

bool office_hours_parse(struct str text, struct office_hours *out)
{
    struct office_hours hours = { 0 };
    /* Every week first: days that a period does not name have its hours. */
    if (text.len == 0 || !add(&hours, text, false)) return false;
    for (int i = 0; i < OFFICE_WEEK; i++)
        if (hours.week[i].closes == 0) return false;
    if (!add(&hours, text, true)) return false;
    *out = hours;
    return true;
}
