/* test_db.c - statements, rows, transactions and errors of store/db.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "db_bed.h"
#include <string.h>

#define SECRET "Budi-0812-rahasia"

static void test_values_come_back(void **state)
{
    struct db_bed *bed = *state;
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
    struct db_bed *bed = *state;
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
    struct db_bed *bed = *state;
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
    bed_insert(bed->db, 2);
    assert_false(db_exec_i64(bed->db, ID(T_ANY_ID), VALUES(V_INT(0)), &n, &found, &e));
    assert_int_equal(e.code, ERR_INTERNAL); /* two rows: someone forgot LIMIT 1 */
    assert_int_equal(n, 42);
}

/* Whatever was inserted before it: the id is that of the row which the statement itself touched. */
static void test_the_id_of_a_row_that_was_there(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    int64_t n = 0;
    bool found = false;
    bed_insert(bed->db, 40);
    must(db_exec_i64(bed->db, ID(T_UPSERT_ID), VALUES(TEXT_OF("a"), V_REAL(1)), &n, &found, &e),
         &e);
    assert_true(found && n == 41); /* new */
    bed_insert(bed->db, 77);
    must(db_exec_i64(bed->db, ID(T_UPSERT_ID), VALUES(TEXT_OF("a"), V_REAL(2)), &n, &found, &e),
         &e);
    assert_true(found && n == 41); /* updated */
    n = 42;
    must(db_exec_i64(bed->db, ID(T_INSERT_NEW_ID), VALUES(TEXT_OF("a")), &n, &found, &e), &e);
    assert_true(!found && n == 42); /* neither */
    must(db_exec_i64(bed->db, ID(T_INSERT_NEW_ID), VALUES(TEXT_OF("b")), &n, &found, &e), &e);
    assert_true(found && n == 78);
}

static void test_changes(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    int64_t changes = -1;
    bed_insert(bed->db, 1);
    bed_insert(bed->db, 2);
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
    struct db_bed *bed = *state;
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
        if (rows[i].id != T_END && !strstr(e.text, db_bed_texts[rows[i].id].name))
            fail_msg("%s names no statement: %s", rows[i].rule, e.text);
    }
    assert_int_equal(bed_count(bed->db), 1);
}

static void test_reader_writes_nothing(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db *reader = bed_open(bed->path, DB_READ);
    assert_false(db_exec(reader, ID(T_INSERT_ID), VALUES(TEXT_OF("x")), NULL, &e));
    assert_int_equal(e.code, ERR_INTERNAL);
    db_close(reader);
    assert_int_equal(bed_count(bed->db), 0);
}

static void test_rows_have_one_life(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db_rows *rows, *again = NULL;
    bool more;
    bed_insert(bed->db, 1);
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
    struct db_bed *bed = *state;
    struct err e = { 0 };
    db_rollback(bed->db);
    must(db_begin(bed->db, &e), &e);
    assert_true(db_in_transaction(bed->db));
    bed_insert(bed->db, 1);
    must(db_savepoint(bed->db, &e), &e);
    bed_insert(bed->db, 2);
    must(db_savepoint(bed->db, &e), &e);
    bed_insert(bed->db, 3);
    must(db_rollback_to(bed->db, &e), &e); /* the inner one: 3 is gone */
    bed_insert(bed->db, 4);
    must(db_release(bed->db, &e), &e);
    must(db_savepoint(bed->db, &e), &e);
    bed_insert(bed->db, 5);
    must(db_rollback_to(bed->db, &e), &e);
    must(db_commit(bed->db, &e), &e);
    assert_false(db_in_transaction(bed->db));
    assert_int_equal(bed_count(bed->db), 3);
    must(db_begin(bed->db, &e), &e);
    bed_insert(bed->db, 6);
    db_rollback(bed->db);
    assert_int_equal(bed_count(bed->db), 3);
    assert_false(db_commit(bed->db, &e));
}

static void test_deferred_reference_is_found_at_release(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    must(db_begin(bed->db, &e) && db_savepoint(bed->db, &e), &e);
    must(db_exec(bed->db, ID(T_CHILD), VALUES(V_INT(77)), NULL, &e), &e);
    assert_false(db_release(bed->db, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    must(db_rollback_to(bed->db, &e), &e);
    must(db_savepoint(bed->db, &e), &e);
    must(db_exec(bed->db, ID(T_CHILD), VALUES(V_INT(1)), NULL, &e), &e);
    bed_insert(bed->db, 1);
    must(db_release(bed->db, &e) && db_commit(bed->db, &e), &e);
}

static void test_full_disk(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    int64_t n;
    bed_insert(bed->db, 1);
    must(db_script(bed->db, "PRAGMA max_page_count=40", &e), &e);
    must(db_begin(bed->db, &e), &e);
    bed_insert(bed->db, 2);
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
    assert_int_equal(bed_count(bed->db), 1);
    must(db_begin(bed->db, &e), &e);
    bed_insert(bed->db, 4);
    must(db_commit(bed->db, &e), &e);
    assert_int_equal(bed_count(bed->db), 2);
}

static void test_lock(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db *other = bed_open(bed->path, DB_COMMAND);
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
    struct db_bed *bed = *state;
    struct err e = { 0 };
    struct db *reader = bed_open(bed->path, DB_READ);
    must(db_begin_read(reader, &e), &e);
    assert_int_equal(bed_count(reader), 0);
    bed_insert(bed->db, 1);
    assert_int_equal(bed_count(reader), 0);
    db_rollback(reader);
    assert_int_equal(bed_count(reader), 1);
    db_close(reader);
}

static void test_deadline(void **state)
{
    struct db_bed *bed = *state;
    struct err e = { 0 };
    int64_t n = 42;
    struct db *reader = bed_open(bed->path, DB_READ);
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
    assert_int_equal(bed_count(reader), 0);
    for (int i = 0; i < 3000; i++) { /* control statements must not trip over an old deadline */
        must(db_begin_read(reader, &e), &e);
        assert_int_equal(bed_count(reader), 0);
        db_set_deadline(reader, 1);
        db_rollback(reader);
        assert_false(db_in_transaction(reader));
        db_set_deadline(reader, 0);
    }
    db_close(reader);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, db_bed_setup, db_bed_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_values_come_back),
        TEST(test_order_of_values),
        TEST(test_one_integer),
        TEST(test_the_id_of_a_row_that_was_there),
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
