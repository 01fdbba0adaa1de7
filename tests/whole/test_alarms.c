/* test_alarms.c - an alarm leaves the house: seen over REST and in the metrics, told by e-mail and
 * by webhook once when it begins and once when it ends, again and again until they take it.
 *
 * The mail server and the webhook's server are two small listeners of the test. */
#include "sink.h"
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CITIZEN "6281234567890"

struct world {
    struct town town;
    struct sink mail, hook;
};

static int setup(void **state)
{
    static struct world w;
    char extra[512];
    sink_start(&w.mail, true);
    sink_start(&w.hook, false);
    (void)snprintf(extra, sizeof extra,
                   "[alarm]\nsmtp_url = smtp://127.0.0.1:%d\nmail_from = kanda@kanda.test\n"
                   "mail_to = satu@kanda.test, dua@kanda.test\n"
                   "webhook_url = http://127.0.0.1:%d/alarm\nwebhook_secret = " TOWN_SECRET "\n",
                   w.mail.port, w.hook.port);
    town_create(&w.town, extra);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    town_destroy(&w->town);
    sink_stop(&w->mail);
    sink_stop(&w->hook);
    return 0;
}

static void account_news(struct town *t, const char *ban_state, int64_t at)
{
    char body[512];
    (void)snprintf(
        body, sizeof body,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"time\":%lld,"
        "\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":"
        "\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"%s\"}}}]}]}",
        (long long)at, ban_state);
    assert_int_equal(town_post_status(t, body), 200);
}

static void seen_over_rest(struct town *t, const char *token)
{
    struct answer a = town_get(t, "/api/v1/alarms?state=open", token);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"cause\":\"account.ban\",\"severity\":\"critical\""));
    assert_non_null(strstr(a.body, "\"cleared_at\":null"));
    answer_free(&a);
    a = town_get(t, "/metrics", NULL);
    assert_non_null(strstr(a.body, "\nkanda_alarms 1\n"));
    answer_free(&a);
    a = town_get(t, "/api/v1/alarms?state=closed", token);
    assert_int_equal(a.status, 422);
    answer_free(&a);
}

static void test_begin_and_end_are_told_once_by_both_roads(void **state)
{
    struct world *w = *state;
    struct town *t = &w->town;
    char desk[128], officer[128];
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_staff(t, "ani", "operator", NULL, desk);
    town_staff(t, "budi", "officer", "PUPR", officer);
    w->mail.refuse = w->hook.refuse = true; /* both are away at first */
    assert_int_equal(town_post_status(t, town_text("wamid.1", CITIZEN, town_now(),
                                                   "Jalan berlubang di desa Sebaung Gending")),
                     200);
    int64_t at = town_now();
    account_news(t, "DISABLE", at);
    seen_over_rest(t, desk);
    struct answer a = town_get(t, "/api/v1/alarms", officer);
    assert_int_equal(a.status, 403);
    answer_free(&a);
    for (int64_t until = town_ms() + 10000;
         town_ms() < until && (w->mail.refused == 0 || w->hook.refused == 0);)
        town_nap(50);
    assert_true(w->mail.refused > 0 && w->hook.refused > 0);
    w->mail.refuse = w->hook.refuse = false;
    sink_wait(&w->mail, "Subject: [Lapor Kanda] GAWAT: account.ban", 20);
    sink_wait(&w->hook, "\"state\":\"raised\"", 20);
    account_news(t, "DISABLE", at); /* Meta repeats */
    account_news(t, "REINSTATE", at + 1);
    sink_wait(&w->mail, "Subject: [Lapor Kanda] SELESAI: account.ban", 20);
    sink_wait(&w->hook, "\"state\":\"cleared\"", 20);
    town_nap(5000); /* two more looks of the courier */
    assert_int_equal(sink_count(&w->mail, "Subject:"), 2);
    assert_int_equal(sink_count(&w->mail, "RCPT TO:<satu@kanda.test>"), 2);
    assert_int_equal(sink_count(&w->mail, "RCPT TO:<dua@kanda.test>"), 2);
    assert_int_equal(sink_count(&w->hook, "\"state\""), 2);
    assert_int_equal(sink_count(&w->hook, "[signed]"), 2);
    assert_int_equal(sink_count(&w->mail, CITIZEN) + sink_count(&w->hook, CITIZEN), 0);
    assert_int_equal(sink_count(&w->mail, "berlubang") + sink_count(&w->hook, "berlubang"), 0);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3 AND state < 8", 1, 10);
    assert_int_equal(town_stop(t), 0);
}

/* A refused token stops the sender. One of the two who are told has left the office. */
static void test_a_refused_token_is_an_alarm(void **state)
{
    struct world *w = *state;
    struct town *t = &w->town;
    if (!t->sim) town_start_sim(t, NULL);
    assert_true(town_start(t));
    int refused = w->mail.refused;
    w->mail.unknown = "satu@kanda.test";
    town_faults(t, "{\"mode\":\"error\",\"fail_code\":190}");
    assert_int_equal(town_post_status(t, town_text("wamid.2", CITIZEN, town_now(), "menu")), 200);
    sink_wait(&w->mail, "Subject: [Lapor Kanda] GAWAT: sending", 30);
    assert_true(w->mail.refused > refused);
    sink_wait(&w->hook, "kode 190", 10);
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0}");
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM alarm WHERE cause = 'sending' AND "
                                   "cleared_at IS NULL"),
                     1);
    assert_int_equal(town_stop(t), 0); /* within its two seconds, whatever the roads do */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begin_and_end_are_told_once_by_both_roads),
        cmocka_unit_test(test_a_refused_token_is_an_alarm),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
