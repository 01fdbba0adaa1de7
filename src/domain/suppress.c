/* suppress.c - primary and complementary suppression of one column. */
#include "domain/suppress.h"

static bool is_small(int64_t value)
{
    return value > 0 && value < SUPPRESS_BELOW;
}

/* The smallest of what is still shown; numbers that are 0 hide nothing. `count`: there is none. */
static size_t next_to_hide(const int64_t *values, const bool *hidden, size_t count)
{
    size_t best = count;
    for (size_t i = 0; i < count; i++)
        if (!hidden[i] && values[i] > 0 && (best == count || values[i] < values[best])) best = i;
    return best;
}

void suppress_column(const int64_t *values, bool *hidden, size_t count, bool *sum_hidden)
{
    int64_t all = 0, sum = 0;
    size_t counted = 0;
    for (size_t i = 0; i < count; i++) {
        all += values[i];
        hidden[i] = hidden[i] || is_small(values[i]);
        sum += hidden[i] ? values[i] : 0;
        counted += hidden[i] && values[i] > 0;
    }
    *sum_hidden = *sum_hidden || is_small(all);
    while (!*sum_hidden && counted > 0 && (counted < 2 || sum < SUPPRESS_BELOW)) {
        size_t next = next_to_hide(values, hidden, count);
        *sum_hidden = next == count;
        if (next == count) break;
        hidden[next] = true;
        sum += values[next];
        counted++;
    }
}
