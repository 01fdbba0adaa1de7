/* test_check_online.c - kanda check --online against a Meta that plays each trouble in turn. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ACCOUNT       "200000000000002"
#define PUBLIC_URL    "https://lapor.contoh.go.id"
#define TEMPLATE      "\"name\":\"lapor_kanda_nomor\",\"language\":\"id\""
#define FIELDS                                                                                     \
    "messages,message_template_status_update,message_template_quality_update,"                     \
    "template_category_update,account_update,account_alerts,account_review_update,"                \
    "business_capability_update,phone_number_name_update,phone_number_quality_update,security,"    \
    "user_preferences,user_id_update"
#define HEALTHY                                                                                    \
    "{\"token_valid\":true,\"can_manage\":true,\"token_expires_at\":0,\"quality_rating\":"         \
    "\"GREEN\","                                                                                   \
    "\"name_status\":\"APPROVED\",\"status\":\"CONNECTED\",\"can_send_message\":\"AVAILABLE\","    \
    "\"app_subscribed\":true,\"app_fields\":\"" FIELDS "\",\"callback_url\":\"" PUBLIC_URL         \
    "/webhook\",\"account_app_id\":\"400000000000004\",\"override_callback_uri\":\"\","            \
    "\"number_callback_uri\":\"\",\"messaging_limit\":\"TIER_250\","                               \
    "\"clock_skew_s\":0}"

static const char *const check[] = { "check", "--online", NULL };

static void sim_post(const struct town *t, const char *path, const char *json, int want)
{
    struct town as_kanda = *t;
    as_kanda.port = t->sim_port;
    struct answer a = town_http(&as_kanda, "POST", path, NULL, json, strlen(json),
                                "Content-Type: application/json");
    int status = a.status;
    answer_free(&a);
    if (status != want) fail_msg("%s answered %d to %s", path, status, json);
}

static void expect(struct town *t, int code, const char *line)
{
    char out[8192];
    int got = town_command(t, check, out, sizeof out);
    if (got != code || !strstr(out, line))
        fail_msg("%d instead of %d, %s: %s", got, code, line, out);
    if (strstr(out, "contoh-token") || strstr(out, TOWN_SECRET)) fail_msg("a secret: %s", out);
}

static int setup(void **state)
{
    static struct town town;
    static const char *const args[] = { "--business-account-id", ACCOUNT, "--templates",
                                        "config/templates.csv", NULL };
    town_create(&town, "business_account_id = " ACCOUNT "\n[http]\npublic_url = " PUBLIC_URL
                       "\ntrusted_proxies = 127.0.0.1");
    town_start_sim(&town, args);
    sim_post(&town, "/sim/account", HEALTHY, 200);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

static void test_a_healthy_account(void **state)
{
    expect(*state, 0, "ok       token      valid, never ends");
    expect(*state, 0, "ok       number     name APPROVED, quality GREEN, tier TIER_250");
    expect(*state, 0, "ok       app        the app sends every field to " PUBLIC_URL "/webhook\n");
    expect(*state, 0, "ok       account    our app is subscribed to the account, 1 in all");
    expect(*state, 0, "ok       templates  15 of our 15 are approved as they stand\n");
}

static void test_each_trouble_is_named(void **state)
{
    static const struct {
        const char *set, *line;
    } cases[] = {
        { "{\"token_valid\":false}", "TROUBLE  token      no longer valid" },
        { "{\"token_expires_at\":1000}", "TROUBLE  token      no longer valid" },
        { "{\"can_manage\":false}", "TROUBLE  token      may not manage" },
        { "{\"quality_rating\":\"RED\"}", "TROUBLE  number     quality RED" },
        { "{\"name_status\":\"DECLINED\"}", "TROUBLE  number     display name" },
        { "{\"status\":\"DISCONNECTED\"}", "TROUBLE  number     not connected" },
        { "{\"can_send_message\":\"BLOCKED\"}", "TROUBLE  number     blocked" },
        { "{\"app_subscribed\":false}", "TROUBLE  app        the app has no webhook" },
        { "{\"app_fields\":\"flows\"}",
          "TROUBLE  app        the app's webhook lacks 13 field(s), subscribe to them in its "
          "dashboard: messages, " },
        { "{\"app_fields\":\"messages\"}",
          "TROUBLE  app        the app's webhook lacks 12 field(s), subscribe to them in its "
          "dashboard: message_template_status_update, " },
        { "{\"callback_url\":\"https://elsewhere.invalid/x\"}",
          "TROUBLE  app        the app sends to https://elsewhere.invalid/x instead of " PUBLIC_URL
          "/webhook: correct" },
        { "{\"account_app_id\":\"999\"}", "TROUBLE  account    1 app(s) are subscribed to the "
                                          "account, ours 400000000000004 is not" },
        { "{\"override_callback_uri\":\"https://elsewhere.invalid/x\"}",
          "TROUBLE  account    the account sends to https://elsewhere.invalid/x instead of" },
        { "{\"number_callback_uri\":\"https://elsewhere.invalid/x\"}",
          "TROUBLE  number     the number sends to https://elsewhere.invalid/x instead of" },
        { "{\"quality_rating\":\"YELLOW\"}", "TROUBLE  number     quality YELLOW" },
        { "{\"can_send_message\":\"LIMITED\"}", "TROUBLE  number     limited by Meta" },
        { "{\"clock_skew_s\":-3600}", "TROUBLE  time       3" },
        { "{\"clock_skew_s\":86400}", "behind" },
    };
    struct town *t = *state;
    char soon[64];
    for (size_t i = 0; i < LENGTH(cases); i++) {
        sim_post(t, "/sim/account", cases[i].set, 200);
        expect(t, 1, cases[i].line);
        sim_post(t, "/sim/account", HEALTHY, 200);
    }
    (void)snprintf(soon, sizeof soon, "{\"token_expires_at\":%lld}",
                   (long long)town_now() + 10 * 86400 + 3600);
    sim_post(t, "/sim/account", soon, 200);
    expect(t, 1, "TROUBLE  token      ends in 10 days");
    sim_post(t, "/sim/account", HEALTHY, 200);
    sim_post(t, "/sim/account", "{\"quality\":\"RED\"}", 422);
    expect(t, 0, "ok       token");
}

/* The number's own address comes before the account's: what is wrong there matters no more. */
static void test_the_address_of_the_number_comes_first(void **state)
{
    struct town *t = *state;
    sim_post(t, "/sim/account",
             "{\"number_callback_uri\":\"" PUBLIC_URL "/webhook\","
             "\"override_callback_uri\":\"https://elsewhere.invalid/x\","
             "\"callback_url\":\"https://app.invalid/x\"}",
             200);
    expect(t, 0, "ok       number     the number has an address of its own, and it is ours\n");
    expect(t, 0, "news of templates and of the account still go to https://app.invalid/x\n");
    sim_post(t, "/sim/account", HEALTHY, 200);
    expect(t, 0, "ok       number     the number has no address of its own\n");
}

/* What our own database says of Meta's limit. */
static void test_how_many_people_were_written_to(void **state)
{
    struct town *t = *state;
    expect(t, 0, "ok       database");
    assert_true(town_start(t));
    town_exec(
        t,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199) "
        "INSERT INTO contact (wa_id, created_at, last_inbound_at, reached_at) "
        "SELECT '62810' || i, 0, 0, (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000) FROM n");
    expect(t, 0, "ok       people     TIER_250: 199 of 250 people written to first within a day\n");
    town_exec(t, "INSERT INTO contact (wa_id, created_at, last_inbound_at, reached_at) "
                 "SELECT '628999', 0, 0, MAX(reached_at) FROM contact");
    expect(t, 1,
           "TROUBLE  people     TIER_250: 200 of 250 people written to first within a day: ask");
    sim_post(t, "/sim/account", "{\"messaging_limit\":\"TIER_UNLIMITED\"}", 200);
    expect(t, 0, "ok       people     TIER_UNLIMITED: as many people as we like\n");
    sim_post(t, "/sim/account", HEALTHY, 200);
    town_exec(t, "UPDATE contact SET reached_at = NULL");
    assert_int_equal(town_stop(t), 0);
}

static void test_an_account_without_an_app(void **state)
{
    struct town *t = *state, as_kanda = *t;
    as_kanda.port = t->sim_port;
    struct answer a = town_http(&as_kanda, "DELETE", "/v25.0/" ACCOUNT "/subscribed_apps",
                                "contoh-token", NULL, 0, NULL);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    expect(t, 1, "TROUBLE  account    0 app(s) are subscribed to the account, ours");
    a = town_http(&as_kanda, "POST", "/v25.0/" ACCOUNT "/subscribed_apps", "contoh-token", "{}", 2,
                  "Content-Type: application/json");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    expect(t, 0, "ok       account");
}

static void test_each_trouble_of_a_template(void **state)
{
    static const struct {
        const char *set, *line;
    } rows[] = {
        { "\"status\":\"PENDING\"",
          "1 waiting for Meta's review (lapor_kanda_nomor, id): look again tomorrow" },
        { "\"status\":\"PAUSED\"", "1 paused by Meta" },
        { "\"status\":\"REJECTED\"", "1 rejected (lapor_kanda_nomor, id): correct the text" },
        { "\"status\":\"DISABLED\"", "1 disabled or locked" },
        { "\"status\":\"ARCHIVED\"", "1 deleted or archived" },
        { "\"status\":\"APPROVED\",\"category\":\"MARKETING\"",
          "1 in another category at Meta (lapor_kanda_nomor, id): it costs more" },
    };
    struct town *t = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char set[200], line[160];
        (void)snprintf(set, sizeof set, "{" TEMPLATE ",%s}", rows[i].set);
        (void)snprintf(line, sizeof line, "TROUBLE  templates  %s", rows[i].line);
        sim_post(t, "/sim/templates", set, 200);
        expect(t, 1, line);
        expect(t, 1, "TROUBLE  templates  14 of our 15 are approved");
    }
    sim_post(t, "/sim/templates", "{" TEMPLATE ",\"status\":\"FLAGGED\",\"category\":\"UTILITY\"}",
             200);
    expect(t, 0, "ok       templates  15 of our 15");
}

static void graph_post(const struct town *t, const char *json)
{
    struct town as_kanda = *t;
    as_kanda.port = t->sim_port;
    struct answer a =
        town_http(&as_kanda, "POST", "/v25.0/" ACCOUNT "/message_templates", "contoh-token", json,
                  strlen(json), "Content-Type: application/json");
    if (a.status != 200) fail_msg("%s: %s", json, a.body);
    answer_free(&a);
}

/* Deleted, in the list in another language, back with other words; put right by the command that
 * the finding names. */
static void test_a_template_that_is_not_ours_any_more(void **state)
{
    static const char *const submit[] = { "templates", "submit", NULL };
    struct town *t = *state;
    sim_post(t, "/sim/templates", "{" TEMPLATE ",\"status\":\"DELETED\"}", 200);
    expect(t, 1, "TROUBLE  templates  1 not at Meta in our language (lapor_kanda_nomor, id): run");
    graph_post(t, "{\"name\":\"lapor_kanda_nomor\",\"language\":\"en_US\",\"category\":\"UTILITY\","
                  "\"components\":[{\"type\":\"BODY\",\"text\":\"Ada kabar.\"}]}");
    expect(t, 1, "TROUBLE  templates  1 not at Meta in our language");
    graph_post(t, "{" TEMPLATE ",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\","
                  "\"text\":\"Kabar {{1}} untuk Anda.\",\"example\":{\"body_text\":[[\"LK\"]]}}]}");
    expect(t, 1, "TROUBLE  templates  1 with another text at Meta (lapor_kanda_nomor, id): give");
    sim_post(t, "/sim/templates", "{" TEMPLATE ",\"status\":\"DELETED\"}", 200);
    assert_int_equal(town_command(t, submit, NULL, 0), 0);
    expect(t, 0, "ok       templates  15 of our 15");
}

/* Ours stand behind more than a page of others'. */
static void test_a_list_of_several_pages(void **state)
{
    struct town *t = *state;
    sim_post(t, "/sim/templates", "{" TEMPLATE ",\"status\":\"DELETED\"}", 200);
    for (int i = 0; i < 210; i++) {
        char json[240];
        (void)snprintf(json, sizeof json,
                       "{\"name\":\"lain_%d\",\"language\":\"id\",\"category\":\"UTILITY\","
                       "\"components\":[{\"type\":\"BODY\",\"text\":\"Ada kabar.\"}]}",
                       i);
        graph_post(t, json);
    }
    sim_post(t, "/sim/templates",
             "{\"name\":\"lain_7\",\"language\":\"id\",\"status\":\"ARCHIVED\"}", 200);
    static const char *const submit[] = { "templates", "submit", NULL };
    assert_int_equal(town_command(t, submit, NULL, 0), 0);
    expect(t, 0, "ok       templates  15 of our 15");
}

static void test_an_account_without_ours(void **state)
{
    struct town *t = *state;
    static const char *const args[] = { "--business-account-id", ACCOUNT, NULL };
    town_stop_sim(t);
    town_start_sim(t, args); /* with hello_world alone */
    sim_post(t, "/sim/account", HEALTHY, 200);
    expect(t, 1, "TROUBLE  templates  0 of our 15 are approved");
    expect(t, 1,
           "TROUBLE  templates  15 not at Meta in our language (lapor_kanda_diterima, id ...)");
}

static void test_each_trouble_of_our_settings(void **state)
{
    static const struct {
        const char *key, *value, *line;
    } rows[] = {
        { "KANDA_WHATSAPP_APP_SECRET", "rahasia-lain",
          "TROUBLE  app        Meta refuses the app's own token (code 190): whatsapp.app_secret is "
          "not the secret of app 400000000000004, copy" },
        { "KANDA_WHATSAPP_BUSINESS_ACCOUNT_ID", "299999999999999",
          "TROUBLE  account    Meta knows no such business account" },
        { "KANDA_WHATSAPP_BUSINESS_ACCOUNT_ID", "299999999999999",
          "does not exist or may not be used: compare whatsapp.business_account_id" },
        { "KANDA_WHATSAPP_BUSINESS_ACCOUNT_ID", "",
          "TROUBLE  account    whatsapp.business_account_id is not set" },
        { "KANDA_WHATSAPP_PHONE_NUMBER_ID", "199999999999999",
          "TROUBLE  number     Meta knows no such number" },
        { "KANDA_WHATSAPP_API_VERSION", "v20.0",
          "TROUBLE  version    v20.0 has expired: set whatsapp.api_version to v25.0" },
        { "KANDA_HTTP_PUBLIC_URL", "https://lain.contoh.go.id",
          "instead of https://lain.contoh.go.id/webhook: correct the callback in the app's "
          "dashboard, or http.public_url" },
        { "KANDA_WHATSAPP_COEXISTENCE", "yes",
          "lacks 1 field(s), subscribe to them in its dashboard: smb_message_echoes" },
    };
    struct town *t = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(setenv(rows[i].key, rows[i].value, 1), 0);
        expect(t, 1, rows[i].line);
        assert_int_equal(unsetenv(rows[i].key), 0);
    }
    assert_int_equal(setenv("KANDA_HTTP_PUBLIC_URL", "", 1), 0);
    expect(t, 1, "(http.public_url is not set: see yourself that it is ours)");
    assert_int_equal(unsetenv("KANDA_HTTP_PUBLIC_URL"), 0);
}

static void test_nobody_there(void **state)
{
    struct town *t = *state;
    town_stop_sim(t);
    expect(t, 1, "TROUBLE  meta       no connection");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_healthy_account),
        cmocka_unit_test(test_each_trouble_is_named),
        cmocka_unit_test(test_the_address_of_the_number_comes_first),
        cmocka_unit_test(test_how_many_people_were_written_to),
        cmocka_unit_test(test_an_account_without_an_app),
        cmocka_unit_test(test_each_trouble_of_a_template),
        cmocka_unit_test(test_a_template_that_is_not_ours_any_more),
        cmocka_unit_test(test_a_list_of_several_pages),
        cmocka_unit_test(test_an_account_without_ours),
        cmocka_unit_test(test_each_trouble_of_our_settings),
        cmocka_unit_test(test_nobody_there),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
