/* retention_store.h - what the law lets us keep for a while only: raw webhooks, which hold names
 * and numbers beside the words; ended sessions.
 *
 * Threads: the writer thread, inside a job. */
#ifndef KANDA_STORE_RETENTION_STORE_H
#define KANDA_STORE_RETENTION_STORE_H

#include "store/db.h"

#define RETENTION_BODIES_MAX 128

/* Empties at most RETENTION_BODIES_MAX raw webhooks that arrived before that instant, oldest first;
 * *count says how many. Their messages stay as they are. */
MUST_CHECK bool retention_bodies(struct db *db, int64_t before, int64_t *count, struct err *e);
/* Sessions that have ended, whoever signed in since. */
MUST_CHECK bool retention_sessions(struct db *db, int64_t now, int64_t *count, struct err *e);

#endif
