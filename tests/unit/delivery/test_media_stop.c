/* test_media_stop.c - a stop between asking which files are due and hearing the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/crypto.h"
#include "delivery/sender.h"
#include "store_bed.h"
#include "town.h"
#include <arpa/inet.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define GRACE_MS 1000
#define WAIT_MS  20000
#define TURN_MS                                                                                    \
    200 /* in which the sender hears of the stop; were it longer, the stop is as any other */

/* Keeps the writer busy until it may go on. */
struct gate {
    struct job job;
    sem_t entered, open, left;
};

static struct gate *of_job(struct job *job)
{
    return (struct gate *)((char *)job - offsetof(struct gate, job));
}

static bool gate_run(struct job *job, struct db *db, struct err *e)
{
    (void)db, (void)e;
    (void)sem_post(&of_job(job)->entered);
    (void)sem_wait(&of_job(job)->open);
    return true;
}

static void gate_done(struct job *job, enum job_end end, const struct err *why)
{
    (void)end, (void)why;
    (void)sem_post(&of_job(job)->left);
}

static void *stop_main(void *ctx)
{
    sender_stop(ctx, GRACE_MS);
    return NULL;
}

static void wait_until_queued(struct writer *w)
{
    struct writer_stats stats = { 0 };
    for (int64_t begun = town_ms(); stats.queued == 0; town_nap(5)) {
        if (town_ms() - begun > WAIT_MS) fail_msg("the sender asked for no file");
        writer_stats(w, &stats);
    }
}

static void file_put(const char *path)
{
    store_do(path, "INSERT INTO message (id, wamid, direction, type, sent_at, received_at) "
                   "VALUES (1, 'wamid.STOP', 0, 2, 0, 0)");
    store_do(path, "INSERT INTO attachment (id, message_id, kind, media_id, state, due_at, "
                   "expires_at, created_at, updated_at) VALUES (1, 1, 2, '777', 0, 0, "
                   "9000000000000, 0, 0)");
}

/* Whoever fetches from there is connected, and hears nothing: only the stop ends it. */
static int silence(char url[64])
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 8) == 0 &&
                getsockname(fd, (struct sockaddr *)&at, &len) == 0);
    (void)snprintf(url, 64, "http://127.0.0.1:%d", ntohs(at.sin_port));
    return fd;
}

static void test_what_was_asked_for_before_the_stop_is_given_back(void **state)
{
    struct store_bed bed;
    struct log log = { 0 };
    struct writer *writer = NULL;
    struct media_store *files = NULL;
    struct sender *sender = NULL;
    struct gate gate = { .job = { .run = gate_run, .done = gate_done, .weight = 1 } };
    char media_dir[96], url[64];
    int far_end = silence(url);
    pthread_t stopper;
    struct err e = { 0 };
    (void)state;
    must(crypto_init(&e) && sender_library_open(&e), &e);
    assert_true(store_bed_make(&bed));
    must(store_bed_migrate(&bed, &e), &e);
    (void)snprintf(media_dir, sizeof media_dir, "%s/media", bed.folder);
    const struct writer_options ways = { .path = bed.path, .log = &log };
    must(media_store_open(media_dir, 0, &files, &e) && writer_start(&ways, &writer, &e), &e);
    const struct sender_options options = { .graph_url = url,
                                            .api_version = "v25.0",
                                            .phone_number_id = "100000000000001",
                                            .token = { .text = "contoh-token" },
                                            .writer = writer,
                                            .log = &log,
                                            .clock = clock_system(),
                                            .media_store = files };
    must(sender_start(&options, &sender, &e), &e);

    assert_int_equal(
        sem_init(&gate.entered, 0, 0) | sem_init(&gate.open, 0, 0) | sem_init(&gate.left, 0, 0), 0);
    file_put(bed.path);
    assert_true(writer_submit(writer, &gate.job));
    (void)sem_wait(&gate.entered);
    sender_wake_media(sender);
    wait_until_queued(writer);
    assert_int_equal(pthread_create(&stopper, NULL, stop_main, sender), 0);
    town_nap(TURN_MS);
    (void)sem_post(&gate.open);
    (void)pthread_join(stopper, NULL);
    (void)sem_wait(&gate.left);

    assert_int_equal(store_ask(bed.path, "SELECT COUNT(*) FROM attachment WHERE state = 0 AND "
                                         "attempts = 0 AND begun_at IS NULL"),
                     1);
    sender_destroy(sender);
    writer_stop(writer);
    media_store_close(files);
    (void)close(far_end);
    sender_library_close();
    assert_true(store_bed_remove(&bed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_asked_for_before_the_stop_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
