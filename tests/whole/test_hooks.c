/* test_hooks.c - other systems are told, signed, in order, again and again until they take it; what
 * nobody else may know is not told; who never answers is given up with an alarm. */
#include "api.h"
#include "base/crypto.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PHONE "6281200000077"
#define NAME  "Pelapor Rahasia"
#define TAKEN 40

/* --- another system --- */

struct sink {
    int fd, port;
    pthread_t thread;
    _Atomic bool ending;
    _Atomic int status; /* what it answers */
    _Atomic int asked;
    pthread_mutex_t lock;
    char head[TAKEN][1024], body[TAKEN][1024]; /* of what it took with 2xx */
    int count;
};

static size_t head_read(int fd, char *out, size_t cap)
{
    size_t n = 0;
    while (n + 1 < cap && (n < 4 || memcmp(out + n - 4, "\r\n\r\n", 4) != 0) &&
           read(fd, out + n, 1) == 1)
        n++;
    out[n] = '\0';
    return n;
}

static void serve(struct sink *s, int fd)
{
    char head[1024], body[1024] = "", answer[160];
    int status = s->status;
    if (head_read(fd, head, sizeof head) == 0) return;
    const char *length = strstr(head, "Content-Length: ");
    size_t want = length ? strtoul(length + 16, NULL, 10) : 0, got = 0;
    ssize_t n;
    while (got < want && got + 1 < sizeof body && (n = read(fd, body + got, want - got)) > 0)
        got += (size_t)n;
    (void)pthread_mutex_lock(&s->lock);
    if (status == 200 && s->count < TAKEN) {
        memcpy(s->head[s->count], head, sizeof head);
        memcpy(s->body[s->count++], body, sizeof body);
    }
    (void)pthread_mutex_unlock(&s->lock);
    s->asked++;
    if (status == 0) return; /* hangs up */
    int len = snprintf(answer, sizeof answer,
                       "HTTP/1.1 %d X\r\nLocation: /lain\r\nContent-Length: 0\r\nConnection: "
                       "close\r\n\r\n",
                       status);
    (void)town_write(fd, answer, (size_t)len);
}

static void *sink_main(void *ctx)
{
    struct sink *s = ctx;
    while (!s->ending) {
        struct pollfd p = { .fd = s->fd, .events = POLLIN };
        if (poll(&p, 1, 50) <= 0) continue;
        int fd = accept(s->fd, NULL, NULL);
        if (fd < 0) continue;
        struct timeval limit = { .tv_sec = 5 };
        (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        serve(s, fd);
        (void)close(fd);
    }
    return NULL;
}

static void sink_start(struct sink *s)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    s->status = 200;
    (void)pthread_mutex_init(&s->lock, NULL);
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(s->fd >= 0 && bind(s->fd, (struct sockaddr *)&at, sizeof at) == 0);
    assert_true(listen(s->fd, 8) == 0 && getsockname(s->fd, (struct sockaddr *)&at, &size) == 0);
    s->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&s->thread, NULL, sink_main, s), 0);
}

static void sink_stop(struct sink *s)
{
    s->ending = true;
    (void)pthread_join(s->thread, NULL);
    (void)close(s->fd);
}

static int sink_count(struct sink *s)
{
    (void)pthread_mutex_lock(&s->lock);
    int n = s->count;
    (void)pthread_mutex_unlock(&s->lock);
    return n;
}

static void sink_wait(struct sink *s, int count)
{
    for (int64_t until = town_ms() + 20000; town_ms() < until; town_nap(50))
        if (sink_count(s) >= count) return;
    fail_msg("took %d, not %d", sink_count(s), count);
}

static void sink_wait_asked(struct sink *s, int more)
{
    int want = s->asked + more;
    for (int64_t until = town_ms() + 20000; town_ms() < until; town_nap(50))
        if (s->asked >= want) return;
    fail_msg("asked %d times, not %d", s->asked, want);
}

/* --- the town --- */

static struct world {
    struct api api;
    struct sink sink;
    char secret[80];
    int64_t hook;
} world;

static struct reply hook_add(struct world *w, const char *url, const char *events)
{
    char body[400];
    (void)snprintf(body, sizeof body, "{\"url\":\"%s\"%s%s}", url, events ? ",\"events\":" : "",
                   events ? events : "");
    return api_send(&w->api, ADMIN, "POST", "/api/v1/hooks", body, NULL);
}

static int setup(void **state)
{
    struct world *w = &world;
    char url[64];
    sink_start(&w->sink);
    api_create(&w->api);
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d/kabar?dari=kanda", w->sink.port);
    struct reply r = hook_add(w, url, NULL);
    assert_int_equal(r.status, 201);
    assert_true(str_copy(w->secret, sizeof w->secret, json_get_text(r.tree, "secret")));
    assert_true(json_i64(json_get(r.tree, "id"), &w->hook));
    reply_free(&r);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    api_destroy(&w->api);
    sink_stop(&w->sink);
    return 0;
}

static void report(struct world *w, const char *words, char number[32])
{
    api_write(&w->api.town, PHONE, NAME, words);
    api_number(&w->api, words, number);
}

static void verify(struct world *w, const char *number)
{
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/transitions", number);
    struct reply r = api_send(&w->api, OPERATOR, "POST", path, "{\"to\":\"verified\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
}

static int64_t of_hook(const struct world *w, const char *column)
{
    char sql[200];
    (void)snprintf(sql, sizeof sql, "SELECT COALESCE(%s, 0) FROM hook WHERE id = %lld", column,
                   (long long)w->hook);
    return town_count(&w->api.town, sql);
}

static void try_now(const struct world *w)
{
    api_sql(&w->api.town, "UPDATE hook SET due_at = 0");
}

/* The body is that of this event of this ticket, and the signature is right. */
static void must_say(struct world *w, int at, const char *event, const char *number)
{
    char want[160], text[1200], hex[2 * SHA256_SIZE + 1];
    uint8_t mac[SHA256_SIZE];
    const char *body = w->sink.body[at], *head = w->sink.head[at];
    (void)snprintf(want, sizeof want, "\"event\":\"%s\",\"at\":\"20", event);
    if (!strstr(body, want)) fail_msg("%d: %s, want %s", at, body, want);
    (void)snprintf(want, sizeof want, "\"ticket\":{\"number\":\"%s\",\"status\":\"", number);
    if (!strstr(body, want)) fail_msg("%d: %s, want %s", at, body, want);
    const char *time = strstr(head, "\r\nX-Kanda-Time: ");
    assert_non_null(time);
    int64_t seconds = strtoll(time + 16, NULL, 10);
    assert_true(seconds > town_now() - 120 && seconds <= town_now() + 1);
    (void)snprintf(text, sizeof text, "%lld.%s", (long long)seconds, body);
    hmac_sha256(str_of(w->secret), str_of(text), mac);
    hex_encode(mac, sizeof mac, hex);
    (void)snprintf(want, sizeof want, "\r\nX-Kanda-Signature: sha256=%s\r\n", hex);
    assert_non_null(strstr(head, want));
}

/* The members of the body are those of the document's example, in its order, and the ticket's. */
static void must_have_the_members(const struct json *example, const struct json *body)
{
    const struct json *told = json_first(body);
    for (const struct json *m = json_first(example); m; m = json_next(m), told = json_next(told)) {
        if (!told || strcmp(json_key(m), json_key(told)) != 0)
            fail_msg("%s instead of %s", told ? json_key(told) : "nothing", json_key(m));
        if (json_is_object(m)) must_have_the_members(m, told);
    }
    assert_null(told);
}

static void must_be_as_documented(struct world *w, int at)
{
    struct err e = { 0 };
    struct json *body = NULL;
    struct reply r = api_get(&w->api, NOBODY, "/api/v1/openapi.json");
    const struct json *example = json_path(r.tree, "webhooks", "ticketEvent", "post", "requestBody",
                                           "content", "application/json", "example", NULL);
    assert_true(json_is_object(example));
    if (!json_parse(str_of(w->sink.body[at]), &body, &e)) fail_msg("%s", e.text);
    must_have_the_members(example, body);
    json_free(body);
    reply_free(&r);
}

/* --- tests --- */

static void test_what_everybody_may_know_is_told_and_signed(void **state)
{
    static const char *const secrets[] = { PHONE,    NAME,  "0077",     "berlubang",
                                           "pungli", "KTP", "\"text\"", "reporter" };
    struct world *w = *state;
    char road[32], other[32];
    report(w, "Ada pungli di kantor desa Sebaung", other);
    struct reply r = api_send(&w->api, OPERATOR, "POST", "/api/v1/tickets",
                              "{\"text\":\"Cara mengurus KTP hilang?\",\"kind\":\"information\","
                              "\"category\":\"id_card\",\"source\":\"phone\"}",
                              NULL);
    assert_int_equal(r.status, 201);
    reply_free(&r);
    report(w, "Jalan berlubang di desa Sebaung kecamatan Gending", road);
    sink_wait(&w->sink, 1);
    must_say(w, 0, "received", road);
    assert_non_null(strstr(w->sink.body[0], "\"kind\":\"complaint\",\"category\":\"road\","
                                            "\"district\":\"35.13.18\",\"created_at\":\"20"));
    must_be_as_documented(w, 0);
    verify(w, road);
    sink_wait(&w->sink, 2);
    must_say(w, 1, "verified", road);
    api_write(&w->api.town, PHONE, NAME, "rahasia"); /* from now on in confidence */
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM ticket WHERE kind = 1 AND confidential = 1",
                    1, 10);
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/assignments", road);
    r = api_send(&w->api, OPERATOR, "POST", path, "{\"department\":\"PUPR\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    town_nap(2500); /* two looks of the courier */
    assert_int_equal(sink_count(&w->sink), 2);
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < sizeof secrets / sizeof secrets[0]; k++)
            if (strstr(w->sink.body[i], secrets[k])) fail_msg("%s", w->sink.body[i]);
}

static void deliveries_must_be(struct world *w, const char *newest)
{
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/hooks/%lld/deliveries?limit=1", (long long)w->hook);
    struct reply r = api_get(&w->api, ADMIN, path);
    assert_int_equal(reply_items(&r), 1);
    if (!strstr(r.body, newest)) fail_msg("%s, want %s", r.body, newest);
    reply_free(&r);
}

static void test_a_failure_is_tried_again_and_nothing_is_overtaken(void **state)
{
    struct world *w = *state;
    char first[32], second[32];
    int taken = sink_count(&w->sink);
    w->sink.status = 500;
    report(w, "Lampu jalan mati di desa Maron Kidul kecamatan Maron", first);
    sink_wait_asked(&w->sink, 1);
    town_wait_count(&w->api.town, "SELECT failures FROM hook", 1, 10);
    deliveries_must_be(w, "\"attempt\":1,");
    deliveries_must_be(w, "\"status\":500,\"trouble\":\"refused\"");
    report(w, "Sampah menumpuk di pasar kecamatan Maron", second);
    w->sink.status = 302; /* not followed */
    try_now(w);
    town_wait_count(&w->api.town, "SELECT failures FROM hook", 2, 10);
    deliveries_must_be(w, "\"status\":302,\"trouble\":\"redirect\"");
    w->sink.status = 0;
    try_now(w);
    town_wait_count(&w->api.town, "SELECT failures FROM hook", 3, 10);
    deliveries_must_be(w, "\"attempt\":3,");
    deliveries_must_be(w, "\"status\":null,\"trouble\":\"no_answer\"");
    assert_true(of_hook(w, "failing_since") > 0);
    assert_true(of_hook(w, "due_at") > town_now() * 1000 + 30000); /* the third pause: 40 s */
    assert_int_equal(town_stop(&w->api.town), 0);
    assert_true(town_start(&w->api.town)); /* and nothing is forgotten */
    w->sink.status = 200;
    try_now(w);
    sink_wait(&w->sink, taken + 2);
    must_say(w, taken, "received", first);
    must_say(w, taken + 1, "received", second);
    /* The first is delivered with its fourth attempt, the second with its first. */
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM hook_delivery WHERE status = 200",
                    taken + 2, 10);
    deliveries_must_be(w, "\"attempt\":1,");
    deliveries_must_be(w, "\"status\":200,\"trouble\":null");
}

static void hook_patch(struct world *w, bool on)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/api/v1/hooks/%lld", (long long)w->hook);
    struct reply r = api_send(&w->api, ADMIN, "PATCH", path,
                              on ? "{\"enabled\":true}" : "{\"enabled\":false}", NULL);
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(r.body, on ? "\"enabled\":true" : "\"enabled\":false"));
    assert_null(strstr(r.body, "secret"));
    reply_free(&r);
}

static void test_who_never_answers_is_given_up_with_an_alarm(void **state)
{
    struct world *w = *state;
    char number[32];
    int taken = sink_count(&w->sink);
    w->sink.status = 503;
    report(w, "Jembatan desa Pajurangan kecamatan Gending rusak", number);
    town_wait_count(&w->api.town, "SELECT failures FROM hook", 1, 10);
    api_sql(&w->api.town, "UPDATE hook SET failing_since = 1, due_at = 0"); /* days ago */
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM hook WHERE disabled_at IS NOT NULL", 1, 10);
    struct reply r = api_get(&w->api, ADMIN, "/api/v1/alarms?state=open");
    assert_non_null(strstr(r.body, "\"cause\":\"hook."));
    reply_free(&r);
    int asked = w->sink.asked;
    try_now(w);
    town_nap(2000);
    assert_int_equal(w->sink.asked, asked); /* not told any more */
    w->sink.status = 200;
    hook_patch(w, true);
    sink_wait(&w->sink, taken + 1);
    must_say(w, taken, "received", number);
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0, 10);
}

static void test_an_admin_adds_stops_and_deletes(void **state)
{
    static const struct {
        const char *url, *events;
    } wrong[] = {
        { "http://sistem.example.org/kabar", NULL },
        { "https://a@sistem.example.org/", NULL },
        { "https://sistem.example.org/", "[\"note\"]" },
        { "https://sistem.example.org/", "[]" },
        { "https://sistem.example.org/", "[7]" },
        { "https://sistem.example.org/", "\"closed\"" },
    };
    struct world *w = *state;
    char number[32], path[64];
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct reply r = hook_add(w, wrong[i].url, wrong[i].events);
        if (r.status != 422) fail_msg("%s %s: %d", wrong[i].url, wrong[i].events, r.status);
        reply_free(&r);
    }
    struct reply r = api_get(&w->api, ADMIN, "/api/v1/hooks");
    assert_int_equal(reply_items(&r), 1);
    assert_null(strstr(r.body, w->secret));
    reply_free(&r);
    hook_patch(w, false);
    int asked = w->sink.asked;
    report(w, "Saluran irigasi desa Sebaung kecamatan Gending jebol", number);
    town_nap(2000);
    assert_int_equal(w->sink.asked, asked);
    for (int i = 0; i < 9; i++) {
        r = hook_add(w, "https://127.0.0.1:1/", "[\"closed\",\"closed\"]");
        assert_int_equal(r.status, 201);
        assert_non_null(strstr(r.body, "\"events\":[\"closed\"]"));
        reply_free(&r);
    }
    r = hook_add(w, "https://127.0.0.1:1/", NULL);
    assert_int_equal(r.status, 409);
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/api/v1/hooks/%lld", (long long)w->hook);
    r = api_send(&w->api, ADMIN, "DELETE", path, NULL, NULL);
    assert_int_equal(r.status, 204);
    reply_free(&r);
    r = api_send(&w->api, ADMIN, "DELETE", path, NULL, NULL);
    assert_int_equal(r.status, 404);
    reply_free(&r);
    assert_false(town_log_has(&w->api.town, w->secret));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_everybody_may_know_is_told_and_signed),
        cmocka_unit_test(test_a_failure_is_tried_again_and_nothing_is_overtaken),
        cmocka_unit_test(test_who_never_answers_is_given_up_with_an_alarm),
        cmocka_unit_test(test_an_admin_adds_stops_and_deletes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
