/* graph_error.h - what an answer of Meta's says; what its code asks for: domain/graph_rule.h.
 *
 * Source: reference "Errors". Threads: pure. */
#ifndef KANDA_WA_GRAPH_ERROR_H
#define KANDA_WA_GRAPH_ERROR_H

#include "base/arena.h"
#include "domain/graph_rule.h"

enum graph_answer {
    GRAPH_ACCEPTED, /* 200 with messages[0].id */
    GRAPH_REFUSED,  /* an error JSON, whatever the HTTP status: certainly not sent */
    GRAPH_STRANGER, /* 4xx without it: somebody before Meta said no, so it was not sent either */
    GRAPH_UNSURE    /* 5xx or 200 without the JSON we know: may have been sent */
};

struct graph_result {
    enum graph_answer answer;
    int http_status;
    struct str wamid;                /* ACCEPTED */
    struct str message_status;       /* templates: accepted, held_for_quality_assessment, paused */
    int64_t code;                    /* REFUSED: error.code; 0 is one of Meta's */
    enum graph_class class;          /* REFUSED, STRANGER */
    struct str title, detail, trace; /* REFUSED: message, error_data.details, fbtrace_id */
};

/* What a STRANGER says (a proxy's page) is no word of Meta's about the message, the token or the
 * account, whatever its status: it is tried again. Fails with ERR_MEMORY / ERR_LIMIT only. Views
 * live in the arena. */
MUST_CHECK bool graph_result_parse(int http_status, struct str body, struct arena *arena,
                                   struct graph_result *out, struct err *e);

#endif
