/* test_late.c - the 24-hour window with the real programs: a template goes, or the reply waits in
 * sight of staff and goes when its citizen writes. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define REPORT  "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define LIGHT   "Lampu jalan mati di desa Maron Kidul kecamatan Maron sudah seminggu"
#define HOUR    3600
#define SENT    "o.state BETWEEN 3 AND 7"
#define SECONDS 10

static char token[128];

static int setup(void **state)
{
    static struct town town;
    static const char *const options[] = { "--review-templates", NULL };
    town_create(&town, "business_account_id = 200000000000002\n[desk]\nsimilar_days = 0\n");
    town_start_sim(&town, options);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    town_staff(&town, "pusat", "operator", NULL, token);
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

/* Through the simulator, which then knows by itself that this window is closed. */
static void writes(const struct town *t, const char *from, int hours_ago, const char *words)
{
    char json[512];
    (void)snprintf(json, sizeof json, "{\"from\":\"%s\",\"timestamp\":%lld,\"text\":\"%s\"}", from,
                   (long long)(town_now() - hours_ago * HOUR), words);
    struct answer a = town_sim_post(t, "/sim/send", json);
    if (!strstr(a.body, "\"status\":200")) fail_msg("the webhook was refused: %s", a.body);
    answer_free(&a);
}

static void rows_of(const struct town *t, const char *who, const char *where, int64_t want)
{
    char sql[300];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id "
                   "WHERE c.wa_id = '%s' AND %s",
                   who, where);
    town_wait_count(t, sql, want, SECONDS);
}

static void decide(const struct town *t, const char *name, const char *status)
{
    char json[200];
    (void)snprintf(json, sizeof json, "{\"name\":\"%s\",\"language\":\"id\",\"status\":\"%s\"}",
                   name, status);
    struct answer a = town_sim_post(t, "/sim/templates", json);
    answer_free(&a);
}

static void mail_has(const struct town *t, const char *to, const char *const *wanted)
{
    char path[80];
    (void)snprintf(path, sizeof path, "/sim/messages?to=%s", to);
    struct answer a = town_sim_get(t, path);
    for (; *wanted; wanted++)
        if (!strstr(a.body, *wanted)) fail_msg("%s got no '%s': %s", to, *wanted, a.body);
    answer_free(&a);
}

static void run(struct town *t, const char *what, int code, const char *says)
{
    const char *args[] = { "templates", what, NULL };
    char out[8192];
    assert_int_equal(town_command(t, args, out, sizeof out), code);
    if (!strstr(out, says)) fail_msg("templates %s lacks '%s': %s", what, says, out);
}

static void test_without_a_template_it_waits_in_sight(void **state)
{
    struct town *t = *state;
    writes(t, "6281200000001", 25, REPORT);
    rows_of(t, "6281200000001", "o.state = 9", 1);
    struct answer a = town_get(t, "/api/v1/outbox?state=waiting", token);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"state\":\"waiting\""));
    assert_non_null(strstr(a.body, "window"));
    answer_free(&a);
    a = town_sim_get(t, "/sim/messages");
    assert_non_null(strstr(a.body, "\"items\":[]")); /* nothing was even tried */
    answer_free(&a);
    a = town_sim_get(t, "/sim/stats");
    assert_non_null(strstr(a.body, "\"requests\":0"));
    answer_free(&a);
}

static void test_approved_it_goes(void **state)
{
    struct town *t = *state;
    run(t, "list", 0, "lapor_kanda_diterima\tid\treceived\tunknown");
    run(t, "compare", 1, "lapor_kanda_diterima\tid\treceived\tunknown");
    run(t, "submit", 0, "lapor_kanda_diterima\tid\treceived\tpending");
    run(t, "submit", 0, "pending"); /* a second time submits nothing */
    rows_of(t, "6281200000001", "o.state = 9", 1);
    decide(t, "lapor_kanda_diterima", "APPROVED");
    rows_of(t, "6281200000001", SENT " AND o.template IS NOT NULL", 1);
    static const char *const says[] = { "\"type\":\"template\"", "sudah tercatat dengan nomor LK",
                                        NULL };
    mail_has(t, "6281200000001", says);
    struct answer a = town_get(t, "/api/v1/outbox", token);
    assert_non_null(strstr(a.body, "\"template\":\"lapor_kanda_diterima\""));
    answer_free(&a);
}

static void test_paused_they_wait_and_go_as_one_text(void **state)
{
    struct town *t = *state;
    decide(t, "lapor_kanda_diterima", "PAUSED");
    town_wait_count(t, "SELECT state FROM template WHERE name = 'lapor_kanda_diterima'", 3,
                    SECONDS);
    writes(t, "6281200000002", 40, REPORT);
    writes(t, "6281200000002", 30, LIGHT);
    rows_of(t, "6281200000002", "o.state = 9", 2);
    writes(t, "6281200000002", 0, "Terima kasih");
    rows_of(t, "6281200000002", "o.state = 10", 1);
    rows_of(t, "6281200000002", SENT, 2);
    static const char *const says[] = { "Sebaung", "Maron Kidul", "Sama-sama", NULL };
    mail_has(t, "6281200000002", says);
    struct answer a = town_sim_get(t, "/sim/messages?to=6281200000002");
    const char *first = strstr(a.body, "Sebaung"), *second = strstr(a.body, "Maron Kidul");
    const char *answer = strstr(a.body, "Sama-sama");
    assert_true(first < second && second < answer);
    int mails = 0;
    for (const char *at = a.body; (at = strstr(at, "\"seq\":")) != NULL; at++)
        mails++;
    assert_int_equal(mails, 2);
    answer_free(&a);
}

/* We were not told of the pause: the refusal tells. */
static void test_a_refused_template_waits(void **state)
{
    struct town *t = *state;
    town_exec(t, "UPDATE template SET state = 2 WHERE name = 'lapor_kanda_diterima'");
    writes(t, "6281200000003", 25, REPORT);
    rows_of(t, "6281200000003", "o.state = 9", 1);
    assert_int_equal(
        town_count(t, "SELECT state FROM template WHERE name = 'lapor_kanda_diterima'"), 3);
    struct answer a = town_sim_get(t, "/sim/stats");
    assert_non_null(strstr(a.body, "\"132015\":1"));
    answer_free(&a);
}

/* Meta and we differ about the window: 131047, and the template goes. */
static void test_131047_becomes_a_template(void **state)
{
    struct town *t = *state;
    decide(t, "lapor_kanda_diterima", "APPROVED");
    rows_of(t, "6281200000003", SENT, 1);
    writes(t, "6281200000004", 25, "Selamat pagi"); /* no template says a menu: it waits */
    rows_of(t, "6281200000004", "o.state = 9", 1);
    town_exec(t, "UPDATE outbox SET state = 8 WHERE state = 9");
    assert_int_equal(town_post_status(t, town_text("wamid.W4", "6281200000004", town_now(), LIGHT)),
                     200);
    rows_of(t, "6281200000004", SENT " AND o.template IS NOT NULL", 1);
    struct answer a = town_sim_get(t, "/sim/stats");
    assert_non_null(strstr(a.body, "\"131047\":1"));
    assert_non_null(strstr(a.body, "\"doubles\":0"));
    answer_free(&a);
}

static void test_compared_at_start(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_exec(t, "UPDATE template SET state = 0");
    assert_true(town_start(t));
    town_wait_count(t, "SELECT state FROM template WHERE name = 'lapor_kanda_diterima'", 2,
                    SECONDS);
    assert_true(town_log_has(t, "templates.compared"));
    run(t, "list", 0, "lapor_kanda_selesai\tid\tresolved\tpending");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_template_it_waits_in_sight),
        cmocka_unit_test(test_approved_it_goes),
        cmocka_unit_test(test_paused_they_wait_and_go_as_one_text),
        cmocka_unit_test(test_a_refused_template_waits),
        cmocka_unit_test(test_131047_becomes_a_template),
        cmocka_unit_test(test_compared_at_start),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
