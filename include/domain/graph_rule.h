/* graph_rule.h - what each error code of Meta's asks for, as one table.
 *
 * A code comes by three roads, and means the same on each: in the answer to a request
 * (wa/graph_error.h), in statuses[].errors[] of what had been accepted, and in value.errors[] of a
 * webhook. So the table stands here, where wa, store and delivery can read it. Decide on the code,
 * never on the HTTP status alone: all throttles are 400.
 * Source: reference "Errors". Threads: pure. */
#ifndef KANDA_DOMAIN_GRAPH_RULE_H
#define KANDA_DOMAIN_GRAPH_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum graph_class {
    GRAPH_RETRY,          /* R: same request again, back-off and jitter, limited */
    GRAPH_RETRY_SLOW,     /* R slow: minutes */
    GRAPH_PAIR,           /* P: this contact only, 4^attempt seconds */
    GRAPH_WAIT,           /* W: wait for a condition, then again */
    GRAPH_NEVER,          /* N: request or data is wrong; a human looks */
    GRAPH_STOP_USER,      /* U: not for this contact */
    GRAPH_STOP_TEMPLATES, /* S for templates: they stop; replies go on slowly */
    GRAPH_STOP_ALL,       /* S: stop all sending, alarm, keep the queue */
};

struct graph_rule {
    int64_t code, code_to; /* inclusive range */
    enum graph_class class;
    int max_tries;                /* 0: as the class says */
    int64_t wait_ms, wait_max_ms; /* the least pause before the next try, and where its doubling
                                     ends; 0: as the class says */
    const char *meaning;          /* short English sentence of our own */
    const char *alert;            /* what staff are told, in Indonesian; NULL: no alarm by itself */
};

#define GRAPH_NO_CODE (-1) /* nobody gave one; 0 is one of Meta's */

/* The rule for a code; NULL when the table does not know it (then: graph_class_by_http). */
const struct graph_rule *graph_rule(int64_t code);
enum graph_class graph_class_by_http(int http_status);
const char *graph_class_name(enum graph_class class);

/* Token or permission: another token may be the end of it. */
bool graph_blames_token(int64_t code);
/* We are too fast for all, not for one contact (the app's rate, the account's, the number's
 * throughput): the pace goes down. */
bool graph_says_too_fast(int64_t code);

/* What a human does about a reply that failed for good with this code, in Indonesian; never NULL. 0
 * or less: nobody gave one, so that it may have arrived. Also for codes no rule knows. */
const char *graph_advice(int64_t code);

/* A code that allows only so many tries, or asks for longer pauses from one to the next: what other
 * troubles a request had before is not counted. */
bool graph_counts_tries(int64_t code);

/* Every rule, for tests and documentation. */
const struct graph_rule *graph_rules(size_t *count);

/* Whether a request that was refused for the nth time (from 1) is made again, and after how long.
 * class is the rule's, or that of the HTTP status. random is uniform, for jitter. *pause_ms is
 * untouched when not. */
bool graph_again(int64_t code, enum graph_class class, int nth, uint64_t random, int64_t *pause_ms);
/* The same for a message that was accepted and whose status then said, for the nth time, that it
 * did not arrive. Each such round costs Meta and us a whole message, so there are six at most and
 * the pauses are long. */
bool graph_again_undelivered(int64_t code, int nth, uint64_t random, int64_t *pause_ms);

#endif
