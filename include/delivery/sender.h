/* sender.h - the one thread that talks to Meta: outbox -> Graph API, and the outcome back.
 *
 * HTTP/1.1 through curl multi, a bounded number in flight, one per contact (the outbox sees to
 * that). A body is never sent twice by itself: it comes from a read callback without a seek
 * function, because libcurl silently repeats a POST whose reused connection dies before the first
 * answer byte. What fails after the first body byte is unsure and is settled by the status webhook;
 * without one it is sent once more, but only after Meta has answered something sane since.
 *
 * Citizens' files are fetched by the same thread, beside the messages (src/delivery/media.h); a
 * file of the desk's is uploaded first, then its message leaves (src/delivery/upload.h).
 *
 * Threads: start and stop on the main thread; wake, read and stats on any. */
#ifndef KANDA_DELIVERY_SENDER_H
#define KANDA_DELIVERY_SENDER_H

#include "base/log.h"
#include "delivery/access_token.h"
#include "store/media_store.h"
#include "store/writer.h"
#include "wa/provider.h"

#define SENDER_UNSURE_MS  (60 * MS_PER_SECOND)
#define SENDER_TIMEOUT_MS (15 * MS_PER_SECOND)
#define SENDER_CONNECT_MS (5 * MS_PER_SECOND)

struct sender_options {
    const char *graph_url;       /* "https://graph.facebook.com", no slash at the end */
    const char *api_version;     /* "v25.0" */
    const char *phone_number_id; /* of the sending number */
    struct access_token token;   /* read again while Meta refuses it, at most twice a minute */
    const struct wa_provider *provider; /* borrowed; NULL: Meta */
    struct writer *writer;
    const struct log *log;
    struct clock clock;
    struct clock steady; /* never jumps: pauses and pace; {0}: clock_monotonic_ms */
    const struct media_store *media_store; /* where files are; NULL: none come or go */
    int in_flight;                         /* 1..256; 0: as the pace needs, see below */
    int messages_per_second;               /* 1..1000; 0: 80 */
    bool pace_by_meta;          /* what Meta says of the number, at start and daily, replaces it */
    int64_t unsure_ms;          /* how long an unsure message waits for its status; 0: SENDER_... */
    int64_t timeout_ms;         /* of one request but a file's bytes; 0: SENDER_... */
    int64_t connect_timeout_ms; /* 0: SENDER_CONNECT_MS */
};

/* What holds a pace of 1,000 a second against a Graph API that answers after 50 ms on a disk that
 * takes its time, and for any pace its share of that; but never less than the least. */
#define SENDER_IN_FLIGHT_LEAST 16
#define SENDER_IN_FLIGHT_1000  96

struct sender_stats {
    bool can_send;       /* false while Meta refuses everything (token, account) or is away */
    char stopped_by[32]; /* a code of Meta's ("190"), "unreachable", "failing" (it answers, and
                            takes no message), "account" (its news); "" while sending */
    uint64_t requests, accepted, retried, unsure, failed;
    int in_flight;
    int per_second;     /* the pace now: lower than normal after a throttle (pace.h) */
    uint64_t throttled; /* times that Meta called it too fast */
    uint64_t receipts;  /* that Meta took */
    uint64_t media_stored, media_retried, media_lost; /* files; lost: failed or expired */
};

/* The transfer library, once per process: before the first and after the last sender, on the main
 * thread. */
MUST_CHECK bool sender_library_open(struct err *e);
void sender_library_close(void);

struct sender;
/* Rows that a dead process had leased become unsure first. Starts the thread. */
MUST_CHECK bool sender_start(const struct sender_options *options, struct sender **out,
                             struct err *e);
void sender_wake(struct sender *s); /* a reply was committed; cheap */
/* A citizen's message was read, and (typing) words are on their way: told to WhatsApp before the
 * next replies, if that can be at once; else not at all. Call before sender_wake. */
void sender_read(struct sender *s, struct str wamid, bool typing);
void sender_wake_media(struct sender *s); /* so was a message with a file */
/* So many messages came in: Meta counts them in the throughput of the number, too. */
void sender_heard(struct sender *s, size_t messages);
/* Meta told of the account: whether we are paused is looked at anew; number: it changed, and is
 * asked now, not tomorrow. */
void sender_account_changed(struct sender *s, bool number);
void sender_stats(struct sender *s, struct sender_stats *out);
/* Starts nothing new, waits at most grace_ms for what is in flight, records every outcome (the
 * writer must still run), ends the thread. It may still be woken and asked: whoever commits last
 * knows nothing of it. NULL is fine. */
void sender_stop(struct sender *s, int64_t grace_ms);
void sender_destroy(struct sender *s); /* once stopped, and nobody wakes it any more */

#endif
