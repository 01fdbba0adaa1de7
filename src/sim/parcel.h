/* parcel.h - what waits to be carried, and in which order: private to the courier.
 *
 * Threads: the courier's. Memory: a parcel owns its texts; the queue owns its parcels. */
#ifndef KANDA_SIM_PARCEL_H
#define KANDA_SIM_PARCEL_H

#include "courier.h"

struct sim_parcel {
    struct sim_parcel *next; /* in the courier's inbox */
    int64_t due_ms;          /* monotonic */
    uint64_t hold, letter;
    int tries;
    bool once;
    bool planned; /* a plan; otherwise `raw` is the body */
    struct sim_receipt about;
    unsigned steps, twice;
    struct str raw;
    struct buf body; /* of the try under way */
    char texts[];
};

struct sim_parcel *sim_parcel_of_errand(const struct sim_errand *errand);
struct sim_parcel *sim_parcel_of_plan(const struct sim_plan *plan);
void sim_parcel_destroy(struct sim_parcel *p);
/* The body of the next try. */
bool sim_parcel_pack(struct sim_parcel *p, const struct sim_line *line, int64_t now_ms);
/* After a try that is settled: true when the parcel has another errand, due_ms set. */
bool sim_parcel_advance(struct sim_parcel *p, int64_t monotonic_ms);

struct sim_parcel_queue { /* a binary heap, earliest first */
    struct sim_parcel **item;
    size_t count, cap;
};
bool sim_queue_push(struct sim_parcel_queue *q, struct sim_parcel *p);
struct sim_parcel *sim_queue_pop(struct sim_parcel_queue *q, int64_t monotonic_ms); /* due only */
int64_t sim_queue_next_ms(const struct sim_parcel_queue *q, int64_t monotonic_ms);  /* -1: empty */
void sim_queue_finish(struct sim_parcel_queue *q);

#endif
