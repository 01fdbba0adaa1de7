/* test_media.c - citizens' files: fetched whole, kept once, and every way in which that goes wrong.
 */
#include "town_media.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define CITIZEN       "6281200000001"
#define TOKEN         "contoh-token"
#define SECONDS       20

static const struct str jpeg = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0foto jalan\xff\xd9",
                                 32 };

static struct town town;

static int setup(void **state)
{
    static const char *const sim[] = { "--access-token", TOKEN, NULL };
    (void)state;
    town_create(&town, "[desk]\nsettle_seconds = 0\n");
    town_start_sim(&town, sim);
    assert_true(town_start(&town));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_int_equal(town_stop(&town), 0);
    town_destroy(&town);
    return 0;
}

static void must_keep(size_t want)
{
    size_t kept, aside;
    town_files_count(&town, &kept, &aside);
    if (kept != want || aside != 0)
        fail_msg("%zu files are kept and %zu lie aside, want %zu and none", kept, aside, want);
}

/* So many bytes that look like nothing. */
static char *bytes_make(size_t len)
{
    char *at = malloc(len);
    uint32_t x = 2463534242u;
    if (!at) abort();
    for (size_t i = 0; i < len; i++) {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        at[i] = (char)x;
    }
    return at;
}

static void test_every_kind_is_kept_as_it_was_sent(void **state)
{
    static const struct {
        const char *kind, *mime, *extra;
        struct str bytes;
        const char *found;
        int suspect;
    } rows[] = {
        { "image",
          "image/jpeg",
          ",\"caption\":\"Lampu mati\"",
          { "\xff\xd8\xff\xe0\0\x10JFIF\0\1", 12 },
          "image/jpeg",
          0 },
        { "image",
          "image/png",
          "",
          { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2\0\0\0", 29 },
          "image/png",
          0 },
        { "sticker",
          "image/webp",
          "",
          { "RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0", 20 },
          "image/webp",
          0 },
        { "audio",
          "audio/ogg; codecs=opus",
          ",\"voice\":true",
          { "OggS\0\2\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead\1\1", 38 },
          "audio/ogg",
          0 },
        { "video",
          "video/mp4",
          "",
          { "\0\0\0\x18"
            "ftypmp42\0\0\0\0mp42isom",
            24 },
          "video/mp4",
          0 },
        { "document",
          "application/pdf",
          ",\"filename\":\"../../rahasia-nama.pdf\"",
          { "%PDF-1.4\n1 0 obj\n", 17 },
          "application/pdf",
          0 },
        { "image",
          "image/jpeg",
          "",
          { "<!DOCTYPE html><html><script>alert(1)</script></html>", 53 },
          "text/html",
          1 },
        { "image", "image/jpeg", "", { "#!/bin/sh\nrm -rf /\n", 19 }, "text/x-shellscript", 1 },
        { "document",
          "application/pdf",
          "",
          { "\x7f"
            "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            40 },
          "application/x-sharedlib",
          1 },
    };
    char text[80];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct town_file file;
        char wamid[32], sql[160];
        (void)snprintf(wamid, sizeof wamid, "wamid.KIND%zu", i);
        town_upload(&town, rows[i].mime, rows[i].bytes, &file);
        assert_int_equal(town_send_file(&town, wamid, CITIZEN, rows[i].kind, rows[i].mime, &file,
                                        i % 2 ? file.url : NULL, rows[i].extra),
                         200);
        town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", (int64_t)i + 1,
                        SECONDS);
        assert_true(town_file_is(&town, file.hash, rows[i].bytes));
        (void)snprintf(sql, sizeof sql, "SELECT type FROM attachment WHERE id = %zu", i + 1);
        town_text_of(&town, sql, text, sizeof text);
        if (strcmp(text, rows[i].found) != 0)
            fail_msg("row %zu is %s, want %s", i, text, rows[i].found);
        (void)snprintf(sql, sizeof sql, "SELECT suspect FROM attachment WHERE id = %zu", i + 1);
        if (town_count(&town, sql) != rows[i].suspect) fail_msg("row %zu: suspect or not", i);
    }
    must_keep(LENGTH(rows));
    town_text_of(&town, "SELECT filename FROM attachment WHERE kind = 5", text, sizeof text);
    assert_string_equal(text, "../../rahasia-nama.pdf");
    assert_false(town_log_has(&town, "rahasia-nama"));
    assert_false(town_log_has(&town, "media-files"));
    assert_false(town_log_has(&town, TOKEN));
}

static void test_bad_days_end_in_a_clear_state(void **state)
{
    static const struct {
        const char *rule, *faults;
        bool with_url, late; /* late: Meta has forgotten the file by now */
        int state;
        const char *trouble;
    } rows[] = {
        { "the webhook's address is dead: a fresh one is asked for",
          "{\"media_mode\":\"dead_url\",\"media_times\":1}", true, false, 1, "" },
        { "the fresh one dies too: later", "{\"media_mode\":\"dead_url\",\"media_times\":2}", true,
          false, 1, "" },
        { "the token is renewed meanwhile", "{\"media_mode\":\"token\",\"media_times\":3}", true,
          false, 1, "" },
        { "Meta is away for a while", "{\"media_mode\":\"away\",\"media_times\":5}", false, false,
          1, "" },
        { "the first answer is cut short", "{\"media_mode\":\"short\",\"media_times\":1}", false,
          false, 1, "" },
        { "the first file is another one", "{\"media_mode\":\"wrong\",\"media_times\":1}", true,
          false, 1, "" },
        { "a login page instead of a photo, more often than Meta may be wrong",
          "{\"media_mode\":\"page\",\"media_times\":6}", true, false, 1, "" },
        { "a proxy forbids it for a while", "{\"media_mode\":\"stranger\",\"media_times\":12}",
          true, false, 1, "" },
        { "always too short", "{\"media_mode\":\"short\"}", false, false, 2, "wrong_length" },
        { "always another file", "{\"media_mode\":\"wrong\"}", false, false, 2, "wrong_hash" },
        { "Meta knows no such file", "{\"media_mode\":\"gone\"}", true, false, 3, "gone" },
        { "the token was never renewed", "{\"media_mode\":\"token\"}", false, true, 3, "token" },
        { "a proxy forbade it for too long", "{\"media_mode\":\"stranger\"}", false, true, 3,
          "stranger" },
        { "Meta was away for too long", "{\"media_mode\":\"away\"}", false, true, 3, "meta_away" },
        { "its address stayed dead", "{\"media_mode\":\"dead_url\"}", true, true, 3, "dead_url" },
    };
    size_t kept = 0;
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct town_file file;
        char wamid[32], text[64], photo[64];
        int n = snprintf(photo, sizeof photo, "%s photo %zu", "\xff\xd8\xff\xe0", i);
        (void)snprintf(wamid, sizeof wamid, "wamid.BAD%zu", i);
        town_upload(&town, "image/jpeg", (struct str){ photo, (size_t)n }, &file);
        town_faults(&town, rows[i].faults);
        assert_int_equal(town_send_file(&town, wamid, CITIZEN, "image", "image/jpeg", &file,
                                        rows[i].with_url ? file.url : NULL, NULL),
                         200);
        if (rows[i].late) town_exec(&town, "UPDATE attachment SET expires_at = 1 WHERE state = 0");
        town_files_end(&town, SECONDS);
        town_faults(&town, "{\"media_mode\":\"ok\",\"media_times\":0}");
        kept += rows[i].state == 1;
        int64_t ended = town_count(&town, "SELECT state FROM attachment ORDER BY id DESC LIMIT 1");
        town_text_of(&town, "SELECT error_code FROM attachment ORDER BY id DESC LIMIT 1", text,
                     sizeof text);
        if (ended != rows[i].state || strcmp(text, rows[i].trouble) != 0)
            fail_msg("%s: state %d, trouble '%s'", rows[i].rule, (int)ended, text);
        if (town_file_is(&town, file.hash, (struct str){ photo, (size_t)n }) != (ended == 1))
            fail_msg("%s: the file", rows[i].rule);
        must_keep(kept);
    }
    town_others_served(&town);
}

static void send_bytes(void *ctx, const char *request, int fd)
{
    (void)ctx, (void)request;
    (void)town_write(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 40);
}

/* The foreign host is this test: it would hear the token. */
static void test_the_token_goes_to_nobody_else(void **state)
{
    struct listener *foreign = listener_start(0, send_bytes, NULL);
    struct town_file file;
    char url[128], faults[200];
    (void)state;
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d/foto", listener_port(foreign));

    town_upload(&town, "image/jpeg", jpeg, &file);
    assert_int_equal(
        town_send_file(&town, "wamid.AWAY1", CITIZEN, "image", "image/jpeg", &file, url, NULL),
        200);
    town_files_end(&town, SECONDS); /* the id knows better */
    assert_int_equal(town_count(&town, "SELECT state FROM attachment"), 1);

    /* Where the file is said to be is Meta's word; a redirect is of whoever stands before it. */
    static const struct {
        const char *mode, *trouble;
        int late, state;
    } ways[] = { { "foreign", "foreign_host", 0, 2 }, { "redirect", "stranger", 1, 3 } };
    for (size_t i = 0; i < LENGTH(ways); i++) {
        char wamid[32], trouble[64];
        (void)snprintf(wamid, sizeof wamid, "wamid.AWAY%zu", i + 2);
        (void)snprintf(faults, sizeof faults, "{\"media_mode\":\"%s\",\"media_target\":\"%s\"}",
                       ways[i].mode, url);
        town_faults(&town, faults);
        assert_int_equal(
            town_send_file(&town, wamid, CITIZEN, "image", "image/jpeg", &file, NULL, NULL), 200);
        if (ways[i].late) town_exec(&town, "UPDATE attachment SET expires_at = 1 WHERE state = 0");
        town_files_end(&town, SECONDS);
        assert_int_equal(town_count(&town, "SELECT state FROM attachment ORDER BY id DESC"),
                         ways[i].state);
        town_text_of(&town, "SELECT error_code FROM attachment ORDER BY id DESC", trouble,
                     sizeof trouble);
        assert_string_equal(trouble, ways[i].trouble);
    }
    assert_false(listener_heard(foreign, TOKEN));
    assert_int_equal(listener_requests(foreign), 0);
    listener_stop(foreign);
    must_keep(1);
}

static void test_a_redirect_to_meta_is_followed(void **state)
{
    struct town_file file;
    char faults[400];
    (void)state;
    town_upload(&town, "image/jpeg", jpeg, &file);
    (void)snprintf(faults, sizeof faults,
                   "{\"media_mode\":\"redirect\",\"media_times\":1,\"media_target\":\"%s\"}",
                   file.url);
    town_faults(&town, faults);
    assert_int_equal(
        town_send_file(&town, "wamid.HOP", CITIZEN, "image", "image/jpeg", &file, NULL, NULL), 200);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1 AND attempts = 1", 1,
                    SECONDS);
    (void)snprintf(faults, sizeof faults,
                   "{\"media_mode\":\"redirect\",\"media_times\":0,\"media_target\":\"%s\"}",
                   file.url);
    town_faults(&town, faults); /* in a circle */
    assert_int_equal(
        town_send_file(&town, "wamid.ROUND", CITIZEN, "image", "image/jpeg", &file, NULL, NULL),
        200);
    town_files_end(&town, SECONDS);
    assert_int_equal(town_count(&town, "SELECT state FROM attachment ORDER BY id DESC"), 2);
}

static void test_repeats_are_fetched_once_and_equal_files_kept_once(void **state)
{
    struct town_file file, again;
    (void)state;
    town_upload(&town, "image/jpeg", jpeg, &file);
    for (int i = 0; i < 3; i++)
        assert_int_equal(town_send_file(&town, "wamid.SAME", CITIZEN, "image", "image/jpeg", &file,
                                        file.url, NULL),
                         200);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", 1, SECONDS);
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM attachment"), 1);
    assert_int_equal(town_sim_number(&town, "files_served"), 1);

    town_upload(&town, "image/jpeg", jpeg, &again); /* another id, the same bytes */
    assert_int_equal(town_send_file(&town, "wamid.EQUAL", "6281200000002", "image", "image/jpeg",
                                    &again, NULL, NULL),
                     200);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", 2, SECONDS);
    assert_int_equal(town_count(&town, "SELECT COUNT(DISTINCT file_hash) FROM attachment"), 1);
    must_keep(1);
}

static void test_larger_than_its_kind_is_refused(void **state)
{
    size_t len = ((size_t)5 << 20) + 1;
    char *bytes = bytes_make(len);
    struct town_file file;
    char trouble[64];
    (void)state;
    town_upload(&town, "application/pdf", (struct str){ bytes, len }, &file);
    for (int i = 0; i < 2; i++) { /* as the id says, and as the bytes come in */
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.LARGE%d", i);
        assert_int_equal(town_send_file(&town, wamid, CITIZEN, "image", "image/jpeg", &file,
                                        i ? file.url : NULL, NULL),
                         200);
        town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 2", i + 1, SECONDS);
        town_text_of(&town, "SELECT error_code FROM attachment ORDER BY id DESC", trouble,
                     sizeof trouble);
        assert_string_equal(trouble, "too_large");
    }
    must_keep(0);
    assert_int_equal(town_send_file(&town, "wamid.LARGE9", CITIZEN, "document", "application/pdf",
                                    &file, NULL, NULL),
                     200);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", 1, SECONDS);
    assert_true(town_file_is(&town, file.hash, (struct str){ bytes, len }));
    free(bytes);
}

static void test_replies_do_not_wait_for_files(void **state)
{
    struct town_file file;
    (void)state;
    town_upload(&town, "image/jpeg", jpeg, &file);
    town_faults(&town, "{\"media_delay_ms\":15000}");
    for (int i = 0; i < 5; i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.SLOW%d", i);
        assert_int_equal(
            town_send_file(&town, wamid, CITIZEN, "image", "image/jpeg", &file, NULL, NULL), 200);
    }
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE begun_at IS NOT NULL", 3,
                    SECONDS);
    assert_int_equal(town_post_status(&town, town_text("wamid.T1", "6281200000009", town_now(),
                                                       "Jalan berlubang di Sebaung")),
                     200);
    town_settled(&town, SECONDS);
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1"), 0);
}

/* Plays Meta by hand: the file comes half and then no more, until it may. */
struct half {
    int port;
    atomic_bool whole, half_sent;
    const char *bytes;
    size_t len;
    const char *hash;
};

static void answer_half(void *ctx, const char *request, int fd)
{
    struct half *h = ctx;
    char text[512];
    if (strncmp(request, "GET /file", 9) == 0) {
        int n =
            snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", h->len);
        (void)town_write(fd, text, (size_t)n);
        (void)town_write(fd, h->bytes, h->len / 2);
        h->half_sent = true;
        for (int ms = 0; ms < 30000 && !h->whole; ms += 10)
            town_nap(10);
        (void)town_write(fd, h->bytes + h->len / 2, h->len - h->len / 2);
        return;
    }
    if (strncmp(request, "GET /v25.0/777?", 15) == 0) {
        char json[256];
        int n =
            snprintf(json, sizeof json,
                     "{\"url\":\"http://127.0.0.1:%d/file\",\"file_size\":%zu,\"sha256\":\"%s\"}",
                     h->port, h->len, h->hash);
        n = snprintf(text, sizeof text,
                     "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", n,
                     json);
        (void)town_write(fd, text, (size_t)n);
        return;
    }
    (void)town_write(fd, "HTTP/1.1 503 Away\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 64);
}

static void test_killed_in_the_middle_of_a_file(void **state)
{
    size_t len = 300000, kept, aside = 0;
    char *bytes = bytes_make(len);
    struct town_file file;
    struct half h = { .bytes = bytes, .len = len };
    (void)state;
    town_upload(&town, "video/mp4", (struct str){ bytes, len }, &file); /* for its hash */
    (void)snprintf(file.id, sizeof file.id, "777");
    h.hash = file.hash;
    h.port = town.sim_port;
    town_stop_sim(&town);
    struct listener *meta = listener_start(town.sim_port, answer_half, &h);
    assert_int_equal(
        town_send_file(&town, "wamid.KILL", CITIZEN, "video", "video/mp4", &file, NULL, NULL), 200);
    for (int ms = 0; ms < SECONDS * 1000 && aside == 0; ms += 10) {
        town_nap(10);
        town_files_count(&town, &kept, &aside);
    }
    assert_int_equal(aside, 1);
    town_kill(&town);
    town_files_count(&town, &kept, &aside);
    assert_int_equal(aside, 1);
    h.whole = true;
    assert_true(town_start(&town));
    town_files_count(&town, &kept, &aside);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", 1, SECONDS);
    assert_true(town_file_is(&town, file.hash, (struct str){ bytes, len }));
    must_keep(1);
    assert_int_equal(town_count(&town, "SELECT attempts FROM attachment"), 2);
    listener_stop(meta);
    free(bytes);
}

static void test_a_stop_in_the_middle_gives_the_attempt_back(void **state)
{
    struct town_file file;
    (void)state;
    town_upload(&town, "image/jpeg", jpeg, &file);
    town_faults(&town, "{\"media_delay_ms\":15000}");
    assert_int_equal(
        town_send_file(&town, "wamid.STOP", CITIZEN, "image", "image/jpeg", &file, NULL, NULL),
        200);
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE begun_at IS NOT NULL", 1,
                    SECONDS);
    assert_int_equal(town_stop(&town), 0);
    assert_int_equal(town_count(&town,
                                "SELECT COUNT(*) FROM attachment WHERE state = 0 AND attempts "
                                "= 0 AND begun_at IS NULL"),
                     1);
    town_faults(&town, "{\"media_delay_ms\":0}");
    assert_true(town_start(&town));
    town_wait_count(&town, "SELECT COUNT(*) FROM attachment WHERE state = 1", 1, SECONDS);
}

static void test_a_full_disk_is_waited_for(void **state)
{
    size_t len = (size_t)12 << 20;
    char *bytes = bytes_make(len);
    struct town_file file;
    char trouble[64] = "";
    (void)state;
    assert_int_equal(town_stop(&town), 0);
    town.file_limit = (int64_t)8 << 20; /* more than the database needs, less than the film */
    assert_true(town_start(&town));
    town_upload(&town, "video/mp4", (struct str){ bytes, len }, &file);
    assert_int_equal(
        town_send_file(&town, "wamid.FULL", CITIZEN, "video", "video/mp4", &file, NULL, NULL), 200);
    town_wait_count(&town,
                    "SELECT COUNT(*) FROM attachment WHERE state = 0 AND error_code = 'disk'", 1,
                    SECONDS);
    must_keep(0);
    town_others_served(&town);
    assert_int_equal(town_stop(&town), 0);
    town.file_limit = 0;
    assert_true(town_start(&town));
    town_files_end(&town, SECONDS);
    town_text_of(&town, "SELECT error_code FROM attachment", trouble, sizeof trouble);
    assert_string_equal(trouble, "");
    assert_true(town_file_is(&town, file.hash, (struct str){ bytes, len }));
    must_keep(1);
    free(bytes);
}

#define IN_A_TOWN(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_TOWN(test_every_kind_is_kept_as_it_was_sent),
        IN_A_TOWN(test_bad_days_end_in_a_clear_state),
        IN_A_TOWN(test_the_token_goes_to_nobody_else),
        IN_A_TOWN(test_a_redirect_to_meta_is_followed),
        IN_A_TOWN(test_repeats_are_fetched_once_and_equal_files_kept_once),
        IN_A_TOWN(test_larger_than_its_kind_is_refused),
        IN_A_TOWN(test_replies_do_not_wait_for_files),
        IN_A_TOWN(test_killed_in_the_middle_of_a_file),
        IN_A_TOWN(test_a_stop_in_the_middle_gives_the_attempt_back),
        IN_A_TOWN(test_a_full_disk_is_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
