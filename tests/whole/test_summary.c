/* test_summary.c - what the desk tells everybody about a ticket, what it knows of others that are
 * alike, and the tables it reads, with the two real programs. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define PHONE  "6281377700060"
#define WORDS  "Lubang di jalan <b>Sebaung</b> sudah ditambal."
#define SHOWN  "Lubang di jalan &lt;b&gt;Sebaung&lt;/b&gt; sudah ditambal."
#define SQUARE "[[113.3,-7.8],[113.4,-7.8],[113.4,-7.7],[113.3,-7.7],[113.3,-7.8]]"

static struct api api;
static char road[32], second[32], hidden[32], bribe[32], link_path[API_LINK_SIZE];

/* One square for each district of the desk: the file must name them all. */
static void boundaries_write(const char *path)
{
    static const char *const codes[] = {
        "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12",
        "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24",
    };
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fprintf(f, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < LENGTH(codes); i++)
        (void)fprintf(f,
                      "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"35.13.%s\"},\"geometry\":"
                      "{\"type\":\"Polygon\",\"coordinates\":[" SQUARE "]}}",
                      i ? "," : "", codes[i]);
    (void)fprintf(f, "]}");
    assert_int_equal(fclose(f), 0);
}

static int setup(void **state)
{
    char file[] = "/tmp/kanda-summary-XXXXXX", more[256];
    (void)state;
    int fd = mkstemp(file);
    assert_true(fd >= 0 && close(fd) == 0);
    boundaries_write(file);
    (void)snprintf(more, sizeof more,
                   "boundaries = %s\n[http]\npublic_url = http://lapor.example\n", file);
    api_create_with(&api, more);
    assert_int_equal(remove(file), 0);
    api_write(&api.town, PHONE, "Warga", "Jalan berlubang di desa Sebaung satu");
    api_write(&api.town, "6281377700061", "Warga", "Jalan berlubang di desa Sebaung dua");
    api_write(&api.town, "6281377700062", "Warga",
              "Jalan berlubang di desa Sebaung tiga, rahasiakan nama saya");
    api_write(&api.town, "6281377700063", "Warga", "Ada pungli di kantor desa Sebaung");
    api_number(&api, "Sebaung satu", road);
    api_number(&api, "Sebaung dua", second);
    api_number(&api, "Sebaung tiga", hidden);
    api_number(&api, "pungli", bribe);
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    api_link(&api, road, link_path);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

/* POST below a ticket; the status and, where it is a problem, its code. */
static int post(enum api_who who, const char *number, const char *what, const char *body,
                char code[32])
{
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", number, what);
    struct reply r = api_send(&api, who, "POST", path, body, NULL);
    (void)snprintf(code, 32, "%.*s", STR_ARG(reply_code(&r)));
    int status = r.status;
    reply_free(&r);
    return status;
}

#define APPROVE "{\"approved\":true}"
#define RETRACT "{\"approved\":false}"

static void test_what_is_refused(void **state)
{
    const struct {
        enum api_who who;
        const char *number, *what, *body;
        int status;
        const char *code;
    } rows[] = {
        { ADMIN, road, "summary/approval", APPROVE, 409, "no_summary" },
        { ADMIN, road, "summary", "{\"text\":\"\"}", 422, "invalid_value" },
        { ADMIN, road, "summary", "{\"text\":\"Telepon 0812-3456-7890\"}", 422, "invalid_value" },
        { ADMIN, road, "summary", "{\"text\":\"NIK 3513010101900001\"}", 422, "invalid_value" },
        { ADMIN, road, "summary/approval", "{\"approved\":1}", 422, "invalid_value" },
        { ADMIN, hidden, "summary", "{\"text\":\"x\"}", 409, "confidential" },
        { ADMIN, bribe, "summary", "{\"text\":\"x\"}", 409, "confidential" },
        { OPERATOR, bribe, "summary", "{\"text\":\"x\"}", 404, "not_found" },
        { OFFICER_PUPR, road, "summary/approval", APPROVE, 403, "forbidden" },
    };
    char code[32];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int status = post(rows[i].who, rows[i].number, rows[i].what, rows[i].body, code);
        if (status != rows[i].status || strcmp(code, rows[i].code) != 0)
            fail_msg("row %zu: %d %s", i, status, code);
    }
}

static void holds(const char *path, const char *words, bool want)
{
    struct reply r = api_get(&api, NOBODY, path);
    assert_int_equal(r.status, 200);
    if ((strstr(r.body, words) != NULL) != want)
        fail_msg("%s %s '%s': %s", path, want ? "lacks" : "has", words, r.body);
    reply_free(&r);
}

/* Once for each way by which a stranger may read it; the page itself is kept for minutes, so it is
 * asked for once. */
static void shows(const char *words, bool want)
{
    char path[80];
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s.json", road);
    holds(link_path, want ? SHOWN : words, want);
    holds(path, words, want);
    holds("/open311/v2/requests.json", words, want);
}

static void test_only_what_is_approved_is_public(void **state)
{
    char code[32];
    (void)state;
    assert_int_equal(post(OFFICER_PUPR, road, "summary", "{\"text\":\"" WORDS "\"}", code), 201);
    shows(WORDS, false);
    assert_int_equal(post(OPERATOR, road, "summary/approval", APPROVE, code), 200);
    shows(WORDS, true);
    holds("/", SHOWN, true);
    holds("/", "<b>Sebaung", false);
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/summary", road);
    struct reply r = api_get(&api, SUPERVISOR, path);
    assert_true(str_equal(json_get_text(r.tree, "written_by"), STR("peni")));
    assert_true(str_equal(json_get_text(r.tree, "approved_by"), STR("oni")));
    reply_free(&r);
    assert_int_equal(post(ADMIN, road, "summary/approval", RETRACT, code), 200);
    shows(WORDS, false);
    assert_int_equal(post(ADMIN, road, "summary/approval", APPROVE, code), 200);
    /* New words are a draft again. */
    assert_int_equal(post(ADMIN, road, "summary", "{\"text\":\"Belum jadi.\"}", code), 201);
    shows("Belum jadi.", false);
    shows(WORDS, false);
    /* Whoever asks to be hidden afterwards is hidden. */
    assert_int_equal(post(ADMIN, road, "summary/approval", APPROVE, code), 200);
    api_sql(&api.town, "UPDATE ticket SET confidential = 1 WHERE id % 10000000 = 1");
    holds(link_path, "Belum jadi.", false);
    api_sql(&api.town, "UPDATE ticket SET confidential = 0 WHERE id % 10000000 = 1");
    r = api_get(&api, AUDITOR, "/api/v1/audit?limit=50");
    assert_non_null(strstr(r.body, "\"published\""));
    assert_non_null(strstr(r.body, "\"unpublished\""));
    reply_free(&r);
}

static void similar_is(enum api_who who, const char *number, const char *other)
{
    char path[96];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/similar", number);
    struct reply r = api_get(&api, who, path);
    assert_int_equal(r.status, 200);
    const struct json *first = json_first(json_get(r.tree, "items"));
    struct str got = first ? json_get_text(json_get(first, "ticket"), "number") : STR_EMPTY;
    if (!str_equal(got, str_of(other)) || reply_items(&r) != (other[0] ? 1 : 0))
        fail_msg("%s: %s", number, r.body);
    reply_free(&r);
}

static void test_similar_tickets(void **state)
{
    (void)state;
    similar_is(OPERATOR, road, second);
    similar_is(OFFICER_PUPR, second, road);
    similar_is(ADMIN, hidden, ""); /* in confidence: like nothing, and nothing like it */
    similar_is(ADMIN, bribe, "");
}

static size_t items_of(const char *path)
{
    struct reply r = api_get(&api, OPERATOR, path);
    if (r.status != 200) fail_msg("%s: %d", path, r.status);
    size_t n = reply_items(&r);
    reply_free(&r);
    return n;
}

static void test_tables_and_trends(void **state)
{
    (void)state;
    assert_true(items_of("/api/v1/templates") >= 10);
    assert_true(items_of("/api/v1/holidays") >= 10);
    assert_true(items_of("/api/v1/clocks") >= 5);
    assert_int_equal(items_of("/api/v1/statistics/ages"), 6);
    assert_int_equal(items_of("/api/v1/statistics/weeks"), 13);
    assert_int_equal(items_of("/api/v1/statistics/weeks?weeks=2"), 2);
    assert_int_equal(api_status(&api, ADMIN, "/api/v1/statistics/weeks?weeks=107"), 422);
    struct reply r = api_get(&api, ADMIN, "/api/v1/boundaries");
    assert_true(str_equal(json_get_text(r.tree, "type"), STR("FeatureCollection")));
    assert_int_equal(json_count(json_get(r.tree, "features")), 24);
    assert_non_null(strstr(r.body, SQUARE));
    reply_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_only_what_is_approved_is_public),
        cmocka_unit_test(test_similar_tickets),
        cmocka_unit_test(test_tables_and_trends),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
