/* db_sqlite_rows.c - running named statements and reading their rows. */
#include "db_sqlite.h"

struct db_value v_text_or_null(struct str s)
{
    return s.len ? V_TEXT(s) : V_NULL;
}

struct db_value v_int_or_null(int64_t n)
{
    return n ? V_INT(n) : V_NULL;
}

/* Bound without a copy: what runs the statement also clears the bindings. */
static int bind(sqlite3_stmt *stmt, int at, const struct db_value *v)
{
    switch (v->type) {
    case DB_NULL: return sqlite3_bind_null(stmt, at);
    case DB_INT: return sqlite3_bind_int64(stmt, at, v->number);
    case DB_REAL: return sqlite3_bind_double(stmt, at, v->real);
    case DB_TEXT:
        return sqlite3_bind_text64(stmt, at, v->text.at, v->text.len, SQLITE_STATIC, SQLITE_UTF8);
    case DB_BLOB: return sqlite3_bind_blob64(stmt, at, v->text.at, v->text.len, SQLITE_STATIC);
    }
    return SQLITE_MISUSE;
}

static void clear(struct db_rows *rows)
{
    (void)sqlite3_reset(rows->stmt);
    (void)sqlite3_clear_bindings(rows->stmt);
}

static bool may_start(const struct db *db, const struct db_rows *rows, size_t count, struct err *e)
{
    if (rows->open) return err_set(e, ERR_INTERNAL, "%s: is already open", rows->name);
    if (!db_usable(db, rows->name, e)) return false;
    size_t want = (size_t)sqlite3_bind_parameter_count(rows->stmt);
    return count == want ||
           err_set(e, ERR_INTERNAL, "%s: wants %zu values, got %zu", rows->name, want, count);
}

/* NULL with *e set when it cannot be run. */
static struct db_rows *start(struct db *db, enum stmt_id id, const struct db_value *values,
                             size_t count, struct err *e)
{
    if ((size_t)id >= db->count) {
        (void)err_set(e, ERR_INTERNAL, "statement %u is not known to this connection",
                      (unsigned)id);
        return NULL;
    }
    struct db_rows *rows = &db->statements[id];
    if (!db_prepare(db, rows, e)) return NULL;
    if (rows->refused) {
        (void)err_set(e, ERR_INTERNAL, "%s: writes, and this connection only reads", rows->name);
        return NULL;
    }
    if (!may_start(db, rows, count, e)) return NULL;
    for (size_t i = 0; i < count; i++) {
        int rc = bind(rows->stmt, (int)i + 1, &values[i]);
        if (rc == SQLITE_OK) continue;
        clear(rows);
        (void)db_fail(db, rows->name, rc, e);
        return NULL;
    }
    return rows;
}

bool db_exec(struct db *db, enum stmt_id id, const struct db_value *values, size_t count,
             int64_t *changes, struct err *e)
{
    struct db_rows *rows = start(db, id, values, count, e);
    if (!rows) return false;
    int rc;
    do {
        rc = sqlite3_step(rows->stmt);
    } while (rc == SQLITE_ROW);
    bool ok = rc == SQLITE_DONE || db_fail(db, rows->name, rc, e);
    if (ok && changes)
        *changes = sqlite3_stmt_readonly(rows->stmt) ? 0 : sqlite3_changes64(db->handle);
    clear(rows);
    return ok;
}

bool db_exec_i64(struct db *db, enum stmt_id id, const struct db_value *values, size_t count,
                 int64_t *out, bool *found, struct err *e)
{
    struct db_rows *rows = start(db, id, values, count, e);
    if (!rows) return false;
    bool ok = false, has = false;
    int64_t number = 0;
    int rc = sqlite3_step(rows->stmt);
    if (rc == SQLITE_DONE && rows->gives_rowid) {
        has = sqlite3_changes(db->handle) > 0; /* 0: ON CONFLICT DO NOTHING */
        number = sqlite3_last_insert_rowid(db->handle);
    } else if (rc == SQLITE_ROW) {
        has = sqlite3_column_type(rows->stmt, 0) != SQLITE_NULL;
        number = sqlite3_column_int64(rows->stmt, 0);
        rc = sqlite3_step(rows->stmt); /* to the end: only then has it happened */
    }
    if (rc == SQLITE_ROW)
        (void)err_set(e, ERR_INTERNAL, "%s: gives more than one row", rows->name);
    else if (rc != SQLITE_DONE)
        (void)db_fail(db, rows->name, rc, e);
    else if (!has && !found)
        (void)err_set(e, ERR_NOT_FOUND, "%s: no row", rows->name);
    else
        ok = true;
    clear(rows);
    if (!ok) return false;
    if (has) *out = number;
    if (found) *found = has;
    return true;
}

bool db_open_rows(struct db *db, enum stmt_id id, const struct db_value *values, size_t count,
                  struct db_rows **out, struct err *e)
{
    struct db_rows *rows = start(db, id, values, count, e);
    if (!rows) return false;
    if (rows->gives_rowid) {
        clear(rows);
        return err_set(e, ERR_INTERNAL, "%s: gives one id: db_exec_i64", rows->name);
    }
    rows->open = true;
    rows->ended = false;
    db->open_rows++;
    *out = rows;
    return true;
}

bool db_step(struct db_rows *rows, bool *more, struct err *e)
{
    /* SQLite would run an ended statement again from its beginning. */
    int rc = rows->ended ? SQLITE_DONE : sqlite3_step(rows->stmt);
    rows->ended = rc != SQLITE_ROW;
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) return db_fail(rows->db, rows->name, rc, e);
    *more = rc == SQLITE_ROW;
    return true;
}

void db_close_rows(struct db_rows *rows)
{
    if (!rows || !rows->open) return;
    clear(rows);
    rows->open = false;
    rows->db->open_rows--;
}

size_t db_close_forgotten(struct db *db)
{
    size_t forgotten = db->open_rows;
    for (size_t i = 0; db->open_rows && i < db->count; i++)
        db_close_rows(&db->statements[i]);
    return forgotten;
}

int64_t db_int(struct db_rows *rows, int column)
{
    return sqlite3_column_int64(rows->stmt, column);
}

double db_real(struct db_rows *rows, int column)
{
    return sqlite3_column_double(rows->stmt, column);
}

/* As a blob: TEXT comes as it lies there, where sqlite3_column_text may need memory for a NUL. */
struct str db_text(struct db_rows *rows, int column)
{
    const void *at = sqlite3_column_blob(rows->stmt, column);
    int len = sqlite3_column_bytes(rows->stmt, column);
    return at && len > 0 ? (struct str){ at, (size_t)len } : STR_EMPTY;
}

bool db_is_null(struct db_rows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL;
}

bool db_text_copy(struct db_rows *rows, int column, struct arena *arena, struct str *out,
                  struct err *e)
{
    return arena_copy(arena, db_text(rows, column), out) ||
           err_set(e, ERR_MEMORY, "%s: no memory for a row", rows->name);
}

bool db_exec_text(struct db *db, enum stmt_id id, const struct db_value *values, size_t count,
                  struct arena *arena, struct str *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = STR_EMPTY;
    if (!db_open_rows(db, id, values, count, &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || db_text_copy(rows, 0, arena, out, e));
    db_close_rows(rows);
    return ok;
}
