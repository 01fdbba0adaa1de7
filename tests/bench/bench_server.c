/* bench_server.c - the door and the store of kanda without the sender, with two switches that the
 * product does not have.
 *
 *   bench_server --db PATH [--port P] [--batch N] [--store-nothing]
 *
 * --batch 1 commits once for each request; --store-nothing verifies, parses and understands, then
 * answers. Says "ready PORT"; SIGTERM ends it. */
#include "bench.h"
#include "http/server.h"
#include "service/upkeep.h"
#include "store/checkpointer.h"
#include "store/migrate.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>

struct program {
    struct bench_desk desk;
    struct log log;
    struct writer *writer;
    struct readers *readers;
    struct http_server *http;
    struct checkpointer *_Atomic checkpointer;
    struct job upkeep;
    struct upkeep_result upkept;
    atomic_bool upkeep_waits;
};

static void on_commit(void *ctx)
{
    struct program *p = ctx;
    struct writer_stats stats;
    struct checkpointer *c = p->checkpointer;
    if (!c) return;
    writer_stats(p->writer, &stats);
    checkpointer_wake(c, stats.wal_pages);
}

static bool store_begin(struct program *p, const char *path, size_t batch, struct err *e)
{
    struct clock clock = clock_system();
    struct checkpointer *checkpointer;
    struct writer_options writer = { .path = path,
                                     .log = &p->log,
                                     .batch_max = batch,
                                     .after_commit = on_commit,
                                     .after_commit_ctx = p };
    struct readers_options readers = { .path = path, .log = &p->log };
    if (!store_migrate(path, &clock, NULL, e) || !writer_start(&writer, &p->writer, e) ||
        !checkpointer_start(path, 0, &p->log, &checkpointer, e))
        return false;
    p->checkpointer = checkpointer;
    return readers_start(&readers, &p->readers, e);
}

static bool door_begin(struct program *p, uint16_t port, bool store_nothing, struct err *e)
{
    struct http_options options = { .host = "127.0.0.1",
                                    .port = port,
                                    .writer = p->writer,
                                    .readers = p->readers,
                                    .hashers = p->readers,
                                    .nlu = p->desk.nlu,
                                    .intake = p->desk.intake,
                                    .proof = { .secrets = { { STR(BENCH_SECRET) }, 1 } },
                                    .verify_token = STR("contoh-verify"),
                                    .phone_number_id = STR(BENCH_NUMBER),
                                    .log = &p->log,
                                    .clock = clock_system(),
                                    .store_nothing = store_nothing };
    return http_server_start(&options, &p->http, e);
}

static bool upkeep_job_run(struct job *job, struct db *db, struct err *e)
{
    struct program *p = (struct program *)((char *)job - offsetof(struct program, upkeep));
    struct clock clock = clock_system();
    return upkeep_run(db, &p->desk.intake, clock_now(&clock), &p->upkept, e);
}

static void upkeep_job_done(struct job *job, enum job_end end, const struct err *why)
{
    struct program *p = (struct program *)((char *)job - offsetof(struct program, upkeep));
    if (end != JOB_COMMITTED) bench_die("upkeep", why);
    if (p->upkept.more && writer_submit(p->writer, job)) return;
    p->upkeep_waits = false;
}

/* Once a second, as in kanda: the words of new tickets are part of what a webhook costs. */
static void wait_for_end(struct program *p, const sigset_t *wanted)
{
    static const struct timespec tick = { .tv_sec = 1 };
    while (sigtimedwait(wanted, NULL, &tick) < 0) {
        if (atomic_exchange(&p->upkeep_waits, true)) continue;
        p->upkeep = (struct job){ .run = upkeep_job_run, .done = upkeep_job_done, .weight = 1 };
        if (!writer_submit(p->writer, &p->upkeep)) p->upkeep_waits = false;
    }
}

static void end(struct program *p)
{
    http_server_quiesce(p->http);
    http_server_stop(p->http);
    readers_stop(p->readers);
    checkpointer_stop(atomic_exchange(&p->checkpointer, NULL));
    writer_stop(p->writer);
    bench_desk_close(&p->desk);
}

int main(int argc, char **argv)
{
    static struct program p;
    struct err e = { 0 };
    struct rlimit files = { 4096, 4096 };
    sigset_t wanted;
    const char *path = bench_option(argc, argv, "--db");
    if (!path) bench_die("--db PATH is missing", NULL);
    (void)setrlimit(RLIMIT_NOFILE, &files);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)sigemptyset(&wanted);
    (void)sigaddset(&wanted, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &wanted, NULL);
    p.log = bench_log();
    bench_desk_open(&p.desk);
    if (!store_begin(&p, path, (size_t)bench_number(argc, argv, "--batch", 0), &e) ||
        !door_begin(&p, (uint16_t)bench_number(argc, argv, "--port", 0),
                    bench_flag(argc, argv, "--store-nothing"), &e))
        bench_die("bench_server", &e);
    (void)printf("ready %u\n", (unsigned)http_server_port(p.http));
    (void)fflush(stdout);
    wait_for_end(&p, &wanted);
    end(&p);
    return 0;
}
