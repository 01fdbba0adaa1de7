/* sink.c - one connection after the other. */
#include "sink.h"
#include "town.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void keep(struct sink *s, const char *at, size_t n)
{
    pthread_mutex_lock(&s->lock);
    if (s->len + n < SINK_MAX) {
        memcpy(s->said + s->len, at, n);
        s->len += n;
        s->said[s->len] = '\0';
    }
    pthread_mutex_unlock(&s->lock);
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
static void serve_smtp(struct sink *s, int fd)
{
    char line[2048];
    if (s->refuse) {
        s->refused++;
        say(fd, "421 later\r\n");
        return;
    }
    say(fd, "220 mail.test ESMTP\r\n");
    bool data = false;
    while (line_read(fd, line, sizeof line)) {
        keep(s, line, strlen(line));
        if (data) {
            if (strcmp(line, ".\r\n") == 0) {
                data = false;
                say(fd, "250 taken\r\n");
            }
        } else if (s->unknown && strncmp(line, "RCPT", 4) == 0 && strstr(line, s->unknown)) {
            s->refused++;
            say(fd, "550 nobody of that name\r\n");
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

static void serve_http(struct sink *s, int fd)
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
    if (s->refuse) {
        s->refused++;
        say(fd, "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    char expected[128];
    town_sign(body, got, expected); /* X-Hub-Signature-256: sha256=... */
    const char *mac = strchr(expected, '=');
    keep(s, mac && strstr(head, mac + 1) ? "[signed]" : "[forged]", 8);
    keep(s, body, got);
    keep(s, "\n", 1);
    say(fd, "HTTP/1.1 204 Taken\r\nConnection: close\r\n\r\n");
}

static void *listen_main(void *ctx)
{
    struct sink *s = ctx;
    while (!s->ending) {
        struct pollfd p = { .fd = s->fd, .events = POLLIN };
        if (poll(&p, 1, 100) <= 0) continue;
        int fd = accept(s->fd, NULL, NULL);
        if (fd < 0) continue;
        struct timeval limit = { .tv_sec = 5 };
        (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        if (s->is_smtp)
            serve_smtp(s, fd);
        else
            serve_http(s, fd);
        (void)close(fd);
    }
    return NULL;
}

void sink_start(struct sink *s, bool is_smtp)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    memset(s, 0, sizeof *s);
    s->is_smtp = is_smtp;
    (void)pthread_mutex_init(&s->lock, NULL);
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(s->fd >= 0 && bind(s->fd, (struct sockaddr *)&at, sizeof at) == 0);
    assert_true(listen(s->fd, 8) == 0 && getsockname(s->fd, (struct sockaddr *)&at, &size) == 0);
    s->port = ntohs(at.sin_port);
    assert_int_equal(pthread_create(&s->thread, NULL, listen_main, s), 0);
}

void sink_stop(struct sink *s)
{
    s->ending = true;
    (void)pthread_join(s->thread, NULL);
    (void)close(s->fd);
    (void)pthread_mutex_destroy(&s->lock);
}

int sink_count(struct sink *s, const char *what)
{
    int n = 0;
    pthread_mutex_lock(&s->lock);
    for (const char *at = s->said; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    pthread_mutex_unlock(&s->lock);
    return n;
}

void sink_wait(struct sink *s, const char *what, int seconds)
{
    for (int64_t until = town_ms() + (int64_t)seconds * 1000 * TOWN_PATIENCE; town_ms() < until;
         town_nap(50))
        if (sink_count(s, what) > 0) return;
    fail_msg("was not told of %s; so far: %s", what, s->said);
}
