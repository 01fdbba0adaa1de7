/* template_watch.c - asleep nearly always. */
#include "delivery/template_watch.h"
#include "store/template_store.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#define AGAIN_MS  MS_PER_DAY
#define FAILED_MS (10 * MS_PER_MINUTE) /* Meta was away: sooner than tomorrow */

struct template_watch {
    struct template_watch_options options;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stop;
    _Atomic bool stopping;
};

struct comparison {
    const struct template_watch *watch;
    const struct template_listed *theirs;
    size_t listed;
    struct template_count count;
    int64_t now;
};

static bool compare_run(void *ctx, struct db *db, struct err *e)
{
    struct comparison *c = ctx;
    const struct template_watch_options *o = &c->watch->options;
    return template_reconcile(db, o->ours, o->count, c->theirs, c->listed, c->now, &c->count, e);
}

static bool compare(struct template_watch *w, struct err *e)
{
    struct template_client_options client = w->options.client;
    struct template_client *c = NULL;
    struct arena arena = { 0 };
    struct template_listed *theirs = NULL;
    struct comparison job = { .watch = w };
    client.cancel = &w->stopping;
    bool ok = template_client_open(&client, &c, e) &&
              template_client_list(c, &arena, &theirs, &job.listed, e);
    job.theirs = theirs;
    job.now = clock_now(&w->options.clock);
    ok = ok && writer_call(w->options.writer, compare_run, &job, e);
    template_client_close(c);
    arena_clear(&arena);
    if (!ok) return false;
    log_event(w->options.log, job.count.other ? LOG_WARN : LOG_INFO, "templates.compared",
              LOG_NUM("approved", job.count.approved), LOG_NUM("not_approved", job.count.other));
    return true;
}

/* True when it is time to stop. */
static bool sleep_ms(struct template_watch *w, int64_t ms)
{
    int64_t at = clock_monotonic_ms() + ms;
    struct timespec until = { .tv_sec = (time_t)(at / MS_PER_SECOND) };
    pthread_mutex_lock(&w->lock);
    int timed_out = 0;
    while (!w->stopping && !timed_out)
        timed_out = pthread_cond_timedwait(&w->stop, &w->lock, &until);
    pthread_mutex_unlock(&w->lock);
    return w->stopping;
}

static void *watch_main(void *ctx)
{
    struct template_watch *w = ctx;
    for (;;) {
        struct err e = { 0 };
        bool ok = compare(w, &e);
        if (!ok && !w->stopping)
            log_event(w->options.log, LOG_WARN, "templates.not_compared", LOG_TEXT("why", e.text));
        if (sleep_ms(w, ok ? AGAIN_MS : FAILED_MS)) return NULL;
    }
}

static bool thread_begin(struct template_watch *w, struct err *e)
{
    pthread_condattr_t attributes;
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&w->lock, NULL);
    (void)pthread_cond_init(&w->stop, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    return pthread_create(&w->thread, NULL, watch_main, w) == 0 ||
           err_set(e, ERR_MEMORY, "templates: no thread");
}

bool template_watch_start(const struct template_watch_options *options, struct template_watch **out,
                          struct err *e)
{
    *out = NULL;
    const struct wa_provider *provider =
        options->client.provider ? options->client.provider : wa_provider_meta();
    bool nameless =
        options->client.business_account_id[0] == '\0' && wa_provider_needs_account(provider);
    if (options->count == 0 || nameless) {
        log_event(options->log, LOG_WARN, "templates.not_compared",
                  LOG_TEXT("why", options->count ? "whatsapp.business_account_id is empty"
                                                 : "templates.csv is empty"));
        return true;
    }
    struct template_watch *w = calloc(1, sizeof *w);
    if (!w) return err_set(e, ERR_MEMORY, "templates: no memory");
    w->options = *options;
    if (thread_begin(w, e)) {
        *out = w;
        return true;
    }
    free(w);
    return false;
}

void template_watch_stop(struct template_watch *w)
{
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    (void)pthread_cond_signal(&w->stop);
    pthread_mutex_unlock(&w->lock);
    (void)pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->stop);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
