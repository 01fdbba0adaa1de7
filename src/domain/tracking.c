/* tracking.c - ten bytes of a keyed hash, written in sixteen letters and digits. */
#include "domain/tracking.h"
#include <stdio.h>

#define KEY_LETTERS (TRACKING_KEY_SIZE - 1)

void tracking_key(const uint8_t secret[SHA256_SIZE], int64_t ticket_id, char out[TRACKING_KEY_SIZE])
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    uint8_t digest[SHA256_SIZE];
    char text[40];
    (void)snprintf(text, sizeof text, "ticket %lld", (long long)ticket_id);
    hmac_sha256((struct str){ (const char *)secret, SHA256_SIZE }, str_of(text), digest);
    for (size_t i = 0; i < KEY_LETTERS; i++) {
        size_t bit = i * 5, byte = bit / 8;
        unsigned pair = (unsigned)digest[byte] << 8 | digest[byte + 1];
        out[i] = letters[pair >> (11 - bit % 8) & 31u];
    }
    out[KEY_LETTERS] = '\0';
}

bool tracking_key_fits(const uint8_t secret[SHA256_SIZE], int64_t ticket_id, struct str key)
{
    char want[TRACKING_KEY_SIZE], lower[TRACKING_KEY_SIZE] = "";
    tracking_key(secret, ticket_id, want);
    for (size_t i = 0; i < KEY_LETTERS && i < key.len; i++)
        lower[i] = (char)(key.at[i] >= 'A' && key.at[i] <= 'Z' ? key.at[i] + 32 : key.at[i]);
    bool same = secret_equal((struct str){ lower, KEY_LETTERS }, (struct str){ want, KEY_LETTERS });
    secret_wipe(want, sizeof want);
    return same && key.len == KEY_LETTERS;
}
