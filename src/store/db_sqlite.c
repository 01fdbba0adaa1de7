/* db_sqlite.c - connections, transactions and deadlines of the SQLite driver. */
#include "db_sqlite.h"
#include "base/clock.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* How many steps of SQLite's machine pass between two looks at the clock: some 50 microseconds. */
#define STEPS_PER_LOOK 1000
/* Attempts to switch a file to the log, 5 ms apart. */
#define WAL_ATTEMPTS 1000

/* Debian's SQLite overwrites deleted rows with zeros; we ask for it, since erasure rests on it. */
#define PRAGMAS_WRITE                                                                              \
    "PRAGMA synchronous=FULL; PRAGMA cache_size=-8192; PRAGMA mmap_size=0;"                        \
    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"                   \
    "PRAGMA journal_size_limit=67108864;"

static const struct mode {
    int flags, busy_ms;
    bool logged; /* puts the file into WAL mode */
    const char *pragmas;
} modes[] = {
    [DB_WRITE] = { SQLITE_OPEN_CREATE, 5000, true, PRAGMAS_WRITE "PRAGMA wal_autocheckpoint=0;" },
    [DB_READ] = { 0, 1000, false,
                  "PRAGMA query_only=1; PRAGMA cache_size=-4096; PRAGMA mmap_size=0;"
                  "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;" },
    [DB_CHECKPOINT] = { 0, 1000, false,
                        "PRAGMA synchronous=FULL; PRAGMA cache_size=-64;"
                        "PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=0;" },
    /* Nobody waits behind a command, and a busy server is not fair to it. */
    [DB_COMMAND] = { SQLITE_OPEN_CREATE, 30000, true,
                     PRAGMAS_WRITE "PRAGMA wal_autocheckpoint=1000;" },
};

static const char *const control_texts[CONTROL_COUNT] = {
    [CONTROL_BEGIN] = "BEGIN IMMEDIATE",
    [CONTROL_BEGIN_READ] = "BEGIN DEFERRED",
    [CONTROL_COMMIT] = "COMMIT",
    [CONTROL_ROLLBACK] = "ROLLBACK",
    [CONTROL_SAVEPOINT] = "SAVEPOINT s",
    [CONTROL_RELEASE] = "RELEASE s",
    [CONTROL_ROLLBACK_TO] = "ROLLBACK TO s",
};

static enum err_code code_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_CONSTRAINT: return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT: return ERR_BUSY;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM: return ERR_IO;
    case SQLITE_NOMEM: return ERR_MEMORY;
    default: return ERR_INTERNAL;
    }
}

bool db_fail_sql(const struct db *db, const char *what, int rc, struct err *e)
{
    return err_set(e, code_of(rc), "%s: %s", what, sqlite3_errmsg(db->handle));
}

bool db_fail(const struct db *db, const char *what, int rc, struct err *e)
{
    if ((rc & 0xff) == SQLITE_CONSTRAINT) return db_fail_sql(db, what, rc, e);
    if ((rc & 0xff) == SQLITE_INTERRUPT)
        return err_set(e, ERR_BUSY, "%s: the deadline has passed", what);
    return err_set(e, code_of(rc), "%s: %s (%d)", what, sqlite3_errstr(rc), rc);
}

static bool is_late(const struct db *db)
{
    return db->deadline_ms && clock_monotonic_ms() > db->deadline_ms;
}

bool db_usable(const struct db *db, const char *what, struct err *e)
{
    if (db->in_transaction && sqlite3_get_autocommit(db->handle))
        return err_set(e, ERR_IO, "%s: the database has rolled the transaction back", what);
    if (is_late(db)) return err_set(e, ERR_BUSY, "%s: the deadline has passed", what);
    return true;
}

static int look_at_clock(void *ctx)
{
    return is_late(ctx);
}

static void watch_deadline(struct db *db)
{
    if (db->deadline_ms)
        sqlite3_progress_handler(db->handle, STEPS_PER_LOOK, look_at_clock, db);
    else
        sqlite3_progress_handler(db->handle, 0, NULL, NULL);
}

void db_set_deadline(struct db *db, int64_t deadline_ms)
{
    db->deadline_ms = deadline_ms;
    watch_deadline(db);
}

static int note_log(void *ctx, sqlite3 *handle, const char *schema, int pages)
{
    struct db *db = ctx;
    (void)handle;
    (void)schema;
    db->wal_pages = pages;
    return SQLITE_OK;
}

static int ask_for_log(struct db *db, bool *logged)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode=WAL", -1, &stmt, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW) {
        const char *mode = (const char *)sqlite3_column_text(stmt, 0);
        *logged = mode && strcmp(mode, "wal") == 0;
        rc = SQLITE_OK;
    }
    int end = sqlite3_finalize(stmt);
    return rc == SQLITE_OK ? end : rc;
}

/* Two processes that create one file: here SQLite says BUSY without asking its busy handler. */
static bool use_log(struct db *db, struct err *e)
{
    int rc = SQLITE_BUSY;
    bool logged = false;
    for (int i = 0; i < WAL_ATTEMPTS && (rc & 0xff) == SQLITE_BUSY; i++) {
        if (i) (void)sqlite3_sleep(5);
        rc = ask_for_log(db, &logged);
    }
    if (rc != SQLITE_OK) return db_fail_sql(db, "open", rc, e);
    return logged || err_set(e, ERR_IO, "open: the file cannot have a write-ahead log here");
}

static bool prepare(struct db *db, const char *name, struct str sql, sqlite3_stmt **out,
                    struct err *e)
{
    const char *rest = "";
    int rc =
        sqlite3_prepare_v3(db->handle, sql.at, (int)sql.len, SQLITE_PREPARE_PERSISTENT, out, &rest);
    if (rc != SQLITE_OK) return db_fail_sql(db, name, rc, e);
    struct str left = str_trim((struct str){ rest, (size_t)(sql.at + sql.len - rest) });
    if (!*out || (left.len && !str_equal(left, STR(";"))))
        return err_set(e, ERR_INTERNAL, "%s: want exactly one statement", name);
    return true;
}

bool db_prepare(struct db *db, struct db_rows *statement, struct err *e)
{
    if (statement->stmt) return true;
    if (!prepare(db, statement->name, statement->sql, &statement->stmt, e)) return false;
    statement->refused = db->mode == DB_READ && !sqlite3_stmt_readonly(statement->stmt);
    return true;
}

/* SQLite runs RETURNING as a trigger, and keeps a journal for each statement that has one: a copy
 * of every page it touches. For an INSERT that only wants its id there is a cheaper way to ask; not
 * for one that may update instead, because the id of the latest row is then another's. */
static void sql_set(struct db_rows *statement, struct str sql)
{
    static const char suffix[] = " RETURNING id";
    statement->gives_rowid = str_starts(sql, STR("INSERT ")) && str_ends(sql, STR(suffix)) &&
                             !str_contains(sql, STR(" DO UPDATE "));
    if (statement->gives_rowid) sql.len -= sizeof suffix - 1;
    statement->sql = sql;
}

/* Every statement is prepared when a process opens its first connection, so that a typo stops the
 * start; but none is kept before it is needed: each costs some eight kilobytes, on each connection,
 * and no connection runs half of them. */
static bool check_all(struct db *db, struct err *e)
{
    for (size_t i = 0; i < db->count; i++) {
        if (!db_prepare(db, &db->statements[i], e)) return false;
        (void)sqlite3_finalize(db->statements[i].stmt);
        db->statements[i].stmt = NULL;
    }
    return true;
}

static bool prepare_all(struct db *db, const struct stmt_text *texts, struct err *e)
{
    static _Atomic(const struct stmt_text *) checked;
    for (int i = 0; i < CONTROL_COUNT; i++)
        if (!prepare(db, control_texts[i], str_of(control_texts[i]), &db->control[i], e))
            return false;
    for (size_t i = 0; i < db->count; i++) {
        db->statements[i].db = db;
        db->statements[i].name = texts[i].name;
        sql_set(&db->statements[i], str_of(texts[i].sql));
    }
    if (!db->count || checked == texts) return true;
    if (!check_all(db, e)) return false;
    checked = texts;
    return true;
}

static bool settle(struct db *db, const struct mode *mode, struct err *e)
{
    int64_t tables;
    db->busy_ms = mode->busy_ms;
    (void)sqlite3_busy_timeout(db->handle, mode->busy_ms);
    /* "text" in double quotes is a misspelt column, not a string. */
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    /* A plan is the one that the tests look at: else whatever value meets the condition of a
     * partial index has the statement prepared anew at each run. */
    (void)sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    if (mode->logged) {
        /* The size of a page is decided before the first one is written. */
        if (!db_script(db, "PRAGMA page_size=4096", e) || !use_log(db, e)) return false;
    }
    if (!db_script(db, mode->pragmas, e)) return false;
    if (db->mode == DB_WRITE) (void)sqlite3_wal_hook(db->handle, note_log, db);
    /* Reads the first page: a file that is no database is found now, not at the first query. */
    return db_script_i64(db, "SELECT COUNT(*) FROM sqlite_schema", &tables, e);
}

/* SQLite's count of what it holds is under one lock for all connections, taken at every allocation:
 * readers would wait for the writer there, and nobody asks for it. */
static void count_no_memory(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool db_open_with(const char *path, enum db_mode mode, const struct stmt_text *texts, size_t count,
                  struct db **out, struct err *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct db *db = calloc(1, sizeof *db + count * sizeof *db->statements);
    if (!db) return err_set(e, ERR_MEMORY, "open: no memory");
    (void)pthread_once(&once, count_no_memory);
    db->mode = mode;
    db->count = count;
    int rc = sqlite3_open_v2(path, &db->handle,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                                 modes[mode].flags,
                             NULL);
    if (rc != SQLITE_OK) {
        (void)db_fail_sql(db, "open", rc, e);
        goto fail;
    }
    if (!settle(db, &modes[mode], e) || !prepare_all(db, texts, e)) goto fail;
    *out = db;
    return true;
fail:
    db_close(db);
    return false;
}

bool db_open(const char *path, enum db_mode mode, struct db **out, struct err *e)
{
    return db_open_with(path, mode, stmt_texts, mode == DB_CHECKPOINT ? 0 : STMT_COUNT, out, e);
}

bool db_open_raw(const char *path, enum db_mode mode, struct db **out, struct err *e)
{
    return db_open_with(path, mode, NULL, 0, out, e);
}

void db_close(struct db *db)
{
    if (!db) return;
    for (size_t i = 0; i < db->count; i++)
        (void)sqlite3_finalize(db->statements[i].stmt);
    for (int i = 0; i < CONTROL_COUNT; i++)
        (void)sqlite3_finalize(db->control[i]);
    (void)sqlite3_close(db->handle);
    free(db);
}

static bool control(struct db *db, enum control which, struct err *e)
{
    sqlite3_stmt *stmt = db->control[which];
    int rc = sqlite3_step(stmt);
    bool ok = rc == SQLITE_DONE || db_fail(db, control_texts[which], rc, e);
    (void)sqlite3_reset(stmt);
    return ok;
}

bool db_begin(struct db *db, struct err *e)
{
    if (!db_usable(db, "BEGIN", e) || !control(db, CONTROL_BEGIN, e)) return false;
    db->in_transaction = true;
    return true;
}

bool db_begin_read(struct db *db, struct err *e)
{
    if (!db_usable(db, "BEGIN", e) || !control(db, CONTROL_BEGIN_READ, e)) return false;
    db->in_transaction = true;
    return true;
}

bool db_commit(struct db *db, struct err *e)
{
    if (!db_usable(db, "COMMIT", e)) return false;
    (void)db_close_forgotten(db);
    if (!control(db, CONTROL_COMMIT, e)) return false;
    db->in_transaction = false;
    return true;
}

void db_rollback(struct db *db)
{
    (void)db_close_forgotten(db);
    db->in_transaction = false;
    if (sqlite3_get_autocommit(db->handle)) return;
    /* A deadline that has passed must not stop the clearing up after it. */
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
    (void)control(db, CONTROL_ROLLBACK, NULL);
    watch_deadline(db);
}

bool db_in_transaction(const struct db *db)
{
    return !sqlite3_get_autocommit(db->handle);
}

bool db_savepoint(struct db *db, struct err *e)
{
    return db_usable(db, "SAVEPOINT", e) && control(db, CONTROL_SAVEPOINT, e);
}

bool db_release(struct db *db, struct err *e)
{
    int broken = 0, unused = 0;
    if (!db_usable(db, "RELEASE", e)) return false;
    (void)sqlite3_db_status(db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &unused, 0);
    if (broken) return err_set(e, ERR_CONFLICT, "RELEASE: a deferred foreign key is broken");
    return control(db, CONTROL_RELEASE, e);
}

bool db_rollback_to(struct db *db, struct err *e)
{
    return db_usable(db, "ROLLBACK TO", e) && control(db, CONTROL_ROLLBACK_TO, e) &&
           control(db, CONTROL_RELEASE, e);
}

bool db_script(struct db *db, const char *sql, struct err *e)
{
    if (!db_usable(db, "script", e)) return false;
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_fail_sql(db, "script", rc, e);
}

bool db_script_i64(struct db *db, const char *sql, int64_t *out, struct err *e)
{
    sqlite3_stmt *stmt = NULL;
    if (!db_usable(db, "query", e)) return false;
    int rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_step(stmt);
    bool ok = rc == SQLITE_ROW;
    if (ok)
        *out = sqlite3_column_int64(stmt, 0);
    else if (rc == SQLITE_OK || rc == SQLITE_DONE)
        (void)err_set(e, ERR_NOT_FOUND, "query: no row");
    else
        (void)db_fail_sql(db, "query", rc, e);
    (void)sqlite3_finalize(stmt);
    return ok;
}
