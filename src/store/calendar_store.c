/* calendar_store.c - one row, and a walk along the index of statuses. */
#include "store/calendar_store.h"
#include <string.h>

bool calendar_get(struct db *db, struct calendar *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct calendar){ .place = { .status = STATUS_RECEIVED } };
    if (!db_open_rows(db, STMT_CALENDAR_GET, NO_VALUES, &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        struct str digest = db_text(rows, 0);
        if (digest.len == sizeof out->digest) memcpy(out->digest, digest.at, digest.len);
        out->place = (struct calendar_place){ .status = (enum ticket_status)db_int(rows, 1),
                                              .whistleblowing = db_int(rows, 2) != 0,
                                              .ticket_id = db_int(rows, 3) };
    }
    db_close_rows(rows);
    return ok;
}

bool calendar_set(struct db *db, const struct calendar *c, struct err *e)
{
    struct str digest = { (const char *)c->digest, sizeof c->digest };
    return db_exec(db, STMT_CALENDAR_SET,
                   VALUES(V_BLOB(digest), V_INT(c->place.status), V_INT(c->place.whistleblowing),
                          V_INT(c->place.ticket_id)),
                   NULL, e);
}

static struct calendar_place lane_after(struct calendar_place p)
{
    struct calendar_place next = { .status = p.status, .whistleblowing = !p.whistleblowing };
    if (p.whistleblowing) next.status = (enum ticket_status)(p.status + 1);
    return next;
}

bool calendar_next(struct db *db, struct calendar_place *place, int64_t *id, struct err *e)
{
    bool found = false;
    for (*id = 0; !found && place->status < STATUS_CLOSED;) {
        if (!db_exec_i64(
                db, STMT_CALENDAR_NEXT,
                VALUES(V_INT(place->status), V_INT(place->whistleblowing), V_INT(place->ticket_id)),
                id, &found, e))
            return false;
        if (found)
            place->ticket_id = *id;
        else
            *place = lane_after(*place);
    }
    if (!found) *id = 0;
    return true;
}
