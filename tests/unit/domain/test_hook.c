/* test_hook.c - addresses that a hook may have, names of events, pauses, who may be told of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/hook.h"

static void test_addresses(void **state)
{
    static const struct {
        const char *url;
        bool fits, local;
    } rows[] = {
        { "https://sistem.example.go.id/kabar", true, false },
        { "https://sistem.example.go.id", true, false },
        { "https://sistem.example.go.id:8443/kabar?dari=kanda", true, false },
        { "https://10.0.0.7/kabar", true, false },
        { "https://[2001:db8::7]:8443/", true, false },
        { "https://127.0.0.1/", true, true },
        { "http://127.0.0.1:8090/kabar", true, true },
        { "http://[::1]:8090/kabar", true, true },
        { "http://localhost/kabar", true, true },
        { "http://sistem.example.go.id/kabar", false, false },
        { "http://127.0.0.1.example.org/", false, false },
        { "http://localhost.example.org/", false, false },
        { "http://127.0.0.1@example.org/", false, false },
        { "http://127.0.0.1:80@example.org/", false, false },
        { "https://siapa:rahasia@example.org/", false, false },
        { "https://example.org\\@127.0.0.1/", false, false },
        { "https://example.org#x", false, false },
        { "https://", false, false },
        { "https:///kabar", false, false },
        { "https://?x", false, false },
        { "https://example.org:0/", false, false },
        { "https://example.org:/", false, false },
        { "https://example.org:65536/", false, false },
        { "https://-x.example.org/", false, false },
        { "https://exa mple.org/", false, false },
        { "https://ex%61mple.org/", false, false },
        { "ftp://example.org/", false, false },
        { "HTTPS://example.org/", false, false },
        { "example.org", false, false },
        { "", false, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str url = str_of(rows[i].url);
        if (hook_url_fits(url) != rows[i].fits) fail_msg("%s", rows[i].url);
        if (rows[i].fits && hook_url_is_local(url) != rows[i].local) fail_msg("%s", rows[i].url);
    }
}

static void test_of_an_address_the_host_may_be_told(void **state)
{
    static const char *const rows[][2] = {
        { "https://pusat.example/kabar?kunci=rahasia", "pusat.example" },
        { "https://pusat.example:8443?kunci=rahasia", "pusat.example" },
        { "https://[2001:db8::7]:8443/kabar", "[2001:db8::7]" },
        { "http://127.0.0.1:8090/kabar", "127.0.0.1" },
        { "https://siapa:rahasia@pusat.example/", "" },
        { "bukan alamat", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (!str_equal(hook_url_host(str_of(rows[i][0])), str_of(rows[i][1])))
            fail_msg("%s", rows[i][0]);
}

static void test_names_are_whole_words(void **state)
{
    (void)state;
    assert_true(hook_event_is_known(STR("received")));
    assert_true(hook_event_is_known(STR("unmerged")));
    assert_false(hook_event_is_known(STR("note")));
    assert_false(hook_event_is_known(STR("identity_opened")));
    assert_false(hook_event_is_known(STR("receive")));
    assert_false(hook_event_is_known(STR("received verified")));
    assert_false(hook_event_is_known(STR_EMPTY));
    assert_true(hook_wants(STR("closed resolved"), STR("resolved")));
    assert_false(hook_wants(STR("closed resolved"), STR("received")));
    assert_true(str_of(hook_events).len < HOOK_EVENTS_MAX);
}

static void test_pauses_grow_to_an_hour(void **state)
{
    (void)state;
    assert_int_equal(hook_pause_ms(1), 10000);
    assert_int_equal(hook_pause_ms(2), 20000);
    assert_int_equal(hook_pause_ms(9), 2560000);
    assert_int_equal(hook_pause_ms(10), 3600000);
    assert_int_equal(hook_pause_ms(INT64_MAX), 3600000);
}

static void test_only_what_everybody_may_know(void **state)
{
    (void)state;
    for (int kind = KIND_COMPLAINT; kind < KIND_END; kind++) {
        assert_int_equal(hook_may_tell((enum ticket_kind)kind, false), kind == KIND_COMPLAINT);
        assert_false(hook_may_tell((enum ticket_kind)kind, true));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_of_an_address_the_host_may_be_told),
        cmocka_unit_test(test_names_are_whole_words),
        cmocka_unit_test(test_pauses_grow_to_an_hour),
        cmocka_unit_test(test_only_what_everybody_may_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
