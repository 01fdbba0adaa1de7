/* test_account.c - what Meta says of the account by its API and its webhooks, and what the running
 * program makes of it: shown to the desk, obeyed by the sender. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define REPORT  "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define CITIZEN "6281200000001"
#define SECONDS 20

struct world {
    struct town town;
    char desk[128], officer[128];
};

static int setup(void **state)
{
    static struct world w;
    struct town *t = &w.town;
    town_create(t, "");
    town_start_sim(t, NULL);
    if (!town_start(t)) return -1;
    town_staff(t, "ani", "operator", NULL, w.desk);
    town_staff(t, "budi", "officer", "PUPR", w.officer);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    assert_int_equal(town_stop(&w->town), 0);
    town_stop_sim(&w->town);
    town_destroy(&w->town);
    return 0;
}

static bool says(const struct world *w, const char *text)
{
    struct answer a = town_get(&w->town, "/api/v1/account", w->desk);
    assert_int_equal(a.status, 200);
    bool has = strstr(a.body, text) != NULL;
    answer_free(&a);
    return has;
}

static void will_say(const struct world *w, const char *text)
{
    int64_t end = town_ms() + (int64_t)SECONDS * 1000;
    while (!says(w, text)) {
        if (town_ms() > end) fail_msg("the account never says %s", text);
        town_nap(20);
    }
}

/* seconds: Meta's clock, of the entry. */
static void news(const struct world *w, const char *field, const char *value, int64_t seconds)
{
    char body[800];
    (void)snprintf(
        body, sizeof body,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"time\":%lld,"
        "\"changes\":[{\"field\":\"%s\",\"value\":%s}]}]}",
        (long long)seconds, field, value);
    assert_int_equal(town_post_status(&w->town, body), 200);
}

static void test_the_tier_is_asked_for_and_shown(void **state)
{
    struct world *w = *state;
    will_say(w, "\"people\":{\"tier\":\"TIER_250\",\"limit\":250,\"reached\":0,");
    assert_true(says(w, "\"messages_per_second\":80"));
    struct answer a = town_get(&w->town, "/api/v1/account", w->officer);
    assert_int_equal(a.status, 403);
    answer_free(&a);
}

static void test_a_larger_limit_is_heard(void **state)
{
    struct world *w = *state;
    news(w, "business_capability_update", "{\"max_daily_conversations_per_business\":2000}",
         town_now() + 60);
    will_say(w, "\"tier\":\"2000\",\"limit\":2000,");
    news(w, "business_capability_update",
         "{\"max_daily_conversations_per_business\":\"TIER_UNLIMITED\"}", town_now() + 61);
    will_say(w, "\"tier\":\"TIER_UNLIMITED\",\"limit\":null,");
}

static void test_an_upgrade_of_the_throughput_is_asked_for_at_once(void **state)
{
    struct world *w = *state;
    struct answer a = town_sim_post(&w->town, "/sim/account",
                                    "{\"throughput\":\"HIGH\",\"is_on_biz_app\":false}");
    answer_free(&a);
    assert_true(says(w, "\"messages_per_second\":80"));
    news(w, "phone_number_quality_update", "{\"event\":\"THROUGHPUT_UPGRADE\"}", town_now());
    will_say(w, "\"messages_per_second\":1000");
}

static void test_a_ban_holds_answers_until_it_is_lifted(void **state)
{
    struct world *w = *state;
    struct town *t = &w->town;
    int64_t asked = town_sim_number(t, "requests");
    news(w, "account_update",
         "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}",
         town_now());
    assert_int_equal(town_post_status(t, town_text("wamid.1", CITIZEN, town_now(), REPORT)), 200);
    will_say(w, "\"can_send\":false,\"stopped_by\":\"account\"");
    assert_true(says(w, "\"paused\":true,\"paused_until\":null"));
    town_nap(1500); /* long enough for whoever does not wait */
    assert_int_equal(town_sim_number(t, "requests"), asked);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 0"), 1);
    news(w, "account_update",
         "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"REINSTATE\"}}",
         town_now() + 1);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3 AND state < 8", 1, SECONDS);
    will_say(w, "\"can_send\":true,\"stopped_by\":null");
    assert_true(says(w, "\"paused\":false"));
}

static void test_an_error_without_a_message_is_in_the_log_by_its_code_alone(void **state)
{
    struct world *w = *state;
    news(w, "messages",
         "{\"errors\":[{\"code\":131042,\"title\":\"Jalan Melati\",\"error_data\":{"
         "\"details\":\"6281200000001\"}}]}",
         town_now());
    assert_true(town_log_has(&w->town, "event=webhook.error code=131042\n"));
    assert_false(town_log_has(&w->town, "Melati"));
    assert_false(town_log_has(&w->town, CITIZEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_tier_is_asked_for_and_shown),
        cmocka_unit_test(test_a_larger_limit_is_heard),
        cmocka_unit_test(test_an_upgrade_of_the_throughput_is_asked_for_at_once),
        cmocka_unit_test(test_a_ban_holds_answers_until_it_is_lifted),
        cmocka_unit_test(test_an_error_without_a_message_is_in_the_log_by_its_code_alone),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
