/* test_db_files.c - opening, settings, copies, checkpoints and lack of memory of store/db.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "db_bed.h"
#include "store/migrate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE ((size_t)4000000)

static void test_program_statements_prepare(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct clock clock = clock_system();
    struct db *db;
    must(store_migrate(bed->other, &clock, NULL, &e), &e);
    static const enum db_mode modes[] = { DB_WRITE, DB_READ, DB_COMMAND, DB_CHECKPOINT };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        must(db_open(bed->other, modes[i], &db, &e), &e);
        db_close(db);
    }
}

static void test_settings(void **state)
{
    static const struct {
        const char *rule;
        enum db_mode mode;
        const char *sql;
        int64_t want;
    } rows[] = {
        { "the writer syncs every commit", DB_WRITE, "PRAGMA synchronous", 2 },
        { "so does a command", DB_COMMAND, "PRAGMA synchronous", 2 },
        { "and whoever copies the log back", DB_CHECKPOINT, "PRAGMA synchronous", 2 },
        { "the writer leaves the log to others", DB_WRITE, "PRAGMA wal_autocheckpoint", 0 },
        { "a command does not", DB_COMMAND, "PRAGMA wal_autocheckpoint", 1000 },
        { "references are kept", DB_WRITE, "PRAGMA foreign_keys", 1 },
        { "by commands too", DB_COMMAND, "PRAGMA foreign_keys", 1 },
        { "what is deleted is overwritten", DB_WRITE, "PRAGMA secure_delete", 1 },
        { "by commands too", DB_COMMAND, "PRAGMA secure_delete", 1 },
        { "the writer has 8 MiB of cache", DB_WRITE, "PRAGMA cache_size", -8192 },
        { "a reader half of it", DB_READ, "PRAGMA cache_size", -4096 },
        { "readers map nothing: it would count as memory", DB_READ, "PRAGMA mmap_size", 0 },
        { "the writer does not", DB_WRITE, "PRAGMA mmap_size", 0 },
        { "readers write nothing", DB_READ, "PRAGMA query_only", 1 },
        { "the writer waits for a command", DB_WRITE, "PRAGMA busy_timeout", 5000 },
        { "a reader hardly waits", DB_READ, "PRAGMA busy_timeout", 1000 },
        { "pages are 4 KiB", DB_WRITE, "PRAGMA page_size", 4096 },
        { "sorting never touches the disk", DB_READ, "PRAGMA temp_store", 2 },
        { "the log shrinks again", DB_WRITE, "PRAGMA journal_size_limit", 67108864 },
    };
    struct db_bed *bed = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        int64_t got = -1;
        struct db *db = bed_open(bed->path, rows[i].mode);
        must(db_script_i64(db, rows[i].sql, &got, &e), &e);
        db_close(db);
        if (got != rows[i].want) fail_msg("%s: %lld", rows[i].rule, (long long)got);
    }
}

static void test_copy(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct stat st;
    bed_insert(bed->db, 1);
    bed_insert(bed->db, 2);
    must(db_begin(bed->db, &e), &e);
    bed_insert(bed->db, 3);
    assert_false(db_copy_to(bed->db, bed->other, &e)); /* inside its own write transaction */
    assert_int_equal(e.code, ERR_BUSY);
    assert_int_equal(access(bed->other, F_OK), -1); /* no half copy stays */

    struct db *command = bed_open(bed->path, DB_COMMAND);
    must(db_copy_to(command, bed->other, &e), &e); /* beside the writer's open transaction */
    assert_false(db_in_transaction(command));
    must(db_commit(bed->db, &e), &e);
    assert_false(db_copy_to(command, bed->other, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    db_close(command);

    assert_int_equal(stat(bed->other, &st), 0);
    assert_int_equal(st.st_mode & 0137, 0);
    struct db *copy = bed_open(bed->other, DB_READ);
    assert_int_equal(bed_count(copy), 2);
    db_close(copy);
}

static void test_copy_of_many_pages(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    int64_t size = 0;
    for (int i = 0; i < 5; i++) /* several rounds of 4 MiB */
        must(db_exec(bed->db, ID(T_FILL), VALUES(V_INT(3000000)), NULL, &e), &e);
    must(db_copy_to(bed->db, bed->other, &e), &e);
    struct db *copy = bed_open(bed->other, DB_READ);
    assert_int_equal(bed_count(copy), 5);
    must(db_script_i64(copy,
                       "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'",
                       &size, &e),
         &e);
    assert_int_equal(size, 1);
    db_close(copy);
}

static void test_checkpoints(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db_checkpoint done = { -1, -1 };
    struct db *reader = bed_open(bed->path, DB_READ);
    bed_insert(bed->db, 1);
    int64_t before = db_wal_pages(bed->db);
    must(db_begin_read(reader, &e), &e);
    assert_int_equal(bed_count(reader), 1);
    bed_insert(bed->db, 2);
    assert_true(db_wal_pages(bed->db) > before);
    must(db_checkpoint_passive(bed->db, &done, &e), &e);
    assert_true(done.copied_pages < done.log_pages); /* the reader still needs the older page */
    done = (struct db_checkpoint){ -1, -1 };
    assert_false(db_checkpoint_restart(bed->db, &done, &e));
    assert_int_equal(e.code, ERR_BUSY);
    assert_int_equal(done.log_pages, -1);
    db_rollback(reader);
    must(db_checkpoint_restart(bed->db, &done, &e), &e);
    assert_int_equal(done.copied_pages, done.log_pages);
    assert_int_equal(db_wal_pages(bed->db), 0);
    bed_insert(bed->db, 3);
    assert_true(db_wal_pages(bed->db) > 0 && db_wal_pages(bed->db) <= before); /* began anew */
    must(db_checkpoint_truncate(bed->db, &e), &e);
    assert_int_equal(bed_count(reader), 3);
    db_close(reader);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    for (int i = 0; i < 100; i++)
        (void)fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static void test_open_refusals(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db *db = NULL;
    assert_false(db_open_raw(bed->other, DB_READ, &db, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_int_equal(access(bed->other, F_OK), -1); /* a reader creates nothing */
    assert_false(db_open_raw(bed->store.folder, DB_WRITE, &db, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_false(db_open_raw("", DB_WRITE, &db, &e));
    assert_int_equal(e.code, ERR_IO);
    write_file(bed->other, "this is no database, whatever its name says. ");
    static const enum db_mode modes[] = { DB_WRITE, DB_READ, DB_COMMAND, DB_CHECKPOINT };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_false(db_open_raw(bed->other, modes[i], &db, &e));
        assert_int_equal(e.code, ERR_IO);
    }
    assert_null(db);
}

static void test_statements_that_stop_the_start(void **state)
{
    static const struct {
        const char *rule, *sql;
    } rows[] = {
        { "a misspelt table", "SELECT id FROM tt" },
        { "a misspelt column in double quotes", "SELECT \"nam\" FROM t" },
        { "two statements", "SELECT 1; SELECT 2" },
        { "nothing", " -- only a comment" },
    };
    struct db_bed *bed = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        struct db *db = NULL;
        struct stmt_text text = { "odd_one", rows[i].sql };
        if (db_open_with(bed->path, DB_READ, &text, 1, &db, &e) || db) fail_msg("%s", rows[i].rule);
        if (e.code != ERR_INTERNAL || strncmp(e.text, "odd_one: ", 9) != 0)
            fail_msg("%s: %s", rows[i].rule, e.text);
    }
}

/* In a child, because the limit holds for the whole process and for good. */
static int starve(const char *path)
{
    struct err e = { 0 };
    struct db *db;
    size_t refused = 0;
    char *large = calloc(1, LARGE);
    if (!db_bed_count_memory()) return 8;
    if (!large || !db_open_with(path, DB_WRITE, db_bed_texts, T_END, &db, &e)) return 1;
    if (!db_script(db, "PRAGMA hard_heap_limit=2000000", &e)) return 2;
    for (size_t i = 0; i < 20; i++) {
        struct str text = { large, i % 2 ? LARGE : 10 };
        if (!db_begin(db, &e)) return 3;
        bool ok =
            db_exec(db, ID(T_INSERT), VALUES(V_INT(1000), V_NULL, V_NULL, V_BLOB(text)), NULL, &e);
        if (!ok && e.code != ERR_MEMORY) return 4;
        refused += !ok;
        db_rollback(db);
        if (!db_begin(db, &e) || !db_exec(db, ID(T_INSERT_ID), VALUES(V_NULL), NULL, &e) ||
            !db_commit(db, &e))
            return 5;
    }
    free(large);
    if (bed_count(db) != 20) return 6;
    db_close(db);
    return refused == 10 ? 0 : 7;
}

static void test_no_memory(void **state)
{
    struct db_bed *bed = *state;
    int status = -1;
    db_close(bed->db);
    bed->db = NULL;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(starve(bed->path));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* Several processes are let go at once by closing a pipe. */
static void test_processes_create_it_together(void **state)
{
    enum { ROUNDS = 60, PROCESSES = 6 };
    const struct db_bed *bed = *state;
    for (int round = 0; round < ROUNDS; round++) {
        int gate[2], status = -1;
        (void)unlink(bed->other);
        assert_int_equal(pipe(gate), 0);
        for (int i = 0; i < PROCESSES; i++) {
            pid_t child = fork();
            assert_true(child >= 0);
            if (child != 0) continue;
            char byte;
            struct db *db;
            struct err e = { 0 };
            (void)close(gate[1]);
            (void)!read(gate[0], &byte, 1);
            bool ok = db_open_raw(bed->other, DB_COMMAND, &db, &e);
            if (ok) db_close(db);
            _exit(ok ? 0 : 1);
        }
        (void)close(gate[0]);
        (void)close(gate[1]);
        for (int i = 0; i < PROCESSES; i++) {
            assert_true(wait(&status) > 0);
            assert_int_equal(status, 0);
        }
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, db_bed_setup, db_bed_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_program_statements_prepare),
        TEST(test_settings),
        TEST(test_copy),
        TEST(test_copy_of_many_pages),
        TEST(test_checkpoints),
        TEST(test_open_refusals),
        TEST(test_statements_that_stop_the_start),
        TEST(test_no_memory),
        TEST(test_processes_create_it_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
