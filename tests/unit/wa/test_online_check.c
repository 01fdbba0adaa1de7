/* test_online_check.c - each answer of Meta, judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "wa/online_check.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NOW           INT64_C(1795500000000)
#define SCOPES        "\"scopes\":[\"whatsapp_business_messaging\",\"whatsapp_business_management\"]"

enum what { TOKEN, NUMBER, ACCOUNT, APP, TEMPLATES };

static struct online_finding judge(enum what what, int status, const char *text)
{
    struct json *tree = NULL;
    struct err e = { 0 };
    char app[ONLINE_APP_ID_SIZE];
    struct online_finding found;
    if (!json_parse(str_of(text), &tree, &e)) tree = NULL;
    struct online_answer a = { status, tree };
    switch (what) {
    case TOKEN: online_token(&a, NOW, app, &found); break;
    case NUMBER: online_number(&a, &found); break;
    case ACCOUNT: online_account_webhook(&a, &found); break;
    case APP: online_app_webhook(&a, &found); break;
    case TEMPLATES: online_templates(&a, &found); break;
    }
    json_free(tree);
    return found;
}

static void test_answers(void **state)
{
    static const struct {
        enum what what;
        int status;
        const char *text;
        bool good;
        const char *says;
    } cases[] = {
        { TOKEN, 200, "{\"data\":{\"is_valid\":true,\"expires_at\":0," SCOPES "}}", true, "never" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":true,\"expires_at\":1803276000," SCOPES "}}", true,
          "90 days" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":true,\"expires_at\":1795932000," SCOPES "}}", false,
          "ends in 5 days" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":true,\"expires_at\":1795400000," SCOPES "}}", false,
          "no longer" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":false," SCOPES "}}", false, "no longer" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":true}}", false, "messaging" },
        { TOKEN, 200, "{\"data\":{\"is_valid\":true,\"scopes\":[\"whatsapp_business_messaging\"]}}",
          false, "management" },
        { TOKEN, 401, "{\"error\":{\"code\":190}}", false, "new one" },
        { TOKEN, 503, "<html>", false, "HTTP 503" },
        { TOKEN, 200, "<html>", false, "HTTP 200" },
        { NUMBER, 200,
          "{\"name_status\":\"APPROVED\",\"quality_rating\":\"GREEN\",\"status\":\"CONNECTED\","
          "\"throughput\":{\"level\":\"STANDARD\"}}",
          true, "GREEN" },
        { NUMBER, 200, "{\"quality_rating\":\"RED\"}", false, "RED" },
        { NUMBER, 200, "{\"quality_rating\":\"YELLOW\"}", false, "YELLOW" },
        { NUMBER, 200, "{\"name_status\":\"DECLINED\"}", false, "name" },
        { NUMBER, 200, "{\"status\":\"DISCONNECTED\"}", false, "not connected" },
        { NUMBER, 200, "{\"health_status\":{\"can_send_message\":\"BLOCKED\"}}", false, "blocked" },
        { NUMBER, 200, "{\"health_status\":{\"can_send_message\":\"LIMITED\"}}", false, "limited" },
        { NUMBER, 400, "{\"error\":{\"code\":100}}", false, "no such number" },
        { ACCOUNT, 200, "{\"data\":[]}", false, "no app" },
        { ACCOUNT, 200, "{\"data\":[{}]}", true, "1 app" },
        { ACCOUNT, 200, "{\"data\":[{},{}]}", true, "repeats" },
        { APP, 200, "{\"data\":[]}", false, "no webhook" },
        { APP, 200,
          "{\"data\":[{\"object\":\"whatsapp_business_account\",\"fields\":[{\"name\":\"flows\"}]}]"
          "}",
          false, "field messages" },
        { APP, 200,
          "{\"data\":[{\"object\":\"whatsapp_business_account\",\"active\":false,\"fields\":[{"
          "\"name\":\"messages\"}]}]}",
          false, "no webhook" },
        { APP, 200,
          "{\"data\":[{\"object\":\"page\"},{\"object\":\"whatsapp_business_account\",\"fields\":[{"
          "\"name\":\"messages\"}]}]}",
          true, "sends messages" },
        { TEMPLATES, 200,
          "{\"data\":[{\"status\":\"APPROVED\"},{\"status\":\"PENDING\"},{\"status\":\"PAUSED\"}]}",
          false, "1 approved, 1 pending, 1 rejected" },
        { TEMPLATES, 200, "{\"data\":[]}", true, "0 approved" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct online_finding f = judge(cases[i].what, cases[i].status, cases[i].text);
        if (f.good != cases[i].good || !strstr(f.text, cases[i].says))
            fail_msg("%s: %d, %s", cases[i].text, f.good, f.text);
    }
}

static void test_age_of_the_version(void **state)
{
    static const struct {
        const char *version;
        bool good;
        const char *says;
    } cases[] = { { "v25.0", true, "200 days left" }, { "v26.0", true, "newer" },
                  { "v23.0", false, "59 days" },      { "v24.0", true, "60 days left" },
                  { "v20.0", false, "has expired" },  { "v12.0", false, "too old" },
                  { "v20.0", false, "to v25.0" } };
    char memory[256];
    struct buf table;
    static const int days[] = { -65, 59, 60, 200 };
    static const char *const names[] = { "v20.0", "v23.0", "v24.0", "v25.0" };
    (void)state;
    buf_fixed(&table, memory, sizeof memory);
    buf_add_text(&table, "version,until\n");
    for (size_t i = 0; i < LENGTH(days); i++) {
        struct civil t;
        civil_of_day(day_of_ms(NOW) + days[i], &t);
        buf_addf(&table, "%s,%04d-%02d-%02d\n", names[i], t.year, t.month, t.day);
    }
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct online_finding f;
        struct err e = { 0 };
        assert_true(online_version(str_of(cases[i].version), buf_view(&table), NOW, &f, &e));
        if (f.good != cases[i].good || !strstr(f.text, cases[i].says))
            fail_msg("%s: %d, %s", cases[i].version, f.good, f.text);
    }
    struct online_finding f;
    struct err e = { 0 };
    assert_false(online_version(STR("v25.0"), STR("version,until\nv25,soon\n"), NOW, &f, &e));
    assert_int_equal(e.code, ERR_INPUT);
}

static void test_clock(void **state)
{
    static const struct {
        int64_t server;
        bool good;
    } cases[] = { { NOW, true },          { NOW + 30000, true },  { NOW - 30999, true },
                  { NOW + 31000, false }, { NOW - 31000, false }, { 0, true } };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct online_finding f;
        online_clock(cases[i].server, NOW, &f);
        if (f.good != cases[i].good) fail_msg("%lld: %s", (long long)cases[i].server, f.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_age_of_the_version),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
