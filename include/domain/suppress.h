/* suppress.h - small numbers that must not be published: a count under five, in a village or a
 * unit, may tell who was behind it.
 *
 * Hiding the small ones alone is not enough: next to a published sum, a single hidden number is
 * sum minus the rest. So as many further numbers are hidden as it takes until at least two are
 * hidden and they add up to five or more; if nothing is left to hide, the sum goes too. Hidden
 * numbers all look alike, so that a small one is not told from one that hides it.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_SUPPRESS_H
#define KANDA_DOMAIN_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SUPPRESS_BELOW 5

/* values[i] of one column, none negative; hidden[i] comes in true where something else demands it
 * and goes out true where the value must not be shown. *sum_hidden: the same of their sum. */
void suppress_column(const int64_t *values, bool *hidden, size_t count, bool *sum_hidden);

#endif
