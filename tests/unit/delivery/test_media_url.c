/* test_media_url.c - where the token may go, and all the ways to look as if. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/delivery/media_url.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define META          "https://graph.facebook.com"
#define SIM           "http://127.0.0.1:8090"

static void test_where_the_token_may_go(void **state)
{
    static const struct {
        const char *rule, *url, *graph;
        bool allowed;
    } rows[] = {
        { "where media come from", "https://lookaside.fbsbx.com/whatsapp_business/x?mid=1", META,
          true },
        { "the Graph host itself", "https://graph.facebook.com/v25.0/1", META, true },
        { "Meta's content hosts", "https://scontent.xx.fbcdn.net/a", META, true },
        { "WhatsApp's", "https://media-sin2-1.cdn.whatsapp.net/a", META, true },
        { "in capitals", "HTTPS://LOOKASIDE.FBSBX.COM/x", META, true },
        { "the usual port said aloud", "https://lookaside.fbsbx.com:443/x", META, true },
        { "without TLS", "http://lookaside.fbsbx.com/x", META, false },
        { "another port", "https://lookaside.fbsbx.com:8443/x", META, false },
        { "a name that ends like it", "https://evillookaside.fbsbx.com.example/x", META, false },
        { "one that begins like it", "https://lookaside.fbsbx.com.example.org/x", META, false },
        { "one without the dot", "https://evilfbcdn.net/x", META, false },
        { "the bare suffix", "https://fbcdn.net/x", META, false },
        { "a user in front", "https://lookaside.fbsbx.com@example.org/x", META, false },
        { "a user and the right host", "https://a:b@lookaside.fbsbx.com/x", META, false },
        { "a backslash", "https://example.org\\@lookaside.fbsbx.com/x", META, false },
        { "a hash sign", "https://example.org#.fbcdn.net", META, false },
        { "a question mark", "https://example.org?.fbcdn.net", META, false },
        { "an encoded slash", "https://example.org%2F.fbcdn.net/", META, false },
        { "a dot at its end", "https://lookaside.fbsbx.com./x", META, false },
        { "an address", "https://157.240.13.35/x", META, false },
        { "this machine", "https://127.0.0.1/x", META, false },
        { "a neighbour's machine", "http://169.254.169.254/latest/meta-data", META, false },
        { "a file", "file:///etc/passwd", META, false },
        { "another scheme", "ftp://lookaside.fbsbx.com/x", META, false },
        { "no scheme", "lookaside.fbsbx.com/x", META, false },
        { "nothing", "", META, false },
        { "a blank in it", "https://lookaside.fbsbx.com /x", META, false },
        { "a new line in it", "https://lookaside.fbsbx.com\r\nX: y/x", META, false },
        { "the simulator", "http://127.0.0.1:8090/media-files/1", SIM, true },
        { "the simulator by name", "http://localhost:8090/media-files/1", SIM, true },
        { "its neighbour", "http://127.0.0.1:8091/media-files/1", SIM, false },
        { "a host that is not here", "http://127.0.0.2:8090/x", SIM, false },
        { "Meta without TLS, though the simulator has none", "http://lookaside.fbsbx.com/x", SIM,
          false },
        { "Meta, seen from the simulator", "https://lookaside.fbsbx.com/x", SIM, true },
        { "another Graph host", "https://graph.example.org:8443/x",
          "https://graph.example.org:8443", true },
        { "of another port", "https://graph.example.org/x", "https://graph.example.org:8443",
          false },
        { "a Graph host elsewhere without TLS", "http://graph.example.org/x",
          "http://graph.example.org", false },
        { "a Graph URL that is none", "https://lookaside.fbsbx.com/x", "", false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (media_url_allowed(rows[i].url, rows[i].graph) != rows[i].allowed)
            fail_msg("%s: %s", rows[i].rule, rows[i].url);
}

static void test_where_a_provider_has_it(void **state)
{
    static const struct {
        const char *url, *base, *want;
    } rows[] = {
        { "https://lookaside.fbsbx.com/a/b?mid=1&hash=x", "https://waba-v2.360dialog.io",
          "https://waba-v2.360dialog.io/a/b?mid=1&hash=x" },
        { "https://lookaside.fbsbx.com", "https://p.example/wa", "https://p.example/wa/" },
        { "https://lookaside.fbsbx.com/a#b", "http://127.0.0.1:8090", "http://127.0.0.1:8090/a" },
        { "https://lookaside.fbsbx.com/a?b=c", NULL, "https://lookaside.fbsbx.com/a?b=c" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char out[80];
        assert_true(media_url_make(rows[i].url, rows[i].base, out, sizeof out));
        assert_string_equal(out, rows[i].want);
        assert_false(media_url_make(rows[i].url, rows[i].base, out, strlen(rows[i].want)));
    }
    char out[80];
    assert_false(media_url_make("no address", "http://127.0.0.1", out, sizeof out));
    assert_false(media_url_make("file:.evil.example/x", "https://p.example", out, sizeof out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_where_the_token_may_go),
        cmocka_unit_test(test_where_a_provider_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
