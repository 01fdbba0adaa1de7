/* media_exchange.c - outcomes of downloads to the writer, due ones back: a job of their own, so
 * that replies never wait for a file. */
#include "media_private.h"
#include <stddef.h>

#define LOST_PAUSE_MS 200

static struct media *of_job(struct job *job)
{
    return (struct media *)((char *)job - offsetof(struct media, exchange.job));
}

static bool report_apply(struct db *db, const struct media_report *r, int64_t now, struct err *e)
{
    const struct media_verdict *v = &r->verdict;
    const struct attachment_file file = {
        .hash = r->hash, .size = r->size, .type = r->type, .suspect = r->suspect
    };
    switch (r->kind) {
    case REPORT_STORED: return attachment_store(db, r->id, &file, now, e);
    case REPORT_FAULT:
        return v->again ? attachment_retry(db, r->id, v->due_at, &v->why, now, e)
                        : attachment_end(db, r->id, v->end, &v->why, now, e);
    case REPORT_GIVE_BACK: return attachment_give_back(db, r->id, now, e);
    }
    return err_set(e, ERR_INTERNAL, "media: unknown report");
}

static bool on_run(struct job *job, struct db *db, struct err *e)
{
    struct media_exchange *x = &of_job(job)->exchange;
    x->begun_count = 0;
    for (size_t i = 0; i < x->report_count; i++)
        if (!report_apply(db, &x->reports[i], x->now, e)) return false;
    if (x->want && !attachment_begin(db, x->now, x->begun, x->want, &x->begun_count, e))
        return false;
    return attachment_next_due(db, &x->next_due, e);
}

static void on_done(struct job *job, enum job_end end, const struct err *why)
{
    struct media *m = of_job(job);
    if (end != JOB_COMMITTED)
        log_event(m->options->log, LOG_ERROR, "media.unstored", LOG_TEXT("why", why->text));
    /* Under the lock, so that media_destroy cannot free the handle between the two lines. */
    pthread_mutex_lock(&m->lock);
    m->state = end == JOB_COMMITTED ? MEDIA_DONE : MEDIA_LOST;
    (void)curl_multi_wakeup(m->multi);
    pthread_mutex_unlock(&m->lock);
}

static size_t wanted(const struct media *m)
{
    size_t n = 0;
    bool due = m->look || (m->next_due && m->next_due <= clock_now(&m->options->clock));
    if (m->stopping || !due) return 0;
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++)
        n += m->slots[i].stage == SLOT_FREE;
    return n;
}

void media_give(struct media *m)
{
    struct media_exchange *x = &m->exchange;
    if (m->state != MEDIA_IDLE || clock_now(&m->options->steady) < m->exchange_not_before) return;
    x->want = wanted(m);
    x->report_count = 0;
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        struct media_slot *s = &m->slots[i];
        if (s->stage != SLOT_REPORTS) continue;
        x->reports[x->report_count++] = s->report;
        s->stage = SLOT_AT_WRITER;
    }
    if (x->report_count == 0 && x->want == 0) return;
    x->now = clock_now(&m->options->clock);
    x->job = (struct job){ .run = on_run, .done = on_done, .weight = 1 };
    m->state = MEDIA_AT_WRITER;
    if (writer_submit(m->options->writer, &x->job)) {
        if (x->want) m->look = false;
        return;
    }
    m->state = MEDIA_LOST;
    media_take(m);
}

/* Outcomes are still true: they are given again. What was not committed was not begun. */
static void exchange_end(struct media *m, enum slot_stage stage)
{
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++)
        if (m->slots[i].stage == SLOT_AT_WRITER) m->slots[i].stage = stage;
}

static void begun_start(struct media *m)
{
    const struct media_exchange *x = &m->exchange;
    for (size_t i = 0; i < x->begun_count; i++)
        for (size_t k = 0; k < MEDIA_IN_FLIGHT; k++) {
            struct media_slot *s = &m->slots[k];
            if (s->stage != SLOT_FREE) continue;
            s->work = x->begun[i];
            if (m->stopping) /* it was asked for just before */
                slot_give_back(s);
            else
                slot_start(s);
            break;
        }
    if (x->begun_count && x->begun_count == x->want) m->look = true; /* there may be more */
}

void media_take(struct media *m)
{
    enum media_exchange_state state = m->state;
    if (state == MEDIA_IDLE || state == MEDIA_AT_WRITER) return;
    if (state == MEDIA_DONE) {
        m->next_due = m->exchange.next_due;
        exchange_end(m, SLOT_FREE);
        begun_start(m);
    } else {
        exchange_end(m, SLOT_REPORTS);
        m->look = true;
        m->exchange_not_before = clock_now(&m->options->steady) + LOST_PAUSE_MS;
    }
    m->state = MEDIA_IDLE;
}
