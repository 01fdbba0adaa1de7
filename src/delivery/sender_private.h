/* sender_private.h - the sender's state, shared by its files; everything without a lock or _Atomic
 * is the sender thread's own. */
#ifndef KANDA_DELIVERY_SENDER_PRIVATE_H
#define KANDA_DELIVERY_SENDER_PRIVATE_H

#include "delivery/pace.h"
#include "delivery/sender.h"
#include "exchange.h"
#include "media.h"
#include "pair.h"
#include "transfer.h"
#include <pthread.h>

#define RECEIPTS_WAITING   32 /* more at a time are not told */
#define RECEIPTS_IN_FLIGHT 2
struct receipt {
    char wamid[200];
    bool typing;
};

enum exchange_state {
    EXCHANGE_IDLE,
    EXCHANGE_AT_WRITER, /* the writer thread owns `exchange` */
    EXCHANGE_DONE,      /* committed: leases are ours to send */
    EXCHANGE_LOST       /* nothing was stored: reports must be given again */
};

struct sender {
    struct sender_options options;
    char messages_url[512], probe_url[512], number_url[640], health_url[560], upload_url[512];
    struct graph_target target;
    char token[ACCESS_TOKEN_SIZE];
    int64_t token_look_at;           /* monotonic: its file is not looked at before */
    struct old_headers *old_headers; /* of earlier tokens; a request may still use them */
    pthread_t thread;
    CURLM *multi;

    struct transfer *transfers; /* transfer_count of them; made when they are first used */
    int transfer_count, busy;
    struct transfer probe;
    bool probing;
    struct transfer number; /* while asked: see number_ask.c */
    bool asking;
    int64_t ask_at; /* monotonic */
    char tier[32];  /* what it said, until the writer has it */

    struct transfer receipts[RECEIPTS_IN_FLIGHT];
    struct receipt receipts_waiting[RECEIPTS_WAITING]; /* under `lock`; so is their count */
    size_t receipt_count;

    struct media *media; /* NULL: no files are fetched */

    struct exchange exchange;
    _Atomic enum exchange_state exchange_state;
    struct send_report waiting[IN_FLIGHT_MAX]; /* outcomes not yet handed to the writer */
    size_t waiting_count;

    struct pace pace;
    struct pair_pace pair;
    bool look;        /* rows may be due: lease */
    bool asked;       /* the exchange under way asks for rows */
    int64_t next_due; /* wall clock ms; 0: nothing is known to wait */
    int64_t next_unsure;
    int64_t look_at; /* monotonic: look even if nobody woke us (commands add replies too) */
    int64_t exchange_not_before; /* monotonic; after a lost exchange */

    /* Is Meta there? See health.c. */
    bool doubt;   /* nothing is sent until the probe is answered */
    bool careful; /* one message at a time, not before careful_at */
    int insane;   /* troubles in a row */
    int failed_probes;
    bool probe_fine;   /* the latest one was */
    int64_t stop_code; /* Meta's, while it refuses everything; GRAPH_NO_CODE: it does not */
    int64_t sane_at;   /* wall clock of the last sane outcome of a message */
    int64_t insane_at, careful_at, probe_at, stopped_until; /* monotonic */
    int64_t back_at;   /* monotonic: when the last doubt ended */
    int64_t told_seen; /* wall clock: of the latest code that a status brought */
    int told_stops;    /* by such codes, in a row */
    int64_t
        proof_at; /* monotonic: what was accepted then without a new stop by a status; 0: none */
    int64_t slow_until, slow_next; /* monotonic: until then replies go one by one, none before */
    bool paused;                   /* Meta's news say that the account is stopped or restricted */
    int64_t paused_at, account_at; /* monotonic: since then; not looked at again before */

    _Atomic bool woken, media_woken, ask_number, account_changed, stopping;
    _Atomic uint32_t heard;  /* messages that came in and the pace does not know of */
    _Atomic int64_t stop_by; /* monotonic */
    pthread_mutex_t lock;    /* of stats and receipts */
    struct sender_stats stats;
};

static inline int64_t steady_ms(const struct sender *s)
{
    return clock_now(&s->options.steady);
}

/* sender_pace.c */
/* How many messages may be under way at this pace. */
int sender_slots(const struct sender *s);
void sender_pace_turn(struct sender *s); /* what was heard goes into it, what it is into stats */
/* Meta called a message too fast that left then (monotonic). */
void sender_pace_throttled(struct sender *s, int64_t started_ms);

/* health.c */
void health_sane(struct sender *s); /* a message was accepted, or refused for good */
void health_not_yet(
    struct sender *s); /* "try later": sane, but no proof that messages go through */
/* A message that was started then (monotonic) had none. */
void health_insane(struct sender *s, int64_t started_ms);
void health_stop_all(struct sender *s, int64_t code, int64_t for_ms);
/* Too many people block or report the number: no templates for a while, and replies one by one. */
void health_slow(struct sender *s, int64_t code);
int64_t health_template_hold_ms(const struct sender *s, const struct outbox_lease *lease);
/* A status, not an answer, brought a code that concerns all sending. */
void health_told(struct sender *s, int64_t code);
void health_begun(struct sender *s); /* a message leaves */
/* What the account's news say (domain/account.h): paused until that moment of the wall clock, or 0.
 */
void health_account(struct sender *s, int64_t paused_until, int64_t now);
void health_account_again(struct sender *s); /* they may say something else by now */
/* How many messages may be leased now. */
size_t health_allowance(const struct sender *s, size_t free_slots);
/* How many unsure rows past their time may be settled now: 0, 1 (sent again as the one that goes
 * along) or all. */
#define HEALTH_SETTLE_ALL 256
int health_settle_limit(const struct sender *s);
void health_probe_if_due(struct sender *s);
void health_probe_ended(struct sender *s, CURLcode result);
/* code: of PROBE_REFUSED. */
void health_probe_done(struct sender *s, enum probe_answer answer, int64_t code);
/* Something might have been leased, and nothing was due. */
void health_nothing_due(struct sender *s);
/* Milliseconds until health wants the thread again; -1: never. */
int64_t health_wait_ms(const struct sender *s);

/* sender_token.c */
MUST_CHECK bool token_set(struct sender *s, const char *token, struct err *e);
void token_renew(struct sender *s); /* where the token came from a file that holds another now */
void token_forget(struct sender *s);

/* receipt.c */
void receipts_send(struct sender *s);
bool receipt_done(struct sender *s, struct transfer *t, CURLcode code); /* false: is none */
void receipts_stop(struct sender *s);

/* number_ask.c */
MUST_CHECK bool number_ask_prepare(struct sender *s, struct err *e);
void number_ask_if_due(struct sender *s);
void number_ask_done(struct sender *s, CURLcode code);
void number_ask_stop(struct sender *s);
int64_t number_ask_wait_ms(const struct sender *s); /* -1: never */

/* sender_send.c */
void send_leases(struct sender *s);
/* The contact of this lease has had its share, or no template may go now: the row is given back,
 * until it may. */
bool send_is_held(struct sender *s, const struct outbox_lease *lease);
void send_begun(struct sender *s, const struct outbox_lease *lease); /* counts it */
/* A request came to its end; result is read for SEND_ANSWERED, why (for staff) otherwise. */
struct send_end {
    int64_t outbox_id, started_ms;
    struct outbox_tries tries;
    enum send_outcome outcome;
    const char *why;
    struct transfer_hints hints;
};
void send_ended(struct sender *s, const struct send_end *end, const struct graph_result *result);
void send_collect(struct sender *s); /* finished transfers -> reports */
void send_abort_all(struct sender *s);

/* sender_exchange.c */
void exchange_give(struct sender *s);   /* hands reports and wishes to the writer if it is time */
void exchange_take(struct sender *s);   /* looks at what came back */
bool exchange_fill(struct sender *s);   /* reports and wishes; false: neither */
void exchange_filled(struct sender *s); /* they are on their way */
void exchange_read(struct sender *s);   /* what came of them, but for the leases */

#endif
