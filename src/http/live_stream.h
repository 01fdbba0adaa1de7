/* live_stream.h - the streams of live events, between the door and the readers. Private to the
 * room. */
#ifndef KANDA_HTTP_LIVE_STREAM_H
#define KANDA_HTTP_LIVE_STREAM_H

#include "http/live.h"
#include "request.h"
#include <pthread.h>
#include <stdatomic.h>

#define LIVE_BUFFER_MAX 16384 /* bytes that wait for one reader */
#define LIVE_BLOCK_MAX  512   /* bytes of one event */

struct live_stream {
    struct live *live;
    struct live_stream *next;
    struct MHD_Connection *connection;
    struct proof proof; /* of the caller, asked again now and then */
    unsigned roles;     /* that may listen */
    char department[64];
    struct staff staff;    /* its department is the one above */
    int64_t id;            /* of the stream */
    int64_t seen_id;       /* every event up to here was told, or is not for this caller */
    int64_t proven_ms;     /* monotonic */
    int64_t told_ms;       /* last byte put into the buffer */
    int64_t taken_ms;      /* last byte taken out of it */
    struct buf out;        /* whole blocks */
    size_t out_at;         /* sent so far */
    bool suspended, ended; /* ended: what is in the buffer is the last */
};

struct live {
    char prefix[16];
    uint8_t key[SHA256_SIZE];
    struct clock clock;
    pthread_mutex_t lock;
    /* under the lock */
    struct live_stream *streams;
    struct readers *readers; /* known with the first stream */
    int64_t last_id;
    int64_t head; /* newest event of the last look */
    /* any thread */
    _Atomic int count;
    _Atomic bool stopping;
    _Atomic bool waits, dirty; /* the job is at the readers; something was committed since */
    int64_t looked_ms;         /* the ticker's */
    struct read_job job;
    bool more; /* the job's: it has not come to the end */
};

/* Adds a stream for the caller of r, behind event seen_id; reset: it has missed more than can be
 * told. False: 429 or 503 was answered. On a reader thread, while the connection is parked. */
bool live_open(struct request *r, int64_t seen_id, bool reset);
/* libmicrohttpd's content reader; ctx is the stream. */
ssize_t live_read(void *ctx, uint64_t at, char *out, size_t max);
/* The request is over. NULL is fine. */
void live_close(struct live_stream *s);
/* Ends all streams, so that none is suspended any more, and takes no further ones. NULL is
 * fine. */
void live_stop(struct live *l);

/* An event's id as streams say it, another each time, so that neither a gap between two of them nor
 * a change while nothing is told says that something happened which the caller may not know of. */
#define LIVE_ID_SIZE 49 /* hex and its NUL */
void live_id_write(const struct live *l, int64_t event_id, char out[LIVE_ID_SIZE]);
/* False: none of ours. */
bool live_id_read(const struct live *l, struct str text, int64_t *event_id);

/* Under the lock. */
bool live_has_room(const struct live_stream *s);
void live_add(struct live_stream *s, struct str block);
void live_reset(struct live_stream *s, int64_t head);
void live_end(struct live_stream *s);
void live_wake(struct live_stream *s);

/* In live_feed.c: asks the readers to look, unless one is about to. */
void live_poke(struct live *l);

#endif
