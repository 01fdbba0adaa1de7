/* db_bed.h - two tables and some statements on which the driver itself is tested.
 *
 * Threads: the test's. */
#ifndef KANDA_TESTS_DB_BED_H
#define KANDA_TESTS_DB_BED_H

#include "store_bed.h"

enum {
    T_INSERT,
    T_INSERT_ID,
    T_UPSERT_ID,
    T_INSERT_NEW_ID,
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

extern const struct stmt_text db_bed_texts[T_END];

struct db_bed {
    struct store_bed store;
    const char *path, *other;
    struct db *db; /* DB_WRITE on path */
};

#define ID(n)             ((enum stmt_id)(n))
#define TEXT_OF(c_string) V_TEXT(str_of(c_string))

int db_bed_setup(void **state); /* cmocka fixtures; *state is the bed */
int db_bed_teardown(void **state);
struct db *bed_open(const char *path, enum db_mode mode);
int64_t bed_count(struct db *db);
void bed_insert(struct db *db, int64_t id);

/* For a child that limits memory: what is held is counted from now on, which the driver leaves off
 * at the first open. No connection may be open. */
bool db_bed_count_memory(void);

#endif
