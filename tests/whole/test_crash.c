/* test_crash.c - the server is killed at random moments under load, KILLS times (100).
 *
 * What must be true afterwards: every message that was answered 200 is there with its ticket, no
 * ticket is doubled, and every reply was accepted by Meta exactly once. Clients behave as Meta
 * does: what was not answered 200 is sent again, the same wamid, until it is. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLIENTS        4
#define MESSAGES_MAX   200000 /* of one client */
#define KILLS_DEFAULT  100
#define KILLS_MAX      100000
#define ALIVE_MIN_MS   20 /* after ready */
#define ALIVE_RANGE_MS 560
#define STARTING_MS    80 /* about what a start takes */
#define PAUSE_MS       8  /* of a client between two messages */
#define DOWN_PAUSE_MS  15
#define SETTLE_SECONDS 120
#define REPORT         "Lampu jalan mati di desa Maron Kidul nomor"

struct client {
    const struct town *town;
    int number;
    atomic_bool *stop;
    int answered; /* messages 0 to answered - 1 were answered 200 */
    int unanswered_tries;
};

static void name(const struct client *c, int n, char wamid[40], char from[24])
{
    (void)snprintf(wamid, 40, "wamid.X%d.%d", c->number, n);
    (void)snprintf(from, 24, "628%02d%07d", c->number, n);
}

static void *talk(void *ctx)
{
    struct client *c = ctx;
    char wamid[40], from[24], text[96];
    int tries = 0;
    while (c->answered < MESSAGES_MAX && (tries > 0 || !atomic_load(c->stop))) {
        name(c, c->answered, wamid, from);
        (void)snprintf(text, sizeof text, REPORT " %d", c->answered);
        int status = town_post_status(c->town, town_text(wamid, from, town_now(), text));
        if (status == 200) {
            c->answered++;
            tries = 0;
        } else {
            c->unanswered_tries++;
            tries++;
        }
        town_nap(status == 200 ? PAUSE_MS : DOWN_PAUSE_MS);
    }
    return NULL;
}

static int kills_wanted(void)
{
    const char *text = getenv("KILLS");
    long n = text && *text ? strtol(text, NULL, 10) : KILLS_DEFAULT;
    return n > 0 && n < KILLS_MAX ? (int)n : KILLS_DEFAULT;
}

static void kill_again_and_again(struct town *t, int kills)
{
    unsigned seed = 20260401;
    for (int i = 0; i < kills; i++) {
        town_nap(ALIVE_MIN_MS + rand_r(&seed) % ALIVE_RANGE_MS);
        town_kill(t);
        if (rand_r(&seed) % 5 == 0 && ++i < kills) { /* and again before it is ready */
            town_launch(t);
            town_nap(rand_r(&seed) % STARTING_MS);
            town_kill(t);
        }
        if (!town_start(t)) fail_msg("kanda did not start after kill %d: see %s", i + 1, t->log);
    }
}

static sqlite3 *open_database(const struct town *t)
{
    char path[96];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    (void)sqlite3_busy_timeout(db, 5000);
    return db;
}

/* How many of the messages that were answered 200 are not there with exactly one ticket. */
static int lost(const struct town *t, const struct client *clients)
{
    static const char sql[] =
        "SELECT COUNT(*) FROM message m JOIN contact c ON c.id = m.contact_id JOIN ticket t ON "
        "t.contact_id = c.id AND t.id = m.ticket_id WHERE m.wamid = ?1 AND c.wa_id = ?2 AND "
        "(SELECT COUNT(*) FROM ticket u WHERE u.contact_id = c.id) = 1";
    char wamid[40], from[24];
    sqlite3_stmt *find = NULL;
    sqlite3 *db = open_database(t);
    int missing = 0;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &find, NULL), SQLITE_OK);
    for (int k = 0; k < CLIENTS; k++) {
        for (int n = 0; n < clients[k].answered; n++) {
            name(&clients[k], n, wamid, from);
            (void)sqlite3_bind_text(find, 1, wamid, -1, SQLITE_TRANSIENT);
            (void)sqlite3_bind_text(find, 2, from, -1, SQLITE_TRANSIENT);
            assert_int_equal(sqlite3_step(find), SQLITE_ROW);
            missing += sqlite3_column_int(find, 0) != 1;
            (void)sqlite3_reset(find);
        }
    }
    (void)sqlite3_finalize(find);
    (void)sqlite3_close(db);
    return missing;
}

static void test_killed_under_load_loses_and_doubles_nothing(void **state)
{
    struct town *t = *state;
    struct client clients[CLIENTS];
    pthread_t threads[CLIENTS];
    atomic_bool stop = false;
    int kills = kills_wanted(), answered = 0, repeated = 0;
    int64_t begin = town_ms(), killed, accepted, doubles;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){ .town = t, .number = i, .stop = &stop };
        assert_int_equal(pthread_create(&threads[i], NULL, talk, &clients[i]), 0);
    }
    kill_again_and_again(t, kills);
    killed = town_ms() - begin;
    atomic_store(&stop, true);
    for (int i = 0; i < CLIENTS; i++) {
        (void)pthread_join(threads[i], NULL);
        answered += clients[i].answered;
        repeated += clients[i].unanswered_tries;
    }
    int missing = lost(t, clients);
    int64_t tickets = town_count(t, "SELECT COUNT(*) FROM ticket");
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, SETTLE_SECONDS);
    town_sim_stats(t, &accepted, &doubles);
    print_message("%d kills, %d messages answered 200 (%d tries were not), %d lost, %lld tickets "
                  "too many, %lld replies accepted, %lld doubled, %lld failed; %lld s of killing, "
                  "%lld s in all\n",
                  kills, answered, repeated, missing, (long long)(tickets - answered),
                  (long long)accepted, (long long)doubles,
                  (long long)town_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 8"),
                  (long long)killed / 1000, (long long)(town_ms() - begin) / 1000);
    assert_int_equal(missing, 0);
    assert_int_equal(tickets, answered);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM outbox"), answered);
    assert_int_equal(town_count(t, "SELECT COUNT(DISTINCT contact_id) FROM outbox"), answered);
    town_settled(t, SETTLE_SECONDS);
    assert_int_equal(
        town_count(t, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        0);
}

static int setup(void **state)
{
    /* so that there is always a message whose answer is not here yet */
    static const char *const slowly[] = { "--delay", "10", NULL };
    static struct town town;
    /* The promise is for a Meta that reports in time: the simulator's longest pause between two
     * tries to deliver a status is 30 s. */
    town_create(&town, "unsure_seconds = 33\nmessages_per_second = 1000\n");
    town_start_sim(&town, slowly);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    int code = town_stop(t);
    town_stop_sim(t);
    town_destroy(t);
    return code;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_under_load_loses_and_doubles_nothing),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
