/* server.h - the door: sockets, signature, JSON, understanding, routing.
 *
 * One libmicrohttpd thread in poll mode with suspend and resume. (Its epoll mode stalls when
 * exactly 128 connections are busy, see src/README.md.) The door never touches the database: it
 * suspends the connection, hands a job to the writer or a reader, and answers when the job is done.
 *
 * Threads: start, sweep, quiesce and stop on the main thread. Memory: everything in the options is
 * borrowed and must outlive the server. */
#ifndef KANDA_HTTP_SERVER_H
#define KANDA_HTTP_SERVER_H

#include "base/log.h"
#include "domain/cost.h"
#include "http/live.h"
#include "nlu/area.h"
#include "nlu/understand.h"
#include "service/intake.h"
#include "store/reader.h"
#include "store/writer.h"
#include "wa/proof.h"

#define HTTP_WEBHOOK_MAX  ((size_t)4 << 20)  /* body of POST /webhook; Meta sends up to 3 MB */
#define HTTP_BODIES_MAX   ((size_t)16 << 20) /* all bodies held at once; more is answered 503 */
#define HTTP_CONNECTIONS  1024
#define HTTP_IDLE_SECONDS 30                   /* without a byte */
#define HTTP_SLOW_MS      (60 * MS_PER_SECOND) /* for headers, and again for a body, in all */
#define HTTP_PROXIES_MAX  8

/* What the health and metrics pages ask of the sender; filled by cli. */
struct http_sender_view {
    bool can_send;       /* not stopped by a refused token or the like */
    char stopped_by[32]; /* stable code when it cannot; "" otherwise */
    uint64_t requests, accepted, retried, unsure, failed;
    int in_flight;
    int per_second;     /* the pace now */
    uint64_t throttled; /* times that Meta called it too fast */
    uint64_t receipts;
    uint64_t media_stored, media_retried, media_lost;
};

struct http_options {
    const char *host;                       /* numeric address, "127.0.0.1" or "::1" */
    uint16_t port;                          /* 0: any free one, see http_server_port */
    const char *tls_cert_pem, *tls_key_pem; /* contents; NULL: plain HTTP */
    struct writer *writer;
    struct readers *readers;
    struct readers *hashers;         /* of one thread: passwords are hashed there, one at a time */
    struct live *live;               /* streams of events (http/live.h) */
    const struct media_store *media; /* files of attachments; NULL: there are none */
    const struct nlu *nlu;
    const struct area *area;        /* NULL: locations are kept, but not looked up */
    struct intake_options intake;   /* desk, prefix, settling time */
    struct wa_proof proof;          /* of webhooks */
    const struct cost_rates *rates; /* what messages cost */
    int64_t monthly_cost_cap;       /* whole units of their currency; 0: none */
    struct str verify_token, phone_number_id;
    struct str trusted_proxies[HTTP_PROXIES_MAX]; /* addresses that speak for others */
    size_t trusted_proxy_count;
    const struct log *log;
    struct clock clock;
    void (*replies_waiting)(void *ctx); /* replies were committed; any thread; may be NULL */
    /* A message that an answer follows was committed, words or only a reaction; the same. */
    void (*message_answered)(void *ctx, struct str wamid, bool words);
    void (*files_waiting)(void *ctx); /* so were messages with files; the same */
    /* So many messages came in, repeats among them: Meta counts them in its throughput; the same.
     */
    void (*messages_heard)(void *ctx, size_t count);
    /* Meta told of the account: pauses, limits, and (number) that the number is to be asked; the
     * same.
     */
    void (*account_changed)(void *ctx, bool number);
    void (*sender_view)(void *ctx, struct http_sender_view *out); /* any thread; may be NULL */
    void *sender_ctx;
    /* For measuring only: verify, parse and understand webhooks, then answer 200 without storing.
     */
    bool store_nothing;
    const char *public_number; /* digits or as people write it; NULL or "": not shown */
    bool proof_required;       /* nothing is called resolved without a photo of the work */
};

struct http_server;
MUST_CHECK bool http_server_start(const struct http_options *options, struct http_server **out,
                                  struct err *e);
uint16_t http_server_port(const struct http_server *s);
/* Closes connections that sit in a header or a body for too long; call every few seconds. */
void http_server_sweep(struct http_server *s);
/* Stops accepting; requests already inside are answered. */
void http_server_quiesce(struct http_server *s);
/* Waits for suspended requests (the writer and the readers must still run), then ends. NULL is
 * fine. */
void http_server_stop(struct http_server *s);

#endif
