/* alarm_store.c - the unique index on open causes is what makes an alarm one alarm. */
#include "store/alarm_store.h"

bool alarm_raise(struct db *db, const struct alarm *a, struct err *e)
{
    return db_exec(db, STMT_ALARM_RAISE,
                   VALUES(V_TEXT(str_of(a->cause)), V_INT(a->severity), V_TEXT(str_of(a->text)),
                          V_INT(a->since), v_int_or_null(a->quiet_at)),
                   NULL, e);
}

bool alarm_clear(struct db *db, const char *cause, int64_t at, struct err *e)
{
    return db_exec(db, STMT_ALARM_CLEAR, VALUES(V_INT(at), V_TEXT(str_of(cause))), NULL, e);
}

bool alarm_quiet(struct db *db, int64_t now, struct err *e)
{
    return db_exec(db, STMT_ALARM_QUIET, VALUES(V_INT(now)), NULL, e);
}

bool alarm_count(struct db *db, int64_t *open, struct err *e)
{
    return db_exec_i64(db, STMT_ALARM_COUNT_OPEN, NO_VALUES, open, NULL, e);
}

static bool alarm_read(struct db_rows *rows, struct alarm *a, struct err *e)
{
    *a = (struct alarm){ .id = db_int(rows, 0),
                         .severity = (enum alarm_severity)db_int(rows, 2),
                         .since = db_int(rows, 4),
                         .last_at = db_int(rows, 5),
                         .cleared_at = db_int(rows, 6) };
    return (str_copy(a->cause, sizeof a->cause, db_text(rows, 1)) &&
            str_copy(a->text, sizeof a->text, db_text(rows, 3))) ||
           err_set(e, ERR_INTERNAL, "alarm: a row is longer than what was stored");
}

bool alarm_list(struct db *db, bool only_open, int64_t before_id, size_t limit, struct alarm *out,
                size_t *count, bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (limit < 1 || limit > ALARM_LIST_MAX)
        return err_set(e, ERR_INPUT, "alarm list: limit must be 1 to %d", ALARM_LIST_MAX);
    if (!db_open_rows(db, only_open ? STMT_ALARM_LIST_OPEN : STMT_ALARM_LIST_ALL,
                      VALUES(V_INT(before_id ? before_id : INT64_MAX), V_INT(limit + 1)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < limit) {
        if (!(ok = alarm_read(rows, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}

bool alarm_next(struct db *db, enum alarm_road road, struct alarm *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct alarm){ 0 };
    if (!db_open_rows(db, road == ALARM_BY_MAIL ? STMT_ALARM_NEXT_MAIL : STMT_ALARM_NEXT_HOOK,
                      NO_VALUES, &rows, e))
        return false;
    bool ok = db_step(rows, &more, e) && (!more || alarm_read(rows, out, e));
    db_close_rows(rows);
    return ok;
}

bool alarm_told(struct db *db, enum alarm_road road, const struct alarm *a, struct err *e)
{
    return db_exec(db, road == ALARM_BY_MAIL ? STMT_ALARM_TOLD_MAIL : STMT_ALARM_TOLD_HOOK,
                   VALUES(V_INT(a->cleared_at ? 2 : 1), V_INT(a->severity), V_INT(a->id)), NULL, e);
}
