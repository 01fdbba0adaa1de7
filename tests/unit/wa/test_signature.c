/* test_signature.c - who may write to the webhook. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/crypto.h"
#include "wa/signature.h"
#include <cmocka.h>
#include <string.h>

#define EMPTY_BODY "{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
#define EMPTY_HMAC "97b6fb6a73ccc9aced89da4284f3e9d0401a9fd178a76d1c64907e5bd84c6bb6"
#define TEXT_BODY                                                                                  \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","            \
    "\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"messages\":[{\"type\":"         \
    "\"text\",\"text\":{\"body\":\"Jalan rusak di Kraksaan \\u2014 tolong \\ud83d\\ude4f\"}}]},"   \
    "\"field\":\"messages\"}]}]}"
#define TEXT_HMAC  "d34d1c3ca6205924b73252543ffc3f7a01394e79bc3b60408f9f92edccbf5cd9"
#define UPPER_HMAC "97B6FB6A73CCC9ACED89DA4284F3E9D0401A9FD178A76D1C64907E5BD84C6BB6"
#define OURS       "contoh-app-secret"

static void test_signature(void **state)
{
    static const struct {
        const char *rule, *secret, *second, *header, *body;
        bool valid;
    } rows[] = {
        { "an empty delivery, signed", OURS, NULL, "sha256=" EMPTY_HMAC, EMPTY_BODY, true },
        { "escaped letters and emoji", OURS, NULL, "sha256=" TEXT_HMAC, TEXT_BODY, true },
        { "upper-case hex is right too", OURS, NULL, "sha256=" UPPER_HMAC, EMPTY_BODY, true },
        { "the new one of two secrets", "old", OURS, "sha256=" EMPTY_HMAC, EMPTY_BODY, true },
        { "the old one of two secrets", OURS, "new", "sha256=" EMPTY_HMAC, EMPTY_BODY, true },
        { "neither of two secrets", "old", "new", "sha256=" EMPTY_HMAC, EMPTY_BODY, false },
        { "another body's signature", OURS, NULL, "sha256=" TEXT_HMAC, EMPTY_BODY, false },
        { "a body with a newline more", OURS, NULL, "sha256=" EMPTY_HMAC, EMPTY_BODY "\n", false },
        { "no header", OURS, NULL, "", EMPTY_BODY, false },
        { "only the prefix", OURS, NULL, "sha256=", EMPTY_BODY, false },
        { "one digit short", OURS, NULL,
          "sha256=7b6fb6a73ccc9aced89da4284f3e9d0401a9fd178a76d1c6490"
          "7e5bd84c6bb6",
          EMPTY_BODY, false },
        { "one digit long", OURS, NULL, "sha256=" EMPTY_HMAC "0", EMPTY_BODY, false },
        { "no prefix", OURS, NULL, EMPTY_HMAC, EMPTY_BODY, false },
        { "the prefix of the old header", OURS, NULL, "sha1=" EMPTY_HMAC, EMPTY_BODY, false },
        { "a prefix of the same length", OURS, NULL, "sha512=" EMPTY_HMAC, EMPTY_BODY, false },
        { "a letter that is no hex", OURS, NULL,
          "sha256=g7b6fb6a73ccc9aced89da4284f3e9d0401a9fd178"
          "a76d1c64907e5bd84c6bb6",
          EMPTY_BODY, false },
        { "no secret at all", NULL, NULL, "sha256=" EMPTY_HMAC, EMPTY_BODY, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wa_secrets secrets = { .secret = { str_of(rows[i].secret), str_of(rows[i].second) },
                                      .count = rows[i].second   ? 2
                                               : rows[i].secret ? 1
                                                                : 0 };
        if (wa_signature_valid(&secrets, str_of(rows[i].header), str_of(rows[i].body)) !=
            rows[i].valid)
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

/* Anybody could sign with it: a secret that was left empty must never open the door. */
static void test_empty_secret_never_matches(void **state)
{
    char header[WA_SIGNATURE_SIZE];
    (void)state;
    wa_signature_make(STR_EMPTY, STR(EMPTY_BODY), header);
    struct wa_secrets secrets = { .secret = { STR_EMPTY, STR(OURS) }, .count = 2 };
    assert_false(wa_signature_valid(&secrets, str_of(header), STR(EMPTY_BODY)));
    wa_signature_make(STR(OURS), STR(EMPTY_BODY), header);
    assert_true(wa_signature_valid(&secrets, str_of(header), STR(EMPTY_BODY)));
}

static void test_make_is_what_meta_sends(void **state)
{
    char header[WA_SIGNATURE_SIZE];
    (void)state;
    wa_signature_make(STR(OURS), STR(TEXT_BODY), header);
    assert_string_equal(header, "sha256=" TEXT_HMAC);
    assert_int_equal(sizeof TEXT_BODY - 1, 245);
}

static void test_handshake(void **state)
{
    static const struct {
        const char *rule, *mode, *token, *challenge, *ours;
        bool valid;
    } rows[] = {
        { "what Meta sends", "subscribe", "rahasia", "1158200000", "rahasia", true },
        { "the challenge is opaque text", "subscribe", "rahasia", "<b>&%", "rahasia", true },
        { "a wrong token", "subscribe", "rahasiA", "1158200000", "rahasia", false },
        { "a token that begins like ours", "subscribe", "rahasi", "1", "rahasia", false },
        { "no token", "subscribe", "", "1158200000", "rahasia", false },
        { "another mode", "unsubscribe", "rahasia", "1158200000", "rahasia", false },
        { "no mode", "", "rahasia", "1158200000", "rahasia", false },
        { "no challenge", "subscribe", "rahasia", "", "rahasia", false },
        { "a token that was never set matches nothing", "subscribe", "", "1", "", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (wa_handshake_valid(str_of(rows[i].mode), str_of(rows[i].token),
                               str_of(rows[i].challenge), str_of(rows[i].ours)) != rows[i].valid)
            fail_msg("row %zu: %s", i, rows[i].rule);
}

static void test_handshake_bounds_the_challenge(void **state)
{
    char challenge[WA_CHALLENGE_MAX + 1];
    (void)state;
    memset(challenge, '7', sizeof challenge);
    assert_true(wa_handshake_valid(STR("subscribe"), STR("t"),
                                   (struct str){ challenge, WA_CHALLENGE_MAX }, STR("t")));
    assert_false(wa_handshake_valid(STR("subscribe"), STR("t"),
                                    (struct str){ challenge, WA_CHALLENGE_MAX + 1 }, STR("t")));
}

static int set_up(void **state)
{
    struct err e;
    (void)state;
    return crypto_init(&e) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signature),
        cmocka_unit_test(test_empty_secret_never_matches),
        cmocka_unit_test(test_make_is_what_meta_sends),
        cmocka_unit_test(test_handshake),
        cmocka_unit_test(test_handshake_bounds_the_challenge),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
