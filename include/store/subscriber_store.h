/* subscriber_store.h - people beside the reporter who are told of a ticket.
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_SUBSCRIBER_STORE_H
#define KANDA_STORE_SUBSCRIBER_STORE_H

#include "store/db.h"

/* *fresh is false for one who follows it already; it may be NULL. */
MUST_CHECK bool subscriber_add(struct db *db, int64_t ticket_id, int64_t contact_id, int64_t since,
                               bool *fresh, struct err *e);
MUST_CHECK bool subscriber_remove(struct db *db, int64_t ticket_id, int64_t contact_id,
                                  struct err *e);
/* Who follows from_id follows into_id as well. */
MUST_CHECK bool subscriber_copy(struct db *db, int64_t from_id, int64_t into_id, int64_t since,
                                struct err *e);
#define SUBSCRIBER_PAGE 64
/* At most SUBSCRIBER_PAGE contacts behind `after`, in ascending order. */
MUST_CHECK bool subscriber_list(struct db *db, int64_t ticket_id, int64_t after,
                                int64_t out[SUBSCRIBER_PAGE], size_t *count, struct err *e);
MUST_CHECK bool subscriber_count(struct db *db, int64_t ticket_id, int64_t *count, struct err *e);

#endif
