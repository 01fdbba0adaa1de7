/* test_checkpointer.c - the log stays short while the writer never rests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"
#include "store/checkpointer.h"
#include <sys/stat.h>
#include <unistd.h>

static int setup(void **state)
{
    static struct store_bed bed;
    *state = &bed;
    return probe_bed_make(&bed) ? 0 : -1;
}

static int teardown(void **state)
{
    return store_bed_remove(*state) ? 0 : -1;
}

struct load {
    struct writer *writer;
    struct checkpointer *checkpointer;
    int64_t longest, total, last; /* the writer thread's, read after it has ended */
};

static void note_commit(void *ctx)
{
    struct load *load = ctx;
    struct writer_stats stats;
    writer_stats(load->writer, &stats);
    if (stats.wal_pages > load->longest) load->longest = stats.wal_pages;
    load->total += stats.wal_pages < load->last ? stats.wal_pages : stats.wal_pages - load->last;
    load->last = stats.wal_pages;
    if (load->checkpointer) checkpointer_wake(load->checkpointer, stats.wal_pages);
}

/* Hundreds of commits while a reader comes and goes: the log does not grow for ever. */
static void bounded_log(struct store_bed *bed, bool with_checkpointer, int64_t bound)
{
    struct err e = { 0 };
    struct tally t;
    struct load load = { 0 };
    struct db *reader;
    int64_t n;
    static struct probe jobs[800];
    tally_init(&t);
    must(db_open_raw(bed->path, DB_READ, &reader, &e), &e);
    struct writer *w = probe_writer(bed,
                                    (struct writer_options){ .batch_max = 1,
                                                             .wal_restart_pages = 400,
                                                             .after_commit = note_commit,
                                                             .after_commit_ctx = &load },
                                    &t);
    load.writer = w; /* before the first job */
    if (with_checkpointer)
        must(checkpointer_start(bed->path, 100, NULL, &load.checkpointer, &e), &e);
    for (size_t i = 0; i < 800; i++) {
        jobs[i] = probe_of(&t, STORE_PAGES, (int64_t)i);
        while (!writer_submit(w, &jobs[i].job))
            (void)usleep(100);
        if (i % 100) continue;
        must(db_begin_read(reader, &e), &e);
        must(db_script_i64(reader, "SELECT COUNT(*) FROM probe", &n, &e), &e);
        db_rollback(reader);
    }
    writer_stop(w);
    checkpointer_stop(load.checkpointer);
    db_close(reader);
    assert_int_equal(t.committed, 800);
    assert_true(load.total > 2 * bound); /* what it would have grown to */
    if (load.longest > bound) fail_msg("the log grew to %lld pages", (long long)load.longest);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 800);
    tally_finish(&t);
}

static void test_log_bounded_by_writer(void **state)
{
    bounded_log(*state, false, 5000);
}
static void test_log_bounded_with_checkpointer(void **state)
{
    bounded_log(*state, true, 5000);
}

/* The checkpointer alone, while the writer rests in between: SQLite itself begins anew. */
static void test_checkpointer_copies(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    struct tally t;
    struct checkpointer *c;
    struct stat before, after;
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
    must(checkpointer_start(bed->path, 50, NULL, &c, &e), &e);
    assert_int_equal(stat(bed->path, &before), 0);
    struct probe p = probe_of(&t, STORE_LARGE, 1);
    assert_true(writer_submit(w, &p.job));
    tally_wait(&t, 1);
    struct writer_stats stats;
    writer_stats(w, &stats);
    assert_true(stats.wal_pages > 50);
    /* The main file grows only by a checkpoint, and only the checkpointer does one here. */
    do {
        checkpointer_wake(c, stats.wal_pages);
        (void)usleep(1000);
        assert_int_equal(stat(bed->path, &after), 0);
    } while (after.st_size <= before.st_size);
    checkpointer_stop(c);
    writer_stop(w);
    tally_finish(&t);
}

static void test_start_fails(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    struct checkpointer *c = NULL;
    assert_false(checkpointer_start(bed->folder, 0, NULL, &c, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_null(c);
    checkpointer_stop(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_log_bounded_by_writer),
        TEST(test_log_bounded_with_checkpointer),
        TEST(test_checkpointer_copies),
        TEST(test_start_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
