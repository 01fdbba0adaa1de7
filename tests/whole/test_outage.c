/* test_outage.c - Meta is away, in every way that Meta can be away.
 *
 * Meanwhile people write and get their 200 at once; when Meta is back every reply goes out, once,
 * and nobody at the desk has to look after it. OUTAGE_SECONDS=600 makes the long one last that
 * long (`make outage` does). */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPORT       "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define BACK_SECONDS 90    /* the longest pause of the sender, a time-out, and room */
#define QUICK_MS     12000 /* below the time-out of what waits for Meta (SENDER_TIMEOUT_MS) */

static const char config[] = "unsure_seconds = 2\nmessages_per_second = 1000\n";

static int setup(void **state)
{
    static struct town town;
    town_create(&town, config);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

static void begin(struct town *t, const char *const *sim_args)
{
    town_start_sim(t, sim_args);
    if (!town_start(t)) fail_msg("kanda did not start: see %s", t->log);
}

static void end(struct town *t)
{
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
}

static int64_t number_of_tickets(const struct town *t)
{
    return town_count(t, "SELECT COUNT(*) FROM ticket");
}

/* A new person reports something; it is stored, whatever Meta's Graph API does. */
static void report(const struct town *t)
{
    static int n;
    char wamid[32], from[16];
    int64_t before = number_of_tickets(t), at = town_ms();
    (void)snprintf(wamid, sizeof wamid, "wamid.O%d", ++n);
    (void)snprintf(from, sizeof from, "62812%07d", n);
    assert_int_equal(town_post_status(t, town_text(wamid, from, town_now(), REPORT)), 200);
    assert_true(town_ms() - at < QUICK_MS);
    assert_int_equal(number_of_tickets(t), before + 1);
}

static void report_for(const struct town *t, int count, int seconds)
{
    for (int i = 0; i < count; i++) {
        report(t);
        town_nap(seconds * 1000 / count);
    }
}

static void away(struct town *t, const char *faults)
{
    begin(t, NULL);
    report_for(t, 4, 1); /* connections are warm */
    town_faults(t, faults);
    report_for(t, 12, 6);
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0}");
    report_for(t, 2, 1);
    town_settled(t, BACK_SECONDS);
    end(t);
}

static void test_answers_500_with_a_page(void **state)
{
    away(*state, "{\"mode\":\"error\",\"fail_status\":500}");
}

static void test_answers_503_in_its_own_words(void **state)
{
    away(*state, "{\"mode\":\"error\",\"fail_status\":503,\"fail_code\":131016}");
}

static void test_says_that_we_are_too_fast(void **state)
{
    away(*state, "{\"mode\":\"error\",\"fail_status\":400,\"fail_code\":130429}");
}

static void test_answers_garbage(void **state)
{
    away(*state, "{\"mode\":\"garbage\"}");
}

static void test_resets_connections(void **state)
{
    away(*state, "{\"mode\":\"reset\"}");
}

static void test_reads_and_closes(void **state)
{
    away(*state, "{\"mode\":\"read_and_close\"}");
}

static void test_breaks_off_in_the_middle(void **state)
{
    away(*state, "{\"mode\":\"half\"}");
}

static void test_fails_half_of_the_time(void **state)
{
    away(*state, "{\"mode\":\"half\",\"fail_rate\":0.5,\"delay_ms\":20}");
}

static void test_says_nothing_until_we_give_up(void **state)
{
    away(*state, "{\"mode\":\"silence\"}");
}

static void test_is_not_there_at_all(void **state)
{
    struct town *t = *state;
    if (!town_start(t)) fail_msg("kanda did not start: see %s", t->log);
    report_for(t, 12, 6);
    town_start_sim(t, NULL);
    town_settled(t, BACK_SECONDS);
    end(t);
}

/* Long: OUTAGE_SECONDS of one fault after the other. */
static void test_is_away_in_every_way_in_turn(void **state)
{
    static const char *const faults[] = {
        "{\"mode\":\"error\",\"fail_status\":500,\"fail_code\":0}",
        "{\"mode\":\"error\",\"fail_status\":400,\"fail_code\":130429}",
        "{\"mode\":\"garbage\"}",
        "{\"mode\":\"silence\"}",
        "{\"mode\":\"reset\"}",
        "{\"mode\":\"read_and_close\"}",
        "{\"mode\":\"half\"}",
        "{\"mode\":\"error\",\"fail_status\":503,\"fail_code\":131016}",
    };
    enum { FAULTS = sizeof faults / sizeof *faults };
    const char *wanted = getenv("OUTAGE_SECONDS");
    int seconds = wanted ? (int)strtol(wanted, NULL, 10) : 2 * FAULTS;
    struct town *t = *state;
    begin(t, NULL);
    report_for(t, 4, 1);
    for (int i = 0; i < FAULTS; i++) {
        town_faults(t, faults[i]);
        report_for(t, 4 + seconds / (2 * FAULTS), seconds / FAULTS);
    }
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0}");
    town_settled(t, BACK_SECONDS);
    print_message("away for %d s; %lld tickets, each answered once\n", seconds,
                  (long long)number_of_tickets(t));
    end(t);
}

#define PATIENT "unsure_seconds = 600\nmessages_per_second = 1000\nin_flight = 16\n"

static int patient(void **state)
{
    static struct town town;
    town_create(&town, PATIENT);
    *state = &town;
    return 0;
}

/* A receipt leaves before its reply and takes the connection that is free. Where none leave, each
 * reply follows the one before on the same connection. */
static int patient_and_discreet(void **state)
{
    static struct town town;
    town_create(&town, PATIENT "read_receipts = no\n");
    *state = &town;
    return 0;
}

/* libcurl repeats a POST by itself when a connection that it used before is closed before the first
 * byte of the answer. Here each later request of a connection meets that, and no status tells what
 * became of a message. Stops kanda, so that nothing is under way while it is counted. */
static void receives_nothing_twice(struct town *t, int count, int seconds)
{
    static const char *const silent[] = { "--read-and-close", "1", "--no-statuses", NULL };
    int64_t accepted, doubles;
    begin(t, silent);
    report_for(t, count, seconds);
    assert_int_equal(town_stop(t), 0);
    town_sim_stats(t, &accepted, &doubles);
    print_message("%lld of %d replies reached the server\n", (long long)accepted, count);
    assert_int_equal(doubles, 0);
    assert_int_equal(town_sim_number(t, "requests"), accepted);
    assert_int_equal(town_count(t, "SELECT SUM(attempt) FROM outbox"), accepted);
    assert_true(town_sim_met(t, "read_and_close") > 0);
}

static void test_a_server_that_reads_and_closes_receives_no_reply_twice(void **state)
{
    struct town *t = *state;
    receives_nothing_twice(t, 60, 8);
    /* Each was a reply, and of none is it known what became of it. */
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 2"),
                     town_sim_met(t, "read_and_close"));
    town_stop_sim(t);
}

static void test_a_server_that_reads_and_closes_receives_no_receipt_twice(void **state)
{
    enum { REPORTS = 30 };
    struct town *t = *state;
    receives_nothing_twice(t, REPORTS, 4);
    assert_in_range(town_sim_number(t, "read_receipts"), 1, REPORTS);
    town_stop_sim(t);
}

static void away_with_statuses(struct town *t, const char *faults)
{
    begin(t, NULL);
    town_faults(t, faults);
    report_for(t, 40, 2);
    town_settled(t, BACK_SECONDS);
    end(t);
}

static void test_statuses_before_the_answer(void **state)
{
    away_with_statuses(*state, "{\"status_first\":1}");
    assert_int_equal(town_count(*state, "SELECT COUNT(*) FROM message_status WHERE outbox_id IS "
                                        "NULL"),
                     0);
}

static void test_statuses_twice(void **state)
{
    struct town *t = *state;
    away_with_statuses(t, "{\"duplicate\":1}");
    assert_int_equal(
        town_count(t, "SELECT COUNT(*) - COUNT(DISTINCT wamid || status) FROM message_status"), 0);
}

static void test_statuses_that_never_come(void **state)
{
    away_with_statuses(*state, "{\"drop\":0.5}");
}

static void test_answers_to_one_person_leave_in_order(void **state)
{
    enum { ANSWERS = 20 };
    struct town *t = *state;
    int64_t ids[ANSWERS + 1];
    begin(t, NULL);
    town_faults(t, "{\"delay_ms\":30,\"mode\":\"half\",\"fail_rate\":0.2}");
    for (int i = 0; i < ANSWERS; i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.Q%d", i);
        assert_int_equal(
            town_post_status(t, town_text(wamid, "6281277777777", town_now() + i, "status")), 200);
    }
    town_settled(t, BACK_SECONDS);
    size_t n = town_sim_callbacks(t, "6281277777777", ids, ANSWERS + 1);
    assert_int_equal(n, ANSWERS);
    for (size_t i = 1; i < n; i++)
        assert_true(ids[i] > ids[i - 1]);
    end(t);
}

int main(void)
{
#define IN_A_TOWN_OF_ITS_OWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        IN_A_TOWN_OF_ITS_OWN(test_answers_500_with_a_page),
        IN_A_TOWN_OF_ITS_OWN(test_answers_503_in_its_own_words),
        IN_A_TOWN_OF_ITS_OWN(test_says_that_we_are_too_fast),
        IN_A_TOWN_OF_ITS_OWN(test_answers_garbage),
        IN_A_TOWN_OF_ITS_OWN(test_resets_connections),
        IN_A_TOWN_OF_ITS_OWN(test_reads_and_closes),
        IN_A_TOWN_OF_ITS_OWN(test_breaks_off_in_the_middle),
        IN_A_TOWN_OF_ITS_OWN(test_fails_half_of_the_time),
        IN_A_TOWN_OF_ITS_OWN(test_says_nothing_until_we_give_up),
        IN_A_TOWN_OF_ITS_OWN(test_is_not_there_at_all),
        IN_A_TOWN_OF_ITS_OWN(test_is_away_in_every_way_in_turn),
        cmocka_unit_test_setup_teardown(test_a_server_that_reads_and_closes_receives_no_reply_twice,
                                        patient_and_discreet, teardown),
        cmocka_unit_test_setup_teardown(
            test_a_server_that_reads_and_closes_receives_no_receipt_twice, patient, teardown),
        IN_A_TOWN_OF_ITS_OWN(test_statuses_before_the_answer),
        IN_A_TOWN_OF_ITS_OWN(test_statuses_twice),
        IN_A_TOWN_OF_ITS_OWN(test_statuses_that_never_come),
        IN_A_TOWN_OF_ITS_OWN(test_answers_to_one_person_leave_in_order),
    };
    if (getenv("OUTAGE_SECONDS")) cmocka_set_test_filter("test_is_away_in_every_way_in_turn");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
