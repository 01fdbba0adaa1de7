/* record.c - the one place that saves a ticket which an event tells of. */
#include "record.h"
#include "domain/ladder.h"
#include "store/ticket_store.h"

bool record_change(struct db *db, const struct desk *desk, struct ticket *t, struct event *event,
                   struct arena *arena, int64_t *event_id, struct err *e)
{
    event->ticket_id = t->id;
    ladder_set(desk, t);
    return ticket_save(db, t, event->at, e) && event_insert(db, event, arena, event_id, e);
}
