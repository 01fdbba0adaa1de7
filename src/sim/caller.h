/* caller.h - one HTTP request after another to the simulator or to kanda, for `play` and `load`.
 *
 * Threads: one owner. Memory: an answer lives in the buffer that was passed in. */
#ifndef KANDA_SIM_CALLER_H
#define KANDA_SIM_CALLER_H

#include "base/buf.h"

struct sim_caller;
struct sim_caller *sim_caller_create(void); /* NULL when memory is refused */
void sim_caller_destroy(struct sim_caller *c);

/* *status is the HTTP status. ERR_IO when there was no answer. */
MUST_CHECK bool sim_caller_get(struct sim_caller *c, const char *url, struct buf *answer,
                               int *status, struct err *e);
/* secret may be empty: then the request is not signed. */
MUST_CHECK bool sim_caller_post(struct sim_caller *c, const char *url, struct str body,
                                struct str secret, struct buf *answer, int *status, struct err *e);

/* A request to kanda's staff API with a bearer token. body empty: GET, else POST. */
MUST_CHECK bool sim_caller_staff(struct sim_caller *c, const char *url, const char *token,
                                 struct str body, struct buf *answer, int *status, struct err *e);

#endif
