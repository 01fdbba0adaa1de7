/* door.h - the HTTP side of the simulator: libmicrohttpd, and every way to misbehave on a socket.
 *
 * Threads: MHD's own poll thread runs all handlers. */
#ifndef KANDA_SIM_DOOR_H
#define KANDA_SIM_DOOR_H

#include "exchange.h"

MUST_CHECK bool sim_door_open(struct sim *sim, struct sim_door **out, struct err *e);
int sim_door_port(const struct sim_door *d);
/* Every parked connection was resumed before. NULL is fine. */
void sim_door_close(struct sim_door *d);

#endif
