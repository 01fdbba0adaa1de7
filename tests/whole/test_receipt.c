/* test_receipt.c - what is answered is marked as read; nothing waits for it, it costs little, and
 * nothing is said that is not so. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT  "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define SECONDS 10

static void begin(struct town *t, const char *conf)
{
    town_create(t, conf);
    town_start_sim(t, NULL);
    assert_true(town_start(t));
}

static void end(struct town *t)
{
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
}

static void receipts_become(const struct town *t, int64_t want)
{
    int64_t until = town_ms() + (int64_t)SECONDS * 1000;
    while (town_sim_number(t, "read_receipts") != want) {
        if (town_ms() > until)
            fail_msg("%lld receipts, want %lld", (long long)town_sim_number(t, "read_receipts"),
                     (long long)want);
        town_nap(10);
    }
}

static void writes(const struct town *t, const char *id, const char *text)
{
    assert_int_equal(town_post_status(t, town_text(id, "6281200000001", town_now(), text)), 200);
}

/* Somebody whose message was a day on its way: the answer must wait. */
static void wrote_yesterday(const struct town *t, const char *id)
{
    const char *body = town_text(id, "6281200000002", town_now() - (int64_t)25 * 3600, REPORT);
    assert_int_equal(town_post_status(t, body), 200);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 9", 1, SECONDS);
}

static bool sim_read(const struct town *t, const char *id)
{
    char *text = NULL, want[80];
    size_t cap = 0;
    bool found = false;
    FILE *f = fopen(t->sim_log, "r");
    (void)snprintf(want, sizeof want, "event=graph.read wamid=%s\n", id);
    while (f && getline(&text, &cap, f) > 0)
        found = found || strstr(text, want) != NULL;
    if (f) (void)fclose(f);
    free(text);
    return found;
}

static void test_what_is_answered_is_read(void **state)
{
    struct town town, *t = &town;
    const char *args[] = { "--log", NULL, NULL };
    (void)state;
    town_create(t, "");
    args[1] = t->sim_log;
    town_start_sim(t, args);
    assert_true(town_start(t));
    writes(t, "wamid.READ1", REPORT);
    town_settled(t, SECONDS);
    receipts_become(t, 1);
    assert_int_equal(town_sim_number(t, "typing_indicators"), 1);
    writes(t, "wamid.READ2", "sudah seminggu pak"); /* joins: acknowledged by a reaction */
    town_settled(t, SECONDS);
    receipts_become(t, 2);
    assert_int_equal(town_sim_number(t, "typing_indicators"), 1); /* no words will follow */
    writes(t, "wamid.READ2", "sudah seminggu pak");               /* a repeat causes nothing */
    wrote_yesterday(t, "wamid.READ3");
    writes(t, "wamid.READ4", "menu");
    receipts_become(t, 3);
    struct answer a = town_get(t, "/metrics", NULL);
    assert_non_null(strstr(a.body, "\nkanda_send_receipts_total 3\n"));
    answer_free(&a);
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t); /* which writes its log to the end */
    assert_true(sim_read(t, "wamid.READ1"));
    assert_true(sim_read(t, "wamid.READ2"));
    assert_false(sim_read(t, "wamid.READ3"));
    assert_true(sim_read(t, "wamid.READ4"));
    town_destroy(t);
}

static void test_nothing_waits_for_it(void **state)
{
    struct town town, *t = &town;
    char id[40], from[40];
    (void)state;
    begin(t, "messages_per_second = 20\n");
    for (int i = 0; i < 40; i++) { /* more than the pace: replies have all of it */
        (void)snprintf(id, sizeof id, "wamid.FAST%d", i);
        (void)snprintf(from, sizeof from, "62812000002%02d", i);
        assert_int_equal(town_post_status(t, town_text(id, from, town_now(), "Selamat pagi")), 200);
    }
    town_settled(t, SECONDS);
    int64_t some = town_sim_number(t, "read_receipts");
    if (some > 20) fail_msg("%lld receipts beside 40 replies", (long long)some);
    end(t);
}

/* In the field each connection costs a handshake of TLS. A reply waits for the one before; beside
 * it two receipts may be under way, and at the start Meta is asked about the number. */
static void test_replies_one_after_the_other_share_few_connections(void **state)
{
    enum { REPLIES = 30, AT_ONCE = 4 };
    struct town town, *t = &town;
    char id[40], from[40];
    (void)state;
    begin(t, "");
    for (int i = 0; i < REPLIES; i++) {
        (void)snprintf(id, sizeof id, "wamid.SHARE%d", i);
        (void)snprintf(from, sizeof from, "62812000003%02d", i);
        assert_int_equal(town_post_status(t, town_text(id, from, town_now(), REPORT)), 200);
        town_settled(t, SECONDS);
    }
    assert_int_equal(town_sim_number(t, "requests"), REPLIES);
    assert_in_range(town_sim_number(t, "connections"), 1, AT_ONCE);
    end(t);
}

static void test_they_can_be_switched_off(void **state)
{
    struct town town, *t = &town;
    (void)state;
    begin(t, "read_receipts = no\n");
    writes(t, "wamid.READ1", REPORT);
    town_settled(t, SECONDS);
    assert_int_equal(town_sim_number(t, "read_receipts"), 0);
    assert_int_equal(town_sim_number(t, "requests"), 1);
    end(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_answered_is_read),
        cmocka_unit_test(test_nothing_waits_for_it),
        cmocka_unit_test(test_replies_one_after_the_other_share_few_connections),
        cmocka_unit_test(test_they_can_be_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
