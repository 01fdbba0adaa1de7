/* secret_store.h - random secrets that belong to this database: made when first needed, kept for
 * ever. Threads: secret_need on the writer thread inside a job; secret_get on any connection. */
#ifndef KANDA_STORE_SECRET_STORE_H
#define KANDA_STORE_SECRET_STORE_H

#include "base/crypto.h"
#include "store/db.h"

#define SECRET_TRACKING "tracking" /* keys of tickets, domain/tracking.h */
#define SECRET_EVENTS   "events"   /* hides numbers of events, http/live.h */

/* *found is false, and out untouched, while nobody has needed it. */
MUST_CHECK bool secret_get(struct db *db, const char *name, uint8_t out[SHA256_SIZE], bool *found,
                           struct err *e);
/* The same; makes it when it is not there. */
MUST_CHECK bool secret_need(struct db *db, const char *name, uint8_t out[SHA256_SIZE],
                            struct err *e);

#endif
