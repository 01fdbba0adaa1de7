/* secret_store.c - rows of secret. */
#include "store/secret_store.h"
#include <string.h>

bool secret_get(struct db *db, const char *name, uint8_t out[SHA256_SIZE], bool *found,
                struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_SECRET_GET, VALUES(V_TEXT(str_of(name))), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        struct str value = db_text(rows, 0);
        ok = value.len == SHA256_SIZE || err_set(e, ERR_INTERNAL, "secret: not of 32 bytes");
        if (ok) memcpy(out, value.at, SHA256_SIZE);
    }
    db_close_rows(rows);
    *found = ok && more;
    return ok;
}

bool secret_need(struct db *db, const char *name, uint8_t out[SHA256_SIZE], struct err *e)
{
    bool found;
    if (!secret_get(db, name, out, &found, e)) return false;
    if (found) return true;
    random_bytes(out, SHA256_SIZE);
    return db_exec(
        db, STMT_SECRET_INSERT,
        VALUES(V_TEXT(str_of(name)), V_BLOB(((struct str){ (const char *)out, SHA256_SIZE }))),
        NULL, e);
}
