/* courier.c - carries webhooks to kanda. */
#include "courier.h"
#include "parcel.h"
#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IN_FLIGHT 16

struct carrier { /* one request under way */
    CURL *easy;
    struct curl_slist *headers;
    struct sim_parcel *parcel; /* NULL: free */
    int64_t at_ms, started_ms; /* of this try: UTC, monotonic */
    char answer[SIM_TRAIL_ANSWER_MAX];
    size_t answer_len;
};

struct sim_courier {
    struct sim_courier_options options;
    pthread_t thread;
    CURLM *multi;
    struct carrier carriers[IN_FLIGHT];
    struct sim_parcel_queue queue; /* the courier's thread only */
    pthread_mutex_t lock;          /* guards the inbox */
    struct sim_parcel *inbox_first, *inbox_last;
    atomic_uint_fast64_t sent, failed, retried, dropped, waiting;
    atomic_bool stopping;
};

/* Keeps the beginning. */
static size_t take_answer(char *at, size_t size, size_t count, void *ctx)
{
    struct carrier *carrier = ctx;
    size_t room = sizeof carrier->answer - carrier->answer_len;
    size_t len = size * count < room ? size * count : room;
    memcpy(carrier->answer + carrier->answer_len, at, len);
    carrier->answer_len += len;
    return size * count;
}

static bool carrier_prepare(struct carrier *carrier, const char *url)
{
    carrier->easy = curl_easy_init();
    CURL *easy = carrier->easy;
    return easy && curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 3000L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 15000L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_answer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, carrier) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PRIVATE, carrier) == CURLE_OK;
}

/* What shows kanda where the parcel comes from. */
static const char *proof_line(const struct sim_courier *c, const struct sim_parcel *p,
                              char line[WA_SIGNATURE_SIZE + 32])
{
    char signature[WA_SIGNATURE_SIZE];
    if (c->options.header) return c->options.header;
    if (!c->options.app_secret) return "X-Hub-Signature-256:"; /* curl: without it */
    wa_signature_make(str_of(c->options.app_secret), buf_view(&p->body), signature);
    (void)snprintf(line, WA_SIGNATURE_SIZE + 32, "X-Hub-Signature-256: %s", signature);
    return line;
}

static bool carrier_start(struct sim_courier *c, struct carrier *carrier, struct sim_parcel *p)
{
    static const char *const fixed[] = { "Content-Type: application/json",
                                         "Expect:", "User-Agent: kanda-sim" };
    char header[WA_SIGNATURE_SIZE + 32];
    if (!sim_parcel_pack(p, &c->options.line, clock_now(&c->options.clock))) return false;
    struct curl_slist *headers = curl_slist_append(NULL, proof_line(c, p, header));
    for (size_t i = 0; headers && i < sizeof fixed / sizeof *fixed; i++) {
        struct curl_slist *longer = curl_slist_append(headers, fixed[i]);
        if (!longer) curl_slist_free_all(headers);
        headers = longer;
    }
    if (!headers) return false;
    curl_slist_free_all(carrier->headers);
    carrier->headers = headers;
    /* curl may send this body twice when a connection dies: so does Meta. */
    if (curl_easy_setopt(carrier->easy, CURLOPT_HTTPHEADER, headers) != CURLE_OK ||
        curl_easy_setopt(carrier->easy, CURLOPT_POSTFIELDSIZE, (long)p->body.len) != CURLE_OK ||
        curl_easy_setopt(carrier->easy, CURLOPT_POSTFIELDS, p->body.at) != CURLE_OK ||
        curl_multi_add_handle(c->multi, carrier->easy) != CURLM_OK)
        return false;
    carrier->parcel = p;
    carrier->at_ms = clock_now(&c->options.clock);
    carrier->started_ms = clock_monotonic_ms();
    carrier->answer_len = 0;
    return true;
}

static int64_t retry_gap_ms(int tries)
{
    int64_t gap = 50;
    for (int i = 1; i < tries && gap < 30000; i++)
        gap *= 3;
    return gap < 30000 ? gap : 30000;
}

static void forget(struct sim_courier *c, struct sim_parcel *p)
{
    atomic_fetch_sub(&c->waiting, 1);
    sim_parcel_destroy(p);
}

static void push(struct sim_courier *c, struct sim_parcel *p)
{
    if (sim_queue_push(&c->queue, p)) return;
    atomic_fetch_add(&c->dropped, 1);
    forget(c, p);
}

/* One try ended with this HTTP status, 0 when there was no answer. */
static void settle(struct sim_courier *c, struct sim_parcel *p, int http_status)
{
    int64_t now = clock_monotonic_ms();
    if (p->hold) {
        c->options.done(c->options.ctx, p->hold, http_status);
        p->hold = 0;
    }
    p->tries++;
    if (http_status != 200 && !p->once && p->tries < SIM_TRIES_MAX) {
        atomic_fetch_add(&c->retried, 1);
        p->due_ms = now + retry_gap_ms(p->tries);
        push(c, p);
        return;
    }
    if (http_status == 200) {
        atomic_fetch_add(&c->sent, 1);
    } else {
        atomic_fetch_add(&c->failed, 1);
        log_event(c->options.log, LOG_WARN, "webhook.failed", LOG_NUM("http", http_status),
                  LOG_NUM("tries", p->tries));
    }
    if (sim_parcel_advance(p, now))
        push(c, p);
    else
        forget(c, p);
}

static void tell(const struct sim_courier *c, const struct carrier *carrier,
                 const struct sim_parcel *p, int http_status)
{
    const struct sim_try once = {
        .body = buf_view(&p->body),
        .answer = { carrier->answer, carrier->answer_len },
        .http_status = http_status,
        .nth = p->tries + 1,
        .at_ms = carrier->at_ms,
        .took_ms = clock_monotonic_ms() - carrier->started_ms,
        .letter = p->letter,
    };
    c->options.tried(c->options.ctx, &once);
}

static void collect(struct sim_courier *c)
{
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(c->multi, &left)) != NULL;) {
        if (m->msg != CURLMSG_DONE) continue;
        CURLcode result = m->data.result;
        CURL *easy = m->easy_handle;
        struct carrier *carrier = NULL;
        long status = 0;
        if (curl_easy_getinfo(easy, CURLINFO_PRIVATE, &carrier) != CURLE_OK || !carrier) continue;
        if (result != CURLE_OK ||
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
            status = 0;
        (void)curl_multi_remove_handle(c->multi, easy);
        struct sim_parcel *p = carrier->parcel;
        carrier->parcel = NULL;
        tell(c, carrier, p, (int)status);
        settle(c, p, (int)status);
    }
}

static void empty_inbox(struct sim_courier *c)
{
    (void)pthread_mutex_lock(&c->lock);
    struct sim_parcel *p = c->inbox_first;
    c->inbox_first = c->inbox_last = NULL;
    (void)pthread_mutex_unlock(&c->lock);
    while (p) {
        struct sim_parcel *next = p->next;
        push(c, p);
        p = next;
    }
}

static void dispatch(struct sim_courier *c)
{
    for (size_t i = 0; i < IN_FLIGHT; i++) {
        if (c->carriers[i].parcel) continue;
        struct sim_parcel *p = sim_queue_pop(&c->queue, clock_monotonic_ms());
        if (!p) return;
        if (!carrier_start(c, &c->carriers[i], p)) settle(c, p, 0);
    }
}

static bool has_room(const struct sim_courier *c)
{
    for (size_t i = 0; i < IN_FLIGHT; i++)
        if (!c->carriers[i].parcel) return true;
    return false;
}

static int wait_ms(const struct sim_courier *c, int64_t tick_ms)
{
    int64_t wait = 1000;
    int64_t next = has_room(c) ? sim_queue_next_ms(&c->queue, clock_monotonic_ms()) : -1;
    if (next >= 0 && next < wait) wait = next;
    if (tick_ms >= 0 && tick_ms < wait) wait = tick_ms;
    return (int)wait;
}

static void *run(void *arg)
{
    struct sim_courier *c = arg;
    while (!atomic_load(&c->stopping)) {
        int running;
        empty_inbox(c);
        dispatch(c);
        if (curl_multi_perform(c->multi, &running) != CURLM_OK) break;
        collect(c);
        int64_t tick_ms = c->options.tick(c->options.ctx, clock_monotonic_ms());
        if (curl_multi_poll(c->multi, NULL, 0, wait_ms(c, tick_ms), NULL) != CURLM_OK) break;
    }
    return NULL;
}

static void courier_free(struct sim_courier *c)
{
    for (size_t i = 0; i < IN_FLIGHT; i++) {
        struct carrier *carrier = &c->carriers[i];
        if (carrier->parcel) {
            (void)curl_multi_remove_handle(c->multi, carrier->easy);
            sim_parcel_destroy(carrier->parcel);
        }
        curl_easy_cleanup(carrier->easy);
        curl_slist_free_all(carrier->headers);
    }
    if (c->multi) (void)curl_multi_cleanup(c->multi);
    while (c->inbox_first) {
        struct sim_parcel *next = c->inbox_first->next;
        sim_parcel_destroy(c->inbox_first);
        c->inbox_first = next;
    }
    sim_queue_finish(&c->queue);
    (void)pthread_mutex_destroy(&c->lock);
    free(c);
}

bool sim_courier_start(const struct sim_courier_options *options, struct sim_courier **out,
                       struct err *e)
{
    struct sim_courier *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "courier: no memory");
    c->options = *options;
    (void)pthread_mutex_init(&c->lock, NULL);
    c->multi = curl_multi_init();
    bool ok = c->multi != NULL;
    for (size_t i = 0; ok && i < IN_FLIGHT; i++)
        ok = carrier_prepare(&c->carriers[i], options->webhook);
    if (!ok) {
        err_set(e, ERR_MEMORY, "courier: curl cannot be prepared");
    } else if (pthread_create(&c->thread, NULL, run, c) != 0) {
        ok = err_set(e, ERR_IO, "courier: cannot start a thread");
    }
    if (ok)
        *out = c;
    else
        courier_free(c);
    return ok;
}

void sim_courier_stop(struct sim_courier *c)
{
    if (!c) return;
    atomic_store(&c->stopping, true);
    sim_courier_wake(c);
    (void)pthread_join(c->thread, NULL);
    courier_free(c);
}

void sim_courier_wake(struct sim_courier *c)
{
    (void)curl_multi_wakeup(c->multi);
}

static bool post(struct sim_courier *c, struct sim_parcel *p)
{
    if (!p || atomic_load(&c->waiting) >= SIM_PARCELS_MAX) {
        atomic_fetch_add(&c->dropped, 1);
        sim_parcel_destroy(p);
        return false;
    }
    atomic_fetch_add(&c->waiting, 1);
    (void)pthread_mutex_lock(&c->lock);
    if (c->inbox_last)
        c->inbox_last->next = p;
    else
        c->inbox_first = p;
    c->inbox_last = p;
    (void)pthread_mutex_unlock(&c->lock);
    sim_courier_wake(c);
    return true;
}

bool sim_courier_post(struct sim_courier *c, const struct sim_errand *errand)
{
    struct sim_parcel *p = sim_parcel_of_errand(errand);
    if (p) p->due_ms = clock_monotonic_ms();
    return post(c, p);
}

bool sim_courier_plan(struct sim_courier *c, const struct sim_plan *plan)
{
    struct sim_parcel *p = sim_parcel_of_plan(plan);
    if (p) p->due_ms = clock_monotonic_ms() + plan->start_ms;
    return post(c, p);
}

void sim_courier_counts(struct sim_courier *c, struct sim_courier_counts *out)
{
    *out = (struct sim_courier_counts){
        .sent = atomic_load(&c->sent),
        .failed = atomic_load(&c->failed),
        .retried = atomic_load(&c->retried),
        .dropped = atomic_load(&c->dropped),
        .waiting = atomic_load(&c->waiting),
    };
}
