/* live.c - streams: who listens, what waits for them, when the door has to write. */
#include "live_stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define RETRY_MS     3000  /* after which a browser asks again */
#define SOCKET_BYTES 16384 /* what the kernel keeps of a slow reader's is bounded too */

bool live_create(const char *ticket_prefix, const struct clock *clock, struct live **out,
                 struct err *e)
{
    struct live *l = calloc(1, sizeof *l);
    if (!l) return err_set(e, ERR_MEMORY, "live: no memory");
    l->clock = *clock;
    if (!str_copy(l->prefix, sizeof l->prefix, str_of(ticket_prefix)) ||
        pthread_mutex_init(&l->lock, NULL) != 0) {
        free(l);
        return err_set(e, ERR_INTERNAL, "live: no mutex, or a prefix that is too long");
    }
    *out = l;
    return true;
}

void live_key(struct live *l, const uint8_t key[SHA256_SIZE])
{
    memcpy(l->key, key, sizeof l->key);
}

void live_destroy(struct live *l)
{
    if (!l) return;
    (void)pthread_mutex_destroy(&l->lock);
    secret_wipe(l->key, sizeof l->key);
    free(l);
}

/* --- under the lock --- */

static size_t waiting(const struct live_stream *s)
{
    return s->out.len - s->out_at;
}

bool live_has_room(const struct live_stream *s)
{
    return !s->ended && waiting(s) + 2 * LIVE_BLOCK_MAX <= LIVE_BUFFER_MAX;
}

void live_wake(struct live_stream *s)
{
    if (!s->suspended) return;
    s->suspended = false;
    MHD_resume_connection(s->connection);
}

void live_end(struct live_stream *s)
{
    s->ended = true;
    live_wake(s);
}

void live_add(struct live_stream *s, struct str block)
{
    if (s->out_at) { /* what was sent makes room */
        memmove(s->out.at, s->out.at + s->out_at, waiting(s));
        s->out.len -= s->out_at;
        s->out_at = 0;
    }
    buf_add(&s->out, block);
    s->told_ms = clock_monotonic_ms();
    if (!buf_ok(&s->out)) s->ended = true; /* no memory: the client comes back by itself */
    live_wake(s);
}

void live_reset(struct live_stream *s, int64_t head)
{
    char block[LIVE_BLOCK_MAX], id[LIVE_ID_SIZE];
    live_id_write(s->live, head, id);
    (void)snprintf(block, sizeof block,
                   "id: %s\nevent: reset\ndata: {\"reason\":\"too_far_behind\"}\n\n", id);
    s->seen_id = head;
    live_add(s, str_of(block));
}

/* A block without data changes the id that a client comes back with, and nothing else: who may see
 * little would fall behind without it. */
static void heartbeat(struct live_stream *s)
{
    char block[LIVE_BLOCK_MAX], id[LIVE_ID_SIZE];
    live_id_write(s->live, s->seen_id, id);
    (void)snprintf(block, sizeof block, ": \nid: %s\n\n", id);
    live_add(s, str_of(block));
}

static size_t count_of(const struct live *l, int64_t staff_id)
{
    size_t n = 0;
    for (const struct live_stream *s = l->streams; s; s = s->next)
        n += s->staff.id == staff_id && !s->ended;
    return n;
}

int live_count(const struct live *l)
{
    return l ? l->count : 0;
}

/* --- opening and closing --- */

static struct live_stream *stream_make(struct request *r, int64_t seen_id)
{
    struct live_stream *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->live = r->server->options.live;
    s->connection = r->connection;
    s->roles = r->route->roles;
    s->staff = r->staff;
    s->seen_id = seen_id;
    s->proven_ms = s->taken_ms = clock_monotonic_ms();
    buf_init(&s->out, LIVE_BUFFER_MAX);
    auth_proof(r, &s->proof);
    if (!str_copy(s->department, sizeof s->department, r->staff.department)) {
        free(s);
        return NULL;
    }
    s->staff.department = str_of(s->department);
    s->staff.name = STR_EMPTY;
    return s;
}

static void socket_bound(struct request *r)
{
    int bytes = SOCKET_BYTES;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info) (void)setsockopt(info->connect_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

static void stream_begin(struct live_stream *s, bool reset)
{
    char block[LIVE_BLOCK_MAX], id[LIVE_ID_SIZE];
    struct live *l = s->live;
    s->id = ++l->last_id;
    s->next = l->streams;
    l->streams = s;
    l->count++;
    live_id_write(l, s->seen_id, id);
    (void)snprintf(block, sizeof block, "retry: %d\nid: %s\n\n", RETRY_MS, id);
    live_add(s, str_of(block));
    if (reset) live_reset(s, s->seen_id);
}

bool live_open(struct request *r, int64_t seen_id, bool reset)
{
    struct live *l = r->server->options.live;
    struct live_stream *s = stream_make(r, seen_id);
    if (!s) {
        answer_problem(r, 503, "unavailable", "The service cannot do this now: try again later.");
        return false;
    }
    (void)pthread_mutex_lock(&l->lock);
    bool too_many = count_of(l, r->staff.id) >= LIVE_STREAMS_OF_ONE;
    bool full = l->stopping || l->count >= LIVE_STREAMS_MAX;
    if (!too_many && !full) {
        l->readers = r->server->options.readers;
        stream_begin(s, reset);
    }
    (void)pthread_mutex_unlock(&l->lock);
    if (too_many)
        answer_problem(r, 429, "too_many_streams", "This account has too many streams: close one.");
    else if (full)
        answer_problem(r, 503, "busy", "Too many listen at once: ask for the lists instead.");
    if (too_many || full) {
        free(s);
        return false;
    }
    socket_bound(r);
    r->stream = s;
    live_poke(l);
    return true;
}

void live_close(struct live_stream *s)
{
    if (!s) return;
    struct live *l = s->live;
    (void)pthread_mutex_lock(&l->lock);
    struct live_stream **at = &l->streams;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    l->count--;
    (void)pthread_mutex_unlock(&l->lock);
    buf_finish(&s->out);
    secret_wipe(&s->proof, sizeof s->proof);
    free(s);
}

void live_stop(struct live *l)
{
    if (!l) return;
    (void)pthread_mutex_lock(&l->lock);
    l->stopping = true;
    for (struct live_stream *s = l->streams; s; s = s->next)
        live_end(s);
    (void)pthread_mutex_unlock(&l->lock);
}

/* --- the door --- */

static ssize_t take(struct live_stream *s, char *out, size_t max)
{
    size_t n = waiting(s) < max ? waiting(s) : max;
    memcpy(out, s->out.at + s->out_at, n);
    s->out_at += n;
    s->taken_ms = clock_monotonic_ms();
    if (waiting(s) == 0) { /* most streams are silent most of the time: they keep no memory */
        buf_finish(&s->out);
        buf_init(&s->out, LIVE_BUFFER_MAX);
        s->out_at = 0;
    }
    return (ssize_t)n;
}

ssize_t live_read(void *ctx, uint64_t at, char *out, size_t max)
{
    struct live_stream *s = ctx;
    struct live *l = s->live;
    ssize_t n = 0;
    (void)at;
    (void)pthread_mutex_lock(&l->lock);
    if (waiting(s)) {
        n = take(s, out, max);
    } else if (s->ended) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        s->suspended = true;
        MHD_suspend_connection(s->connection);
    }
    bool behind = !s->ended && s->seen_id < l->head;
    (void)pthread_mutex_unlock(&l->lock);
    if (behind) live_poke(l);
    return n;
}

/* --- time --- */

void live_tick(struct live *l)
{
    int64_t now = clock_monotonic_ms();
    if (l->count == 0) return;
    (void)pthread_mutex_lock(&l->lock);
    for (struct live_stream *s = l->streams; s; s = s->next)
        if (s->suspended && now - s->told_ms >= LIVE_HEARTBEAT_MS) heartbeat(s);
    (void)pthread_mutex_unlock(&l->lock);
    if (now - l->looked_ms < LIVE_LOOK_EVERY_MS) return;
    l->looked_ms = now;
    live_poke(l);
}
