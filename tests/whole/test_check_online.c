/* test_check_online.c - kanda check --online against a Meta that plays each trouble in turn. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ACCOUNT       "200000000000002"
#define HEALTHY                                                                                    \
    "{\"token_valid\":true,\"can_manage\":true,\"token_expires_at\":0,\"quality_rating\":"         \
    "\"GREEN\","                                                                                   \
    "\"name_status\":\"APPROVED\",\"status\":\"CONNECTED\",\"can_send_message\":\"AVAILABLE\","    \
    "\"app_subscribed\":true,\"app_field_messages\":true,\"clock_skew_s\":0}"

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
    static const char *const args[] = { "--business-account-id", ACCOUNT, NULL };
    town_create(&town, "business_account_id = " ACCOUNT);
    town_start_sim(&town, args);
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
    expect(*state, 0, "ok       app        the app sends messages");
    expect(*state, 0, "ok       account    1 app(s)");
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
        { "{\"app_field_messages\":false}", "TROUBLE  app        the app's webhook does not" },
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

static void test_an_account_without_an_app(void **state)
{
    struct town *t = *state, as_kanda = *t;
    as_kanda.port = t->sim_port;
    struct answer a = town_http(&as_kanda, "DELETE", "/v25.0/" ACCOUNT "/subscribed_apps",
                                "contoh-token", NULL, 0, NULL);
    assert_int_equal(a.status, 200);
    answer_free(&a);
    expect(t, 1, "TROUBLE  account    no app is subscribed");
    a = town_http(&as_kanda, "POST", "/v25.0/" ACCOUNT "/subscribed_apps", "contoh-token", "{}", 2,
                  "Content-Type: application/json");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    expect(t, 0, "ok       account");
}

static void test_a_rejected_template(void **state)
{
    static const char added[] =
        "{\"name\":\"laporan_uji\",\"language\":\"id\",\"category\":\"UTILITY\",\"components\":[{"
        "\"type\":\"BODY\",\"text\":\"Laporan Anda sudah selesai.\"}]}";
    struct town *t = *state, as_kanda = *t;
    as_kanda.port = t->sim_port;
    struct answer a =
        town_http(&as_kanda, "POST", "/v25.0/" ACCOUNT "/message_templates", "contoh-token", added,
                  sizeof added - 1, "Content-Type: application/json");
    assert_int_equal(a.status, 200);
    answer_free(&a);
    sim_post(t, "/sim/templates",
             "{\"name\":\"laporan_uji\",\"language\":\"id\",\"status\":\"REJECTED\"}", 200);
    expect(t, 1, "TROUBLE  templates ");
    sim_post(t, "/sim/templates",
             "{\"name\":\"laporan_uji\",\"language\":\"id\",\"status\":\"APPROVED\"}", 200);
    expect(t, 0, "ok       templates ");
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
        cmocka_unit_test(test_an_account_without_an_app),
        cmocka_unit_test(test_a_rejected_template),
        cmocka_unit_test(test_nobody_there),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
