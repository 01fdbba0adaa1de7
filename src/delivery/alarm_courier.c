/* alarm_courier.c - one thread, blocking transfers: rare, small, and nobody waits for them. */
#include "delivery/alarm_courier.h"
#include "alarm_letter.h"
#include "base/crypto.h"
#include "blocking.h"
#include "store/alarm_store.h"
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define LOOK_EVERY_MS  2000
#define PAUSE_FIRST_MS 2000
#define PAUSE_MAX_MS   600000
#define TIMEOUT_MS     20000L
#define LETTER_MAX     8192
#define ROADS          2

struct road {
    bool open; /* the settings name it */
    int failures;
    int64_t not_before; /* monotonic ms */
};

struct alarm_courier {
    struct alarm_courier_options options;
    struct road roads[ROADS]; /* by enum alarm_road */
    pthread_t thread;
    int stop_asked; /* an eventfd: ends the wait between two looks */
    _Atomic bool stopping;
};

struct errand {
    enum alarm_road road;
    struct alarm alarm;
};

static bool errand_next(void *ctx, struct db *db, struct err *e)
{
    struct errand *errand = ctx;
    return alarm_next(db, errand->road, &errand->alarm, e);
}

static bool errand_told(void *ctx, struct db *db, struct err *e)
{
    struct errand *errand = ctx;
    return alarm_told(db, errand->road, &errand->alarm, e);
}

struct source {
    struct str rest;
};

static size_t on_read(char *to, size_t size, size_t count, void *ctx)
{
    struct source *source = ctx;
    size_t n = size * count < source->rest.len ? size * count : source->rest.len;
    memcpy(to, source->rest.at, n);
    source->rest = str_slice(source->rest, n, source->rest.len);
    return n;
}

static struct curl_slist *recipients(const char *list)
{
    struct str rest = str_of(list), piece;
    struct curl_slist *all = NULL;
    while (str_cut(&rest, ',', &piece)) {
        char address[256];
        if (!str_copy(address, sizeof address, str_trim(piece))) continue;
        struct curl_slist *more = curl_slist_append(all, address);
        if (more) all = more;
    }
    return all;
}

static bool tell_by_mail(struct alarm_courier *c, const struct alarm *a)
{
    const struct alarm_courier_options *o = &c->options;
    struct buf letter;
    CURL *easy = blocking_handle(o->smtp_url, &c->stopping, TIMEOUT_MS);
    struct curl_slist *to = recipients(o->mail_to);
    buf_init(&letter, LETTER_MAX);
    alarm_letter_mail(&letter, a, o->mail_from, o->mail_to, clock_now(&o->clock));
    struct source source = { buf_view(&letter) };
    bool ok = easy && to && buf_ok(&letter);
    if (ok) {
        (void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        (void)curl_easy_setopt(easy, CURLOPT_MAIL_FROM, o->mail_from);
        (void)curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, to);
        (void)curl_easy_setopt(easy, CURLOPT_USE_SSL,
                               o->smtp_user[0] ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
        if (o->smtp_user[0]) {
            (void)curl_easy_setopt(easy, CURLOPT_USERNAME, o->smtp_user);
            (void)curl_easy_setopt(easy, CURLOPT_PASSWORD, o->smtp_password);
        }
        (void)curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
        (void)curl_easy_setopt(easy, CURLOPT_READDATA, &source);
        (void)curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        ok = curl_easy_perform(easy) == CURLE_OK;
    }
    curl_easy_cleanup(easy);
    curl_slist_free_all(to);
    buf_finish(&letter);
    return ok;
}

static struct curl_slist *hook_headers(const char *secret, struct str body)
{
    uint8_t mac[SHA256_SIZE];
    char line[64 + 2 * SHA256_SIZE] = "X-Kanda-Signature: sha256=";
    struct curl_slist *list = blocking_header(NULL, "Content-Type: application/json");
    if (!list || secret[0] == '\0') return list;
    hmac_sha256(str_of(secret), body, mac);
    hex_encode(mac, sizeof mac, line + strlen(line));
    return blocking_header(list, line); /* rather later than unsigned */
}

static bool tell_by_hook(struct alarm_courier *c, const struct alarm *a)
{
    struct buf body;
    CURL *easy = blocking_handle(c->options.webhook_url, &c->stopping, TIMEOUT_MS);
    buf_init(&body, LETTER_MAX);
    alarm_letter_json(&body, a);
    struct curl_slist *headers = hook_headers(c->options.webhook_secret, buf_view(&body));
    bool ok = easy && headers && buf_ok(&body) &&
              blocking_post(easy, "http,https", headers, buf_view(&body)) / 100 == 2;
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    buf_finish(&body);
    return ok;
}

static void road_failed(struct alarm_courier *c, enum alarm_road which)
{
    struct road *road = &c->roads[which];
    int64_t pause = PAUSE_FIRST_MS;
    for (int i = 0; i < road->failures && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    road->failures++;
    road->not_before = clock_monotonic_ms() + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS);
    log_event(c->options.log, LOG_WARN, "alarm.untold",
              LOG_TEXT("road", which == ALARM_BY_MAIL ? "mail" : "webhook"),
              LOG_NUM("failures", road->failures));
}

/* Tells one alarm; true: there may be more. */
static bool road_walk(struct alarm_courier *c, enum alarm_road which)
{
    struct road *road = &c->roads[which];
    struct errand errand = { .road = which };
    struct err e = { 0 };
    if (!road->open || c->stopping || clock_monotonic_ms() < road->not_before) return false;
    if (!writer_call(c->options.writer, errand_next, &errand, &e) || errand.alarm.id == 0)
        return false;
    bool told =
        which == ALARM_BY_MAIL ? tell_by_mail(c, &errand.alarm) : tell_by_hook(c, &errand.alarm);
    if (c->stopping) return false;
    if (!told || !writer_call(c->options.writer, errand_told, &errand, &e)) {
        road_failed(c, which);
        return false;
    }
    road->failures = 0;
    return true;
}

static void wait_a_moment(struct alarm_courier *c)
{
    struct pollfd stop = { .fd = c->stop_asked, .events = POLLIN };
    (void)poll(&stop, 1, LOOK_EVERY_MS);
}

static void *courier_main(void *ctx)
{
    struct alarm_courier *c = ctx;
    while (!c->stopping) {
        bool more = road_walk(c, ALARM_BY_MAIL);
        more = road_walk(c, ALARM_BY_HOOK) || more;
        if (!more) wait_a_moment(c);
    }
    return NULL;
}

bool alarm_courier_start(const struct alarm_courier_options *options, struct alarm_courier **out,
                         struct err *e)
{
    struct alarm_courier *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "alarm courier: no memory");
    c->options = *options;
    c->roads[ALARM_BY_MAIL].open = options->smtp_url[0] != '\0';
    c->roads[ALARM_BY_HOOK].open = options->webhook_url[0] != '\0';
    c->stop_asked = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (c->stop_asked >= 0 && pthread_create(&c->thread, NULL, courier_main, c) == 0) {
        *out = c;
        return true;
    }
    if (c->stop_asked >= 0) (void)close(c->stop_asked);
    free(c);
    return err_set(e, ERR_MEMORY, "alarm courier: no thread");
}

void alarm_courier_stop(struct alarm_courier *c)
{
    if (!c) return;
    c->stopping = true;
    (void)eventfd_write(c->stop_asked, 1);
    (void)pthread_join(c->thread, NULL);
    (void)close(c->stop_asked);
    free(c);
}
