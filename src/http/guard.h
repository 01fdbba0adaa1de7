/* guard.h - closes connections that take too long over their headers.
 *
 * libmicrohttpd's time-out counts from the last byte, so one byte a second would hold a connection
 * for ever. The guard knows since when each connection owes a complete request.
 *
 * Threads: the notifications come from the door; guard_sweep from the main thread. */
#ifndef KANDA_HTTP_GUARD_H
#define KANDA_HTTP_GUARD_H

#include "base/err.h"
#include <stdint.h>

struct guard;
MUST_CHECK bool guard_create(struct guard **out, struct err *e);
void guard_destroy(struct guard *g);
void guard_opened(struct guard *g, int fd, int64_t now_ms); /* monotonic */
void guard_closed(struct guard *g, int fd);
void guard_busy(struct guard *g, int fd);                 /* headers are complete */
void guard_idle(struct guard *g, int fd, int64_t now_ms); /* answered: owes the next request */
/* Shuts down every connection that owes a request since before now_ms - patience_ms. */
void guard_sweep(struct guard *g, int64_t now_ms, int64_t patience_ms);

#endif
