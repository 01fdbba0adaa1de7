/* token_store.c - the hashes of tokens, and what each may do. */
#include "store/token_store.h"
#include "base/crypto.h"

/* A token has 256 random bits: a plain hash is enough, and quick to look up. */
static struct db_value digest_of(struct str token, uint8_t digest[SHA256_SIZE])
{
    sha256(token, digest);
    return V_BLOB(((struct str){ (const char *)digest, SHA256_SIZE }));
}

bool token_insert(struct db *db, const struct token_draft *draft, int64_t *id, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    return db_exec_i64(db, STMT_STAFF_TOKEN_INSERT,
                       VALUES(V_INT(draft->staff_id), digest_of(draft->token, digest),
                              V_INT(draft->now), V_TEXT(draft->label), V_INT(draft->read_only),
                              v_int_or_null(draft->expires_at)),
                       id, NULL, e);
}

static bool read_grant(struct db_rows *rows, struct arena *arena, struct token_grant *out,
                       struct err *e)
{
    *out = (struct token_grant){ .staff.id = db_int(rows, 0),
                                 .read_only = db_int(rows, 4) != 0,
                                 .expires_at = db_int(rows, 5) };
    return db_text_copy(rows, 1, arena, &out->staff.name, e) &&
           (role_parse(db_text(rows, 2), &out->staff.role) ||
            err_set(e, ERR_INTERNAL, "staff: unknown role")) &&
           db_text_copy(rows, 3, arena, &out->staff.department, e);
}

bool token_find(struct db *db, struct str token, int64_t now, struct arena *arena,
                struct token_grant *out, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_STAFF_BY_TOKEN, VALUES(digest_of(token, digest), V_INT(now)), &rows,
                      e))
        return false;
    bool ok = db_step(rows, &more, e) && (!more || read_grant(rows, arena, out, e));
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_NOT_FOUND, "staff: no such token");
}

bool token_list(struct db *db, int64_t staff_id, struct arena *arena, struct token_row *out,
                size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_STAFF_TOKEN_LIST, VALUES(V_INT(staff_id)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        out[n] = (struct token_row){ .id = db_int(rows, 0),
                                     .read_only = db_int(rows, 2) != 0,
                                     .created_at = db_int(rows, 3),
                                     .expires_at = db_int(rows, 4) };
        if (!(ok = db_text_copy(rows, 1, arena, &out[n].label, e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool token_owner(struct db *db, int64_t id, struct arena *arena, struct str *out, struct err *e)
{
    *out = STR_EMPTY;
    return db_exec_text(db, STMT_STAFF_TOKEN_OWNER, VALUES(V_INT(id)), arena, out, e) &&
           (out->len || err_set(e, ERR_NOT_FOUND, "staff: no such token"));
}

bool token_revoke(struct db *db, int64_t staff_id, int64_t id, int64_t now, struct err *e)
{
    int64_t changes = 0;
    return db_exec(db, STMT_STAFF_TOKEN_REVOKE, VALUES(V_INT(now), V_INT(id), V_INT(staff_id)),
                   &changes, e) &&
           (changes == 1 || err_set(e, ERR_NOT_FOUND, "staff: no such token"));
}

bool token_revoke_next(struct db *db, int64_t staff_id, const struct str *label, int64_t now,
                       int64_t *id, struct err *e)
{
    bool found;
    *id = 0;
    return db_exec_i64(db, STMT_STAFF_TOKEN_REVOKE_NEXT,
                       VALUES(V_INT(now), V_INT(staff_id), label ? V_TEXT(*label) : V_NULL), id,
                       &found, e);
}
