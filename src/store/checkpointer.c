/* checkpointer.c - the thread that copies the write-ahead log back while the writer goes on. */
#include "store/checkpointer.h"
#include <pthread.h>
#include <stdlib.h>

struct checkpointer {
    struct db *db;
    const struct log *log;
    int64_t limit;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    /* under the lock */
    int64_t copied; /* pages of the present log that are in the database already */
    bool due, stopping;
};

static void copy_back(struct checkpointer *c)
{
    struct err why;
    struct db_checkpoint done = { 0, 0 };
    bool ok = db_checkpoint_passive(c->db, &done, &why);
    /* BUSY: the writer does it at this moment. Whatever it was, the next commit asks again. */
    if (!ok && why.code != ERR_BUSY)
        log_event(c->log, LOG_WARN, "checkpointer.failed", LOG_TEXT("why", why.text));
    if (!ok) return;
    (void)pthread_mutex_lock(&c->lock);
    c->copied = done.copied_pages;
    (void)pthread_mutex_unlock(&c->lock);
}

static void *checkpointer_main(void *arg)
{
    struct checkpointer *c = arg;
    (void)pthread_mutex_lock(&c->lock);
    for (;;) {
        while (!c->due && !c->stopping)
            (void)pthread_cond_wait(&c->wake, &c->lock);
        if (c->stopping) break;
        c->due = false;
        (void)pthread_mutex_unlock(&c->lock);
        copy_back(c);
        (void)pthread_mutex_lock(&c->lock);
    }
    (void)pthread_mutex_unlock(&c->lock);
    return NULL;
}

bool checkpointer_start(const char *path, int64_t wal_passive_pages, const struct log *log,
                        struct checkpointer **out, struct err *e)
{
    struct checkpointer *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "checkpointer: no memory");
    c->log = log;
    c->limit = wal_passive_pages ? wal_passive_pages : 2000;
    if (!db_open_raw(path, DB_CHECKPOINT, &c->db, e)) goto fail;
    (void)pthread_mutex_init(&c->lock, NULL);
    (void)pthread_cond_init(&c->wake, NULL);
    if (pthread_create(&c->thread, NULL, checkpointer_main, c) == 0) {
        (void)pthread_setname_np(c->thread, "checkpointer");
        *out = c;
        return true;
    }
    (void)err_set(e, ERR_MEMORY, "checkpointer: no thread");
    (void)pthread_cond_destroy(&c->wake);
    (void)pthread_mutex_destroy(&c->lock);
fail:
    db_close(c->db);
    free(c);
    return false;
}

void checkpointer_wake(struct checkpointer *c, int64_t wal_pages)
{
    (void)pthread_mutex_lock(&c->lock);
    if (wal_pages < c->copied) c->copied = 0; /* the log began anew */
    if (wal_pages - c->copied > c->limit && !c->due) {
        c->due = true;
        (void)pthread_cond_signal(&c->wake);
    }
    (void)pthread_mutex_unlock(&c->lock);
}

void checkpointer_stop(struct checkpointer *c)
{
    if (!c) return;
    (void)pthread_mutex_lock(&c->lock);
    c->stopping = true;
    (void)pthread_cond_signal(&c->wake);
    (void)pthread_mutex_unlock(&c->lock);
    (void)pthread_join(c->thread, NULL);
    (void)pthread_cond_destroy(&c->wake);
    (void)pthread_mutex_destroy(&c->lock);
    db_close(c->db);
    free(c);
}
