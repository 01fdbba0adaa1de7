/* marked_town.c - made-up marks, planted and looked for. */
#include "marked_town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char *const secrets[] = {
    "Zulfaqar",    "Xaverindra", "81377700042", "81377700043",      "81377700044",
    "81377700045", "7770-0042",  "7770 0042",   "3513187770420001",
};

static const char *const texts[MARKED_TICKETS] = {
    [ROAD] = "Jalan berlubang di desa Sebaung, " MARK_PLANT,
    [RAHASIA] = "Rahasia ya, jembatan rusak di kecamatan Dringu, " MARK_PLANT,
    [ANONIM] = "Saya anonim, jalan longsor di kecamatan Lumbang, " MARK_PLANT,
    [BRIBE] = "Ada pungli di kantor desa Sebaung, kwzxbisik menerima, " MARK_PLANT,
};
static const char *const found_by[MARKED_TICKETS] = { "berlubang", "jembatan", "longsor",
                                                      MARK_WHISPER, "gorong" };

bool marked_is_initiated(enum api_who who)
{
    return who == ADMIN || who == OFFICER_INSPEKTORAT;
}

static void says_none_of(const char *who, const char *what, const char *text,
                         const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasestr(text, words[i])) fail_msg("%s by %s: '%s' in %s", what, who, words[i], text);
}

void marked_look(const struct marked_town *w, enum api_who who, const char *what, const char *text)
{
    const char *const whispers[] = { MARK_WHISPER, w->number[BRIBE] };
    says_none_of(api_who_names[who], what, text, secrets, LENGTH(secrets));
    if (!marked_is_initiated(who))
        says_none_of(api_who_names[who], what, text, whispers, LENGTH(whispers));
}

void marked_fill(const struct marked_town *w, const char *form, enum marked t, char *out,
                 size_t cap)
{
    static const char *const names[] = { "{number}", "{name}", "{department}",
                                         "{rung}",   "{id}",   "{date}" };
    char file[24], date[16];
    const char *values[] = { w->number[t], "audi", "PUPR", "head", file, date };
    time_t soon = (time_t)town_now() + 30 * 86400;
    struct tm day;
    struct buf b;
    assert_non_null(gmtime_r(&soon, &day));
    (void)strftime(date, sizeof date, "%Y-%m-%d", &day);
    (void)snprintf(file, sizeof file, "%lld", (long long)w->file);
    buf_fixed(&b, out, cap);
    for (struct str rest = str_of(form); rest.len;) {
        size_t n = 0;
        while (n < LENGTH(names) && !str_starts(rest, str_of(names[n])))
            n++;
        size_t used = n < LENGTH(names) ? strlen(names[n]) : 1;
        buf_add(&b, n < LENGTH(names) ? str_of(values[n]) : str_slice(rest, 0, 1));
        rest = str_slice(rest, used, rest.len);
    }
    assert_true(buf_ok(&b));
}

bool marked_is_of_ticket(const char *path)
{
    return strstr(path, "{number}") || strstr(path, "/bulk/");
}

static bool is_read(const struct route *route)
{
    return strcmp(route->method, "GET") == 0 && !route->page &&
           strcmp(route->path, "/api/v1/events") != 0;
}

/* Filters and searches beside the bare paths. */
static const char *const questions[] = {
    "/api/v1/tickets?limit=1",
    "/api/v1/tickets?sort=created_at",
    "/api/v1/tickets?q=jalan",
    "/api/v1/tickets?q=pungli",
    "/api/v1/tickets?q=7770",
    "/api/v1/tickets?kind=whistleblowing",
    "/api/v1/tickets?category=corruption",
    "/api/v1/tickets?department=INSPEKTORAT",
    "/api/v1/tickets?district=35.13.24",
    "/api/v1/tickets?status=received",
    "/api/v1/tickets?overdue=true",
    "/api/v1/tickets?copied=true",
    "/api/v1/tickets?queue=new",
    "/api/v1/tickets?queue=mine",
    "/api/v1/tickets?queue=waiting",
    "/api/v1/tickets?queue=failed_replies",
    "/api/v1/export/tickets.csv?department=INSPEKTORAT",
    "/api/v1/export/tickets.json?kind=whistleblowing",
    "/api/v1/export/tickets.csv?format=sp4n",
    "/api/v1/export/tickets.json?from=2020-01-01",
    "/api/v1/export/information.csv",
    "/api/v1/export/evidence.zip?month=2026-11",
    "/api/v1/export/information.json?department=INSPEKTORAT",
    "/api/v1/outbox?state=failed",
    "/api/v1/outbox?limit=1",
    "/api/v1/statistics?by=kind",
    "/api/v1/statistics?by=category",
    "/api/v1/statistics?by=department",
    "/api/v1/statistics?by=district",
    "/api/v1/notices?limit=1",
};

static void get_and(struct marked_town *w, enum api_who who, const char *path, marked_see *see)
{
    struct reply r = api_get(&w->api, who, path);
    see(w, who, path, &r);
    reply_free(&r);
}

void marked_read_all(struct marked_town *w, enum api_who who, bool bribe_too, marked_see *see)
{
    size_t count;
    const struct route *routes = http_routes(&count);
    char path[160];
    for (size_t i = 0; i < count; i++) {
        bool many = marked_is_of_ticket(routes[i].path);
        for (int t = 0; is_read(&routes[i]) && t < (many ? MARKED_TICKETS : 1); t++) {
            if ((t == BRIBE && !bribe_too) || w->number[t][0] == '\0') continue;
            marked_fill(w, routes[i].path, (enum marked)t, path, sizeof path);
            get_and(w, who, path, see);
        }
    }
    for (size_t i = 0; i < LENGTH(questions); i++)
        get_and(w, who, questions[i], see);
}

void marked_find(struct marked_town *w, enum marked t)
{
    api_number(&w->api, found_by[t], w->number[t]);
}

void marked_report(struct marked_town *w, enum marked t, const char *phone)
{
    api_write(&w->api.town, phone, MARK_NAME, texts[t]);
    marked_find(w, t);
}

void marked_upload(struct marked_town *w, enum marked t)
{
    static const char body[] = "--batas\r\nContent-Disposition: form-data; name=\"file\"; "
                               "filename=\"" MARK_NAME ".png\"\r\n\r\n\x89PNG\r\n\x1A\nfoto\r\n"
                               "--batas--\r\n";
    char path[160];
    marked_fill(w, "/api/v1/tickets/{number}/attachments", t, path, sizeof path);
    const struct ask ask = { "POST",
                             path,
                             w->api.token[ADMIN],
                             body,
                             { "Content-Type: multipart/form-data; boundary=batas" } };
    struct reply r = api_ask(&w->api.town, &ask);
    if (r.status != 201 || !json_i64(json_get(r.tree, "id"), &w->file)) fail_msg("%s", r.body);
    reply_free(&r);
}

void marked_settle(struct marked_town *w)
{
    api_wait_words(&w->api.town);
    /* Whoever was entered by the desk has not written yet: their first answer waits. */
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    /* The counters of statistics follow the timeline by a quarter of a second. */
    town_wait_count(&w->api.town,
                    "SELECT COUNT(*) FROM statistics_mark WHERE event_id = (SELECT MAX(id) FROM "
                    "event)",
                    1, 20);
    town_nap(1500); /* what nobody may hear, would be heard by now */
}

static int listen_as(const struct marked_town *w, enum api_who who)
{
    char ask[300];
    if (who == NOBODY || who == AUDITOR) return -1;
    int fd = town_connect(&w->api.town);
    (void)snprintf(ask, sizeof ask,
                   "GET /api/v1/events HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer %.120s\r\n\r\n",
                   w->api.token[who]);
    assert_true(fd >= 0 && town_write(fd, ask, strlen(ask)));
    return fd;
}

void marked_create(struct marked_town *w)
{
    *w = (struct marked_town){ .file = 0 };
    char url[96];
    sink_start(&w->sink, false);
    api_create_with(&w->api, "public_number = 6281100000000\n");
    (void)snprintf(url, sizeof url, "{\"url\":\"http://127.0.0.1:%d/kabar\"}", w->sink.port);
    struct reply r = api_send(&w->api, ADMIN, "POST", "/api/v1/hooks", url, NULL);
    assert_int_equal(r.status, 201);
    reply_free(&r);
    marked_report(w, ROAD, MARK_PHONE);
    marked_report(w, RAHASIA, "6281377700043");
    marked_report(w, ANONIM, "6281377700043");
    marked_upload(w, ROAD);
    for (int who = NOBODY; who < ACCOUNT_COUNT; who++)
        w->ears[who] = listen_as(w, (enum api_who)who);
}

void marked_destroy(struct marked_town *w)
{
    for (int who = NOBODY; who < ACCOUNT_COUNT; who++)
        if (w->ears[who] >= 0) (void)close(w->ears[who]);
    api_destroy(&w->api);
    sink_stop(&w->sink);
}

bool marked_hear(const struct marked_town *w, enum api_who who, const char *words, char *out,
                 size_t cap)
{
    size_t len = strlen(out);
    struct pollfd ear = { .fd = w->ears[who], .events = POLLIN };
    for (int64_t until = town_ms() + 10000; len + 1 < cap;) {
        bool came = words[0] && strstr(out, words);
        ssize_t n = recv(ear.fd, out + len, cap - len - 1, MSG_DONTWAIT);
        if (n > 0) {
            len += (size_t)n;
            out[len] = '\0';
        } else if (came || words[0] == '\0' || town_ms() > until) {
            return came;
        } else {
            (void)poll(&ear, 1, 100);
        }
    }
    fail_msg("a stream has told more than %zu bytes", cap);
    return false;
}

void marked_look_at_sink(struct marked_town *w)
{
    sink_wait(&w->sink, w->number[ROAD], 10);
    for (size_t i = 0; i < LENGTH(secrets); i++)
        assert_int_equal(sink_count(&w->sink, secrets[i]), 0);
    assert_int_equal(sink_count(&w->sink, MARK_WHISPER), 0);
    assert_int_equal(sink_count(&w->sink, w->number[BRIBE]), 0);
}
