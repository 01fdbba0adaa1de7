/* idempotency_store.c - rows of idempotency. */
#include "store/idempotency_store.h"
#include <string.h>

static struct str digest_view(const uint8_t digest[SHA256_SIZE])
{
    return (struct str){ (const char *)digest, SHA256_SIZE };
}

static bool answer_read(struct db_rows *rows, struct arena *arena, struct kept_answer *out,
                        struct err *e)
{
    struct str digest = db_text(rows, 0);
    *out = (struct kept_answer){ .status = (unsigned)db_int(rows, 1) };
    if (digest.len != SHA256_SIZE)
        return err_set(e, ERR_INTERNAL, "idempotency: a digest of another length");
    memcpy(out->request_digest, digest.at, SHA256_SIZE);
    return db_text_copy(rows, 2, arena, &out->etag, e) &&
           db_text_copy(rows, 3, arena, &out->body, e);
}

bool idempotency_find(struct db *db, int64_t staff_id, struct str key, int64_t now,
                      struct arena *arena, struct kept_answer *out, bool *found, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    struct kept_answer kept;
    if (!db_open_rows(db, STMT_IDEMPOTENCY_FIND,
                      VALUES(V_INT(staff_id), V_TEXT(key), V_INT(now - IDEMPOTENCY_KEPT_MS)), &rows,
                      e))
        return false;
    bool ok = db_step(rows, &more, e) && (!more || answer_read(rows, arena, &kept, e));
    db_close_rows(rows);
    if (!ok) return false;
    if (more) *out = kept;
    *found = more;
    return true;
}

bool idempotency_put(struct db *db, int64_t staff_id, struct str key,
                     const struct kept_answer *answer, int64_t now, struct err *e)
{
    return db_exec(db, STMT_IDEMPOTENCY_PUT,
                   VALUES(V_INT(staff_id), V_TEXT(key), V_BLOB(digest_view(answer->request_digest)),
                          V_INT(answer->status), V_TEXT(answer->etag), V_TEXT(answer->body),
                          V_INT(now)),
                   NULL, e);
}

bool idempotency_forget(struct db *db, int64_t now, struct err *e)
{
    return db_exec(db, STMT_IDEMPOTENCY_FORGET, VALUES(V_INT(now - IDEMPOTENCY_KEPT_MS)), NULL, e);
}
