/* tally.h - latencies in a fixed space: counts in buckets that are 1/64 of their value wide.
 *
 * Threads: one owner. Memory: no allocation. */
#ifndef KANDA_SIM_TALLY_H
#define KANDA_SIM_TALLY_H

#include "base/str.h"

#define TALLY_BUCKETS 2496

struct sim_tally {
    uint64_t count, max_us;
    uint64_t bucket[TALLY_BUCKETS];
};

void sim_tally_add(struct sim_tally *t, uint64_t us);
/* Microseconds that this share of all (0..1) did not exceed; 0 when nothing was counted. Never
 * more than 1/64 above the truth, never above the maximum. */
uint64_t sim_tally_at(const struct sim_tally *t, double share);

#endif
