/* staff_contact_store.c - a table of some hundred rows. */
#include "store/staff_contact_store.h"

bool staff_contact_put(struct db *db, const struct staff_contact *c, int64_t now, struct err *e)
{
    return db_exec(db, STMT_STAFF_CONTACT_PUT,
                   VALUES(V_TEXT(c->department), V_INT(c->rung), v_text_or_null(c->phone),
                          v_text_or_null(c->mail), V_INT(now)),
                   NULL, e);
}

bool staff_contact_delete(struct db *db, struct str department, enum notice_rung rung,
                          struct err *e)
{
    int64_t changes;
    return db_exec(db, STMT_STAFF_CONTACT_DELETE, VALUES(V_TEXT(department), V_INT(rung)), &changes,
                   e) &&
           (changes == 1 || err_set(e, ERR_NOT_FOUND, "staff contact: nobody is known there"));
}

static bool row_read(struct db_rows *rows, struct arena *arena, struct staff_contact *c,
                     struct err *e)
{
    *c = (struct staff_contact){ .rung = (enum notice_rung)db_int(rows, 1),
                                 .updated_at = db_int(rows, 4) };
    return db_text_copy(rows, 0, arena, &c->department, e) &&
           db_text_copy(rows, 2, arena, &c->phone, e) && db_text_copy(rows, 3, arena, &c->mail, e);
}

bool staff_contact_get(struct db *db, struct str department, enum notice_rung rung,
                       struct arena *arena, struct staff_contact *out, bool *found, struct err *e)
{
    struct db_rows *rows;
    if (!db_open_rows(db, STMT_STAFF_CONTACT_GET, VALUES(V_TEXT(department), V_INT(rung)), &rows,
                      e))
        return false;
    bool ok = db_step(rows, found, e) && (!*found || row_read(rows, arena, out, e));
    db_close_rows(rows);
    return ok;
}

bool staff_contact_list(struct db *db, struct arena *arena, struct staff_contact *out, size_t max,
                        size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_STAFF_CONTACT_LIST, VALUES(V_INT(max)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool staff_contact_digest_next(struct db *db, int64_t day, struct arena *arena,
                               struct staff_contact *out, bool *found, struct err *e)
{
    struct db_rows *rows;
    *out = (struct staff_contact){ .phone = STR_EMPTY, .mail = STR_EMPTY };
    if (!db_open_rows(db, STMT_STAFF_CONTACT_DIGEST_NEXT, VALUES(V_INT(day)), &rows, e))
        return false;
    bool ok =
        db_step(rows, found, e) && (!*found || db_text_copy(rows, 0, arena, &out->department, e));
    if (ok && *found) out->rung = (enum notice_rung)db_int(rows, 1);
    db_close_rows(rows);
    return ok;
}

bool staff_contact_digest_done(struct db *db, const struct staff_contact *c, int64_t day,
                               struct err *e)
{
    return db_exec(db, STMT_STAFF_CONTACT_DIGEST_DONE,
                   VALUES(V_INT(day), V_TEXT(c->department), V_INT(c->rung)), NULL, e);
}
