/* erase_store.h - a person is taken out of the database, table by table; the tickets stay.
 *
 * A scan reads pages of a table in snapshots and writes only where something was found, in short
 * transactions, so it runs beside a server. What a scan has done stays done; all of it may be run
 * again. For `kanda erase` alone. Threads: the command's, on its own connection (DB_COMMAND), in no
 * transaction of the caller's. */
#ifndef KANDA_STORE_ERASE_STORE_H
#define KANDA_STORE_ERASE_STORE_H

#include "domain/erasure.h"
#include "store/db.h"
#include "store/media_store.h"

/* The rows that have this number or BSUID, else had it, and those that are one person with them;
 * their numbers, ids and names. No row is no error. */
MUST_CHECK bool erase_find(struct db *db, struct str value, struct erasure *out,
                           struct arena *arena, struct err *e);

enum erase_table {
    ERASE_TICKETS,
    ERASE_MESSAGES, /* and their files, and the statuses of ours */
    ERASE_REPLIES,
    ERASE_REMARKS,
    ERASE_SUMMARIES,
    ERASE_NOTICES,
    ERASE_BODIES,
    ERASE_QUARANTINE,
    ERASE_ANSWERS,
    ERASE_TABLES
};
const char *erase_table_name(enum erase_table table);

struct erase_report {
    int64_t rows[ERASE_TABLES]; /* that were changed */
    int64_t files;              /* that were removed from media_dir */
    int64_t tickets;            /* of this person; each has a line in the audit trail */
};
/* Every text of the table, once. media may be NULL: files stay. */
MUST_CHECK bool erase_table_scan(struct db *db, const struct erasure *p, enum erase_table table,
                                 const struct media_store *media, int64_t now,
                                 struct erase_report *out, struct err *e);
/* The rows of the person themselves; an event `erased` for each ticket, and one of the desk,
 * `contact_erased`; replies that have not left end. One transaction. */
MUST_CHECK bool erase_identity(struct db *db, const struct erasure *p, int64_t now,
                               struct erase_report *out, struct err *e);

/* Has nobody else this name? Only then it can be told whether it is still in the file. */
MUST_CHECK bool erase_name_is_unique(struct db *db, struct str name, bool *unique, struct err *e);

/* Merges the full-text index in short transactions, until nothing of what was taken out is left. */
MUST_CHECK bool erase_words_compact(struct db *db, struct err *e);
/* Empties the log; waits for readers as long as that. ERR_BUSY: somebody reads all the time. */
MUST_CHECK bool erase_log(struct db *db, int64_t wait_ms, struct err *e);
/* Writes the whole database anew, without what is left in unused space; nobody writes meanwhile. */
MUST_CHECK bool erase_unused(struct db *db, struct err *e);

#endif
