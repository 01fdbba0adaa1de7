/* backup.h - copies of the whole database as one file: taken beside a running server, and put back.
 *
 * The files of citizens (store.media_dir) are not in it: they never change once they are there, so
 * any tool copies them. Threads: main, in commands. */
#ifndef KANDA_STORE_BACKUP_H
#define KANDA_STORE_BACKUP_H

#include "store/db.h"

/* Copies the database at `path`, as it is at this moment, into the new file, synced; others may
 * write meanwhile. ERR_CONFLICT when `file` exists, ERR_IO when there is no database. */
MUST_CHECK bool store_backup(const char *path, const char *file, struct err *e);

/* Puts a backup where `path` says: whole and synced, or nothing. ERR_CONFLICT when a database is
 * there already, when one is being served there, or when the backup is of a newer program;
 * ERR_INPUT when `file` is no database of this program or is damaged. thorough: every page, index
 * and reference is looked at, else every page. The schema may be older: store_migrate is next.
 * `file` is only read. */
MUST_CHECK bool store_restore(const char *file, const char *path, bool thorough, struct err *e);

/* Rows of the tables that people ask about. */
struct store_counts {
    int64_t contacts, tickets, messages, events, replies, attachments, staff;
};
MUST_CHECK bool store_count(struct db *db, struct store_counts *out, struct err *e);

#endif
