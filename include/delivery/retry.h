/* retry.h - what follows from the outcome of one request: one table, no I/O.
 * Source: reference "Errors". Threads: pure. */
#ifndef KANDA_DELIVERY_RETRY_H
#define KANDA_DELIVERY_RETRY_H

#include "store/outbox_store.h"
#include "wa/graph_error.h"

enum send_outcome {
    SEND_ANSWERED, /* an HTTP answer came: `result` says what it means */
    SEND_NOT_SENT, /* no byte of the body left: free to try again */
    SEND_UNSURE    /* the body was under way when the connection failed */
};

enum verdict_kind {
    VERDICT_ACCEPTED,
    VERDICT_RETRY,     /* after delay_ms */
    VERDICT_GIVE_BACK, /* all sending stops for delay_ms; this attempt does not count */
    VERDICT_UNSURE,    /* wait for the status webhook */
    VERDICT_FAILED     /* a human looks */
};

struct verdict {
    enum verdict_kind kind;
    int64_t delay_ms;
    bool sane;      /* Meta answered like Meta: it is there */
    bool throttled; /* the global pace was too high */
    bool slow;      /* no templates for a while, and replies slowly */
};

/* Which try of its kind this was, from 1. Of those that never came to Meta and of those that it
 * refused each has its own number, and a code that counts its tries one by itself: an outage uses
 * up none of the three that "something went wrong" has, and 4^x s are not longer for it. */
int retry_nth(enum send_outcome outcome, const struct graph_result *result,
              const struct outbox_tries *tries);
/* nth: retry_nth; random is uniform, for jitter (half to whole of the computed delay). */
struct verdict retry_decide(enum send_outcome outcome, const struct graph_result *result, int nth,
                            uint64_t random);

#endif
