/* migrate.h - brings a database file to this program's schema, forward only.
 *
 * sql/migrations/NNNN_*.sql are built in; each runs in one transaction that also records its
 * number in schema_migration (number, name, applied_at). Before an older database is touched it is
 * copied to <path>.before-NNNN (fsynced; -1, -2 ... is added while the name is taken). A newer
 * database is refused, and so is a file that holds somebody else's tables. Two processes that
 * start together on one file: the second waits, then finds the work done.
 *
 * Threads: before the store's threads start. */
#ifndef KANDA_STORE_MIGRATE_H
#define KANDA_STORE_MIGRATE_H

#include "base/clock.h"
#include "base/embedded.h"

struct migrate_report {
    int from, to;        /* schema numbers before and after; from 0: the file was empty or new */
    char copied_to[512]; /* path of the copy, or "" */
};

/* ERR_CONFLICT when the file is newer than the program; ERR_IO for disk. Creates missing parent
 * folders of path (0750) and the file (0640). report (may be NULL) is written on success only. */
MUST_CHECK bool store_migrate(const char *path, const struct clock *clock,
                              struct migrate_report *report, struct err *e);
/* store_migrate with other files, numbered 0001_ and on without a gap: for tests. */
MUST_CHECK bool store_migrate_files(const char *path, const struct embedded_file *files,
                                    size_t count, const struct clock *clock,
                                    struct migrate_report *report, struct err *e);
/* Number of the newest built-in migration. */
int store_schema_number(void);
/* Fails with ERR_CONFLICT unless the file has exactly this program's schema; changes nothing. */
MUST_CHECK bool store_schema_check(const char *path, struct err *e);

#endif
