/* bench_fill.c - a database with many messages, made through intake as the server makes them.
 *
 *   bench_fill --db PATH --messages N --total T   until N inbound messages are stored
 *   bench_fill --db PATH --count                  the statistics of all that is there
 *   bench_fill --db PATH --copy-to FILE           the product's own copy of a live database
 *
 * The messages are spread over three years as if T were to come in all; a quarter as many citizens
 * write them. Most tickets are closed afterwards and every reply is delivered, as in life. Only
 * the file counts here, so it is not synced while it grows. */
#include "bench.h"
#include "http/webhook_work.h"
#include "service/counting.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/ticket_store.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define SPAN_MS        (3 * 365 * MS_PER_DAY)
#define BATCH          10000
#define SENTENCE_MAX   1024
#define STATUS_SQL     4096
#define COUNTS_AT_ONCE 200     /* jobs in a transaction */
#define WORDS_MAX      1000000 /* tickets whose words go into the index at once: all that wait */

/* What the door does with a message, done on a thread of its own while the batch before is stored.
 */
struct prepared {
    struct arena arena;
    struct intake_work work;
};

struct filling {
    struct bench_desk desk;
    struct db *db;
    int64_t have, want, total, begin; /* begin: time of the first message */
    struct prepared *batch, *next;    /* stored now; prepared now */
    int64_t next_from, next_end;
    struct intake_result sum;
};

static int64_t ask(struct db *db, const char *sql)
{
    struct err e = { 0 };
    int64_t n;
    if (!db_script_i64(db, sql, &n, &e)) bench_die(sql, &e);
    return n;
}

static void message_prepare(const struct filling *f, int64_t nth, struct prepared *out)
{
    char text[SENTENCE_MAX], memory[BENCH_BODY];
    struct bench_dice dice = { (uint64_t)nth };
    struct err e = { 0 };
    struct str body;
    int64_t at = f->begin + SPAN_MS / f->total * nth;
    (void)bench_throw(&dice);
    (void)bench_sentence(f->desk.desk, &dice, text, sizeof text);
    struct bench_message m = { .who = bench_below(&dice, (size_t)f->total / 4 + 1) * 7919,
                               .id = bench_throw(&dice),
                               .at = at,
                               .text = text };
    size_t len = bench_webhook(&m, 1, memory, sizeof memory);
    *out = (struct prepared){ 0 };
    if (!arena_copy(&out->arena, (struct str){ memory, len }, &body)) bench_die("no memory", NULL);
    if (!webhook_work_make(f->desk.nlu, STR(BENCH_NUMBER), body, at, &out->arena, &out->work, &e))
        bench_die("prepare", &e);
}

static void *batch_prepare(void *arg)
{
    struct filling *f = arg;
    for (int64_t i = f->next_from; i < f->next_end; i++)
        message_prepare(f, i, &f->next[i - f->next_from]);
    return NULL;
}

static void message_store(struct filling *f, struct prepared *p)
{
    struct intake_result result;
    struct err e = { 0 };
    if (!intake_run(f->db, &f->desk.intake, &p->work, &result, &e)) bench_die("intake", &e);
    arena_clear(&p->arena);
    f->sum.quarantined += result.quarantined;
}

/* Nine of ten are closed, the rest is spread over the other stages. */
static void tickets_age(struct filling *f, int64_t after_id)
{
    char sql[STATUS_SQL];
    struct err e = { 0 };
    (void)snprintf(
        sql, sizeof sql,
        "UPDATE ticket SET status = 7, outcome = 1, due_at = NULL WHERE id > %lld AND id "
        "%% 10 < 9;"
        "UPDATE ticket SET status = 1 + id / 10 %% 6 WHERE id > %lld AND id %% 10 = 9;"
        "UPDATE outbox SET state = 6, attempt = 1, wamid = 'wamid.HBgO' || "
        "hex(randomblob(16)) WHERE state < 3;",
        (long long)after_id, (long long)after_id);
    if (!db_script(f->db, sql, &e)) bench_die("tickets_age", &e);
}

static void batch_store(struct filling *f, int64_t count)
{
    struct err e = { 0 };
    int64_t newest = ask(f->db, "SELECT COALESCE(MAX(id), 0) FROM ticket"), indexed;
    if (!db_begin(f->db, &e)) bench_die("begin", &e);
    for (int64_t i = 0; i < count; i++)
        message_store(f, &f->batch[i]);
    tickets_age(f, newest);
    if (!ticket_words_index(f->db, WORDS_MAX, &indexed, &e)) bench_die("words", &e);
    if (!db_commit(f->db, &e)) bench_die("commit", &e);
}

static void batches_run(struct filling *f)
{
    int64_t count = 0;
    f->next_from = f->next_end = f->have;
    f->batch = calloc(BATCH, sizeof *f->batch);
    f->next = calloc(BATCH, sizeof *f->next);
    if (!f->batch || !f->next) bench_die("no memory", NULL);
    while (f->have < f->want) {
        pthread_t thread;
        f->next_from = f->next_end;
        f->next_end = f->next_from + BATCH < f->want ? f->next_from + BATCH : f->want;
        if (pthread_create(&thread, NULL, batch_prepare, f) != 0) bench_die("no thread", NULL);
        if (count) batch_store(f, count);
        (void)pthread_join(thread, NULL);
        f->have += count;
        count = f->next_end - f->next_from;
        struct prepared *swap = f->batch;
        f->batch = f->next;
        f->next = swap;
    }
    free(f->batch);
    free(f->next);
}

static void fill(const char *path, int64_t want, int64_t total)
{
    struct err e = { 0 };
    struct clock clock = clock_system();
    struct filling f = { .want = want, .total = total, .begin = clock_now(&clock) - SPAN_MS };
    int64_t start = bench_ns();
    bench_desk_open(&f.desk);
    if (!store_migrate(path, &clock, NULL, &e) || !db_open(path, DB_COMMAND, &f.db, &e) ||
        !db_script(f.db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144", &e))
        bench_die("bench_fill", &e);
    f.have = ask(f.db, "SELECT COUNT(*) FROM message");
    int64_t before = f.have;
    batches_run(&f);
    if (f.sum.quarantined) bench_die("a message went to quarantine", NULL);
    if (!db_checkpoint_truncate(f.db, &e)) bench_die("checkpoint", &e);
    (void)printf("messages %lld\ntickets %lld\nper_second %.0f\n",
                 (long long)ask(f.db, "SELECT COUNT(*) FROM message"),
                 (long long)ask(f.db, "SELECT COUNT(*) FROM ticket"),
                 (double)(f.have - before) * 1e9 / (double)(bench_ns() - start));
    db_close(f.db);
    bench_desk_close(&f.desk);
}

/* As the server does beside its other work, of all tickets at once. */
static void count(const char *path)
{
    struct err e = { 0 };
    struct bench_desk desk;
    struct db *db;
    int64_t start = bench_ns(), events = 1, all = 0;
    bench_desk_open(&desk);
    if (!db_open(path, DB_COMMAND, &db, &e) ||
        !db_script(db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144", &e))
        bench_die("count", &e);
    while (events) {
        if (!db_begin(db, &e)) bench_die("begin", &e);
        for (int i = 0; events && i < COUNTS_AT_ONCE; i++, all += events)
            if (!counting_run(db, &desk.intake, &events, &e)) bench_die("count", &e);
        if (!db_commit(db, &e)) bench_die("commit", &e);
    }
    if (!db_checkpoint_truncate(db, &e)) bench_die("checkpoint", &e);
    (void)printf("messages %lld\nper_second %.0f\n", (long long)all,
                 (double)all * 1e9 / (double)(bench_ns() - start));
    db_close(db);
    bench_desk_close(&desk);
}

static void copy(const char *path, const char *to)
{
    struct err e = { 0 };
    struct db *db;
    int64_t start = bench_ns();
    if (!db_open_raw(path, DB_READ, &db, &e) || !db_copy_to(db, to, &e)) bench_die("copy", &e);
    db_close(db);
    (void)printf("seconds %.2f\n", (double)(bench_ns() - start) / 1e9);
}

int main(int argc, char **argv)
{
    const char *path = bench_option(argc, argv, "--db"),
               *to = bench_option(argc, argv, "--copy-to");
    int64_t messages = bench_number(argc, argv, "--messages", 100000);
    if (!path) bench_die("--db PATH is missing", NULL);
    if (to)
        copy(path, to);
    else if (bench_flag(argc, argv, "--count"))
        count(path);
    else
        fill(path, messages, bench_number(argc, argv, "--total", messages));
    return 0;
}
