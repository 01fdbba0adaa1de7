/* signature.h - who may write to the webhook: Meta, proven over the raw bytes.
 *
 * Sources: reference "Verification handshake (GET)" and "Delivery (POST) and signature".
 * Threads: pure, any thread. */
#ifndef KANDA_WA_SIGNATURE_H
#define KANDA_WA_SIGNATURE_H

#include "base/str.h"

#define WA_SECRETS_MAX 4

struct wa_secrets {
    struct str secret[WA_SECRETS_MAX]; /* app secrets; several while rotating */
    size_t count;
};

/* header is the value of X-Hub-Signature-256 ("sha256=" and 64 hex digits of either case).
 * True when it is the HMAC-SHA256 of body under one of the secrets. Constant time in the
 * secret's comparison. Missing, malformed or wrong: false. No secret: always false. */
bool wa_signature_valid(const struct wa_secrets *secrets, struct str header, struct str body);

/* Writes "sha256=<hex>" (72 bytes with NUL) for a body: what Meta would send. */
#define WA_SIGNATURE_SIZE 72
void wa_signature_make(struct str secret, struct str body, char out[WA_SIGNATURE_SIZE]);

/* The GET handshake: mode must be "subscribe", token must equal ours (constant time; an empty
 * configured token never matches) and the challenge must be 1..WA_CHALLENGE_MAX bytes. */
#define WA_CHALLENGE_MAX 256
bool wa_handshake_valid(struct str mode, struct str token, struct str challenge,
                        struct str our_token);

#endif
