/* graph_error.h - what Meta's answers mean, as one table by error code.
 *
 * Source: reference "Errors". Decide on the code, never on the HTTP status alone: all throttles
 * are 400. Threads: pure. */
#ifndef KANDA_WA_GRAPH_ERROR_H
#define KANDA_WA_GRAPH_ERROR_H

#include "base/arena.h"

enum graph_class {
    GRAPH_RETRY,      /* R: same request again, back-off and jitter, limited */
    GRAPH_RETRY_SLOW, /* R slow: minutes */
    GRAPH_PAIR,       /* P: this contact only, 4^attempt seconds */
    GRAPH_WAIT,       /* W: wait for a condition, then again */
    GRAPH_NEVER,      /* N: request or data is wrong; a human looks */
    GRAPH_STOP_USER,  /* U: not for this contact */
    GRAPH_STOP_ALL,   /* S: stop all sending, alarm, keep the queue */
};

struct graph_rule {
    int64_t code, code_to; /* inclusive range */
    enum graph_class class;
    int max_tries;       /* 0: as the class says */
    const char *meaning; /* short English sentence of our own */
};

/* The rule for a code; NULL when the table does not know it (then: graph_class_by_http). */
const struct graph_rule *graph_rule(int64_t code);
enum graph_class graph_class_by_http(int http_status);
const char *graph_class_name(enum graph_class class);

/* Every rule, for tests and documentation. */
const struct graph_rule *graph_rules(size_t *count);

enum graph_answer {
    GRAPH_ACCEPTED, /* 200 with messages[0].id */
    GRAPH_REFUSED,  /* an error JSON, whatever the HTTP status: certainly not sent */
    GRAPH_UNSURE    /* 5xx or 200 without the JSON we know: may have been sent */
};

struct graph_result {
    enum graph_answer answer;
    int http_status;
    struct str wamid;                /* ACCEPTED */
    struct str message_status;       /* templates: accepted, held_for_quality_assessment, paused */
    int64_t code;                    /* REFUSED: error.code */
    enum graph_class class;          /* REFUSED */
    struct str title, detail, trace; /* REFUSED: message, error_data.details, fbtrace_id */
};

/* A 4xx without the error JSON is REFUSED with code 0 and the class of the HTTP status.
 * Fails with ERR_MEMORY / ERR_LIMIT only. Views live in the arena. */
MUST_CHECK bool graph_result_parse(int http_status, struct str body, struct arena *arena,
                                   struct graph_result *out, struct err *e);

#endif
