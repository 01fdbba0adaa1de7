/* writer.c - group commit: everything that waits shares one transaction and one sync. */
#include "store/writer.h"
#include "base/clock.h"
#include <pthread.h>
#include <stdlib.h>

/* Ends a batch early: a commit of megabytes would make those who come next wait for it. */
#define BATCH_BYTES_MAX ((size_t)8 << 20)
/* A job of more messages than this has a transaction to itself and no savepoint around it: inside
 * one, SQLite keeps the old pages of every savepoint that the job itself makes and releases, which
 * for a thousand messages was 150 MB. */
#define ALONE_WEIGHT 64
/* After a checkpoint that met a reader, ten times what it cost passes before the next attempt:
 * a long backup may take a tenth of the writer's time, not all of it. */
#define CHECKPOINT_REST 10

struct queue {
    struct job *head, **tail;
    size_t count, bytes;
};

struct writer {
    struct writer_options options;
    struct db *db;
    int64_t checkpoint_not_before_us;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    /* under the lock */
    struct queue queue;
    struct writer_stats stats;
    bool stopping;
};

struct batch {
    struct job *jobs;
    size_t count, committed, failed, unstored;
    int64_t commit_us;
    bool wrote;
    struct err why; /* of the last job that was not stored */
};

static void queue_put(struct queue *q, struct job *job)
{
    job->next = NULL;
    *q->tail = job;
    q->tail = &job->next;
    q->count++;
    q->bytes += job->bytes;
}

static bool is_alone(const struct job *job)
{
    return job->weight > ALONE_WEIGHT;
}

/* Takes jobs from the head while they fit into one transaction; always at least one. */
static struct batch queue_take(struct queue *q, size_t weight_max)
{
    struct batch batch = { .jobs = q->head };
    struct job **end = &q->head;
    size_t weight = 0, bytes = 0;
    while (*end) {
        struct job *job = *end;
        weight += job->weight ? job->weight : 1;
        bytes += job->bytes;
        if (batch.count && (weight > weight_max || bytes > BATCH_BYTES_MAX || is_alone(job))) break;
        batch.count++;
        q->count--;
        q->bytes -= job->bytes;
        end = &job->next;
        if (is_alone(job)) break;
    }
    struct job *rest = *end;
    *end = NULL;
    q->head = rest;
    if (!rest) q->tail = &q->head;
    return batch;
}

static void job_refuse(struct job *job, const struct err *why)
{
    job->why = *why;
    job->end = err_is_transient(why->code) ? JOB_UNSTORED : JOB_FAILED;
}

/* False when the transaction is no longer whole; otherwise the job has its end. */
static bool job_run(struct writer *w, struct job *job, struct err *e)
{
    struct err why = { 0 };
    bool alone = is_alone(job);
    if (!alone && !db_savepoint(w->db, e)) return false;
    bool ok = job->run(job, w->db, &why);
    size_t forgotten = db_close_forgotten(w->db);
    if (forgotten)
        log_event(w->options.log, LOG_ERROR, "writer.rows_left_open", LOG_NUM("count", forgotten));
    if (ok && (alone || db_release(w->db, &why))) {
        job->end = JOB_COMMITTED;
        return true;
    }
    if (why.code == ERR_NONE) (void)err_set(&why, ERR_INTERNAL, "the job gave no reason");
    job_refuse(job, &why);
    if (!alone) return db_rollback_to(w->db, e);
    db_rollback(w->db);
    return db_begin(w->db, e);
}

static bool batch_store(struct writer *w, struct batch *batch, struct err *e)
{
    int64_t pages = db_wal_pages(w->db);
    if (!db_begin(w->db, e)) return false;
    for (struct job *job = batch->jobs; job; job = job->next)
        if (!job_run(w, job, e)) return false;
    int64_t begin = clock_monotonic_us();
    if (!db_commit(w->db, e)) return false;
    batch->commit_us = clock_monotonic_us() - begin;
    batch->wrote = db_wal_pages(w->db) != pages;
    return true;
}

static void batch_run(struct writer *w, struct batch *batch)
{
    struct err why = { 0 };
    bool stored = batch_store(w, batch, &why);
    if (!stored) db_rollback(w->db);
    for (struct job *job = batch->jobs; job; job = job->next) {
        /* A job that failed too: what made it fail may have been a neighbour's work, now undone. */
        if (!stored) {
            job->end = JOB_UNSTORED;
            job->why = why;
        }
        if (!stored && is_alone(job)) job_refuse(job, &why); /* it has no neighbours */
        switch (job->end) {
        case JOB_COMMITTED: batch->committed++; break;
        case JOB_FAILED: batch->failed++; break;
        case JOB_UNSTORED:
            batch->unstored++;
            batch->why = job->why;
            break;
        }
    }
}

/* A commit that wrote nothing says nothing about the disk, so it does not heal. */
static bool still_healthy(const struct writer *w, const struct batch *batch)
{
    return batch->wrote || (w->stats.healthy && !batch->unstored);
}

static void batch_count(struct writer *w, const struct batch *batch)
{
    bool stored = batch->unstored < batch->count;
    (void)pthread_mutex_lock(&w->lock);
    bool was = w->stats.healthy, is = still_healthy(w, batch);
    w->stats.healthy = is;
    w->stats.commits += stored;
    w->stats.jobs += batch->count;
    w->stats.failed += batch->failed;
    w->stats.unstored += batch->unstored;
    w->stats.wal_pages = db_wal_pages(w->db);
    if (stored) w->stats.last_commit_us = batch->commit_us;
    (void)pthread_mutex_unlock(&w->lock);
    if (was && !is)
        log_event(w->options.log, LOG_ERROR, "writer.cannot_store",
                  LOG_NUM("jobs", batch->unstored), LOG_TEXT("why", batch->why.text));
    if (!was && is)
        log_event(w->options.log, LOG_INFO, "writer.stores_again",
                  LOG_NUM("jobs", batch->committed));
}

static void batch_tell(struct batch *batch)
{
    for (struct job *job = batch->jobs, *next; job; job = next) {
        next = job->next; /* done may free the job, or submit it again */
        job->done(job, job->end, job->end == JOB_COMMITTED ? NULL : &job->why);
    }
}

/* The checkpointer copies; while the writer never pauses, only it can make the log begin anew. */
static void log_restart(struct writer *w)
{
    int64_t begin = clock_monotonic_us();
    if (db_wal_pages(w->db) <= w->options.wal_restart_pages || begin < w->checkpoint_not_before_us)
        return;
    struct db_checkpoint done;
    struct err why;
    if (db_checkpoint_restart(w->db, &done, &why)) return;
    int64_t now = clock_monotonic_us();
    w->checkpoint_not_before_us = now + CHECKPOINT_REST * (now - begin);
    if (why.code != ERR_BUSY)
        log_event(w->options.log, LOG_WARN, "writer.checkpoint_failed", LOG_TEXT("why", why.text));
}

static void *writer_main(void *arg)
{
    struct writer *w = arg;
    (void)pthread_mutex_lock(&w->lock);
    for (;;) {
        while (!w->queue.head && !w->stopping)
            (void)pthread_cond_wait(&w->wake, &w->lock);
        if (!w->queue.head) break;
        struct batch batch = queue_take(&w->queue, w->options.batch_max);
        (void)pthread_mutex_unlock(&w->lock);

        batch_run(w, &batch);
        batch_count(w, &batch);
        batch_tell(&batch);
        if (batch.committed && w->options.after_commit)
            w->options.after_commit(w->options.after_commit_ctx);
        log_restart(w);
        (void)pthread_mutex_lock(&w->lock);
    }
    (void)pthread_mutex_unlock(&w->lock);
    return NULL;
}

static void options_complete(struct writer_options *o)
{
    if (!o->queue_max) o->queue_max = 4096;
    if (!o->queue_bytes_max) o->queue_bytes_max = (size_t)64 << 20;
    if (!o->batch_max) o->batch_max = 512;
    if (!o->wal_restart_pages) o->wal_restart_pages = 16000;
}

bool writer_start(const struct writer_options *options, struct writer **out, struct err *e)
{
    struct writer *w = calloc(1, sizeof *w);
    if (!w) return err_set(e, ERR_MEMORY, "writer: no memory");
    w->options = *options;
    options_complete(&w->options);
    w->queue.tail = &w->queue.head;
    w->stats.healthy = true;
    if (!db_open(options->path, DB_WRITE, &w->db, e)) goto fail;
    (void)pthread_mutex_init(&w->lock, NULL);
    (void)pthread_cond_init(&w->wake, NULL);
    if (pthread_create(&w->thread, NULL, writer_main, w) == 0) {
        (void)pthread_setname_np(w->thread, "writer");
        *out = w;
        return true;
    }
    (void)err_set(e, ERR_MEMORY, "writer: no thread");
    (void)pthread_cond_destroy(&w->wake);
    (void)pthread_mutex_destroy(&w->lock);
fail:
    db_close(w->db);
    free(w);
    return false;
}

bool writer_submit(struct writer *w, struct job *job)
{
    (void)pthread_mutex_lock(&w->lock);
    const struct queue *q = &w->queue;
    bool fits =
        !q->count || (q->count < w->options.queue_max && job->bytes <= w->options.queue_bytes_max &&
                      q->bytes <= w->options.queue_bytes_max - job->bytes);
    bool take = fits && !w->stopping;
    if (!fits) w->stats.refused++;
    if (take) {
        /* Only an empty queue has a writer asleep before it. */
        if (!q->count) (void)pthread_cond_signal(&w->wake);
        queue_put(&w->queue, job);
    }
    (void)pthread_mutex_unlock(&w->lock);
    return take;
}

void writer_stop(struct writer *w)
{
    if (!w) return;
    (void)pthread_mutex_lock(&w->lock);
    w->stopping = true;
    (void)pthread_cond_signal(&w->wake);
    (void)pthread_mutex_unlock(&w->lock);
    (void)pthread_join(w->thread, NULL);
    /* A reader or a backup may hold the log: then the next start finds it, nothing is lost. */
    struct err unused;
    bool emptied = db_checkpoint_truncate(w->db, &unused);
    (void)emptied;
    db_close(w->db);
    (void)pthread_cond_destroy(&w->wake);
    (void)pthread_mutex_destroy(&w->lock);
    free(w);
}

void writer_stats(struct writer *w, struct writer_stats *out)
{
    (void)pthread_mutex_lock(&w->lock);
    *out = w->stats;
    out->queued = w->queue.count;
    out->queued_bytes = w->queue.bytes;
    (void)pthread_mutex_unlock(&w->lock);
}

struct call {
    struct job job; /* first: a job of ours is a call */
    bool (*run)(void *ctx, struct db *db, struct err *e);
    void *ctx;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool ended;
};

static bool call_run(struct job *job, struct db *db, struct err *e)
{
    struct call *call = (struct call *)job;
    return call->run(call->ctx, db, e);
}

static void call_done(struct job *job, enum job_end end, const struct err *why)
{
    struct call *call = (struct call *)job;
    (void)end;
    (void)why; /* both stay in the job */
    (void)pthread_mutex_lock(&call->lock);
    call->ended = true;
    (void)pthread_cond_signal(&call->wake);
    (void)pthread_mutex_unlock(&call->lock);
}

bool writer_call(struct writer *w, bool (*run)(void *ctx, struct db *db, struct err *e), void *ctx,
                 struct err *e)
{
    struct call call = { .job = { .weight = 1, .run = call_run, .done = call_done },
                         .run = run,
                         .ctx = ctx };
    if (pthread_equal(pthread_self(), w->thread))
        return err_set(e, ERR_INTERNAL, "writer: would wait for itself");
    (void)pthread_mutex_init(&call.lock, NULL);
    (void)pthread_cond_init(&call.wake, NULL);
    bool taken = writer_submit(w, &call.job);
    (void)pthread_mutex_lock(&call.lock);
    while (taken && !call.ended)
        (void)pthread_cond_wait(&call.wake, &call.lock);
    (void)pthread_mutex_unlock(&call.lock);
    (void)pthread_cond_destroy(&call.wake);
    (void)pthread_mutex_destroy(&call.lock);
    if (!taken) return err_set(e, ERR_BUSY, "writer: the queue is full");
    if (call.job.end == JOB_COMMITTED) return true;
    return err_set(e, call.job.why.code, "%s", call.job.why.text);
}
