/* cost.c - the rate table, and sums by it. */
#include "domain/cost.h"
#include "base/clock.h"
#include "base/csv.h"
#include <string.h>

#define HEADER      "category,type,from,currency,price,free_per_month,confirmed"
#define PRICE_WHOLE INT64_C(1000000000)

int cost_day_of_ms(int64_t ms)
{
    struct civil t;
    civil_of_ms(ms, &t);
    return t.year * 10000 + t.month * 100 + t.day;
}

/* "356.65" -> 356650000; at most six decimals. */
static bool price_parse(struct str text, int64_t *out)
{
    struct str rest = text, whole, decimals = STR_EMPTY;
    int64_t n, d = 0;
    if (!str_cut(&rest, '.', &whole) || !str_to_i64(whole, 0, PRICE_WHOLE, &n, NULL)) return false;
    if (whole.len < text.len) {
        decimals = str_slice(text, whole.len + 1, text.len);
        if (decimals.len < 1 || decimals.len > 6 || decimals.at[0] == '-' ||
            decimals.at[0] == '+' || !str_to_i64(decimals, 0, COST_MICRO - 1, &d, NULL))
            return false;
    }
    for (size_t i = decimals.len; i < 6; i++)
        d *= 10;
    *out = n * COST_MICRO + d;
    return true;
}

static bool row_refuse(const struct csv *csv, const char *why, struct err *e)
{
    return err_set(e, ERR_INPUT, "rates.csv line %zu: %s", csv->line, why);
}

static bool is_twice(const struct cost_rates *rates, const struct cost_rate *r)
{
    for (size_t i = 0; i < rates->count; i++)
        if (strcmp(rates->rate[i].category, r->category) == 0 &&
            strcmp(rates->rate[i].type, r->type) == 0 && rates->rate[i].from == r->from)
            return true;
    return false;
}

static bool row_read(const struct csv *csv, const struct csv_row *row, struct cost_rates *out,
                     struct err *e)
{
    struct cost_rate r = { 0 };
    int64_t day;
    char currency[4];
    bool yes = row->count == 7 && str_equal(row->field[6], STR("yes"));
    if (row->count != 7) return row_refuse(csv, "want seven fields", e);
    if (out->count == COST_RATES_MAX) return row_refuse(csv, "too many rows", e);
    if (row->field[0].len == 0 || row->field[1].len == 0 ||
        !str_copy(r.category, sizeof r.category, row->field[0]) ||
        !str_copy(r.type, sizeof r.type, row->field[1]))
        return row_refuse(csv, "category and type: 1 to 47 bytes", e);
    if (!date_parse(row->field[2], &day, NULL)) return row_refuse(csv, "from: want YYYY-MM-DD", e);
    r.from = cost_day_of_ms(day_end_ms(day));
    if (row->field[3].len != 3 || !str_copy(currency, sizeof currency, row->field[3]) ||
        (out->count && strcmp(currency, out->currency) != 0))
        return row_refuse(csv, "currency: three letters, the same in every row", e);
    if (!price_parse(row->field[4], &r.price))
        return row_refuse(csv, "price: want a number such as 356.65", e);
    if (!str_to_i64(row->field[5], 0, PRICE_WHOLE, &r.free_per_month, NULL))
        return row_refuse(csv, "free_per_month: want a whole number", e);
    if (!yes && !str_equal(row->field[6], STR("no")))
        return row_refuse(csv, "confirmed: want yes or no", e);
    if (is_twice(out, &r)) return row_refuse(csv, "the same category, type and day twice", e);
    memcpy(out->currency, currency, sizeof currency);
    out->confirmed = out->confirmed && yes;
    out->rate[out->count++] = r;
    return true;
}

bool cost_rates_parse(struct str text, struct cost_rates *out, struct err *e)
{
    struct arena arena = { 0 };
    struct csv csv;
    struct csv_row row;
    bool more = true;
    *out = (struct cost_rates){ .confirmed = true };
    csv_init(&csv, text, &arena);
    bool ok = csv_header(&csv, HEADER, e);
    while (ok && (ok = csv_next(&csv, &row, &more, e)) && more)
        ok = row_read(&csv, &row, out, e);
    arena_clear(&arena);
    return ok;
}

/* The newest price that has begun; *first is the oldest row of the same kind, whose slot counts the
 * free ones. NULL: none. */
static const struct cost_rate *rate_find(const struct cost_rates *rates, int day,
                                         struct str category, struct str type, size_t *first)
{
    const struct cost_rate *found = NULL;
    bool seen = false;
    for (size_t i = 0; i < rates->count; i++) {
        const struct cost_rate *r = &rates->rate[i];
        if (!str_equal(category, str_of(r->category)) || !str_equal(type, str_of(r->type)))
            continue;
        if (!seen) *first = i;
        seen = true;
        if (r->from <= day && (!found || r->from > found->from)) found = r;
    }
    return found;
}

static struct cost_line *line_of(struct cost_sum *sum, struct str category, struct str type,
                                 struct str name)
{
    for (size_t i = 0; i < sum->line_count; i++) {
        struct cost_line *l = &sum->lines[i];
        if (str_equal(category, str_of(l->category)) && str_equal(type, str_of(l->type)) &&
            str_equal(name, str_of(l->template_name)))
            return l;
    }
    if (sum->line_count == sum->line_max) return NULL;
    struct cost_line *l = &sum->lines[sum->line_count];
    *l = (struct cost_line){ 0 };
    if (!str_copy(l->category, sizeof l->category, category) ||
        !str_copy(l->type, sizeof l->type, type) ||
        !str_copy(l->template_name, sizeof l->template_name, name))
        return NULL;
    sum->line_count++;
    return l;
}

void cost_add(struct cost_sum *sum, int day, struct str category, struct str type, struct str name,
              int64_t messages)
{
    size_t first = 0;
    int64_t charged = messages, unpriced = 0, cost = 0;
    const struct cost_rate *rate = rate_find(sum->rates, day, category, type, &first);
    if (rate) {
        int64_t left = rate->free_per_month - sum->free_used[first];
        int64_t free_ones = sum->no_free || left <= 0 ? 0 : left < messages ? left : messages;
        sum->free_used[first] += free_ones;
        charged -= free_ones;
        cost = charged * rate->price;
    } else if (!str_starts(type, STR("free_"))) {
        unpriced = messages;
    }
    sum->messages += messages;
    sum->unpriced += unpriced;
    sum->cost += cost;
    struct cost_line *line = line_of(sum, category, type, name);
    if (!line) return;
    line->messages += messages;
    line->unpriced += unpriced;
    line->cost += cost;
}

int cost_cap_level(int64_t cost, int64_t cap)
{
    if (cap <= 0) return 0;
    if (cost / COST_MICRO >= cap) return 2;
    return cost / COST_MICRO >= cap - cap / 5 ? 1 : 0;
}
