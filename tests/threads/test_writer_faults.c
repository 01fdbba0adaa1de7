/* test_writer_faults.c - full disks, locks and SIGKILL: the writer never claims what is not so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* A full disk, as SQLite sees it inside a statement. */
static void test_full_disk(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    struct gate gate;
    struct writer_stats stats;
    struct probe first, jobs[3];
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
    char limit[64];
    (void)snprintf(limit, sizeof limit, "PRAGMA max_page_count=%lld",
                   (long long)store_ask(bed->path, "PRAGMA page_count") + 20);
    probe_script(w, limit);
    static const enum deed deeds[] = { STORE_LARGE, HIDE_FULL_DISK };
    for (size_t i = 0; i < 2; i++) {
        gate_hold(&gate, &first, &t);
        jobs[0] = probe_of(&t, STORE, 1);
        jobs[1] = probe_of(&t, deeds[i], 2);
        jobs[2] = probe_of(&t, STORE, 3);
        for (size_t k = 0; k < 3; k++)
            assert_true(writer_submit(w, &jobs[k].job));
        gate_open(&gate);
        tally_wait(&t, (i + 1) * 4);
        gate_finish(&gate);
        /* SQLite gave up the whole transaction: 1 is not stored although its run said yes. */
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(jobs[k].end, JOB_UNSTORED);
            assert_int_equal(jobs[k].code, ERR_IO);
        }
        assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 0);
        writer_stats(w, &stats);
        assert_false(stats.healthy);
        probe_script(w, "SELECT 1"); /* stores nothing, so it says nothing about the disk */
        writer_stats(w, &stats);
        assert_false(stats.healthy);
    }
    probe_script(w, "PRAGMA max_page_count=1000000");
    jobs[1] = probe_of(&t, STORE_LARGE, 2);
    assert_true(writer_submit(w, &jobs[1].job));
    tally_wait(&t, 9);
    assert_int_equal(jobs[1].end, JOB_COMMITTED);
    writer_stats(w, &stats);
    assert_true(stats.healthy);
    writer_stop(w);
    tally_finish(&t);
}

/* A full disk, as the kernel sees it: the log cannot grow at COMMIT. In a child, whose limit on
 * the size of files harms nobody else. */
static bool limit_files(rlim_t bytes)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
    limit.rlim_cur = bytes;
    return setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

/* Stores the numbers from .. to - 1, each in a commit of its own. */
static bool store_range(struct tally *t, struct probe *jobs, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        jobs[i] = probe_of(t, STORE, (int64_t)i);
        if (!writer_submit(t->writer, &jobs[i].job)) return false;
        tally_wait(t, i + 1);
        bool full = jobs[i].end == JOB_UNSTORED && jobs[i].code == ERR_IO;
        if (jobs[i].end != JOB_COMMITTED && !full) return false;
    }
    return true;
}

static int fill_disk(struct store_bed *bed)
{
    struct tally t;
    struct stat st;
    char name[128];
    static struct probe jobs[40];
    tally_init(&t);
    (void)signal(SIGXFSZ, SIG_IGN);
    struct writer *w = probe_writer(bed, (struct writer_options){ .batch_max = 1 }, &t);
    (void)snprintf(name, sizeof name, "%s-wal", bed->path);
    if (stat(name, &st) != 0 || !limit_files((rlim_t)st.st_size + 60000)) return 1;
    if (!store_range(&t, jobs, 0, 30)) return 2;
    if (t.unstored < 5 || t.committed < 5) return 3; /* it met the limit on its way */
    size_t lost = t.unstored;
    if (!limit_files(RLIM_INFINITY)) return 4;
    if (!store_range(&t, jobs, 30, 40) || t.unstored != lost) return 5;
    writer_stop(w);
    for (size_t i = 0; i < 40; i++) {
        char sql[80];
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM probe WHERE n = %zu", i);
        if (store_ask(bed->path, sql) != (jobs[i].end == JOB_COMMITTED)) return 6;
    }
    return 0;
}

static void test_full_disk_at_commit(void **state)
{
    int status = -1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) _exit(fill_disk(*state));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_busy_database(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    struct tally t;
    struct db *other;
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
    probe_script(w, "PRAGMA busy_timeout=30");
    must(db_open_raw(bed->path, DB_COMMAND, &other, &e) && db_begin(other, &e), &e);
    must(probe_insert(other, "probe", 7, 0, &e), &e);
    struct probe p = probe_of(&t, STORE, 1);
    assert_true(writer_submit(w, &p.job));
    tally_wait(&t, 1);
    assert_int_equal(p.end, JOB_UNSTORED);
    assert_int_equal(p.code, ERR_BUSY);
    must(db_commit(other, &e), &e);
    db_close(other);
    assert_true(writer_submit(w, &p.job));
    writer_stop(w);
    assert_int_equal(p.end, JOB_COMMITTED);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 2);
    tally_finish(&t);
}

/* What a job that was told COMMITTED writes into the pipe is all the parent knows. */
struct witness {
    struct job job; /* first */
    int fd;
    int64_t number;
};

static bool witness_run(struct job *job, struct db *db, struct err *e)
{
    return probe_insert(db, "probe", ((struct witness *)job)->number, 300, e);
}

static void witness_done(struct job *job, enum job_end end, const struct err *why)
{
    struct witness *x = (struct witness *)job;
    (void)why;
    if (end == JOB_COMMITTED && write(x->fd, &x->number, sizeof x->number) < 0) abort();
    free(x);
}

struct speaker {
    pthread_t thread;
    struct writer *writer;
    int fd;
    int64_t first;
};

static void *speak(void *arg)
{
    const struct speaker *s = arg;
    for (int64_t n = s->first;; n++) {
        struct witness *x = calloc(1, sizeof *x);
        if (!x) abort();
        *x =
            (struct witness){ { .weight = 1, .run = witness_run, .done = witness_done }, s->fd, n };
        while (!writer_submit(s->writer, &x->job))
            (void)usleep(50);
    }
    return NULL;
}

static void be_killed(struct store_bed *bed, int fd, int64_t first)
{
    static struct speaker speakers[4];
    struct writer *w = probe_writer(
        bed, (struct writer_options){ .queue_max = 64, .wal_restart_pages = 50 }, NULL);
    for (int i = 0; i < 4; i++) {
        speakers[i] = (struct speaker){ .writer = w, .fd = fd, .first = first + i * 1000000 };
        if (pthread_create(&speakers[i].thread, NULL, speak, &speakers[i]) != 0) abort();
    }
    for (;;)
        (void)pause();
}

enum { HEARD_MAX = 1000000 };

/* Kills the child once `enough` was heard, then hears what was already said; how much in all. */
static size_t hear(int fd, pid_t child, size_t enough, int64_t heard[HEARD_MAX])
{
    size_t count = 0;
    bool alive = true;
    while (count < HEARD_MAX && read(fd, &heard[count], sizeof *heard) == (ssize_t)sizeof *heard) {
        count++;
        if (!alive || count < enough) continue;
        assert_int_equal(kill(child, SIGKILL), 0);
        alive = false;
    }
    return count;
}

static void check_stored(const char *path, const int64_t *numbers, size_t count)
{
    struct err e = { 0 };
    struct db *db;
    int64_t whole = 0;
    must(db_open_raw(path, DB_COMMAND, &db, &e), &e);
    for (size_t i = 0; i < count; i++) {
        int64_t there = 0;
        char sql[80];
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM probe WHERE n = %lld",
                       (long long)numbers[i]);
        must(db_script_i64(db, sql, &there, &e), &e);
        if (!there) fail_msg("number %lld was told COMMITTED and is gone", (long long)numbers[i]);
    }
    must(db_script_i64(db,
                       "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'",
                       &whole, &e),
         &e);
    assert_int_equal(whole, 1);
    db_close(db);
}

static void test_killed(void **state)
{
    enum { ROUNDS = 6 };
    static int64_t heard[HEARD_MAX];
    struct store_bed *bed = *state;
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2], status;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            (void)close(ends[0]);
            be_killed(bed, ends[1], INT64_C(10000000) * (round + 1));
        }
        (void)close(ends[1]);
        size_t count = hear(ends[0], child, 150 + 37 * (size_t)round, heard);
        (void)close(ends[0]);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        check_stored(bed->path, heard, count);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_full_disk),
        TEST(test_full_disk_at_commit),
        TEST(test_busy_database),
        TEST(test_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
