/* test_match.c - which route a method and a path lead to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/http/match.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* As routes go, with one more segment than any real path has. */
static const struct route routes[] = {
    { .method = "GET", .path = "/" },
    { .method = "GET", .path = "/hook" },
    { .method = "POST", .path = "/hook" },
    { .method = "GET", .path = "/t" },
    { .method = "GET", .path = "/t/{number}" },
    { .method = "PATCH", .path = "/t/{number}" },
    { .method = "GET", .path = "/t/{number}/line" },
    { .method = "POST", .path = "/t/{number}/file/{id}" },
    { .method = "GET", .path = "/page/{path...}" },
    { .method = "GET", .path = "/file/{version}/{path...}" },
};

static void test_method_and_path(void **state)
{
    static const struct {
        const char *rule, *method, *path;
        enum match match;
        int route; /* -1: none */
        const char *params[PATH_PARAMS_MAX];
    } rows[] = {
        { "the root is a path", "GET", "/", MATCH_FOUND, 0, { "", "" } },
        { "one path, two methods: GET", "GET", "/hook", MATCH_FOUND, 1, { "", "" } },
        { "one path, two methods: POST", "POST", "/hook", MATCH_FOUND, 2, { "", "" } },
        { "HEAD is answered as GET", "HEAD", "/hook", MATCH_FOUND, 1, { "", "" } },
        { "HEAD needs a GET", "HEAD", "/t/7/file/9", MATCH_NO_METHOD, -1, { "", "" } },
        { "a known path, another method", "DELETE", "/hook", MATCH_NO_METHOD, -1, { "", "" } },
        { "methods are case-sensitive", "get", "/hook", MATCH_NO_METHOD, -1, { "", "" } },
        { "paths are case-sensitive", "GET", "/Hook", MATCH_NO_PATH, -1, { "", "" } },
        { "no such path", "GET", "/other", MATCH_NO_PATH, -1, { "", "" } },
        { "a path is no prefix", "GET", "/hooks", MATCH_NO_PATH, -1, { "", "" } },
        { "nor is a beginning a path", "GET", "/hoo", MATCH_NO_PATH, -1, { "", "" } },
        { "a slash at the end is another path", "GET", "/hook/", MATCH_NO_PATH, -1, { "", "" } },
        { "also behind a parameter", "GET", "/t/7/", MATCH_NO_PATH, -1, { "", "" } },
        { "also twice", "GET", "/t//", MATCH_NO_PATH, -1, { "", "" } },
        { "a doubled slash is an empty segment", "GET", "//hook", MATCH_NO_PATH, -1, { "", "" } },
        { "an empty parameter is none", "GET", "/t//line", MATCH_NO_PATH, -1, { "", "" } },
        { "a parameter is one segment", "GET", "/t/LK26-1", MATCH_FOUND, 4, { "LK26-1", "" } },
        { "the method picks among equals", "PATCH", "/t/7", MATCH_FOUND, 5, { "7", "" } },
        { "what follows must match", "GET", "/t/7/line", MATCH_FOUND, 6, { "7", "" } },
        { "and does not match otherwise", "GET", "/t/7/lines", MATCH_NO_PATH, -1, { "", "" } },
        { "two parameters", "POST", "/t/7/file/9", MATCH_FOUND, 7, { "7", "9" } },
        { "one segment too many", "POST", "/t/7/file/9/x", MATCH_NO_PATH, -1, { "", "" } },
        { "a rest is all that follows", "GET", "/page/a/b", MATCH_FOUND, 8, { "a/b", "" } },
        { "or nothing behind a slash", "GET", "/page/", MATCH_FOUND, 8, { "", "" } },
        { "or nothing at all", "GET", "/page", MATCH_FOUND, 8, { "", "" } },
        { "with its slashes", "GET", "/page/a//b/", MATCH_FOUND, 8, { "a//b/", "" } },
        { "not another word", "GET", "/pages/a", MATCH_NO_PATH, -1, { "", "" } },
        { "a rest behind a parameter", "GET", "/file/7/a/b.js", MATCH_FOUND, 9, { "7", "a/b.js" } },
        { "which must be there", "GET", "/file//a", MATCH_NO_PATH, -1, { "", "" } },
        { "braces are not special in a path",
          "GET",
          "/t/{number}",
          MATCH_FOUND,
          4,
          { "{number}", "" } },
        { "an empty path is none", "GET", "", MATCH_NO_PATH, -1, { "", "" } },
        { "an asterisk is none", "OPTIONS", "*", MATCH_NO_PATH, -1, { "", "" } },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str params[PATH_PARAMS_MAX] = { STR_EMPTY, STR_EMPTY };
        const struct route *route = NULL;
        enum match match = route_match(routes, LENGTH(routes), str_of(rows[i].method),
                                       str_of(rows[i].path), &route, params, PATH_PARAMS_MAX);
        const struct route *want = rows[i].route < 0 ? NULL : &routes[rows[i].route];
        if (match != rows[i].match || route != want) fail_msg("row %zu: %s", i, rows[i].rule);
        for (size_t p = 0; want && p < PATH_PARAMS_MAX; p++)
            if (!str_equal(params[p], str_of(rows[i].params[p])))
                fail_msg("row %zu: %s: parameter %zu", i, rows[i].rule, p);
    }
}

static void test_parameters_that_do_not_fit_are_no_match(void **state)
{
    static const struct route deep[] = { { .method = "GET", .path = "/{a}/{b}/{c}" } };
    struct str params[PATH_PARAMS_MAX + 1] = { STR_EMPTY, STR_EMPTY, STR("untouched") };
    const struct route *route = NULL;
    (void)state;
    assert_int_equal(
        route_match(deep, 1, STR("GET"), STR("/1/2/3"), &route, params, PATH_PARAMS_MAX),
        MATCH_NO_PATH);
    assert_null(route);
    assert_true(str_equal(params[PATH_PARAMS_MAX], STR("untouched")));
}

static void test_methods_of_a_path(void **state)
{
    static const struct {
        const char *rule, *path, *methods;
    } rows[] = {
        { "HEAD comes with GET", "/t", "GET, HEAD" },
        { "all of them, in the order of the table", "/hook", "GET, HEAD, POST" },
        { "with parameters", "/t/7", "GET, HEAD, PATCH" },
        { "no GET, no HEAD", "/t/7/file/9", "POST" },
        { "an unknown path takes none", "/other", "" },
        { "nor does one with a slash at the end", "/hook/", "" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char memory[64];
        struct buf out;
        buf_fixed(&out, memory, sizeof memory);
        route_methods(routes, LENGTH(routes), str_of(rows[i].path), &out);
        if (!buf_ok(&out) || !str_equal(buf_view(&out), str_of(rows[i].methods)))
            fail_msg("row %zu: %s: '%.*s'", i, rows[i].rule, STR_ARG(buf_view(&out)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_method_and_path),
        cmocka_unit_test(test_parameters_that_do_not_fit_are_no_match),
        cmocka_unit_test(test_methods_of_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
