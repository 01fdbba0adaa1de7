/* crypto.h - hashes, signatures, secrets and randomness; the only door to libsodium.
 *
 * Call crypto_init once before any thread starts. Everything else is pure or reads the
 * kernel's random source; any thread. */
#ifndef KANDA_BASE_CRYPTO_H
#define KANDA_BASE_CRYPTO_H

#include "base/str.h"

#define SHA256_SIZE 32

MUST_CHECK bool crypto_init(struct err *e);

void sha256(struct str data, uint8_t out[SHA256_SIZE]);
/* The same, piece by piece: begin, any number of adds, end. */
struct sha256 {
    _Alignas(8) unsigned char state[128];
};
void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, struct str piece);
void sha256_end(struct sha256 *s, uint8_t out[SHA256_SIZE]);
void hmac_sha256(struct str key, struct str data, uint8_t out[SHA256_SIZE]); /* RFC 2104, any key */

/* Looks at every byte even after a difference; false when the lengths differ (the length of
 * a secret is not secret here). */
bool secret_equal(struct str a, struct str b);
void secret_wipe(void *at, size_t len); /* not optimised away */

/* Lower-case hex of len bytes into out (2 * len + 1 bytes, NUL-terminated). */
void hex_encode(const uint8_t *at, size_t len, char *out);
/* Either case; the text must be exactly 2 * len digits. */
MUST_CHECK bool hex_decode(struct str text, uint8_t *out, size_t len);
/* Standard alphabet with padding; *len is set to what was written. */
MUST_CHECK bool base64_decode(struct str text, uint8_t *out, size_t cap, size_t *len);

void random_bytes(void *out, size_t len);
uint64_t random_below(uint64_t bound); /* uniform in [0, bound); bound 0 gives 0 */
/* A URL-safe secret of `bits` bits (at most 512; 256 for tokens) as lower-case base32 without
 * look-alikes, NUL-terminated; cap must hold bits / 5 + 2 bytes. */
MUST_CHECK bool random_token(unsigned bits, char *out, size_t cap);

#define PASSWORD_HASH_SIZE 128
/* argon2id with 19 MiB and two passes (the OWASP Password Storage Cheat Sheet's first choice for
 * little memory), tens of milliseconds: never at the door or on the writer, one at a time. */
MUST_CHECK bool password_hash(struct str password, char out[PASSWORD_HASH_SIZE], struct err *e);
/* Costs what the hash says that it costs. NULL or no hash: false at once. */
bool password_matches(struct str password, const char *hash);
/* Made at today's cost; else the password is to be hashed again when it is known. */
bool password_is_current(const char *hash);
/* A hash of today's cost whose password nobody knows: looking for an account that does not exist
 * takes as long as a wrong password. */
extern const char *const password_of_nobody;

#endif
