/* db_sqlite_log.c - checkpoints of the write-ahead log, and copies of the whole database. */
#include "db_sqlite.h"
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CHECKPOINT_WAIT_MS 10
/* Pages copied between two syncs: one sync of a whole backup would make the writer's wait. */
#define COPY_PAGES 1024

static bool checkpoint(struct db *db, int mode, const char *name, struct db_checkpoint *out,
                       struct err *e)
{
    int pages = 0, copied = 0;
    (void)sqlite3_busy_timeout(db->handle, CHECKPOINT_WAIT_MS);
    int rc = sqlite3_wal_checkpoint_v2(db->handle, "main", mode, &pages, &copied);
    (void)sqlite3_busy_timeout(db->handle, db->busy_ms);
    if (rc != SQLITE_OK) return db_fail(db, name, rc, e);
    if (mode != SQLITE_CHECKPOINT_PASSIVE) db->wal_pages = 0; /* the next commit begins it anew */
    if (out) *out = (struct db_checkpoint){ pages < 0 ? 0 : pages, copied < 0 ? 0 : copied };
    return true;
}

bool db_checkpoint_passive(struct db *db, struct db_checkpoint *out, struct err *e)
{
    return checkpoint(db, SQLITE_CHECKPOINT_PASSIVE, "checkpoint passive", out, e);
}

bool db_checkpoint_restart(struct db *db, struct db_checkpoint *out, struct err *e)
{
    return checkpoint(db, SQLITE_CHECKPOINT_RESTART, "checkpoint restart", out, e);
}

bool db_checkpoint_truncate(struct db *db, struct err *e)
{
    return checkpoint(db, SQLITE_CHECKPOINT_TRUNCATE, "checkpoint truncate", NULL, e);
}

int64_t db_wal_pages(const struct db *db)
{
    return db->wal_pages;
}

/* Runs inside a read transaction of db: the pages of all rounds are of one moment. */
static bool copy_pages(struct db *db, sqlite3 *to, int fd, struct err *e)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", db->handle, "main");
    if (!backup)
        return err_set(e, ERR_IO, "copy: %s", sqlite3_errstr(sqlite3_extended_errcode(to)));
    int rc;
    bool synced = true;
    do {
        rc = sqlite3_backup_step(backup, COPY_PAGES);
        synced = fdatasync(fd) == 0;
    } while (rc == SQLITE_OK && synced);
    int end = sqlite3_backup_finish(backup);
    if (rc == SQLITE_DONE) rc = end;
    if (rc != SQLITE_OK) return db_fail(db, "copy", rc, e);
    return synced || err_set(e, ERR_IO, "copy: cannot sync");
}

static bool copy_into(struct db *db, const char *path, int fd, struct err *e)
{
    sqlite3 *to = NULL;
    bool ok = false;
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    /* Whoever calls throws a half copy away: no journal is needed, and we sync ourselves. */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        ok = copy_pages(db, to, fd, e);
    else
        (void)err_set(e, ERR_IO, "copy: %s", sqlite3_errstr(rc));
    (void)sqlite3_close(to);
    return ok;
}

bool db_copy_to(struct db *db, const char *path, struct err *e)
{
    int64_t tables;
    bool ok = false, own = !db_in_transaction(db);
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    if (fd < 0)
        return err_set(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "copy: %s", strerror(errno));
    if (own && !db_begin_read(db, e)) goto out;
    if (!db_script_i64(db, "SELECT COUNT(*) FROM sqlite_schema", &tables, e)) goto out;
    if (!copy_into(db, path, fd, e)) goto out;
    if (fsync(fd) != 0) {
        (void)err_set(e, ERR_IO, "copy: cannot sync: %s", strerror(errno));
        goto out;
    }
    ok = folder_sync(path, e);
out:
    if (own) db_rollback(db);
    (void)close(fd);
    if (!ok) (void)unlink(path);
    return ok;
}
