/* store_bed.h - a folder of its own for a test of the store, and short ways to ask its files.
 *
 * Threads: the test's. What fails ends the test with the error's sentence. */
#ifndef KANDA_TESTS_STORE_BED_H
#define KANDA_TESTS_STORE_BED_H

#include "store/db.h"

struct store_bed {
    char folder[64], path[96], other[96]; /* paths of two database files, which do not exist yet */
};

bool store_bed_make(struct store_bed *bed);
/* The current schema at bed->path: migrated once in each process, then copied. */
bool store_bed_migrate(const struct store_bed *bed, struct err *e);
bool store_bed_remove(const struct store_bed *bed); /* with whatever is in the folder */

void must(bool ok, const struct err *e);
int64_t store_ask(const char *path, const char *sql); /* on a connection of its own */
void store_do(const char *path, const char *sql);

#endif
