/* probe_job.c - writer jobs that do a known deed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "probe_job.h"
#include "store/migrate.h"
#include <stdio.h>
#include <stdlib.h>

bool probe_bed_make(struct store_bed *bed)
{
    struct err e = { 0 };
    struct clock clock = clock_system();
    if (!store_bed_make(bed)) return false;
    must(store_migrate(bed->path, &clock, NULL, &e), &e);
    store_do(bed->path, "CREATE TABLE probe (n INTEGER PRIMARY KEY, body BLOB) STRICT;"
                        "CREATE TABLE probe_child (n INTEGER NOT NULL REFERENCES probe (n)"
                        " DEFERRABLE INITIALLY DEFERRED) STRICT;");
    return true;
}

void tally_init(struct tally *t)
{
    *t = (struct tally){ 0 };
    (void)pthread_mutex_init(&t->lock, NULL);
    (void)pthread_cond_init(&t->wake, NULL);
}

void tally_wait(struct tally *t, size_t told)
{
    (void)pthread_mutex_lock(&t->lock);
    while (t->told < told)
        (void)pthread_cond_wait(&t->wake, &t->lock);
    (void)pthread_mutex_unlock(&t->lock);
}

void tally_finish(struct tally *t)
{
    (void)pthread_cond_destroy(&t->wake);
    (void)pthread_mutex_destroy(&t->lock);
}

static void gate_init(struct gate *g)
{
    *g = (struct gate){ .reached = false };
    (void)pthread_mutex_init(&g->lock, NULL);
    (void)pthread_cond_init(&g->wake, NULL);
}

static void gate_pass(struct gate *g)
{
    (void)pthread_mutex_lock(&g->lock);
    g->reached = true;
    (void)pthread_cond_broadcast(&g->wake);
    while (!g->open)
        (void)pthread_cond_wait(&g->wake, &g->lock);
    (void)pthread_mutex_unlock(&g->lock);
}

static void gate_await(struct gate *g)
{
    (void)pthread_mutex_lock(&g->lock);
    while (!g->reached)
        (void)pthread_cond_wait(&g->wake, &g->lock);
    (void)pthread_mutex_unlock(&g->lock);
}

void gate_open(struct gate *g)
{
    (void)pthread_mutex_lock(&g->lock);
    g->open = true;
    (void)pthread_cond_broadcast(&g->wake);
    (void)pthread_mutex_unlock(&g->lock);
}

void gate_finish(struct gate *g)
{
    (void)pthread_cond_destroy(&g->wake);
    (void)pthread_mutex_destroy(&g->lock);
}

bool probe_insert(struct db *db, const char *table, int64_t number, size_t bytes, struct err *e)
{
    char sql[128];
    if (bytes)
        (void)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (%lld, zeroblob(%zu))", table,
                       (long long)number, bytes);
    else
        (void)snprintf(sql, sizeof sql, "INSERT INTO %s (n) VALUES (%lld)", table,
                       (long long)number);
    return db_script(db, sql, e);
}

static bool probe_run(struct job *job, struct db *db, struct err *e)
{
    struct probe *p = (struct probe *)job;
    struct err hidden;
    switch (p->deed) {
    case STORE: return probe_insert(db, "probe", p->number, 0, e);
    case STORE_PAGES: return probe_insert(db, "probe", p->number, 80000, e);
    case STORE_LARGE: return probe_insert(db, "probe", p->number, 400000, e);
    case REPEAT: return probe_insert(db, "probe", 1, 0, e);
    case REFUSE: return probe_insert(db, "probe", p->number, 0, e) && err_set(e, ERR_INPUT, "no");
    case REFUSE_MEMORY:
        return probe_insert(db, "probe", p->number, 0, e) && err_set(e, ERR_MEMORY, "no memory");
    case ORPHAN: return probe_insert(db, "probe_child", -p->number, 0, e);
    case HIDE_FULL_DISK: return !probe_insert(db, "probe", p->number, 400000, &hidden);
    case NEST_AND_FORGET: return db_savepoint(db, e) && probe_insert(db, "probe", p->number, 0, e);
    case WAIT_AT_GATE: gate_pass(p->gate); return true;
    }
    return false;
}

static void probe_done(struct job *job, enum job_end end, const struct err *why)
{
    struct probe *p = (struct probe *)job;
    struct tally *t = p->tally;
    (void)pthread_mutex_lock(&t->lock);
    p->end = end;
    p->code = why ? why->code : ERR_NONE;
    p->told++;
    t->told++;
    t->committed += end == JOB_COMMITTED;
    t->failed += end == JOB_FAILED;
    t->unstored += end == JOB_UNSTORED;
    bool again = p->resubmits > 0;
    (void)pthread_cond_broadcast(&t->wake);
    (void)pthread_mutex_unlock(&t->lock);
    if (!again) return;
    p->resubmits--;
    p->number++;
    if (!writer_submit(t->writer, &p->job)) abort();
}

struct probe probe_of(struct tally *t, enum deed deed, int64_t number)
{
    return (struct probe){ .job = { .weight = 1, .run = probe_run, .done = probe_done },
                           .tally = t,
                           .deed = deed,
                           .number = number };
}

struct writer *probe_writer(struct store_bed *bed, struct writer_options options, struct tally *t)
{
    struct err e = { 0 };
    struct writer *w = NULL;
    options.path = bed->path;
    must(writer_start(&options, &w, &e), &e);
    if (t) t->writer = w;
    return w;
}

void gate_hold(struct gate *g, struct probe *p, struct tally *t)
{
    gate_init(g);
    *p = probe_of(t, WAIT_AT_GATE, 0);
    p->gate = g;
    assert_true(writer_submit(t->writer, &p->job));
    gate_await(g);
}

bool probe_call(void *ctx, struct db *db, struct err *e)
{
    return db_script(db, ctx, e);
}

void probe_script(struct writer *w, const char *sql)
{
    struct err e = { 0 };
    char copy[200];
    (void)snprintf(copy, sizeof copy, "%s", sql);
    must(writer_call(w, probe_call, copy, &e), &e);
}
