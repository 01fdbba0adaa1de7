/* parking.h - connections that wait: for a moment in time, or for a webhook to be delivered.
 *
 * Threads: reserve and wait on the door's thread, tick and done on the courier's.
 * After parking_open_gates nothing waits any more. */
#ifndef KANDA_SIM_PARKING_H
#define KANDA_SIM_PARKING_H

#include "exchange.h"

struct sim_parking *sim_parking_create(void);
void sim_parking_destroy(struct sim_parking *p);

/* A hold that the courier may finish at any moment from now on. 0 when memory is refused. */
uint64_t sim_parking_reserve(struct sim_parking *p);
void sim_parking_cancel(struct sim_parking *p, uint64_t hold);
/* Suspends the connection of x until due, or until its hold is done if it has one. False: do not
 * wait (the hold is done already, the gates are open, memory is refused). */
bool sim_parking_wait(struct sim_parking *p, struct sim_exchange *x, int64_t due_ms);

int64_t sim_parking_tick(struct sim_parking *p, int64_t monotonic_ms);
void sim_parking_done(struct sim_parking *p, uint64_t hold, int http_status);
void sim_parking_open_gates(struct sim_parking *p);

#endif
