/* backup.c - a backup is a database file like any other; what is put back is looked at before it
 * gets its name. */
#include "store/backup.h"
#include "files.h"
#include "store/lock.h"
#include "store/migrate.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_MAX_BYTES 600
#define PIECE_BYTES    65536

bool store_backup(const char *path, const char *file, struct err *e)
{
    struct db *db;
    if (!db_open_raw(path, DB_READ, &db, e)) return false;
    bool ok = db_copy_to(db, file, e);
    db_close(db);
    return ok;
}

static bool path_join(const char *path, const char *suffix, char out[PATH_MAX_BYTES], struct err *e)
{
    int n = snprintf(out, PATH_MAX_BYTES, "%s%s", path, suffix);
    return (n > 0 && n < PATH_MAX_BYTES) || err_set(e, ERR_INPUT, "%s: too long", path);
}

/* A log beside a backup holds what the file lacks: it was copied while it was open. */
static bool log_is_empty(const char *file, struct err *e)
{
    struct stat st;
    char name[PATH_MAX_BYTES];
    if (!path_join(file, "-wal", name, e)) return false;
    return stat(name, &st) != 0 || st.st_size == 0 ||
           err_set(e, ERR_INPUT, "%s: was open when it was copied; use kanda backup", file);
}

static bool bytes_copy(int from, int to, struct err *e)
{
    char piece[PIECE_BYTES];
    ssize_t n;
    while ((n = read(from, piece, sizeof piece)) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_set(e, ERR_IO, "restore: cannot read: %s", strerror(errno));
        for (ssize_t done = 0, w; done < n; done += w) {
            w = write(to, piece + done, (size_t)(n - done));
            if (w < 0 && errno == EINTR)
                w = 0;
            else if (w < 0)
                return err_set(e, ERR_IO, "restore: cannot write: %s", strerror(errno));
        }
    }
    return fsync(to) == 0 || err_set(e, ERR_IO, "restore: cannot sync: %s", strerror(errno));
}

static bool file_copy(const char *file, const char *part, struct err *e)
{
    int from = open(file, O_RDONLY | O_CLOEXEC), to = -1;
    bool ok = from >= 0 || err_set(e, ERR_IO, "%s: %s", file, strerror(errno));
    if (ok) {
        (void)unlink(part); /* of a restore that died */
        to = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
        ok = to >= 0 || err_set(e, ERR_IO, "%s: %s", part, strerror(errno));
    }
    ok = ok && bytes_copy(from, to, e);
    if (from >= 0) (void)close(from);
    if (to >= 0) (void)close(to);
    return ok;
}

static bool faults_none(struct db *db, const char *check, struct err *e)
{
    int64_t faults = 0;
    if (!db_script_i64(db, check, &faults, e)) return err_wrap(e, "the backup is damaged");
    return faults == 0 ||
           err_set(e, ERR_INPUT, "the backup is damaged: %lld faults", (long long)faults);
}

static bool is_whole(struct db *db, bool thorough, struct err *e)
{
    if (!thorough)
        return faults_none(db, "SELECT COUNT(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
                           e);
    return faults_none(db,
                       "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                       e) &&
           faults_none(db, "SELECT COUNT(*) FROM pragma_foreign_key_check", e);
}

static bool is_ours(const char *part, bool thorough, struct err *e)
{
    struct db *db;
    struct err why = { 0 };
    int64_t number = 0;
    if (!db_open_raw(part, DB_READ, &db, &why))
        return err_set(e, ERR_INPUT, "the backup is no database: %.120s", why.text);
    bool ok = db_script_i64(db, "SELECT MAX(number) FROM schema_migration", &number, NULL) ||
              err_set(e, ERR_INPUT, "the backup is no database of kanda");
    if (ok && number > store_schema_number())
        ok = err_set(e, ERR_CONFLICT, "the backup has schema %lld, this program knows %d",
                     (long long)number, store_schema_number());
    ok = ok && is_whole(db, thorough, e);
    db_close(db);
    return ok;
}

static bool is_free(const char *path, struct err *e)
{
    static const char *const suffixes[] = { "", "-wal", "-journal" };
    char name[PATH_MAX_BYTES];
    struct stat st;
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        if (!path_join(path, suffixes[i], name, e)) return false;
        if (lstat(name, &st) == 0)
            return err_set(e, ERR_CONFLICT, "%s exists: nothing is restored over it", name);
    }
    return true;
}

/* A link never takes the place of a file that came meanwhile, as a rename would. */
static bool name_give(const char *part, const char *path, struct err *e)
{
    if (link(part, path) != 0)
        return err_set(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "%s: %s", path, strerror(errno));
    return folder_sync(path, e);
}

bool store_restore(const char *file, const char *path, bool thorough, struct err *e)
{
    char part[PATH_MAX_BYTES];
    int lock = -1;
    if (!path_join(path, ".restoring", part, e) || !is_free(path, e) || !log_is_empty(file, e) ||
        !store_lock_take(path, &lock, e))
        return false;
    bool ok = file_copy(file, part, e) && is_ours(part, thorough, e) && name_give(part, path, e);
    (void)unlink(part);
    store_lock_drop(lock);
    return ok;
}

bool store_count(struct db *db, struct store_counts *out, struct err *e)
{
    return db_script_i64(db, "SELECT COUNT(*) FROM contact", &out->contacts, e) &&
           db_script_i64(db, "SELECT COUNT(*) FROM ticket", &out->tickets, e) &&
           db_script_i64(db, "SELECT COUNT(*) FROM message", &out->messages, e) &&
           db_script_i64(db,
                         "SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM desk_event)",
                         &out->events, e) &&
           db_script_i64(db, "SELECT COUNT(*) FROM outbox", &out->replies, e) &&
           db_script_i64(db, "SELECT COUNT(*) FROM attachment", &out->attachments, e) &&
           db_script_i64(db, "SELECT COUNT(*) FROM staff", &out->staff, e);
}
