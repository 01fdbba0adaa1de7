/* filter_store.c - a few rows for each account. */
#include "store/filter_store.h"

bool filter_put(struct db *db, int64_t staff_id, struct saved_filter *filter, int64_t now,
                struct err *e)
{
    int64_t others;
    if (!db_exec_i64(db, STMT_FILTER_COUNT, VALUES(V_INT(staff_id), V_TEXT(filter->name)), &others,
                     NULL, e))
        return false;
    if (others >= FILTERS_MAX)
        return err_set(e, ERR_CONFLICT, "There are %d filters already: delete one.", FILTERS_MAX);
    return db_exec_i64(
        db, STMT_FILTER_PUT,
        VALUES(V_INT(staff_id), V_TEXT(filter->name), V_TEXT(filter->query), V_INT(now)),
        &filter->id, NULL, e);
}

bool filter_list(struct db *db, int64_t staff_id, struct arena *arena, struct saved_filter *out,
                 size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_FILTER_LIST, VALUES(V_INT(staff_id)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < FILTERS_MAX) {
        out[n].id = db_int(rows, 0);
        ok = db_text_copy(rows, 1, arena, &out[n].name, e) &&
             db_text_copy(rows, 2, arena, &out[n].query, e);
        if (!ok) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool filter_delete(struct db *db, int64_t staff_id, int64_t id, struct err *e)
{
    int64_t changes;
    return db_exec(db, STMT_FILTER_DELETE, VALUES(V_INT(id), V_INT(staff_id)), &changes, e) &&
           (changes == 1 || err_set(e, ERR_NOT_FOUND, "no such filter"));
}
