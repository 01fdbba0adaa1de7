/* test_proof.c - what proves a webhook, and all that does not. */
#include "base/crypto.h"
#include "wa/proof.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define BODY          "{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
/* Of the reference, part 1.2. */
#define KEY    "contoh-app-secret"
#define SIGNED "sha256=97b6fb6a73ccc9aced89da4284f3e9d0401a9fd178a76d1c64907e5bd84c6bb6"

static int setup(void **state)
{
    (void)state;
    return crypto_init(NULL) ? 0 : -1;
}

static void test_each_kind(void **state)
{
    static const struct {
        enum wa_proof_kind kind;
        const char *secret, *second, *value;
        bool valid;
    } rows[] = {
        { WA_PROOF_SIGNATURE, KEY, "", SIGNED, true },
        { WA_PROOF_SIGNATURE, KEY, "", KEY, false },
        { WA_PROOF_SIGNATURE, "lain", KEY, SIGNED, true },
        { WA_PROOF_HEADER, "rahasia", "", "rahasia", true },
        { WA_PROOF_HEADER, "lama", "rahasia", "rahasia", true },
        { WA_PROOF_HEADER, "rahasia", "lama", "rahasia", true },
        { WA_PROOF_HEADER, "rahasia", "", "Rahasia", false },
        { WA_PROOF_HEADER, "rahasia", "", "rahasi", false },
        { WA_PROOF_HEADER, "rahasia", "", "rahasia ", false },
        { WA_PROOF_HEADER, "rahasia", "", "", false },
        { WA_PROOF_HEADER, "", "", "", false }, /* an empty secret proves nothing */
        { WA_PROOF_BASIC, "kanda:sandi", "", "Basic a2FuZGE6c2FuZGk=", true },
        { WA_PROOF_BASIC, "kanda:sandi", "", "BASIC a2FuZGE6c2FuZGk=", true },
        { WA_PROOF_BASIC, "lain:x", "kanda:sandi", "Basic a2FuZGE6c2FuZGk=", true },
        { WA_PROOF_BASIC, "kanda:sandi", "", "Basic a2FuZGE6c2FuZGo=", false },
        { WA_PROOF_BASIC, "kanda:sandi", "", "Basic a2FuZGE6c2FuZGk", false },
        { WA_PROOF_BASIC, "kanda:sandi", "", "Basic kanda:sandi", false },
        { WA_PROOF_BASIC, "kanda:sandi", "", "Bearer a2FuZGE6c2FuZGk=", false },
        { WA_PROOF_BASIC, "kanda:sandi", "", "a2FuZGE6c2FuZGk=", false },
        { WA_PROOF_BASIC, "kanda:sandi", "", "", false },
        { WA_PROOF_BASIC, "", "", "Basic ", false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct wa_proof p = {
            .kind = rows[i].kind,
            .secrets = { .secret = { str_of(rows[i].secret), str_of(rows[i].second) }, .count = 2 },
            .header = "X-Rahasia"
        };
        if (wa_proof_valid(&p, str_of(rows[i].value), STR(BODY)) != rows[i].valid)
            fail_msg("row %zu: '%s'", i, rows[i].value);
    }
}

static void test_credentials_longer_than_any(void **state)
{
    static char value[4096] = "Basic ";
    const struct wa_proof p = { .kind = WA_PROOF_BASIC,
                                .secrets = { .secret = { STR("a:b") }, .count = 1 } };
    (void)state;
    memset(value + 6, 'A', sizeof value - 8); /* a multiple of four digits, and far too many */
    assert_false(wa_proof_valid(&p, str_of(value), STR(BODY)));
}

static void test_names(void **state)
{
    enum wa_proof_kind kind = WA_PROOF_SIGNATURE;
    struct wa_proof p = { .header = "X-Rahasia" };
    (void)state;
    assert_string_equal(wa_proof_header(&p), "X-Hub-Signature-256");
    assert_true(wa_proof_kind_parse(STR("basic"), &kind));
    p.kind = kind;
    assert_string_equal(wa_proof_header(&p), "Authorization");
    assert_true(wa_proof_kind_parse(STR("header"), &kind));
    p.kind = kind;
    assert_string_equal(wa_proof_header(&p), "X-Rahasia");
    assert_true(wa_proof_kind_parse(STR("signature"), &kind));
    assert_int_equal(kind, WA_PROOF_SIGNATURE);
    assert_false(wa_proof_kind_parse(STR(""), &kind));
    assert_false(wa_proof_kind_parse(STR("none"), &kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind),
        cmocka_unit_test(test_credentials_longer_than_any),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
