/* test_access.c - every route of the program, asked by everybody in every way. A route without a
 * row here fails the test: whoever adds one says who may call it. */
#include "api.h"
#include "base/crypto.h"
#include "http/route.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What is answered: y served (or refused for another reason than who asks), u 401, f 403, h 404; c
 * 403 for who has only a copy of the ticket, 404 of another. */

/* The columns of `who`. The tickets are PUPR's: peni's own, to dedi another department's, to keni
 * one that the office has in copy. */
static const enum api_who columns[] = { NOBODY,         ADMIN,      OPERATOR, OFFICER_PUPR,
                                        OFFICER_DISHUB, SUPERVISOR, AUDITOR,  OFFICER_KEC_18 };
#define ANYONE    "yyyyyyyy"
#define META      "ffffffff" /* by a signature or a verify token, which nobody here has */
#define ANY_ROLE  "uyyyyyyy"
#define READS     "uyyyyyfy"
#define DESK      "uyyffyff"
#define ACTS      "uyyfffff"
#define ADMINS    "uyffffff"
#define AUDITS    "uyffffyf"
#define MOVES     "uyyyyffy" /* tickets are in the body */
#define OF_TICKET "uyyyhyfy"
#define WORKS     "uyyyhffc"

static const struct expectation {
    const char *method, *path, *who;
    char session; /* where a session is answered otherwise than a token; 0: alike */
} table[] = {
    { "GET", "/webhook", META, 0 },
    { "POST", "/webhook", META, 0 },
    { "GET", "/healthz", ANYONE, 0 },
    { "GET", "/readyz", ANYONE, 0 },
    { "GET", "/metrics", ADMINS, 0 }, /* through a proxy, where the peer proves nothing */
    { "GET", "/api/v1/openapi.json", ANYONE, 0 },
    { "GET", "/api/v1/events", READS, 0 },
    { "GET", "/api/v1/tickets", READS, 0 },
    { "POST", "/api/v1/tickets", ACTS, 0 },
    { "GET", "/api/v1/export/tickets.csv", READS, 0 },
    { "GET", "/api/v1/export/tickets.json", READS, 0 },
    { "GET", "/api/v1/tickets/{number}", OF_TICKET, 0 },
    { "PATCH", "/api/v1/tickets/{number}", ACTS, 0 },
    { "GET", "/api/v1/tickets/{number}/timeline", OF_TICKET, 0 },
    { "GET", "/api/v1/tickets/{number}/messages", OF_TICKET, 0 },
    { "GET", "/api/v1/tickets/{number}/outbox", OF_TICKET, 0 },
    { "GET", "/api/v1/tickets/{number}/attachments/{id}", OF_TICKET, 0 },
    { "POST", "/api/v1/tickets/{number}/attachments", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/transitions", WORKS, 0 },
    { "GET", "/api/v1/export/evidence.zip", DESK, 0 },
    { "GET", "/api/v1/export/information.csv", READS, 0 },
    { "GET", "/api/v1/export/information.json", READS, 0 },
    { "POST", "/api/v1/tickets/{number}/assignments", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/promises", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/extensions", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/unmerge", ACTS, 0 },
    { "POST", "/api/v1/tickets/{number}/block", ACTS, 0 },
    { "POST", "/api/v1/tickets/{number}/unblock", ACTS, 0 },
    { "POST", "/api/v1/tickets/{number}/notes", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/replies", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/identity", ACTS, 0 },
    { "POST", "/api/v1/reporters/search", ACTS, 0 },
    { "GET", "/api/v1/tickets/{number}/similar", OF_TICKET, 0 },
    { "GET", "/api/v1/tickets/{number}/canned", "uyyyhffy", 0 },
    { "GET", "/api/v1/tickets/{number}/summary", OF_TICKET, 0 },
    { "POST", "/api/v1/tickets/{number}/summary", WORKS, 0 },
    { "POST", "/api/v1/tickets/{number}/summary/approval", ACTS, 0 },
    { "GET", "/api/v1/templates", READS, 0 },
    { "GET", "/api/v1/holidays", READS, 0 },
    { "GET", "/api/v1/clocks", READS, 0 },
    { "GET", "/api/v1/boundaries", READS, 0 },
    { "GET", "/api/v1/statistics/weeks", READS, 0 },
    { "GET", "/api/v1/statistics/ages", READS, 0 },
    { "GET", "/api/v1/outbox", DESK, 0 },
    { "POST", "/api/v1/outbox/{id}/resend", WORKS, 0 },
    { "POST", "/api/v1/outbox/{id}/handled", WORKS, 0 },
    { "GET", "/api/v1/statistics", READS, 0 },
    { "GET", "/api/v1/queues", READS, 0 },
    { "GET", "/api/v1/hooks", ADMINS, 0 },
    { "POST", "/api/v1/hooks", ADMINS, 0 },
    { "PATCH", "/api/v1/hooks/{id}", "uhffffff", 0 }, /* there is none: 404 for who may ask */
    { "DELETE", "/api/v1/hooks/{id}", "uhffffff", 0 },
    { "GET", "/api/v1/hooks/{id}/deliveries", "uhffffff", 0 },
    { "GET", "/api/v1/filters", READS, 0 },
    { "POST", "/api/v1/filters", READS, 0 },
    { "DELETE", "/api/v1/filters/{id}", "uhhhhhfh", 0 }, /* nobody here has one */
    { "GET", "/", ANYONE, 0 },
    { "GET", "/data/ringkasan.csv", ANYONE, 0 },
    { "GET", "/data/ringkasan.json", ANYONE, 0 },
    { "GET", "/assets/{name}", "hhhhhhhh", 0 },
    { "GET", "/t/{number}", "hhhhhhhh", 0 },
    { "GET", "/open311/v2/services", ANYONE, 0 },
    { "GET", "/open311/v2/services.xml", ANYONE, 0 },
    { "GET", "/open311/v2/services.json", ANYONE, 0 },
    { "GET", "/open311/v2/requests", ANYONE, 0 },
    { "GET", "/open311/v2/requests.xml", ANYONE, 0 },
    { "GET", "/open311/v2/requests.json", ANYONE, 0 },
    { "GET", "/open311/v2/requests/{id}", "hhhhhhhh", 0 },
    { "POST", "/api/v1/bulk/transitions", MOVES, 0 },
    { "POST", "/api/v1/bulk/assignments", ACTS, 0 },
    { "GET", "/api/v1/desk", ANY_ROLE, 0 },
    { "GET", "/api/v1/audit", AUDITS, 0 },
    { "GET", "/api/v1/tickets/{number}/costs", DESK, 0 },
    { "GET", "/api/v1/costs", DESK, 0 },
    { "GET", "/api/v1/account", DESK, 0 },
    { "GET", "/api/v1/alarms", DESK, 0 },
    { "GET", "/api/v1/staff-contacts", ADMINS, 0 },
    { "PUT", "/api/v1/staff-contacts/{department}/{rung}", ADMINS, 0 },
    { "DELETE", "/api/v1/staff-contacts/{department}/{rung}", ADMINS, 0 },
    { "GET", "/api/v1/notices", ADMINS, 0 },
    { "POST", "/api/v1/session", ANYONE, 0 },
    { "GET", "/api/v1/session", ANY_ROLE, 0 },
    { "DELETE", "/api/v1/session", "uhhhhhhh", 'y' }, /* a token has no session */
    { "GET", "/api/v1/staff", ADMINS, 0 },
    { "POST", "/api/v1/staff", ADMINS, 0 },
    { "PATCH", "/api/v1/staff/{name}", ADMINS, 0 },
    { "GET", "/api/v1/staff/{name}/tokens", ADMINS, 0 },
    { "POST", "/api/v1/staff/{name}/tokens", ADMINS, 0 },
    { "DELETE", "/api/v1/staff/{name}/tokens/{id}", ADMINS, 0 },
};

static const struct expectation *expectation_of(const struct route *route)
{
    for (size_t i = 0; i < LENGTH(table); i++)
        if (strcmp(table[i].method, route->method) == 0 && strcmp(table[i].path, route->path) == 0)
            return &table[i];
    return NULL;
}

/* --- the town, and ways to be somebody --- */

#define ROAD  "Jalan berlubang di desa Sebaung kecamatan Gending"
#define BRIBE "Ada pungli di kantor desa Sebaung"

static struct world {
    struct api api;
    char road[32], bribe[32];
    char read_token[ACCOUNT_COUNT][128];
    char expired[128], revoked[128], closed[128];
    char csrf[ACCOUNT_COUNT][160];
} world;

static const char *name_of(enum api_who who)
{
    static const char *const names[ACCOUNT_COUNT] = { "",    "adi",  "oni",  "peni", "dedi",
                                                      "ina", "susi", "audi", "keni" };
    return names[who];
}

static void cookie_of(enum api_who who, char out[80])
{
    (void)snprintf(out, 80, "Cookie: kanda_session=contoh-%s", name_of(who));
}

/* A session as signing in makes it, which test_session.c tries. Again and again: routes end it. */
static void session_put(struct world *w, enum api_who who, const char *value, const char *expires)
{
    char sql[512], hex[2 * SHA256_SIZE + 1];
    uint8_t digest[SHA256_SIZE];
    sha256(str_of(value), digest);
    hex_encode(digest, sizeof digest, hex);
    (void)snprintf(sql, sizeof sql,
                   "INSERT INTO session (staff_id, digest, created_at, seen_at, expires_at) SELECT "
                   "id, x'%s', now, now, %s FROM staff, (SELECT unixepoch() * 1000 AS now) WHERE "
                   "name = '%s' ON CONFLICT (digest) DO NOTHING",
                   hex, expires, name_of(who));
    api_sql(&w->api.town, sql);
}

static void session_of(struct world *w, enum api_who who)
{
    char value[64];
    (void)snprintf(value, sizeof value, "contoh-%s", name_of(who));
    session_put(w, who, value, "now + 600000");
}

static void csrf_read(struct world *w, enum api_who who)
{
    char cookie[80];
    session_of(w, who);
    cookie_of(who, cookie);
    struct reply r =
        api_ask(&w->api.town,
                &(struct ask){ .method = "GET", .path = "/api/v1/session", .line = { cookie } });
    assert_int_equal(r.status, 200);
    (void)snprintf(w->csrf[who], sizeof w->csrf[who], "X-CSRF-Token: %.*s",
                   STR_ARG(json_get_text(r.tree, "csrf")));
    reply_free(&r);
}

static void token_make(struct world *w, const char *name, const char *scope, const char *label,
                       char token[128])
{
    const char *const make[] = { "staff",     "token", name,      "--scope", scope,
                                 "--expires", "7",     "--label", label,     NULL };
    assert_int_equal(town_command(&w->api.town, make, token, 128), 0);
    token[strcspn(token, "\n")] = '\0';
}

static void dead_tokens(struct world *w)
{
    const char *const close[] = { "staff", "disable", "sudah-keluar", NULL };
    char out[16];
    token_make(w, "adi", "write", "lewat", w->expired);
    token_make(w, "adi", "write", "dicabut", w->revoked);
    api_sql(&w->api.town, "UPDATE staff_token SET expires_at = 1 WHERE label = 'lewat'");
    api_sql(&w->api.town, "UPDATE staff_token SET revoked_at = 1 WHERE label = 'dicabut'");
    town_staff(&w->api.town, "sudah-keluar", "admin", NULL, w->closed);
    assert_int_equal(town_command(&w->api.town, close, out, sizeof out), 0);
    session_put(w, ADMIN, "contoh-lewat", "now - 1");
}

static int setup(void **state)
{
    struct world *w = &world;
    api_create_with(&w->api, "[http]\ntrusted_proxies = 127.0.0.1\n");
    api_write(&w->api.town, "6281200000011", "Warga Satu", ROAD);
    api_write(&w->api.town, "6281200000013", "Warga Tiga", BRIBE);
    api_number(&w->api, ROAD, w->road);
    api_number(&w->api, BRIBE, w->bribe);
    for (enum api_who who = ADMIN; who < ACCOUNT_COUNT; who++) {
        csrf_read(w, who);
        token_make(w, name_of(who), "read", "baca", w->read_token[who]);
    }
    api_sql(&w->api.town,
            "UPDATE ticket SET copy_to = 'KEC-18'"); /* also where it must not count */
    dead_tokens(w);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    api_destroy(&w->api);
    return 0;
}

/* --- asking --- */

/* What the paths name is there before every request, also when the one before took it away: file
 * 9001 of the first message of the ticket, reply 9001 about it that failed, token 9001 of audi. */
static void things_put(struct world *w, const char *number)
{
    char sql[2048];
    int64_t id = strtoll(number + 5, NULL, 10);
    (void)snprintf(
        sql, sizeof sql,
        "INSERT INTO attachment (id, message_id, kind, media_id, state, due_at, expires_at, "
        "created_at, updated_at) SELECT 9001, MIN(id), 2, 'm', 3, 0, 0, 0, 0 FROM message WHERE "
        "ticket_id %% 100000 = %lld ON CONFLICT (id) DO UPDATE SET message_id = "
        "excluded.message_id; INSERT INTO staff_token (id, staff_id, digest, created_at) SELECT "
        "9001, id, x'00', 0 FROM staff WHERE name = 'audi' ON CONFLICT (id) DO UPDATE SET "
        "revoked_at = NULL; INSERT INTO staff_contact (department, rung, mail, updated_at) VALUES "
        "('PUPR', 2, 'a@b.example', 0) ON CONFLICT (department, rung) DO NOTHING; INSERT INTO "
        "outbox (id, contact_id, ticket_id, event_id, type, content, state, at_head, due_at, "
        "created_at, updated_at) SELECT 9001, t.contact_id, t.id, (SELECT MIN(e.id) FROM event AS "
        "e WHERE e.ticket_id = t.id), 'text', '{}', 8, 0, 0, 0, 0 FROM ticket AS t WHERE t.id %% "
        "100000 = %lld ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id, event_id = "
        "excluded.event_id, handled_at = NULL",
        (long long)id, (long long)id);
    api_sql(&w->api.town, sql);
}

static void path_make(const char *form, const char *number, char out[160])
{
    static const char *const names[] = { "{number}", "{name}", "{id}", "{department}", "{rung}" };
    const char *values[] = { number, "audi", "9001", "PUPR", "head" };
    struct buf b;
    buf_fixed(&b, out, 160);
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

static char letter_of(const struct reply *r)
{
    switch (r->status) {
    case 401: return 'u';
    case 403: return 'f';
    case 404: return 'h';
    default: return r->status < 500 || r->status == 503 ? 'y' : '!';
    }
}

/* Its answer has no end: who may listen is told by its head. */
static bool is_stream(const struct route *route)
{
    return strcmp(route->path, "/api/v1/events") == 0;
}

/* One request; code NULL: any. */
static void must_answer(struct world *w, const struct route *route, const char *number,
                        const char *how, enum api_who who, const struct ask *credentials, char want,
                        const char *code)
{
    char path[160];
    struct ask ask = *credentials;
    things_put(w, number);
    path_make(route->path, number, path);
    ask.method = is_stream(route) ? "HEAD" : route->method;
    ask.path = path;
    if (route->max_body) ask.body = "{}";
    struct reply r = api_ask(&w->api.town, &ask);
    if (letter_of(&r) != want)
        fail_msg("%s %s by %s of %s: %d, want '%c': %s", route->method, path, how,
                 api_who_names[who], r.status, want, r.body);
    if (code && !str_equal(reply_code(&r), str_of(code)))
        fail_msg("%s %s by %s of %s: want code %s: %s", route->method, path, how,
                 api_who_names[who], code, r.body);
    reply_free(&r);
}

static bool is_for_staff(const struct route *route)
{
    return route->caller == CALLER_STAFF || route->caller == CALLER_OPERATOR;
}

/* Everything a person can show. */
static void person_asks(struct world *w, const struct route *route, const struct expectation *x,
                        const char *number, enum api_who who, char want)
{
    char cookie[80];
    bool safe = strcmp(route->method, "GET") == 0 || !is_for_staff(route);
    char by_session = x->session ? x->session : want;
    must_answer(w, route, number, "token", who, &(struct ask){ .token = w->api.token[who] }, want,
                NULL);
    must_answer(w, route, number, "read-only token", who,
                &(struct ask){ .token = w->read_token[who] }, safe ? want : 'f',
                safe ? NULL : "read_only_token");
    cookie_of(who, cookie);
    session_of(w, who);
    must_answer(w, route, number, "session without CSRF token", who,
                &(struct ask){ .line = { cookie } }, safe ? by_session : 'f', safe ? NULL : "csrf");
    must_answer(w, route, number, "session with another's CSRF token", who,
                &(struct ask){ .line = { cookie, w->csrf[who == ADMIN ? OPERATOR : ADMIN] } },
                safe ? by_session : 'f', safe ? NULL : "csrf");
    must_answer(w, route, number, "session", who, &(struct ask){ .line = { cookie, w->csrf[who] } },
                by_session, NULL);
}

static void strangers_ask(struct world *w, const struct route *route, const char *number, char want)
{
    const struct {
        const char *how;
        struct ask ask;
    } rows[] = {
        { "nothing", { 0 } },
        { "an invented token", { .token = "0000000000" } },
        { "an expired token", { .token = w->expired } },
        { "a revoked token", { .token = w->revoked } },
        { "the token of a closed account", { .token = w->closed } },
        { "an expired session", { .line = { "Cookie: kanda_session=contoh-lewat" } } },
        { "another kind of proof", { .line = { "Authorization: Basic YWRpOng=" } } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        must_answer(w, route, number, rows[i].how, NOBODY, &rows[i].ask, want, NULL);
    /* a bad token is not made good by a session that comes along */
    char cookie[80];
    cookie_of(ADMIN, cookie);
    session_of(w, ADMIN);
    must_answer(w, route, number, "a bad token and a session", NOBODY,
                &(struct ask){ .token = w->revoked, .line = { cookie, w->csrf[ADMIN] } }, want,
                NULL);
}

static void test_every_route_by_everybody(void **state)
{
    struct world *w = *state;
    size_t count;
    const struct route *routes = http_routes(&count);
    size_t pages = 0;
    for (size_t i = 0; i < count; i++) {
        const struct expectation *x = expectation_of(&routes[i]);
        pages += routes[i].page;
        if (routes[i].page) continue; /* the same bytes for everybody: test_web.c */
        if (!x)
            fail_msg("%s %s: say in this file who may call it", routes[i].method, routes[i].path);
        strangers_ask(w, &routes[i], w->road, x->who[0]);
        for (size_t c = 1; c < LENGTH(columns); c++)
            person_asks(w, &routes[i], x, w->road, columns[c], x->who[c] == 'c' ? 'f' : x->who[c]);
    }
    assert_int_equal(count - pages, LENGTH(table)); /* no row without its route */
}

/* Of a report in confidence nobody knows but the inspectorate and the admin: what the table says
 * is served to the others about a ticket, is not there. */
static void test_every_route_of_a_report_in_confidence(void **state)
{
    struct world *w = *state;
    size_t count, tried = 0;
    const struct route *routes = http_routes(&count);
    for (size_t i = 0; i < count; i++) {
        const struct expectation *x = expectation_of(&routes[i]);
        if (!x || !strstr(routes[i].path, "{number}")) continue;
        for (size_t c = 1; c < LENGTH(columns); c++) {
            bool known = columns[c] == ADMIN || !strchr("yc", x->who[c]);
            char want = known ? x->who[c] : 'h';
            person_asks(w, &routes[i], x, w->bribe, columns[c], want);
        }
        /* the third officer's own department, as the table has it for the first */
        person_asks(w, &routes[i], x, w->bribe, OFFICER_INSPEKTORAT, x->who[3]);
        tried++;
    }
    assert_true(tried >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_route_by_everybody),
        cmocka_unit_test(test_every_route_of_a_report_in_confidence),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
