/* test_db.c - the promises of store/db.h, on tables and statements of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store/db.h"
#include "store/migrate.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGE  ((size_t)4000000)
#define SECRET "Budi-0812-rahasia"

enum {
    T_INSERT,
    T_INSERT_ID,
    T_ALL,
    T_COUNT,
    T_RENAME,
    T_NAME_LENGTH,
    T_ANY_ID,
    T_FILL,
    T_JSON,
    T_ENDLESS,
    T_CHILD,
    T_BYTES,
    T_END
};

static const struct stmt_text texts[T_END] = {
    [T_INSERT] = { "t_insert", "INSERT INTO t (id, name, size, data) VALUES (:id, :name, :s, :d)" },
    [T_INSERT_ID] = { "t_insert_id", "INSERT INTO t (name) VALUES (:name) RETURNING id" },
    [T_ALL] = { "t_all", "SELECT id, name, size, data FROM t ORDER BY id" },
    [T_COUNT] = { "t_count", "SELECT COUNT(*) FROM t" },
    [T_RENAME] = { "t_rename", "UPDATE t SET name = :name WHERE id >= :id" },
    [T_NAME_LENGTH] = { "t_name_length", "SELECT length(:a) + length(:b) * 100 + length(:a) * 10" },
    [T_ANY_ID] = { "t_any_id", "SELECT id FROM t WHERE id >= :id ORDER BY id" },
    [T_FILL] = { "t_fill", "INSERT INTO t (data) VALUES (zeroblob(:n))" },
    [T_JSON] = { "t_json", "SELECT json_extract('{}', :path)" },
    [T_ENDLESS] = { "t_endless", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                 " SELECT COUNT(*) FROM n" },
    [T_CHILD] = { "t_child", "INSERT INTO child (parent) VALUES (:parent)" },
    [T_BYTES] = { "t_bytes", "SELECT length(CAST(name AS BLOB)) FROM t WHERE id = :id" },
};

static const char schema[] =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE CHECK (name <> 'bad'), size REAL,"
    " data BLOB) STRICT;"
    "CREATE TABLE child (parent INTEGER NOT NULL REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)"
    " STRICT;";

struct bed {
    struct store_bed store;
    const char *path, *other;
    struct db *db;
};

#define ID(n)             ((enum stmt_id)(n))
#define TEXT_OF(c_string) V_TEXT(str_of(c_string))

static struct db *open_db(const char *path, enum db_mode mode)
{
    struct err e = { 0 };
    struct db *db = NULL;
    must(db_open_with(path, mode, texts, T_END, &db, &e), &e);
    return db;
}

static int setup(void **state)
{
    static struct bed bed;
    if (!store_bed_make(&bed.store)) return -1;
    bed.path = bed.store.path;
    bed.other = bed.store.other;
    store_do(bed.path, schema);
    bed.db = open_db(bed.path, DB_WRITE);
    *state = &bed;
    return 0;
}

static int teardown(void **state)
{
    struct bed *bed = *state;
    db_close(bed->db);
    return store_bed_remove(&bed->store) ? 0 : -1;
}

static int64_t count_of(struct db *db)
{
    struct err e = { 0 };
    int64_t n = -1;
    must(db_exec_i64(db, ID(T_COUNT), NO_VALUES, &n, NULL, &e), &e);
    return n;
}

static void insert(struct db *db, int64_t id)
{
    struct err e = { 0 };
    must(db_exec(db, ID(T_INSERT), VALUES(V_INT(id), V_NULL, V_NULL, V_NULL), NULL, &e), &e);
}

static void test_program_statements_prepare(void **state)
{
    struct bed *bed = *state;
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
        { "readers map the file", DB_READ, "PRAGMA mmap_size", 268435456 },
        { "the writer does not", DB_WRITE, "PRAGMA mmap_size", 0 },
        { "readers write nothing", DB_READ, "PRAGMA query_only", 1 },
        { "the writer waits for a command", DB_WRITE, "PRAGMA busy_timeout", 5000 },
        { "a reader hardly waits", DB_READ, "PRAGMA busy_timeout", 1000 },
        { "pages are 4 KiB", DB_WRITE, "PRAGMA page_size", 4096 },
        { "sorting never touches the disk", DB_READ, "PRAGMA temp_store", 2 },
        { "the log shrinks again", DB_WRITE, "PRAGMA journal_size_limit", 67108864 },
    };
    struct bed *bed = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        int64_t got = -1;
        struct db *db = open_db(bed->path, rows[i].mode);
        must(db_script_i64(db, rows[i].sql, &got, &e), &e);
        db_close(db);
        if (got != rows[i].want) fail_msg("%s: %lld", rows[i].rule, (long long)got);
    }
}

static void test_values_come_back(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    static const char odd[] = "a\0b\xc3\xa9";
    struct str text = { odd, sizeof odd - 1 };
    int64_t changes = -1, bytes = 0;
    must(db_exec(bed->db, ID(T_INSERT),
                 VALUES(V_INT(INT64_MIN), V_TEXT(text), V_REAL(-0.25), V_BLOB(text)), &changes, &e),
         &e);
    assert_int_equal(changes, 1);
    must(db_exec(bed->db, ID(T_INSERT), VALUES(V_INT(7), V_TEXT(STR_EMPTY), V_NULL, V_NULL), NULL,
                 &e),
         &e);
    struct db_rows *rows;
    struct arena arena = { 0 };
    struct str copy;
    bool more = false;
    must(db_open_rows(bed->db, ID(T_ALL), NO_VALUES, &rows, &e), &e);
    must(db_step(rows, &more, &e) && more, &e);
    assert_true(db_int(rows, 0) == INT64_MIN);
    assert_true(str_equal(db_text(rows, 1), text));
    assert_true(db_real(rows, 2) < -0.2499 && db_real(rows, 2) > -0.2501);
    assert_true(str_equal(db_text(rows, 3), text));
    must(db_text_copy(rows, 1, &arena, &copy, &e), &e);
    must(db_step(rows, &more, &e) && more, &e);
    assert_true(str_equal(copy, text));
    assert_false(db_is_null(rows, 1)); /* empty is a text, absent is none */
    assert_int_equal(db_text(rows, 1).len, 0);
    assert_true(db_is_null(rows, 2) && db_is_null(rows, 3));
    assert_int_equal(db_int(rows, 2), 0);
    assert_int_equal(db_text(rows, 3).len, 0);
    must(db_step(rows, &more, &e), &e);
    assert_false(more);
    db_close_rows(rows);
    arena_clear(&arena);
    must(db_exec_i64(bed->db, ID(T_BYTES), VALUES(V_INT(INT64_MIN)), &bytes, NULL, &e), &e);
    assert_int_equal(bytes, (int64_t)text.len);
    assert_int_equal(v_text_or_null(STR_EMPTY).type, DB_NULL);
    assert_int_equal(v_text_or_null(text).type, DB_TEXT);
    assert_int_equal(v_int_or_null(0).type, DB_NULL);
    assert_int_equal(v_int_or_null(-1).number, -1);
}

static void test_order_of_values(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t got = 0;
    /* :a is used twice and bound once. */
    must(db_exec_i64(bed->db, ID(T_NAME_LENGTH), VALUES(V_TEXT(STR("xx")), V_TEXT(STR("y"))), &got,
                     NULL, &e),
         &e);
    assert_int_equal(got, 122);
}

static void test_one_integer(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t n = 42;
    bool found = true;
    must(db_exec_i64(bed->db, ID(T_INSERT_ID), VALUES(TEXT_OF("a")), &n, &found, &e), &e);
    assert_true(found && n == 1);
    n = 42;
    must(db_exec_i64(bed->db, ID(T_ANY_ID), VALUES(V_INT(99)), &n, &found, &e), &e);
    assert_true(!found && n == 42);
    assert_false(db_exec_i64(bed->db, ID(T_ANY_ID), VALUES(V_INT(99)), &n, NULL, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
    must(db_exec_i64(bed->db, ID(T_JSON), VALUES(TEXT_OF("$.x")), &n, &found, &e), &e);
    assert_true(!found && n == 42); /* a row that holds NULL */
    insert(bed->db, 2);
    assert_false(db_exec_i64(bed->db, ID(T_ANY_ID), VALUES(V_INT(0)), &n, &found, &e));
    assert_int_equal(e.code, ERR_INTERNAL); /* two rows: someone forgot LIMIT 1 */
    assert_int_equal(n, 42);
}

static void test_changes(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t changes = -1;
    insert(bed->db, 1);
    insert(bed->db, 2);
    must(db_exec(bed->db, ID(T_RENAME), VALUES(V_NULL, V_INT(1)), &changes, &e), &e);
    assert_int_equal(changes, 2);
    must(db_exec(bed->db, ID(T_RENAME), VALUES(V_NULL, V_INT(3)), &changes, &e), &e);
    assert_int_equal(changes, 0);
    must(db_exec(bed->db, ID(T_RENAME), VALUES(V_NULL, V_INT(1)), &changes, &e), &e);
    must(db_exec(bed->db, ID(T_COUNT), NO_VALUES, &changes, &e), &e);
    assert_int_equal(changes, 0); /* reading changes nothing, whatever ran before */
    must(db_exec(bed->db, ID(T_INSERT_ID), VALUES(TEXT_OF("r")), &changes, &e), &e);
    assert_int_equal(changes, 1); /* its RETURNING row is dropped */
}

static void test_refusals(void **state)
{
    const struct {
        const char *rule;
        int id;
        size_t count;
        struct db_value values[4];
        enum err_code code;
    } rows[] = {
        { "a name is unique", T_INSERT_ID, 1, { V_TEXT(STR(SECRET)) }, ERR_CONFLICT },
        { "a check holds", T_INSERT_ID, 1, { V_TEXT(STR("bad")) }, ERR_CONFLICT },
        { "a key is unique", T_INSERT, 4, { V_INT(1), V_NULL, V_NULL, V_NULL }, ERR_CONFLICT },
        { "a type is kept",
          T_INSERT,
          4,
          { V_INT(5), V_NULL, V_TEXT(STR(SECRET)), V_NULL },
          ERR_CONFLICT },
        { "a NULL is refused", T_CHILD, 1, { V_NULL }, ERR_CONFLICT },
        { "a reference exists", T_CHILD, 1, { V_INT(77) }, ERR_CONFLICT },
        { "too few values", T_INSERT, 3, { V_INT(5), V_NULL, V_NULL }, ERR_INTERNAL },
        { "too many values", T_COUNT, 1, { V_INT(5) }, ERR_INTERNAL },
        { "no such statement", T_END, 0, { V_NULL }, ERR_INTERNAL },
        { "what was typed is not repeated", T_JSON, 1, { V_TEXT(STR(SECRET)) }, ERR_INTERNAL },
        { "too large a blob", T_FILL, 1, { V_INT(INT64_C(1) << 40) }, ERR_INTERNAL },
    };
    struct bed *bed = *state;
    struct err e = { 0 };
    must(
        db_exec(bed->db, ID(T_INSERT), VALUES(V_INT(1), TEXT_OF(SECRET), V_NULL, V_NULL), NULL, &e),
        &e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t untouched = 42;
        e = (struct err){ 0 };
        if (db_exec(bed->db, ID(rows[i].id), rows[i].values, rows[i].count, &untouched, &e))
            fail_msg("%s", rows[i].rule);
        if (e.code != rows[i].code) fail_msg("%s: %s", rows[i].rule, e.text);
        if (untouched != 42 || strstr(e.text, "rahasia")) fail_msg("%s: %s", rows[i].rule, e.text);
        if (rows[i].id != T_END && !strstr(e.text, texts[rows[i].id].name))
            fail_msg("%s names no statement: %s", rows[i].rule, e.text);
    }
    assert_int_equal(count_of(bed->db), 1);
}

static void test_reader_writes_nothing(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db *reader = open_db(bed->path, DB_READ);
    assert_false(db_exec(reader, ID(T_INSERT_ID), VALUES(TEXT_OF("x")), NULL, &e));
    assert_int_equal(e.code, ERR_IO);
    db_close(reader);
    assert_int_equal(count_of(bed->db), 0);
}

static void test_rows_have_one_life(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db_rows *rows, *again = NULL;
    bool more;
    insert(bed->db, 1);
    must(db_open_rows(bed->db, ID(T_ALL), NO_VALUES, &rows, &e), &e);
    assert_false(db_open_rows(bed->db, ID(T_ALL), NO_VALUES, &again, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    assert_null(again);
    must(db_step(rows, &more, &e) && more, &e);
    for (int i = 0; i < 3; i++) { /* the end stays the end: SQLite itself would begin again */
        must(db_step(rows, &more, &e), &e);
        assert_false(more);
    }
    db_close_rows(rows);
    db_close_rows(rows);
    db_close_rows(NULL);
    must(db_open_rows(bed->db, ID(T_ALL), NO_VALUES, &rows, &e), &e);
    assert_int_equal(db_close_forgotten(bed->db), 1);
    assert_int_equal(db_close_forgotten(bed->db), 0);
    must(db_open_rows(bed->db, ID(T_ALL), NO_VALUES, &rows, &e), &e);
    must(db_step(rows, &more, &e) && more, &e); /* teardown closes with rows open */
}

static void test_transactions(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    db_rollback(bed->db);
    must(db_begin(bed->db, &e), &e);
    assert_true(db_in_transaction(bed->db));
    insert(bed->db, 1);
    must(db_savepoint(bed->db, &e), &e);
    insert(bed->db, 2);
    must(db_savepoint(bed->db, &e), &e);
    insert(bed->db, 3);
    must(db_rollback_to(bed->db, &e), &e); /* the inner one: 3 is gone */
    insert(bed->db, 4);
    must(db_release(bed->db, &e), &e);
    must(db_savepoint(bed->db, &e), &e);
    insert(bed->db, 5);
    must(db_rollback_to(bed->db, &e), &e);
    must(db_commit(bed->db, &e), &e);
    assert_false(db_in_transaction(bed->db));
    assert_int_equal(count_of(bed->db), 3);
    must(db_begin(bed->db, &e), &e);
    insert(bed->db, 6);
    db_rollback(bed->db);
    assert_int_equal(count_of(bed->db), 3);
    assert_false(db_commit(bed->db, &e));
}

static void test_deferred_reference_is_found_at_release(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    must(db_begin(bed->db, &e) && db_savepoint(bed->db, &e), &e);
    must(db_exec(bed->db, ID(T_CHILD), VALUES(V_INT(77)), NULL, &e), &e);
    assert_false(db_release(bed->db, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    must(db_rollback_to(bed->db, &e), &e);
    must(db_savepoint(bed->db, &e), &e);
    must(db_exec(bed->db, ID(T_CHILD), VALUES(V_INT(1)), NULL, &e), &e);
    insert(bed->db, 1);
    must(db_release(bed->db, &e) && db_commit(bed->db, &e), &e);
}

static void test_full_disk(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t n;
    insert(bed->db, 1);
    must(db_script(bed->db, "PRAGMA max_page_count=40", &e), &e);
    must(db_begin(bed->db, &e), &e);
    insert(bed->db, 2);
    assert_false(db_exec(bed->db, ID(T_FILL), VALUES(V_INT(400000)), NULL, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_false(db_in_transaction(bed->db)); /* SQLite gave it up by itself */
    /* Whoever goes on regardless must not store row 3 outside the transaction. */
    assert_false(
        db_exec(bed->db, ID(T_INSERT), VALUES(V_INT(3), V_NULL, V_NULL, V_NULL), NULL, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_false(db_savepoint(bed->db, &e));
    assert_false(db_script_i64(bed->db, "SELECT 1", &n, &e));
    assert_false(db_commit(bed->db, &e));
    assert_int_equal(e.code, ERR_IO);
    db_rollback(bed->db);
    assert_int_equal(count_of(bed->db), 1);
    must(db_begin(bed->db, &e), &e);
    insert(bed->db, 4);
    must(db_commit(bed->db, &e), &e);
    assert_int_equal(count_of(bed->db), 2);
}

static void test_lock(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db *other = open_db(bed->path, DB_COMMAND);
    must(db_script(other, "PRAGMA busy_timeout=0", &e), &e);
    must(db_begin(bed->db, &e), &e);
    assert_false(db_begin(other, &e));
    assert_int_equal(e.code, ERR_BUSY);
    assert_false(db_exec(other, ID(T_INSERT), VALUES(V_INT(9), V_NULL, V_NULL, V_NULL), NULL, &e));
    assert_int_equal(e.code, ERR_BUSY);
    must(db_commit(bed->db, &e), &e);
    must(db_begin(other, &e) && db_commit(other, &e), &e);
    db_close(other);
}

static void test_snapshot(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db *reader = open_db(bed->path, DB_READ);
    must(db_begin_read(reader, &e), &e);
    assert_int_equal(count_of(reader), 0);
    insert(bed->db, 1);
    assert_int_equal(count_of(reader), 0);
    db_rollback(reader);
    assert_int_equal(count_of(reader), 1);
    db_close(reader);
}

static void test_deadline(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t n = 42;
    struct db *reader = open_db(bed->path, DB_READ);
    must(db_begin_read(reader, &e), &e);
    db_set_deadline(reader, clock_monotonic_ms() + 20);
    assert_false(db_exec_i64(reader, ID(T_ENDLESS), NO_VALUES, &n, NULL, &e));
    assert_int_equal(e.code, ERR_BUSY);
    assert_int_equal(n, 42);
    /* A query that would be quick is refused too: the job has had its time. */
    assert_false(db_exec_i64(reader, ID(T_COUNT), NO_VALUES, &n, NULL, &e));
    assert_int_equal(e.code, ERR_BUSY);
    db_rollback(reader);
    assert_false(db_in_transaction(reader));
    db_set_deadline(reader, 0);
    assert_int_equal(count_of(reader), 0);
    for (int i = 0; i < 3000; i++) { /* control statements must not trip over an old deadline */
        must(db_begin_read(reader, &e), &e);
        assert_int_equal(count_of(reader), 0);
        db_set_deadline(reader, 1);
        db_rollback(reader);
        assert_false(db_in_transaction(reader));
        db_set_deadline(reader, 0);
    }
    db_close(reader);
}

static void test_copy(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct stat st;
    insert(bed->db, 1);
    insert(bed->db, 2);
    must(db_begin(bed->db, &e), &e);
    insert(bed->db, 3);
    assert_false(db_copy_to(bed->db, bed->other, &e)); /* inside its own write transaction */
    assert_int_equal(e.code, ERR_BUSY);
    assert_int_equal(access(bed->other, F_OK), -1); /* no half copy stays */

    struct db *command = open_db(bed->path, DB_COMMAND);
    must(db_copy_to(command, bed->other, &e), &e); /* beside the writer's open transaction */
    assert_false(db_in_transaction(command));
    must(db_commit(bed->db, &e), &e);
    assert_false(db_copy_to(command, bed->other, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    db_close(command);

    assert_int_equal(stat(bed->other, &st), 0);
    assert_int_equal(st.st_mode & 0137, 0);
    struct db *copy = open_db(bed->other, DB_READ);
    assert_int_equal(count_of(copy), 2);
    db_close(copy);
}

static void test_copy_of_many_pages(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    int64_t size = 0;
    for (int i = 0; i < 5; i++) /* several rounds of 4 MiB */
        must(db_exec(bed->db, ID(T_FILL), VALUES(V_INT(3000000)), NULL, &e), &e);
    must(db_copy_to(bed->db, bed->other, &e), &e);
    struct db *copy = open_db(bed->other, DB_READ);
    assert_int_equal(count_of(copy), 5);
    must(db_script_i64(copy,
                       "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'",
                       &size, &e),
         &e);
    assert_int_equal(size, 1);
    db_close(copy);
}

static void test_checkpoints(void **state)
{
    struct bed *bed = *state;
    struct err e = { 0 };
    struct db_checkpoint done = { -1, -1 };
    struct db *reader = open_db(bed->path, DB_READ);
    insert(bed->db, 1);
    int64_t before = db_wal_pages(bed->db);
    must(db_begin_read(reader, &e), &e);
    assert_int_equal(count_of(reader), 1);
    insert(bed->db, 2);
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
    insert(bed->db, 3);
    assert_true(db_wal_pages(bed->db) > 0 && db_wal_pages(bed->db) <= before); /* began anew */
    must(db_checkpoint_truncate(bed->db, &e), &e);
    assert_int_equal(count_of(reader), 3);
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
    struct bed *bed = *state;
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
    struct bed *bed = *state;
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
    if (!large || !db_open_with(path, DB_WRITE, texts, T_END, &db, &e)) return 1;
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
    if (count_of(db) != 20) return 6;
    db_close(db);
    return refused == 10 ? 0 : 7;
}

static void test_no_memory(void **state)
{
    struct bed *bed = *state;
    int status = -1;
    db_close(bed->db);
    bed->db = NULL;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(starve(bed->path));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_program_statements_prepare),
        TEST(test_settings),
        TEST(test_values_come_back),
        TEST(test_order_of_values),
        TEST(test_one_integer),
        TEST(test_changes),
        TEST(test_refusals),
        TEST(test_reader_writes_nothing),
        TEST(test_rows_have_one_life),
        TEST(test_transactions),
        TEST(test_deferred_reference_is_found_at_release),
        TEST(test_full_disk),
        TEST(test_lock),
        TEST(test_snapshot),
        TEST(test_deadline),
        TEST(test_copy),
        TEST(test_copy_of_many_pages),
        TEST(test_checkpoints),
        TEST(test_open_refusals),
        TEST(test_statements_that_stop_the_start),
        TEST(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
