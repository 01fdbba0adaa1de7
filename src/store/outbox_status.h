/* outbox_status.h - between outbox_store.c, outbox_status.c and outbox_return.c. */
#ifndef KANDA_STORE_OUTBOX_STATUS_H
#define KANDA_STORE_OUTBOX_STATUS_H

#include "store/outbox_store.h"

/* The row that a report is about. */
struct outbox_target {
    int64_t id, contact_id, ticket_id; /* id 0: no such row */
    enum outbox_state state;
    int64_t error_code; /* Meta's, of a failure */
    int64_t unsure_count, undelivered;
    bool other_try; /* the report is about an earlier try than the one whose wamid the row knows */
};

/* Applies the statuses of this wamid that came before the row knew it. */
MUST_CHECK bool outbox_adopt_statuses(struct db *db, int64_t id, struct str wamid, int64_t now,
                                      struct err *e);
/* Meta says that what it took did not arrive: what its code asks for. *settled: the row is where it
 * belongs; else it fails. */
MUST_CHECK bool outbox_undelivered(struct db *db, const struct outbox_target *t,
                                   const struct outbox_reason *why, int64_t now, bool *settled,
                                   struct err *e);
/* Accepted, then refused because the window was closed: into line again, for the gate to decide.
 * *again false: it was a template, for which there is no third way. */
MUST_CHECK bool outbox_reopen(struct db *db, const struct outbox_target *t,
                              const struct outbox_reason *why, int64_t now, bool *again,
                              struct err *e);
/* Meta's code says what is wrong with the row's template: it is marked. *marked false: the row is
 * no template. */
MUST_CHECK bool outbox_template_mark(struct db *db, int64_t id, const struct outbox_reason *why,
                                     int64_t now, bool *marked, struct err *e);

#endif
