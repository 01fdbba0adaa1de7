/* tally.c - counts of a ticket, and what is read from a histogram. */
#include "domain/tally.h"
#include <string.h>

/* Where each step ends, in minutes: 15 * 2^(k/3), rounded. */
static const int64_t ends[TALLY_STEPS - 1] = {
    15,   19,   24,   30,    38,    48,    60,    76,    95,    120,   151,   190,   240,
    302,  381,  480,  605,   762,   960,   1210,  1524,  1920,  2419,  3048,  3840,  4838,
    6096, 7680, 9676, 12191, 15360, 19352, 24382, 30720, 38705, 48765, 61440, 77410, 97530,
};

size_t tally_step(int64_t minutes)
{
    size_t step = 0;
    while (step < TALLY_STEPS - 1 && minutes >= ends[step])
        step++;
    return step;
}

static void count_minutes(struct tally *t, enum tally_count histogram, const struct desk *desk,
                          int64_t from, int64_t to)
{
    t->n[histogram + tally_step(office_minutes(desk, from, to))]++;
}

void tally_of_ticket(const struct desk *desk, const struct tally_ticket *t, struct tally *out)
{
    bool solved = t->outcome == OUTCOME_SOLVED || t->outcome == OUTCOME_PARTLY_SOLVED;
    memset(out, 0, sizeof *out);
    out->n[TALLY_RECEIVED] = 1;
    out->n[TALLY_OPEN + (int)t->outcome] = 1;
    out->n[TALLY_REOPENED] = t->reopened > 0;
    out->n[TALLY_LATE] = t->late;
    if (t->source > SOURCE_WHATSAPP) out->n[TALLY_SOURCE + (int)t->source] = 1;
    if (t->rating) out->n[TALLY_RATED + t->rating] = 1;
    if (t->answered_at) count_minutes(out, TALLY_ANSWER, desk, t->received_at, t->answered_at);
    if (solved && t->resolved_at)
        count_minutes(out, TALLY_SOLUTION, desk, t->received_at, t->resolved_at);
}

void tally_add(struct tally *to, const struct tally *more, int sign)
{
    for (size_t i = 0; i < TALLY_COUNT; i++)
        to->n[i] += sign * more->n[i];
}

bool tally_equal(const struct tally *a, const struct tally *b)
{
    return memcmp(a->n, b->n, sizeof a->n) == 0;
}

/* A run of digits off *rest; tens of thousands of rows are read for one answer. */
static bool take_number(struct str *rest, int64_t *out)
{
    size_t i = 0;
    int64_t n = 0;
    for (; i < rest->len && i < 18 && rest->at[i] >= '0' && rest->at[i] <= '9'; i++)
        n = n * 10 + (rest->at[i] - '0');
    *rest = str_slice(*rest, i, rest->len);
    *out = n;
    return i > 0;
}

static bool take_char(struct str *rest, char c)
{
    if (rest->len == 0 || rest->at[0] != c) return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

bool tally_parts_read(struct str text, struct tally_parts *out, struct err *e)
{
    out->count = 0;
    while (text.len) {
        int64_t index, value;
        if (!take_number(&text, &index) || index >= TALLY_COUNT || !take_char(&text, ':') ||
            !take_number(&text, &value) || (text.len && !take_char(&text, ' ')) ||
            out->count == TALLY_COUNT)
            return err_set(e, ERR_INTERNAL, "statistics: a stored row is no tally");
        out->at[out->count].index = (size_t)index;
        out->at[out->count++].value = value;
    }
    return true;
}

void tally_add_parts(struct tally *to, const struct tally_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        to->n[parts->at[i].index] += parts->at[i].value;
}

bool tally_add_text(struct tally *to, struct str text, struct err *e)
{
    struct tally_parts parts;
    if (!tally_parts_read(text, &parts, e)) return false;
    tally_add_parts(to, &parts);
    return true;
}

void tally_write(const struct tally *t, struct buf *out)
{
    bool first = true;
    for (size_t i = 0; i < TALLY_COUNT; i++) {
        if (t->n[i] == 0) continue;
        buf_addf(out, first ? "%zu:%lld" : " %zu:%lld", i, (long long)t->n[i]);
        first = false;
    }
}

int64_t tally_sum(const struct tally *t, enum tally_count histogram)
{
    int64_t sum = 0;
    for (size_t i = 0; i < TALLY_STEPS; i++)
        sum += t->n[histogram + i];
    return sum;
}

/* Inside its step a value is taken to lie as far on as its rank does. The last step has no end: its
 * beginning is what is known. */
int64_t tally_percentile(const struct tally *t, enum tally_count histogram, int percent)
{
    int64_t sum = tally_sum(t, histogram), below = 0;
    if (sum == 0) return 0;
    int64_t rank = (sum * percent + 99) / 100; /* 1..sum */
    for (size_t i = 0; i < TALLY_STEPS; i++) {
        int64_t n = t->n[histogram + i], begin = i ? ends[i - 1] : 0;
        if (below + n < rank) {
            below += n;
            continue;
        }
        int64_t end = i < TALLY_STEPS - 1 ? ends[i] : begin;
        return begin + (end - begin) * (2 * (rank - below) - 1) / (2 * n);
    }
    return ends[TALLY_STEPS - 2];
}
