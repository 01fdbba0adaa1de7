/* db_sqlite.h - what the files of the SQLite driver share: db_sqlite.c opens, closes and does
 * transactions, db_sqlite_rows.c runs statements, db_sqlite_log.c copies and checkpoints. */
#ifndef KANDA_STORE_DB_SQLITE_H
#define KANDA_STORE_DB_SQLITE_H

#include "store/db.h"
#include <sqlite3.h>

enum control {
    CONTROL_BEGIN,
    CONTROL_BEGIN_READ,
    CONTROL_COMMIT,
    CONTROL_ROLLBACK,
    CONTROL_SAVEPOINT,
    CONTROL_RELEASE,
    CONTROL_ROLLBACK_TO,
    CONTROL_COUNT
};

/* A named statement and, while it is open, its rows. */
struct db_rows {
    struct db *db;
    sqlite3_stmt *stmt; /* NULL until it is first run */
    const char *name;
    struct str sql;
    bool refused; /* known once prepared: it writes, and this connection only reads */
    bool open, ended;
    bool gives_rowid; /* INSERT ... RETURNING id, prepared without its last two words */
};

struct db {
    sqlite3 *handle;
    sqlite3_stmt *control[CONTROL_COUNT];
    enum db_mode mode;
    int busy_ms;
    bool in_transaction; /* as we left it; SQLite may have ended it by itself */
    int64_t deadline_ms, wal_pages;
    size_t open_rows, count;
    struct db_rows statements[];
};

/* Sets *e from SQLite's code. The sentence is SQLite's fixed one, except for constraints, which
 * name tables and columns: other messages may quote what a citizen or officer typed. */
bool db_fail(const struct db *db, const char *what, int rc, struct err *e);
/* As db_fail with SQLite's own message: for SQL that has no values yet. */
bool db_fail_sql(const struct db *db, const char *what, int rc, struct err *e);
/* False with ERR_IO when SQLite gave our transaction up, ERR_BUSY when the deadline passed. */
MUST_CHECK bool db_usable(const struct db *db, const char *what, struct err *e);
/* Prepares the statement if it is not. */
MUST_CHECK bool db_prepare(struct db *db, struct db_rows *statement, struct err *e);

#endif
