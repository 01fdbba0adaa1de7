/* crypto.c - the only door to libsodium. */
#include "base/crypto.h"
#include <sodium.h>
#include <string.h>

#define TOKEN_BITS_MAX 512

static const unsigned char *bytes_of(struct str s)
{
    return (const unsigned char *)s.at;
}

bool crypto_init(struct err *e)
{
    return sodium_init() >= 0 || err_set(e, ERR_INTERNAL, "libsodium cannot start");
}

void sha256(struct str data, uint8_t out[SHA256_SIZE])
{
    (void)crypto_hash_sha256(out, bytes_of(data), data.len);
}

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct sha256), "the state fits");

/* The library's state is kept as bytes, so that its header stays in this file. */
static crypto_hash_sha256_state *state_of(struct sha256 *s)
{
    return (crypto_hash_sha256_state *)(void *)s->state;
}

void sha256_begin(struct sha256 *s)
{
    (void)crypto_hash_sha256_init(state_of(s));
}

void sha256_add(struct sha256 *s, struct str piece)
{
    (void)crypto_hash_sha256_update(state_of(s), bytes_of(piece), piece.len);
}

void sha256_end(struct sha256 *s, uint8_t out[SHA256_SIZE])
{
    (void)crypto_hash_sha256_final(state_of(s), out);
}

void hmac_sha256(struct str key, struct str data, uint8_t out[SHA256_SIZE])
{
    crypto_auth_hmacsha256_state state;
    (void)crypto_auth_hmacsha256_init(&state, bytes_of(key), key.len);
    (void)crypto_auth_hmacsha256_update(&state, bytes_of(data), data.len);
    (void)crypto_auth_hmacsha256_final(&state, out);
    sodium_memzero(&state, sizeof state);
}

bool secret_equal(struct str a, struct str b)
{
    return a.len == b.len && sodium_memcmp(a.at, b.at, a.len) == 0;
}

void secret_wipe(void *at, size_t len)
{
    sodium_memzero(at, len);
}

void hex_encode(const uint8_t *at, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        *out++ = digits[at[i] >> 4];
        *out++ = digits[at[i] & 15];
    }
    *out = '\0';
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool hex_decode(struct str text, uint8_t *out, size_t len)
{
    if (text.len % 2 != 0 || text.len / 2 != len) return false;
    for (size_t i = 0; i < text.len; i++)
        if (hex_value(text.at[i]) < 0) return false;
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)(hex_value(text.at[2 * i]) * 16 + hex_value(text.at[2 * i + 1]));
    return true;
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+') return 62;
    return c == '/' ? 63 : -1;
}

/* Each text has one meaning: the bits that padding leaves over must be zero. */
bool base64_decode(struct str text, uint8_t *out, size_t cap, size_t *len)
{
    if (text.len % 4 != 0) return false;
    size_t digits = text.len;
    while (digits > 0 && text.len - digits < 2 && text.at[digits - 1] == '=')
        digits--;
    size_t whole = digits / 4 * 3 + (digits % 4 ? digits % 4 - 1 : 0);
    if (whole > cap) return false;
    for (size_t i = 0; i < digits; i++)
        if (base64_value(text.at[i]) < 0) return false;
    unsigned unused = digits % 4 == 2 ? 15 : digits % 4 == 3 ? 3 : 0;
    if (digits > 0 && ((unsigned)base64_value(text.at[digits - 1]) & unused) != 0) return false;
    uint32_t bits = 0;
    size_t n = 0;
    for (size_t i = 0; i < digits; i++) {
        bits = bits << 6 | (uint32_t)base64_value(text.at[i]);
        if (i % 4 != 0) out[n++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
    }
    *len = n;
    return true;
}

void random_bytes(void *out, size_t len)
{
    randombytes_buf(out, len);
}

/* Numbers above the last whole multiple of bound are drawn again: a plain remainder would
 * favour the small ones. */
uint64_t random_below(uint64_t bound)
{
    if (bound < 2) return 0;
    uint64_t skip = (0 - bound) % bound, n;
    do
        random_bytes(&n, sizeof n);
    while (n < skip);
    return n % bound;
}

/* Crockford's alphabet: of 0/o and 1/i/l only the digit, and no u. */
bool random_token(unsigned bits, char *out, size_t cap)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    size_t len = ((size_t)bits + 4) / 5;
    uint8_t raw[(TOKEN_BITS_MAX + 4) / 5];
    if (bits == 0 || bits > TOKEN_BITS_MAX || len >= cap) return false;
    random_bytes(raw, len);
    for (size_t i = 0; i < len; i++)
        out[i] = alphabet[raw[i] & 31];
    out[len] = '\0';
    sodium_memzero(raw, sizeof raw);
    return true;
}

_Static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES, "a hash fits");

#define PASSWORD_PASSES 2
#define PASSWORD_MEMORY ((size_t)19 << 20)

const char *const password_of_nobody = "$argon2id$v=19$m=19456,t=2,p=1$t5qGLdFk/"
                                       "EbSXj8zYjiJsA$IHXXEDgh8pXWgL8WPn4l6tivochSddSBHVBitmQdOFs";

bool password_hash(struct str password, char out[PASSWORD_HASH_SIZE], struct err *e)
{
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, password.at, password.len, PASSWORD_PASSES, PASSWORD_MEMORY) != 0)
        return err_set(e, ERR_MEMORY, "no memory for hashing a password");
    memcpy(out, hash, sizeof hash);
    return true;
}

bool password_matches(struct str password, const char *hash)
{
    return hash && crypto_pwhash_str_verify(hash, password.at, password.len) == 0;
}

bool password_is_current(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSWORD_PASSES, PASSWORD_MEMORY) == 0;
}
