/* test_backup.c - a backup while webhooks arrive, and a desk that goes on from it elsewhere. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BULK 3000 /* rows that make the copy take a moment */

static struct api api;
static struct town other; /* another machine: settings, and no database yet */
static char backup[96];

static int setup(void **state)
{
    api_create(&api);
    town_create(&other, "");
    (void)snprintf(backup, sizeof backup, "%.60s/malam.db", api.town.dir);
    api_write(&api.town, "6281377700042", "Warga", "Jalan berlubang di desa Sebaung");
    town_wait_count(&api.town, "SELECT COUNT(*) FROM ticket", 1, 20);
    api_sql(&api.town,
            "INSERT INTO webhook_body (received_at, body) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
            "SELECT 1, randomblob(8000) FROM n");
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    town_destroy(&other);
    return 0;
}

struct stream {
    _Atomic bool end;
    _Atomic int answered, refused;
};

static void *send_all(void *arg)
{
    struct stream *s = arg;
    char wamid[32];
    for (int i = 0; !s->end; i++) {
        (void)snprintf(wamid, sizeof wamid, "wamid.BACKUP%d", i);
        int status = town_post_status(&api.town, town_text(wamid, "6281377700045", town_now(),
                                                           "Lampu jalan mati di Maron Kidul"));
        s->answered += status == 200;
        s->refused += status != 200;
    }
    return NULL;
}

static int command(struct town *t, const char *name, const char *file, const char *option,
                   char out[4096])
{
    const char *const args[] = { name, file, option, NULL };
    return town_command(t, args, out, 4096);
}

static void test_a_backup_while_webhooks_arrive(void **state)
{
    struct api *a = *state;
    struct stream s = { 0 };
    pthread_t thread;
    char out[4096];
    assert_int_equal(pthread_create(&thread, NULL, send_all, &s), 0);
    while (s.answered < 5)
        town_nap(5);
    int before = s.answered;
    int code = command(&a->town, "backup", backup, NULL, out);
    int after = s.answered;
    while (s.answered < after + 5)
        town_nap(5);
    s.end = true;
    assert_int_equal(pthread_join(thread, NULL), 0);
    if (code != 0) fail_msg("backup: %s", out);
    assert_int_equal(s.refused, 0);
    assert_non_null(strstr(out, "malam.db.media"));
    /* Everything that was answered before it began is in it. */
    assert_int_equal(command(&other, "restore", backup, "--verify", out), 0);
    int64_t messages = town_count(&other, "SELECT COUNT(*) FROM message WHERE wamid LIKE "
                                          "'wamid.BACKUP%'");
    assert_in_range(messages, before, after + 2);
    assert_non_null(strstr(out, "\naudit trail\twhole"));
    assert_non_null(strstr(out, "\nfiles missing\t0\n"));
    assert_int_equal(town_count(&other, "SELECT COUNT(*) FROM webhook_body WHERE length(body) = "
                                        "8000"),
                     BULK);
}

static void test_nothing_is_written_over(void **state)
{
    struct api *a = *state;
    char out[4096];
    assert_int_equal(command(&other, "restore", backup, NULL, out), 1);
    assert_non_null(strstr(out, "exists: nothing is restored over it"));
    assert_int_equal(command(&a->town, "restore", backup, NULL, out), 1); /* it is being served */
    assert_non_null(strstr(out, "exists"));
    assert_int_equal(command(&a->town, "backup", backup, NULL, out), 1);
    assert_non_null(strstr(out, "exists"));
}

static void test_a_desk_goes_on_from_a_backup(void **state)
{
    (void)state;
    int64_t tickets = town_count(&other, "SELECT COUNT(*) FROM ticket");
    assert_true(town_start(&other));
    assert_int_equal(town_post_status(&other, town_text("wamid.NEW1", "6281377700099", town_now(),
                                                        "Sampah menumpuk di pasar Dringu")),
                     200);
    town_wait_count(&other, "SELECT COUNT(*) FROM ticket", tickets + 1, 20);
    assert_int_equal(town_stop(&other), 0);
}

static void path_of(const struct town *t, const char *name, char out[128])
{
    (void)snprintf(out, 128, "%.60s/%s", t->dir, name);
}

static void store_path(const struct town *t, const char *suffix, char out[128])
{
    char name[64];
    (void)snprintf(name, sizeof name, "kanda.db%s", suffix);
    path_of(t, name, out);
}

/* A copy of the backup, changed. */
static void changed_copy(const char *path, long at, const char *bytes, size_t len)
{
    char piece[65536];
    size_t n;
    FILE *from = fopen(backup, "rb"), *to = fopen(path, "wb");
    assert_non_null(from);
    assert_non_null(to);
    while ((n = fread(piece, 1, sizeof piece, from)) > 0)
        assert_int_equal(fwrite(piece, 1, n, to), n);
    assert_int_equal(fseek(to, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, len, to), len);
    (void)fclose(from);
    assert_int_equal(fclose(to), 0);
}

static void refused(struct town *fresh, const char *file, const char *why)
{
    char out[4096], path[128];
    int code = command(fresh, "restore", file, NULL, out);
    if (code != 1 || !strstr(out, why)) fail_msg("%s: exit %d: %s", why, code, out);
    store_path(fresh, "", path);
    assert_int_not_equal(access(path, F_OK), 0);
    store_path(fresh, ".restoring", path);
    assert_int_not_equal(access(path, F_OK), 0);
}

static void test_what_is_no_backup_is_refused(void **state)
{
    struct api *a = *state;
    struct town fresh;
    char file[128], log[160], zeros[64] = { 0 };
    town_create(&fresh, "");
    path_of(&a->town, "rusak.db", file);
    changed_copy(file, 4096 * 3, zeros, sizeof zeros); /* a page of a tree without its head */
    refused(&fresh, file, "damaged");
    changed_copy(file, 0, "bukan basis data", 16);
    refused(&fresh, file, "no database");
    refused(&fresh, "/tidak/ada.db", "No such file");
    changed_copy(file, 0, "SQLite format 3", 15);
    (void)snprintf(log, sizeof log, "%s-wal", file);
    FILE *wal = fopen(log, "wb");
    assert_non_null(wal);
    assert_true(fputs("sesuatu", wal) >= 0);
    assert_int_equal(fclose(wal), 0);
    refused(&fresh, file, "was open when it was copied");
    assert_int_equal(unlink(log), 0);
    town_destroy(&fresh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_backup_while_webhooks_arrive),
        cmocka_unit_test(test_nothing_is_written_over),
        cmocka_unit_test(test_a_desk_goes_on_from_a_backup),
        cmocka_unit_test(test_what_is_no_backup_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
