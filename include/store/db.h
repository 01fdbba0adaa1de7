/* db.h - the driver face: one connection, named statements, transactions.
 *
 * SQLite is its first body (src/store/db_sqlite*.c, the only files that know sqlite3.h); another
 * database can be its second. SQL lives in sql/statements and is named by enum stmt_id; every
 * statement is prepared when the connection opens, so a typo stops the start.
 *
 * Threads: a connection belongs to one thread at a time. Memory: text and blobs of a row are
 * views until the next db_step or db_close_rows. */
#ifndef KANDA_STORE_DB_H
#define KANDA_STORE_DB_H

#include "base/arena.h"
#include "gen/statements.h"

enum db_mode {
    DB_WRITE,      /* the writer: creates the file, WAL, synchronous FULL, no autocheckpoint */
    DB_READ,       /* a reader: query_only */
    DB_CHECKPOINT, /* the checkpointer: no statements prepared */
    DB_COMMAND     /* a command beside a running server: as WRITE, waits for the lock */
};

struct db;
struct db_rows;

/* ERR_IO when the file cannot be opened or is no database; ERR_INTERNAL "ticket_by_id: ..." when a
 * statement does not prepare, which the first connection of a process finds for all. The schema
 * must be current (store/migrate.h) unless raw. */
MUST_CHECK bool db_open(const char *path, enum db_mode mode, struct db **out, struct err *e);
/* As db_open, without preparing statements: for migrations, checks and backups. */
MUST_CHECK bool db_open_raw(const char *path, enum db_mode mode, struct db **out, struct err *e);
/* As db_open, with another table of statements, whose rows the ids then count: for tests of the
 * driver itself. */
MUST_CHECK bool db_open_with(const char *path, enum db_mode mode, const struct stmt_text *texts,
                             size_t count, struct db **out, struct err *e);
void db_close(struct db *db); /* NULL is fine; open rows are closed */

/* One parameter of a statement. Values are bound in the order in which the :names first appear
 * in the statement's text; their count must match (ERR_INTERNAL). */
struct db_value {
    enum { DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_BLOB } type;
    int64_t number;
    double real;
    struct str text; /* TEXT or BLOB; must stay valid until the call returns / rows are closed */
};
#define V_NULL    ((struct db_value){ .type = DB_NULL })
#define V_INT(n)  ((struct db_value){ .type = DB_INT, .number = (int64_t)(n) })
#define V_REAL(d) ((struct db_value){ .type = DB_REAL, .real = (d) })
#define V_TEXT(s) ((struct db_value){ .type = DB_TEXT, .text = (s) })
#define V_BLOB(s) ((struct db_value){ .type = DB_BLOB, .text = (s) })
struct db_value v_text_or_null(struct str s); /* empty -> NULL */
struct db_value v_int_or_null(int64_t n);     /* 0 -> NULL */
#define VALUES(...)                                                                                \
    (const struct db_value[]){ __VA_ARGS__ },                                                      \
        sizeof((const struct db_value[]){ __VA_ARGS__ }) / sizeof(struct db_value)
#define NO_VALUES NULL, 0

/* Errors of all of these: ERR_CONFLICT for a broken constraint (the statement had no effect),
 * ERR_BUSY for a lock or a passed deadline, ERR_IO for disk, ERR_MEMORY, else ERR_INTERNAL. The
 * sentence names the statement and never holds a value. After a full disk the database may have
 * rolled the whole transaction back by itself: then every call up to db_rollback is refused with
 * ERR_IO, so that nothing is stored outside a transaction by mistake. */

/* Runs a statement that gives no rows (rows of RETURNING are dropped). *changes may be NULL. */
MUST_CHECK bool db_exec(struct db *db, enum stmt_id id, const struct db_value *values, size_t count,
                        int64_t *changes, struct err *e);
/* Runs a statement that gives exactly one integer (RETURNING id, count ...). *found is false when
 * there was no row or it was NULL; found may be NULL, then no row is ERR_NOT_FOUND. */
MUST_CHECK bool db_exec_i64(struct db *db, enum stmt_id id, const struct db_value *values,
                            size_t count, int64_t *out, bool *found, struct err *e);
/* Runs a query that gives at most one text, copied into the arena; *out "" when there was no row.
 */
MUST_CHECK bool db_exec_text(struct db *db, enum stmt_id id, const struct db_value *values,
                             size_t count, struct arena *arena, struct str *out, struct err *e);

/* Rows of a query. A statement can be open once per connection at a time.
 *   if (!db_open_rows(db, STMT_X, VALUES(V_INT(1)), &rows, e)) return false;
 *   while (db_step(rows, &more, e) && more) ...           then db_close_rows(rows) on every path */
MUST_CHECK bool db_open_rows(struct db *db, enum stmt_id id, const struct db_value *values,
                             size_t count, struct db_rows **out, struct err *e);
MUST_CHECK bool db_step(struct db_rows *rows, bool *more, struct err *e);
void db_close_rows(struct db_rows *rows); /* NULL is fine */
/* Closes the rows that somebody left open (they would pin the log); how many there were. */
size_t db_close_forgotten(struct db *db);
int64_t db_int(struct db_rows *rows, int column); /* NULL reads as 0 */
double db_real(struct db_rows *rows, int column);
struct str db_text(struct db_rows *rows, int column); /* TEXT or BLOB; NULL reads as "" */
bool db_is_null(struct db_rows *rows, int column);
/* db_text copied into the arena: sets *e and returns false when memory is refused. */
MUST_CHECK bool db_text_copy(struct db_rows *rows, int column, struct arena *arena, struct str *out,
                             struct err *e);

MUST_CHECK bool db_begin(struct db *db, struct err *e);      /* a write transaction, at once */
MUST_CHECK bool db_begin_read(struct db *db, struct err *e); /* one snapshot for several queries */
MUST_CHECK bool db_commit(struct db *db, struct err *e);     /* failed: db_rollback is next */
void db_rollback(struct db *db);                             /* no transaction: nothing happens */
bool db_in_transaction(const struct db *db);
/* Savepoints nest, last in first out. */
MUST_CHECK bool db_savepoint(struct db *db, struct err *e);
/* ERR_CONFLICT when a deferred foreign key is still broken: COMMIT would fail for everybody. The
 * savepoint then still stands. */
MUST_CHECK bool db_release(struct db *db, struct err *e);
MUST_CHECK bool db_rollback_to(struct db *db, struct err *e); /* and release it */

/* Queries after this call fail with ERR_BUSY once clock_monotonic_ms() passes deadline; 0: none. */
void db_set_deadline(struct db *db, int64_t deadline_ms);

/* Runs a script of several statements (migrations, pragmas). Not for use outside store. */
MUST_CHECK bool db_script(struct db *db, const char *sql, struct err *e);
/* One integer of an ad-hoc query: migrations and checks inside store only. */
MUST_CHECK bool db_script_i64(struct db *db, const char *sql, int64_t *out, struct err *e);
/* Copies the whole database, as it is at this moment, into a new file and syncs it. ERR_CONFLICT
 * when the target exists. Others may write meanwhile; not inside a write transaction. */
MUST_CHECK bool db_copy_to(struct db *db, const char *path, struct err *e);

/* WAL: pages in the log and pages already copied. */
struct db_checkpoint {
    int64_t log_pages, copied_pages;
};
MUST_CHECK bool db_checkpoint_passive(struct db *db, struct db_checkpoint *out, struct err *e);
/* RESTART and TRUNCATE wait for readers for 10 ms at most, then ERR_BUSY: the writer's time is
 * everybody's time. */
MUST_CHECK bool db_checkpoint_restart(struct db *db, struct db_checkpoint *out, struct err *e);
MUST_CHECK bool db_checkpoint_truncate(struct db *db, struct err *e);
/* Pages in the log as of the last commit of this DB_WRITE connection (others: 0); cheap. */
int64_t db_wal_pages(const struct db *db);

#endif
