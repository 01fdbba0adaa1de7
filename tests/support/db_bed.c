/* db_bed.c - two tables and some statements on which the driver itself is tested. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db_bed.h"
#include <sqlite3.h>

const struct stmt_text db_bed_texts[T_END] = {
    [T_INSERT] = { "t_insert", "INSERT INTO t (id, name, size, data) VALUES (:id, :name, :s, :d)" },
    [T_INSERT_ID] = { "t_insert_id", "INSERT INTO t (name) VALUES (:name) RETURNING id" },
    [T_UPSERT_ID] = { "t_upsert_id", "INSERT INTO t (name, size) VALUES (:name, :s) ON CONFLICT "
                                     "(name) DO UPDATE SET size = excluded.size RETURNING id" },
    [T_INSERT_NEW_ID] = { "t_insert_new_id", "INSERT INTO t (name) VALUES (:name) ON CONFLICT DO "
                                             "NOTHING RETURNING id" },
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

struct db *bed_open(const char *path, enum db_mode mode)
{
    struct err e = { 0 };
    struct db *db = NULL;
    must(db_open_with(path, mode, db_bed_texts, T_END, &db, &e), &e);
    return db;
}

int db_bed_setup(void **state)
{
    static struct db_bed bed;
    if (!store_bed_make(&bed.store)) return -1;
    bed.path = bed.store.path;
    bed.other = bed.store.other;
    store_do(bed.path, schema);
    bed.db = bed_open(bed.path, DB_WRITE);
    *state = &bed;
    return 0;
}

int db_bed_teardown(void **state)
{
    struct db_bed *bed = *state;
    db_close(bed->db);
    return store_bed_remove(&bed->store) ? 0 : -1;
}

int64_t bed_count(struct db *db)
{
    struct err e = { 0 };
    int64_t n = -1;
    must(db_exec_i64(db, ID(T_COUNT), NO_VALUES, &n, NULL, &e), &e);
    return n;
}

void bed_insert(struct db *db, int64_t id)
{
    struct err e = { 0 };
    must(db_exec(db, ID(T_INSERT), VALUES(V_INT(id), V_NULL, V_NULL, V_NULL), NULL, &e), &e);
}

bool db_bed_count_memory(void)
{
    return sqlite3_shutdown() == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1) == SQLITE_OK;
}
