/* alarm_courier.c - one thread, blocking transfers: rare, small, and nobody waits for them. */
#include "delivery/alarm_courier.h"
#include "alarm_letter.h"
#include "blocking.h"
#include "courier.h"
#include "notice_mail.h"
#include "store/alarm_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY_MS  2000
#define PAUSE_FIRST_MS 2000
#define PAUSE_MAX_MS   600000

/* The roads of enum alarm_road, and the one of notices to staff. */
#define NOTICE_ROAD (ALARM_BY_HOOK + 1)
#define ROADS       (NOTICE_ROAD + 1)

struct road {
    bool open; /* the settings name it */
    int failures;
    int64_t not_before; /* monotonic ms */
};

struct alarm_courier {
    struct alarm_courier_options options;
    struct mail_road mail;
    struct road roads[ROADS];
    struct notice_errand notice; /* the one letter under way */
    struct courier courier;
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

static bool tell_by_mail(struct alarm_courier *c, const struct alarm *a)
{
    struct buf letter;
    long answer;
    buf_init(&letter, MAIL_LETTER_MAX);
    alarm_letter_mail(&letter, a, &c->mail, c->options.mail_to, clock_now(&c->options.clock));
    bool ok = buf_ok(&letter) && mail_send(&c->mail, c->options.mail_to, buf_view(&letter),
                                           &c->courier.stopping, &answer) == MAIL_TAKEN;
    buf_finish(&letter);
    return ok;
}

static struct curl_slist *hook_headers(const char *secret, struct str body)
{
    struct curl_slist *list = blocking_header(NULL, "Content-Type: application/json");
    if (!list || secret[0] == '\0') return list;
    return blocking_signature(list, secret, body); /* rather later than unsigned */
}

static bool tell_by_hook(struct alarm_courier *c, const struct alarm *a)
{
    struct buf body;
    CURL *easy = blocking_handle(c->options.webhook_url, &c->courier.stopping, MAIL_TIMEOUT_MS);
    buf_init(&body, MAIL_LETTER_MAX);
    alarm_letter_json(&body, a);
    struct curl_slist *headers = hook_headers(c->options.webhook_secret, buf_view(&body));
    bool ok = easy && headers && buf_ok(&body) &&
              blocking_post(easy, "http,https", headers, buf_view(&body)) / 100 == 2;
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    buf_finish(&body);
    return ok;
}

static void road_failed(struct alarm_courier *c, int which)
{
    static const char *const names[ROADS] = { "mail", "webhook", "notices" };
    struct road *road = &c->roads[which];
    int64_t pause = PAUSE_FIRST_MS;
    for (int i = 0; i < road->failures && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    road->failures++;
    road->not_before = clock_monotonic_ms() + (pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS);
    log_event(c->options.log, LOG_WARN, "alarm.untold", LOG_TEXT("road", names[which]),
              LOG_NUM("failures", road->failures));
}

/* Tells one alarm; true: there may be more. */
static bool road_walk(struct alarm_courier *c, enum alarm_road which)
{
    struct road *road = &c->roads[which];
    struct errand errand = { .road = which };
    struct err e = { 0 };
    if (!road->open || c->courier.stopping || clock_monotonic_ms() < road->not_before) return false;
    if (!writer_call(c->options.writer, errand_next, &errand, &e) || errand.alarm.id == 0)
        return false;
    bool told =
        which == ALARM_BY_MAIL ? tell_by_mail(c, &errand.alarm) : tell_by_hook(c, &errand.alarm);
    if (c->courier.stopping) return false;
    if (!told || !writer_call(c->options.writer, errand_told, &errand, &e)) {
        road_failed(c, (int)which);
        return false;
    }
    road->failures = 0;
    return true;
}

/* The same for one notice. One that was refused for good leaves the road open. */
static bool notices_walk(struct alarm_courier *c)
{
    struct road *road = &c->roads[NOTICE_ROAD];
    struct notice_errand *n = &c->notice;
    struct err e = { 0 };
    if (!road->open || c->courier.stopping || clock_monotonic_ms() < road->not_before) return false;
    if (!writer_call(c->options.writer, notice_mail_next, n, &e) || n->id == 0) return false;
    const struct str letter = { n->letter, n->letter_len };
    n->outcome = mail_send(&c->mail, n->to, letter, &c->courier.stopping, &n->answer);
    if (c->courier.stopping && n->outcome != MAIL_TAKEN) return false;
    bool ended = writer_call(c->options.writer, notice_mail_end, n, &e);
    if (!ended || n->outcome == MAIL_LATER) {
        road_failed(c, NOTICE_ROAD);
        return false;
    }
    road->failures = 0;
    return true;
}

static bool walk(void *ctx)
{
    struct alarm_courier *c = ctx;
    bool more = road_walk(c, ALARM_BY_MAIL);
    more = road_walk(c, ALARM_BY_HOOK) || more;
    return notices_walk(c) || more;
}

bool alarm_courier_start(const struct alarm_courier_options *options, struct alarm_courier **out,
                         struct err *e)
{
    struct alarm_courier *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "alarm courier: no memory");
    c->options = *options;
    c->roads[ALARM_BY_MAIL].open = options->smtp_url[0] != '\0';
    c->roads[NOTICE_ROAD].open = options->smtp_url[0] != '\0';
    c->mail = (struct mail_road){ options->smtp_url, options->smtp_user, options->smtp_password,
                                  options->mail_from };
    c->notice.options = &c->options;
    c->roads[ALARM_BY_HOOK].open = options->webhook_url[0] != '\0';
    c->courier = (struct courier){ .walk = walk, .ctx = c, .look_every_ms = LOOK_EVERY_MS };
    if (courier_start(&c->courier, e)) {
        *out = c;
        return true;
    }
    free(c);
    return false;
}

void alarm_courier_stop(struct alarm_courier *c)
{
    if (!c) return;
    courier_stop(&c->courier);
    free(c);
}
