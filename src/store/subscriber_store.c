/* subscriber_store.c - rows of subscriber. */
#include "store/subscriber_store.h"

bool subscriber_renew(struct db *db, int64_t ticket_id, struct err *e)
{
    return db_exec(db, STMT_SUBSCRIBER_FORGET_MERGED, VALUES(V_INT(ticket_id)), NULL, e) &&
           db_exec(db, STMT_SUBSCRIBER_OF_MERGED, VALUES(V_INT(ticket_id)), NULL, e);
}

bool subscriber_list(struct db *db, int64_t ticket_id, int64_t after, int64_t out[SUBSCRIBER_PAGE],
                     size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_SUBSCRIBER_OF_TICKET,
                      VALUES(V_INT(ticket_id), V_INT(after), V_INT(SUBSCRIBER_PAGE)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < SUBSCRIBER_PAGE)
        out[n++] = db_int(rows, 0);
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool subscriber_count(struct db *db, int64_t ticket_id, int64_t *count, struct err *e)
{
    return db_exec_i64(db, STMT_SUBSCRIBER_COUNT, VALUES(V_INT(ticket_id)), count, NULL, e);
}
