/* test_public.c - what everybody may see, with the two real programs: the page and its data, the
 * page of one ticket, Open311, and the numbers of the staff. Whatever a citizen wrote, and whoever
 * wrote in confidence, must never show. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define NAME     "Zulfaqar Xaverindra"
#define PHONE    "6281377700042"
#define TATTLE   "6281377700044"
#define WORDS    "kelinci terbang"
#define ROADS    6 /* complaints about roads that anybody may know of */
#define PAGE_MAX (100 * 1024)

static struct api api;
static char road[32], hidden[32], bribe[32], link_path[API_LINK_SIZE];

static void wait_counted(void)
{
    town_wait_count(&api.town,
                    "SELECT (SELECT event_id FROM statistics_mark) = (SELECT MAX(id) FROM event)",
                    1, 10);
}

/* The link of the first answer; staff see it without its key. */
static void link_read(const char *number)
{
    char path[96];
    api_link(&api, number, link_path);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/outbox", number);
    struct reply staff = api_get(&api, ADMIN, path);
    assert_non_null(strstr(staff.body, "?key=[kunci]"));
    assert_null(strstr(staff.body, strstr(link_path, "key=") + 4));
    reply_free(&staff);
}

static int setup(void **state)
{
    char phone[32], text[160];
    (void)state;
    api_create_with(&api, "public_number = 0812-0000-0001\n"
                          "[http]\npublic_url = http://lapor.example\n");
    for (int i = 0; i < ROADS; i++) {
        (void)snprintf(phone, sizeof phone, "62813777001%02d", i);
        (void)snprintf(text, sizeof text, "Jalan berlubang di desa Sebaung " WORDS " <b>%d</b>", i);
        api_write(&api.town, i ? phone : PHONE, NAME, text);
    }
    api_write(&api.town, "6281377700050", NAME, "Lampu jalan mati di Maron Kidul " WORDS);
    api_write(&api.town, "6281377700051", NAME, "Jalan rusak di desa Karanggeger, rahasiakan nama");
    api_write(&api.town, TATTLE, NAME,
              "Ada pungli di kantor desa Sebaung, sekretarisnya minta uang");
    api_number(&api, "<b>0</b>", road);
    api_number(&api, "rahasiakan nama", hidden);
    api_number(&api, "sekretarisnya", bribe);
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    wait_counted();
    link_read(road);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

/* Errors of pages and of Open311 are no problem+json: their status alone. */
static int status_of(const char *path)
{
    struct answer a = town_get(&api.town, path, NULL);
    int status = a.status;
    answer_free(&a);
    return status;
}

static bool header_is(const struct reply *r, const char *name, const char *value)
{
    return str_equal(reply_header(r, name), str_of(value));
}

static void test_the_page(void **state)
{
    (void)state;
    struct reply r = api_get(&api, NOBODY, "/");
    assert_int_equal(r.status, 200);
    assert_true(r.len < PAGE_MAX);
    assert_true(
        str_starts(reply_header(&r, "Content-Security-Policy"), STR("default-src 'self';")));
    assert_true(header_is(&r, "X-Content-Type-Options", "nosniff"));
    assert_true(header_is(&r, "Referrer-Policy", "no-referrer"));
    assert_true(header_is(&r, "Cache-Control", "public, max-age=300"));
    static const char *const never[] = { "<script", " style=", " onload", "{{", "javascript:" };
    for (size_t i = 0; i < LENGTH(never); i++)
        if (strstr(r.body, never[i])) fail_msg("'%s' on the page", never[i]);
    static const char *const needed[] = { "<html lang=\"id\">", "https://wa.me/6281200000001",
                                          "/assets/qr.svg", "CC BY 4.0", "<dd>7</dd>" };
    for (size_t i = 0; i < LENGTH(needed); i++)
        if (!strstr(r.body, needed[i])) fail_msg("no '%s' on the page: %s", needed[i], r.body);
    reply_free(&r);
}

static void test_nothing_is_sent_twice(void **state)
{
    static const char *const paths[] = { "/", "/data/ringkasan.csv", "/data/ringkasan.json" };
    (void)state;
    for (size_t i = 0; i < LENGTH(paths); i++) {
        char line[80];
        struct reply r = api_get(&api, NOBODY, paths[i]);
        struct str etag = reply_header(&r, "ETag");
        assert_true(etag.len > 4);
        (void)snprintf(line, sizeof line, "If-None-Match: %.*s", STR_ARG(etag));
        reply_free(&r);
        struct ask again = { .method = "GET", .path = paths[i], .line = { line } };
        r = api_ask(&api.town, &again);
        assert_int_equal(r.status, 304);
        assert_int_equal(r.len, 0);
        reply_free(&r);
    }
}

/* The address with a digest, as the page names it, may be kept for ever. */
static void test_assets(void **state)
{
    (void)state;
    struct reply page = api_get(&api, NOBODY, "/");
    const char *at = strstr(page.body, "/assets/public.css?v=");
    assert_non_null(at);
    char path[80];
    (void)snprintf(path, sizeof path, "%.*s", (int)strcspn(at, "\""), at);
    reply_free(&page);
    struct reply r = api_get(&api, NOBODY, path);
    assert_int_equal(r.status, 200);
    assert_true(str_contains(reply_header(&r, "Cache-Control"), STR("immutable")));
    assert_true(str_starts(reply_header(&r, "Content-Type"), STR("text/css")));
    reply_free(&r);
    r = api_get(&api, NOBODY, "/assets/qr.svg");
    assert_true(r.status == 200 && str_starts(str_of(r.body), STR("<svg ")));
    reply_free(&r);
    assert_int_equal(api_status(&api, NOBODY, "/assets/beranda.html"), 404);
    assert_int_equal(api_status(&api, NOBODY, "/assets/..%2Fpublic.css"), 404);
}

/* One street light: its unit, its district, and what would give it away. */
static void test_small_counts_are_hidden(void **state)
{
    (void)state;
    struct reply r = api_get(&api, NOBODY, "/data/ringkasan.csv");
    assert_non_null(strstr(r.body, "\"semua\",\"semua\",\"Seluruh laporan\",7,"));
    const char *light = strstr(r.body, "\"DISHUB\"");
    const char *roads = strstr(r.body, "\"PUPR\"");
    assert_true(light && roads);
    light = strstr(light, "\",,"); /* nothing where the number would be */
    roads = strstr(roads, "\",,");
    assert_true(light && light < strstr(r.body, "\"kecamatan\"") && roads && roads < light + 200);
    assert_null(strstr(r.body, ",6,"));
    assert_null(strstr(r.body, "DPUPR)\",6"));
    assert_non_null(strstr(r.body, "CC BY 4.0"));
    reply_free(&r);
    r = api_get(&api, NOBODY, "/data/ringkasan.json");
    assert_int_equal(json_count(json_get(r.tree, "bulan")), 12);
    for (const struct json *u = json_first(json_get(r.tree, "unit")); u; u = json_next(u))
        assert_true(json_is_null(json_get(u, "diterima")));
    reply_free(&r);
}

static void test_planted_secrets_never_appear(void **state)
{
    char one[80], two[80], three[80], named[160];
    (void)snprintf(named, sizeof named, "/open311/v2/requests?service_request_id=%s,%s,%s", road,
                   hidden, bribe);
    (void)snprintf(one, sizeof one, "/open311/v2/requests/%s.json", road);
    (void)snprintf(two, sizeof two, "/open311/v2/requests/%s.json", hidden);
    (void)snprintf(three, sizeof three, "/open311/v2/requests/%s.json", bribe);
    const char *const paths[] = { "/",
                                  "/data/ringkasan.csv",
                                  "/data/ringkasan.json",
                                  "/open311/v2/services.json",
                                  "/open311/v2/requests.json",
                                  "/open311/v2/requests.json?page_size=200&status=open",
                                  "/open311/v2/requests.xml?page_size=200",
                                  named,
                                  one,
                                  two,
                                  three,
                                  link_path,
                                  ("/t/" PHONE "?key=" PHONE),
                                  "/api/v1/statistics",
                                  "/api/v1/queues" };
    static const char *const marks[] = {
        NAME,    "Zulfaqar", PHONE, TATTLE,       "0813777",
        "13777", WORDS,      "<b>", "sekretaris", "rahasiakan nama"
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(paths); i++) {
        struct answer r = town_get(&api.town, paths[i], NULL);
        for (size_t m = 0; m < LENGTH(marks); m++)
            if (strcasestr(r.body, marks[m])) fail_msg("%s: '%s'", paths[i], marks[m]);
        if (strcmp(paths[i], "/open311/v2/services.json") != 0 &&
            (strstr(r.body, "INSPEKTORAT") || strstr(r.body, bribe) || strstr(r.body, hidden)))
            fail_msg("%s tells of a report in confidence", paths[i]);
        answer_free(&r);
    }
}

static void test_open311(void **state)
{
    char path[80];
    (void)state;
    struct reply r = api_get(&api, NOBODY, "/open311/v2/requests.json");
    assert_int_equal(r.status, 200);
    assert_int_equal(json_count(r.tree), ROADS + 1);
    for (const struct json *q = json_first(r.tree); q; q = json_next(q)) {
        assert_true(str_equal(json_get_text(q, "description"), json_get_text(q, "service_name")));
        assert_true(str_contains(json_get_text(q, "requested_datetime"), STR("T00:00:00")));
    }
    reply_free(&r);
    r = api_get(&api, NOBODY, "/open311/v2/requests.json?page=2&page_size=5&status=open");
    assert_int_equal(json_count(r.tree), ROADS + 1 - 5);
    reply_free(&r);
    r = api_get(&api, NOBODY, "/open311/v2/services.json");
    assert_true(json_count(r.tree) > 10 && !strstr(r.body, "whistle"));
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s.json", road);
    assert_int_equal(status_of(path), 200);
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s.json", hidden);
    assert_int_equal(status_of(path), 404);
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s.json", bribe);
    assert_int_equal(status_of(path), 404);
    static const char *const wrong[] = { "status=x",
                                         "page=0",
                                         "page_size=201",
                                         "service_code=zz",
                                         "start_date=x",
                                         "start_date=2026-01-01&end_date=2026-09-09",
                                         "q=1" };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        char query[120];
        (void)snprintf(query, sizeof query, "/open311/v2/requests.json?%s", wrong[i]);
        if (status_of(query) != 400) fail_msg("%s", wrong[i]);
    }
}

/* Which form an answer of Open311 has, errors included. */
static void test_open311_forms(void **state)
{
    static const struct {
        const char *rule, *path, *accept; /* NULL: no header */
        int status;
        bool xml;
        const char *holds;
    } rows[] = {
        { "XML where the address says so", "requests.xml", NULL, 200, true, "<service_requests>" },
        { "whatever Accept says", "requests.xml", "application/json", 200, true, "<request>" },
        { "JSON where the address says so", "requests.json", "text/xml", 200, false, "[{" },
        { "XML is the standard's own form", "requests", NULL, 200, true, "</service_requests>" },
        { "also for a browser", "services", "text/html,*/*;q=0.8", 200, true, "<services>" },
        { "JSON where it is preferred", "services", "application/json", 200, false, "[{" },
        { "a name of any case", "services", "Application/JSON", 200, false, "[{" },
        { "by weight", "services", "text/xml;q=0.5, application/json", 200, false, "[{" },
        { "the other way round", "services", "application/json;q=0.5, text/xml;q=0.9", 200, true,
          "<services>" },
        { "what is not wanted", "services", "application/json;q=0", 200, true, "<services>" },
        { "in doubt XML", "services", "application/json, application/xml", 200, true, "<serv" },
        { "an error as XML", "requests.xml?status=x", NULL, 400, true, "<code>400</code>" },
        { "an error as JSON", "requests.json?status=x", NULL, 400, false, "\"code\":400" },
        { "a parameter nobody knows", "requests.xml?q=1", NULL, 400, true, "<errors>" },
        { "nor does JSON's error", "requests.json?q=1", NULL, 400, false, "[{\"code\":400" },
        { "a parameter twice", "services?jurisdiction_id=a&jurisdiction_id=b", NULL, 400, true,
          "<description>The query has a parameter twice.</description>" },
        { "none of this number", "requests/LK20-00001-0.xml", NULL, 404, true, "<code>404</code>" },
        { "nor in JSON", "requests/LK20-00001-0.json", NULL, 404, false, "\"code\":404" },
        { "a form that is none", "requests/LK20-00001-0.txt", NULL, 404, true, "<errors>" },
        { "too many at once",
          "requests?service_request_id=,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", NULL,
          400, true, "<code>400</code>" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[160], line[80];
        (void)snprintf(path, sizeof path, "/open311/v2/%s", rows[i].path);
        (void)snprintf(line, sizeof line, "Accept: %s", rows[i].accept ? rows[i].accept : "*/*");
        struct ask ask = { .method = "GET", .path = path, .line = { line } };
        struct reply r = api_ask(&api.town, &ask);
        struct str type = reply_header(&r, "Content-Type");
        bool by_accept = !strstr(path, ".xml") && !strstr(path, ".json");
        if (r.status != rows[i].status || !strstr(r.body, rows[i].holds) ||
            !str_equal(type,
                       rows[i].xml ? STR("text/xml; charset=utf-8") : STR("application/json")) ||
            header_is(&r, "Vary", "Accept") != by_accept)
            fail_msg("%s: %d %.*s %s", rows[i].rule, r.status, STR_ARG(type), r.body);
        if (rows[i].xml &&
            !str_starts(str_of(r.body), STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")))
            fail_msg("%s: %s", rows[i].rule, r.body);
        reply_free(&r);
    }
}

/* By name: just these, and of them only what everybody may know of. */
static void test_open311_by_number(void **state)
{
    char path[200];
    (void)state;
    (void)snprintf(path, sizeof path,
                   "/open311/v2/requests.json?service_request_id=%s,%s,%%20%s,x&status=closed",
                   hidden, road, bribe);
    struct reply r = api_get(&api, NOBODY, path);
    assert_int_equal(r.status, 200);
    assert_int_equal(json_count(r.tree), 1);
    assert_true(str_equal(json_get_text(json_first(r.tree), "service_request_id"), str_of(road)));
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s", road);
    r = api_get(&api, NOBODY, path);
    (void)snprintf(path, sizeof path, "<request><service_request_id>%s</service_request_id>", road);
    if (!strstr(r.body, path) || !strstr(r.body, "<zipcode/>")) fail_msg("%s", r.body);
    reply_free(&r);
}

/* All but the date of an answer. */
static void whole_answer(const char *path, char *out, size_t cap)
{
    struct answer r = town_get(&api.town, path, NULL);
    size_t n = 0;
    for (const char *line = r.headers; *line;) {
        size_t len = strcspn(line, "\n") + 1;
        if (strncmp(line, "Date:", 5) != 0 && n + len < cap) {
            memcpy(out + n, line, len);
            n += len;
        }
        line += line[len - 1] ? len : len - 1;
    }
    assert_true(n + r.len < cap);
    memcpy(out + n, r.body, r.len);
    out[n + r.len] = '\0';
    assert_int_equal(r.status, 404);
    answer_free(&r);
}

static void test_tracking_without_the_key_is_no_ticket(void **state)
{
    static char known[8192], other[8192];
    char key[32], paths[6][160];
    (void)state;
    (void)snprintf(key, sizeof key, "%s", strstr(link_path, "key=") + 4);
    assert_int_equal(strlen(key), 16);
    (void)snprintf(paths[0], sizeof paths[0], "/t/%s?key=aaaaaaaaaaaaaaaa", road);
    (void)snprintf(paths[1], sizeof paths[1], "/t/%s?key=", road);
    (void)snprintf(paths[2], sizeof paths[2], "/t/LK26-99999-0?key=%s", key);
    (void)snprintf(paths[3], sizeof paths[3], "/t/%s?key=%s", bribe, key);
    (void)snprintf(paths[4], sizeof paths[4], "/t/x?key=%s", key);
    (void)snprintf(paths[5], sizeof paths[5], "/t/LK26-99999-0");
    (void)snprintf(other, sizeof other, "/t/%s", road);
    char bare[64];
    (void)snprintf(bare, sizeof bare, "/t/%s", road);
    whole_answer(bare, known, sizeof known);
    assert_non_null(strstr(known, "no-store"));
    for (size_t i = 0; i < LENGTH(paths); i++) {
        whole_answer(paths[i], other, sizeof other);
        if (strcmp(known, other) != 0) fail_msg("%s:\n%s\nis not\n%s", paths[i], other, known);
    }
}

static void step(const char *to, const char *more)
{
    char path[96], body[200];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/transitions", road);
    (void)snprintf(body, sizeof body, "{\"to\":\"%s\"%s}", to, more);
    struct reply r = api_send(&api, ADMIN, "POST", path, body, NULL);
    if (r.status >= 300) fail_msg("%s: %d %s", to, r.status, r.body);
    reply_free(&r);
    wait_counted();
}

static int64_t total_of(enum api_who who, const char *query, const char *key)
{
    char path[160];
    int64_t n = -1;
    (void)snprintf(path, sizeof path, "/api/v1/statistics%s", query);
    struct reply r = api_get(&api, who, path);
    if (r.status != 200) fail_msg("%s: %d %s", path, r.status, r.body);
    (void)json_i64(json_path(r.tree, "total", key, NULL), &n);
    reply_free(&r);
    return n;
}

/* Assigned, worked on, done: the page of the ticket follows, and so do the numbers. */
static void test_life_of_a_ticket(void **state)
{
    (void)state;
    struct reply r = api_get(&api, NOBODY, link_path);
    assert_int_equal(r.status, 200);
    assert_non_null(strstr(r.body, "Diterima"));
    assert_non_null(strstr(r.body, "<dd>Sebaung, Kec. Gending</dd>"));
    assert_true(header_is(&r, "X-Robots-Tag", "noindex"));
    assert_true(header_is(&r, "Cache-Control", "no-store"));
    assert_true(header_is(&r, "Referrer-Policy", "no-referrer"));
    reply_free(&r);
    assert_int_equal(total_of(ADMIN, "", "first_answered"), 0);
    step("verified", "");
    step("assigned", "");
    step("in_progress", "");
    assert_int_equal(total_of(ADMIN, "", "first_answered"), 1);
    step("resolved", ",\"message\":\"Sudah ditambal oleh Pak " NAME "\"");
    assert_int_equal(total_of(ADMIN, "", "solved"), 0);
    api_write(&api.town, PHONE, NAME, "sudah selesai");
    wait_counted();
    assert_int_equal(total_of(ADMIN, "", "solved"), 1);
    assert_int_equal(total_of(ADMIN, "?by=kind", "open"), ROADS + 2);
    r = api_get(&api, NOBODY, link_path);
    static const char *const told[] = { "Unit mulai mengerjakan", "menyatakan pekerjaan selesai",
                                        "Laporan ditutup.", "Tuntas" };
    for (size_t i = 0; i < LENGTH(told); i++)
        if (!strstr(r.body, told[i])) fail_msg("no '%s': %s", told[i], r.body);
    assert_null(strcasestr(r.body, "zulfaqar"));
    reply_free(&r);
}

static void test_who_sees_which_numbers(void **state)
{
    static const struct {
        enum api_who who;
        int status, received;
    } rows[] = {
        { NOBODY, 401, 0 },
        { ADMIN, 200, ROADS + 3 },
        { OPERATOR, 200, ROADS + 2 },
        { SUPERVISOR, 200, ROADS + 2 },
        { OFFICER_PUPR, 200, ROADS + 1 },
        { OFFICER_DISHUB, 200, 1 },
        { OFFICER_INSPEKTORAT, 200, 1 },
        { AUDITOR, 403, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(api_status(&api, rows[i].who, "/api/v1/queues"), rows[i].status);
        assert_int_equal(api_status(&api, rows[i].who, "/api/v1/statistics"), rows[i].status);
        if (rows[i].status != 200) continue;
        static const char *const by[] = { "kind", "category", "department", "district", "month" };
        for (size_t b = 0; b < LENGTH(by); b++) {
            char query[40];
            (void)snprintf(query, sizeof query, "?by=%s", by[b]);
            int64_t got = total_of(rows[i].who, query, "received");
            if (got != rows[i].received)
                fail_msg("%s by %s: %lld", api_who_names[rows[i].who], by[b], (long long)got);
        }
        struct reply r = api_get(&api, rows[i].who, "/api/v1/statistics?by=kind");
        bool knows = rows[i].who == ADMIN || rows[i].who == OFFICER_INSPEKTORAT;
        assert_int_equal(strstr(r.body, "whistleblowing") != NULL, knows);
        reply_free(&r);
    }
    static const char *const wrong[] = { "by=x", "from=x", "to=2026-13", "from=2026-05&to=2026-04",
                                         "from=2020-01&to=2026-01" };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        char path[120];
        (void)snprintf(path, sizeof path, "/api/v1/statistics?%s", wrong[i]);
        if (api_status(&api, ADMIN, path) != 422) fail_msg("%s", wrong[i]);
    }
    assert_int_equal(api_status(&api, ADMIN, "/api/v1/statistics?department=PUPR"), 400);
}

static void test_queues(void **state)
{
    (void)state;
    struct reply r = api_get(&api, OFFICER_DISHUB, "/api/v1/queues");
    assert_int_equal(reply_items(&r), 9);
    const struct json *first = json_first(json_get(r.tree, "items"));
    int64_t n = -1;
    assert_true(str_equal(json_get_text(first, "queue"), STR("new")));
    assert_true(json_i64(json_get(first, "count"), &n) && n == 1);
    reply_free(&r);
    r = api_get(&api, OPERATOR, "/api/v1/queues");
    assert_int_equal(reply_items(&r), 10);
    reply_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_page),
        cmocka_unit_test(test_nothing_is_sent_twice),
        cmocka_unit_test(test_assets),
        cmocka_unit_test(test_small_counts_are_hidden),
        cmocka_unit_test(test_planted_secrets_never_appear),
        cmocka_unit_test(test_open311),
        cmocka_unit_test(test_open311_forms),
        cmocka_unit_test(test_open311_by_number),
        cmocka_unit_test(test_tracking_without_the_key_is_no_ticket),
        cmocka_unit_test(test_life_of_a_ticket),
        cmocka_unit_test(test_who_sees_which_numbers),
        cmocka_unit_test(test_queues),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
