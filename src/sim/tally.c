/* tally.c - latencies in a fixed space. */
#include "tally.h"

#define EXACT 128u /* below this a bucket holds one value */
#define PARTS 64u

static unsigned log2_of(uint64_t n)
{
    return 63u - (unsigned)__builtin_clzll(n);
}

static size_t index_of(uint64_t us)
{
    if (us < EXACT) return (size_t)us;
    unsigned power = log2_of(us);
    size_t at = EXACT + (size_t)(power - 7) * PARTS + (size_t)((us >> (power - 6)) & (PARTS - 1));
    return at < TALLY_BUCKETS ? at : TALLY_BUCKETS - 1;
}

/* The largest value that index_of sends to this bucket. */
static uint64_t top_of(size_t at)
{
    if (at < EXACT) return at;
    unsigned power = (unsigned)((at - EXACT) / PARTS) + 7;
    uint64_t part = (at - EXACT) % PARTS;
    return ((PARTS + part + 1) << (power - 6)) - 1;
}

void sim_tally_add(struct sim_tally *t, uint64_t us)
{
    t->bucket[index_of(us)]++;
    t->count++;
    if (us > t->max_us) t->max_us = us;
}

uint64_t sim_tally_at(const struct sim_tally *t, double share)
{
    uint64_t want = (uint64_t)(share * (double)t->count + 0.999999), seen = 0;
    if (want == 0) want = 1;
    for (size_t i = 0; i < TALLY_BUCKETS && t->count > 0; i++) {
        seen += t->bucket[i];
        if (seen >= want) {
            uint64_t top = top_of(i);
            return top < t->max_us ? top : t->max_us;
        }
    }
    return t->max_us;
}
