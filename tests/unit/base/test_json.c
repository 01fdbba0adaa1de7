/* test_json.c - reading and printing JSON, hostile input and a failing allocator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include <cjson/cJSON.h> /* only to make its allocator fail */
#include <cmocka.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static struct json *parsed(const char *text)
{
    struct json *j = NULL;
    struct err e = { .code = ERR_NONE };
    if (!json_parse(str_of(text), &j, &e)) fail_msg("%s: %s", text, e.text);
    return j;
}

static void assert_str(struct str got, const char *want)
{
    if (!str_equal(got, str_of(want))) fail_msg("got '%.*s', want '%s'", STR_ARG(got), want);
}

/* Parses a copy that ends where its heap block ends, so that a read beyond is seen. */
static bool parse_exact(struct str text, struct json **out, struct err *e)
{
    char *copy = malloc(text.len ? text.len : 1);
    assert_non_null(copy);
    memcpy(copy, text.at, text.len);
    bool ok = json_parse((struct str){ copy, text.len }, out, e);
    free(copy);
    return ok;
}

static void test_what_parses(void **state)
{
    static const struct {
        const char *rule;
        struct str text;
        bool ok;
    } rows[] = {
        { "an object", { "{\"a\":[1,2,{}]}", 14 }, true },
        { "blanks around", { " \t\r\n[] \n", 8 }, true },
        { "a bare string", { "\"a\"", 3 }, true },
        { "a bare number", { "12", 2 }, true },
        { "nothing", { "", 0 }, false },
        { "only blanks", { "  ", 2 }, false },
        { "two values", { "1 2", 3 }, false },
        { "something behind", { "{}x", 3 }, false },
        { "a NUL behind", { "{}\0", 3 }, false },
        { "a NUL behind and more", { "{}\0{}", 5 }, false },
        { "a NUL within a string", { "\"a\0b\"", 5 }, false },
        { "a tab within a string", { "\"a\tb\"", 5 }, false },
        { "a vertical tab between", { "[1,\v2]", 6 }, false },
        { "an open object", { "{\"a\":1", 6 }, false },
        { "an open string", { "\"abc", 4 }, false },
        { "a string ended by a backslash", { "\"abc\\", 5 }, false },
        { "an escape cut short", { "\"\\u12", 5 }, false },
        { "an escape with bad digits", { "\"\\u12g4\"", 8 }, false },
        { "half an escape between values", { "[\"\\u0000\",\\uzz]", 15 }, false },
        { "an escape at the very end", { "[\"\\u0000\"]\\u", 12 }, false },
        { "an unknown escape", { "\"\\x\"", 4 }, false },
        { "a comma too many", { "[1,]", 4 }, false },
        { "a member without a value", { "{\"a\":}", 6 }, false },
        { "a key without quotes", { "{a:1}", 5 }, false },
        { "single quotes", { "{'a':1}", 7 }, false },
        { "a comment", { "/**/1", 5 }, false },
        { "closing what was not opened", { "]", 1 }, false },
        { "closing with the other sign", { "[}", 2 }, false },
        { "an invalid byte", { "\"\xff\"", 3 }, false },
        { "an overlong slash", { "\"\xc0\xaf\"", 4 }, false },
        { "a surrogate in UTF-8", { "\"\xed\xa0\x80\"", 5 }, false },
        { "a word", { "hello", 5 }, false },
        { "half of true", { "tru", 3 }, false },
        { "a minus", { "-", 1 }, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json *j = NULL;
        struct err e = { .code = ERR_NONE };
        bool ok = parse_exact(rows[i].text, &j, &e);
        if (ok != rows[i].ok || (j != NULL) != ok || e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s", i, rows[i].rule);
        json_free(j);
    }
}

static bool nested_parses(const char *open, const char *inner, const char *close, size_t depth)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < depth; i++)
        buf_add_text(&b, open);
    buf_add_text(&b, inner);
    for (size_t i = 0; i < depth; i++)
        buf_add_text(&b, close);
    struct json *j = NULL;
    bool ok = parse_exact(buf_view(&b), &j, NULL);
    json_free(j);
    buf_finish(&b);
    return ok;
}

static void test_depth(void **state)
{
    (void)state;
    assert_true(nested_parses("[", "1", "]", JSON_DEPTH_MAX));
    assert_false(nested_parses("[", "1", "]", JSON_DEPTH_MAX + 1));
    assert_true(nested_parses("{\"a\":", "1", "}", JSON_DEPTH_MAX));
    assert_false(nested_parses("{\"a\":", "1", "}", JSON_DEPTH_MAX + 1));
    assert_false(nested_parses("[", "", "", 200000));
    assert_false(nested_parses("]", "[1]", "", 3));
    struct json *j =
        parsed("[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
               "[[{{{{{{{\\\"{{{{{{{\",[[]]]");
    assert_int_equal(json_count(j), 2);
    json_free(j);
}

static void test_number_of_values(void **state)
{
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct buf b;
        buf_init(&b, 4 << 20);
        buf_add_char(&b, '[');
        for (size_t i = 0; i < JSON_VALUES_MAX - 1 + (size_t)more; i++)
            buf_add_text(&b, "1,");
        buf_add_text(&b, "1]");
        struct json *j = NULL;
        struct err e = { .code = ERR_NONE };
        assert_int_equal(parse_exact(buf_view(&b), &j, &e), more == 0);
        assert_int_equal(e.code, more ? ERR_INPUT : ERR_NONE);
        json_free(j);
        buf_finish(&b);
    }
}

static void test_strings(void **state)
{
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        { "plain", "\"lapor\"", "lapor" },
        { "short escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
        { "a letter by number", "\"\\u00e9\"", "\xc3\xa9" },
        { "a pair of surrogates", "\"\\ud83d\\uDE00\"", "\xf0\x9f\x98\x80" },
        { "UTF-8 as it is", "\"\xf0\x9f\x98\x80\"", "\xf0\x9f\x98\x80" },
        { "a NUL does not end the text", "\"a\\u0000b\"",
          "a\xef\xbf\xbd"
          "b" },
        { "half an emoji does not lose the message", "\"a\\ud83d b\"", "a\xef\xbf\xbd b" },
        { "the other half", "\"\\ude00\"", "\xef\xbf\xbd" },
        { "two first halves", "\"\\ud83d\\ud83d\\ude00\"", "\xef\xbf\xbd\xf0\x9f\x98\x80" },
        { "a half before an escape", "\"\\ud83d\\n\"", "\xef\xbf\xbd\n" },
        { "a half at the end", "\"\\ud83d\"", "\xef\xbf\xbd" },
        { "a backslash before u0000", "\"\\\\u0000\"", "\\u0000" },
        { "a backslash, then a NUL", "\"\\\\\\u0000\"", "\\\xef\xbf\xbd" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json *j = NULL;
        if (!parse_exact(str_of(rows[i].text), &j, NULL) || !json_is_string(j) ||
            !str_equal(json_text(j), str_of(rows[i].want)))
            fail_msg("row %zu: %s", i, rows[i].rule);
        json_free(j);
    }
    struct json *j = parsed("{\"a\\u0000b\":1,\"\\ud83d\":\"\\u0000\"}");
    assert_string_equal(json_key(json_first(j)), "a\xef\xbf\xbd"
                                                 "b");
    json_free(j);
}

static void test_getters(void **state)
{
    (void)state;
    struct json *j = parsed("{\"error\":{\"error_data\":{\"details\":\"why\"}},\"list\":[1,\"x\","
                            "null],\"t\":true,\"f\":false,\"n\":null,\"Case\":1,\"case\":2,"
                            "\"twice\":1,\"twice\":2}");
    assert_str(json_text(json_path(j, "error", "error_data", "details", NULL)), "why");
    assert_null(json_path(j, "error", "nothing", "details", NULL));
    assert_null(json_path(j, "list", "x", NULL));
    assert_ptr_equal(json_path(j, NULL), j);
    assert_null(json_get(json_get(j, "list"), "x"));
    assert_null(json_get(json_get(j, "t"), "x"));

    int64_t n = 0;
    assert_true(json_i64(json_get(j, "case"), &n));
    assert_int_equal(n, 2);
    assert_true(json_i64(json_get(j, "twice"), &n));
    assert_int_equal(n, 1);

    const struct json *list = json_get(j, "list");
    assert_int_equal(json_count(list), 3);
    const struct json *item = json_first(list);
    assert_string_equal(json_key(item), "");
    assert_true(json_is_number(item));
    item = json_next(item);
    assert_str(json_text(item), "x");
    item = json_next(item);
    assert_true(json_is_null(item));
    assert_null(json_next(item));
    assert_string_equal(json_key(json_first(j)), "error");
    assert_int_equal(json_count(json_get(j, "t")), 0);
    assert_null(json_first(json_get(item, "x")));

    assert_true(json_bool(json_get(j, "t"), false));
    assert_false(json_bool(json_get(j, "f"), true));
    assert_true(json_bool(json_get(j, "n"), true));
    assert_true(json_bool(json_get(j, "list"), true));
    assert_str(json_get_text(j, "t"), "");
    json_free(j);
}

static void test_absent_reads_as_absent(void **state)
{
    (void)state;
    struct arena a = { 0 };
    int64_t n = 77;
    double d = 77;
    assert_false(json_is_object(NULL) || json_is_array(NULL) || json_is_string(NULL));
    assert_false(json_is_number(NULL) || json_is_bool(NULL) || json_is_null(NULL));
    assert_null(json_get(NULL, "x"));
    assert_null(json_path(NULL, "x", NULL));
    assert_string_equal(json_key(NULL), "");
    assert_int_equal(json_count(NULL), 0);
    assert_null(json_first(NULL));
    assert_null(json_next(NULL));
    assert_str(json_text(NULL), "");
    assert_str(json_get_text(NULL, "x"), "");
    assert_true(json_bool(NULL, true));
    assert_false(json_double(NULL, &d) || json_i64(NULL, &n));
    assert_true(n == 77 && d > 76);
    assert_str(json_text_or_number(NULL, &a), "");
    json_free(NULL);
}

static void test_numbers(void **state)
{
    static const struct {
        const char *rule, *text;
        bool is_double, is_i64;
        int64_t n;
        const char *as_text;
    } rows[] = {
        { "an integer", "42", true, true, 42, "42" },
        { "negative", "-42", true, true, -42, "-42" },
        { "zero", "0", true, true, 0, "0" },
        { "an integer with an exponent", "1e3", true, true, 1000, "1000" },
        { "an integer with a point", "5.0", true, true, 5, "5" },
        { "a time in a string", "\"1764547200\"", false, true, 1764547200, "1764547200" },
        { "a fraction", "-7.7764", true, false, 0, "-7.7764" },
        { "two to the 53rd", "9007199254740992", true, true, 9007199254740992, "9007199254740992" },
        { "beyond two to the 53rd", "9007199254740994", true, false, 0, "9007199254740994" },
        { "beyond, in a string", "\"9007199254740993\"", false, false, 0, "9007199254740993" },
        { "minus two to the 53rd", "-9007199254740992", true, true, -9007199254740992,
          "-9007199254740992" },
        { "a sixteenth digit", "0.1234567890123456", true, false, 0, "0.1234567890123456" },
        { "larger than all", "1e999", false, false, 0, "" },
        { "a fraction in a string", "\"1.5\"", false, false, 0, "1.5" },
        { "a word", "\"x\"", false, false, 0, "x" },
        { "true", "true", false, false, 0, "" },
        { "null", "null", false, false, 0, "" },
        { "a list", "[1]", false, false, 0, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = { 0 };
        struct json *j = parsed(rows[i].text);
        int64_t n = 77;
        double d = NAN;
        if (json_double(j, &d) != rows[i].is_double || isnan(d) == rows[i].is_double)
            fail_msg("row %zu: %s: double", i, rows[i].rule);
        if (json_i64(j, &n) != rows[i].is_i64 || n != (rows[i].is_i64 ? rows[i].n : 77))
            fail_msg("row %zu: %s: integer %lld", i, rows[i].rule, (long long)n);
        struct str text = json_text_or_number(j, &a);
        if (!str_equal(text, str_of(rows[i].as_text)))
            fail_msg("row %zu: %s: text %.*s", i, rows[i].rule, STR_ARG(text));
        json_free(j);
        arena_clear(&a);
    }
}

static void test_text_or_number_without_memory(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1);
    struct json *j = parsed("42");
    assert_str(json_text_or_number(j, &a), "");
    json_free(j);
}

static void test_print(void **state)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        { " { \"a\" : [ 1 , -2.5, true,false,null, \"x\" ] , \"b\":{} , \"c\":[]} ",
          "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{},\"c\":[]}" },
        { "\"\\u0001\\n\\\"\\\\\\/\\u2028\xc3\xa9\"", "\"\\u0001\\n\\\"\\\\/\\u2028\xc3\xa9\"" },
        { "[0.1,0.30000000000000004,1e300,123456789012]",
          "[0.1,0.30000000000000004,1e+300,123456789012]" },
        { "[1e999]", "[null]" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct json *j = parsed(rows[i].text);
        struct buf b;
        buf_init(&b, 1000);
        assert_true(json_print(j, &b, NULL));
        assert_str(buf_view(&b), rows[i].want);
        buf_finish(&b);
        struct err e = { .code = ERR_NONE };
        buf_init(&b, strlen(rows[i].want) - 1);
        assert_false(json_print(j, &b, &e));
        assert_int_equal(e.code, ERR_LIMIT);
        buf_finish(&b);
        json_free(j);
    }
}

static size_t allocations_left;

static void *failing_malloc(size_t size)
{
    if (allocations_left == 0) {
        errno = ENOMEM;
        return NULL;
    }
    allocations_left--;
    return malloc(size);
}

static void test_allocator_says_no(void **state)
{
    (void)state;
    struct json *const untouched = (struct json *)(void *)&allocations_left;
    cJSON_Hooks hooks = { failing_malloc, free };
    cJSON_InitHooks(&hooks);
    struct json *j = untouched;
    size_t failures = 0;
    for (;; failures++) {
        struct err e = { .code = ERR_NONE };
        allocations_left = failures;
        if (json_parse(STR("{\"a\":[\"x\",1,{\"b\":\"\\u0000\"}]}"), &j, &e)) break;
        if (e.code != ERR_MEMORY || j != untouched) fail_msg("allocation %zu", failures);
    }
    cJSON_InitHooks(NULL);
    json_free(j);
    assert_true(failures >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_parses),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_number_of_values),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_getters),
        cmocka_unit_test(test_absent_reads_as_absent),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_text_or_number_without_memory),
        cmocka_unit_test(test_print),
        cmocka_unit_test(test_allocator_says_no),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
