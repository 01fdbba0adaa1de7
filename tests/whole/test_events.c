/* test_events.c - live events: who hears what, who comes back, who is slow, who is closed, and a
 * stop while all of them listen. */
#include "api.h"
#include "base/crypto.h"
#include "http/live.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROAD  "Jalan berlubang di desa Sebaung kecamatan Gending"
#define BRIBE "Ada pungli di kantor desa Sebaung"
#define PHONE "6281200000077"
#define NAME  "Pelapor Rahasia"
#define MANY  2500

static struct world {
    struct api api;
    char road[32];
} world;

/* --- a client --- */

struct ear {
    int fd;
    char *heard; /* from the headers on; NUL-terminated */
    size_t len;
    bool over; /* the server ended it */
};

/* With HTTP/1.0 the stream comes as it is, with 1.1 in chunks. */
static struct ear listen_with(const struct town *t, const char *token, const char *last_id,
                              const char *version, int receive_bytes)
{
    char head[512];
    struct ear ear = { .fd = town_connect(t), .heard = calloc(1, 1) };
    assert_true(ear.fd >= 0 && ear.heard);
    if (receive_bytes)
        (void)setsockopt(ear.fd, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    int n = snprintf(head, sizeof head,
                     "GET /api/v1/events HTTP/%s\r\nHost: kanda\r\nAuthorization: Bearer %s\r\n"
                     "%s%s%s\r\n",
                     version, token, last_id ? "Last-Event-ID: " : "", last_id ? last_id : "",
                     last_id ? "\r\n" : "");
    assert_true(town_write(ear.fd, head, (size_t)n));
    return ear;
}

static void ear_free(struct ear *ear)
{
    (void)close(ear->fd);
    free(ear->heard);
    *ear = (struct ear){ .fd = -1 };
}

/* Takes what is there within ms. */
static bool hear(struct ear *ear, int ms)
{
    char bytes[8192];
    struct pollfd p = { .fd = ear->fd, .events = POLLIN };
    if (ear->over || poll(&p, 1, ms) != 1) return false;
    ssize_t n = recv(ear->fd, bytes, sizeof bytes, 0);
    ear->over = n <= 0;
    if (n <= 0) return false;
    ear->heard = realloc(ear->heard, ear->len + (size_t)n + 1);
    assert_non_null(ear->heard);
    memcpy(ear->heard + ear->len, bytes, (size_t)n);
    ear->len += (size_t)n;
    ear->heard[ear->len] = '\0';
    return true;
}

static int count_heard(const struct ear *ear, const char *what)
{
    int n = 0;
    for (const char *at = ear->heard; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    return n;
}

static void wait_heard(struct ear *ear, const char *what, int times, int seconds)
{
    for (int64_t until = town_ms() + seconds * 1000; town_ms() < until;) {
        if (count_heard(ear, what) >= times) return;
        (void)hear(ear, 100);
    }
    fail_msg("'%s' was heard %d times, not %d; the end: %s", what, count_heard(ear, what), times,
             ear->heard + (ear->len > 600 ? ear->len - 600 : 0));
}

static struct ear listen_as(const struct world *w, enum api_who who, const char *last_id)
{
    struct ear ear = listen_with(&w->api.town, w->api.token[who], last_id, "1.0", 0);
    wait_heard(&ear, "\nretry: ", 1, 10);
    assert_non_null(strstr(ear.heard, "200 OK"));
    assert_non_null(strstr(ear.heard, "text/event-stream"));
    return ear;
}

#define ID_SIZE 49

/* The last id that was said. */
static void last_id(const struct ear *ear, char out[ID_SIZE])
{
    const char *last = NULL;
    for (const char *at = ear->heard; (at = strstr(at, "\nid: ")) != NULL; at++)
        last = at;
    assert_non_null(last);
    (void)snprintf(out, ID_SIZE, "%s", last + 5);
    assert_int_equal(strspn(out, "0123456789abcdef"), ID_SIZE - 1);
}

/* Versions of the one ticket that is told of must grow, one by one where each is told. */
static void versions_must_grow(const struct ear *ear, const char *kind)
{
    int64_t before = -1;
    for (const char *at = ear->heard; (at = strstr(at, kind)) != NULL; at++) {
        const char *member = strstr(at, "\"version\":");
        int64_t version = member ? strtoll(member + 10, NULL, 10) : -1;
        if (version < before) fail_msg("%lld after %lld", (long long)version, (long long)before);
        before = version;
    }
}

/* Nothing that can be counted: no id comes twice, none has a piece in common with another. */
static void ids_must_tell_nothing(const struct ear *ear)
{
    char piece[17];
    for (const char *at = ear->heard; (at = strstr(at, "\nid: ")) != NULL; at += 5) {
        assert_int_equal(strspn(at + 5, "0123456789abcdef"), ID_SIZE - 1);
        for (int i = 0; i < ID_SIZE - 1; i += 16) {
            (void)snprintf(piece, sizeof piece, "%.16s", at + 5 + i);
            if (count_heard(ear, piece) != 1) fail_msg("'%s' stands in two ids", piece);
        }
    }
}

static void post(const struct world *w, const char *number, const char *what, const char *body)
{
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", number, what);
    struct reply r = api_send(&w->api, ADMIN, "POST", path, body, NULL);
    if (r.status / 100 != 2) fail_msg("%s %s: %d %s", path, body, r.status, r.body);
    reply_free(&r);
}

static void note(const struct world *w, const char *text)
{
    char body[128];
    (void)snprintf(body, sizeof body, "{\"text\":\"%s\"}", text);
    post(w, w->road, "notes", body);
}

static int setup(void **state)
{
    struct world *w = &world;
    api_create(&w->api);
    api_write(&w->api.town, PHONE, NAME, ROAD);
    api_number(&w->api, ROAD, w->road);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    api_destroy(&w->api);
    return 0;
}

/* --- who hears what --- */

static void must_not_hear(struct ear *ear, const char *what, const char *who)
{
    while (hear(ear, 0))
        ;
    if (strstr(ear->heard, what)) fail_msg("%s heard '%s': %s", who, what, ear->heard);
}

static void test_everybody_hears_what_they_may_know(void **state)
{
    static const struct {
        enum api_who who;
        bool road, bribe;
    } rows[] = {
        { ADMIN, true, true },
        { OPERATOR, true, false },
        { OFFICER_PUPR, true, false },
        { OFFICER_DISHUB, false, false },
        { SUPERVISOR, true, false },
        { OFFICER_INSPEKTORAT, false, true },
        { OFFICER_KEC_18, false, false },
    };
    enum { COUNT = sizeof rows / sizeof rows[0] };
    struct world *w = *state;
    struct ear ears[COUNT];
    char road[160], bribe[32], bribed[160], path[96];
    for (size_t i = 0; i < COUNT; i++)
        ears[i] = listen_as(w, rows[i].who, NULL);
    api_write(&w->api.town, PHONE, NAME, BRIBE);
    api_number(&w->api, BRIBE, bribe);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/identity", w->road);
    struct reply r =
        api_send(&w->api, OPERATOR, "POST", path, "{\"reason\":\"menelepon pelapor\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    note(w, "catatan yang tidak boleh terdengar");
    (void)snprintf(road, sizeof road,
                   "\"kind\":\"note\",\"number\":\"%s\",\"version\":2,"
                   "\"status\":\"received\",\"at\":\"20",
                   w->road);
    (void)snprintf(bribed, sizeof bribed, "\"kind\":\"received\",\"number\":\"%s\"", bribe);
    for (size_t i = 0; i < COUNT; i++) {
        if (rows[i].road) wait_heard(&ears[i], road, 1, 10);
        if (rows[i].bribe) wait_heard(&ears[i], bribed, 1, 10);
    }
    town_nap(300);
    for (size_t i = 0; i < COUNT; i++) {
        const char *who = api_who_names[rows[i].who];
        if (!rows[i].road) must_not_hear(&ears[i], w->road, who);
        if (!rows[i].bribe) must_not_hear(&ears[i], bribe, who);
        static const char *const secrets[] = { PHONE,    NAME,      "00000077", "berlubang",
                                               "pungli", "catatan", "identity", "menelepon" };
        for (size_t k = 0; k < sizeof secrets / sizeof secrets[0]; k++)
            must_not_hear(&ears[i], secrets[k], who);
        ids_must_tell_nothing(&ears[i]);
        ear_free(&ears[i]);
    }
}

/* Who may read a ticket hears of it: as long as the office has it in copy, and never of a report in
 * confidence, whatever stands in its row. */
static void test_the_office_in_copy_hears_what_it_may_read(void **state)
{
    struct world *w = *state;
    char of_road[64], bribe[32];
    api_number(&w->api, BRIBE, bribe);
    (void)snprintf(of_road, sizeof of_road, "\"number\":\"%s\"", w->road);
    struct ear office = listen_as(w, OFFICER_KEC_18, NULL), desk = listen_as(w, ADMIN, NULL);
    note(w, "sebelum ada tembusan");
    wait_heard(&desk, "\"kind\":\"note\"", 1, 10);
    town_nap(300);
    must_not_hear(&office, w->road, "an office that has no copy");
    post(w, w->road, "assignments", "{\"department\":\"PUPR\",\"copy\":\"KEC-18\"}");
    wait_heard(&office, "\"kind\":\"assigned\"", 1, 10);
    note(w, "sesudah ada tembusan");
    wait_heard(&office, "\"kind\":\"note\"", 1, 10);
    assert_int_equal(count_heard(&office, of_road), 2);
    ids_must_tell_nothing(&office);
    api_sql(&w->api.town, "UPDATE ticket SET copy_to = 'KEC-18' WHERE kind = 5");
    post(w, bribe, "notes", "{\"text\":\"hanya untuk inspektorat\"}");
    post(w, w->road, "assignments", "{\"department\":\"DISHUB\",\"copy\":null}");
    post(w, w->road, "assignments", "{\"department\":\"PUPR\",\"copy\":null}");
    note(w, "tembusan diambil lagi");
    wait_heard(&desk, "\"kind\":\"note\"", 4, 10);
    town_nap(300);
    must_not_hear(&office, bribe, "an office, of a report in confidence");
    assert_int_equal(count_heard(&office, "event: ticket"), 2);
    ear_free(&office);
    ear_free(&desk);
}

static void test_in_chunks_and_without_a_body(void **state)
{
    struct world *w = *state;
    struct ear ear = listen_with(&w->api.town, w->api.token[ADMIN], NULL, "1.1", 0);
    wait_heard(&ear, "\nretry: ", 1, 10);
    assert_non_null(strstr(ear.heard, "Transfer-Encoding: chunked"));
    note(w, "satu");
    wait_heard(&ear, "\"kind\":\"note\"", 1, 10);
    ear_free(&ear);
    struct reply r = api_request(&w->api.town, "HEAD", "/api/v1/events", w->api.token[ADMIN]);
    assert_int_equal(r.status, 200);
    reply_free(&r);
}

/* --- coming back --- */

static void test_a_client_that_comes_back_misses_nothing(void **state)
{
    struct world *w = *state;
    char id[ID_SIZE];
    struct ear ear = listen_as(w, ADMIN, NULL);
    note(w, "sebelum");
    wait_heard(&ear, "\"kind\":\"note\"", 1, 10);
    last_id(&ear, id);
    ear_free(&ear);
    for (int i = 0; i < 3; i++)
        note(w, "sementara itu");
    assert_int_equal(town_stop(&w->api.town), 0); /* also over a restart */
    assert_true(town_start(&w->api.town));
    ear = listen_as(w, ADMIN, id);
    wait_heard(&ear, "\"kind\":\"note\"", 3, 10);
    note(w, "kemudian");
    wait_heard(&ear, "\"kind\":\"note\"", 4, 10);
    must_not_hear(&ear, "event: reset", "admin");
    versions_must_grow(&ear, "\"kind\":\"note\"");
    assert_int_equal(count_heard(&ear, "\"kind\":\"note\""), 4);
    ear_free(&ear);
}

static void test_what_cannot_be_continued_begins_anew(void **state)
{
    static const char *const ids[] = { "kemarin", "999999999", "-1", "1",
                                       "000000000000000000000000000000000000000000000000" };
    char id[ID_SIZE];
    struct world *w = *state;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct ear ear = listen_as(w, i < 3 ? ADMIN : SUPERVISOR, ids[i]);
        wait_heard(&ear, "event: reset\ndata: {\"reason\":\"too_far_behind\"}\n\n", 1, 10);
        ear_free(&ear);
    }
    /* One letter of an id of ours is another: not even that says where the end is. */
    struct ear ear = listen_as(w, OPERATOR, NULL);
    last_id(&ear, id);
    ear_free(&ear);
    ear = listen_as(w, OPERATOR, id);
    must_not_hear(&ear, "event: reset", "who comes back with an id of ours");
    ear_free(&ear);
    id[20] = id[20] == 'a' ? 'b' : 'a';
    ear = listen_as(w, OPERATOR, id);
    wait_heard(&ear, "event: reset", 1, 10);
    ear_free(&ear);
}

/* --- slow ones --- */

static void events_make(const struct world *w, int count)
{
    char sql[640];
    (void)snprintf(sql, sizeof sql,
                   "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
                   "< %d) INSERT INTO event (id, ticket_id, at, type, actor) SELECT (SELECT "
                   "event_id FROM chain) + i, (SELECT MIN(id) FROM ticket), 1800000000000, "
                   "'late', 'system' FROM n; UPDATE chain SET event_id = (SELECT MAX(id) FROM "
                   "event); COMMIT",
                   count);
    api_sql(&w->api.town, sql);
}

static void test_a_slow_reader_delays_nobody_and_is_told_to_begin_anew(void **state)
{
    struct world *w = *state;
    char id[ID_SIZE];
    struct ear quick = listen_as(w, ADMIN, NULL);
    struct ear slow = listen_with(&w->api.town, w->api.token[ADMIN], NULL, "1.0", 2048);
    wait_heard(&slow, "\nretry: ", 1, 10);
    last_id(&quick, id);
    events_make(w, MANY); /* as another process would */
    wait_heard(&quick, "\"kind\":\"late\"", MANY, 20);
    assert_int_equal(count_heard(&quick, "\"kind\":\"late\""), MANY);
    must_not_hear(&quick, "event: reset", "the quick one");
    town_others_served(&w->api.town);
    town_nap(LIVE_STUCK_MS + 2 * LIVE_LOOK_EVERY_MS);
    wait_heard(&slow, "event: reset", 1, 20); /* reads only now */
    assert_true(count_heard(&slow, "\"kind\":\"late\"") < MANY);
    note(w, "sesudahnya");
    wait_heard(&slow, "\"kind\":\"note\"", 1, 10);
    ids_must_tell_nothing(&slow);
    struct ear late = listen_as(w, ADMIN, id);
    wait_heard(&late, "event: reset", 1, 10);
    ear_free(&quick);
    ear_free(&slow);
    ear_free(&late);
}

/* --- who may no longer --- */

static void test_a_change_of_the_account_changes_what_is_heard(void **state)
{
    struct world *w = *state;
    char out[16], other[64];
    const char *const close[] = { "staff", "disable", "dedi", NULL };
    struct ear closed = listen_as(w, OFFICER_DISHUB, NULL);
    struct ear moved = listen_as(w, OFFICER_PUPR, NULL);
    assert_int_equal(town_command(&w->api.town, close, out, sizeof out), 0);
    struct reply r = api_send(&w->api, ADMIN, "PATCH", "/api/v1/staff/peni",
                              "{\"role\":\"officer\",\"department\":\"DINKES\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    for (int64_t until = town_ms() + 15000; town_ms() < until && !closed.over;)
        (void)hear(&closed, 100);
    assert_true(closed.over);
    town_nap(1500); /* both were asked again in one look, or in the next */
    note(w, "bukan lagi urusan peni");
    town_nap(500);
    must_not_hear(&moved, "\"kind\":\"note\"", "whoever works elsewhere now");
    (void)snprintf(other, sizeof other, "\"number\":\"%s\"", w->road);
    must_not_hear(&moved, other, "whoever works elsewhere now");
    assert_false(moved.over);
    ear_free(&closed);
    ear_free(&moved);
}

static void test_silence_is_broken_by_a_heartbeat(void **state)
{
    struct world *w = *state;
    struct ear ear = listen_as(w, SUPERVISOR, NULL);
    wait_heard(&ear, "\n: \nid: ", 1, LIVE_HEARTBEAT_MS / 1000 + 10);
    ear_free(&ear);
}

/* --- how many --- */

static void accounts_make(const struct world *w, int count)
{
    char sql[512], token[32], hex[2 * SHA256_SIZE + 1];
    uint8_t digest[SHA256_SIZE];
    for (int i = 0; i < count; i++) {
        (void)snprintf(token, sizeof token, "pendengar-%d", i);
        sha256(str_of(token), digest);
        hex_encode(digest, sizeof digest, hex);
        (void)snprintf(sql, sizeof sql,
                       "INSERT INTO staff (id, name, role, created_at) VALUES (%d, '%s', "
                       "'supervisor', 0); INSERT INTO staff_token (staff_id, digest, created_at) "
                       "VALUES (%d, x'%s', 0)",
                       9000 + i, token, 9000 + i, hex);
        api_sql(&w->api.town, sql);
    }
}

static int status_of(const struct world *w, const char *token)
{
    struct reply r = api_request(&w->api.town, "HEAD", "/api/v1/events", token);
    int status = r.status;
    reply_free(&r);
    return status;
}

/* The door sees that a client is gone when it has something to say to it. */
static void none_listens(const struct world *w)
{
    for (int64_t until = town_ms() + 20000; town_ms() < until; town_nap(100)) {
        struct reply r = api_request(&w->api.town, "GET", "/metrics", w->api.token[ADMIN]);
        bool none = strstr(r.body, "\nkanda_event_streams 0\n") != NULL;
        reply_free(&r);
        if (none) return;
        note(w, "halo");
    }
    fail_msg("streams whose clients are gone are still open");
}

static void test_the_number_is_bounded_and_all_end_at_a_stop(void **state)
{
    enum { ACCOUNTS = LIVE_STREAMS_MAX / LIVE_STREAMS_OF_ONE };
    static struct ear ears[LIVE_STREAMS_MAX];
    struct world *w = *state;
    char token[32];
    accounts_make(w, ACCOUNTS);
    none_listens(w);
    for (int i = 0; i < LIVE_STREAMS_MAX; i++) {
        (void)snprintf(token, sizeof token, "pendengar-%d", i / LIVE_STREAMS_OF_ONE);
        ears[i] = listen_with(&w->api.town, token, NULL, "1.0", 0);
        wait_heard(&ears[i], "\nretry: ", 1, 10);
    }
    assert_int_equal(status_of(w, "pendengar-0"), 429);
    assert_int_equal(status_of(w, w->api.token[ADMIN]), 503);
    ear_free(&ears[0]); /* the door sees it with the next thing it has to say */
    note(w, "kepada semua");
    for (int i = 1; i < LIVE_STREAMS_MAX; i++)
        wait_heard(&ears[i], "\"kind\":\"note\"", 1, 10);
    for (int64_t until = town_ms() + 20000;
         town_ms() < until && status_of(w, w->api.token[ADMIN]) != 200;)
        note(w, "lagi");
    assert_int_equal(status_of(w, w->api.token[ADMIN]), 200);
    int64_t begun = town_ms();
    assert_int_equal(town_stop(&w->api.town), 0);
    int64_t took = town_ms() - begun;
    if (took > 2000) fail_msg("stopping took %lld ms", (long long)took);
    for (int i = 1; i < LIVE_STREAMS_MAX; i++) {
        while (hear(&ears[i], 1000))
            ;
        assert_true(ears[i].over);
        ear_free(&ears[i]);
    }
    assert_true(town_start(&w->api.town));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everybody_hears_what_they_may_know),
        cmocka_unit_test(test_the_office_in_copy_hears_what_it_may_read),
        cmocka_unit_test(test_in_chunks_and_without_a_body),
        cmocka_unit_test(test_a_client_that_comes_back_misses_nothing),
        cmocka_unit_test(test_what_cannot_be_continued_begins_anew),
        cmocka_unit_test(test_a_slow_reader_delays_nobody_and_is_told_to_begin_anew),
        cmocka_unit_test(test_silence_is_broken_by_a_heartbeat),
        cmocka_unit_test(test_a_change_of_the_account_changes_what_is_heard),
        cmocka_unit_test(test_the_number_is_bounded_and_all_end_at_a_stop),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
