/* test_media_store.c - files by their hash: whole or not there, once, and for nobody else to read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/media_store.h"
#include "store_bed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct bed {
    struct store_bed at;
    char path[96];
    struct media_store *store;
};

static int setup(void **state)
{
    static struct bed b;
    struct err e = { 0 };
    memset(&b, 0, sizeof b);
    if (!crypto_init(&e) || !store_bed_make(&b.at)) return -1;
    (void)snprintf(b.path, sizeof b.path, "%s/var/media", b.at.folder);
    must(media_store_open(b.path, 0, &b.store, &e), &e);
    *state = &b;
    return 0;
}

static int teardown(void **state)
{
    struct bed *b = *state;
    media_store_close(b->store);
    (void)chmod(b->path, 0700);
    return store_bed_remove(&b->at) ? 0 : -1;
}

static size_t files_in(const struct bed *b)
{
    char command[200], line[200];
    size_t n = 0;
    (void)snprintf(command, sizeof command, "find %s -type f", b->path);
    FILE *f = popen(command, "r");
    while (f && fgets(line, sizeof line, f))
        n++;
    if (!f || pclose(f) != 0) fail_msg("%s", command);
    return n;
}

/* Writes the text in pieces of three bytes; its hash into hex. */
static void write_part(struct bed *b, struct str text, struct media_part *p, char hex[65])
{
    struct err e = { 0 };
    uint8_t hash[SHA256_SIZE];
    must(media_part_begin(b->store, p, &e), &e);
    for (size_t i = 0; i < text.len; i += 3)
        must(media_part_add(p, str_slice(text, i, i + 3), &e), &e);
    assert_int_equal(p->size, text.len);
    media_part_hash(p, hash);
    hex_encode(hash, sizeof hash, hex);
}

static void must_read(struct bed *b, const char *hex, struct str want)
{
    struct err e = { 0 };
    char have[64];
    int fd = -1;
    int64_t size = -1;
    must(media_store_get(b->store, str_of(hex), &fd, &size, &e), &e);
    assert_int_equal(size, want.len);
    assert_int_equal(read(fd, have, sizeof have), want.len);
    assert_memory_equal(have, want.at, want.len);
    (void)close(fd);
}

static void test_kept_under_its_hash(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_part p;
    struct stat st;
    char hex[65], path[200];
    uint8_t whole[SHA256_SIZE];
    char want[65];
    write_part(b, STR("foto jalan"), &p, hex);
    sha256(STR("foto jalan"), whole);
    hex_encode(whole, sizeof whole, want);
    assert_string_equal(hex, want);
    must(media_part_keep(b->store, &p, hex, &e), &e);
    must_read(b, hex, STR("foto jalan"));
    (void)snprintf(path, sizeof path, "%s/%.2s/%s", b->path, hex, hex);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(b->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(files_in(b), 1);
}

static void test_equal_files_are_one(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_part p, q;
    char hex[65], again[65];
    write_part(b, STR("sama"), &p, hex);
    write_part(b, STR("sama"), &q, again);
    assert_int_equal(files_in(b), 2);
    must(media_part_keep(b->store, &p, hex, &e) && media_part_keep(b->store, &q, again, &e), &e);
    assert_int_equal(files_in(b), 1);
    must_read(b, hex, STR("sama"));
}

/* A file that lost its end (a broken disk, a careless hand) is healed by the next equal one. */
static void test_a_torn_file_is_replaced(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_part p;
    char hex[65], path[200];
    write_part(b, STR("utuh"), &p, hex);
    must(media_part_keep(b->store, &p, hex, &e), &e);
    (void)snprintf(path, sizeof path, "%s/%.2s/%s", b->path, hex, hex);
    assert_int_equal(truncate(path, 1), 0);
    write_part(b, STR("utuh"), &p, hex);
    must(media_part_keep(b->store, &p, hex, &e), &e);
    must_read(b, hex, STR("utuh"));
}

static void test_dropped_and_swept(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_part kept, dropped, left;
    char hex[65], other[65];
    int64_t removed = -1;
    write_part(b, STR("disimpan"), &kept, hex);
    must(media_part_keep(b->store, &kept, hex, &e), &e);
    write_part(b, STR("dibuang"), &dropped, other);
    media_part_drop(b->store, &dropped);
    media_part_drop(b->store, &dropped); /* twice is fine */
    assert_int_equal(files_in(b), 1);
    write_part(b, STR("sisa"), &left, other);
    (void)close(left.fd); /* as kill -9 leaves it */
    assert_int_equal(files_in(b), 2);
    must(media_store_sweep(b->store, &removed, &e), &e);
    assert_int_equal(removed, 1);
    assert_int_equal(files_in(b), 1);
    must_read(b, hex, STR("disimpan"));
}

static void test_names_that_are_no_hash(void **state)
{
    static const struct {
        const char *rule, *name;
        enum err_code code;
    } rows[] = {
        { "nothing", "", ERR_INTERNAL },
        { "a path", "../../../../../../../../../../../../../../../../../../etc/passwd00000",
          ERR_INTERNAL },
        { "too short", "abcdef", ERR_INTERNAL },
        { "a hash nobody has", "0000000000000000000000000000000000000000000000000000000000000000",
          ERR_NOT_FOUND },
    };
    struct bed *b = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        int fd = -7;
        int64_t size = -7;
        assert_false(media_store_get(b->store, str_of(rows[i].name), &fd, &size, &e));
        if (e.code != rows[i].code || fd != -7 || size != -7) fail_msg("%s", rows[i].rule);
    }
}

static void test_folders_that_cannot_be(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_store *s = NULL;
    char path[128];
    (void)snprintf(path, sizeof path, "%s/file", b->at.folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    (void)fclose(f);
    assert_false(media_store_open(path, 0, &s, &e));
    assert_null(s);
    assert_int_equal(e.code, ERR_IO);
    (void)snprintf(path, sizeof path, "%s/file/below", b->at.folder);
    assert_false(media_store_open(path, 0, &s, &e));
    must(media_store_open(b->path, 0, &s, &e), &e); /* there already */
    media_store_close(s);
}

/* The room that the database needs is one setting, and files come second. */
static void test_the_reserve_stays_free(void **state)
{
    struct bed *b = *state;
    struct err e = { 0 };
    struct media_store *s = NULL;
    struct media_part p;
    must(media_store_open(b->path, INT64_MAX, &s, &e), &e);
    assert_false(media_part_begin(s, &p, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_int_equal(p.fd, -1);
    media_store_close(s);
    must(media_store_open(b->path, 1, &s, &e), &e);
    must(media_part_begin(s, &p, &e), &e);
    media_part_drop(s, &p);
    media_store_close(s);
}

#define IN_A_BED(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_BED(test_kept_under_its_hash),     IN_A_BED(test_equal_files_are_one),
        IN_A_BED(test_a_torn_file_is_replaced), IN_A_BED(test_dropped_and_swept),
        IN_A_BED(test_names_that_are_no_hash),  IN_A_BED(test_folders_that_cannot_be),
        IN_A_BED(test_the_reserve_stays_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
