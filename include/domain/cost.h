/* cost.h - what messages cost, by the desk's rate table (config/rates.csv). Pure.
 *
 * Money is whole millionths of the table's one currency. What Meta charges for is a delivered
 * message; its category and type come with the status. Types that begin with "free_" cost nothing.
 * An estimate: the bill is Meta's. Source: reference 7.2. Threads: any. */
#ifndef KANDA_DOMAIN_COST_H
#define KANDA_DOMAIN_COST_H

#include "base/str.h"

#define COST_RATES_MAX 128
#define COST_WORD_SIZE 48
#define COST_MICRO     INT64_C(1000000)

struct cost_rate {
    char category[COST_WORD_SIZE], type[COST_WORD_SIZE];
    int from;               /* YYYYMMDD: the first day of this price */
    int64_t price;          /* millionths */
    int64_t free_per_month; /* messages of this category and type that are free each month */
};

struct cost_rates {
    struct cost_rate rate[COST_RATES_MAX];
    size_t count;
    char currency[4];
    bool confirmed; /* every row is: the desk has looked them up */
};

/* ERR_INPUT "rates.csv line 3: ...": an unknown header, a price that is no number, another currency
 * than the first row's, one category, type and day twice. */
MUST_CHECK bool cost_rates_parse(struct str csv, struct cost_rates *out, struct err *e);

/* One kind of message within a month. */
struct cost_line {
    char category[COST_WORD_SIZE], type[COST_WORD_SIZE], template_name[520];
    int64_t messages, unpriced; /* unpriced: of these, no price is known */
    int64_t cost;               /* millionths */
};

/* A month (or a ticket) while it is summed. lines has room for line_max; what is beyond is only in
 * the totals. Begin with {0} but for rates, lines and line_max. */
struct cost_sum {
    const struct cost_rates *rates;
    struct cost_line *lines;
    size_t line_count, line_max;
    bool no_free;                      /* a ticket alone: the month's free messages do not apply */
    int64_t free_used[COST_RATES_MAX]; /* by the first rate of each category and type */
    int64_t messages, unpriced, cost;
};
/* Messages of one day (YYYYMMDD); days in rising order, because free ones are used up in it. */
void cost_add(struct cost_sum *sum, int day, struct str category, struct str type,
              struct str template_name, int64_t messages);

int cost_day_of_ms(int64_t ms); /* the WIB day as YYYYMMDD */

/* How much of the cap (whole units; 0: none) is used: 0 below 80 %, 1 from there, 2 from 100 %. */
int cost_cap_level(int64_t cost, int64_t cap);

#endif
