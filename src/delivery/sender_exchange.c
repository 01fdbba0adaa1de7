/* sender_exchange.c - when the sender's job goes to the writer, and what comes back of it. */
#include "sender_private.h"
#include <stddef.h>
#include <string.h>

#define LOST_PAUSE_MS 200

static struct sender *of_job(struct job *job)
{
    return (struct sender *)((char *)job - offsetof(struct sender, exchange.job));
}

static bool on_run(struct job *job, struct db *db, struct err *e)
{
    return exchange_run(&of_job(job)->exchange, db, e);
}

static void on_done(struct job *job, enum job_end end, const struct err *why)
{
    struct sender *s = of_job(job);
    if (end != JOB_COMMITTED)
        log_event(s->options.log, LOG_ERROR, "sender.unstored", LOG_TEXT("why", why->text));
    /* Under the lock, so that sender_stop cannot free the handle between the two lines. */
    pthread_mutex_lock(&s->lock);
    s->exchange_state = end == JOB_COMMITTED ? EXCHANGE_DONE : EXCHANGE_LOST;
    (void)curl_multi_wakeup(s->multi);
    pthread_mutex_unlock(&s->lock);
}

static bool something_is_due(const struct sender *s)
{
    return s->look || (s->next_due && s->next_due <= clock_now(&s->options.clock));
}

/* Every leased row needs a slot now and a place for its report later. */
static size_t wanted(struct sender *s)
{
    int slots = sender_slots(s);
    size_t free_slots = s->busy < slots ? (size_t)(slots - s->busy) : 0;
    size_t places = IN_FLIGHT_MAX - s->waiting_count - (size_t)s->busy;
    size_t n = free_slots < places ? free_slots : places;
    size_t pace = (size_t)pace_available(&s->pace, steady_ms(s));
    n = health_allowance(s, n);
    return n < pace ? n : pace;
}

bool exchange_fill(struct sender *s)
{
    struct exchange *x = &s->exchange;
    int settle = health_settle_limit(s);
    size_t want = something_is_due(s) || settle ? wanted(s) : 0;
    if (s->waiting_count == 0 && want == 0 && settle == 0 && !s->tier[0]) return false;

    memcpy(x->reports, s->waiting, s->waiting_count * sizeof s->waiting[0]);
    x->report_count = s->waiting_count;
    x->want = want;
    x->now = clock_now(&s->options.clock);
    x->told_seen = s->told_seen;
    x->settle = settle;
    x->sane_at = s->sane_at;
    x->again_before = settle == HEALTH_SETTLE_ALL ? s->sane_at : INT64_MAX;
    x->unsure_ms = s->options.unsure_ms;
    x->proving = s->paused;
    memcpy(x->tier, s->tier, sizeof x->tier);
    return true;
}

void exchange_filled(struct sender *s)
{
    s->waiting_count = 0;
    s->asked = s->exchange.want > 0;
    s->tier[0] = '\0';
    if (s->exchange.want) s->look = false;
}

void exchange_give(struct sender *s)
{
    struct exchange *x = &s->exchange;
    if (s->exchange_state != EXCHANGE_IDLE || steady_ms(s) < s->exchange_not_before) return;
    if (!exchange_fill(s)) return;
    x->job = (struct job){ .run = on_run, .done = on_done, .weight = 1, .bytes = 0 };
    s->exchange_state = EXCHANGE_AT_WRITER;
    if (writer_submit(s->options.writer, &x->job)) {
        exchange_filled(s);
        return;
    }
    s->exchange_state = EXCHANGE_IDLE;
    s->exchange_not_before = steady_ms(s) + LOST_PAUSE_MS;
}

/* The outcomes are still true: they are given again. Leases that were not committed do not exist.
 */
static void exchange_lost(struct sender *s)
{
    struct exchange *x = &s->exchange;
    memmove(s->waiting + x->report_count, s->waiting, s->waiting_count * sizeof s->waiting[0]);
    memcpy(s->waiting, x->reports, x->report_count * sizeof s->waiting[0]);
    s->waiting_count += x->report_count;
    if (!s->tier[0]) memcpy(s->tier, x->tier, sizeof s->tier);
    s->look = true;
    s->exchange_not_before = steady_ms(s) + LOST_PAUSE_MS;
}

void exchange_read(struct sender *s)
{
    s->next_due = s->exchange.pending_at;
    s->next_unsure = s->exchange.unsure_at;
    if (s->exchange.want) health_account(s, s->exchange.paused_until, s->exchange.now);
    if (s->exchange.failed)
        log_event(s->options.log, LOG_WARN, "sender.never_reported",
                  LOG_NUM("count", s->exchange.failed));
    if (s->exchange.lost_reports)
        log_event(s->options.log, LOG_ERROR, "sender.reports_lost",
                  LOG_NUM("count", s->exchange.lost_reports));
    if (s->exchange.told_at) {
        s->told_seen = s->exchange.told_at;
        health_told(s, s->exchange.told_code);
        s->look = true;
    }
    if (s->asked && s->exchange.lease_count == 0 && !s->exchange.told_at) health_nothing_due(s);
    /* As many as were asked for: there may be more. */
    if (s->exchange.lease_count > 0 && s->exchange.lease_count == s->exchange.want) s->look = true;
}

void exchange_take(struct sender *s)
{
    enum exchange_state state = s->exchange_state;
    switch (state) {
    case EXCHANGE_IDLE:
    case EXCHANGE_AT_WRITER: return;
    case EXCHANGE_DONE:
        exchange_read(s);
        send_leases(s);
        break;
    case EXCHANGE_LOST: exchange_lost(s); break;
    }
    s->exchange_state = EXCHANGE_IDLE;
}
