/* store_bed.c - a folder of its own for a test of the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_bed.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

bool store_bed_make(struct store_bed *bed)
{
    (void)snprintf(bed->folder, sizeof bed->folder, "/tmp/kanda-test.XXXXXX");
    if (!mkdtemp(bed->folder)) return false;
    (void)snprintf(bed->path, sizeof bed->path, "%s/a.db", bed->folder);
    (void)snprintf(bed->other, sizeof bed->other, "%s/b.db", bed->folder);
    return true;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *where)
{
    (void)st;
    (void)flag;
    (void)where;
    return remove(path);
}

bool store_bed_remove(const struct store_bed *bed)
{
    return nftw(bed->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0;
}

void must(bool ok, const struct err *e)
{
    if (!ok) fail_msg("%s: %s", err_code_name(e->code), e->text);
}

int64_t store_ask(const char *path, const char *sql)
{
    struct err e = { 0 };
    struct db *db = NULL;
    int64_t n = -1;
    must(db_open_raw(path, DB_READ, &db, &e), &e);
    must(db_script_i64(db, sql, &n, &e), &e);
    db_close(db);
    return n;
}

void store_do(const char *path, const char *sql)
{
    struct err e = { 0 };
    struct db *db = NULL;
    must(db_open_raw(path, DB_COMMAND, &db, &e) && db_script(db, sql, &e), &e);
    db_close(db);
}
