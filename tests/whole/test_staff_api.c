/* test_staff_api.c - who may ask what, and how the API says no. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define ROAD  "Jalan berlubang di desa Sebaung kecamatan Gending"
#define LIGHT "Lampu jalan mati di desa Maron Kidul"
#define BRIBE "Ada pungli di kantor desa Sebaung"

static struct world {
    struct api api;
    char road[32], light[32], bribe[32];
} world;

static int setup(void **state)
{
    struct world *w = &world;
    api_create(&w->api);
    api_write(&w->api.town, "6281200000011", "Warga Satu", ROAD);
    api_write(&w->api.town, "6281200000012", "Warga Dua", LIGHT);
    api_write(&w->api.town, "6281200000013", "Warga Tiga", BRIBE);
    api_number(&w->api, ROAD, w->road);
    api_number(&w->api, LIGHT, w->light);
    api_number(&w->api, BRIBE, w->bribe);
    api_wait_words(&w->api.town);
    /* all that the desk owes is delivered, so that /readyz and the outbox stand still */
    town_wait_count(&w->api.town, "SELECT COUNT(*) FROM outbox WHERE state = 6", 3, 20);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    api_destroy(&w->api);
    return 0;
}

static void fill(char *out, size_t cap, const char *form, const char *number)
{
    struct str rest = str_of(form), before;
    struct buf text;
    buf_fixed(&text, out, cap);
    (void)str_cut(&rest, '*', &before);
    buf_add(&text, before);
    if (strchr(form, '*')) buf_add_text(&text, number);
    buf_add(&text, rest);
    assert_true(buf_ok(&text));
}

static void test_who_may_ask_what(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *path; /* * is the number */
        const char *number;
        int status[WHO_COUNT]; /* nobody admin operator pupr dishub inspektorat supervisor auditor
                                */
    } rows[] = {
        { "/api/v1/tickets", "", { 401, 200, 200, 200, 200, 200, 200, 403 } },
        { "/api/v1/tickets/*", world.road, { 401, 200, 200, 200, 404, 404, 200, 403 } },
        { "/api/v1/tickets/*/timeline", world.road, { 401, 200, 200, 200, 404, 404, 200, 403 } },
        { "/api/v1/tickets/*/outbox", world.road, { 401, 200, 200, 200, 404, 404, 200, 403 } },
        { "/api/v1/tickets/*", world.light, { 401, 200, 200, 404, 200, 404, 200, 403 } },
        { "/api/v1/tickets/*/timeline", world.light, { 401, 200, 200, 404, 200, 404, 200, 403 } },
        { "/api/v1/tickets/*/outbox", world.light, { 401, 200, 200, 404, 200, 404, 200, 403 } },
        { "/api/v1/tickets/*", world.bribe, { 401, 200, 404, 404, 404, 200, 404, 403 } },
        { "/api/v1/tickets/*/timeline", world.bribe, { 401, 200, 404, 404, 404, 200, 404, 403 } },
        { "/api/v1/tickets/*/outbox", world.bribe, { 401, 200, 404, 404, 404, 200, 404, 403 } },
        { "/api/v1/tickets/LK26-99999-1", "", { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "/api/v1/outbox", "", { 401, 200, 200, 403, 403, 403, 200, 403 } },
        /* asked from the machine itself: the token does not matter */
        { "/metrics", "", { 200, 200, 200, 200, 200, 200, 200, 200 } },
        { "/healthz", "", { 200, 200, 200, 200, 200, 200, 200, 200 } },
        { "/readyz", "", { 200, 200, 200, 200, 200, 200, 200, 200 } },
        { "/api/v1/openapi.json", "", { 200, 200, 200, 200, 200, 200, 200, 200 } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int who = NOBODY; who < WHO_COUNT; who++) {
            char path[128];
            fill(path, sizeof path, rows[i].path, rows[i].number);
            int status = api_status(&w->api, (enum api_who)who, path);
            if (status != rows[i].status[who])
                fail_msg("%s asks %s: %d, want %d", api_who_names[who], path, status,
                         rows[i].status[who]);
        }
}

/* A hidden ticket and one that never was must not be told apart by a single byte. */
static void test_hidden_is_answered_as_missing(void **state)
{
    struct world *w = *state;
    char hidden[64];
    fill(hidden, sizeof hidden, "/api/v1/tickets/*", w->bribe);
    struct reply a = api_get(&w->api, OPERATOR, hidden);
    struct reply b = api_get(&w->api, OPERATOR, "/api/v1/tickets/LK26-09999-9");
    struct reply c = api_get(&w->api, OPERATOR, "/api/v1/tickets/bukan-nomor");
    assert_int_equal(a.status, 404);
    assert_string_equal(a.body, b.body);
    assert_string_equal(a.body, c.body);
    reply_free(&a);
    reply_free(&b);
    reply_free(&c);
}

static void test_how_the_api_says_no(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *rule, *method, *path; /* * is the number of the road ticket */
        int status;
        const char *code;
    } rows[] = {
        { "limit must be 1 at least", "GET", "/api/v1/tickets?limit=0", 422, "invalid_limit" },
        { "and 200 at most", "GET", "/api/v1/tickets?limit=201", 422, "invalid_limit" },
        { "and a number", "GET", "/api/v1/tickets?limit=abc", 422, "invalid_limit" },
        { "a whole one", "GET", "/api/v1/tickets?limit=1.5", 422, "invalid_limit" },
        { "not negative", "GET", "/api/v1/tickets?limit=-1", 422, "invalid_limit" },
        { "not beyond all numbers", "GET", "/api/v1/tickets?limit=99999999999999999999", 422,
          "invalid_limit" },
        { "in the timeline too", "GET", "/api/v1/tickets/*/timeline?limit=0", 422,
          "invalid_limit" },
        { "in the outbox too", "GET", "/api/v1/outbox?limit=201", 422, "invalid_limit" },
        { "a cursor of another list", "GET", "/api/v1/tickets?cursor=e5", 422, "invalid_cursor" },
        { "of another order", "GET", "/api/v1/tickets?sort=created_at&cursor=n5", 422,
          "invalid_cursor" },
        { "of nothing", "GET", "/api/v1/tickets?cursor=x", 422, "invalid_cursor" },
        { "without its number", "GET", "/api/v1/tickets?cursor=n", 422, "invalid_cursor" },
        { "with a wrong number", "GET", "/api/v1/tickets?cursor=n-1", 422, "invalid_cursor" },
        { "a ticket cursor in the outbox", "GET", "/api/v1/outbox?cursor=n5", 422,
          "invalid_cursor" },
        { "a ticket cursor in a timeline", "GET", "/api/v1/tickets/*/timeline?cursor=n5", 422,
          "invalid_cursor" },
        { "no such status", "GET", "/api/v1/tickets?status=open", 422, "invalid_value" },
        { "no such kind", "GET", "/api/v1/tickets?kind=Complaint", 422, "invalid_value" },
        { "no such category", "GET", "/api/v1/tickets?category=roads", 422, "invalid_value" },
        { "no such department", "GET", "/api/v1/tickets?department=XYZ", 422, "invalid_value" },
        { "no such district", "GET", "/api/v1/tickets?district=35.13.99", 422, "invalid_value" },
        { "no such village", "GET", "/api/v1/tickets?village=1", 422, "invalid_value" },
        { "overdue is a yes or no", "GET", "/api/v1/tickets?overdue=1", 422, "invalid_value" },
        { "no such order", "GET", "/api/v1/tickets?sort=number", 422, "invalid_value" },
        { "from is a time", "GET", "/api/v1/tickets?from=yesterday", 422, "invalid_value" },
        { "a possible one", "GET", "/api/v1/tickets?from=2026-02-30", 422, "invalid_value" },
        { "to is a time", "GET", "/api/v1/tickets?to=1795500000", 422, "invalid_value" },
        { "from comes before to", "GET", "/api/v1/tickets?from=2026-12-02&to=2026-12-01", 422,
          "invalid_value" },
        { "no such state", "GET", "/api/v1/outbox?state=sent", 422, "invalid_value" },
        { "an unknown parameter", "GET", "/api/v1/tickets?page=2", 400, "unknown_parameter" },
        { "a parameter of another path", "GET", "/api/v1/tickets/*?limit=5", 400,
          "unknown_parameter" },
        { "names are case-sensitive", "GET", "/api/v1/tickets?Status=closed", 400,
          "unknown_parameter" },
        { "a name without a value", "GET", "/api/v1/tickets?debug", 400, "unknown_parameter" },
        { "the document takes none", "GET", "/api/v1/openapi.json?v=2", 400, "unknown_parameter" },
        { "a repeated parameter", "GET", "/api/v1/tickets?limit=5&limit=5", 400,
          "repeated_parameter" },
        { "names come before values", "GET", "/api/v1/tickets?limit=0&page=1", 400,
          "unknown_parameter" },
        { "a malformed number", "GET", "/api/v1/tickets/LK26-00001", 404, "not_found" },
        { "a wrong check digit", "GET", "/api/v1/tickets/LK26-00001-0", 404, "not_found" },
        { "another prefix", "GET", "/api/v1/tickets/XX26-00001-3", 404, "not_found" },
        { "a number of bytes", "GET", "/api/v1/tickets/%ff%fe", 404, "not_found" },
        { "a slash at the end", "GET", "/api/v1/tickets/", 404, "not_found" },
        { "behind a number", "GET", "/api/v1/tickets/*/", 404, "not_found" },
        { "no such part", "GET", "/api/v1/tickets/*/history", 404, "not_found" },
        { "no such version", "GET", "/api/v2/tickets", 404, "not_found" },
        { "a path is not normalised", "GET", "/api/v1/x/../tickets", 404, "not_found" },
        { "nothing at the root yet", "GET", "/api", 404, "not_found" },
        { "a wrong method", "PUT", "/api/v1/tickets", 405, "method_not_allowed" },
        { "on one ticket", "DELETE", "/api/v1/tickets/*", 405, "method_not_allowed" },
        { "on the webhook", "PUT", "/webhook", 405, "method_not_allowed" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[256];
        fill(path, sizeof path, rows[i].path, w->road);
        struct reply r = api_request(&w->api.town, rows[i].method, path, w->api.token[ADMIN]);
        if (r.status != rows[i].status || !str_equal(reply_code(&r), str_of(rows[i].code)))
            fail_msg("%s: %s: %d %s", rows[i].rule, path, r.status, r.body);
        reply_free(&r);
    }
}

static void test_allow_names_what_the_path_takes(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *method, *path, *allow;
    } rows[] = {
        { "DELETE", "/api/v1/tickets", "GET, HEAD, POST" },
        { "PUT", "/webhook", "GET, HEAD, POST" },
        { "PATCH", "/healthz", "GET, HEAD" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r = api_request(&w->api.town, rows[i].method, rows[i].path, NULL);
        assert_int_equal(r.status, 405);
        if (!str_equal(reply_header(&r, "Allow"), str_of(rows[i].allow)))
            fail_msg("%s: Allow: %.*s", rows[i].path, STR_ARG(reply_header(&r, "Allow")));
        reply_free(&r);
    }
}

static void test_head_is_get_without_a_body(void **state)
{
    struct world *w = *state;
    static const char *const paths[] = { "/healthz", "/api/v1/openapi.json", "/api/v1/tickets",
                                         "/api/v1/tickets/nichts" };
    for (size_t i = 0; i < LENGTH(paths); i++) {
        struct reply get = api_request(&w->api.town, "GET", paths[i], w->api.token[ADMIN]);
        struct reply head = api_request(&w->api.town, "HEAD", paths[i], w->api.token[ADMIN]);
        char length[24];
        (void)snprintf(length, sizeof length, "%zu", get.len);
        assert_int_equal(head.status, get.status);
        assert_int_equal(head.len, 0);
        assert_true(get.len > 0);
        assert_true(str_equal(reply_header(&head, "Content-Length"), str_of(length)));
        assert_true(
            str_equal(reply_header(&head, "Content-Type"), reply_header(&get, "Content-Type")));
        reply_free(&get);
        reply_free(&head);
    }
}

static void test_answers_are_not_kept_by_anybody(void **state)
{
    struct world *w = *state;
    struct reply r = api_get(&w->api, ADMIN, "/api/v1/tickets");
    assert_true(str_equal(reply_header(&r, "Cache-Control"), STR("no-store")));
    assert_true(str_equal(reply_header(&r, "X-Content-Type-Options"), STR("nosniff")));
    reply_free(&r);
}

static int status_with(const struct api *a, const char *header)
{
    struct answer answer = town_http(&a->town, "GET", "/api/v1/tickets", NULL, NULL, 0, header);
    int status = answer.status;
    answer_free(&answer);
    return status;
}

static void test_ways_to_show_a_token(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *rule, *form; /* * is the operator's token */
        int status;
    } rows[] = {
        { "as it should be", "Authorization: Bearer *", 200 },
        { "the scheme's case does not matter", "Authorization: bearer *", 200 },
        { "nor do blanks", "Authorization: Bearer   *", 200 },
        { "a token is not cut", "Authorization: Bearer *x", 401 },
        { "nor guessed from its end", "Authorization: Bearer x*", 401 },
        { "not without the scheme", "Authorization: *", 401 },
        { "not with another scheme", "Authorization: Basic *", 401 },
        { "not with nothing", "Authorization: Bearer ", 401 },
        { "not in another header", "X-Authorization: Bearer *", 401 },
        { "not as a cookie", "Cookie: token=*", 401 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char header[256];
        fill(header, sizeof header, rows[i].form, w->api.token[OPERATOR]);
        int status = status_with(&w->api, header);
        if (status != rows[i].status) fail_msg("%s: %d", rows[i].rule, status);
    }
    char query[256];
    fill(query, sizeof query, "/api/v1/tickets?access_token=*", w->api.token[OPERATOR]);
    assert_int_equal(api_status(&w->api, NOBODY, query), 401);
}

static void test_401_says_how(void **state)
{
    struct world *w = *state;
    char wrong[200];
    memset(wrong, 'A', sizeof wrong - 1);
    wrong[sizeof wrong - 1] = '\0';
    const char *tokens[] = { NULL, "salah", wrong };
    for (size_t i = 0; i < LENGTH(tokens); i++) {
        struct reply r = api_request(&w->api.town, "GET", "/api/v1/tickets", tokens[i]);
        assert_int_equal(r.status, 401);
        assert_true(str_equal(reply_code(&r), STR("unauthorized")));
        assert_true(str_equal(reply_header(&r, "WWW-Authenticate"), STR("Bearer")));
        reply_free(&r);
    }
}

static void command(struct town *t, const char *action, const char *name, char *out, size_t cap)
{
    const char *args[] = { "staff", action, name, NULL };
    assert_int_equal(town_command(t, args, out, cap), 0);
    if (out) out[strcspn(out, "\n")] = '\0';
}

static void test_the_running_server_sees_accounts_change(void **state)
{
    struct world *w = *state;
    char first[128], second[128];
    struct town *t = &w->api.town;
    town_staff(t, "titi", "operator", NULL, first);
    struct reply r = api_request(t, "GET", "/api/v1/tickets", first);
    assert_int_equal(r.status, 200);
    reply_free(&r);

    command(t, "token", "titi", second, sizeof second);
    assert_string_not_equal(first, second);
    r = api_request(t, "GET", "/api/v1/tickets", first);
    assert_int_equal(r.status, 401);
    reply_free(&r);
    r = api_request(t, "GET", "/api/v1/tickets", second);
    assert_int_equal(r.status, 200);
    reply_free(&r);

    command(t, "disable", "titi", NULL, 0);
    r = api_request(t, "GET", "/api/v1/tickets", second);
    assert_int_equal(r.status, 401);
    reply_free(&r);
}

static void metrics_are_whole(const struct reply *r)
{
    static const char *const must_have[] = { "kanda_tickets_total 3\n", "kanda_outbox_failed 0\n",
                                             "kanda_can_send 1\n", "kanda_can_store 1\n",
                                             "process_resident_memory_bytes " };
    struct str rest = { r->body, r->len }, line;
    for (size_t i = 0; i < LENGTH(must_have); i++)
        if (!strstr(r->body, must_have[i])) fail_msg("metrics lack %s: %s", must_have[i], r->body);
    while (str_cut(&rest, '\n', &line)) {
        if (str_starts(line, STR("# HELP ")) || str_starts(line, STR("# TYPE "))) continue;
        if (!str_starts(line, STR("kanda_")) && !str_starts(line, STR("process_")))
            fail_msg("metrics: %.*s", STR_ARG(line));
    }
}

static void test_metrics(void **state)
{
    struct world *w = *state;
    struct reply r = api_get(&w->api, NOBODY, "/metrics");
    assert_int_equal(r.status, 200);
    assert_true(str_starts(reply_header(&r, "Content-Type"), STR("text/plain")));
    metrics_are_whole(&r);
    reply_free(&r);
}

/* Where a proxy on this machine speaks for the world, loopback proves nothing. */
static void test_metrics_behind_a_proxy(void **state)
{
    (void)state;
    static const struct {
        const char *role;
        int status;
    } rows[] = { { NULL, 401 }, { "admin", 200 }, { "operator", 403 }, { "auditor", 403 } };
    static struct town t;
    town_create(&t, "[http]\ntrusted_proxies = 10.0.0.7, 127.0.0.1\n");
    assert_true(town_start(&t));
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char token[128];
        if (rows[i].role) town_staff(&t, rows[i].role, rows[i].role, NULL, token);
        struct reply r = api_request(&t, "GET", "/metrics", rows[i].role ? token : NULL);
        assert_int_equal(r.status, rows[i].status);
        reply_free(&r);
    }
    assert_int_equal(town_stop(&t), 0);
    town_destroy(&t);
}

static void test_etag_is_the_version(void **state)
{
    struct world *w = *state;
    char path[64], text[128], etag[24];
    int64_t version;
    fill(path, sizeof path, "/api/v1/tickets/*", w->light);
    fill(text, sizeof text, "* lampunya berkedip lalu padam lagi", w->light);
    for (int round = 1; round <= 2; round++) {
        struct reply r = api_get(&w->api, OFFICER_DISHUB, path);
        assert_true(json_i64(json_get(r.tree, "version"), &version));
        assert_int_equal(version, round);
        (void)snprintf(etag, sizeof etag, "\"%d\"", round);
        assert_true(str_equal(reply_header(&r, "ETag"), str_of(etag)));
        reply_free(&r);
        if (round == 1) api_write(&w->api.town, "6281200000012", "Warga Dua", text);
    }
}

static void test_a_refused_reply_is_shown_with_its_reason(void **state)
{
    struct world *w = *state;
    struct town *t = &w->api.town;
    char number[32], path[64];
    int64_t code = 0;
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    town_faults(t, "{\"mode\":\"error\",\"fail_rate\":1,\"fail_code\":131026}");
    api_write(t, "6281200000014", "Warga Empat", "Sampah menumpuk di pasar Leces");
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 8", 1, 20);
    town_faults(t, "{\"mode\":\"ok\"}");
    api_number(&w->api, "Sampah menumpuk", number);
    fill(path, sizeof path, "/api/v1/tickets/*/outbox", number);
    const char *views[] = { "/api/v1/outbox?state=failed", path };
    for (size_t i = 0; i < LENGTH(views); i++) {
        struct reply r = api_get(&w->api, SUPERVISOR, views[i]);
        assert_int_equal(reply_items(&r), 1);
        const struct json *item = json_first(json_get(r.tree, "items"));
        assert_true(str_equal(json_get_text(item, "state"), STR("failed")));
        assert_true(str_equal(json_get_text(item, "ticket"), str_of(number)));
        assert_true(json_i64(json_get(item, "error_code"), &code) && code == 131026);
        assert_true(json_get_text(item, "error").len > 0);
        assert_true(str_contains(json_get_text(item, "text"), str_of(number)));
        reply_free(&r);
    }
    /* The ticket says that WhatsApp does not reach its reporter, until they write. */
    fill(path, sizeof path, "/api/v1/tickets/*", number);
    struct reply ticket = api_get(&w->api, OPERATOR, path);
    const struct json *reporter = json_get(ticket.tree, "reporter");
    assert_true(json_get_text(reporter, "unreachable_since").len > 0);
    char version[32];
    assert_true(str_copy(version, sizeof version, reply_header(&ticket, "ETag")));
    assert_string_equal(version,
                        "\"2\""); /* who read it before that acts on what is no longer so */
    reply_free(&ticket);
    api_write(t, "6281200000014", "Warga Empat", "status");
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox AS o JOIN contact AS c ON c.id = o.contact_id "
                    "WHERE c.wa_id = '6281200000014' AND o.state IN (5, 6)",
                    1, 20);
    ticket = api_get(&w->api, OPERATOR, path);
    assert_true(json_is_null(json_get(json_get(ticket.tree, "reporter"), "unreachable_since")));
    assert_false(str_equal(reply_header(&ticket, "ETag"), str_of(version)));
    reply_free(&ticket);
    struct reply waiting = api_get(&w->api, OPERATOR, "/api/v1/outbox?state=waiting");
    assert_int_equal(reply_items(&waiting), 0);
    reply_free(&waiting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_ask_what),
        cmocka_unit_test(test_hidden_is_answered_as_missing),
        cmocka_unit_test(test_how_the_api_says_no),
        cmocka_unit_test(test_allow_names_what_the_path_takes),
        cmocka_unit_test(test_head_is_get_without_a_body),
        cmocka_unit_test(test_answers_are_not_kept_by_anybody),
        cmocka_unit_test(test_ways_to_show_a_token),
        cmocka_unit_test(test_401_says_how),
        cmocka_unit_test(test_the_running_server_sees_accounts_change),
        cmocka_unit_test(test_metrics),
        cmocka_unit_test(test_metrics_behind_a_proxy),
        cmocka_unit_test(test_etag_is_the_version),
        cmocka_unit_test(test_a_refused_reply_is_shown_with_its_reason),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
