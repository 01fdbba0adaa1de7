/* calendar_store.h - by which holidays and office hours the clocks of open tickets were reckoned.
 * Threads: the writer thread, inside a job. */
#ifndef KANDA_STORE_CALENDAR_STORE_H
#define KANDA_STORE_CALENDAR_STORE_H

#include "base/crypto.h"
#include "domain/ticket.h"
#include "store/db.h"

/* A walk over all open tickets: by status, in each those in confidence last, by id. status
 * STATUS_CLOSED: it is done. */
struct calendar_place {
    enum ticket_status status;
    bool whistleblowing;
    int64_t ticket_id;
};
struct calendar {
    uint8_t digest[SHA256_SIZE]; /* all 0: nothing was in force yet */
    struct calendar_place place;
};

MUST_CHECK bool calendar_get(struct db *db, struct calendar *out, struct err *e);
MUST_CHECK bool calendar_set(struct db *db, const struct calendar *c, struct err *e);
/* The next open ticket after *place, which moves there; *id 0: there is none, and the walk is done.
 */
MUST_CHECK bool calendar_next(struct db *db, struct calendar_place *place, int64_t *id,
                              struct err *e);

#endif
