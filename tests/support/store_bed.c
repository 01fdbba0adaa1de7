/* store_bed.c - a folder of its own for a test of the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/migrate.h"
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

/* The schema as a file, made once in each process: twelve migrations, each with its syncs, for
 * every test are most of what the tests of the store would cost. */
static char *schema;
static size_t schema_len;

static bool schema_keep(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) return false;
    long len = ftell(f);
    schema = len > 0 ? malloc((size_t)len) : NULL;
    bool ok =
        schema && fseek(f, 0, SEEK_SET) == 0 && fread(schema, 1, (size_t)len, f) == (size_t)len;
    schema_len = ok ? (size_t)len : 0;
    return fclose(f) == 0 && ok;
}

bool store_bed_migrate(const struct store_bed *bed, struct err *e)
{
    struct clock clock = clock_system();
    if (schema_len == 0)
        return store_migrate(bed->path, &clock, NULL, e) &&
               (schema_keep(bed->path) || err_set(e, ERR_IO, "schema: cannot be kept"));
    FILE *f = fopen(bed->path, "wb");
    bool ok = f && fwrite(schema, 1, schema_len, f) == schema_len;
    return (f && fclose(f) == 0 && ok) || err_set(e, ERR_IO, "schema: cannot be copied");
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
