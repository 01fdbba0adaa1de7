/* test_writer.c - the writer with real threads on a real file: what was said to be stored is
 * stored, what was not is not, and one bad job hurts nobody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"
#include <stdio.h>
#include <string.h>
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

enum { THREADS = 8, JOBS = 400 };

struct sender {
    pthread_t thread;
    struct writer *writer;
    struct probe jobs[JOBS];
    size_t refused;
};

static void *send_all(void *arg)
{
    struct sender *s = arg;
    struct writer_stats stats;
    for (size_t i = 0; i < JOBS; i++) {
        writer_stats(s->writer, &stats);
        while (!writer_submit(s->writer, &s->jobs[i].job)) {
            s->refused++;
            (void)usleep(200);
        }
    }
    return NULL;
}

static void test_many_threads(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    struct writer_stats stats;
    static struct sender senders[THREADS];
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ .queue_max = 64 }, &t);
    struct probe first = probe_of(&t, STORE, 1);
    assert_true(writer_submit(w, &first.job));
    tally_wait(&t, 1);
    for (size_t i = 0; i < THREADS; i++) {
        senders[i] = (struct sender){ .writer = w };
        for (size_t k = 0; k < JOBS; k++) {
            enum deed deed = k % 10 == 3 ? REPEAT : k % 10 == 7 ? REFUSE : STORE;
            senders[i].jobs[k] = probe_of(&t, deed, (int64_t)(1000 + i * JOBS + k));
        }
        assert_int_equal(pthread_create(&senders[i].thread, NULL, send_all, &senders[i]), 0);
    }
    uint64_t refused = 0;
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(senders[i].thread, NULL), 0);
        refused += senders[i].refused;
    }
    tally_wait(&t, 1 + (size_t)THREADS * JOBS);
    writer_stats(w, &stats);
    assert_int_equal(stats.jobs, 1 + THREADS * JOBS);
    assert_int_equal(stats.failed, THREADS * JOBS / 5);
    assert_int_equal(stats.unstored, 0);
    assert_int_equal(stats.refused, refused);
    assert_int_equal(stats.queued, 0);
    assert_int_equal(stats.queued_bytes, 0);
    assert_true(stats.commits < stats.jobs); /* they do share commits */
    assert_true(stats.healthy);
    writer_stop(w);
    for (size_t i = 0; i < THREADS; i++)
        for (size_t k = 0; k < JOBS; k++) {
            const struct probe *p = &senders[i].jobs[k];
            enum err_code want =
                p->deed == REPEAT ? ERR_CONFLICT : (p->deed == REFUSE ? ERR_INPUT : ERR_NONE);
            if (p->told != 1 || p->code != want ||
                p->end != (p->deed == STORE ? JOB_COMMITTED : JOB_FAILED))
                fail_msg("job %zu of thread %zu was told the wrong thing", k, i);
        }
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"),
                     1 + THREADS * JOBS * 4 / 5);
    tally_finish(&t);
}

static void test_one_batch(void **state)
{
    static const struct {
        const char *rule;
        enum deed deed;
        enum job_end end;
        enum err_code code;
        bool stored;
    } rows[] = {
        { "a good job is stored", STORE, JOB_COMMITTED, ERR_NONE, true },
        { "a broken constraint is its own", REPEAT, JOB_FAILED, ERR_CONFLICT, false },
        { "so is a refusal, whose INSERT goes", REFUSE, JOB_FAILED, ERR_INPUT, false },
        { "so is a lack of memory, to be tried again", REFUSE_MEMORY, JOB_UNSTORED, ERR_MEMORY,
          false },
        { "a broken reference is found before COMMIT", ORPHAN, JOB_FAILED, ERR_CONFLICT, false },
        { "a forgotten savepoint does no harm", NEST_AND_FORGET, JOB_COMMITTED, ERR_NONE, true },
        { "and who comes after all that is stored", STORE, JOB_COMMITTED, ERR_NONE, true },
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    struct store_bed *bed = *state;
    struct tally t;
    struct gate gate;
    struct probe first, jobs[ROWS];
    struct writer_stats before, after;
    char sql[80];
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
    struct probe one = probe_of(&t, STORE, 1);
    assert_true(writer_submit(w, &one.job));
    tally_wait(&t, 1);
    gate_hold(&gate, &first, &t);
    writer_stats(w, &before);
    for (size_t i = 0; i < ROWS; i++) {
        jobs[i] = probe_of(&t, rows[i].deed, (int64_t)(10 + i));
        assert_true(writer_submit(w, &jobs[i].job));
    }
    gate_open(&gate);
    tally_wait(&t, 2 + ROWS);
    writer_stats(w, &after);
    assert_int_equal(after.commits, before.commits + 2); /* the held one, and all the others */
    assert_true(after.healthy);
    writer_stop(w);
    for (size_t i = 0; i < ROWS; i++) {
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM probe WHERE n = %zu", 10 + i);
        if (jobs[i].end != rows[i].end || jobs[i].code != rows[i].code ||
            store_ask(bed->path, sql) != rows[i].stored)
            fail_msg("%s", rows[i].rule);
    }
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe_child"), 0);
    gate_finish(&gate);
    tally_finish(&t);
}

static void test_full_queue(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    struct gate gate;
    struct probe first, jobs[5];
    struct writer_stats stats;
    tally_init(&t);
    struct writer *w =
        probe_writer(bed, (struct writer_options){ .queue_max = 3, .queue_bytes_max = 100 }, &t);
    gate_hold(&gate, &first, &t);
    for (size_t i = 0; i < 5; i++)
        jobs[i] = probe_of(&t, STORE, (int64_t)(10 + i));
    jobs[0].job.bytes = 500; /* more than the bound, but the queue is empty: it must get through */
    assert_true(writer_submit(w, &jobs[0].job));
    jobs[1].job.bytes = 1;
    assert_false(writer_submit(w, &jobs[1].job));
    writer_stats(w, &stats);
    assert_int_equal(stats.queued, 1);
    assert_int_equal(stats.queued_bytes, 500);
    gate_open(&gate);
    tally_wait(&t, 2);
    gate_finish(&gate);
    gate_hold(&gate, &first, &t);
    for (size_t i = 1; i < 4; i++) {
        jobs[i].job.bytes = 33;
        assert_true(writer_submit(w, &jobs[i].job));
    }
    jobs[4].job.bytes = 0;
    assert_false(writer_submit(w, &jobs[4].job)); /* the fourth of three */
    gate_open(&gate);
    tally_wait(&t, 6);
    writer_stats(w, &stats);
    assert_int_equal(stats.refused, 2);
    assert_true(writer_submit(w, &jobs[4].job)); /* room again */
    writer_stop(w);
    assert_int_equal(t.committed, 7);
    assert_int_equal(jobs[4].told, 1);
    gate_finish(&gate);
    tally_finish(&t);
}

static void test_batch_bound(void **state)
{
    static const struct {
        const char *rule;
        size_t batch_max, weight, bytes;
        uint64_t commits;
    } rows[] = {
        { "commit per job", 1, 1, 0, 6 },
        { "two weights of two fit into four", 4, 2, 0, 3 },
        { "a job heavier than a batch goes alone", 4, 9, 0, 6 },
        { "no weight counts as one", 3, 0, 0, 2 },
        { "memory bounds it too", 512, 1, (size_t)4 << 20, 3 },
    };
    struct store_bed *bed = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tally t;
        struct gate gate;
        struct probe first, jobs[6];
        struct writer_stats before, after;
        tally_init(&t);
        struct writer *w =
            probe_writer(bed, (struct writer_options){ .batch_max = rows[i].batch_max }, &t);
        gate_hold(&gate, &first, &t);
        writer_stats(w, &before);
        for (size_t k = 0; k < 6; k++) {
            jobs[k] = probe_of(&t, STORE, (int64_t)(100 * i + k));
            jobs[k].job.weight = rows[i].weight;
            jobs[k].job.bytes = rows[i].bytes;
            assert_true(writer_submit(w, &jobs[k].job));
        }
        gate_open(&gate);
        tally_wait(&t, 7);
        writer_stats(w, &after);
        writer_stop(w);
        if (after.commits - before.commits != rows[i].commits + 1) fail_msg("%s", rows[i].rule);
        gate_finish(&gate);
        tally_finish(&t);
    }
}

static void test_stop_drains(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    static struct probe jobs[1000];
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ .batch_max = 7 }, &t);
    for (size_t i = 0; i < 1000; i++) {
        jobs[i] = probe_of(&t, STORE, (int64_t)i);
        assert_true(writer_submit(w, &jobs[i].job));
    }
    writer_stop(w);
    assert_int_equal(t.committed, 1000);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 1000);
    writer_stop(NULL);
    tally_finish(&t);
}

static void test_done_may_submit(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    tally_init(&t);
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, &t);
    struct probe p = probe_of(&t, STORE, 1);
    p.resubmits = 50;
    assert_true(writer_submit(w, &p.job));
    tally_wait(&t, 51);
    writer_stop(w);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 51);
    tally_finish(&t);
}

struct self {
    struct writer *writer;
    struct err inner;
};

static bool call_self(void *ctx, struct db *db, struct err *e)
{
    struct self *self = ctx;
    char sql[] = "SELECT 1";
    (void)db;
    if (writer_call(self->writer, probe_call, sql, &self->inner))
        return err_set(e, ERR_INTERNAL, "should not come here");
    return true;
}

static void test_call(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    char twice[] = "INSERT INTO probe (n) VALUES (5)";
    struct writer *w = probe_writer(bed, (struct writer_options){ 0 }, NULL);
    struct self self = { w, { 0 } };
    probe_script(w, twice);
    assert_false(writer_call(w, probe_call, twice, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    must(writer_call(w, call_self, &self, &e), &e);
    assert_int_equal(self.inner.code, ERR_INTERNAL); /* and not: the writer waits for itself */
    writer_stop(w);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 1);
}

static void count_one(void *ctx)
{
    (*(size_t *)ctx)++;
}

static void test_after_commit(void **state)
{
    struct store_bed *bed = *state;
    struct tally t;
    size_t told = 0; /* read once the thread has ended */
    tally_init(&t);
    struct writer *w = probe_writer(
        bed, (struct writer_options){ .after_commit = count_one, .after_commit_ctx = &told }, &t);
    struct probe good = probe_of(&t, STORE, 1), bad = probe_of(&t, REFUSE, 2);
    assert_true(writer_submit(w, &good.job));
    tally_wait(&t, 1);
    assert_true(writer_submit(w, &bad.job));
    writer_stop(w);
    assert_int_equal(told, 1);
    tally_finish(&t);
}

static void test_start_fails(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    struct writer *w = NULL;
    struct writer_options options = { .path = bed->folder };
    assert_false(writer_start(&options, &w, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_null(w);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_many_threads), TEST(test_one_batch),    TEST(test_full_queue),
        TEST(test_batch_bound),  TEST(test_stop_drains),  TEST(test_done_may_submit),
        TEST(test_call),         TEST(test_after_commit), TEST(test_start_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
