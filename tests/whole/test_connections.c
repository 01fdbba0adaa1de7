/* test_connections.c - many keep-alive connections that are busy at the same moment.
 *
 * libmicrohttpd's epoll mode stalls when exactly 128 or 256 connections are busy; this is why the
 * door polls, and what would notice if it ever stopped doing so. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONNECTIONS_MAX 256
#define ROUNDS          10
#define ROUND_SECONDS   10 /* far above what a round takes; a stall lasts until a time-out */

static int setup(void **state)
{
    static struct town town;
    town_create(&town, "messages_per_second = 1000\n");
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

static void write_one(int fd, int count, int round, int i)
{
    char wamid[48], from[16];
    size_t len;
    (void)snprintf(wamid, sizeof wamid, "wamid.C%d.%d.%d", count, round, i);
    (void)snprintf(from, sizeof from, "62812%07d", i);
    const char *body = town_text(wamid, from, town_now(), "Terima kasih");
    char *wire = town_wire(body, strlen(body), &len);
    bool sent = town_write(fd, wire, len);
    free(wire);
    if (!sent) fail_msg("%d connections, round %d: number %d was closed", count, round, i);
}

/* All write before the first answer is read, so all are busy at once. */
static void round_of(const int *fds, int count, int round)
{
    int64_t until = town_ms() + (int64_t)ROUND_SECONDS * 1000;
    for (int i = 0; i < count; i++)
        write_one(fds[i], count, round, i);
    for (int i = 0; i < count; i++) {
        int left = (int)((until - town_ms()) / 1000);
        int status = town_read_status(fds[i], left > 0 ? left : 0);
        if (status != 200)
            fail_msg("%d connections, round %d: number %d got %d", count, round, i, status);
    }
}

static void busy_at_once(const struct town *t, int count)
{
    int fds[CONNECTIONS_MAX];
    char sql[96];
    for (int i = 0; i < count; i++)
        if ((fds[i] = town_connect(t)) < 0) fail_msg("connection %d of %d was refused", i, count);
    for (int round = 0; round < ROUNDS; round++)
        round_of(fds, count, round);
    for (int i = 0; i < count; i++)
        (void)close(fds[i]);
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM message WHERE wamid LIKE 'wamid.C%d.%%'",
                   count);
    assert_int_equal(town_count(t, sql), (int64_t)count * ROUNDS);
}

static void test_every_busy_connection_is_answered(void **state)
{
    static const int counts[] = { 126, 127, 128, 129, 256 };
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        busy_at_once(*state, counts[i]);
}

/* The same trap, met by connections that are open but idle. */
static void test_idle_connections_beside_busy_ones(void **state)
{
    struct town *t = *state;
    int idle[128], busy[128];
    for (int i = 0; i < 128; i++) {
        idle[i] = town_connect(t);
        busy[i] = town_connect(t);
        assert_true(idle[i] >= 0 && busy[i] >= 0);
    }
    for (int round = 100; round < 100 + ROUNDS; round++)
        round_of(busy, 128, round);
    round_of(idle, 128, 200);
    for (int i = 0; i < 128; i++) {
        (void)close(idle[i]);
        (void)close(busy[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_busy_connection_is_answered),
        cmocka_unit_test(test_idle_connections_beside_busy_ones),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
