/* sender_send.c - leased rows become requests, finished requests become reports. */
#include "base/crypto.h"
#include "upload.h"
#include <stdio.h>

#define JITTER_RANGE ((uint64_t)1 << 32)

static void report_add(struct sender *s, const struct send_report *report)
{
    /* There is room: a row is leased only while its report has a place. */
    s->waiting[s->waiting_count++] = *report;
}

static struct transfer *free_transfer(struct sender *s)
{
    for (int i = 0; i < s->transfer_count; i++)
        if (!s->transfers[i].busy) return &s->transfers[i];
    return NULL;
}

static void count(struct sender *s, enum verdict_kind kind)
{
    pthread_mutex_lock(&s->lock);
    s->stats.requests++;
    s->stats.in_flight = s->busy;
    switch (kind) {
    case VERDICT_ACCEPTED: s->stats.accepted++; break;
    case VERDICT_RETRY:
    case VERDICT_GIVE_BACK: s->stats.retried++; break;
    case VERDICT_UNSURE: s->stats.unsure++; break;
    case VERDICT_FAILED: s->stats.failed++; break;
    }
    pthread_mutex_unlock(&s->lock);
}

/* A lease that is not sent after all. */
static void report_unsent(struct sender *s, const struct outbox_lease *lease,
                          enum verdict_kind kind, const char *reason)
{
    struct send_report report = { .outbox_id = lease->id, .verdict.kind = kind };
    (void)snprintf(report.reason, sizeof report.reason, "%s", reason);
    report_add(s, &report);
}

bool send_is_held(struct sender *s, const struct outbox_lease *lease)
{
    struct send_report report = { .outbox_id = lease->id, .verdict.kind = VERDICT_GIVE_BACK };
    report.hold_ms = health_template_hold_ms(s, lease);
    if (report.hold_ms == 0)
        report.hold_ms = pair_wait_ms(&s->pair, lease->contact_id, steady_ms(s));
    if (report.hold_ms == 0) return false;
    report_add(s, &report);
    return true;
}

void send_begun(struct sender *s, const struct outbox_lease *lease)
{
    s->busy++;
    health_begun(s);
    pace_take(&s->pace, 1, steady_ms(s));
    pair_take(&s->pair, lease->contact_id, steady_ms(s));
}

/* The message itself, or first its file. */
static bool begin(struct sender *s, struct transfer *t, const struct outbox_lease *lease,
                  struct err *e)
{
    struct arena arena = { 0 };
    struct outbound m;
    bool decoded = outbound_decode(lease->content_json, &arena, &m, e), ok = decoded;
    if (decoded && outbound_has_file(m.type))
        ok = upload_begin(s, t, lease, e);
    else if (decoded)
        ok = transfer_prepare(t, lease, &m, e) &&
             (curl_multi_add_handle(s->multi, t->easy) == CURLM_OK ||
              err_set(e, ERR_MEMORY, "curl took no further request"));
    arena_clear(&arena);
    return ok;
}

static void send_one(struct sender *s, const struct outbox_lease *lease)
{
    struct err e = { 0 };
    if (send_is_held(s, lease)) return;
    struct transfer *t = free_transfer(s);
    if (!t || s->stopping) {
        report_unsent(s, lease, VERDICT_GIVE_BACK, "");
        return;
    }
    if (!t->easy && !transfer_init(t, &s->target, &e)) {
        report_unsent(s, lease, VERDICT_GIVE_BACK, e.text);
        return;
    }
    if (!begin(s, t, lease, &e)) {
        bool again = err_is_transient(e.code);
        report_unsent(s, lease, again ? VERDICT_GIVE_BACK : VERDICT_FAILED, e.text);
        if (!again)
            log_event(s->options.log, LOG_ERROR, "sender.unsendable", LOG_NUM("outbox", lease->id),
                      LOG_TEXT("why", e.text));
        return;
    }
    t->busy = true;
    t->started_ms = steady_ms(s);
    send_begun(s, lease);
}

void send_leases(struct sender *s)
{
    for (size_t i = 0; i < s->exchange.lease_count; i++)
        send_one(s, &s->exchange.leases[i]);
    s->exchange.lease_count = 0;
}

static void reason_set(struct send_report *report, const struct send_end *end,
                       const struct graph_result *result)
{
    if (end->outcome != SEND_ANSWERED) {
        (void)snprintf(report->reason, sizeof report->reason, "no answer: %s", end->why);
        return;
    }
    report->code = result->code;
    if (result->answer == GRAPH_UNSURE)
        (void)snprintf(report->reason, sizeof report->reason, "HTTP %d without an answer we know",
                       result->http_status);
    else if (result->answer == GRAPH_STRANGER)
        (void)snprintf(report->reason, sizeof report->reason,
                       "HTTP %d from somebody before WhatsApp, not from it", result->http_status);
    else if (result->answer == GRAPH_REFUSED)
        (void)snprintf(report->reason, sizeof report->reason, "%.*s",
                       STR_ARG(result->detail.len ? result->detail : result->title));
}

/* What Meta says of our pace, in codes and in headers. */
static void pace_follow(struct sender *s, const struct verdict *v, const struct send_end *end)
{
    int64_t now = steady_ms(s), wait = end->hints.retry_after_ms;
    if (v->throttled) {
        sender_pace_throttled(s, end->started_ms);
        if (wait < end->hints.usage.regain_ms) wait = end->hints.usage.regain_ms;
    }
    if (v->kind != VERDICT_ACCEPTED && wait) pace_hold(&s->pace, wait, now);
    pace_usage(&s->pace, end->hints.usage.percent, now);
}

static void follow_up(struct sender *s, const struct send_report *report,
                      const struct send_end *end)
{
    const struct verdict *v = &report->verdict;
    if (!v->sane)
        health_insane(s, end->started_ms);
    else if (v->kind == VERDICT_RETRY)
        health_not_yet(s);
    else if (v->kind != VERDICT_GIVE_BACK)
        health_sane(s);
    if (v->kind == VERDICT_GIVE_BACK) health_stop_all(s, report->code, v->delay_ms);
    if (v->slow) health_slow(s, report->code);
    pace_follow(s, v, end);
    count(s, v->kind);
    if (v->kind != VERDICT_ACCEPTED)
        log_event(s->options.log, LOG_WARN, "sender.not_accepted",
                  LOG_NUM("outbox", report->outbox_id), LOG_NUM("code", report->code),
                  LOG_NUM("verdict", v->kind), LOG_NUM("delay_ms", v->delay_ms));
}

void send_ended(struct sender *s, const struct send_end *end, const struct graph_result *result)
{
    struct send_report report = { .outbox_id = end->outbox_id };
    s->busy--;
    report.verdict =
        retry_decide(end->outcome, result, retry_nth(end->outcome, result, &end->tries),
                     random_below(JITTER_RANGE));
    reason_set(&report, end, result);
    if (report.verdict.kind == VERDICT_ACCEPTED &&
        !str_copy(report.wamid, sizeof report.wamid, result->wamid))
        report.wamid[0] = '\0'; /* longer than any seen: the status webhook will bring it */
    report.proves = s->paused && end->started_ms > s->paused_at;
    if (report.proves && report.verdict.kind == VERDICT_ACCEPTED) health_account_again(s);
    report_add(s, &report);
    follow_up(s, &report, end);
}

static void transfer_end(struct sender *s, struct transfer *t, CURLcode code)
{
    struct arena arena = { 0 };
    struct graph_result result = { 0 };
    struct send_end end = { .outbox_id = t->outbox_id,
                            .started_ms = t->started_ms,
                            .tries = t->tries,
                            .outcome = SEND_UNSURE,
                            .why = curl_easy_strerror(code) };
    struct err e = { 0 };
    t->busy = false;
    if (!transfer_outcome(t, code, &arena, &end.outcome, &result, &e)) end.outcome = SEND_UNSURE;
    if (end.outcome == SEND_ANSWERED) transfer_hints_read(t, &end.hints);
    send_ended(s, &end, &result);
    arena_clear(&arena);
}

void send_collect(struct sender *s)
{
    int left;
    const CURLMsg *m;
    while ((m = curl_multi_info_read(s->multi, &left)) != NULL) {
        struct transfer *t = NULL;
        CURLcode code = m->data.result;
        if (m->msg != CURLMSG_DONE || media_ended(s->media, m->easy_handle, code)) continue;
        (void)curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        (void)curl_multi_remove_handle(s->multi, m->easy_handle);
        if (t == &s->probe)
            health_probe_ended(s, code);
        else if (t == &s->number)
            number_ask_done(s, code);
        else if (t && (receipt_done(s, t, code) || upload_done(s, t, m->easy_handle, code)))
            continue;
        else if (t)
            transfer_end(s, t, code);
    }
}

void send_abort_all(struct sender *s)
{
    if (s->probing) (void)curl_multi_remove_handle(s->multi, s->probe.easy);
    s->probing = false;
    number_ask_stop(s);
    receipts_stop(s);
    for (int i = 0; i < s->transfer_count; i++) {
        struct transfer *t = &s->transfers[i];
        if (!t->busy || upload_abort(s, t)) continue;
        (void)curl_multi_remove_handle(s->multi, t->easy);
        transfer_end(s, t, CURLE_ABORTED_BY_CALLBACK);
    }
}
