/* load_run.c - the engine of `kanda-sim load`. */
#include "load_body.h"
#include "wa/signature.h"
#include <curl/curl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#define BODY_MAX ((size_t)4 << 20)
#define DRAIN_US 15000000 /* after the time is over, for what is under way or late */

struct slot { /* one connection */
    CURL *easy;
    struct curl_slist *headers;
    char signature[sizeof "X-Hub-Signature-256: " + WA_SIGNATURE_SIZE];
    struct buf body;
    size_t read_at;
    uint64_t number; /* of the body */
    bool forged;
    int64_t meant_us;
    bool busy;
};

struct run {
    const struct sim_load_settings *settings;
    const struct sim_target *target;
    struct sim_load_bodies *bodies;
    struct sim_load_result *result;
    CURLM *multi;
    struct slot *slots;
    size_t slot_count, busy;
    uint8_t *taken; /* one bit per body: was it answered 200? */
    uint64_t taken_bits;
    sigset_t signals, signals_before;
    timer_t timer;
    bool has_timer;
    int signal_fd;
    int64_t begin_us, last_us;
    bool stopped;
};

static size_t read_body(char *out, size_t size, size_t count, void *ctx)
{
    struct slot *s = ctx;
    size_t room = size * count, left = s->body.len - s->read_at;
    if (left > room) left = room;
    if (left) memcpy(out, s->body.at + s->read_at, left);
    s->read_at += left;
    return left;
}

static size_t ignore_body(char *at, size_t size, size_t count, void *ctx)
{
    (void)at, (void)ctx;
    return size * count;
}

/* The list is built once: its signature line is rewritten in place for each request. */
static bool slot_headers(struct slot *s)
{
    static const char *const fixed[] = { "Content-Type: application/json", "Expect:" };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        struct curl_slist *longer = curl_slist_append(s->headers, fixed[i]);
        if (!longer) return false;
        s->headers = longer;
    }
    memset(s->signature, 'x', sizeof s->signature - 1);
    struct curl_slist *longer = curl_slist_append(s->headers, s->signature);
    if (!longer) return false;
    s->headers = longer;
    return true;
}

static bool slot_prepare(struct slot *s, const char *url)
{
    buf_init(&s->body, BODY_MAX);
    s->easy = curl_easy_init();
    return s->easy && slot_headers(s) && curl_easy_setopt(s->easy, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_POST, 1L) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_CONNECTTIMEOUT_MS, 5000L) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_TIMEOUT_MS, 15000L) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_READFUNCTION, read_body) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_READDATA, s) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_WRITEFUNCTION, ignore_body) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_HTTPHEADER, s->headers) == CURLE_OK &&
           curl_easy_setopt(s->easy, CURLOPT_PRIVATE, s) == CURLE_OK;
}

static void sign(struct run *r, struct slot *s)
{
    static const char name[] = "X-Hub-Signature-256: ";
    char *line = s->headers->next->next->data;
    memcpy(line, name, sizeof name - 1);
    char *value = line + sizeof name - 1;
    wa_signature_make(str_of(r->target->secret), buf_view(&s->body), value);
    if (!s->forged) return;
    char *last = value + strlen(value) - 1;
    *last = *last == '0' ? '1' : '0';
    r->result->forged++;
}

/* Counts the messages of a body once, however often it was sent and answered 200. */
static void count_taken(struct run *r, uint64_t number)
{
    if (number >= r->taken_bits) {
        uint64_t bits = (number / 8 + 512) * 16;
        uint8_t *wider = realloc(r->taken, (size_t)(bits / 8));
        if (!wider) return;
        memset(wider + r->taken_bits / 8, 0, (size_t)((bits - r->taken_bits) / 8));
        r->taken = wider;
        r->taken_bits = bits;
    }
    uint8_t bit = (uint8_t)(1u << number % 8);
    if (!(r->taken[number / 8] & bit)) r->result->messages += (uint64_t)r->settings->batch;
    r->taken[number / 8] |= bit;
}

static bool slot_start(struct run *r, struct slot *s, int64_t meant_us, struct err *e)
{
    bool repeated;
    s->forged = sim_load_bodies_forge(r->bodies);
    if (!sim_load_bodies_next(r->bodies, s->forged, &s->body, &s->number, &repeated))
        return err_set(e, ERR_LIMIT,
                       "load: the webhook is larger than 4 MiB: use a smaller --batch");
    if (repeated) r->result->repeats++;
    sign(r, s);
    s->read_at = 0;
    s->meant_us = meant_us;
    if (curl_easy_setopt(s->easy, CURLOPT_POSTFIELDSIZE, (long)s->body.len) != CURLE_OK ||
        curl_multi_add_handle(r->multi, s->easy) != CURLM_OK)
        return err_set(e, ERR_INTERNAL, "load: curl refuses a request");
    s->busy = true;
    r->busy++;
    r->result->requests++;
    return true;
}

static void count_answer(struct run *r, const struct slot *s, long status)
{
    struct sim_load_result *out = r->result;
    int64_t now = clock_monotonic_us();
    r->last_us = now;
    if (status == 0) {
        out->no_answer++;
        return;
    }
    sim_tally_add(&out->latency, (uint64_t)(now > s->meant_us ? now - s->meant_us : 0));
    if (status == 200) {
        out->ok++;
        count_taken(r, s->number);
    } else if (status == 503) {
        out->busy++;
    } else if (status == 403) {
        out->denied++;
    } else {
        out->other++;
    }
}

static void collect(struct run *r)
{
    int left;
    for (CURLMsg *m; (m = curl_multi_info_read(r->multi, &left)) != NULL;) {
        struct slot *s = NULL;
        long status = 0;
        CURL *easy = m->easy_handle;
        CURLcode result = m->data.result;
        if (m->msg != CURLMSG_DONE || curl_easy_getinfo(easy, CURLINFO_PRIVATE, &s) != CURLE_OK ||
            !s)
            continue;
        if (result != CURLE_OK ||
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
            status = 0;
        (void)curl_multi_remove_handle(r->multi, easy);
        s->busy = false;
        r->busy--;
        count_answer(r, s, status);
    }
}

/* When request number n is meant to leave. */
static int64_t meant_at(const struct run *r, uint64_t n)
{
    return r->begin_us + (int64_t)((double)n * 1e6 / (double)r->settings->rate);
}

static struct slot *free_slot(struct run *r)
{
    for (size_t i = 0; r->busy < r->slot_count && i < r->slot_count; i++)
        if (!r->slots[i].busy) return &r->slots[i];
    return NULL;
}

static bool start_due(struct run *r, uint64_t total, struct err *e)
{
    bool closed_loop = r->settings->rate == 0;
    for (struct slot *s; (s = free_slot(r)) != NULL;) {
        int64_t now = clock_monotonic_us(), meant = now;
        uint64_t n = r->result->requests;
        if (closed_loop && now - r->begin_us >= r->settings->seconds * 1000000) return true;
        if (!closed_loop) meant = meant_at(r, n);
        if (n >= total || meant > now) return true;
        if (!slot_start(r, s, meant, e)) return false;
    }
    return true;
}

/* curl's own waiting counts in milliseconds; requests are due in microseconds. So a timer raises
 * SIGALRM, which is read from the same descriptor as the signals that end the run. */
static void arm_timer(struct run *r, uint64_t total)
{
    struct itimerspec when = { 0 };
    if (r->settings->rate > 0 && r->result->requests < total && r->busy < r->slot_count) {
        int64_t wait = meant_at(r, r->result->requests) - clock_monotonic_us();
        if (wait < 1) wait = 1;
        when.it_value.tv_sec = wait / 1000000;
        when.it_value.tv_nsec = wait % 1000000 * 1000;
    }
    (void)timer_settime(r->timer, 0, &when, NULL);
}

static void read_signals(struct run *r)
{
    struct signalfd_siginfo info;
    while (read(r->signal_fd, &info, sizeof info) == (ssize_t)sizeof info)
        if (info.ssi_signo != SIGALRM) r->stopped = true;
}

static bool is_over(struct run *r, uint64_t total)
{
    int64_t now = clock_monotonic_us(), end = r->begin_us + r->settings->seconds * 1000000;
    if (r->stopped || now > end + DRAIN_US) return true;
    bool all_sent = r->settings->rate == 0 ? now >= end : r->result->requests >= total;
    return all_sent && r->busy == 0;
}

static bool loop(struct run *r, uint64_t total, struct err *e)
{
    struct curl_waitfd extra[] = { { .fd = r->signal_fd, .events = CURL_WAIT_POLLIN } };
    while (!is_over(r, total)) {
        int running;
        if (!start_due(r, total, e)) return false;
        if (curl_multi_perform(r->multi, &running) != CURLM_OK)
            return err_set(e, ERR_INTERNAL, "load: curl failed");
        collect(r);
        if (r->settings->rate == 0 && r->busy < r->slot_count) {
            int64_t left = r->begin_us + r->settings->seconds * 1000000 - clock_monotonic_us();
            if (left > 0) continue; /* a slot is free: fill it before waiting */
        }
        arm_timer(r, total);
        if (curl_multi_poll(r->multi, extra, 1, 100, NULL) != CURLM_OK)
            return err_set(e, ERR_INTERNAL, "load: curl failed");
        read_signals(r);
    }
    return true;
}

static bool open_signals(struct run *r)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
    (void)sigemptyset(&r->signals);
    (void)sigaddset(&r->signals, SIGINT);
    (void)sigaddset(&r->signals, SIGTERM);
    (void)sigaddset(&r->signals, SIGALRM);
    (void)pthread_sigmask(SIG_BLOCK, &r->signals, &r->signals_before);
    r->signal_fd = signalfd(-1, &r->signals, SFD_NONBLOCK | SFD_CLOEXEC);
    r->has_timer = timer_create(CLOCK_MONOTONIC, &event, &r->timer) == 0;
    return r->signal_fd >= 0 && r->has_timer;
}

/* What is still pending must be read before the signals are let through again. */
static void close_signals(struct run *r)
{
    if (r->has_timer) (void)timer_delete(r->timer);
    if (r->signal_fd >= 0) {
        read_signals(r);
        (void)close(r->signal_fd);
    }
    (void)pthread_sigmask(SIG_SETMASK, &r->signals_before, NULL);
}

static bool open_run(struct run *r, struct clock clock, struct err *e)
{
    bool ok = open_signals(r);
    r->slot_count = (size_t)r->settings->connections;
    r->bodies = sim_load_bodies_create(r->settings, r->target, clock);
    r->slots = calloc(r->slot_count, sizeof *r->slots);
    r->multi = curl_multi_init();
    ok = ok && r->bodies && r->slots && r->multi &&
         curl_multi_setopt(r->multi, CURLMOPT_MAXCONNECTS, (long)r->slot_count) == CURLM_OK;
    for (size_t i = 0; ok && i < r->slot_count; i++)
        ok = slot_prepare(&r->slots[i], r->target->webhook);
    return ok || err_set(e, ERR_MEMORY, "load: cannot prepare so many connections");
}

static void close_run(struct run *r)
{
    for (size_t i = 0; r->slots && i < r->slot_count; i++) {
        struct slot *s = &r->slots[i];
        if (s->busy) (void)curl_multi_remove_handle(r->multi, s->easy);
        curl_easy_cleanup(s->easy);
        curl_slist_free_all(s->headers);
        buf_finish(&s->body);
    }
    free(r->slots);
    free(r->taken);
    if (r->multi) (void)curl_multi_cleanup(r->multi);
    sim_load_bodies_destroy(r->bodies);
    close_signals(r);
}

bool sim_load_run(const struct sim_load_settings *settings, const struct sim_target *target,
                  struct clock clock, struct sim_load_result *out, struct err *e)
{
    struct run r = { .settings = settings, .target = target, .result = out, .signal_fd = -1 };
    uint64_t total = settings->rate ? (uint64_t)(settings->rate * settings->seconds) : UINT64_MAX;
    memset(out, 0, sizeof *out);
    bool ok = open_run(&r, clock, e);
    if (ok) {
        r.begin_us = r.last_us = clock_monotonic_us();
        ok = loop(&r, total, e);
        out->no_answer += r.busy;
        if (settings->rate && out->requests < total) out->unsent = total - out->requests;
        out->us = (uint64_t)(r.last_us - r.begin_us);
    }
    close_run(&r);
    return ok;
}
