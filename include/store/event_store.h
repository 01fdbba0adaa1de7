/* event_store.h - the append-only timeline of tickets.
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_EVENT_STORE_H
#define KANDA_STORE_EVENT_STORE_H

#include "domain/ticket.h"
#include "store/db.h"

/* data_json may be empty ("{}" is stored). Gives the new id. */
MUST_CHECK bool event_insert(struct db *db, const struct event *event, int64_t *id, struct err *e);

#define EVENT_LIST_MAX 200
/* Oldest first, behind after_id; out must have room for limit events. */
MUST_CHECK bool event_list(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                           struct arena *arena, struct event *out, size_t *count, bool *more,
                           struct err *e);

#endif
