/* test_staff_notices.c - units' people hear of their tickets over WhatsApp and by e-mail, from the
 * two real programs: assignments, the ladder, a digest, roads that fail, a kill in between.
 *
 * The clock is the real one, so what time brings is moved near by SQL; the rules of time are in
 * unit/service/test_notices.c. */
#include "api.h"
#include "sink.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define CITIZEN   "6281234567890"
#define PHONE     "6281200000001"
#define HEAD      "6281200000002"
#define SECRETARY "6281200000003"
#define SECONDS   20

static struct world {
    struct api api;
    struct sink mail;
} world;

static void put(enum api_who who, const char *path, const char *body, int status)
{
    struct reply r = api_send(&world.api, who, "PUT", path, body, NULL);
    if (r.status != status) fail_msg("PUT %s: %d %s", path, r.status, r.body);
    reply_free(&r);
}

#define CONTACT(department, rung) "/api/v1/staff-contacts/" department "/" rung

static int setup(void **state)
{
    static const char *const submit[] = { "templates", "submit", NULL };
    char extra[512], out[8192];
    (void)state;
    sink_start(&world.mail, true);
    (void)snprintf(
        extra, sizeof extra,
        "office_hours = 00:00-24:00\ndigest_at =\n[whatsapp]\nbusiness_account_id = "
        "200000000000002\n[http]\npublic_url = https://lapor.example\n[alarm]\nsmtp_url = "
        "smtp://127.0.0.1:%d\nmail_from = kanda@kanda.test\nmail_to = it@kanda.test\n",
        world.mail.port);
    api_create_with(&world.api, extra);
    assert_int_equal(town_command(&world.api.town, submit, out, sizeof out), 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&world.api);
    sink_stop(&world.mail);
    return 0;
}

static void wait_for(const char *where, int64_t want)
{
    char sql[400];
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM staff_notice WHERE %s", where);
    town_wait_count(&world.api.town, sql, want, SECONDS);
}

/* A new report of a road, verified and assigned to PUPR. */
static void assigned(const char *words, char number[32])
{
    char path[120];
    api_write(&world.api.town, CITIZEN, "Warga Satu", words);
    api_number(&world.api, words, number);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/transitions", number);
    struct reply r = api_send(&world.api, OPERATOR, "POST", path, "{\"to\":\"verified\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/assignments", number);
    r = api_send(&world.api, OPERATOR, "POST", path, "{\"department\":\"PUPR\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
}

/* How often the simulator took such words for this phone. */
static int sent(const char *to, const char *words)
{
    char path[80];
    int n = 0;
    (void)snprintf(path, sizeof path, "/sim/messages?to=%s", to);
    struct answer a = town_sim_get(&world.api.town, path);
    assert_null(strstr(a.body, "berlubang"));
    for (const char *at = a.body; (at = strstr(at, words)) != NULL; at += strlen(words))
        n++;
    answer_free(&a);
    return n;
}

static void test_who_may_set_and_see_contacts(void **state)
{
    static const struct {
        const char *path, *body;
        int status;
    } rows[] = {
        { CONTACT("PUPR", "contact"), "{\"phone\":\"0812-0000-0001\",\"mail\":\"budi@pupr.test\"}",
          200 },
        { CONTACT("PUPR", "head"), "{\"phone\":\"+62 812 0000 0002\"}", 200 },
        { CONTACT("KABUPATEN", "secretary"), "{\"phone\":\"081200000003\"}", 200 },
        { CONTACT("KABUPATEN", "regent"), "{\"mail\":\"bupati@kab.test\"}", 200 },
        { CONTACT("KEC-18", "head"), "{\"mail\":\"camat@kec18.test\"}", 200 },
        { CONTACT("PUPR", "regent"), "{\"mail\":\"a@b.test\"}", 404 },
        { CONTACT("PLN", "contact"), "{\"mail\":\"a@b.test\"}", 404 },
        { CONTACT("X", "contact"), "{\"mail\":\"a@b.test\"}", 404 },
        { CONTACT("PUPR", "boss"), "{\"mail\":\"a@b.test\"}", 404 },
        { CONTACT("PUPR", "head"), "{}", 422 },
        { CONTACT("PUPR", "head"), "{\"mail\":\"a@b.test\\r\\nBcc: c@d\"}", 422 },
        { CONTACT("PUPR", "head"), "{\"mail\":\"a@b.test,c@d.test\"}", 422 },
        { CONTACT("PUPR", "head"), "{\"phone\":\"satu\"}", 422 },
        { CONTACT("PUPR", "head"), "{\"name\":\"x\"}", 422 },
    };
    static const char *const list[] = { "contacts", "list", NULL };
    static const char *const set[] = { "contacts",         "set", "DISHUB", "contact", "--mail",
                                       "lain@dishub.test", NULL };
    static const char *const wrong[] = { "contacts", "set", "DISHUB", "contact", NULL };
    static const char *const gone[] = { "contacts", "remove", "DISHUB", "contact", NULL };
    struct town *t = &world.api.town;
    char out[2048];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        put(ADMIN, rows[i].path, rows[i].body, rows[i].status);
    put(OPERATOR, CONTACT("PUPR", "head"), "{\"mail\":\"x@y.test\"}", 403);
    assert_int_equal(api_status(&world.api, OPERATOR, "/api/v1/staff-contacts"), 403);
    struct reply r = api_get(&world.api, ADMIN, "/api/v1/staff-contacts");
    assert_int_equal(reply_items(&r), 5);
    assert_non_null(strstr(r.body, "\"phone\":\"" PHONE "\""));
    reply_free(&r);
    assert_int_equal(town_command(t, set, out, sizeof out), 0);
    assert_int_equal(town_command(t, wrong, out, sizeof out), 2);
    assert_int_equal(town_command(t, list, out, sizeof out), 0);
    assert_non_null(strstr(out, "DISHUB\tcontact\t\tlain@dishub.test\n"));
    assert_int_equal(town_command(t, gone, out, sizeof out), 0);
    assert_int_equal(town_command(t, gone, out, sizeof out), 1);
    assert_false(town_log_has(t, PHONE) || town_log_has(t, "budi@pupr.test"));
}

static void test_an_assignment_is_told(void **state)
{
    char number[32], line[120];
    (void)state;
    assigned("Jalan berlubang satu di desa Sebaung", number);
    wait_for("kind = 1 AND state = 2", 3); /* phone and mail of one, phone of the other */
    wait_for("kind = 2 AND state = 2 AND department = 'KEC-18'", 1);
    assert_int_equal(sent(PHONE, "Ada laporan baru untuk unit"), 1);
    assert_int_equal(sent(HEAD, "Ada laporan baru untuk unit"), 1);
    (void)snprintf(line, sizeof line, "Subject: [Lapor Kanda] Laporan baru %s", number);
    assert_int_equal(sink_count(&world.mail, line), 1);
    (void)snprintf(line, sizeof line, "https://lapor.example/staff/laporan/%s", number);
    assert_int_equal(sink_count(&world.mail, line), 2);
    assert_int_equal(sink_count(&world.mail, "RCPT TO:<budi@pupr.test>"), 1);
    assert_int_equal(sink_count(&world.mail, "RCPT TO:<camat@kec18.test>"), 1);
    assert_int_equal(sink_count(&world.mail, "Desa Sebaung, Kecamatan Gending"), 2);
    assert_int_equal(sink_count(&world.mail, CITIZEN) + sink_count(&world.mail, "berlubang") +
                         sink_count(&world.mail, "Warga Satu"),
                     0);
}

/* Only the admin sees by whom a unit was told, in no list of replies and on no ticket. */
static void test_nobody_else_sees_it(void **state)
{
    static const enum api_who all[] = { OPERATOR, SUPERVISOR, OFFICER_PUPR };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct reply r = api_get(&world.api, all[i], "/api/v1/outbox?limit=200");
        assert_int_equal(r.status, 200);
        assert_null(strstr(r.body, "lapor_kanda_tugas"));
        reply_free(&r);
        assert_int_equal(api_status(&world.api, all[i], "/api/v1/notices"), 403);
    }
    struct reply r = api_get(&world.api, ADMIN, "/api/v1/outbox?limit=200");
    assert_non_null(strstr(r.body, "lapor_kanda_tugas"));
    reply_free(&r);
    r = api_get(&world.api, ADMIN, "/api/v1/notices");
    assert_int_equal(reply_items(&r), 4);
    assert_null(strstr(r.body, PHONE));
    reply_free(&r);
}

struct rival {
    const char *path;
    int status;
};

static void *assign_now(void *ctx)
{
    struct rival *rival = ctx;
    struct reply r =
        api_send(&world.api, OPERATOR, "POST", rival->path, "{\"department\":\"DISHUB\"}", NULL);
    rival->status = r.status;
    reply_free(&r);
    return NULL;
}

/* Two clerks hand the same ticket over at the same moment: one does, and the unit hears of it once.
 */
static void test_two_at_once_are_one(void **state)
{
    static const char *const set[] = { "contacts",        "set", "DISHUB", "contact", "--mail",
                                       "dua@dishub.test", NULL };
    char number[32], path[120], out[64];
    pthread_t threads[2];
    struct rival rivals[2];
    (void)state;
    assert_int_equal(town_command(&world.api.town, set, out, sizeof out), 0);
    assigned("Jalan lain berlubang empat di desa Sebaung", number);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/assignments", number);
    for (int i = 0; i < 2; i++) {
        rivals[i] = (struct rival){ path, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, assign_now, &rivals[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        (void)pthread_join(threads[i], NULL);
    assert_int_equal(rivals[0].status + rivals[1].status, 200 + 409);
    wait_for("department = 'DISHUB' AND state = 2", 1);
    assert_int_equal(sink_count(&world.mail, "RCPT TO:<dua@dishub.test>"), 1);
}

/* --- what time brings, moved near --- */

static void next_step(void)
{
    api_sql(&world.api.town, "UPDATE ticket SET promise_at = NULL, answered_at = 1, ladder_at = 1 "
                             "WHERE ladder_at IS NOT NULL");
}

/* On a day when no office is open reminders wait for the next one. */
static void office_opens(void)
{
    api_sql(&world.api.town, "UPDATE staff_notice SET due_at = 0 WHERE state = 0");
}

static void test_the_ladder_tells_everybody_once_whoever_dies(void **state)
{
    struct town *t = &world.api.town;
    (void)state;
    next_step();
    wait_for("kind = 3", 2); /* 50 %: the contact person by phone and mail */
    office_opens();
    wait_for("kind = 3 AND state = 2", 2);
    next_step();
    wait_for("kind = 3 AND rung = 2", 1);
    town_kill(t); /* planned, and perhaps on its way */
    assert_true(town_start(t));
    office_opens();
    wait_for("kind = 3 AND rung = 2 AND state = 2", 1);
    next_step();
    wait_for("kind = 3 AND rung = 3", 1);
    next_step();
    wait_for("kind = 3 AND rung = 4", 1);
    office_opens();
    wait_for("kind = 3 AND state = 2", 5);
    assert_int_equal(sent(PHONE, "Pengingat untuk unit"), 1);
    assert_int_equal(sent(HEAD, "Pengingat untuk unit"), 1);
    assert_int_equal(sent(SECRETARY, "Pengingat untuk unit"), 1);
    assert_int_equal(sink_count(&world.mail, "RCPT TO:<bupati@kab.test>"), 1);
    assert_int_equal(sink_count(&world.mail, "Subject: [Lapor Kanda] Pengingat laporan"), 2);
}

/* Whether one is due is a rule of working days; what it says is read when it goes. */
static void test_a_digest_goes_out(void **state)
{
    static const char digest[] =
        "INSERT INTO staff_notice (kind, cause, department, rung, road, due_at, expires_at, "
        "created_at, updated_at) SELECT 4, 1, 'PUPR', 1, r.road, 0, 9e15, 0, 0 FROM (SELECT 1 AS "
        "road UNION SELECT 2) AS r WHERE TRUE ON CONFLICT (kind, cause, department, rung, road) DO "
        "NOTHING";
    (void)state;
    api_sql(&world.api.town, digest);
    api_sql(&world.api.town, digest);
    wait_for("kind = 4 AND state = 2", 2);
    assert_int_equal(sink_count(&world.mail, "Subject: [Lapor Kanda] Ringkasan"), 1);
    assert_int_equal(sink_count(&world.mail, "1 terbuka"), 1);
    assert_int_equal(sent(PHONE, "Ringkasan laporan unit"), 1);
}

/* --- roads that fail --- */

static void test_a_mail_server_that_is_away(void **state)
{
    char number[32], line[120];
    (void)state;
    world.mail.refuse = true;
    assigned("Jalan lain berlubang dua di desa Sebaung", number);
    wait_for("state = 0 AND attempts > 0 AND error LIKE '%421%'", 1);
    world.mail.refuse = false;
    api_sql(&world.api.town, "UPDATE staff_notice SET due_at = 0 WHERE state = 0");
    wait_for("kind IN (1, 2) AND state = 2", 8);
    (void)snprintf(line, sizeof line, "Subject: [Lapor Kanda] Laporan baru %s", number);
    assert_int_equal(sink_count(&world.mail, line), 1);
}

static void test_a_failure_is_in_sight(void **state)
{
    char number[32];
    struct town *t = &world.api.town;
    (void)state;
    world.mail.unknown = "budi@";
    town_faults(t, "{\"mode\":\"error\",\"fail_code\":131026}"); /* not on WhatsApp */
    assigned("Jalan lain berlubang tiga di desa Sebaung", number);
    wait_for("state = 3 AND road = 2 AND error LIKE '%550%'", 1);
    wait_for("state = 3 AND road = 1", 2);
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0}");
    world.mail.unknown = NULL;
    wait_for("kind = 2 AND state = 2", 3); /* the neighbour's letter was not held up */
    struct reply r = api_get(&world.api, ADMIN, "/api/v1/notices?state=failed");
    assert_int_equal(reply_items(&r), 3);
    assert_non_null(strstr(r.body, number));
    reply_free(&r);
    r = api_get(&world.api, OPERATOR, "/api/v1/alarms?state=open");
    assert_non_null(strstr(r.body, "\"cause\":\"staff.notice\""));
    assert_null(strstr(r.body, "budi"));
    reply_free(&r);
    sink_wait(&world.mail, "PERINGATAN: staff.notice", SECONDS);
    r = api_get(&world.api, OPERATOR, "/api/v1/outbox?state=failed");
    assert_null(strstr(r.body, "lapor_kanda_tugas"));
    reply_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_set_and_see_contacts),
        cmocka_unit_test(test_an_assignment_is_told),
        cmocka_unit_test(test_nobody_else_sees_it),
        cmocka_unit_test(test_the_ladder_tells_everybody_once_whoever_dies),
        cmocka_unit_test(test_a_digest_goes_out),
        cmocka_unit_test(test_a_mail_server_that_is_away),
        cmocka_unit_test(test_a_failure_is_in_sight),
        cmocka_unit_test(test_two_at_once_are_one),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
