/* graph_get.h - one GET to the Graph API, waited for: for commands, never beside the sender.
 *
 * Threads: the caller's; sender_library_open must have been called. Memory: body is the caller's
 * buffer. */
#ifndef KANDA_DELIVERY_GRAPH_GET_H
#define KANDA_DELIVERY_GRAPH_GET_H

#include "base/buf.h"
#include "wa/provider.h"

struct graph_reply {
    int status;   /* of HTTP */
    int64_t date; /* of the Date header, ms; 0: none that could be read */
};

#define GRAPH_GET_MAX ((size_t)4 << 20)
/* ERR_IO with a sentence that says which step failed (name, connection, TLS, time) and never holds
 * the URL, which may hold a token. Takes at most 15 s; follows no redirect. */
MUST_CHECK bool graph_get(const struct wa_provider *provider, const char *url, const char *token,
                          struct buf *body, struct graph_reply *out, struct err *e);

#endif
