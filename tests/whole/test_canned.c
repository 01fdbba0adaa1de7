/* test_canned.c - canned answers over REST: to whom which are offered, and what they say of a
 * ticket. Nothing of them is ever sent by itself. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A desk with a row of its own that says who writes. */
static void create_with(struct api *own, char *folder, const char *row)
{
    char path[80], lines[120];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/canned.csv", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fprintf(f, "code,title,roles,body\n%s\n", row) > 0);
    assert_int_equal(fclose(f), 0);
    (void)snprintf(lines, sizeof lines, "data_dir = %s\n", folder);
    api_create_with(own, lines);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* What will be told in the desk's name says so in the reply box already. */
static void test_who_writes(void **state)
{
    static const struct {
        const char *report, *writer;
    } rows[] = {
        { "Jalan berlubang di desa Sebaung kecamatan Gending", "Dinas Pekerjaan Umum" },
        { "Pipa PDAM bocor di desa Sebaung kecamatan Gending", "Dinas Komunikasi" },
    };
    char folder[] = "/tmp/kanda-canned-XXXXXX", number[32], path[80], words[80];
    struct api own;
    (void)state;
    create_with(&own, folder, "who,Siapa,,{unit} memeriksa laporan {number}.");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        api_write(&own.town, "6281277700003", "Warga", rows[i].report);
        api_number(&own, rows[i].report, number);
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/canned", number);
        (void)snprintf(words, sizeof words, "\"%s", rows[i].writer);
        struct reply r = api_get(&own, OPERATOR, path);
        if (r.status != 200 || !strstr(r.body, words)) fail_msg("%s: %s", rows[i].report, r.body);
        reply_free(&r);
    }
    api_destroy(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_to_whom_which),
        cmocka_unit_test(test_what_it_says),
        cmocka_unit_test(test_no_day_that_is_over),
        cmocka_unit_test(test_who_writes),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
