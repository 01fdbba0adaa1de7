/* retention_store.c - a mark says how far the raw webhooks were emptied, so that nothing is
 * searched. */
#include "store/retention_store.h"

bool retention_bodies(struct db *db, int64_t before, int64_t *count, struct err *e)
{
    struct db_rows *rows;
    int64_t last = 0;
    bool more, ok;
    *count = 0;
    if (!db_open_rows(db, STMT_RETENTION_NEXT, VALUES(V_INT(RETENTION_BODIES_MAX)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && db_int(rows, 1) < before)
        last = db_int(rows, 0);
    db_close_rows(rows);
    if (!ok || last == 0) return ok;
    return db_exec(db, STMT_RETENTION_EMPTY, VALUES(V_INT(last)), count, e) &&
           db_exec(db, STMT_RETENTION_ADVANCE, VALUES(V_INT(last)), NULL, e);
}

bool retention_sessions(struct db *db, int64_t now, int64_t *count, struct err *e)
{
    return db_exec(db, STMT_SESSION_DELETE_EXPIRED, VALUES(V_INT(now)), count, e);
}
