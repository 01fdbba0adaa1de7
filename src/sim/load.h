/* load.h - the engine of `kanda-sim load`: many signed webhooks over many connections.
 *
 * Open loop: request i is meant to leave at i / rate, and its latency counts from that moment even
 * when no connection was free, so a server that stalls cannot hide it. Rate 0 is a closed loop.
 * Bodies come from a read callback that cannot rewind: otherwise curl would send a body a second
 * time by itself when a connection dies, and the counts would be wrong.
 *
 * Threads: runs on the caller's. SIGINT and SIGTERM end it early; they and SIGALRM are blocked
 * meanwhile, and every other thread of the process must have them blocked too. */
#ifndef KANDA_SIM_LOAD_H
#define KANDA_SIM_LOAD_H

#include "base/clock.h"
#include "basics.h"
#include "tally.h"
#include "target.h"

#define SIM_CONNECTIONS_MAX 900
#define SIM_BATCH_MAX       1000

struct sim_load_settings {
    int64_t rate, seconds, connections, citizens, batch, seed;
    double repeat, wrong_signature;
};

struct sim_load_result {
    uint64_t requests, ok, busy, denied, other, no_answer, unsent;
    uint64_t messages;        /* new ones in requests that were answered 200 */
    uint64_t repeats;         /* requests that sent an earlier body again */
    uint64_t forged;          /* requests with a wrong signature */
    uint64_t us;              /* from the first request to the last answer */
    struct sim_tally latency; /* of everything that was answered */
};

MUST_CHECK bool sim_load_run(const struct sim_load_settings *settings,
                             const struct sim_target *target, struct clock clock,
                             struct sim_load_result *out, struct err *e);

#endif
