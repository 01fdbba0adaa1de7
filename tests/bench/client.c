/* client.c - many keep-alive connections to one server, driven by poll on one thread. */
#include "client.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ANSWER_HEAD 4096
#define LOST_NS     10000000000 /* an answer that takes longer will not come */

struct connection {
    int fd;
    bool busy, headed;
    int64_t since;     /* when the request left, or should have */
    size_t sent, size; /* of the request under way */
    const char *request;
    char head[ANSWER_HEAD];
    size_t got;       /* bytes in head */
    size_t body_left; /* once headed */
    int status;
};

struct client {
    const struct client_options *o;
    const struct client_requests *r;
    struct client_result *out;
    struct connection *c;
    struct pollfd *polls;
    size_t next, busy; /* next request; connections that wait for an answer */
    int64_t start, stop_at;
};

static int connect_one(uint16_t port)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
        bench_die("client: cannot connect", NULL);
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return fd;
}

static void send_more(struct client *k, struct connection *c)
{
    while (c->sent < c->size) {
        ssize_t n = send(c->fd, c->request + c->sent, c->size - c->sent, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) break;
        if (n <= 0) bench_die("client: connection lost while sending", NULL);
        c->sent += (size_t)n;
    }
    k->polls[c - k->c].events = c->sent < c->size ? POLLIN | POLLOUT : POLLIN;
}

static bool has_request(const struct client *k)
{
    return k->r->repeat || k->next < k->r->count;
}

static void request_begin(struct client *k, struct connection *c, int64_t since)
{
    size_t which = k->next++ % k->r->count;
    c->request = k->r->bytes + k->r->begin[which];
    c->size = k->r->begin[which + 1] - k->r->begin[which];
    c->sent = c->got = 0;
    c->headed = false;
    c->busy = true;
    c->since = since;
    k->busy++;
    send_more(k, c);
}

/* True once the header is whole: then status and length of the body are known. */
static bool head_read(struct connection *c)
{
    c->head[c->got] = '\0';
    char *end = strstr(c->head, "\r\n\r\n");
    if (!end) {
        if (c->got == ANSWER_HEAD - 1) bench_die("client: header too long", NULL);
        return false;
    }
    const char *length = strcasestr(c->head, "\r\nContent-Length:");
    size_t body = length && length < end ? (size_t)strtoull(length + 17, NULL, 10) : 0;
    size_t have = c->got - (size_t)(end + 4 - c->head);
    c->status = c->got > 12 ? (int)strtol(c->head + 9, NULL, 10) : 0;
    c->body_left = body > have ? body - have : 0;
    c->headed = true;
    return true;
}

/* True when the answer is whole. */
static bool answer_read(struct connection *c)
{
    char rest[65536];
    for (;;) {
        char *at = c->headed ? rest : c->head + c->got;
        size_t room = c->headed ? sizeof rest : ANSWER_HEAD - 1 - c->got;
        ssize_t n = recv(c->fd, at, room, MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
        if (n <= 0) bench_die("client: connection lost before the answer", NULL);
        if (c->headed) {
            c->body_left -= (size_t)n < c->body_left ? (size_t)n : c->body_left;
        } else {
            c->got += (size_t)n;
            if (!head_read(c)) continue;
        }
        if (c->body_left == 0) return true;
    }
}

static void answered(struct client *k, struct connection *c, int64_t now)
{
    c->busy = false;
    k->busy--;
    if (c->status == 200)
        k->out->ok++;
    else
        k->out->bad++;
    bench_add(&k->out->latency_ns, now - c->since);
}

static void serve_ready(struct client *k)
{
    for (size_t i = 0; i < k->o->connections; i++) {
        struct connection *c = &k->c[i];
        short what = k->polls[i].revents;
        if (!what) continue;
        if (what & POLLOUT) send_more(k, c);
        if (!(what & (POLLIN | POLLHUP | POLLERR))) continue;
        if (!c->busy) bench_die("client: an idle connection was closed", NULL);
        if (!answer_read(c)) continue;
        int64_t now = bench_ns();
        answered(k, c, now);
        if (!k->o->per_second && now < k->stop_at && has_request(k)) request_begin(k, c, now);
    }
}

static int64_t due_at(const struct client *k)
{
    return k->start + (int64_t)((double)k->next * 1e9 / (double)k->o->per_second);
}

/* Open loop: whatever is due leaves on an idle connection; what finds none is late, which counts.
 */
static void send_due(struct client *k, int64_t now)
{
    size_t i = 0;
    while (has_request(k) && due_at(k) <= now && due_at(k) < k->stop_at) {
        while (i < k->o->connections && k->c[i].busy)
            i++;
        if (i == k->o->connections) return;
        request_begin(k, &k->c[i], due_at(k));
    }
}

/* ppoll, because a millisecond is a third of the time between two requests. */
static void wait_for_news(struct client *k, int64_t now)
{
    int64_t until = now + 1000000000;
    if (k->o->per_second && now < k->stop_at && due_at(k) < until && k->busy < k->o->connections)
        until = due_at(k);
    if (until < now) until = now;
    struct timespec wait = { (time_t)((until - now) / 1000000000),
                             (long)((until - now) % 1000000000) };
    if (ppoll(k->polls, k->o->connections, &wait, NULL) < 0 && errno != EINTR)
        bench_die("client: poll", NULL);
}

static void loop(struct client *k)
{
    int64_t now = bench_ns();
    k->start = now;
    k->stop_at = now + k->o->duration_ns;
    if (!k->o->per_second)
        for (size_t i = 0; i < k->o->connections && has_request(k); i++)
            request_begin(k, &k->c[i], now);
    while (now < k->stop_at || k->busy) {
        if (k->o->per_second)
            send_due(k, now);
        else if (k->busy == 0)
            break;
        wait_for_news(k, now);
        serve_ready(k);
        now = bench_ns();
        if (now > k->stop_at + LOST_NS) bench_die("client: an answer never came", NULL);
    }
    k->out->elapsed_ns = now - k->start;
}

void client_run(const struct client_options *o, const struct client_requests *r,
                struct client_result *out)
{
    struct client k = { .o = o, .r = r, .out = out };
    k.c = calloc(o->connections, sizeof *k.c);
    k.polls = calloc(o->connections, sizeof *k.polls);
    if (!k.c || !k.polls) bench_die("no memory", NULL);
    for (size_t i = 0; i < o->connections; i++) {
        k.c[i].fd = connect_one(o->port);
        k.polls[i] = (struct pollfd){ .fd = k.c[i].fd, .events = POLLIN };
    }
    loop(&k);
    for (size_t i = 0; i < o->connections; i++)
        (void)close(k.c[i].fd);
    free(k.polls);
    free(k.c);
}
