/* load_body.h - the webhooks that `load` sends: made-up citizens, made-up complaints.
 *
 * Threads: one owner. Memory: fixed after create, but for the bodies. */
#ifndef KANDA_SIM_LOAD_BODY_H
#define KANDA_SIM_LOAD_BODY_H

#include "load.h"

struct sim_load_bodies;
struct sim_load_bodies *sim_load_bodies_create(const struct sim_load_settings *settings,
                                               const struct sim_target *target, struct clock clock);
void sim_load_bodies_destroy(struct sim_load_bodies *b);
/* Fills body with the next webhook. *number tells the bodies apart, counted from 0; a repetition
 * has the number of what it repeats. A forged one is never repeated. */
MUST_CHECK bool sim_load_bodies_next(struct sim_load_bodies *b, bool forged, struct buf *body,
                                     uint64_t *number, bool *repeated);
/* True when the dice say that the next request carries a wrong signature. */
bool sim_load_bodies_forge(struct sim_load_bodies *b);

#endif
