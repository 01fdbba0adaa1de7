/* summary_store.c - rows of public_summary. */
#include "store/summary_store.h"

static bool summary_read(struct db_rows *rows, struct arena *arena, struct summary *out,
                         struct err *e)
{
    out->written_at = db_int(rows, 2);
    out->approved_at = db_int(rows, 4);
    return db_text_copy(rows, 0, arena, &out->text, e) &&
           db_text_copy(rows, 1, arena, &out->written_by, e) &&
           db_text_copy(rows, 3, arena, &out->approved_by, e);
}

bool summary_get(struct db *db, int64_t ticket_id, struct arena *arena, struct summary *out,
                 struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct summary){ .text = STR_EMPTY };
    if (!db_open_rows(db, STMT_SUMMARY_GET, VALUES(V_INT(ticket_id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || summary_read(rows, arena, out, e));
    db_close_rows(rows);
    return ok;
}

bool summary_put(struct db *db, int64_t ticket_id, struct str text, int64_t staff_id, int64_t now,
                 struct err *e)
{
    return db_exec(db, STMT_SUMMARY_PUT,
                   VALUES(V_INT(ticket_id), V_TEXT(text), V_INT(staff_id), V_INT(now)), NULL, e);
}

bool summary_approve(struct db *db, int64_t ticket_id, int64_t staff_id, int64_t now, struct err *e)
{
    int64_t changes;
    if (!db_exec(
            db, STMT_SUMMARY_APPROVE,
            VALUES(v_int_or_null(staff_id), v_int_or_null(staff_id ? now : 0), V_INT(ticket_id)),
            &changes, e))
        return false;
    return changes == 1 || err_set(e, ERR_NOT_FOUND, "summary: none was written");
}

bool summary_public(struct db *db, int64_t ticket_id, struct arena *arena, struct str *out,
                    struct err *e)
{
    return db_exec_text(db, STMT_SUMMARY_PUBLIC, VALUES(V_INT(ticket_id)), arena, out, e);
}

static bool public_read(struct db_rows *rows, struct arena *arena, struct public_summary *out,
                        struct err *e)
{
    struct ticket *t = &out->ticket;
    *out = (struct public_summary){ .approved_at = db_int(rows, 2) };
    t->id = db_int(rows, 0);
    t->status = (enum ticket_status)db_int(rows, 3);
    t->outcome = (enum ticket_outcome)db_int(rows, 4);
    return db_text_copy(rows, 1, arena, &out->text, e) &&
           db_text_copy(rows, 5, arena, &t->category, e) &&
           db_text_copy(rows, 6, arena, &t->department, e) &&
           db_text_copy(rows, 7, arena, &t->district, e) &&
           db_text_copy(rows, 8, arena, &t->village, e) &&
           db_text_copy(rows, 9, arena, &t->referred_to, e);
}

bool summary_newest(struct db *db, size_t max, struct arena *arena, struct public_summary *out,
                    size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    *count = 0;
    if (!db_open_rows(db, STMT_SUMMARY_NEWEST, VALUES(V_INT(max)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = public_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}
