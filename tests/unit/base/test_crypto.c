/* test_crypto.c - published vectors, encodings, secrets, randomness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/crypto.h"
#include <cmocka.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static int start(void **state)
{
    (void)state;
    struct err e;
    return crypto_init(&e) && crypto_init(&e) ? 0 : -1;
}

static void test_sha256(void **state)
{
    static const struct {
        const char *text, *hex;
    } rows[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t hash[SHA256_SIZE];
        char hex[2 * SHA256_SIZE + 1];
        sha256(str_of(rows[i].text), hash);
        hex_encode(hash, sizeof hash, hex);
        assert_string_equal(hex, rows[i].hex);
    }
}

static void test_sha256_in_pieces(void **state)
{
    static const size_t pieces[] = { 1, 7, 63, 64, 65, 200 };
    char text[200];
    uint8_t whole[SHA256_SIZE], pieced[SHA256_SIZE];
    (void)state;
    memset(text, 'x', sizeof text);
    sha256((struct str){ text, sizeof text }, whole);
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct sha256 s;
        sha256_begin(&s);
        for (size_t at = 0; at < sizeof text; at += pieces[i])
            sha256_add(&s, str_slice((struct str){ text, sizeof text }, at, at + pieces[i]));
        sha256_end(&s, pieced);
        assert_memory_equal(pieced, whole, sizeof whole);
    }
}

/* RFC 4231, test cases 1, 2, 6 and 7. */
static void test_hmac_sha256(void **state)
{
    char long_key[131], short_key[20];
    memset(long_key, 0xaa, sizeof long_key);
    memset(short_key, 0x0b, sizeof short_key);
    const struct {
        const char *rule;
        struct str key, data;
        const char *hex;
    } rows[] = {
        { "twenty bytes of key",
          { short_key, sizeof short_key },
          STR("Hi There"),
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        { "a short key", STR("Jefe"), STR("what do ya want for nothing?"),
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843" },
        { "a key longer than a block",
          { long_key, sizeof long_key },
          STR("Test Using Larger Than Block-Size Key - Hash Key First"),
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54" },
        { "key and data longer than a block",
          { long_key, sizeof long_key },
          STR("This is a test using a larger than block-size key and a larger than block-size "
              "data. The key needs to be hashed before being used by the HMAC algorithm."),
          "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2" },
        { "nothing with nothing", STR_EMPTY, STR_EMPTY,
          "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t mac[SHA256_SIZE];
        char hex[2 * SHA256_SIZE + 1];
        hmac_sha256(rows[i].key, rows[i].data, mac);
        hex_encode(mac, sizeof mac, hex);
        if (strcmp(hex, rows[i].hex) != 0) fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

static void test_secret_equal(void **state)
{
    (void)state;
    assert_true(secret_equal(STR("token"), STR("token")));
    assert_true(secret_equal(STR_EMPTY, STR_EMPTY));
    assert_false(secret_equal(STR("token"), STR("Token")));
    assert_false(secret_equal(STR("token"), STR("tokeN")));
    assert_false(secret_equal(STR("token"), STR("toke")));
    assert_false(secret_equal(STR("token"), STR_EMPTY));
    char secret[] = "token";
    secret_wipe(secret, sizeof secret);
    assert_memory_equal(secret, "\0\0\0\0\0", sizeof secret);
}

static void test_hex(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
    } rows[] = {
        { "small letters", "00ff7e", true },
        { "capital letters", "00FF7E", true },
        { "both", "00Ff7e", true },
        { "a digit short", "00ff7", false },
        { "a byte short", "00ff", false },
        { "a byte too many", "00ff7e00", false },
        { "a letter that is none", "00fg7e", false },
        { "a prefix", "0x00ff", false },
        { "a blank", "00ff7 ", false },
        { "empty", "", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t out[3] = { 1, 2, 3 };
        bool ok = hex_decode(str_of(rows[i].text), out, sizeof out);
        const uint8_t *want =
            ok ? (const uint8_t[]){ 0x00, 0xff, 0x7e } : (const uint8_t[]){ 1, 2, 3 };
        if (ok != rows[i].ok || memcmp(out, want, sizeof out) != 0)
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
    uint8_t none[1];
    assert_true(hex_decode(STR_EMPTY, none, 0));
    assert_false(hex_decode(STR_EMPTY, none, SIZE_MAX / 2 + 1));
    char hex[3] = "xx";
    hex_encode(none, 0, hex);
    assert_string_equal(hex, "");
}

static void test_base64(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
        const char *want;
    } rows[] = {
        { "nothing", "", true, "" },
        { "one byte", "Zg==", true, "f" },
        { "two bytes", "Zm8=", true, "fo" },
        { "three bytes", "Zm9v", true, "foo" },
        { "six bytes", "Zm9vYmFy", true, "foobar" },
        { "plus and slash", "+/+/", true, "\xfb\xff\xbf" },
        { "no padding", "Zg", false, "" },
        { "half of the padding", "Zg=", false, "" },
        { "too much padding", "Z===", false, "" },
        { "only padding", "====", false, "" },
        { "padding in the middle", "Zg==Zg==", false, "" },
        { "bits left over", "Zh==", false, "" },
        { "more bits left over", "Zm9=", false, "" },
        { "the URL alphabet", "-_-_", false, "" },
        { "a line end", "Zm9v\n", false, "" },
        { "a blank", "Zm 9", false, "" },
        { "more than there is room for", "Zm9vYmFyYQ==", false, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint8_t out[6] = "-----";
        size_t len = 77;
        bool ok = base64_decode(str_of(rows[i].text), out, sizeof out, &len);
        bool right = ok == rows[i].ok && len == (ok ? strlen(rows[i].want) : 77) &&
                     memcmp(out, ok ? rows[i].want : "-----", ok ? len : sizeof out) == 0;
        if (!right) fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

static void test_random(void **state)
{
    (void)state;
    uint8_t a[32] = { 0 }, b[32] = { 0 };
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    assert_int_equal(random_below(0), 0);
    assert_int_equal(random_below(1), 0);
    unsigned seen = 0;
    for (int i = 0; i < 2000; i++) {
        uint64_t n = random_below(6);
        assert_in_range(n, 0, 5);
        seen |= 1u << n;
        assert_true(random_below((UINT64_C(1) << 63) + 1) <= UINT64_C(1) << 63);
    }
    assert_int_equal(seen, 63);
    bool high = false;
    for (int i = 0; i < 200; i++)
        high = high || random_below(UINT64_MAX) >> 63;
    assert_true(high);
}

static void test_token(void **state)
{
    (void)state;
    char a[64], b[64];
    assert_true(random_token(256, a, sizeof a));
    assert_true(random_token(256, b, sizeof b));
    assert_int_equal(strlen(a), 52);
    assert_int_equal(strspn(a, "0123456789abcdefghjkmnpqrstvwxyz"), 52);
    assert_string_not_equal(a, b);
    char exact[256 / 5 + 2];
    assert_true(random_token(256, exact, sizeof exact));
    assert_false(random_token(256, exact, sizeof exact - 1));
    char most[512 / 5 + 2];
    assert_true(random_token(512, most, sizeof most));
    assert_int_equal(strlen(most), 103);
    assert_false(random_token(513, most, sizeof most));
    assert_false(random_token(0, most, sizeof most));
    assert_false(random_token(5, most, 0));
    char seen[33] = "";
    size_t kinds = 0;
    for (int i = 0; i < 40; i++) {
        assert_true(random_token(500, most, sizeof most));
        for (const char *c = most; *c; c++)
            if (!strchr(seen, *c)) seen[kinds++] = *c;
    }
    assert_int_equal(kinds, 32);
}

static void test_password(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE];
    struct err e;
    assert_true(password_hash(STR("rahasia\0dua"), hash, &e));
    assert_true(password_hash(STR("rahasia\0dua"), other, &e));
    assert_string_not_equal(hash, other);
    assert_memory_equal(hash, "$argon2id$", 10);
    assert_true(strlen(hash) < PASSWORD_HASH_SIZE);
    assert_true(password_matches(STR("rahasia\0dua"), hash));
    assert_false(password_matches(STR("rahasia\0tiga"), hash));
    assert_false(password_matches(STR("rahasia"), hash));
    assert_false(password_matches(STR_EMPTY, hash));
    assert_false(password_matches(STR("rahasia"), ""));
    assert_false(password_matches(STR("rahasia"), "rahasia"));
    assert_false(password_matches(STR("rahasia"), "$argon2id$"));
    assert_false(password_matches(STR("rahasia"), NULL));
    assert_true(password_is_current(hash));
    assert_false(password_is_current("$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"
                                     "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g"));
    assert_false(password_is_current("rahasia"));
    /* as dear as a real one, else names could be guessed by the clock */
    assert_true(password_is_current(password_of_nobody));
    assert_false(password_matches(STR("rahasia"), password_of_nobody));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256),      cmocka_unit_test(test_sha256_in_pieces),
        cmocka_unit_test(test_hmac_sha256), cmocka_unit_test(test_secret_equal),
        cmocka_unit_test(test_hex),         cmocka_unit_test(test_base64),
        cmocka_unit_test(test_random),      cmocka_unit_test(test_token),
        cmocka_unit_test(test_password),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
