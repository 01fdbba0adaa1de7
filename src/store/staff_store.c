/* staff_store.c - accounts and the hashes of their tokens. */
#include "store/staff_store.h"
#include "base/crypto.h"

/* A token has 256 random bits: a plain hash is enough, and quick to look up. */
static bool token_put(struct db *db, int64_t staff_id, struct str token, int64_t now, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    sha256(token, digest);
    return db_exec(db, STMT_STAFF_TOKEN_INSERT,
                   VALUES(V_INT(staff_id),
                          V_BLOB(((struct str){ (const char *)digest, sizeof digest })),
                          V_INT(now)),
                   NULL, e);
}

bool staff_insert(struct db *db, const struct staff_draft *draft, int64_t *id, struct err *e)
{
    int64_t new_id;
    if (!db_exec_i64(db, STMT_STAFF_INSERT,
                     VALUES(V_TEXT(draft->name), V_TEXT(str_of(role_name(draft->role))),
                            v_text_or_null(draft->department),
                            v_text_or_null(str_of(draft->password_hash)), V_INT(draft->now)),
                     &new_id, NULL, e))
        return false;
    if (!token_put(db, new_id, draft->token, draft->now, e)) return false;
    *id = new_id;
    return true;
}

bool staff_by_token(struct db *db, struct str token, struct arena *arena, struct staff *out,
                    struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    struct db_rows *rows;
    bool more = false;
    struct staff found = { 0 };
    sha256(token, digest);
    if (!db_open_rows(db, STMT_STAFF_BY_TOKEN,
                      VALUES(V_BLOB(((struct str){ (const char *)digest, sizeof digest }))), &rows,
                      e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        found.id = db_int(rows, 0);
        ok = db_text_copy(rows, 1, arena, &found.name, e) &&
             (role_parse(db_text(rows, 2), &found.role) ||
              err_set(e, ERR_INTERNAL, "staff: unknown role")) &&
             db_text_copy(rows, 3, arena, &found.department, e);
    }
    db_close_rows(rows);
    if (!ok) return false;
    if (!more) return err_set(e, ERR_NOT_FOUND, "staff: no such token");
    *out = found;
    return true;
}

/* The account's id; ERR_NOT_FOUND when there is none or it is closed. */
static bool staff_find(struct db *db, struct str name, int64_t *id, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    int64_t found = 0;
    if (!db_open_rows(db, STMT_STAFF_BY_NAME, VALUES(V_TEXT(name)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more && db_is_null(rows, 4)) found = db_int(rows, 0);
    db_close_rows(rows);
    if (!ok) return false;
    if (found == 0) return err_set(e, ERR_NOT_FOUND, "staff: no open account of that name");
    *id = found;
    return true;
}

bool staff_disable(struct db *db, struct str name, int64_t now, struct err *e)
{
    int64_t id;
    return staff_find(db, name, &id, e) &&
           db_exec(db, STMT_STAFF_TOKEN_REVOKE_ALL, VALUES(V_INT(now), V_INT(id)), NULL, e) &&
           db_exec(db, STMT_STAFF_DISABLE, VALUES(V_INT(now), V_INT(id)), NULL, e);
}

bool staff_new_token(struct db *db, struct str name, struct str token, int64_t now, struct err *e)
{
    int64_t id;
    return staff_find(db, name, &id, e) &&
           db_exec(db, STMT_STAFF_TOKEN_REVOKE_ALL, VALUES(V_INT(now), V_INT(id)), NULL, e) &&
           token_put(db, id, token, now, e);
}

static bool staff_read(struct db_rows *rows, struct arena *arena, struct staff_row *row,
                       struct err *e)
{
    *row = (struct staff_row){ .staff.id = db_int(rows, 0),
                               .created_at = db_int(rows, 4),
                               .disabled_at = db_int(rows, 5) };
    return db_text_copy(rows, 1, arena, &row->staff.name, e) &&
           (role_parse(db_text(rows, 2), &row->staff.role) ||
            err_set(e, ERR_INTERNAL, "staff: unknown role")) &&
           db_text_copy(rows, 3, arena, &row->staff.department, e);
}

bool staff_list(struct db *db, struct arena *arena, struct staff_row *out, size_t max,
                size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_STAFF_LIST, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = staff_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}
