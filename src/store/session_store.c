/* session_store.c - rows of session, found by the hash of the cookie. */
#include "store/session_store.h"
#include "base/crypto.h"
#include "domain/sign_in.h"

/* A cookie has 256 random bits: a plain hash is enough, and quick to look up. */
static struct db_value digest_of(struct str cookie, uint8_t digest[SHA256_SIZE])
{
    sha256(cookie, digest);
    return V_BLOB(((struct str){ (const char *)digest, SHA256_SIZE }));
}

bool session_insert(struct db *db, int64_t staff_id, struct str cookie, int64_t now, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    return db_exec(db, STMT_SESSION_INSERT,
                   VALUES(V_INT(staff_id), digest_of(cookie, digest), V_INT(now),
                          V_INT(session_expiry(now, now))),
                   NULL, e);
}

static bool read_row(struct db_rows *rows, struct arena *arena, struct session *out, struct err *e)
{
    *out = (struct session){ .staff.id = db_int(rows, 0),
                             .created_at = db_int(rows, 4),
                             .seen_at = db_int(rows, 5),
                             .expires_at = db_int(rows, 6) };
    return db_text_copy(rows, 1, arena, &out->staff.name, e) &&
           (role_parse(db_text(rows, 2), &out->staff.role) ||
            err_set(e, ERR_INTERNAL, "session: unknown role")) &&
           db_text_copy(rows, 3, arena, &out->staff.department, e);
}

bool session_find(struct db *db, struct str cookie, int64_t now, struct arena *arena,
                  struct session *out, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_SESSION_FIND, VALUES(digest_of(cookie, digest), V_INT(now)), &rows,
                      e))
        return false;
    bool ok = db_step(rows, &more, e) && (!more || read_row(rows, arena, out, e));
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_NOT_FOUND, "session: none");
}

bool session_touch(struct db *db, struct str cookie, int64_t created_at, int64_t now, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    return db_exec(
        db, STMT_SESSION_TOUCH,
        VALUES(V_INT(now), V_INT(session_expiry(created_at, now)), digest_of(cookie, digest)), NULL,
        e);
}

bool session_delete(struct db *db, struct str cookie, struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    return db_exec(db, STMT_SESSION_DELETE, VALUES(digest_of(cookie, digest)), NULL, e);
}

bool session_delete_of(struct db *db, int64_t staff_id, struct err *e)
{
    return db_exec(db, STMT_SESSION_DELETE_OF_STAFF, VALUES(V_INT(staff_id)), NULL, e);
}

bool session_tidy(struct db *db, int64_t staff_id, int64_t now, struct err *e)
{
    return db_exec(db, STMT_SESSION_DELETE_EXPIRED, VALUES(V_INT(now)), NULL, e) &&
           db_exec(db, STMT_SESSION_DELETE_BUT_NEWEST, VALUES(V_INT(staff_id), V_INT(SESSIONS_MAX)),
                   NULL, e);
}
