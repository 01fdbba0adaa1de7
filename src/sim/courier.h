/* courier.h - carries webhooks to kanda: signs, sends, repeats what was not answered 200.
 *
 * One thread with one curl multi handle. Meta repeats at once and then with growing gaps for
 * days; here the gaps grow to half a minute and end after SIM_TRIES_MAX tries.
 *
 * Threads: post from any thread; the callbacks run on the courier's thread.
 * Memory: what is posted is copied. At most SIM_PARCELS_MAX wait; more are counted as dropped. */
#ifndef KANDA_SIM_COURIER_H
#define KANDA_SIM_COURIER_H

#include "base/log.h"
#include "notice.h"
#include "trail.h"

#define SIM_PARCELS_MAX 200000
#define SIM_TRIES_MAX   24

/* The life of one message to a citizen, told by up to three webhooks, or its failure by one. */
enum sim_step { STEP_SENT, STEP_DELIVERED, STEP_READ, STEP_FAILED, STEP_COUNT };
struct sim_plan {
    struct sim_receipt about; /* status and at_s are filled in step by step */
    unsigned steps, twice;    /* bit sets of enum sim_step */
    int64_t start_ms;         /* how long to wait before the first */
    uint64_t hold;            /* told to `done` after the first try; 0: nobody waits */
};

struct sim_courier_options {
    const char *webhook;
    const char *app_secret; /* signs; NULL: not signed */
    const char *header;     /* "Name: value" in the place of the signature; NULL: none */
    struct sim_line line;   /* views outlive the courier */
    struct clock clock;
    const struct log *log;
    void *ctx;
    /* Work of the door that needs a clock: returns the milliseconds until it wants to be called
     * again, -1 for never. */
    int64_t (*tick)(void *ctx, int64_t monotonic_ms);
    /* The first try of what carried this hold ended: HTTP status, 0 when there was none. */
    void (*done)(void *ctx, uint64_t hold, int http_status);
    void (*tried)(void *ctx, const struct sim_try *once); /* after each try */
};

struct sim_courier_counts {
    uint64_t sent, failed, retried, dropped, waiting;
};

struct sim_courier;
MUST_CHECK bool sim_courier_start(const struct sim_courier_options *options,
                                  struct sim_courier **out, struct err *e);
void sim_courier_stop(struct sim_courier *c); /* NULL is fine */
struct sim_errand {
    struct str body;
    uint64_t hold, letter; /* 0: nobody waits; no message of the diary is in it */
    bool once;             /* no second try */
};
/* False (counted) when too many wait or memory is refused. */
bool sim_courier_post(struct sim_courier *c, const struct sim_errand *errand);
bool sim_courier_plan(struct sim_courier *c, const struct sim_plan *plan);
void sim_courier_wake(struct sim_courier *c); /* tick sooner than it asked for */
void sim_courier_counts(struct sim_courier *c, struct sim_courier_counts *out);

#endif
