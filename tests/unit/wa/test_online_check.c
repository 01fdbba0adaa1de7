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

#define APP(...)     "{\"data\":[{\"object\":\"whatsapp_business_account\"," __VA_ARGS__ "}]}"
#define ADDRESS(url) "\"callback_url\":\"" url "\""
#define ALL_FIELDS                                                                                                                                            \
    F("messages")                                                                                                                                             \
    "," F("message_template_status_update") "," F("message_template_quality_update") "," F(                                                                   \
        "templ"                                                                                                                                               \
        "ate_"                                                                                                                                                \
        "categ"                                                                                                                                               \
        "ory_"                                                                                                                                                \
        "updat"                                                                                                                                               \
        "e") "," F("account_update") "," F("account_alerts") "," F("account_review_update") "," F("business_capability_update") "," F("phone_number_name_"    \
                                                                                                                                      "update") "," F("phone" \
                                                                                                                                                      "_numb" \
                                                                                                                                                      "er_"   \
                                                                                                                                                      "quali" \
                                                                                                                                                      "ty_"   \
                                                                                                                                                      "updat" \
                                                                                                                                                      "e") "," F("security") "," F("user_preferences") "," F("user_id_update")
#define F(name)      "{\"name\":\"" name "\"}"
#define FIELDS(list) "\"fields\":[" list "]"
#define OURS         "https://lapor.contoh.go.id/webhook"
#define OF_APP(id)   "\"whatsapp_business_api_data\":{\"id\":\"" id "\"}"

enum what { TOKEN, NUMBER, ACCOUNT, APP, NUMBER_WEBHOOK };

static struct online_finding judge_as(enum what what, int status, const char *text,
                                      const struct online_ours *ours, bool *elsewhere)
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
    case ACCOUNT: online_account_webhook(&a, ours, elsewhere, &found); break;
    case APP: online_app_webhook(&a, ours, *elsewhere, &found); break;
    case NUMBER_WEBHOOK: online_number_webhook(&a, ours, elsewhere, &found); break;
    }
    json_free(tree);
    return found;
}

static struct online_finding judge(enum what what, int status, const char *text)
{
    const struct online_ours ours = { .app_id = STR("444"),
                                      .public_url = STR("https://lapor.contoh.go.id") };
    bool elsewhere = false;
    return judge_as(what, status, text, &ours, &elsewhere);
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
        { NUMBER_WEBHOOK, 200, "{\"webhook_configuration\":{\"application\":\"" OURS "\"}}", true,
          "no address of its own" },
        { NUMBER_WEBHOOK, 200, "{}", true, "no address of its own" },
        { NUMBER_WEBHOOK, 200, "{\"webhook_configuration\":{\"phone_number\":\"" OURS "\"}}", true,
          "it is ours" },
        { NUMBER_WEBHOOK, 200,
          "{\"webhook_configuration\":{\"phone_number\":\"https://lain.invalid/x?t=rahasia\"}}",
          false, "the number sends to https://lain.invalid/x instead of " OURS },
        { NUMBER_WEBHOOK, 400, "{\"error\":{\"code\":33}}", false, "no such number" },
        { ACCOUNT, 200, "{\"data\":[]}", false, "0 app(s)" },
        { ACCOUNT, 200, "{\"data\":[{" OF_APP("444") "}]}", true, "1 in all" },
        { ACCOUNT, 200, "{\"data\":[{" OF_APP("999") "}]}", false, "ours 444 is not" },
        { ACCOUNT, 200, "{\"data\":[{}]}", false, "ours 444 is not" },
        { ACCOUNT, 200, "{\"data\":[{" OF_APP("999") "},{" OF_APP("444") "}]}", true, "repeats" },
        { ACCOUNT, 200,
          "{\"data\":[{\"override_callback_uri\":\"https://lain.invalid/x?t=rahasia\"," OF_APP(
              "444") "}]}",
          false, "sends to https://lain.invalid/x instead of https://lapor.contoh.go.id/webhook" },
        { ACCOUNT, 200, "{\"data\":[{\"override_callback_uri\":\"" OURS "\"," OF_APP("444") "}]}",
          true, "subscribed" },
        { ACCOUNT, 400, "{\"error\":{\"code\":33}}", false, "no such business account" },
        { APP, 401, "{\"error\":{\"code\":190}}", false,
          "app_secret is not the secret of app 444" },
        { APP, 200, "{\"data\":[]}", false, "no webhook" },
        { APP, 200, APP(ADDRESS(OURS) "," FIELDS(ALL_FIELDS)), true, "every field to " OURS },
        { APP, 200, APP(ADDRESS("HTTPS://Lapor.Contoh.go.id/webhook") "," FIELDS(ALL_FIELDS)), true,
          "every field" },
        { APP, 200, APP(ADDRESS("https://elsewhere.invalid/x") "," FIELDS(F("messages"))), false,
          "sends to https://elsewhere.invalid/x instead of " OURS },
        { APP, 200, APP(ADDRESS("https://lapor.contoh.go.id/Webhook") "," FIELDS(ALL_FIELDS)),
          false, "instead of " OURS },
        { APP, 200, APP(FIELDS(ALL_FIELDS)), false, "instead of " OURS },
        { APP, 200, APP(ADDRESS(OURS) "," FIELDS(F("messages"))), false,
          "lacks 12 field(s), subscribe to them in its dashboard: "
          "message_template_status_update, " },
        { APP, 200, APP(ADDRESS(OURS) "," FIELDS(F("flows"))), false, "lacks 13 field(s)" },
        { APP, 200, APP(ADDRESS(OURS)), false, "lacks 13 field(s)" },
        { APP, 200, APP(ADDRESS(OURS) ",\"active\":false," FIELDS(ALL_FIELDS)), false,
          "no webhook" },
        { APP, 200,
          "{\"data\":[{\"object\":\"page\"},{\"object\":\"whatsapp_business_account\"," ADDRESS(
              OURS) "," FIELDS(ALL_FIELDS) "}]}",
          true, "every field" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct online_finding f = judge(cases[i].what, cases[i].status, cases[i].text);
        if (f.good != cases[i].good || !strstr(f.text, cases[i].says))
            fail_msg("%s: %d, %s", cases[i].text, f.good, f.text);
    }
}

static void test_the_limit_of_people(void **state)
{
    static const struct {
        const char *tier;
        int64_t reached;
        bool good;
        const char *says;
    } rows[] = {
        { "TIER_250", 0, true, "TIER_250: 0 of 250 people" },
        { "TIER_250", 199, true, "199 of 250" },
        { "TIER_250", 200, false, "200 of 250 people written to first within a day: ask Meta" },
        { "TIER_2K", 2000, false, "templates wait until tomorrow" },
        { "TIER_UNLIMITED", 0, true, "as many people as we like" },
        { "TIER_VIP", 5, true, "no limit of people that we know (TIER_VIP)" },
    };
    struct online_finding f;
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        online_people(str_of(rows[i].tier), rows[i].reached, &f);
        if (f.good != rows[i].good || !strstr(f.text, rows[i].says))
            fail_msg("%s: %d, %s", rows[i].says, f.good, f.text);
    }
}

static void test_what_is_not_known_is_not_compared(void **state)
{
    static const struct {
        const char *rule;
        enum what what;
        const char *text;
        struct online_ours ours;
        bool elsewhere, good;
        const char *says;
    } rows[] = {
        { "no app id: any app is taken for ours",
          ACCOUNT,
          "{\"data\":[{" OF_APP("999") "}]}",
          { .app_id = { "", 0 } },
          false,
          true,
          "1 in all" },
        { "no public_url: the address is shown",
          APP,
          APP(ADDRESS("https://elsewhere.invalid/x") "," FIELDS(ALL_FIELDS)),
          { .app_id = { "444", 3 } },
          false,
          true,
          "to https://elsewhere.invalid/x (http.public_url is not set" },
        { "the account has an address of its own: the app's is not in force",
          APP,
          APP(ADDRESS("https://elsewhere.invalid/x") "," FIELDS(ALL_FIELDS)),
          { .public_url = { "https://lapor.contoh.go.id", 26 } },
          true,
          true,
          "messages have an address of their own, news of templates and of the account "
          "still go to https://elsewhere.invalid/x" },
        { "coexistence needs one field more",
          APP,
          APP(ADDRESS(OURS) "," FIELDS(ALL_FIELDS)),
          { .public_url = { "https://lapor.contoh.go.id", 26 }, .coexistence = true },
          false,
          false,
          "lacks 1 field(s), subscribe to them in its dashboard: smb_message_echoes" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool elsewhere = rows[i].elsewhere;
        struct online_finding f =
            judge_as(rows[i].what, 200, rows[i].text, &rows[i].ours, &elsewhere);
        if (f.good != rows[i].good || !strstr(f.text, rows[i].says))
            fail_msg("%s: %d, %s", rows[i].rule, f.good, f.text);
    }
}

/* --- templates --- */

#define LISTED(...)                                                                                \
    {                                                                                              \
        .name = STR_LITERAL("a"), .language = STR_LITERAL("id"), __VA_ARGS__                       \
    }
#define STR_LITERAL(text)                                                                          \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
#define SOUND                                                                                      \
    .category = STR_LITERAL("UTILITY"), .body = STR_LITERAL("Laporan {{1}} ada."),                 \
    .param_count = 1, .has_state = true

static void test_our_templates_in_the_list(void **state)
{
    static const struct message_template a = { .name = STR_LITERAL("a"),
                                               .language = STR_LITERAL("id"),
                                               .category = STR_LITERAL("UTILITY"),
                                               .body = STR_LITERAL("Laporan {{1}} ada."),
                                               .param_count = 1 };
    static const struct {
        const char *rule;
        struct template_listed theirs;
        const char *says; /* NULL: good */
    } rows[] = {
        { "approved as it stands", LISTED(SOUND, .state = TEMPLATE_APPROVED), NULL },
        { "FLAGGED is still sent",
          LISTED(.category = STR_LITERAL("UTILITY"), .body = STR_LITERAL("Laporan {{1}} ada."),
                 .param_count = 1),
          NULL },
        { "another name only",
          { .name = STR_LITERAL("hello_world"),
            .language = STR_LITERAL("id"),
            SOUND,
            .state = TEMPLATE_APPROVED },
          "1 not at Meta in our language (a, id): run `kanda templates submit`" },
        { "another language only",
          { .name = STR_LITERAL("a"),
            .language = STR_LITERAL("en_US"),
            SOUND,
            .state = TEMPLATE_APPROVED },
          "1 not at Meta" },
        { "pending", LISTED(SOUND, .state = TEMPLATE_PENDING), "waiting for Meta's review" },
        { "paused", LISTED(SOUND, .state = TEMPLATE_PAUSED), "ends by itself" },
        { "rejected", LISTED(SOUND, .state = TEMPLATE_REJECTED), "correct the text" },
        { "disabled", LISTED(SOUND, .state = TEMPLATE_DISABLED), "under a new name" },
        { "archived or deleted", LISTED(SOUND, .state = TEMPLATE_DELETED), "restore them" },
        { "approved with two variables",
          LISTED(.category = STR_LITERAL("UTILITY"), .has_state = true, .param_count = 2,
                 .state = TEMPLATE_APPROVED),
          "other variables" },
        { "turned to marketing",
          LISTED(.category = STR_LITERAL("MARKETING"), .has_state = true, .param_count = 1,
                 .body = STR_LITERAL("Laporan {{1}} ada."), .state = TEMPLATE_APPROVED),
          "it costs more" },
        { "approved with other words",
          LISTED(.category = STR_LITERAL("UTILITY"), .has_state = true, .param_count = 1,
                 .body = STR_LITERAL("Tiket {{1}} ada."), .state = TEMPLATE_APPROVED),
          "another text" },
    };
    struct online_finding f[ONLINE_TEMPLATE_FINDINGS];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t n = online_templates(&a, 1, &rows[i].theirs, 1, f);
        bool good = n == 1 && f[0].good && strstr(f[0].text, "1 of our 1 are approved");
        bool bad = n == 2 && !f[0].good && strstr(f[0].text, "0 of our 1") && !f[1].good &&
                   rows[i].says && strstr(f[1].text, rows[i].says);
        if (rows[i].says ? !bad : !good) fail_msg("%s: %zu, %s", rows[i].rule, n, f[n - 1].text);
    }
}

/* What is not ours is nobody's trouble; an empty list is all of ours missing. */
static void test_the_whole_list(void **state)
{
    static const struct message_template ours[] = {
        { .name = STR_LITERAL("a"), .language = STR_LITERAL("id") },
        { .name = STR_LITERAL("b"), .language = STR_LITERAL("id") },
        { .name = STR_LITERAL("c"), .language = STR_LITERAL("id") },
    };
    static const struct template_listed theirs[] = {
        { .name = STR_LITERAL("old"),
          .language = STR_LITERAL("id"),
          .has_state = true,
          .state = TEMPLATE_DELETED },
        { .name = STR_LITERAL("a"),
          .language = STR_LITERAL("id"),
          .has_state = true,
          .state = TEMPLATE_APPROVED },
        { .name = STR_LITERAL("b"),
          .language = STR_LITERAL("id"),
          .has_state = true,
          .state = TEMPLATE_APPROVED },
        { .name = STR_LITERAL("c"),
          .language = STR_LITERAL("id"),
          .has_state = true,
          .state = TEMPLATE_APPROVED },
    };
    struct online_finding f[ONLINE_TEMPLATE_FINDINGS];
    (void)state;
    assert_int_equal(online_templates(ours, 3, theirs, 4, f), 1);
    assert_true(f[0].good && strstr(f[0].text, "3 of our 3"));
    assert_int_equal(online_templates(ours, 3, theirs, 2, f), 2);
    assert_non_null(strstr(f[1].text, "2 not at Meta in our language (b, id ...)"));
    assert_int_equal(online_templates(ours, 3, theirs, 0, f), 2);
    assert_non_null(strstr(f[1].text, "3 not at Meta"));
    assert_int_equal(online_templates(ours, 0, theirs, 4, f), 1);
    assert_false(f[0].good);
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
        cmocka_unit_test(test_the_limit_of_people),
        cmocka_unit_test(test_what_is_not_known_is_not_compared),
        cmocka_unit_test(test_our_templates_in_the_list),
        cmocka_unit_test(test_the_whole_list),
        cmocka_unit_test(test_age_of_the_version),
        cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
