/* play.h - plays a script against a running kanda and reads the answers from the simulator.
 *
 * Threads: one owner. */
#ifndef KANDA_SIM_PLAY_H
#define KANDA_SIM_PLAY_H

#include "base/clock.h"
#include "script.h"
#include "target.h"
#include <stdio.h>

struct sim_play_result {
    size_t said, heard, met; /* messages sent, replies read, expectations met */
};

struct sim_play_wish {
    const char *token;      /* of the staff API, for what asks the desk; NULL: none */
    FILE *out;              /* the chat is printed to it */
    struct buf *transcript; /* what was read, and what came of it, as transcript.h has it; NULL: not
                               wanted. Without a token it has no tickets */
};

/* ERR_CONFLICT when an expectation is not met or a message is not taken with 200; the sentence says
 * which step. */
MUST_CHECK bool sim_play_run(const struct sim_script *script, const struct sim_target *target,
                             struct sim_caller *caller, struct clock clock,
                             const struct sim_play_wish *wish, struct sim_play_result *result,
                             struct err *e);

#endif
