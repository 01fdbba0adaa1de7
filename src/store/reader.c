/* reader.c - threads that run queries, each on its own read-only connection. */
#include "store/reader.h"
#include "base/clock.h"
#include <pthread.h>
#include <stdlib.h>

struct reader {
    struct readers *owner;
    struct db *db;
    pthread_t thread;
};

struct readers {
    const struct log *log;
    size_t queue_max;
    int64_t deadline_ms;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    /* under the lock */
    struct read_job *head, **tail;
    size_t queued;
    bool stopping;
    /* the starter's */
    int opened, running;
    struct reader threads[];
};

static bool query(struct reader *r, struct read_job *job, struct err *why)
{
    if (!db_begin_read(r->db, why)) return false;
    db_set_deadline(r->db, clock_monotonic_ms() + r->owner->deadline_ms);
    bool ok = job->run(job, r->db, why);
    db_set_deadline(r->db, 0);
    size_t forgotten = db_close_forgotten(r->db);
    if (forgotten)
        log_event(r->owner->log, LOG_ERROR, "reader.rows_left_open", LOG_NUM("count", forgotten));
    db_rollback(r->db);
    return ok;
}

static void *reader_main(void *arg)
{
    struct reader *r = arg;
    struct readers *all = r->owner;
    (void)pthread_mutex_lock(&all->lock);
    for (;;) {
        while (!all->head && !all->stopping)
            (void)pthread_cond_wait(&all->wake, &all->lock);
        struct read_job *job = all->head;
        if (!job) break;
        all->head = job->next;
        if (!all->head) all->tail = &all->head;
        all->queued--;
        (void)pthread_mutex_unlock(&all->lock);

        struct err why = { 0 };
        bool ok = query(r, job, &why);
        if (!ok && why.code == ERR_NONE)
            (void)err_set(&why, ERR_INTERNAL, "the job gave no reason");
        job->done(job, ok, ok ? NULL : &why);
        (void)pthread_mutex_lock(&all->lock);
    }
    (void)pthread_mutex_unlock(&all->lock);
    return NULL;
}

bool readers_start(const struct readers_options *options, struct readers **out, struct err *e)
{
    int threads = options->threads > 0 ? options->threads : 2;
    struct readers *all = calloc(1, sizeof *all + (size_t)threads * sizeof *all->threads);
    if (!all) return err_set(e, ERR_MEMORY, "readers: no memory");
    all->log = options->log;
    all->queue_max = options->queue_max ? options->queue_max : 256;
    all->deadline_ms = options->deadline_ms ? options->deadline_ms : 250;
    all->tail = &all->head;
    (void)pthread_mutex_init(&all->lock, NULL);
    (void)pthread_cond_init(&all->wake, NULL);
    for (; all->opened < threads; all->opened++) {
        struct reader *r = &all->threads[all->opened];
        r->owner = all;
        if (!db_open(options->path, DB_READ, &r->db, e)) goto fail;
    }
    for (; all->running < threads; all->running++) {
        struct reader *r = &all->threads[all->running];
        if (pthread_create(&r->thread, NULL, reader_main, r) != 0) {
            (void)err_set(e, ERR_MEMORY, "readers: no thread");
            goto fail;
        }
        (void)pthread_setname_np(r->thread, options->name ? options->name : "reader");
    }
    *out = all;
    return true;
fail:
    readers_stop(all);
    return false;
}

bool readers_submit(struct readers *r, struct read_job *job)
{
    (void)pthread_mutex_lock(&r->lock);
    bool take = !r->stopping && r->queued < r->queue_max;
    if (take) {
        job->next = NULL;
        *r->tail = job;
        r->tail = &job->next;
        r->queued++;
        (void)pthread_cond_signal(&r->wake);
    }
    (void)pthread_mutex_unlock(&r->lock);
    return take;
}

void readers_stop(struct readers *r)
{
    if (!r) return;
    (void)pthread_mutex_lock(&r->lock);
    r->stopping = true;
    (void)pthread_cond_broadcast(&r->wake);
    (void)pthread_mutex_unlock(&r->lock);
    for (int i = 0; i < r->running; i++)
        (void)pthread_join(r->threads[i].thread, NULL);
    for (int i = 0; i < r->opened; i++)
        db_close(r->threads[i].db);
    (void)pthread_cond_destroy(&r->wake);
    (void)pthread_mutex_destroy(&r->lock);
    free(r);
}
