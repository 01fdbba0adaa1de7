/* sender_private.h - the sender's state, shared by its files; everything without a lock or _Atomic
 * is the sender thread's own. */
#ifndef KANDA_DELIVERY_SENDER_PRIVATE_H
#define KANDA_DELIVERY_SENDER_PRIVATE_H

#include "delivery/pace.h"
#include "delivery/sender.h"
#include "exchange.h"
#include "transfer.h"
#include <pthread.h>

enum exchange_state {
    EXCHANGE_IDLE,
    EXCHANGE_AT_WRITER, /* the writer thread owns `exchange` */
    EXCHANGE_DONE,      /* committed: leases are ours to send */
    EXCHANGE_LOST       /* nothing was stored: reports must be given again */
};

struct sender {
    struct sender_options options;
    char messages_url[512], probe_url[512];
    struct graph_target target;
    pthread_t thread;
    CURLM *multi;

    struct transfer *transfers; /* options.in_flight of them */
    int busy;
    struct transfer probe;
    bool probing;

    struct exchange exchange;
    _Atomic enum exchange_state exchange_state;
    struct send_report waiting[IN_FLIGHT_MAX]; /* outcomes not yet handed to the writer */
    size_t waiting_count;

    struct pace pace;
    bool look;        /* rows may be due: lease */
    int64_t next_due; /* wall clock ms; 0: nothing is known to wait */
    int64_t next_unsure;
    int64_t look_at; /* monotonic: look even if nobody woke us (commands add replies too) */
    int64_t exchange_not_before; /* monotonic; after a lost exchange */

    /* Is Meta there? In doubt nothing is sent until something sane was heard (probe.c). */
    bool doubt, careful;
    int64_t alive_at; /* wall clock of the last sane answer */
    int64_t probe_at; /* monotonic: next probe */
    int failed_probes;
    int64_t stopped_until; /* monotonic: after a refusal that concerns everything */

    _Atomic bool woken, stopping;
    _Atomic int64_t stop_by; /* monotonic */
    pthread_mutex_t lock;    /* of stats */
    struct sender_stats stats;
};

/* health.c */
void health_sane(struct sender *s);
void health_doubt(struct sender *s);
void health_stop_all(struct sender *s, int64_t code, int64_t for_ms);
/* How many messages may be leased now. */
size_t health_allowance(struct sender *s, size_t free_slots);
void health_probe_if_due(struct sender *s);
void health_probe_done(struct sender *s, CURLcode code);
/* Milliseconds until health wants the thread again; -1: never. */
int64_t health_wait_ms(const struct sender *s);

/* sender_send.c */
void send_leases(struct sender *s);
void send_collect(struct sender *s); /* finished transfers -> reports */
void send_abort_all(struct sender *s);

/* sender_exchange.c */
void exchange_give(struct sender *s); /* hands reports and wishes to the writer if it is time */
void exchange_take(struct sender *s); /* looks at what came back */

#endif
