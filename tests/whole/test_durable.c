/* test_durable.c - 200 means on disk: killed, out of space, locked out, older than the database. */
#include "store/migrate.h"
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REPORT       "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define ROUNDS       25
#define FULL_BYTES   ((int64_t)1200 * 1024) /* an empty database and a little more */
#define BUSY_SECONDS 5                      /* how long the writer waits for a lock */

static int setup(void **state)
{
    static struct town town;
    /* longer than the pauses that the simulator makes between its tries to report */
    town_create(&town, "unsure_seconds = 33\n");
    town_start_sim(&town, NULL);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

static void start(struct town *t)
{
    town_kill(t); /* what a test that failed has left */
    if (!town_start(t)) fail_msg("kanda did not start: see %s", t->log);
}

static int post(const struct town *t, const char *kind, int n)
{
    char wamid[48], from[24]; /* everybody writes once, so each message makes a ticket */
    (void)snprintf(wamid, sizeof wamid, "wamid.%s%d", kind, n);
    (void)snprintf(from, sizeof from, "628%03d%06d", kind[0], n);
    return town_post_status(t, town_text(wamid, from, town_now(), REPORT));
}

static int64_t tickets_of(const struct town *t, const char *kind, int n)
{
    char sql[256];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM message m JOIN ticket t ON t.id = m.ticket_id JOIN outbox "
                   "o ON o.ticket_id = t.id WHERE m.wamid = 'wamid.%s%d'",
                   kind, n);
    return town_count(t, sql);
}

static int ready(const struct town *t)
{
    struct answer a = town_get(t, "/readyz", NULL);
    int status = a.status;
    answer_free(&a);
    return status;
}

static void test_killed_at_the_very_answer(void **state)
{
    struct town *t = *state;
    for (int i = 0; i < ROUNDS; i++) {
        start(t);
        int status = post(t, "K", i);
        town_kill(t);
        assert_int_equal(status, 200);
    }
    start(t);
    for (int i = 0; i < ROUNDS; i++)
        if (tickets_of(t, "K", i) != 1) fail_msg("round %d: no ticket, or more than one", i);
    for (int i = 0; i < ROUNDS; i++) /* Meta did not hear it and says it again */
        assert_int_equal(post(t, "K", i), 200);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM ticket"), ROUNDS);
    town_settled(t, 90);
    assert_int_equal(town_stop(t), 0);
}

static void test_a_full_disk_is_admitted(void **state)
{
    enum { POSTS = 400 };
    struct town *t = *state;
    int refused = 0, not_ready = 0, first_refused = -1;
    bool stored[POSTS];
    t->file_limit = FULL_BYTES;
    start(t);
    for (int i = 0; i < POSTS && refused < 20; i++) {
        int status = post(t, "F", i);
        assert_true(status == 200 || status == 503);
        stored[i] = status == 200;
        if (!stored[i] && first_refused < 0) first_refused = i;
        refused += !stored[i];
        if (tickets_of(t, "F", i) != stored[i]) fail_msg("message %d: answered %d", i, status);
        /* what the sender has to write is smaller and may still fit: then it is ready again */
        not_ready += !stored[i] && ready(t) == 503;
    }
    print_message("the disk was full at message %d\n", first_refused);
    assert_int_equal(refused, 20);
    assert_true(not_ready > 0);
    town_kill(t);
    t->file_limit = 0;
    start(t);
    for (int i = 0; i < first_refused; i++)
        if (tickets_of(t, "F", i) != stored[i]) fail_msg("message %d: lost with the disk", i);
    assert_int_equal(post(t, "F", first_refused), 200);
    assert_int_equal(tickets_of(t, "F", first_refused), 1);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 60);
    assert_int_equal(ready(t), 200);
    town_settled(t, 30);
    assert_int_equal(town_stop(t), 0);
}

static sqlite3 *lock(const struct town *t)
{
    char path[96];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    (void)sqlite3_busy_timeout(db, 5000);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void unlock(sqlite3 *db)
{
    assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

struct poster {
    const struct town *town;
    int n, status;
};

static void *post_once(void *ctx)
{
    struct poster *p = ctx;
    p->status = post(p->town, "L", p->n);
    return NULL;
}

static int post_while_locked(const struct town *t, int n, int lock_ms)
{
    struct poster p = { .town = t, .n = n };
    pthread_t thread;
    sqlite3 *db = lock(t);
    assert_int_equal(pthread_create(&thread, NULL, post_once, &p), 0);
    town_nap(lock_ms);
    unlock(db);
    (void)pthread_join(thread, NULL);
    return p.status;
}

static void test_a_locked_database_delays_or_refuses(void **state)
{
    struct town *t = *state;
    start(t);
    assert_int_equal(post_while_locked(t, 1, 700), 200); /* the lock went away in time */
    assert_int_equal(tickets_of(t, "L", 1), 1);
    /* Longer than the writer waits; what came before may have used that up, then it waits anew. */
    int status = post_while_locked(t, 2, BUSY_SECONDS * 1000 + 1500);
    assert_true(status == 503 || status == 200);
    assert_int_equal(tickets_of(t, "L", 2), status == 200);
    assert_int_equal(post(t, "L", 2), 200); /* Meta repeats it */
    assert_int_equal(tickets_of(t, "L", 2), 1);
    town_settled(t, 60);
    assert_int_equal(ready(t), 200);
}

/* Runs after the one before, which leaves its server running. */
static void test_a_second_server_ends_and_harms_nothing(void **state)
{
    struct town *t = *state;
    const char *const serve[] = { "serve", NULL };
    char out[4096];
    for (int i = 10; i < 20; i++) {
        assert_int_equal(post(t, "S", i), 200);
        assert_int_equal(town_command(t, serve, out, sizeof out), 1);
    }
    assert_true(strlen(out) > 0);
    town_settled(t, 30);
    assert_int_equal(town_stop(t), 0);
}

static void test_a_newer_database_is_refused(void **state)
{
    struct town *t = *state;
    static const char *const commands[] = { "serve", "migrate", "check" };
    char out[4096], says[200], copy[128];
    town_exec(t,
              "INSERT INTO schema_migration (number, name, applied_at) VALUES (9000, 'later', 0)");
    for (size_t i = 0; i < 2 * sizeof commands / sizeof commands[0]; i++) {
        const char *const command[] = { commands[i / 2], NULL };
        (void)snprintf(copy, sizeof copy, "%s/kanda.db.before-%04d", t->dir,
                       store_schema_number() + 1);
        (void)snprintf(says, sizeof says,
                       "made by a newer kanda (schema 9000, this one knows %d): install that one, "
                       "or restore a backup%s%s",
                       store_schema_number(), i % 2 ? " or its copy from before, " : "",
                       i % 2 ? strrchr(copy, '/') + 1 : "");
        if (i % 2) assert_int_equal(close(creat(copy, 0600)), 0);
        assert_int_equal(town_command(t, command, out, sizeof out), 1);
        if (!strstr(out, says)) fail_msg("%s does not say '%s': %s", command[0], says, out);
        (void)unlink(copy);
    }
    town_exec(t, "DELETE FROM schema_migration WHERE number = 9000");
    start(t);
    assert_int_equal(post(t, "N", 1), 200);
    town_settled(t, 30);
    assert_int_equal(town_stop(t), 0);
}

/* Something else at its port is the other way to be second. */
static void test_a_taken_port_is_refused(void **state)
{
    struct town *t = *state, other;
    const char *const serve[] = { "serve", NULL };
    char out[4096];
    start(t);
    town_create(&other, "");
    (void)snprintf(out, sizeof out, "127.0.0.1:%d", t->port);
    assert_int_equal(setenv("KANDA_HTTP_LISTEN", out, 1), 0);
    int code = town_command(&other, serve, out, sizeof out);
    assert_int_equal(unsetenv("KANDA_HTTP_LISTEN"), 0);
    town_destroy(&other);
    assert_int_equal(code, 1);
    if (!strstr(out, "http.listen: cannot listen on 127.0.0.1"))
        fail_msg("it does not say why: %s", out);
    assert_int_equal(post(t, "P", 1), 200);
    assert_int_equal(town_stop(t), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_at_the_very_answer),
        cmocka_unit_test(test_a_full_disk_is_admitted),
        cmocka_unit_test(test_a_locked_database_delays_or_refuses),
        cmocka_unit_test(test_a_second_server_ends_and_harms_nothing),
        cmocka_unit_test(test_a_newer_database_is_refused),
        cmocka_unit_test(test_a_taken_port_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
