/* record.h - a change of a ticket and the line of its timeline that tells of it are one thing.
 * Room-private. */
#ifndef KANDA_SERVICE_RECORD_H
#define KANDA_SERVICE_RECORD_H

#include "domain/desk.h"
#include "store/event_store.h"

/* Sets when the ticket is to be looked at next, saves it, and appends the event, whose ticket_id is
 * set here and whose time is that of the change. The version of t goes up. ERR_CONFLICT when
 * somebody else has changed the ticket since it was read. */
MUST_CHECK bool record_change(struct db *db, const struct desk *desk, struct ticket *t,
                              struct event *event, struct arena *arena, int64_t *event_id,
                              struct err *e);

#endif
