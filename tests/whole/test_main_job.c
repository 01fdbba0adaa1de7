/* test_main_job.c - a citizen writes, a ticket is there, an answer comes, staff see it. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define REPORT "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"

static int setup(void **state)
{
    static struct town town;
    town_create(&town, "");
    town_start_sim(&town, NULL);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
    return 0;
}

static void test_report_gets_number_unit_and_date(void **state)
{
    struct town *t = *state;
    assert_int_equal(
        town_post_status(t, town_text("wamid.A1", "6281200000001", town_now(), REPORT)), 200);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket"), 1);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3 AND state < 8", 1, 10);
    struct answer a = town_sim_get(t, "/sim/messages");
    const char *must_say[] = { "-00001-", "Jalan", "DPUPR", "Sebaung", "Gending", "paling lambat" };
    for (size_t i = 0; i < sizeof must_say / sizeof must_say[0]; i++)
        if (!strstr(a.body, must_say[i])) fail_msg("the reply lacks '%s': %s", must_say[i], a.body);
    answer_free(&a);
    /* sent, delivered and read come back as signed webhooks and move the row up */
    town_wait_count(t, "SELECT state FROM outbox WHERE id = 1", 6, 10);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM message_status"), 3);
}

static void test_status_answers_own_tickets_only(void **state)
{
    struct town *t = *state;
    char number[64], text[128];
    struct answer a = town_sim_get(t, "/sim/messages");
    const char *at = strstr(a.body, "-00001-");
    assert_non_null(at);
    (void)snprintf(number, sizeof number, "%.12s", at - strlen("LK26"));
    answer_free(&a);
    (void)snprintf(text, sizeof text, "status %s", number);
    assert_int_equal(town_post_status(t, town_text("wamid.B1", "6281200000001", town_now(), text)),
                     200);
    assert_int_equal(town_post_status(t, town_text("wamid.B2", "6281200000077", town_now(), text)),
                     200);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3 AND state < 8", 3, 10);
    a = town_sim_get(t, "/sim/messages?to=6281200000001");
    assert_non_null(strstr(a.body, "Diterima"));
    answer_free(&a);
    a = town_sim_get(t, "/sim/messages?to=6281200000077");
    assert_null(strstr(a.body, "Sebaung"));
    assert_null(strstr(a.body, "Diterima"));
    answer_free(&a);
}

static void test_greeting_gets_the_menu_and_no_ticket(void **state)
{
    struct town *t = *state;
    int64_t before = town_count(t, "SELECT COUNT(*) FROM ticket");
    assert_int_equal(
        town_post_status(t, town_text("wamid.C1", "6281200000002", town_now(), "Selamat pagi")),
        200);
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id "
                    "WHERE c.wa_id = '6281200000002' AND o.state >= 3 AND o.state < 8",
                    1, 10);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket"), before);
}

struct repeat {
    struct town *town;
    int ok;
};

static void *post_repeatedly(void *ctx)
{
    struct repeat *r = ctx;
    for (int i = 0; i < 25; i++)
        r->ok +=
            town_post_status(r->town, town_text("wamid.SAME", "6281200000003", town_now(),
                                                "Lampu jalan mati di desa Maron Kidul")) == 200;
    return NULL;
}

static void test_the_same_message_a_hundred_times_at_once(void **state)
{
    struct repeat repeats[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
        repeats[i] = (struct repeat){ *state, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, post_repeatedly, &repeats[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        (void)pthread_join(threads[i], NULL);
        assert_int_equal(repeats[i].ok, 25);
    }
    const struct town *t = *state;
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.SAME'"), 1);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket t JOIN contact c ON c.id = "
                                   "t.contact_id WHERE c.wa_id = '6281200000003'"),
                     1);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = "
                                   "o.contact_id WHERE c.wa_id = '6281200000003'"),
                     1);
}

static void test_a_further_message_joins_and_gets_a_reaction(void **state)
{
    struct town *t = *state;
    int64_t now = town_now();
    assert_int_equal(town_post_status(t, town_text("wamid.J1", "6281200000004", now,
                                                   "Sampah menumpuk di pasar Leces")),
                     200);
    assert_int_equal(town_post_status(t, town_text("wamid.J2", "6281200000004", now + 30,
                                                   "sudah dua minggu tidak diangkut")),
                     200);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket t JOIN contact c ON c.id = "
                                   "t.contact_id WHERE c.wa_id = '6281200000004'"),
                     1);
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id WHERE "
                    "c.wa_id = '6281200000004' AND o.type = 'reaction' AND o.state IN (3, 4)",
                    1, 10);
}

static void test_phone_and_bsuid_of_one_person_become_one_contact(void **state)
{
    struct town *t = *state;
    static const char form[] =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2\",\"changes\":[{"
        "\"field\":"
        "\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},"
        "\"messages\":[{%s\"id\":\"wamid.M%d\",\"timestamp\":\"1795500000\",\"type\":\"text\","
        "\"text\":{\"body\":\"Pohon tumbang di Tiris nomor %d\"}}]}}]}]}";
    const char *who[] = { "\"from\":\"6281200000055\",", "\"from_user_id\":\"ID.55\",",
                          "\"from\":\"6281200000055\",\"from_user_id\":\"ID.55\",", "" };
    char body[1024];
    for (int i = 0; i < 4; i++) {
        (void)snprintf(body, sizeof body, form, who[i], i, i);
        assert_int_equal(town_post_status(t, body), 200);
    }
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM contact WHERE merged_into IS NULL AND "
                                   "(wa_id = '6281200000055' OR bsuid = 'ID.55')"),
                     1);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM contact WHERE wa_id = '6281200000055' AND "
                                   "bsuid = 'ID.55'"),
                     1);
    assert_int_equal(
        town_count(t, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.M3' AND contact_id IS "
                      "NULL"),
        1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_report_gets_number_unit_and_date),
        cmocka_unit_test(test_status_answers_own_tickets_only),
        cmocka_unit_test(test_greeting_gets_the_menu_and_no_ticket),
        cmocka_unit_test(test_the_same_message_a_hundred_times_at_once),
        cmocka_unit_test(test_a_further_message_joins_and_gets_a_reaction),
        cmocka_unit_test(test_phone_and_bsuid_of_one_person_become_one_contact),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
