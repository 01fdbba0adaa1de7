/* test_open311.c - which requests a question of GeoReport v2 finds: codes and statuses "can be
 * declared multiple times, comma delimited". What an answer holds, and in which form, stands in
 * test_public.c. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ROADS         3

static struct api api;

static int setup(void **state)
{
    char phone[32], text[80];
    (void)state;
    api_create(&api);
    for (int i = 0; i < ROADS; i++) {
        (void)snprintf(phone, sizeof phone, "62813777002%02d", i);
        (void)snprintf(text, sizeof text, "Jalan berlubang nomor %d di desa Sebaung", i);
        api_write(&api.town, phone, "Warga", text);
    }
    api_write(&api.town, "6281377700250", "Warga", "Lampu jalan mati di Maron Kidul");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static void test_what_is_found(void **state)
{
    static const struct {
        const char *query;
        size_t want;
    } rows[] = {
        { "service_code=road", ROADS },
        { "service_code=street_light", 1 },
        { "service_code=waste", 0 },
        { "service_code=waste,street_light", 1 },
        { "service_code=street_light,road", ROADS + 1 },
        { "service_code=road,%20street_light,", ROADS + 1 },
        { "service_code=road,road", ROADS },
        { "service_code=road&status=closed,open", ROADS },
        { "status=open,closed", ROADS + 1 },
        { "status=closed,open", ROADS + 1 },
        { "status=closed", 0 },
        { "status=", ROADS + 1 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[96];
        (void)snprintf(path, sizeof path, "/open311/v2/requests.json?%s", rows[i].query);
        struct reply r = api_get(&api, NOBODY, path);
        if (r.status != 200 || json_count(r.tree) != rows[i].want)
            fail_msg("%s: %d, %zu", rows[i].query, r.status, json_count(r.tree));
        reply_free(&r);
    }
}

static void test_what_is_refused(void **state)
{
    static const char *const rows[] = { "service_code=zz", "service_code=road,zz", "service_code=,",
                                        "status=open,x", "status=," };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[96];
        (void)snprintf(path, sizeof path, "/open311/v2/requests.json?%s", rows[i]);
        struct answer a = town_get(&api.town, path, NULL);
        if (a.status != 400) fail_msg("%s: %d", rows[i], a.status);
        answer_free(&a);
    }
}

/* Whatever is asked below /open311/v2, the errors are GeoReport's, in the form of the address. */
static void test_what_is_not_there(void **state)
{
    static const struct {
        const char *method, *path, *accept;
        int status;
        const char *body;
    } rows[] = {
        { "GET", "/open311/v2/tokens", NULL, 404, "<errors>\n<error><code>404</code>" },
        { "GET", "/open311/v2/tokens.xml", NULL, 404, "<errors>\n<error><code>404</code>" },
        { "GET", "/open311/v2/tokens/1.json", NULL, 404, "[{\"code\":404,\"description\":\"" },
        { "GET", "/open311/v2/tokens", "Accept: application/json", 404, "[{\"code\":404," },
        { "GET", "/open311/v2", NULL, 404, "<errors>" },
        { "GET", "/open311/v2/requests.json/", NULL, 404, "<errors>" },
        { "POST", "/open311/v2/requests.json", NULL, 405, "[{\"code\":405," },
        { "GET", "/open311/v3/requests.json", NULL, 404, "\"code\":\"not_found\"" },
        { "GET", "/open311/v2x", NULL, 404, "\"code\":\"not_found\"" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct answer a =
            town_http(&api.town, rows[i].method, rows[i].path, NULL, NULL, 0, rows[i].accept);
        if (a.status != rows[i].status || !strstr(a.body, rows[i].body))
            fail_msg("%s: %d %s", rows[i].path, a.status, a.body);
        if (a.status == 405) assert_non_null(strstr(a.headers, "Allow: GET"));
        answer_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_found),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
