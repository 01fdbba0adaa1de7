/* test_graph_error.c - what Meta's answers mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "wa/graph_error.h"
#include <cmocka.h>
#include <string.h>

#define ERROR(code) "{\"error\":{\"message\":\"m\",\"code\":" code "}}"
#define ACCEPTED    "{\"messages\":[{\"id\":\"wamid.FAKEOUT1\"}]}"

static void test_answers(void **state)
{
    static const struct {
        const char *rule;
        int status;
        const char *body;
        enum graph_answer answer;
        int64_t code;
        enum graph_class class;
    } rows[] = {
        { "accepted", 200, ACCEPTED, GRAPH_ACCEPTED, 0, GRAPH_RETRY },
        { "read receipt", 200, "{\"success\":true}", GRAPH_ACCEPTED, 0, GRAPH_RETRY },
        { "a receipt that failed", 200, "{\"success\":false}", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "200 without a message", 200, "{\"messages\":[]}", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "200 without an id", 200, "{\"messages\":[{}]}", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "200 and a page", 200, "<html>", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "200 and nothing", 200, "", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "200 with an error was not sent", 200, ERROR("131056"), GRAPH_REFUSED, 131056,
          GRAPH_PAIR },
        { "throttle as 400", 400, ERROR("130429"), GRAPH_REFUSED, 130429, GRAPH_RETRY },
        { "the code beats the HTTP status", 403, ERROR("131047"), GRAPH_REFUSED, 131047,
          GRAPH_NEVER },
        { "token as code 0", 401, ERROR("0"), GRAPH_REFUSED, 0, GRAPH_STOP_ALL },
        { "code as a string", 400, ERROR("\"131056\""), GRAPH_REFUSED, 131056, GRAPH_PAIR },
        { "an unknown code follows HTTP 400", 400, ERROR("999999"), GRAPH_REFUSED, 999999,
          GRAPH_NEVER },
        { "an unknown code follows HTTP 500", 500, ERROR("999999"), GRAPH_REFUSED, 999999,
          GRAPH_RETRY },
        { "5xx with Graph's error follows the table", 500, ERROR("131045"), GRAPH_REFUSED, 131045,
          GRAPH_STOP_ALL },
        { "may have been sent, says Graph, and the table retries", 500, ERROR("131000"),
          GRAPH_REFUSED, 131000, GRAPH_RETRY },
        { "5xx and a page", 502, "<html>Bad Gateway</html>", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "5xx and other JSON", 500, "{\"error\":\"oops\"}", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "5xx and nothing", 503, "", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "a redirect", 302, "", GRAPH_UNSURE, 0, GRAPH_RETRY },
        { "a proxy's 400", 400, "<html>", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a proxy's 401 is no word about our token", 401, "<html>", GRAPH_STRANGER, 0,
          GRAPH_RETRY },
        { "a proxy's 403 neither", 403, "", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a proxy's 404", 404, "<html>", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a proxy's 405", 405, "<html>", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a proxy that lost patience", 408, "", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "429 from a proxy", 429, "slow down", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "4xx with an error of no code", 400, "{\"error\":{}}", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a list", 400, "[]", GRAPH_STRANGER, 0, GRAPH_RETRY },
        { "a code of the token, in Graph's words", 403, ERROR("190"), GRAPH_REFUSED, 190,
          GRAPH_STOP_ALL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct graph_result r;
        struct err e = { 0 };
        if (!graph_result_parse(rows[i].status, str_of(rows[i].body), &arena, &r, &e))
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        if (r.answer != rows[i].answer || r.http_status != rows[i].status ||
            r.code != rows[i].code || r.class != rows[i].class)
            fail_msg("row %zu: %s", i, rows[i].rule);
        if (r.wamid.len && r.answer != GRAPH_ACCEPTED) fail_msg("an id without acceptance");
        arena_clear(&arena);
    }
}

static void test_words_are_kept(void **state)
{
    struct arena arena = { 0 };
    struct graph_result r;
    struct err e;
    char body[] = "{\"error\":{\"message\":\"(#131056) pair\",\"type\":\"OAuthException\",\"code\":"
                  "131056,\"error_data\":{\"messaging_product\":\"whatsapp\",\"details\":\"Wait\"},"
                  "\"fbtrace_id\":\"AFAKE\"}}";
    char sent[] = "{\"messages\":[{\"id\":\"wamid.FAKEOUT1\",\"message_status\":\"paused\"}]}";
    (void)state;
    assert_true(graph_result_parse(400, str_of(body), &arena, &r, &e));
    memset(body, 'x', sizeof body - 1); /* views must not point into what the caller reuses */
    assert_true(str_equal(r.title, STR("(#131056) pair")));
    assert_true(str_equal(r.detail, STR("Wait")));
    assert_true(str_equal(r.trace, STR("AFAKE")));
    assert_int_equal(r.wamid.len, 0);
    assert_true(graph_result_parse(200, str_of(sent), &arena, &r, &e));
    memset(sent, 'x', sizeof sent - 1);
    assert_true(str_equal(r.wamid, STR("wamid.FAKEOUT1")));
    assert_true(str_equal(r.message_status, STR("paused")));
    assert_true(graph_result_parse(400, STR("{\"error\":{\"code\":100,\"error_data\":\"a text\"}}"),
                                   &arena, &r, &e));
    assert_true(str_equal(r.detail, STR("a text")));
    arena_clear(&arena);
}

static void test_small_arena(void **state)
{
    struct arena arena;
    struct graph_result r = { .http_status = 77 };
    struct err e = { 0 };
    (void)state;
    arena_init(&arena, 1);
    assert_false(graph_result_parse(200, STR(ACCEPTED), &arena, &r, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_int_equal(r.http_status, 77);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_words_are_kept),
        cmocka_unit_test(test_small_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
