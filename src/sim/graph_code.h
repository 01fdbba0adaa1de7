/* graph_code.h - how Meta says no: the error JSON, and the HTTP status and title of each code.
 *
 * Sources: reference "Errors". Threads: pure. */
#ifndef KANDA_SIM_GRAPH_CODE_H
#define KANDA_SIM_GRAPH_CODE_H

#include "base/buf.h"

struct graph_code {
    int64_t code;
    int http;
    const char *title; /* in our own words; Meta changes its titles */
};

/* Why a request is refused; details is what a developer reads. */
struct refusal {
    int64_t code;
    char details[240];
};

const struct graph_code *sim_code_find(int64_t code); /* NULL: unknown to the table */
int sim_code_http(int64_t code);                      /* 400 for an unknown one */

/* Always false, so that a refusing line reads `return sim_refuse(why, 131009, "...");`. */
__attribute__((format(printf, 3, 4))) bool sim_refuse(struct refusal *why, int64_t code,
                                                      const char *fmt, ...);

/* Appends {"error":{...}} as Graph sends it. */
void sim_error_add(struct buf *out, const struct refusal *why, const char *trace);

#endif
