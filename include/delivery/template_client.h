/* template_client.h - Meta's list of templates over HTTP, one request after the other.
 *
 * Threads: a client belongs to the thread that uses it; sender_library_open comes first. Each call
 * blocks, at most timeout_ms for each request. Memory: results live in the arena passed in. */
#ifndef KANDA_DELIVERY_TEMPLATE_CLIENT_H
#define KANDA_DELIVERY_TEMPLATE_CLIENT_H

#include "delivery/access_token.h"
#include "domain/template.h"
#include "wa/provider.h"

struct template_client_options {
    const char *graph_url, *api_version, *business_account_id; /* borrowed */
    struct access_token token; /* as it is when the client is opened, and anew once refused */
    const struct wa_provider *provider; /* borrowed; NULL: Meta */
    int64_t timeout_ms;                 /* 0: 15 s */
    const _Atomic bool *cancel;         /* set: the call ends within a second; NULL: never */
};

struct template_client;
/* ERR_INPUT when the token is empty, or business_account_id and the provider needs it. */
MUST_CHECK bool template_client_open(const struct template_client_options *options,
                                     struct template_client **out, struct err *e);
void template_client_close(struct template_client *c); /* NULL is fine */

/* Every page of Meta's list; *out has *count. ERR_BUSY when Meta does not answer or says try later,
 * ERR_DENIED when it refuses, ERR_INPUT when its answer makes no sense. */
MUST_CHECK bool template_client_list(struct template_client *c, struct arena *arena,
                                     struct template_listed **out, size_t *count, struct err *e);
/* Submits one; *state is what Meta says at once, mostly pending. Errors as above: the sentence
 * holds Meta's reason. */
MUST_CHECK bool template_client_submit(struct template_client *c, const struct message_template *m,
                                       enum template_state *state, struct err *e);

#endif
