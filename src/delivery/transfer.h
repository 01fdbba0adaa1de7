/* transfer.h - one request to Meta: a reused curl handle and what it needs. Private to delivery.
 * Threads: the sender's. */
#ifndef KANDA_DELIVERY_TRANSFER_H
#define KANDA_DELIVERY_TRANSFER_H

#include "base/arena.h"
#include "base/buf.h"
#include "delivery/retry.h"
#include "store/outbox_store.h"
#include "wa/provider.h"
#include "wa/usage.h"
#include <curl/curl.h>

#define RESPONSE_MAX 65536

struct upload;

struct transfer {
    CURL *easy;
    bool busy;
    bool body_started; /* the library asked for the first byte of the body */
    int64_t outbox_id;
    struct outbox_tries tries;
    int64_t started_ms; /* monotonic */
    struct buf body, response;
    size_t body_at;
    struct upload *upload; /* of its file, before the message itself; else NULL */
};

/* What every request shares; lives as long as the transfers. */
struct graph_target {
    const char *messages_url, *probe_url;
    struct curl_slist *post_headers, *get_headers;
    int64_t timeout_ms, connect_timeout_ms;
    const struct wa_provider *provider; /* at Meta a refusal without its JSON is a stranger's */
};

MUST_CHECK bool transfer_init(struct transfer *t, const struct graph_target *target, struct err *e);
void transfer_finish(struct transfer *t); /* safe on {0} */
/* Builds the body of a leased row, whose content m is, and readies the handle. ERR_INPUT: this row
 * can never be sent. */
MUST_CHECK bool transfer_prepare(struct transfer *t, const struct outbox_lease *lease,
                                 const struct outbound *m, struct err *e);
/* The same for a read receipt (wa/request.h). */
MUST_CHECK bool receipt_prepare(struct transfer *t, struct str wamid, bool typing, struct err *e);
/* The same handle as a harmless GET that only asks whether Meta is there. */
void probe_prepare(struct transfer *t, const struct graph_target *target);
/* What the end of the request means. result is filled for SEND_ANSWERED; views live in arena. */
MUST_CHECK bool transfer_outcome(struct transfer *t, CURLcode code, struct arena *arena,
                                 enum send_outcome *outcome, struct graph_result *result,
                                 struct err *e);
/* A new token: for the requests after this. */
void transfer_authorise(struct transfer *t, const struct graph_target *target);

enum probe_answer {
    PROBE_AWAY,    /* nobody, a broken server, or somebody before it */
    PROBE_REFUSED, /* there, and refuses everything: *code says why */
    PROBE_BLOCKED, /* there, and says itself that the number may not send */
    PROBE_FINE
};
enum probe_answer probe_read(struct transfer *t, const struct graph_target *target, CURLcode result,
                             int64_t *code);
/* What the headers of the answer say of our pace. */
struct transfer_hints {
    int64_t retry_after_ms; /* 0: nothing */
    struct wa_usage usage;
};
void transfer_hints_read(struct transfer *t, struct transfer_hints *out);

#endif
