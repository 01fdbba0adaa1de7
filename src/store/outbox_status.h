/* outbox_status.h - between outbox_store.c and outbox_status.c. */
#ifndef KANDA_STORE_OUTBOX_STATUS_H
#define KANDA_STORE_OUTBOX_STATUS_H

#include "store/outbox_store.h"

/* Applies the statuses of this wamid that came before the row knew it. */
MUST_CHECK bool outbox_adopt_statuses(struct db *db, int64_t id, struct str wamid, int64_t now,
                                      struct err *e);

#endif
