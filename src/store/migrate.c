/* migrate.c - brings a database file to this program's schema. */
#include "store/migrate.h"
#include "files.h"
#include "gen/migrations.h"
#include "store/db.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often the lock of another process that migrates is awaited, 30 s each time. */
#define LOCK_ATTEMPTS 4
#define COPIES_MAX    100
#define COPY_BYTES    sizeof(((struct migrate_report *)NULL)->copied_to)

static const char table_sql[] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                                "  number     INTEGER PRIMARY KEY," /* of the file */
                                "  name       TEXT NOT NULL,"       /* of the file */
                                "  applied_at INTEGER NOT NULL"     /* ms since 1970 UTC */
                                ") STRICT";

struct migration {
    const char *path;
    const struct embedded_file *files;
    size_t count;
    const struct clock *clock;
    struct db *db;
    struct migrate_report report;
    bool looked;
};

/* "0002_media.sql" is number 2; only such names reach the SQL below. */
static bool file_is_number(const struct embedded_file *f, size_t number)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    char head[16];
    (void)snprintf(head, sizeof head, "%04zu_", number);
    size_t word = strspn(f->path, allowed);
    return strncmp(f->path, head, 5) == 0 && strcmp(f->path + word, ".sql") == 0 && word < 64 &&
           strlen((const char *)f->data) == f->len;
}

static bool files_check(const struct embedded_file *files, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        if (i >= 9999 || !file_is_number(&files[i], i + 1))
            return err_set(e, ERR_INTERNAL, "migrations: file %zu is not text named %04zu_word.sql",
                           i + 1, i + 1);
    return true;
}

static bool number_read(struct db *db, int64_t *out, struct err *e)
{
    /* One statement, one snapshot: between two, another process may create the first tables. */
    enum { EMPTY, OURS, FOREIGN };
    int64_t holds = EMPTY;
    if (!db_script_i64(db,
                       "SELECT CASE WHEN EXISTS (SELECT 1 FROM sqlite_schema"
                       " WHERE type = 'table' AND name = 'schema_migration') THEN 1"
                       " WHEN EXISTS (SELECT 1 FROM sqlite_schema) THEN 2 ELSE 0 END",
                       &holds, e))
        return false;
    if (holds == OURS)
        return db_script_i64(db, "SELECT COALESCE(MAX(number), 0) FROM schema_migration", out, e);
    if (holds == FOREIGN)
        return err_set(e, ERR_CONFLICT,
                       "the file holds another program's tables; check store.path");
    *out = 0;
    return true;
}

/* The copy that the newer program made of what this one knew is the way back, if it is there. */
static bool number_check(const char *path, int64_t number, size_t newest, struct err *e)
{
    char copy[COPY_BYTES];
    if (number <= (int64_t)newest) return true;
    int n = snprintf(copy, sizeof copy, "%s.before-%04zu", path, newest + 1);
    bool copied = n > 0 && (size_t)n < sizeof copy && access(copy, F_OK) == 0;
    const char *slash = strrchr(copy, '/');
    return err_set(e, ERR_CONFLICT,
                   "made by a newer kanda (schema %" PRId64 ", this one knows %zu): install that "
                   "one, or restore a backup%s%.60s",
                   number, newest, copied ? " or its copy from before, " : "",
                   !copied ? ""
                   : slash ? slash + 1
                           : copy);
}

/* A connection of its own, because the first one holds the lock that keeps writers out. */
static bool copy_aside(struct migration *m, size_t number, struct err *e)
{
    struct db *from = NULL;
    char copy[sizeof m->report.copied_to];
    bool ok = false;
    if (!db_open_raw(m->path, DB_READ, &from, e)) return false;
    for (int i = 0; !ok && i < COPIES_MAX; i++) {
        int n = i ? snprintf(copy, sizeof copy, "%s.before-%04zu-%d", m->path, number, i)
                  : snprintf(copy, sizeof copy, "%s.before-%04zu", m->path, number);
        if (n < 0 || (size_t)n >= sizeof copy) {
            (void)err_set(e, ERR_IO, "the path of the copy is too long");
            break;
        }
        struct err why = { 0 };
        ok = db_copy_to(from, copy, &why);
        if (!ok) (void)err_set(e, why.code, "%s", why.text);
        if (!ok && why.code != ERR_CONFLICT) break;
    }
    if (ok) memcpy(m->report.copied_to, copy, sizeof copy);
    db_close(from);
    return ok;
}

static bool apply(struct migration *m, size_t number, struct err *e)
{
    const struct embedded_file *f = &m->files[number - 1];
    char record[256];
    int64_t broken = 0;
    (void)snprintf(record, sizeof record,
                   "INSERT INTO schema_migration (number, name, applied_at)"
                   " VALUES (%zu, '%.64s', %" PRId64 ")",
                   number, f->path, clock_now(m->clock));
    if (!db_script(m->db, table_sql, e) || !db_script(m->db, (const char *)f->data, e) ||
        !db_script(m->db, record, e) ||
        !db_script_i64(m->db, "SELECT COUNT(*) FROM pragma_foreign_key_check", &broken, e))
        return err_wrap(e, f->path);
    if (broken)
        return err_set(e, ERR_CONFLICT, "%s: leaves %" PRId64 " broken references", f->path,
                       broken);
    return db_commit(m->db, e) || err_wrap(e, f->path);
}

/* Another process may be migrating the same file: then it has the lock, perhaps for long. */
static bool begin_patiently(struct db *db, struct err *e)
{
    for (int i = 0; i < LOCK_ATTEMPTS; i++) {
        struct err why = { 0 };
        if (db_begin(db, &why)) return true;
        (void)err_set(e, why.code, "%s", why.text);
        if (why.code != ERR_BUSY) break;
    }
    return false;
}

static bool migrate_one(struct migration *m, size_t number, struct err *e)
{
    bool copy = m->report.from > 0 && !m->report.copied_to[0];
    if (copy && !copy_aside(m, number, e)) return false;
    if (apply(m, number, e)) {
        m->report.to = (int)number;
        return true;
    }
    /* All is as it was: a service that is started again and again must not fill the disk. */
    if (copy) (void)unlink(m->report.copied_to);
    return false;
}

/* One migration, if one is missing; what is there is read again under the lock. */
static bool step(struct migration *m, bool *more, struct err *e)
{
    int64_t number = 0;
    bool ok = false;
    if (!begin_patiently(m->db, e)) return false;
    if (!number_read(m->db, &number, e) || !number_check(m->path, number, m->count, e)) goto out;
    if (!m->looked) m->report.from = (int)number;
    m->looked = true;
    m->report.to = (int)number;
    *more = number < (int64_t)m->count;
    if (*more && !migrate_one(m, (size_t)number + 1, e)) goto out;
    ok = true;
out:
    db_rollback(m->db);
    return ok;
}

static bool run(struct migration *m, struct err *e)
{
    int64_t number = 0;
    if (!number_read(m->db, &number, e) || !number_check(m->path, number, m->count, e))
        return false;
    m->report.from = m->report.to = (int)number;
    if (number == (int64_t)m->count) return true; /* beside a running server: take no lock */
    /* A table that is rebuilt must not take its children along; each step checks all references. */
    if (!db_script(m->db, "PRAGMA foreign_keys=OFF", e)) return false;
    bool more = true;
    while (more)
        if (!step(m, &more, e)) return false;
    return true;
}

bool store_migrate_files(const char *path, const struct embedded_file *files, size_t count,
                         const struct clock *clock, struct migrate_report *report, struct err *e)
{
    struct migration m = { .path = path, .files = files, .count = count, .clock = clock };
    if (!files_check(files, count, e) || !folders_make(path, e) || !file_make(path, e) ||
        !db_open_raw(path, DB_COMMAND, &m.db, e))
        return false;
    bool ok = run(&m, e);
    db_close(m.db);
    if (ok && report) *report = m.report;
    return ok;
}

bool store_migrate(const char *path, const struct clock *clock, struct migrate_report *report,
                   struct err *e)
{
    return store_migrate_files(path, migrations_files, migrations_count, clock, report, e);
}

int store_schema_number(void)
{
    return (int)migrations_count;
}

bool store_schema_check(const char *path, struct err *e)
{
    struct db *db = NULL;
    int64_t number = 0;
    if (!db_open_raw(path, DB_READ, &db, e)) return false;
    bool ok = number_read(db, &number, e) && number_check(path, number, migrations_count, e);
    db_close(db);
    if (ok && number < (int64_t)migrations_count)
        return err_set(e, ERR_CONFLICT,
                       "schema %" PRId64 ", this kanda needs %d: run `kanda migrate`", number,
                       store_schema_number());
    return ok;
}
