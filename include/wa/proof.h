/* proof.h - how a webhook shows that it comes from whom we expect it from.
 *
 * Meta signs the body (signature.h). A solution provider that passes Meta's webhooks on sends them
 * anew, without a signature, but with headers that were agreed with it: a secret of our own, or
 * basic authentication (RFC 7617). Such a header proves the sender, not the body, so the way from
 * there must be TLS. Which one a provider uses: wa/provider.h.
 *
 * Every comparison takes the same time whatever was sent, its length included.
 * Threads: pure, any thread. */
#ifndef KANDA_WA_PROOF_H
#define KANDA_WA_PROOF_H

#include "wa/signature.h"

enum wa_proof_kind {
    WA_PROOF_SIGNATURE, /* X-Hub-Signature-256 */
    WA_PROOF_HEADER,    /* a header of its own holds a secret */
    WA_PROOF_BASIC      /* Authorization: Basic; a secret is "USER:PASSWORD" */
};

struct wa_proof {
    enum wa_proof_kind kind;
    struct wa_secrets secrets; /* several while rotating: one of them must be right */
    const char *header;        /* HEADER: its name */
};

/* "signature", "header", "basic". False for anything else. */
MUST_CHECK bool wa_proof_kind_parse(struct str word, enum wa_proof_kind *out);
/* The header whose value wa_proof_valid wants. */
const char *wa_proof_header(const struct wa_proof *p);
/* value is empty when there is no such header. An empty secret proves nothing. */
bool wa_proof_valid(const struct wa_proof *p, struct str value, struct str body);

#endif
