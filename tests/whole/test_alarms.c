/* test_alarms.c - an alarm leaves the house: seen over REST and in the metrics, told by e-mail and
 * by webhook once when it begins and once when it ends, again and again until they take it.
 *
 * The mail server and the webhook's server are two small listeners of the test. */
#include "town.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SAID_MAX 65536
#define CITIZEN  "6281234567890"

struct listener {
    int fd, port;
    bool is_smtp;
    _Atomic bool refuse; /* says no to everything */
    _Atomic bool ending;
    _Atomic int refused;
    pthread_t thread;
    pthread_mutex_t lock;
    char said[SAID_MAX]; /* all bytes of clients that were taken */
    size_t len;
};

static void keep(struct listener *l, const char *at, size_t n)
{
    pthread_mutex_lock(&l->lock);
    if (l->len + n < SAID_MAX) {
        memcpy(l->said + l->len, at, n);
        l->len += n;
        l->said[l->len] = '\0';
    }
    pthread_mutex_unlock(&l->lock);
}

static void say(int fd, const char *text)
{
    (void)town_write(fd, text, strlen(text));
}

/* One line; false at the end of the connection. */
static bool line_read(int fd, char *out, size_t cap)
{
    size_t n = 0;
    char c;
    while (n + 1 < cap && read(fd, &c, 1) == 1) {
        out[n++] = c;
        if (c == '\n') break;
    }
    out[n] = '\0';
    return n > 0;
}

/* As much of RFC 5321 as a client needs. */
static void serve_smtp(struct listener *l, int fd)
{
    char line[2048];
    if (l->refuse) {
        l->refused++;
        say(fd, "421 later\r\n");
        return;
    }
    say(fd, "220 mail.test ESMTP\r\n");
    bool data = false;
    while (line_read(fd, line, sizeof line)) {
        keep(l, line, strlen(line));
        if (data) {
            if (strcmp(line, ".\r\n") == 0) {
                data = false;
                say(fd, "250 taken\r\n");
            }
        } else if (strncmp(line, "DATA", 4) == 0) {
            data = true;
            say(fd, "354 go on\r\n");
        } else if (strncmp(line, "QUIT", 4) == 0) {
            say(fd, "221 bye\r\n");
            return;
        } else {
            say(fd, "250 ok\r\n");
        }
    }
}

static void serve_http(struct listener *l, int fd)
{
    char head[4096] = "", line[2048];
    size_t length = 0, have = 0;
    while (line_read(fd, line, sizeof line) && strcmp(line, "\r\n") != 0) {
        if (have + strlen(line) < sizeof head) {
            memcpy(head + have, line, strlen(line) + 1);
            have += strlen(line);
        }
        if (strncmp(line, "Content-Length: ", 16) == 0) length = strtoul(line + 16, NULL, 10);
    }
    char body[8192];
    size_t got = 0;
    ssize_t n;
    while (got < length && got < sizeof body && (n = read(fd, body + got, length - got)) > 0)
        got += (size_t)n;
    if (l->refuse) {
        l->refused++;
        say(fd, "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    char expected[128];
    town_sign(body, got, expected); /* X-Hub-Signature-256: sha256=... */
    const char *mac = strchr(expected, '=');
    keep(l, mac && strstr(head, mac + 1) ? "[signed]" : "[forged]", 8);
    keep(l, body, got);
    keep(l, "\n", 1);
    say(fd, "HTTP/1.1 204 Taken\r\nConnection: close\r\n\r\n");
}

static void *listen_main(void *ctx)
{
    struct listener *l = ctx;
    while (!l->ending) {
        struct pollfd p = { .fd = l->fd, .events = POLLIN };
        if (poll(&p, 1, 100) <= 0) continue;
        int fd = accept(l->fd, NULL, NULL);
        if (fd < 0) continue;
        struct timeval limit = { .tv_sec = 5 };
        (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        if (l->is_smtp)
            serve_smtp(l, fd);
        else
            serve_http(l, fd);
        (void)close(fd);
    }
    return NULL;
}

static void listener_start(struct listener *l, bool is_smtp)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    memset(l, 0, sizeof *l);
    l->is_smtp = is_smtp;
    (void)pthread_mutex_init(&l->lock, NULL);
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(l->fd >= 0 && bind(l->fd, (struct sockaddr *)&at, sizeof at) == 0);
    assert_true(listen(l->fd, 8) == 0 && getsockname(l->fd, (struct sockaddr *)&at, &size) == 0);
    l->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&l->thread, NULL, listen_main, l), 0);
}

static void listener_stop(struct listener *l)
{
    l->ending = true;
    (void)pthread_join(l->thread, NULL);
    (void)close(l->fd);
    (void)pthread_mutex_destroy(&l->lock);
}

static int count_said(struct listener *l, const char *what)
{
    int n = 0;
    pthread_mutex_lock(&l->lock);
    for (const char *at = l->said; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    pthread_mutex_unlock(&l->lock);
    return n;
}

static void wait_said(struct listener *l, const char *what, int seconds)
{
    for (int64_t until = town_ms() + seconds * 1000; town_ms() < until; town_nap(50))
        if (count_said(l, what) > 0) return;
    fail_msg("was not told of %s; so far: %s", what, l->said);
}

struct world {
    struct town town;
    struct listener mail, hook;
};

static int setup(void **state)
{
    static struct world w;
    char extra[512];
    listener_start(&w.mail, true);
    listener_start(&w.hook, false);
    (void)snprintf(extra, sizeof extra,
                   "[alarm]\nsmtp_url = smtp://127.0.0.1:%d\nmail_from = kanda@kanda.test\n"
                   "mail_to = satu@kanda.test, dua@kanda.test\n"
                   "webhook_url = http://127.0.0.1:%d/alarm\nwebhook_secret = " TOWN_SECRET "\n",
                   w.mail.port, w.hook.port);
    town_create(&w.town, extra);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    town_destroy(&w->town);
    listener_stop(&w->mail);
    listener_stop(&w->hook);
    return 0;
}

static void account_news(struct town *t, const char *ban_state, int64_t at)
{
    char body[512];
    (void)snprintf(
        body, sizeof body,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"time\":%lld,"
        "\"changes\":[{\"field\":\"account_update\",\"value\":{\"event\":"
        "\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"%s\"}}}]}]}",
        (long long)at, ban_state);
    assert_int_equal(town_post_status(t, body), 200);
}

static void seen_over_rest(struct town *t, const char *token)
{
    struct answer a = town_get(t, "/api/v1/alarms?state=open", token);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"cause\":\"account.ban\",\"severity\":\"critical\""));
    assert_non_null(strstr(a.body, "\"cleared_at\":null"));
    answer_free(&a);
    a = town_get(t, "/metrics", NULL);
    assert_non_null(strstr(a.body, "\nkanda_alarms 1\n"));
    answer_free(&a);
    a = town_get(t, "/api/v1/alarms?state=closed", token);
    assert_int_equal(a.status, 422);
    answer_free(&a);
}

static void test_begin_and_end_are_told_once_by_both_roads(void **state)
{
    struct world *w = *state;
    struct town *t = &w->town;
    char desk[128], officer[128];
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_staff(t, "ani", "operator", NULL, desk);
    town_staff(t, "budi", "officer", "PUPR", officer);
    w->mail.refuse = w->hook.refuse = true; /* both are away at first */
    assert_int_equal(town_post_status(t, town_text("wamid.1", CITIZEN, town_now(),
                                                   "Jalan berlubang di desa Sebaung Gending")),
                     200);
    int64_t at = town_now();
    account_news(t, "DISABLE", at);
    seen_over_rest(t, desk);
    struct answer a = town_get(t, "/api/v1/alarms", officer);
    assert_int_equal(a.status, 403);
    answer_free(&a);
    for (int64_t until = town_ms() + 10000;
         town_ms() < until && (w->mail.refused == 0 || w->hook.refused == 0);)
        town_nap(50);
    assert_true(w->mail.refused > 0 && w->hook.refused > 0);
    w->mail.refuse = w->hook.refuse = false;
    wait_said(&w->mail, "Subject: [Lapor Kanda] GAWAT: account.ban", 20);
    wait_said(&w->hook, "\"state\":\"raised\"", 20);
    account_news(t, "DISABLE", at); /* Meta repeats */
    account_news(t, "REINSTATE", at + 1);
    wait_said(&w->mail, "Subject: [Lapor Kanda] SELESAI: account.ban", 20);
    wait_said(&w->hook, "\"state\":\"cleared\"", 20);
    town_nap(5000); /* two more looks of the courier */
    assert_int_equal(count_said(&w->mail, "Subject:"), 2);
    assert_int_equal(count_said(&w->mail, "RCPT TO:<satu@kanda.test>"), 2);
    assert_int_equal(count_said(&w->mail, "RCPT TO:<dua@kanda.test>"), 2);
    assert_int_equal(count_said(&w->hook, "\"state\""), 2);
    assert_int_equal(count_said(&w->hook, "[signed]"), 2);
    assert_int_equal(count_said(&w->mail, CITIZEN) + count_said(&w->hook, CITIZEN), 0);
    assert_int_equal(count_said(&w->mail, "berlubang") + count_said(&w->hook, "berlubang"), 0);
    town_wait_count(t, "SELECT COUNT(*) FROM outbox WHERE state >= 3 AND state < 8", 1, 10);
    assert_int_equal(town_stop(t), 0);
}

/* A refused token stops the sender. */
static void test_a_refused_token_is_an_alarm(void **state)
{
    struct world *w = *state;
    struct town *t = &w->town;
    if (!t->sim) town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_faults(t, "{\"mode\":\"error\",\"fail_code\":190}");
    assert_int_equal(town_post_status(t, town_text("wamid.2", CITIZEN, town_now(), "menu")), 200);
    wait_said(&w->mail, "Subject: [Lapor Kanda] GAWAT: sending", 30);
    wait_said(&w->hook, "kode 190", 10);
    town_faults(t, "{\"mode\":\"ok\",\"fail_code\":0,\"fail_status\":0}");
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM alarm WHERE cause = 'sending' AND "
                                   "cleared_at IS NULL"),
                     1);
    assert_int_equal(town_stop(t), 0); /* within its two seconds, whatever the roads do */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begin_and_end_are_told_once_by_both_roads),
        cmocka_unit_test(test_a_refused_token_is_an_alarm),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
