/* test_provider.c - the same desk behind a solution provider: other addresses, another header for
 * the token, webhooks without a signature. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define REPORT        "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define RIGHT         "Authorization: Basic a2FuZGE6Y29udG9oLXNhbmRp" /* kanda:contoh-sandi */
#define OLDER         "Authorization: Basic a2FuZGE6bGFtYQ=="         /* kanda:lama */
#define SECONDS       10

static int teardown(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
    return 0;
}

static int behind_360dialog(void **state)
{
    static struct town town;
    static const char *const sim[] = { "--provider",         "360dialog",
                                       "--access-token",     "contoh-token",
                                       "--webhook-header",   RIGHT,
                                       "--review-templates", NULL };
    town_create(&town, "provider = 360dialog\nwebhook_secret = kanda:lama, kanda:contoh-sandi\n"
                       "[desk]\nsimilar_days = 0\n");
    town_start_sim(&town, sim);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static void sends(const struct town *t, const char *json)
{
    struct answer a = town_sim_post(t, "/sim/send", json);
    if (!strstr(a.body, "\"status\":200")) fail_msg("the webhook was refused: %s", a.body);
    answer_free(&a);
}

static void command(struct town *t, const char *what, const char *then, const char *says)
{
    const char *args[] = { what, then, NULL };
    char out[8192];
    int code = town_command(t, args, out, sizeof out);
    if (code != 0 || !strstr(out, says))
        fail_msg("%s %s: %d, lacks '%s': %s", what, then, code, says, out);
}

static void test_a_reply_goes_and_its_statuses_come(void **state)
{
    struct town *t = *state;
    sends(t, "{\"from\":\"6281200000001\",\"text\":\"" REPORT "\"}");
    town_settled(t, SECONDS);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 6", 1, SECONDS); /* read */
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM quarantine"), 0);
}

static void test_a_file_is_had_from_the_provider(void **state)
{
    struct town *t = *state;
    int64_t before = town_sim_number(t, "files_served");
    sends(t, "{\"from\":\"6281200000001\",\"image\":{\"caption\":\"Fotonya\"}}");
    town_wait_count(t, "SELECT COUNT(*) FROM attachment WHERE state = 1", 1, SECONDS);
    assert_int_equal(town_sim_number(t, "files_served"), before + 1);
    /* The address that came with the message is used up: the id is asked for a fresh one. */
    town_faults(t, "{\"media_mode\":\"dead_url\",\"media_times\":1}");
    sends(t, "{\"from\":\"6281200000001\",\"image\":{\"caption\":\"Satu lagi\"}}");
    town_wait_count(t, "SELECT COUNT(*) FROM attachment WHERE state = 1", 2, SECONDS);
    assert_int_equal(town_sim_number(t, "files_served"), before + 2);
}

static void test_a_template_is_submitted_and_goes(void **state)
{
    struct town *t = *state;
    char late[200];
    (void)snprintf(late, sizeof late,
                   "{\"from\":\"6281200000002\",\"timestamp\":%lld,\"text\":\"" REPORT "\"}",
                   (long long)(town_now() - (int64_t)25 * 3600));
    sends(t, late);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 9", 1, SECONDS);
    command(t, "templates", "submit", "lapor_kanda_diterima\tid\treceived\tpending");
    struct answer a = town_sim_post(
        t, "/sim/templates",
        "{\"name\":\"lapor_kanda_diterima\",\"language\":\"id\",\"status\":\"APPROVED\"}");
    answer_free(&a);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE template IS NOT NULL AND state >= 3", 1,
                    SECONDS);
    const char *compare[] = { "templates", "compare", NULL };
    char out[8192];
    assert_int_equal(town_command(t, compare, out, sizeof out), 1); /* some are pending yet */
    if (!strstr(out, "lapor_kanda_diterima\tid\treceived\tapproved")) fail_msg("%s", out);
}

static void test_what_proves_nothing_is_refused(void **state)
{
    static const struct {
        const char *header;
        int status;
    } rows[] = {
        { NULL, 403 },
        { "X-Hub-Signature-256: SIGNED", 403 }, /* replaced below by a right one */
        { "Authorization: Basic a2FuZGE6Y29udG9oLXNhbmR4", 403 },
        { "Authorization: Basic", 403 },
        { "Authorization: Basic =", 403 },
        { "Authorization: Basic kanda:contoh-sandi", 403 },
        { "Authorization: Bearer a2FuZGE6Y29udG9oLXNhbmRp", 403 },
        { "X-Authorization: Basic a2FuZGE6Y29udG9oLXNhbmRp", 403 },
        { RIGHT, 200 },
        { OLDER, 200 },
        { "Authorization: basic  a2FuZGE6Y29udG9oLXNhbmRp", 200 },
    };
    const struct town *t = *state;
    char id[40], signature[128];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        (void)snprintf(id, sizeof id, "wamid.PROOF%zu", i);
        const char *body = town_text(id, "6281200000003", town_now(), "Halo");
        const char *header = rows[i].header;
        town_sign(body, strlen(body), signature);
        if (header && strstr(header, "SIGNED")) header = signature;
        struct answer a = town_http(t, "POST", "/webhook", NULL, body, strlen(body), header);
        if (a.status != rows[i].status)
            fail_msg("row %zu: %d instead of %d", i, a.status, rows[i].status);
        answer_free(&a);
    }
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM message WHERE wamid LIKE "
                                   "'wamid.PROOF%'"),
                     3);
}

static void test_the_check_asks_what_the_provider_tells(void **state)
{
    static const char *const check[] = { "check", "--online", NULL };
    static const char *const lines[] = {
        "ok       number     can send: AVAILABLE",
        "TROUBLE  templates  1 of our 15 are approved",
        "TROUBLE  templates  14 waiting for Meta's review",
    };
    struct town *t = *state;
    char out[8192];
    assert_int_equal(town_command(t, check, out, sizeof out), 1);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(out, lines[i])) fail_msg("lacks '%s': %s", lines[i], out);
}

/* Its answer to a wrong key is not Meta's: nothing may be used up by it, and somebody must know. */
static int with_a_key_that_is_no_good(void **state)
{
    static struct town town;
    static const char *const sim[] = { "--provider", "360dialog",        "--access-token",
                                       "kunci-lain", "--webhook-header", RIGHT,
                                       NULL };
    town_create(&town, "provider = 360dialog\nwebhook_secret = kanda:contoh-sandi\n");
    town_start_sim(&town, sim);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static void test_a_refused_key_stops_all_and_is_an_alarm(void **state)
{
    static const char *const check[] = { "check", "--online", NULL };
    struct town *t = *state;
    char out[8192];
    sends(t, "{\"from\":\"6281200000001\",\"text\":\"" REPORT "\"}");
    town_wait_count(t,
                    "SELECT COUNT(*) FROM alarm WHERE cause = 'sending' AND text LIKE '%190%' AND "
                    "cleared_at IS NULL",
                    1, 2 * SECONDS);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 0 AND attempt < 3", 1, SECONDS);
    struct answer a = town_get(t, "/readyz", NULL);
    assert_int_equal(a.status, 503);
    assert_non_null(strstr(a.body, "\"sending_stopped_by\":\"190\""));
    answer_free(&a);
    assert_int_equal(town_command(t, check, out, sizeof out), 1);
    if (!strstr(out, "TROUBLE  number     the access token is refused")) fail_msg("%s", out);
}

static int with_a_secret_header(void **state)
{
    static struct town town;
    town_create(&town, "webhook_proof = header\nwebhook_header = X-Penghubung\n"
                       "webhook_secret = rahasia-penghubung\n"
                       "messages_path = /v19.0/{number}/messages\n");
    static const char *const sim[] = { "--webhook-header", "X-Penghubung: rahasia-penghubung",
                                       NULL };
    town_start_sim(&town, sim);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static void test_parts_of_a_preset_are_changed(void **state)
{
    const struct town *t = *state;
    const char *body = town_text("wamid.SECRET1", "6281200000001", town_now(), "Halo");
    sends(t, "{\"from\":\"6281200000001\",\"text\":\"" REPORT "\"}");
    town_settled(t, SECONDS);
    assert_int_equal(town_post_status(t, body), 403);
    static const char *const wrong[] = { "X-Penghubung: rahasia",
                                         "X-Penghubung: ", "X-Penghubung: rahasia-penghubung-",
                                         NULL };
    for (size_t i = 0; wrong[i]; i++) {
        struct answer a = town_http(t, "POST", "/webhook", NULL, body, strlen(body), wrong[i]);
        assert_int_equal(a.status, 403);
        answer_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest provider[] = {
        cmocka_unit_test(test_a_reply_goes_and_its_statuses_come),
        cmocka_unit_test(test_a_file_is_had_from_the_provider),
        cmocka_unit_test(test_a_template_is_submitted_and_goes),
        cmocka_unit_test(test_what_proves_nothing_is_refused),
        cmocka_unit_test(test_the_check_asks_what_the_provider_tells),
    };
    const struct CMUnitTest wrong[] = { cmocka_unit_test(
        test_a_refused_key_stops_all_and_is_an_alarm) };
    const struct CMUnitTest changed[] = { cmocka_unit_test(test_parts_of_a_preset_are_changed) };
    return cmocka_run_group_tests(provider, behind_360dialog, teardown) +
           cmocka_run_group_tests(wrong, with_a_key_that_is_no_good, teardown) +
           cmocka_run_group_tests(changed, with_a_secret_header, teardown);
}
