/* target.h - which kanda `play` and `load` write to: from options, or from a running simulator.
 *
 * Threads: pure but for the request. */
#ifndef KANDA_SIM_TARGET_H
#define KANDA_SIM_TARGET_H

#include "caller.h"
#include "notice.h"

struct sim_target_options {
    const char *webhook, *app_secret, *phone_number_id; /* NULL: ask the simulator */
    const char *graph;                                  /* NULL: the default address */
};

struct sim_target {
    char webhook[512], secret[256], number[128], account[128], display[64], graph[256];
};

#define SIM_GRAPH_DEFAULT "http://127.0.0.1:8090"

/* ERR_DENIED for an address that is not on this machine, ERR_IO when the simulator is needed and
 * does not answer. */
MUST_CHECK bool sim_target_find(const struct sim_target_options *options, struct sim_caller *caller,
                                struct sim_target *out, struct err *e);
struct sim_line sim_target_line(const struct sim_target *target);
/* The command's exit code for this failure: 2 for a mistake of the caller, 1 otherwise. */
int sim_target_exit(const struct err *e);

#endif
