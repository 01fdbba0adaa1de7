/* test_hostile.c - strangers, slow senders and liars at the door.
 *
 * Whatever they send: the answer is the one that DESIGN part 6 promises, and everybody else is
 * served meanwhile. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIB         ((size_t)1 << 20)
#define WEBHOOK_MAX (4 * MIB)
#define MEMORY_KIB  (64 * 1024)
#define REPORT      "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"

#define ANSWER_WITHIN 5 /* seconds; far above what it takes, far below every time-out */

static int setup(void **state)
{
    static struct town town;
    town_create(&town, "messages_per_second = 1000\n");
    town_start_sim(&town, NULL);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
    return 0;
}

static int post_with(const struct town *t, const char *body, const char *header)
{
    struct answer a = town_http(t, "POST", "/webhook", NULL, body, strlen(body), header);
    int status = a.status;
    answer_free(&a);
    return status;
}

static void test_only_a_right_signature_opens_the_door(void **state)
{
    struct town *t = *state;
    char right[128], wrong[128], upper[128], cut[128];
    const char *body = town_text("wamid.SIGN", "6281200000001", town_now(), REPORT);
    town_sign(body, strlen(body), right);
    memcpy(upper, right, sizeof upper);
    for (char *c = strchr(upper, '=') + 1; *c; c++)
        if (*c >= 'a' && *c <= 'f') *c = (char)(*c - 'a' + 'A');
    memcpy(wrong, right, sizeof wrong);
    char *last = wrong + strlen(wrong) - 1;
    *last = *last == '0' ? '1' : '0';
    (void)snprintf(cut, sizeof cut, "%.*s", (int)strlen(right) - 2, right);
    const struct {
        const char *rule, *header;
        int status;
    } rows[] = {
        { "no signature", NULL, 403 },
        { "an empty one", "X-Hub-Signature-256;", 403 },
        { "one wrong digit", wrong, 403 },
        { "a digest that is too short", cut, 403 },
        { "the old SHA-1 header", "X-Hub-Signature: sha1=00", 403 },
        { "no hex at all", "X-Hub-Signature-256: sha256=zz", 403 },
        { "hex of the other case is right", upper, 200 },
        { "and so is Meta's own", right, 200 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int status = post_with(t, body, rows[i].header);
        if (status != rows[i].status) fail_msg("%s: %d", rows[i].rule, status);
        int64_t stored = town_count(t, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.SIGN'");
        if (stored != (i >= 6)) fail_msg("%s: stored %d times", rows[i].rule, (int)stored);
    }
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM quarantine"), 0);
}

/* The status that comes when only these bytes are sent. */
static int raw_status(const struct town *t, const char *bytes)
{
    int fd = town_connect(t);
    assert_true(fd >= 0 && town_write(fd, bytes, strlen(bytes)));
    int status = town_read_status(fd, ANSWER_WITHIN);
    (void)close(fd);
    return status;
}

#define POST(headers) "POST /webhook HTTP/1.1\r\nHost: kanda\r\n" headers "\r\n"

static void test_what_is_too_large_is_refused_before_it_is_sent(void **state)
{
    struct town *t = *state;
    char head[256];
    (void)snprintf(head, sizeof head, POST("Content-Length: %zu\r\n"), WEBHOOK_MAX + 1);
    assert_int_equal(raw_status(t, head), 413);
    assert_int_equal(raw_status(t, POST("Content-Length: 99999999999999999999999\r\n")) / 100, 4);
    assert_int_equal(raw_status(t, POST("Content-Length: -1\r\n")) / 100, 4);
    assert_int_equal(
        raw_status(t, "GET /healthz HTTP/1.1\r\nHost: kanda\r\nContent-Length: 5000000\r\n\r\n"),
        413);
    town_others_served(t);
}

/* Chunks of 64 KiB, until so much was sent or the server hangs up; then, perhaps, the end. */
static size_t send_chunks(int fd, size_t want, bool end)
{
    const char *head = POST("Transfer-Encoding: chunked\r\n");
    static char chunk[0x10000 + 16];
    size_t sent = 0, size = (size_t)snprintf(chunk, sizeof chunk, "10000\r\n");
    memset(chunk + size, 'x', 0x10000);
    memcpy(chunk + size + 0x10000, "\r\n", 2);
    size += 0x10000 + 2;
    assert_true(fd >= 0 && town_write(fd, head, strlen(head)));
    while (sent < want && town_write(fd, chunk, size))
        sent += 0x10000;
    if (end) assert_true(town_write(fd, "0\r\n\r\n", 5));
    return sent;
}

static void test_chunks_that_are_too_many_are_refused_at_their_end(void **state)
{
    struct town *t = *state;
    int fd = town_connect(t);
    assert_int_equal(send_chunks(fd, WEBHOOK_MAX + 0x10000, true), WEBHOOK_MAX + 0x10000);
    assert_int_equal(town_read_status(fd, ANSWER_WITHIN), 413);
    (void)close(fd);
    town_others_served(t);
}

static void test_chunks_without_end_are_cut_off(void **state)
{
    struct town *t = *state;
    int fd = town_connect(t);
    size_t sent = send_chunks(fd, 16 * WEBHOOK_MAX, false);
    int status = town_read_status(fd, ANSWER_WITHIN);
    (void)close(fd);
    assert_true(sent < 16 * WEBHOOK_MAX);
    assert_true(status == 413 || status == 0);
    town_others_served(t);
}

static void test_what_is_not_http_is_refused(void **state)
{
    static const struct {
        const char *rule, *bytes;
    } rows[] = {
        { "the start of TLS", "\x16\x03\x01\x02\x01\x01\r\n\r\n" },
        { "no version", "POST /webhook\r\n\r\n" },
        { "another protocol", "POST /webhook SIP/2.0\r\n\r\n" },
        { "no host", "POST /webhook HTTP/1.1\r\nContent-Length: 0\r\n\r\n" },
        { "a length that is a word", POST("Content-Length: many\r\n") },
        { "two lengths", POST("Content-Length: 0\r\nContent-Length: 5\r\n") },
        { "a line without an end", "POST /webhook HTTP/1.1\r\nHost kanda\r\n\r\n" },
    };
    struct town *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int status = raw_status(t, rows[i].bytes);
        if (status != 0 && status / 100 != 4 && status != 505)
            fail_msg("%s: %d", rows[i].rule, status);
    }
    town_others_served(t);
}

static void test_a_half_sent_body_leaves_no_trace(void **state)
{
    struct town *t = *state;
    size_t len;
    const char *body = town_text("wamid.HALF", "6281200000005", town_now(), REPORT);
    char *wire = town_wire(body, strlen(body), &len);
    for (size_t eighths = 1; eighths < 4; eighths++) {
        int fd = town_connect(t);
        assert_true(fd >= 0 && town_write(fd, wire, len - len * eighths / 8));
        (void)close(fd);
    }
    free(wire);
    town_others_served(t);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.HALF'"), 0);
}

#define RUDE 200

static void rude_open(struct town *t, int fds[RUDE], const char *bytes)
{
    for (int i = 0; i < RUDE; i++) {
        fds[i] = town_connect(t);
        assert_true(fds[i] >= 0 && town_write(fds[i], bytes, strlen(bytes)));
    }
}

static void rude_close(int fds[RUDE])
{
    for (int i = 0; i < RUDE; i++)
        (void)close(fds[i]);
}

static void test_connections_that_never_finish_hold_up_nobody(void **state)
{
    struct town *t = *state;
    int heads[RUDE], bodies[RUDE];
    rude_open(t, heads, "POST /webhook HTTP/1.1\r\nHost: kanda\r\nContent-Le");
    rude_open(t, bodies, POST("Content-Length: 40000\r\n") "{\"object\":");
    for (int i = 0; i < 10; i++)
        town_others_served(t);
    for (int i = 0; i < 5; i++) { /* now and then a byte, on all of them */
        for (int k = 0; k < RUDE; k++)
            assert_true(town_write(bodies[k], "x", 1));
        town_nap(100);
        town_others_served(t);
    }
    rude_close(heads);
    rude_close(bodies);
    town_others_served(t);
}

#define ASK(token) "hub.mode=subscribe&hub.verify_token=" token "&hub.challenge="

static void test_handshake(void **state)
{
    static char longest[400], too_long[400];
    (void)snprintf(longest, sizeof longest, ASK(TOWN_VERIFY) "%0256d", 7);
    (void)snprintf(too_long, sizeof too_long, ASK(TOWN_VERIFY) "%0257d", 7);
    const struct {
        const char *rule, *query, *body; /* NULL: 403 */
    } rows[] = {
        { "Meta's own", ASK(TOWN_VERIFY) "1158201444", "1158201444" },
        { "percent-encoded",
          "hub%2Emode=subscribe&hub.verify_token=contoh%2Dverify&hub.challenge=%31%32", "12" },
        { "HTML stays text", ASK(TOWN_VERIFY) "%3Cscript%3E", "<script>" },
        { "the longest challenge", longest, strrchr(longest, '=') + 1 },
        { "a longer one", too_long, NULL },
        { "an empty one", ASK(TOWN_VERIFY), NULL },
        { "another token", ASK("contoh-verifz") "1", NULL },
        { "the token and more", ASK(TOWN_VERIFY "x") "1", NULL },
        { "an empty token", ASK("") "1", NULL },
        { "no token", "hub.mode=subscribe&hub.challenge=1", NULL },
        { "no mode", "hub.verify_token=" TOWN_VERIFY "&hub.challenge=1", NULL },
        { "another mode", "hub.mode=unsubscribe&hub.verify_token=" TOWN_VERIFY "&hub.challenge=1",
          NULL },
        { "nothing", "", NULL },
    };
    const struct town *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "/webhook?%s", rows[i].query);
        struct answer a = town_get(t, path, NULL);
        if (a.status != (rows[i].body ? 200 : 403)) fail_msg("%s: %d", rows[i].rule, a.status);
        if (rows[i].body && strcmp(a.body, rows[i].body) != 0)
            fail_msg("%s: %s", rows[i].rule, a.body);
        if (rows[i].body && strncmp(a.type, "text/plain", 10) != 0)
            fail_msg("%s: %s", rows[i].rule, a.type);
        if (!strcasestr(a.headers, "X-Content-Type-Options: nosniff"))
            fail_msg("%s: %s", rows[i].rule, a.headers);
        answer_free(&a);
    }
}

static void test_memory_stayed_bounded_through_all_of_this(void **state)
{
    struct town *t = *state;
    print_message("memory: %lld KiB now, %lld KiB at its highest\n", (long long)town_memory_kib(t),
                  (long long)town_memory_peak_kib(t));
    assert_true(town_memory_kib(t) < MEMORY_KIB);
    assert_true(town_memory_peak_kib(t) < MEMORY_KIB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_a_right_signature_opens_the_door),
        cmocka_unit_test(test_handshake),
        cmocka_unit_test(test_what_is_too_large_is_refused_before_it_is_sent),
        cmocka_unit_test(test_chunks_that_are_too_many_are_refused_at_their_end),
        cmocka_unit_test(test_chunks_without_end_are_cut_off),
        cmocka_unit_test(test_what_is_not_http_is_refused),
        cmocka_unit_test(test_a_half_sent_body_leaves_no_trace),
        cmocka_unit_test(test_connections_that_never_finish_hold_up_nobody),
        cmocka_unit_test(test_memory_stayed_bounded_through_all_of_this),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
