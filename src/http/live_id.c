/* live_id.c - ids of live events that tell nothing: nonce, the hidden number, what proves both. */
#include "live_stream.h"

#define PART 8 /* bytes of each of the three */
#define ALL  (3 * PART)

static void keyed(const struct live *l, const uint8_t *at, size_t len, uint8_t out[SHA256_SIZE])
{
    hmac_sha256((struct str){ (const char *)l->key, sizeof l->key },
                (struct str){ (const char *)at, len }, out);
}

/* The other way round it is the same. */
static void hide(const struct live *l, const uint8_t nonce[PART], uint8_t number[PART])
{
    uint8_t mask[SHA256_SIZE];
    keyed(l, nonce, PART, mask);
    for (size_t i = 0; i < PART; i++)
        number[i] ^= mask[i];
}

void live_id_write(const struct live *l, int64_t event_id, char out[LIVE_ID_SIZE])
{
    uint8_t token[ALL], proof[SHA256_SIZE];
    random_bytes(token, PART);
    for (size_t i = 0; i < PART; i++)
        token[PART + i] = (uint8_t)((uint64_t)event_id >> (8 * i));
    hide(l, token, token + PART);
    keyed(l, token, 2 * PART, proof);
    for (size_t i = 0; i < PART; i++)
        token[2 * PART + i] = proof[i];
    hex_encode(token, sizeof token, out);
}

bool live_id_read(const struct live *l, struct str text, int64_t *event_id)
{
    uint8_t token[ALL], proof[SHA256_SIZE];
    uint64_t number = 0;
    if (!hex_decode(text, token, sizeof token)) return false;
    keyed(l, token, 2 * PART, proof);
    if (!secret_equal((struct str){ (const char *)token + 2 * PART, PART },
                      (struct str){ (const char *)proof, PART }))
        return false;
    hide(l, token, token + PART);
    for (size_t i = 0; i < PART; i++)
        number |= (uint64_t)token[PART + i] << (8 * i);
    *event_id = (int64_t)number;
    return true;
}
