/* test_pace.c - the pace that Meta says of a number is asked for, and kept; and what else follows
 * when the WhatsApp Business app uses the number too. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define REPORT        "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define CITIZENS      60
#define SECONDS       20

static int64_t pace_now(const struct town *t)
{
    struct answer a = town_get(t, "/metrics", NULL);
    const char *at = a.body ? strstr(a.body, "\nkanda_send_pace ") : NULL;
    int64_t n = at ? strtoll(at + strlen("\nkanda_send_pace "), NULL, 10) : -1;
    answer_free(&a);
    return n;
}

static void pace_becomes(const struct town *t, int64_t want)
{
    int64_t end = town_ms() + (int64_t)SECONDS * 1000;
    while (pace_now(t) != want) {
        if (town_ms() > end)
            fail_msg("the pace is %lld, want %lld", (long long)pace_now(t), (long long)want);
        town_nap(20);
    }
}

static void account_says(const struct town *t, const char *json)
{
    struct answer a = town_sim_post(t, "/sim/account", json);
    answer_free(&a);
}

static void test_what_meta_says_of_the_number(void **state)
{
    static const struct {
        const char *conf, *account;
        int64_t pace;
        const char *log;
    } rows[] = {
        { "", "{\"throughput\":\"HIGH\",\"is_on_biz_app\":false}", 1000, "level=HIGH" },
        { "", "{\"throughput\":\"HIGH\",\"is_on_biz_app\":true}", 20, "shared_with_app=1" },
        { "", "{\"throughput\":\"STANDARD\",\"is_on_biz_app\":false}", 80, "tier=TIER_250" },
        { "messages_per_second = 7\n", "{\"throughput\":\"HIGH\",\"is_on_biz_app\":false}", 7,
          NULL },
        { "coexistence = yes\n", "{\"throughput\":\"HIGH\",\"is_on_biz_app\":false}", 20, NULL },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct town town, *t = &town;
        town_create(t, rows[i].conf);
        town_start_sim(t, NULL);
        account_says(t, rows[i].account);
        assert_true(town_start(t));
        pace_becomes(t, rows[i].pace);
        int64_t end = town_ms() + (int64_t)SECONDS * 1000;
        while (rows[i].log && !town_log_has(t, rows[i].log) && town_ms() < end)
            town_nap(10);
        if (rows[i].log && !town_log_has(t, rows[i].log))
            fail_msg("row %zu: no %s", i, rows[i].log);
        if (!rows[i].log && town_log_has(t, "event=sender.pace ")) fail_msg("row %zu: asked", i);
        assert_int_equal(town_stop(t), 0);
        town_stop_sim(t);
        town_destroy(t);
    }
}

/* When the simulator took the nth message, as it says itself. */
static int64_t taken_at(const struct town *t, int nth)
{
    struct answer a = town_sim_get(t, "/sim/messages");
    const char *at = a.body;
    for (int i = 0; at && i < nth; i++)
        at = strstr(at + 1, "\"at_ms\":");
    int64_t ms = at ? strtoll(at + strlen("\"at_ms\":"), NULL, 10) : -1;
    answer_free(&a);
    return ms;
}

/* Twenty may leave at once, the others one each fiftieth of a second: never less than two seconds,
 * however quick or slow the machine is. */
static void test_a_shared_number_is_not_overrun(void **state)
{
    struct town town, *t = &town;
    char id[40], from[40];
    (void)state;
    town_create(t, "");
    town_start_sim(t, NULL);
    account_says(t, "{\"is_on_biz_app\":true}");
    assert_true(town_start(t));
    pace_becomes(t, 20);
    for (int i = 0; i < CITIZENS; i++) {
        (void)snprintf(id, sizeof id, "wamid.PACE%d", i);
        (void)snprintf(from, sizeof from, "62812000001%02d", i);
        assert_int_equal(town_post_status(t, town_text(id, from, town_now(), "Selamat pagi")), 200);
    }
    town_settled(t, SECONDS);
    int64_t took = taken_at(t, CITIZENS) - taken_at(t, 1);
    if (took < 1950) fail_msg("%d messages in %lld ms", CITIZENS, (long long)took);
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
}

static int64_t metric(const struct town *t, const char *name)
{
    char line[80];
    struct answer a = town_get(t, "/metrics", NULL);
    (void)snprintf(line, sizeof line, "\n%s ", name);
    const char *at = a.body ? strstr(a.body, line) : NULL;
    int64_t n = at ? strtoll(at + strlen(line), NULL, 10) : -1;
    answer_free(&a);
    return n;
}

/* In whatever way Meta says so: everybody's pace falls, and the reply arrives all the same. */
static void test_meta_says_too_fast(void **state)
{
    static const struct {
        const char *rule, *faults;
        bool refused;
    } rows[] = {
        { "throughput of the number", "{\"mode\":\"error\",\"fail_code\":130429}", true },
        { "calls of the account", "{\"mode\":\"error\",\"fail_code\":80007}", true },
        { "429 without a word of Graph's",
          "{\"mode\":\"error\",\"fail_code\":0,\"fail_status\":429}", true },
        { "nine tenths of a quota are used", "{\"usage\":90}", false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct town town, *t = &town;
        town_create(t, "");
        town_start_sim(t, NULL);
        assert_true(town_start(t));
        pace_becomes(t, 80);
        town_faults(t, rows[i].faults);
        assert_int_equal(
            town_post_status(t, town_text("wamid.1", "6281200000001", town_now(), REPORT)), 200);
        int64_t end = town_ms() + (int64_t)SECONDS * 1000;
        while (metric(t, "kanda_send_pace") > 40) {
            if (town_ms() > end) fail_msg("%s: as fast as ever", rows[i].rule);
            town_nap(10);
        }
        assert_true((metric(t, "kanda_send_throttled_total") > 0) == rows[i].refused);
        town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0,\"usage\":0}");
        town_exec(t, "UPDATE outbox SET due_at = 1 WHERE state = 0"); /* minutes later */
        town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3", 1, SECONDS);
        assert_int_equal(town_stop(t), 0);
        town_stop_sim(t);
        town_destroy(t);
    }
}

static void test_meta_says_when_to_come_back(void **state)
{
    struct town town, *t = &town;
    (void)state;
    town_create(t, "");
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_faults(t, "{\"mode\":\"error\",\"fail_code\":130429,\"retry_after\":4}");
    assert_int_equal(town_post_status(t, town_text("wamid.1", "6281200000001", town_now(), REPORT)),
                     200);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE error_code = 130429", 1, SECONDS);
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"retry_after\":0}");
    int64_t asked = metric(t, "kanda_send_requests_total");
    int64_t until = town_ms() + 2000; /* by itself it would come back after a second */
    while (town_ms() < until) {
        assert_int_equal(metric(t, "kanda_send_requests_total"), asked);
        town_nap(50);
    }
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3", 1, SECONDS);
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
}

/* The number is shared: somebody at the desk answers from the app. */
static void test_a_human_in_the_app_silences_the_bot_in_that_chat(void **state)
{
    static const char echo[] =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{"
        "\"field\":"
        "\"smb_message_echoes\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
        "\"phone_number_id\":\"" TOWN_NUMBER "\"},\"message_echoes\":[{\"from\":\"6281200009999\","
        "\"to\":\"6281200000001\",\"id\":\"wamid.ECHO1\",\"timestamp\":\"%lld\",\"type\":\"text\","
        "\"text\":{\"body\":\"Baik, kami cek\"}}]}}]}]}";
    struct town town, *t = &town;
    char body[800];
    (void)state;
    town_create(t, "");
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    (void)snprintf(body, sizeof body, echo, (long long)town_now());
    assert_int_equal(town_post_status(t, body), 200);
    assert_int_equal(town_post_status(t, town_text("wamid.1", "6281200000001", town_now(), REPORT)),
                     200);
    assert_int_equal(town_post_status(t, town_text("wamid.2", "6281200000002", town_now(), REPORT)),
                     200);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3", 1, SECONDS);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket"), 2);
    struct answer a = town_sim_get(t, "/sim/messages");
    assert_non_null(strstr(a.body, "\"to\":\"6281200000002\""));
    assert_null(strstr(a.body, "\"to\":\"6281200000001\""));
    answer_free(&a);
    town_exec(t, "UPDATE outbox SET due_at = 1 WHERE state = 0"); /* an hour later */
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3", 2, SECONDS);
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_meta_says_of_the_number),
        cmocka_unit_test(test_a_shared_number_is_not_overrun),
        cmocka_unit_test(test_meta_says_too_fast),
        cmocka_unit_test(test_meta_says_when_to_come_back),
        cmocka_unit_test(test_a_human_in_the_app_silences_the_bot_in_that_chat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
