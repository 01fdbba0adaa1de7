/* bench_sender.c - the real sender against a Graph API on this machine.
 *
 *   bench_sender --db PATH --queue N                        queues N replies, one a citizen
 *   bench_sender --db PATH --graph URL [--in-flight K] [--pace N] --ms M
 *                                                           sends for M milliseconds
 *
 * With the options that the product has: a pace of 1,000 unless told otherwise, and as many in
 * flight as it needs. Prints lines "name value". */
#include "base/buf.h"
#include "bench.h"
#include "delivery/sender.h"
#include "store/checkpointer.h"
#include "store/contact_store.h"
#include "store/message_store.h"
#include "store/migrate.h"
#include "store/outbox_store.h"
#include "wa/number_rate.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BATCH     20000
#define BEGUN     64 /* accepted before the clock starts */
#define START_NS  5000000000
#define UNSURE_MS (600 * MS_PER_SECOND)
#define REPLY_TEXT                                                                                 \
    "Laporan Anda sudah kami terima dengan nomor LK26-00042-7 tentang Jalan rusak. Unit yang "     \
    "menangani: Dinas PUPR. Tempat: Desa Sebaung, Kecamatan Gending. Tindak lanjut pertama "       \
    "paling "                                                                                      \
    "lambat Jumat 4 Desember 2026. Ketik status kapan saja untuk melihat perkembangannya."

static void reply_put(struct db *db, int64_t nth, int64_t now)
{
    char phone[24], wamid[48];
    struct arena arena = { 0 };
    struct err e = { 0 };
    int64_t id;
    (void)snprintf(phone, sizeof phone, "628%010lld", (long long)nth);
    (void)snprintf(wamid, sizeof wamid, "wamid.HBgQ%020lld", (long long)nth);
    struct contact_seen seen = { .wa_id = str_of(phone),
                                 .bsuid = STR_EMPTY,
                                 .username = STR_EMPTY,
                                 .name = STR_EMPTY,
                                 .sent_at = now,
                                 .now = now };
    struct message_row message = { .wamid = str_of(wamid),
                                   .type = MESSAGE_TEXT,
                                   .sent_at = now,
                                   .received_at = now,
                                   .text = STR("Halo"),
                                   .reply_to = STR_EMPTY,
                                   .details_json = STR_EMPTY };
    struct outbound content = { .type = OUTBOUND_TEXT, .body = STR(REPLY_TEXT) };
    struct outbox_draft draft = { .content = &content, .now = now };
    if (!contact_see(db, &seen, &arena, &draft.contact_id, &e)) bench_die("contact", &e);
    message.contact_id = draft.contact_id;
    if (!message_insert(db, &message, &draft.message_id, &e) || !outbox_put(db, &draft, &id, &e))
        bench_die("reply", &e);
    arena_clear(&arena);
}

static void queue(const char *path, int64_t count)
{
    struct err e = { 0 };
    struct db *db;
    struct clock clock = clock_system();
    int64_t now = clock_now(&clock), done = 0;
    if (!store_migrate(path, &clock, NULL, &e) || !db_open(path, DB_COMMAND, &db, &e) ||
        !db_script(db, "PRAGMA synchronous=OFF; PRAGMA cache_size=-131072", &e))
        bench_die("queue", &e);
    while (done < count) {
        int64_t end = done + BATCH < count ? done + BATCH : count;
        if (!db_begin(db, &e)) bench_die("begin", &e);
        for (; done < end; done++)
            reply_put(db, done, now);
        if (!db_commit(db, &e)) bench_die("commit", &e);
    }
    if (!db_checkpoint_truncate(db, &e)) bench_die("checkpoint", &e);
    db_close(db);
    (void)printf("queued %lld\n", (long long)count);
}

struct program {
    struct log log;
    struct writer *writer;
    struct checkpointer *_Atomic checkpointer;
    struct sender *sender;
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

static void nap_ms(int64_t ms)
{
    struct timespec t = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };
    (void)nanosleep(&t, NULL);
}

static long resident_kib(void)
{
    char line[128];
    long kib = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmRSS:", 6) == 0) kib = strtol(line + 6, NULL, 10);
    if (f) (void)fclose(f);
    return kib;
}

/* Counts from when everything is under way: the first round trip finds an empty line. */
static double rate_measure(struct sender *s, uint64_t begun, int64_t ms)
{
    struct sender_stats from, to;
    int64_t start = bench_ns(), begin;
    do {
        nap_ms(1);
        sender_stats(s, &from);
        begin = bench_ns();
        if (begin - start > START_NS) bench_die("nothing was accepted", NULL);
    } while (from.accepted < begun);
    nap_ms(ms);
    sender_stats(s, &to);
    return (double)(to.accepted - from.accepted) * 1e9 / (double)(bench_ns() - begin);
}

static void program_start(struct program *p, const char *path, struct sender_options *sender)
{
    struct err e = { 0 };
    struct checkpointer *checkpointer;
    struct clock clock = clock_system();
    struct writer_options writer = {
        .path = path, .log = &p->log, .after_commit = on_commit, .after_commit_ctx = p
    };
    if (!sender_library_open(&e)) bench_die("library", &e);
    if (!store_migrate(path, &clock, NULL, &e) || !writer_start(&writer, &p->writer, &e) ||
        !checkpointer_start(path, 0, &p->log, &checkpointer, &e))
        bench_die("store", &e);
    p->checkpointer = checkpointer;
    sender->writer = p->writer;
    sender->log = &p->log;
    sender->clock = clock;
    if (!sender_start(sender, &p->sender, &e)) bench_die("sender", &e);
}

static void deliver(const char *path, int argc, char **argv)
{
    struct program p = { .log = { .out = NULL } };
    struct sender_options options = { .graph_url = bench_option(argc, argv, "--graph"),
                                      .api_version = "v25.0",
                                      .phone_number_id = BENCH_NUMBER,
                                      .token = { .text = "contoh-token" },
                                      .in_flight = (int)bench_number(argc, argv, "--in-flight", 0),
                                      .messages_per_second =
                                          (int)bench_number(argc, argv, "--pace", WA_RATE_HIGH),
                                      .unsure_ms = UNSURE_MS };
    if (!options.graph_url) bench_die("--graph URL is missing", NULL);
    program_start(&p, path, &options);
    int64_t ms = bench_number(argc, argv, "--ms", 1000);
    double rate = rate_measure(p.sender, BEGUN, ms);
    long kib = resident_kib();
    sender_stop(p.sender, 2000);
    sender_destroy(p.sender);
    checkpointer_stop(atomic_exchange(&p.checkpointer, NULL));
    writer_stop(p.writer);
    sender_library_close();
    (void)printf("per_second %.1f\nresident_kib %ld\n", rate, kib);
}

int main(int argc, char **argv)
{
    const char *path = bench_option(argc, argv, "--db");
    if (!path) bench_die("--db PATH is missing", NULL);
    if (bench_option(argc, argv, "--queue"))
        queue(path, bench_number(argc, argv, "--queue", 0));
    else
        deliver(path, argc, argv);
    return 0;
}
