/* signature.c - proof that a webhook request comes from Meta. */
#include "wa/signature.h"
#include "base/crypto.h"
#include <string.h>

#define PREFIX "sha256="

_Static_assert(WA_SIGNATURE_SIZE >= sizeof PREFIX + (size_t)2 * SHA256_SIZE,
               "the prefix, two hex digits for each byte and a NUL");

static struct str bytes_view(const uint8_t at[SHA256_SIZE])
{
    return (struct str){ (const char *)at, SHA256_SIZE };
}

bool wa_signature_valid(const struct wa_secrets *secrets, struct str header, struct str body)
{
    uint8_t given[SHA256_SIZE];
    if (!str_starts(header, STR(PREFIX))) return false;
    if (!hex_decode(str_slice(header, sizeof PREFIX - 1, header.len), given, sizeof given))
        return false;
    bool valid = false;
    for (size_t i = 0; i < secrets->count && i < WA_SECRETS_MAX; i++) {
        /* Anybody can compute the HMAC under an empty key. */
        if (secrets->secret[i].len == 0) continue;
        uint8_t expected[SHA256_SIZE];
        hmac_sha256(secrets->secret[i], body, expected);
        valid |= secret_equal(bytes_view(given), bytes_view(expected));
    }
    return valid;
}

void wa_signature_make(struct str secret, struct str body, char out[WA_SIGNATURE_SIZE])
{
    uint8_t digest[SHA256_SIZE];
    hmac_sha256(secret, body, digest);
    memcpy(out, PREFIX, sizeof PREFIX - 1);
    hex_encode(digest, sizeof digest, out + sizeof PREFIX - 1);
}

bool wa_handshake_valid(struct str mode, struct str token, struct str challenge,
                        struct str our_token)
{
    return str_equal(mode, STR("subscribe")) && our_token.len > 0 &&
           secret_equal(token, our_token) && challenge.len > 0 && challenge.len <= WA_CHALLENGE_MAX;
}
