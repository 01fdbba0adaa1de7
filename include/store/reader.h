/* reader.h - two threads with one read-only connection each, and a deadline for every query.
 *
 * Queries never block the writer. A job past its deadline ends with ERR_BUSY.
 *
 * Threads: readers_submit from any thread; run and done on a reader thread. */
#ifndef KANDA_STORE_READER_H
#define KANDA_STORE_READER_H

#include "base/log.h"
#include "store/db.h"

/* Embed in a struct of your own; must stay alive until done was called. */
struct read_job {
    struct read_job *next;                                           /* the queue's */
    bool (*run)(struct read_job *job, struct db *db, struct err *e); /* inside one snapshot */
    void (*done)(struct read_job *job, bool ok, const struct err *why);
};

struct readers_options {
    const char *path;
    const struct log *log;
    const char *name;    /* of the threads; default "reader" when NULL */
    int threads;         /* default 2 when 0 */
    size_t queue_max;    /* default 256 when 0 */
    int64_t deadline_ms; /* per job, from its start; default 250 when 0 */
};

struct readers;
MUST_CHECK bool readers_start(const struct readers_options *options, struct readers **out,
                              struct err *e);
MUST_CHECK bool readers_submit(struct readers *r, struct read_job *job); /* false: full, stopping */
void readers_stop(struct readers *r); /* runs what is queued, joins; NULL is fine */

#endif
