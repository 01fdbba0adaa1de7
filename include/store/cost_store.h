/* cost_store.h - how many messages of which kind were delivered, summed by day.
 * Threads: cost_note on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_COST_STORE_H
#define KANDA_STORE_COST_STORE_H

#include "domain/cost.h"
#include "store/db.h"

/* A status row was just stored: counts its message when this made it both delivered and priced,
 * hence once whatever comes when. outbox_id 0: not one of ours, counted all the same. */
MUST_CHECK bool cost_note(struct db *db, int64_t status_id, struct str wamid, int64_t outbox_id,
                          struct err *e);
/* Adds all days of a month (YYYYMM) to the sum. */
MUST_CHECK bool cost_month(struct db *db, int64_t month, struct cost_sum *sum, struct err *e);
/* Adds the replies on a ticket; set sum->no_free before. */
MUST_CHECK bool cost_of_ticket(struct db *db, int64_t ticket_id, struct cost_sum *sum,
                               struct err *e);

#endif
