/* writer.h - the one thread that writes, and the bounded queue before it.
 *
 * Takes everything that is queued (up to batch_max weight), runs each job in a savepoint of one
 * transaction, commits once, then tells each job. No timer: while one fsync runs the next batch
 * gathers. A job whose run fails is rolled back alone; its neighbours are not hurt. When BEGIN or
 * COMMIT fails, or the database gives the transaction up, nothing of the batch is stored and all
 * its jobs are told UNSTORED.
 *
 * Threads: writer_submit from any thread; run and done are called on the writer thread. */
#ifndef KANDA_STORE_WRITER_H
#define KANDA_STORE_WRITER_H

#include "base/log.h"
#include "store/db.h"

enum job_end {
    JOB_COMMITTED, /* what run did is on disk */
    JOB_FAILED,    /* run said no: rolled back; *why is its error */
    JOB_UNSTORED   /* a full disk, a lock, no memory: nothing is stored; try later */
};

/* Embed in a struct of your own. The job must stay alive until done was called. */
struct job {
    struct job *next; /* the queue's */
    size_t weight;    /* messages in it, at least 1 */
    size_t bytes;     /* memory it holds, for the queue's bound */
    /* Called at most once per submit, inside a savepoint. False undoes this job only: a transient
     * error (err_is_transient) ends it as UNSTORED, any other as FAILED. */
    bool (*run)(struct job *job, struct db *db, struct err *e);
    /* Called once, after COMMIT or failure; may free the job and may submit, this one too. why is
     * NULL when COMMITTED, else it is inside the job. */
    void (*done)(struct job *job, enum job_end end, const struct err *why);
    enum job_end end; /* the writer's, between commit and done */
    struct err why;
};

struct writer_options {
    const char *path;
    const struct log *log;
    size_t queue_max;          /* jobs waiting; default 4096 when 0 */
    size_t queue_bytes_max;    /* default 64 MiB when 0; an empty queue takes one job of any size */
    size_t batch_max;          /* weight per transaction; default 512 when 0; 1: commit per job */
    int64_t wal_restart_pages; /* RESTART checkpoint above this; default 16000 when 0 */
    /* Called on the writer thread after each commit that stored something; may be NULL. */
    void (*after_commit)(void *ctx);
    void *after_commit_ctx;
};

struct writer_stats {
    uint64_t commits;
    uint64_t jobs, failed, unstored; /* jobs: that came to an end, whichever */
    uint64_t refused;                /* the queue was full */
    size_t queued, queued_bytes;
    int64_t wal_pages;
    int64_t last_commit_us; /* time of the last COMMIT */
    bool healthy; /* the last transaction could be stored; after a failure, once one wrote again */
};

struct writer;
/* Opens the connection (schema must be current) and starts the thread. */
MUST_CHECK bool writer_start(const struct writer_options *options, struct writer **out,
                             struct err *e);
/* False when the queue is full or stopping; then the job was not taken and done is not called. */
MUST_CHECK bool writer_submit(struct writer *w, struct job *job);
/* Runs everything queued, then ends the thread, checkpoints and closes. NULL is fine. */
void writer_stop(struct writer *w);
void writer_stats(struct writer *w, struct writer_stats *out); /* any thread */

/* Submits and waits: for commands, tests and start-up, never on the door or the writer thread.
 * run gets ctx. The result is run's own error, ERR_BUSY when the queue is full, or what kept it
 * from being stored (ERR_IO, ERR_BUSY, ERR_MEMORY). */
MUST_CHECK bool writer_call(struct writer *w, bool (*run)(void *ctx, struct db *db, struct err *e),
                            void *ctx, struct err *e);

#endif
