/* test_migrate.c - a power cut, a second process or a bad file leaves the old schema or the new
 * one, and what was there before an upgrade is still there after it, twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/migrate.h"
#include "store_bed.h"
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILE_OF(path, sql)                                                                         \
    {                                                                                              \
        (path), (const unsigned char *)(sql), sizeof(sql) - 1                                      \
    }

static const struct embedded_file good[] = {
    FILE_OF("0001_initial.sql",
            "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;\n"
            "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id)) STRICT; -- the end"),
    FILE_OF("0002_colour.sql", "ALTER TABLE a ADD COLUMN colour TEXT;"),
    /* A table that is rebuilt: with foreign keys on, DROP would be refused for b's sake. */
    FILE_OF("0003_rebuild.sql", "CREATE TABLE a2 (id INTEGER PRIMARY KEY, n TEXT) STRICT;"
                                "INSERT INTO a2 SELECT id, CAST(n AS TEXT) FROM a;"
                                "DROP TABLE a; ALTER TABLE a2 RENAME TO a;"),
};

struct bed {
    struct store_bed store;
    char path[128];
    struct clock clock;
};

static int64_t fixed_now(void *ctx)
{
    (void)ctx;
    return INT64_C(1795000000000);
}

static int setup(void **state)
{
    static struct bed bed;
    if (!store_bed_make(&bed.store)) return -1;
    (void)snprintf(bed.path, sizeof bed.path, "%s/var/lib/kanda.db", bed.store.folder);
    bed.clock = (struct clock){ fixed_now, NULL };
    *state = &bed;
    return 0;
}

static int teardown(void **state)
{
    const struct bed *bed = *state;
    return store_bed_remove(&bed->store) ? 0 : -1;
}

static struct migrate_report migrate(struct bed *bed, size_t count)
{
    struct err e = { 0 };
    struct migrate_report report = { 0 };
    must(store_migrate_files(bed->path, good, count, &bed->clock, &report, &e), &e);
    return report;
}

static void test_program_schema(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct migrate_report report = { -1, -1, "" };
    struct stat st;
    mode_t mask = umask(022);
    must(store_migrate(bed->path, &bed->clock, &report, &e), &e);
    (void)umask(mask);
    assert_int_equal(report.from, 0);
    assert_int_equal(report.to, store_schema_number());
    assert_true(report.to >= 1);
    assert_string_equal(report.copied_to, "");
    must(store_schema_check(bed->path, &e), &e);
    assert_int_equal(stat(bed->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    *strrchr(bed->path, '/') = '\0';
    assert_int_equal(stat(bed->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0750);
}

static void test_record(void **state)
{
    struct bed *bed = *state;
    struct migrate_report report = migrate(bed, 2);
    assert_int_equal(report.from, 0);
    assert_int_equal(report.to, 2);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM schema_migration WHERE applied_at ="
                                          " 1795000000000 AND (number, name) IN (VALUES"
                                          " (1, '0001_initial.sql'), (2, '0002_colour.sql'))"),
                     2);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM schema_migration"), 2);
}

static void test_nothing_to_do_takes_no_lock(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db *server;
    (void)migrate(bed, 2);
    must(db_open_raw(bed->path, DB_WRITE, &server, &e) && db_begin(server, &e), &e);
    struct migrate_report report = migrate(bed, 2); /* beside a busy server: would wait for ever */
    db_rollback(server);
    db_close(server);
    assert_int_equal(report.from, 2);
    assert_int_equal(report.to, 2);
    assert_string_equal(report.copied_to, "");
}

static void test_upgrade_copies_aside(void **state)
{
    struct bed *bed = *state;
    char want[160];
    (void)migrate(bed, 1);
    store_do(bed->path, "INSERT INTO a VALUES (1, 42); INSERT INTO b VALUES (1)");
    struct migrate_report report = migrate(bed, 3);
    assert_int_equal(report.from, 1);
    assert_int_equal(report.to, 3);
    (void)snprintf(want, sizeof want, "%s.before-0002", bed->path);
    assert_string_equal(report.copied_to, want);
    assert_int_equal(store_ask(want, "SELECT n FROM a"), 42);
    assert_int_equal(store_ask(want, "SELECT MAX(number) FROM schema_migration"), 1);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM a WHERE n = '42'"), 1);
    assert_int_equal(store_ask(bed->path, "SELECT a FROM b"), 1);
}

static void test_copies_do_not_replace_each_other(void **state)
{
    struct bed *bed = *state;
    char first[160], want[176];
    (void)snprintf(first, sizeof first, "%s.before-0002", bed->path);
    (void)migrate(bed, 1);
    FILE *f = fopen(first, "wb");
    assert_non_null(f);
    assert_int_equal(fclose(f), 0);
    struct migrate_report report = migrate(bed, 2);
    (void)snprintf(want, sizeof want, "%s-1", first);
    assert_string_equal(report.copied_to, want);
    struct stat st;
    assert_int_equal(stat(first, &st), 0);
    assert_int_equal(st.st_size, 0);
}

static void test_newer_is_refused(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct migrate_report report = { -1, -1, "x" };
    (void)migrate(bed, 3);
    assert_false(store_migrate_files(bed->path, good, 2, &bed->clock, &report, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_int_equal(report.from, -1);
    assert_string_equal(report.copied_to, "x");
    assert_int_equal(store_ask(bed->path, "SELECT MAX(number) FROM schema_migration"), 3);
}

static void test_bad_files(void **state)
{
    static const struct {
        const char *rule;
        struct embedded_file second;
        enum err_code code;
    } rows[] = {
        { "a typo",
          FILE_OF("0002_x.sql",
                  "CREATE TABLE c (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"),
          ERR_INTERNAL },
        { "a broken constraint",
          FILE_OF("0002_x.sql", "CREATE TABLE c (id INTEGER) STRICT; INSERT INTO a VALUES (1, 1)"),
          ERR_CONFLICT },
        { "children left without a parent",
          FILE_OF("0002_x.sql", "CREATE TABLE c (id INTEGER) STRICT; DELETE FROM a"),
          ERR_CONFLICT },
        { "a file that commits half of itself",
          FILE_OF("0002_x.sql", "ALTER TABLE a ADD COLUMN o TEXT; ROLLBACK"), ERR_IO },
        { "a number left out", FILE_OF("0003_x.sql", "SELECT 1"), ERR_INTERNAL },
        { "a name with a quote", FILE_OF("0002_x'.sql", "SELECT 1"), ERR_INTERNAL },
        { "a name without an end", FILE_OF("0002_x", "SELECT 1"), ERR_INTERNAL },
        { "a NUL that would hide the rest", FILE_OF("0002_x.sql", "SELECT 1;\0 SELECT 2"),
          ERR_INTERNAL },
    };
    struct bed *bed = *state;
    char copy[160];
    (void)migrate(bed, 1);
    store_do(bed->path, "INSERT INTO a VALUES (1, 42); INSERT INTO b VALUES (1)");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct embedded_file files[] = { good[0], rows[i].second };
        struct err e = { 0 };
        if (store_migrate_files(bed->path, files, 2, &bed->clock, NULL, &e))
            fail_msg("%s", rows[i].rule);
        if (e.code != rows[i].code || !strstr(e.text, "000"))
            fail_msg("%s: %s", rows[i].rule, e.text);
        if (store_ask(bed->path, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'c'") != 0 ||
            store_ask(bed->path, "SELECT COUNT(*) FROM pragma_table_info('a')") != 2 ||
            store_ask(bed->path, "SELECT MAX(number) FROM schema_migration") != 1 ||
            store_ask(bed->path, "SELECT n FROM a") != 42)
            fail_msg("%s left its traces", rows[i].rule);
        (void)snprintf(copy, sizeof copy, "%s.before-0002", bed->path);
        if (access(copy, F_OK) == 0) fail_msg("%s left a copy", rows[i].rule);
    }
}

static void test_first_migration_fails(void **state)
{
    static const struct embedded_file bad[] = { FILE_OF("0001_x.sql",
                                                        "CREATE TABLE a (x INTEGER); x") };
    struct bed *bed = *state;
    struct err e = { 0 };
    assert_false(store_migrate_files(bed->path, bad, 1, &bed->clock, NULL, &e));
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM sqlite_schema"), 0);
    (void)migrate(bed, 1); /* the corrected program starts on the same file */
}

static void test_other_files(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    char deeper[200];
    (void)migrate(bed, 0);
    store_do(bed->path, "CREATE TABLE recipe (id INTEGER)");
    assert_false(store_migrate_files(bed->path, good, 1, &bed->clock, NULL, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_false(store_schema_check(bed->path, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    (void)snprintf(deeper, sizeof deeper, "%s/below/a/file.db", bed->path);
    assert_false(store_migrate_files(deeper, good, 1, &bed->clock, NULL, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_false(store_migrate_files("", good, 1, &bed->clock, NULL, &e));
    assert_int_equal(e.code, ERR_IO);
}

static void test_schema_check(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    char sql[64];
    assert_false(store_schema_check(bed->path, &e));
    assert_int_equal(access(bed->path, F_OK), -1); /* it changes nothing */
    (void)migrate(bed, 0);
    assert_false(store_schema_check(bed->path, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM sqlite_schema"), 0);
    must(store_migrate(bed->path, &bed->clock, NULL, &e), &e);
    must(store_schema_check(bed->path, &e), &e);
    (void)snprintf(sql, sizeof sql, "INSERT INTO schema_migration VALUES (%d, 'x', 0)",
                   store_schema_number() + 1);
    store_do(bed->path, sql);
    assert_false(store_schema_check(bed->path, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
}

/* The program's own, from the tree: up to this number. */
static void migrate_to(struct bed *bed, size_t number)
{
    static struct embedded_file files[100];
    struct err e = { 0 };
    glob_t found;
    assert_int_equal(glob("sql/migrations/*.sql", 0, NULL, &found), 0);
    assert_in_range(number, 1, found.gl_pathc);
    for (size_t i = 0; i < number; i++) {
        struct stat st;
        FILE *f = fopen(found.gl_pathv[i], "rb");
        assert_non_null(f);
        assert_int_equal(fstat(fileno(f), &st), 0);
        unsigned char *text = calloc(1, (size_t)st.st_size + 1);
        assert_non_null(text);
        assert_int_equal(fread(text, 1, (size_t)st.st_size, f), st.st_size);
        assert_int_equal(fclose(f), 0);
        files[i] =
            (struct embedded_file){ strrchr(found.gl_pathv[i], '/') + 1, text, (size_t)st.st_size };
    }
    must(store_migrate_files(bed->path, files, number, &bed->clock, NULL, &e), &e);
    for (size_t i = 0; i < number; i++)
        free((void *)(uintptr_t)files[i].data);
    globfree(&found);
}

/* What was referred before it had a column of its own; service/referral.c does the rest. */
static void test_referrals_of_before(void **state)
{
    enum { REFERRED_TO = 37 };
    struct bed *bed = *state;
    struct err e = { 0 };
    migrate_to(bed, REFERRED_TO - 1);
    store_do(bed->path, "INSERT INTO contact (id, wa_id, created_at) VALUES (1, '1', 1)");
    store_do(bed->path,
             "INSERT INTO ticket (id, contact_id, kind, status, outcome, channel, priority, "
             "category, department, text, received_at, created_at, updated_at, stage_at) VALUES "
             "(1, 1, 1, 7, 4, 1, 1, 'power', 'PLN', 'x', 1, 1, 1, 1), "
             "(2, 1, 1, 7, 8, 1, 1, 'power', 'PLN', 'x', 1, 1, 1, 1), "
             "(3, 1, 1, 2, 0, 1, 1, 'power', 'PLN', 'x', 1, 1, 1, 1)");
    store_do(bed->path, "UPDATE statistics_mark SET event_id = 7");
    must(store_migrate(bed->path, &bed->clock, NULL, &e), &e);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM ticket WHERE department = 'PLN'"),
                     3);
    assert_int_equal(store_ask(bed->path, "SELECT SUM(id) FROM ticket WHERE referred_to = 'PLN'"),
                     1);
    assert_int_equal(store_ask(bed->path, "SELECT event_id FROM statistics_mark"), 0);
    /* Whatever is not referred has nobody it was referred to. */
    struct db *db;
    must(db_open_raw(bed->path, DB_WRITE, &db, &e), &e);
    assert_false(db_script(db, "UPDATE ticket SET referred_to = 'PLN' WHERE id = 3", &e));
    db_close(db);
}

/* Several processes are let go at once by closing a pipe. */
static void all_at_once(struct bed *bed, size_t count)
{
    enum { PROCESSES = 6 };
    int gate[2];
    assert_int_equal(pipe(gate), 0);
    for (int i = 0; i < PROCESSES; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child != 0) continue;
        char byte;
        struct err e = { 0 };
        struct migrate_report report = { -1, -1, "" };
        (void)close(gate[1]);
        (void)!read(gate[0], &byte, 1);
        bool ok = store_migrate_files(bed->path, good, count, &bed->clock, &report, &e);
        if (!ok) (void)fprintf(stderr, "%s\n", e.text);
        _exit(ok && report.to == (int)count ? 0 : 1);
    }
    (void)close(gate[0]);
    (void)close(gate[1]);
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
}

static void test_processes_together(void **state)
{
    struct bed *bed = *state;
    char copy[160];
    for (int round = 0; round < 5; round++) {
        all_at_once(bed, 1);
        all_at_once(bed, 3);
        assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM schema_migration"), 3);
        (void)snprintf(copy, sizeof copy, "%s.before-0002-1", bed->path);
        assert_int_equal(access(copy, F_OK), -1); /* the one that upgrades makes the only copy */
        copy[strlen(copy) - 2] = '\0';
        assert_int_equal(store_ask(copy, "SELECT COUNT(*) FROM schema_migration"), 1);
        assert_int_equal(unlink(copy), 0);
        assert_int_equal(unlink(bed->path), 0);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_program_schema),
        TEST(test_record),
        TEST(test_nothing_to_do_takes_no_lock),
        TEST(test_upgrade_copies_aside),
        TEST(test_copies_do_not_replace_each_other),
        TEST(test_newer_is_refused),
        TEST(test_bad_files),
        TEST(test_first_migration_fails),
        TEST(test_other_files),
        TEST(test_schema_check),
        TEST(test_referrals_of_before),
        TEST(test_processes_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
