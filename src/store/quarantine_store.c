/* quarantine_store.c - nothing signed is thrown away. */
#include "store/quarantine_store.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/crypto.h"

bool quarantine_put(struct db *db, const char *reason, struct str detail, struct str body,
                    int64_t now, int64_t *id, struct err *e)
{
    return db_exec_i64(db, STMT_QUARANTINE_INSERT,
                       VALUES(V_INT(now), V_TEXT(str_of(reason)), V_TEXT(detail), V_BLOB(body)), id,
                       NULL, e);
}

static bool quarantine_find(struct db *db, enum stmt_id statement, int64_t key, struct arena *arena,
                            struct quarantine_row *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    struct quarantine_row row = { 0 };
    if (!db_open_rows(db, statement, VALUES(V_INT(key)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        row.id = db_int(rows, 0);
        row.received_at = db_int(rows, 1);
        ok = db_text_copy(rows, 2, arena, &row.reason, e) &&
             db_text_copy(rows, 3, arena, &row.detail, e) &&
             db_text_copy(rows, 4, arena, &row.body, e);
    }
    db_close_rows(rows);
    if (ok) *out = row;
    return ok;
}

bool quarantine_next(struct db *db, int64_t after_id, struct arena *arena,
                     struct quarantine_row *out, struct err *e)
{
    return quarantine_find(db, STMT_QUARANTINE_NEXT, after_id, arena, out, e);
}

bool quarantine_get(struct db *db, int64_t id, struct arena *arena, struct quarantine_row *out,
                    struct err *e)
{
    struct quarantine_row row;
    if (!quarantine_find(db, STMT_QUARANTINE_BY_ID, id, arena, &row, e)) return false;
    if (row.id == 0) return err_set(e, ERR_NOT_FOUND, "quarantine: no such row");
    *out = row;
    return true;
}

bool quarantine_replayed(struct db *db, int64_t id, bool settled, int64_t now, struct err *e)
{
    return db_exec(db, STMT_QUARANTINE_REPLAYED, VALUES(V_INT(now), V_INT(settled), V_INT(id)),
                   NULL, e);
}

bool quarantine_count(struct db *db, int64_t *open, struct err *e)
{
    return db_exec_i64(db, STMT_QUARANTINE_COUNT_OPEN, NO_VALUES, open, NULL, e);
}

bool notice_put(struct db *db, const struct inbound_notice *notice, int64_t now, bool *fresh,
                struct err *e)
{
    uint8_t digest[SHA256_SIZE];
    struct buf both;
    int64_t id, when = notice->timed ? notice->at : notice->at - notice->at % MS_PER_HOUR;
    buf_init(&both, notice->field.len + notice->value_json.len + 32);
    buf_add(&both, notice->field);
    buf_addf(&both, "\n%lld\n", (long long)when);
    buf_add(&both, notice->value_json);
    bool ok = buf_ok(&both);
    if (ok) sha256(buf_view(&both), digest);
    buf_finish(&both);
    if (!ok) return err_set(e, ERR_MEMORY, "notice: no memory");
    return db_exec_i64(db, STMT_NOTICE_INSERT,
                       VALUES(V_BLOB(((struct str){ (const char *)digest, sizeof digest })),
                              V_TEXT(notice->field), V_INT(notice->at), V_INT(now),
                              V_TEXT(notice->value_json)),
                       &id, fresh, e);
}
