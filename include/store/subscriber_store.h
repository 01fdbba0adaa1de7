/* subscriber_store.h - people beside the reporter who are told of a ticket.
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_SUBSCRIBER_STORE_H
#define KANDA_STORE_SUBSCRIBER_STORE_H

#include "store/db.h"

/* Who follows a ticket by tickets that were merged into it is found anew: reporters and followers
 * of all that are, each once. Who follows it of their own stays. */
MUST_CHECK bool subscriber_renew(struct db *db, int64_t ticket_id, struct err *e);
#define SUBSCRIBER_PAGE 64
/* At most SUBSCRIBER_PAGE contacts behind `after`, in ascending order. */
MUST_CHECK bool subscriber_list(struct db *db, int64_t ticket_id, int64_t after,
                                int64_t out[SUBSCRIBER_PAGE], size_t *count, struct err *e);
MUST_CHECK bool subscriber_count(struct db *db, int64_t ticket_id, int64_t *count, struct err *e);

#endif
