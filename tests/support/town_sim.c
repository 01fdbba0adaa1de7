/* town_sim.c - what the simulator says of the messages it was sent. */
#include "base/json.h"
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct json *stats_read(const struct town *t)
{
    struct answer a = town_sim_get(t, "/sim/stats");
    struct json *tree = NULL;
    struct err e = { 0 };
    if (a.status != 200 || !json_parse((struct str){ a.body, a.len }, &tree, &e))
        fail_msg("/sim/stats answered %d", a.status);
    answer_free(&a);
    return tree;
}

static int64_t member_of(const struct json *stats, const char *key)
{
    int64_t n = 0;
    if (!json_i64(json_get(stats, key), &n)) fail_msg("/sim/stats: no number %s", key);
    return n;
}

int64_t town_sim_number(const struct town *t, const char *key)
{
    struct json *stats = stats_read(t);
    int64_t n = member_of(stats, key);
    json_free(stats);
    return n;
}

int64_t town_sim_met(const struct town *t, const char *mode)
{
    struct json *stats = stats_read(t);
    int64_t n = member_of(json_get(stats, "met"), mode);
    json_free(stats);
    return n;
}

void town_sim_stats(const struct town *t, int64_t *accepted, int64_t *doubles)
{
    struct json *stats = stats_read(t);
    *accepted = member_of(stats, "accepted");
    *doubles = member_of(stats, "doubles");
    json_free(stats);
}

static int64_t callback_id(const struct json *item)
{
    struct str callback = json_get_text(item, "callback");
    int64_t id = 0;
    if (!str_starts(callback, STR("lk:out:")) ||
        !str_to_i64(str_slice(callback, 7, callback.len), 1, INT64_MAX, &id, NULL))
        fail_msg("a message without a callback of ours");
    return id;
}

size_t town_sim_callbacks(const struct town *t, const char *to, int64_t *ids, size_t max)
{
    char path[96];
    struct json *tree = NULL;
    struct err e = { 0 };
    size_t n = 0;
    (void)snprintf(path, sizeof path, "/sim/messages%s%s", to ? "?to=" : "", to ? to : "");
    struct answer a = town_sim_get(t, path);
    if (a.status != 200 || !json_parse((struct str){ a.body, a.len }, &tree, &e))
        fail_msg("/sim/messages answered %d", a.status);
    const struct json *item = json_first(json_get(tree, "items"));
    for (; item && n < max; item = json_next(item))
        ids[n++] = callback_id(item);
    json_free(tree);
    answer_free(&a);
    return n;
}

static int64_t accepted_by_kanda(const struct town *t)
{
    return town_count(t, "SELECT COUNT(*) FROM outbox WHERE state BETWEEN 3 AND 7");
}

void town_settled(const struct town *t, int seconds)
{
    int64_t accepted, doubles, rows = 0, done = -1, failed = 0;
    for (int ms = 0; ms < seconds * 1000 * TOWN_PATIENCE && done != rows && failed == 0; ms += 50) {
        /* What was withdrawn, nobody is to get: an answer that gave way to a better one. */
        rows = town_count(t, "SELECT COUNT(*) FROM outbox WHERE state <> 11");
        done = accepted_by_kanda(t);
        failed = town_count(t, "SELECT COUNT(*) FROM outbox WHERE state = 8");
        if (done != rows) town_nap(50);
    }
    town_sim_stats(t, &accepted, &doubles);
    if (done != rows || failed || doubles || accepted != rows)
        fail_msg("of %lld replies kanda knows %lld as accepted and %lld as failed; Meta accepted "
                 "%lld messages, %lld of them not for the first time",
                 (long long)rows, (long long)done, (long long)failed, (long long)accepted,
                 (long long)doubles);
}
