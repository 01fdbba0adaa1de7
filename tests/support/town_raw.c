/* town_raw.c - plain sockets: for many connections at once, and for rude ones. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD_MAX 4096

int town_connect(const struct town *t)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)t->port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

char *town_wire(const char *body, size_t len, size_t *wire_len)
{
    char signature[128];
    char *wire = malloc(len + 512);
    if (!wire) abort();
    town_sign(body, len, signature);
    int head = snprintf(wire, 512,
                        "POST /webhook HTTP/1.1\r\nHost: kanda\r\nContent-Type: "
                        "application/json\r\n%s\r\nContent-Length: %zu\r\n\r\n",
                        signature, len);
    memcpy(wire + head, body, len);
    *wire_len = (size_t)head + len;
    return wire;
}

bool town_write(int fd, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, at, len, MSG_NOSIGNAL);
        if (n <= 0) return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

static bool byte_comes(int fd, int64_t until, char *out)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    int64_t left = until - town_ms();
    return left > 0 && poll(&p, 1, (int)left) == 1 && recv(fd, out, 1, 0) == 1;
}

int town_read_status(int fd, int seconds)
{
    char head[HEAD_MAX], unused;
    int64_t until = town_ms() + (int64_t)seconds * 1000;
    size_t n = 0;
    while (n < 4 || memcmp(head + n - 4, "\r\n\r\n", 4) != 0)
        if (n + 1 >= sizeof head || !byte_comes(fd, until, &head[n++])) return 0;
    head[n] = '\0';
    const char *length = strcasestr(head, "\r\nContent-Length:");
    long body = length ? strtol(length + 17, NULL, 10) : 0;
    for (; body > 0; body--)
        if (!byte_comes(fd, until, &unused)) return 0;
    return strncmp(head, "HTTP/1.", 7) == 0 ? (int)strtol(head + 9, NULL, 10) : 0;
}
