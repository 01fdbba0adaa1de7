/* counting.h - statistics that follow the timeline: every ticket of which something happened is
 * counted anew, a moment later. Nobody who changes a ticket has to think of it, and no webhook
 * waits for it.
 *
 * Threads: the writer thread, inside a job. */
#ifndef KANDA_SERVICE_COUNTING_H
#define KANDA_SERVICE_COUNTING_H

#include "service/intake.h"

#define COUNTING_EVENTS_MAX 64

/* At most COUNTING_EVENTS_MAX events; *events says how many there were. */
MUST_CHECK bool counting_run(struct db *db, const struct intake_options *options, int64_t *events,
                             struct err *e);

#endif
