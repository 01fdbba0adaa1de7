/* test_reader.c - reader threads: one snapshot and one deadline for each job, and a bounded queue.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"
#include "store/reader.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ENDLESS                                                                                    \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"

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

/* What the test and the reader threads tell each other. */
struct talk {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    size_t reached, told, good;
    bool open;
    struct store_bed *bed;
};

struct question {
    struct read_job job; /* first */
    struct talk *talk;
    const char *sql;
    int64_t answer, second;
    bool ok, gave_reason;
    struct err why;
};

static void talk_init(struct talk *t, struct store_bed *bed)
{
    *t = (struct talk){ .bed = bed };
    (void)pthread_mutex_init(&t->lock, NULL);
    (void)pthread_cond_init(&t->wake, NULL);
}

static void talk_finish(struct talk *t)
{
    (void)pthread_cond_destroy(&t->wake);
    (void)pthread_mutex_destroy(&t->lock);
}

static void talk_await(struct talk *t, const size_t *number, size_t want)
{
    (void)pthread_mutex_lock(&t->lock);
    while (*number < want)
        (void)pthread_cond_wait(&t->wake, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}

static void talk_open(struct talk *t)
{
    (void)pthread_mutex_lock(&t->lock);
    t->open = true;
    (void)pthread_cond_broadcast(&t->wake);
    (void)pthread_mutex_unlock(&t->lock);
}

static void pass_gate(struct talk *t)
{
    (void)pthread_mutex_lock(&t->lock);
    t->reached++;
    (void)pthread_cond_broadcast(&t->wake);
    while (!t->open)
        (void)pthread_cond_wait(&t->wake, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}

static bool ask(struct read_job *job, struct db *db, struct err *e)
{
    struct question *q = (struct question *)job;
    return db_script_i64(db, q->sql, &q->answer, e);
}

/* Asks before and after the gate, while somebody may write in between. */
static bool ask_twice(struct read_job *job, struct db *db, struct err *e)
{
    struct question *q = (struct question *)job;
    if (!db_script_i64(db, q->sql, &q->answer, e)) return false;
    pass_gate(q->talk);
    return db_script_i64(db, q->sql, &q->second, e);
}

static bool say_nothing(struct read_job *job, struct db *db, struct err *e)
{
    (void)job;
    (void)db;
    (void)e;
    return false;
}

static bool write_something(struct read_job *job, struct db *db, struct err *e)
{
    (void)job;
    return db_script(db, "INSERT INTO probe (n) VALUES (99)", e);
}

static void answered(struct read_job *job, bool ok, const struct err *why)
{
    struct question *q = (struct question *)job;
    struct talk *t = q->talk;
    (void)pthread_mutex_lock(&t->lock);
    q->ok = ok;
    q->gave_reason = why != NULL;
    if (why) q->why = *why;
    t->told++;
    t->good += ok;
    (void)pthread_cond_broadcast(&t->wake);
    (void)pthread_mutex_unlock(&t->lock);
}

static struct question question(struct talk *t,
                                bool (*run)(struct read_job *, struct db *, struct err *),
                                const char *sql)
{
    return (struct question){
        .job = { .run = run, .done = answered }, .talk = t, .sql = sql, .answer = -1, .second = -1
    };
}

static struct readers *start(struct store_bed *bed, struct readers_options options)
{
    struct err e = { 0 };
    struct readers *r = NULL;
    options.path = bed->path;
    must(readers_start(&options, &r, &e), &e);
    return r;
}

static void write_row(struct store_bed *bed, int n)
{
    char sql[64];
    (void)snprintf(sql, sizeof sql, "INSERT INTO probe (n) VALUES (%d)", n);
    store_do(bed->path, sql);
}

static void test_deadline(void **state)
{
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r = start(bed, (struct readers_options){ .threads = 1, .deadline_ms = 30 });
    struct question slow = question(&t, ask, ENDLESS), next = question(&t, ask, "SELECT 7");
    assert_true(readers_submit(r, &slow.job));
    assert_true(readers_submit(r, &next.job)); /* same thread, same connection */
    talk_await(&t, &t.told, 2);
    readers_stop(r);
    assert_false(slow.ok);
    assert_int_equal(slow.why.code, ERR_BUSY);
    assert_int_equal(slow.answer, -1);
    assert_true(next.ok);
    assert_int_equal(next.answer, 7);
    talk_finish(&t);
}

static void test_slow_search_delays_nobody(void **state)
{
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r = start(bed, (struct readers_options){ .deadline_ms = 60000 });
    struct question slow = question(&t, ask_twice, "SELECT 1"), quick[20];
    assert_true(readers_submit(r, &slow.job));
    talk_await(&t, &t.reached, 1);
    for (size_t i = 0; i < 20; i++) {
        quick[i] = question(&t, ask, "SELECT 2");
        assert_true(readers_submit(r, &quick[i].job));
    }
    talk_await(&t, &t.told, 20); /* the other thread answers them all; else this waits for ever */
    assert_int_equal(slow.second, -1);
    talk_open(&t);
    readers_stop(r);
    assert_true(slow.ok);
    talk_finish(&t);
}

static void test_one_snapshot_per_job(void **state)
{
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r = start(bed, (struct readers_options){ .threads = 1, .deadline_ms = 60000 });
    struct question both = question(&t, ask_twice, "SELECT COUNT(*) FROM probe"),
                    later = question(&t, ask, "SELECT COUNT(*) FROM probe");
    write_row(bed, 1);
    assert_true(readers_submit(r, &both.job));
    talk_await(&t, &t.reached, 1);
    write_row(bed, 2);
    talk_open(&t);
    assert_true(readers_submit(r, &later.job));
    readers_stop(r);
    assert_int_equal(both.answer, 1);
    assert_int_equal(both.second, 1);
    assert_int_equal(later.answer, 2);
    talk_finish(&t);
}

static void test_full_queue(void **state)
{
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r =
        start(bed, (struct readers_options){ .threads = 1, .queue_max = 2, .deadline_ms = 60000 });
    struct question held = question(&t, ask_twice, "SELECT 1"), more[3];
    assert_true(readers_submit(r, &held.job));
    talk_await(&t, &t.reached, 1);
    for (size_t i = 0; i < 3; i++) {
        more[i] = question(&t, ask, "SELECT 3");
        assert_int_equal(readers_submit(r, &more[i].job), i < 2);
    }
    talk_open(&t);
    readers_stop(r); /* runs what is queued */
    assert_int_equal(t.told, 3);
    assert_int_equal(more[1].answer, 3);
    assert_int_equal(more[2].answer, -1);
    talk_finish(&t);
}

static void test_failures(void **state)
{
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r = start(bed, (struct readers_options){ .threads = 1 });
    struct question mute = question(&t, say_nothing, ""), typo = question(&t, ask, "SELEC 1"),
                    writes = question(&t, write_something, ""),
                    fine = question(&t, ask, "SELECT 4");
    assert_true(readers_submit(r, &mute.job));
    assert_true(readers_submit(r, &typo.job));
    assert_true(readers_submit(r, &writes.job));
    assert_true(readers_submit(r, &fine.job));
    readers_stop(r);
    assert_false(mute.ok || typo.ok || writes.ok);
    assert_int_equal(mute.why.code, ERR_INTERNAL);
    assert_true(mute.why.text[0]);
    assert_int_equal(typo.why.code, ERR_INTERNAL);
    assert_int_equal(writes.why.code, ERR_IO);
    assert_true(fine.ok && !fine.gave_reason);
    assert_int_equal(store_ask(bed->path, "SELECT COUNT(*) FROM probe"), 0);
    talk_finish(&t);
}

enum { ASKERS = 4, QUESTIONS = 500 };

struct asker {
    pthread_t thread;
    struct readers *readers;
    struct question questions[QUESTIONS];
};

static void *ask_all(void *arg)
{
    struct asker *a = arg;
    for (size_t i = 0; i < QUESTIONS; i++)
        while (!readers_submit(a->readers, &a->questions[i].job))
            (void)usleep(200);
    return NULL;
}

static void test_many_threads_beside_a_writer(void **state)
{
    static struct asker askers[ASKERS];
    struct store_bed *bed = *state;
    struct talk t;
    talk_init(&t, bed);
    struct readers *r =
        start(bed, (struct readers_options){ .threads = 3, .queue_max = 32, .deadline_ms = 60000 });
    for (size_t i = 0; i < ASKERS; i++) {
        askers[i].readers = r;
        for (size_t k = 0; k < QUESTIONS; k++)
            askers[i].questions[k] = question(&t, ask, "SELECT COUNT(*) FROM probe");
        assert_int_equal(pthread_create(&askers[i].thread, NULL, ask_all, &askers[i]), 0);
    }
    for (int n = 1; n <= 100; n++)
        write_row(bed, n);
    for (size_t i = 0; i < ASKERS; i++)
        assert_int_equal(pthread_join(askers[i].thread, NULL), 0);
    struct question last = question(&t, ask, "SELECT COUNT(*) FROM probe");
    while (!readers_submit(r, &last.job))
        (void)usleep(200);
    readers_stop(r);
    assert_int_equal(t.told, ASKERS * QUESTIONS + 1);
    assert_int_equal(t.good, t.told);
    assert_int_equal(last.answer, 100);
    for (size_t i = 0; i < ASKERS; i++)
        for (size_t k = 0; k < QUESTIONS; k++)
            assert_in_range(askers[i].questions[k].answer, 0, 100);
    talk_finish(&t);
}

static void test_start_fails(void **state)
{
    struct store_bed *bed = *state;
    struct err e = { 0 };
    struct readers *r = NULL;
    struct readers_options options = { .path = bed->folder };
    assert_false(readers_start(&options, &r, &e));
    assert_int_equal(e.code, ERR_IO);
    assert_null(r);
    readers_stop(NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_deadline),
        TEST(test_slow_search_delays_nobody),
        TEST(test_one_snapshot_per_job),
        TEST(test_full_queue),
        TEST(test_failures),
        TEST(test_many_threads_beside_a_writer),
        TEST(test_start_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
