/* test_provider.c - addresses and token headers of the presets, and patterns of one's own. */
#include "wa/provider.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct wa_address_parts parts = {
    .base_url = "http://a", .version = "v25.0", .number = "1", .account = "2", .media = "3"
};

static void test_addresses(void **state)
{
    static const struct {
        const char *provider;
        enum wa_address which;
        const char *url;
    } rows[] = {
        { "meta", WA_ADDRESS_MESSAGES, "http://a/v25.0/1/messages" },
        { "meta", WA_ADDRESS_MEDIA, "http://a/v25.0/3?phone_number_id=1" },
        { "meta", WA_ADDRESS_UPLOAD, "http://a/v25.0/1/media" },
        { "meta", WA_ADDRESS_TEMPLATES, "http://a/v25.0/2/message_templates" },
        { "meta", WA_ADDRESS_NUMBER, "http://a/v25.0/1" },
        { "360dialog", WA_ADDRESS_MESSAGES, "http://a/messages" },
        { "360dialog", WA_ADDRESS_MEDIA, "http://a/3" },
        { "360dialog", WA_ADDRESS_UPLOAD, "http://a/media" },
        { "360dialog", WA_ADDRESS_TEMPLATES, "http://a/v1/configs/templates" },
        { "360dialog", WA_ADDRESS_NUMBER, "http://a/health_status" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char url[64];
        struct err e = { 0 };
        const struct wa_provider *p = wa_provider_find(str_of(rows[i].provider));
        assert_non_null(p);
        assert_true(wa_provider_url(p, rows[i].which, &parts, url, sizeof url, &e));
        assert_string_equal(url, rows[i].url);
    }
    assert_null(wa_provider_find(STR("Meta")));
    assert_true(wa_provider_needs_account(wa_provider_meta()));
    assert_false(wa_provider_needs_account(wa_provider_find(STR("360dialog"))));
}

static void test_an_address_fits_or_is_refused(void **state)
{
    static const char want[] = "http://a/v25.0/1/messages";
    (void)state;
    for (size_t size = 0; size <= sizeof want; size++) {
        char url[64] = "untouched";
        struct err e = { 0 };
        bool ok = wa_provider_url(wa_provider_meta(), WA_ADDRESS_MESSAGES, &parts, url, size, &e);
        assert_int_equal(ok, size == sizeof want);
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_LIMIT);
    }
    struct wa_provider p = *wa_provider_meta();
    char url[64];
    p.path[WA_ADDRESS_MEDIA] = "/{media}{media}/{account}/";
    assert_true(wa_provider_url(&p, WA_ADDRESS_MEDIA, &parts, url, sizeof url, NULL));
    assert_string_equal(url, "http://a/33/2/");
    const struct wa_address_parts none = { 0 };
    assert_true(wa_provider_url(&p, WA_ADDRESS_MEDIA, &none, url, sizeof url, NULL));
    assert_string_equal(url, "https://graph.facebook.com///");
}

static void test_patterns(void **state)
{
    static const struct {
        const char *path;
        bool valid;
    } rows[] = {
        { "/", true },
        { "/messages", true },
        { "/{version}/{number}/messages", true },
        { "/{media}?a={account}&b=1", true },
        { "", false },
        { "messages", false },
        { "/{phone}/messages", false },
        { "/{}/messages", false },
        { "/{number/messages", false },
        { "/number}/messages", false },
        { "/{{number}}", false },
        { "/a b", false },
        { "/a\r\nX: y", false },
        { "/a#b", false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (wa_provider_path_valid(str_of(rows[i].path)) != rows[i].valid)
            fail_msg("'%s'", rows[i].path);
}

static void test_the_line_of_the_token(void **state)
{
    char line[40];
    struct err e = { 0 };
    (void)state;
    struct wa_provider p = *wa_provider_meta();
    assert_true(wa_provider_token_line(&p, "abc", line, sizeof line, &e));
    assert_string_equal(line, "Authorization: Bearer abc");
    p.token_header = "authorization";
    assert_true(wa_provider_token_line(&p, "abc", line, sizeof line, &e));
    assert_string_equal(line, "authorization: Bearer abc");
    p = *wa_provider_find(STR("360dialog"));
    assert_true(wa_provider_token_line(&p, "abc", line, sizeof line, &e));
    assert_string_equal(line, "D360-API-KEY: abc");
    assert_false(wa_provider_token_line(&p, "a\r\nX: y", line, sizeof line, &e));
    assert_false(
        wa_provider_token_line(&p, "0123456789012345678901234567890", line, sizeof line, &e));
    assert_int_equal(e.code, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_an_address_fits_or_is_refused),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_the_line_of_the_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
