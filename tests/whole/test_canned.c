/* test_canned.c - canned answers over REST: to whom which are offered, and what they say of a
 * ticket. Nothing of them is ever sent by itself. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ROAD          "Jalan berlubang di desa Sebaung kecamatan Gending"
#define BRIBE         "Ada pungli di kantor desa Sebaung"

static struct api api;
static char road[32], bribe[32];

static int setup(void **state)
{
    (void)state;
    api_create(&api);
    api_write(&api.town, "6281277700001", "Warga", ROAD);
    api_write(&api.town, "6281277700002", "Warga", BRIBE);
    api_number(&api, ROAD, road);
    api_number(&api, BRIBE, bribe);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static struct reply canned(enum api_who who, const char *number)
{
    char path[80];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/canned", number);
    return api_get(&api, who, path);
}

static void test_to_whom_which(void **state)
{
    static const struct {
        const char *rule, *number, *has, *lacks;
        enum api_who who;
        int status;
    } rows[] = {
        { "the desk has its own", road, "\"finding_unit\"", "\"material\"", OPERATOR, 200 },
        { "so has the admin", road, "\"finding_unit\"", "\"material\"", ADMIN, 200 },
        { "a unit has its own", road, "\"material\"", "\"finding_unit\"", OFFICER_PUPR, 200 },
        { "and what is for all", road, "\"photo\"", "\"finding_unit\"", OFFICER_PUPR, 200 },
        { "another unit knows no such ticket", road, "not_found", "\"photo\"", OFFICER_DISHUB,
          404 },
        { "nobody but INSPEKTORAT of this one", bribe, "not_found", "\"photo\"", OPERATOR, 404 },
        { "who does", bribe, "\"photo\"", "\"finding_unit\"", OFFICER_INSPEKTORAT, 200 },
        { "who writes to nobody", road, "forbidden", "\"photo\"", SUPERVISOR, 403 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r = canned(rows[i].who, rows[i].number);
        if (r.status != rows[i].status || !strstr(r.body, rows[i].has) ||
            strstr(r.body, rows[i].lacks))
            fail_msg("%s: %d %s", rows[i].rule, r.status, r.body);
        reply_free(&r);
    }
}

static void test_what_it_says(void **state)
{
    char words[120];
    (void)state;
    int64_t before = town_count(&api.town, "SELECT COUNT(*) FROM outbox");
    int64_t lines = town_count(&api.town, "SELECT COUNT(*) FROM event");
    struct reply r = canned(OFFICER_PUPR, road);
    (void)snprintf(words, sizeof words, "foto tempat yang dimaksud di laporan %s.", road);
    assert_non_null(strstr(r.body, words));
    assert_non_null(strstr(r.body, "melihat langsung ke Desa Sebaung, Kecamatan Gending."));
    assert_non_null(strstr(r.body, "kabari lagi paling lambat "));
    assert_null(strstr(r.body, "{number}"));
    reply_free(&r);
    /* looking at them does nothing */
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM outbox"), before);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM event"), lines);
}

/* What says "by Friday" is not offered when Friday has passed, or nobody waits any more. */
static void test_no_day_that_is_over(void **state)
{
    static const char *const sql[] = {
        "UPDATE ticket SET promise_at = 1, due_at = 1 WHERE text LIKE 'Jalan berlubang%'",
        "UPDATE ticket SET promise_at = 1, due_at = NULL, status = 7, outcome = 8 WHERE text LIKE "
        "'Jalan berlubang%'",
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(sql); i++) {
        town_exec(&api.town, sql[i]);
        struct reply r = canned(OFFICER_PUPR, road);
        assert_int_equal(r.status, 200);
        if (strstr(r.body, "paling lambat")) fail_msg("after %s: %s", sql[i], r.body);
        assert_non_null(strstr(r.body, "\"photo\""));
        reply_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_to_whom_which),
        cmocka_unit_test(test_what_it_says),
        cmocka_unit_test(test_no_day_that_is_over),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
