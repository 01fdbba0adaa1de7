/* courier.h - a thread that looks for work every now and then and does one piece after the other;
 * what the couriers of alarms and of hooks share. Private to the room.
 *
 * Threads: start, quiesce and stop on the main thread; walk runs on the courier's. */
#ifndef KANDA_DELIVERY_COURIER_H
#define KANDA_DELIVERY_COURIER_H

#include "base/err.h"
#include <pthread.h>
#include <stdatomic.h>

struct courier {
    /* Set by the owner, who outlives the thread. */
    bool (*walk)(void *ctx); /* one piece of work; true: there may be more, so no wait follows */
    void *ctx;
    int look_every_ms;

    _Atomic bool stopping; /* a transfer under way looks at it, and breaks off */
    int stop_asked;        /* an eventfd: ends the wait between two looks */
    pthread_t thread;
};

MUST_CHECK bool courier_start(struct courier *c, struct err *e);
/* Nothing more is begun, and what is under way breaks off; courier_stop waits for it. */
void courier_quiesce(struct courier *c);
void courier_stop(struct courier *c);

#endif
