/* trail.h - the webhooks that were sent last, each try with its answer: what the phone page lists.
 *
 * The newest SIM_TRAIL_MAX tries are kept, of a body and of an answer so many bytes.
 *
 * Threads: any; a lock inside. Memory: texts are copied. */
#ifndef KANDA_SIM_TRAIL_H
#define KANDA_SIM_TRAIL_H

#include "base/json.h"

#define SIM_TRAIL_MAX        200
#define SIM_TRAIL_BODY_MAX   ((size_t)16 << 10)
#define SIM_TRAIL_ANSWER_MAX ((size_t)1 << 10)

struct sim_try {
    struct str body, answer;
    int http_status; /* 0: there was no answer */
    int nth;         /* try of this webhook, from 1 */
    int64_t at_ms, took_ms;
    uint64_t letter; /* the diary's number of the message in it; 0: none */
};

struct sim_trail;
struct sim_trail *sim_trail_create(void); /* NULL when memory is refused */
void sim_trail_destroy(struct sim_trail *t);
/* Not kept when memory is refused. */
void sim_trail_put(struct sim_trail *t, const struct sim_try *once);
/* Writes "items" (seq greater than after, oldest first) and "next_after" into an open object. */
void sim_trail_write(struct sim_trail *t, int64_t after, struct json_writer *w);

#endif
