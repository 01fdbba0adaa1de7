/* test_conf_provider.c - a provider's preset, what the settings change of it, and what serve needs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/conf.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PAIRS_MAX     9
#define PREFIX        "KANDA_WHATSAPP_"

/* name, value, name, value ..., NULL. */
static const char *env_of(void *ctx, const char *name)
{
    const char *const *pairs = ctx;
    for (size_t i = 0; pairs[i]; i += 2)
        if (str_starts(str_of(name), STR(PREFIX)) &&
            strcmp(name + sizeof PREFIX - 1, pairs[i]) == 0)
            return pairs[i + 1];
    return NULL;
}

static void load(const char *const *pairs, struct conf *out)
{
    struct err e = { 0 };
    if (!conf_load(out, NULL, env_of, (void *)(uintptr_t)pairs, &e)) fail_msg("%s", e.text);
}

static void test_a_preset(void **state)
{
    static const char *const pairs[] = { "PROVIDER", "360dialog", "WEBHOOK_SECRET", "a:1 ,, b:2",
                                         NULL };
    struct conf c;
    struct wa_provider p;
    struct wa_proof proof;
    struct err e = { 0 };
    (void)state;
    load(pairs, &c);
    assert_string_equal(c.whatsapp_graph_url, "https://waba-v2.360dialog.io");
    conf_provider(&c, &p);
    assert_string_equal(p.token_header, "D360-API-KEY");
    assert_true(conf_proof(&c, &proof, &e));
    assert_int_equal(proof.kind, WA_PROOF_BASIC);
    assert_int_equal(proof.secrets.count, 2);
    assert_true(str_equal(proof.secrets.secret[1], STR("b:2")));
}

static void test_what_is_changed_of_it(void **state)
{
    static const char *const pairs[] = { "PROVIDER",
                                         "360dialog",
                                         "GRAPH_URL",
                                         "https://wa.example.go.id",
                                         "MESSAGES_PATH",
                                         "/kirim",
                                         "TOKEN_HEADER",
                                         "X-Token",
                                         "WEBHOOK_PROOF",
                                         "signature",
                                         NULL };
    struct conf c;
    struct wa_provider p;
    struct wa_proof proof;
    struct err e = { 0 };
    (void)state;
    load(pairs, &c);
    assert_string_equal(c.whatsapp_graph_url, "https://wa.example.go.id");
    conf_provider(&c, &p);
    assert_string_equal(p.path[WA_ADDRESS_MESSAGES], "/kirim");
    assert_string_equal(p.path[WA_ADDRESS_MEDIA], "/{media}");
    assert_string_equal(p.token_header, "X-Token");
    assert_false(conf_proof(&c, &proof, &e));
    assert_string_equal(e.text, "whatsapp.app_secret is empty");
}

static void test_meta_without_a_word(void **state)
{
    static const char *const pairs[] = { "APP_SECRET", "a,b,c,d,e", NULL };
    struct conf c;
    struct wa_provider p;
    struct wa_proof proof;
    struct err e = { 0 };
    (void)state;
    load(pairs, &c);
    conf_provider(&c, &p);
    assert_string_equal(p.name, "meta");
    assert_string_equal(c.whatsapp_graph_url, "https://graph.facebook.com");
    assert_false(conf_proof(&c, &proof, &e)); /* more than four */
    assert_int_equal(e.code, ERR_INPUT);
}

static void test_serve_needs(void **state)
{
    static const struct {
        const char *pairs[PAIRS_MAX];
        const char *lacks;
    } rows[] = {
        { { NULL }, "whatsapp.app_secret" },
        { { "PROVIDER", "360dialog" }, "whatsapp.webhook_secret" },
        { { "PROVIDER", "360dialog", "WEBHOOK_SECRET", "u:p" }, NULL },
        { { "PROVIDER", "360dialog", "WEBHOOK_SECRET", "u:p", "WEBHOOK_PROOF", "header" },
          "whatsapp.webhook_header" },
        { { "PROVIDER", "360dialog", "WEBHOOK_SECRET", "u:p", "WEBHOOK_PROOF", "signature" },
          "whatsapp.app_secret" },
        { { "WEBHOOK_PROOF", "basic" }, "whatsapp.webhook_secret" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct conf c;
        struct err e = { 0 };
        load(rows[i].pairs, &c);
        c.whatsapp_phone_number_id[0] = c.whatsapp_access_token[0] = '1';
        assert_int_equal(conf_require_serve(&c, &e), rows[i].lacks == NULL);
        if (rows[i].lacks && !str_starts(str_of(e.text), str_of(rows[i].lacks)))
            fail_msg("row %zu: %s", i, e.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_preset),
        cmocka_unit_test(test_what_is_changed_of_it),
        cmocka_unit_test(test_meta_without_a_word),
        cmocka_unit_test(test_serve_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
