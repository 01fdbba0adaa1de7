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

/* token: of the staff API, for steps that ask the desk; NULL: none. Prints the chat to out.
 * ERR_CONFLICT when an expectation is not met or a message is not taken with 200; the sentence says
 * which step. */
MUST_CHECK bool sim_play_run(const struct sim_script *script, const struct sim_target *target,
                             struct sim_caller *caller, struct clock clock, const char *token,
                             FILE *out, struct sim_play_result *result, struct err *e);

#endif
