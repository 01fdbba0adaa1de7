/* test_graph_error.c - what Meta's answers mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "wa/graph_error.h"
#include <cmocka.h>
#include <string.h>

static void test_table_is_sorted_and_complete(void **state)
{
    size_t count;
    const struct graph_rule *rules = graph_rules(&count);
    (void)state;
    assert_true(count > 70);
    for (size_t i = 0; i < count; i++) {
        if (rules[i].code > rules[i].code_to) fail_msg("row %zu ends before it begins", i);
        if (i && rules[i].code <= rules[i - 1].code_to) fail_msg("row %zu is out of order", i);
        if (!rules[i].meaning || !*rules[i].meaning) fail_msg("row %zu has no meaning", i);
        assert_ptr_equal(graph_rule(rules[i].code), &rules[i]);
        assert_ptr_equal(graph_rule(rules[i].code_to), &rules[i]);
    }
}

static void test_classes(void **state)
{
    static const struct {
        const char *rule;
        int64_t code;
        enum graph_class class;
        int max_tries;
    } rows[] = {
        { "token expired", 0, GRAPH_STOP_ALL, 0 },
        { "unknown: twice, then never", 1, GRAPH_RETRY, 2 },
        { "service down", 2, GRAPH_RETRY, 0 },
        { "app call rate", 4, GRAPH_RETRY_SLOW, 0 },
        { "bad parameter", 100, GRAPH_NEVER, 0 },
        { "token expired, the usual code", 190, GRAPH_STOP_ALL, 0 },
        { "first of the permission range", 200, GRAPH_STOP_ALL, 0 },
        { "last of the permission range", 299, GRAPH_STOP_ALL, 0 },
        { "restricted", 368, GRAPH_STOP_ALL, 0 },
        { "call rate of the account", 80007, GRAPH_RETRY_SLOW, 0 },
        { "blocked by us", 130403, GRAPH_STOP_USER, 0 },
        { "throughput", 130429, GRAPH_RETRY, 0 },
        { "experiment", 130472, GRAPH_STOP_USER, 0 },
        { "may have been sent: three times at most", 131000, GRAPH_RETRY, 3 },
        { "undeliverable", 131026, GRAPH_STOP_USER, 0 },
        { "payment", 131042, GRAPH_STOP_ALL, 0 },
        { "window closed", 131047, GRAPH_NEVER, 0 },
        { "spam limit", 131048, GRAPH_STOP_ALL, 0 },
        { "marketing cap", 131049, GRAPH_WAIT, 0 },
        { "pair rate", 131056, GRAPH_PAIR, 0 },
        { "maintenance", 131057, GRAPH_WAIT, 0 },
        { "a phone is needed", 131062, GRAPH_NEVER, 0 },
        { "a group code of the range", 131205, GRAPH_NEVER, 0 },
        { "template paused", 132015, GRAPH_WAIT, 0 },
        { "template missing", 132001, GRAPH_NEVER, 0 },
        { "not registered", 133010, GRAPH_STOP_ALL, 0 },
        { "identity changed", 137000, GRAPH_STOP_USER, 0 },
        { "generic: once more", 135000, GRAPH_RETRY, 2 },
        { "template management", 2388024, GRAPH_NEVER, 0 },
    };
    static const int64_t unknown[] = { -1,     5,      199,         300,      131001,
                                       133007, 139005, 2388000 - 1, INT64_MAX };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct graph_rule *rule = graph_rule(rows[i].code);
        if (!rule || rule->class != rows[i].class || rule->max_tries != rows[i].max_tries)
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (graph_rule(unknown[i])) fail_msg("unknown code %zu is known", i);
}

static void test_class_by_http(void **state)
{
    static const struct {
        int status;
        enum graph_class class;
    } rows[] = { { 400, GRAPH_NEVER }, { 401, GRAPH_STOP_ALL }, { 403, GRAPH_STOP_ALL },
                 { 404, GRAPH_NEVER }, { 429, GRAPH_RETRY },    { 499, GRAPH_NEVER },
                 { 500, GRAPH_RETRY }, { 503, GRAPH_RETRY },    { 599, GRAPH_RETRY } };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (graph_class_by_http(rows[i].status) != rows[i].class)
            fail_msg("HTTP %d", rows[i].status);
}

static void test_names_differ(void **state)
{
    (void)state;
    for (int a = GRAPH_RETRY; a <= GRAPH_STOP_ALL; a++)
        for (int b = GRAPH_RETRY; b < a; b++)
            assert_string_not_equal(graph_class_name((enum graph_class)a),
                                    graph_class_name((enum graph_class)b));
    assert_string_equal(graph_class_name(GRAPH_STOP_ALL), "stop_all");
}

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
        { "4xx and a page", 404, "<html>", GRAPH_REFUSED, 0, GRAPH_NEVER },
        { "4xx and nothing", 403, "", GRAPH_REFUSED, 0, GRAPH_STOP_ALL },
        { "429 from a proxy", 429, "slow down", GRAPH_REFUSED, 0, GRAPH_RETRY },
        { "4xx with an error of no code", 400, "{\"error\":{}}", GRAPH_REFUSED, 0, GRAPH_NEVER },
        { "a list", 400, "[]", GRAPH_REFUSED, 0, GRAPH_NEVER },
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
        cmocka_unit_test(test_table_is_sorted_and_complete),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_class_by_http),
        cmocka_unit_test(test_names_differ),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_words_are_kept),
        cmocka_unit_test(test_small_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
