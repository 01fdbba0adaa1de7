/* test_json_writer.c - JSON as a stream: escapes, foreign bytes, balance, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include <cmocka.h>
#include <math.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void assert_str(struct str got, const char *want)
{
    if (!str_equal(got, str_of(want))) fail_msg("got '%.*s', want '%s'", STR_ARG(got), want);
}

static void test_writer(void **state)
{
    (void)state;
    struct buf b;
    struct json_writer w;
    buf_init(&b, 1000);
    json_writer_init(&w, &b);
    assert_false(json_writer_done(&w));
    json_begin_object(&w);
    json_member_text(&w, "t", STR("a\"b\\c\n\r\t\x01\x7f<>&"));
    json_member_i64(&w, "n", INT64_MIN);
    json_member_bool(&w, "yes", true);
    json_member_null(&w, "nothing");
    json_member_time(&w, "at", 1796403599000);
    json_key_name(&w, "list");
    json_begin_array(&w);
    json_write_double(&w, -7.7764);
    json_write_double(&w, INFINITY);
    json_write_double(&w, NAN);
    json_begin_object(&w);
    json_end_object(&w);
    json_begin_array(&w);
    json_end_array(&w);
    json_write_bool(&w, false);
    assert_false(json_writer_done(&w));
    json_end_array(&w);
    json_key_name(&w, "raw");
    json_write_raw(&w, STR("[1,2]"));
    json_key_name(&w, "\"odd\" key\n");
    json_write_null(&w);
    json_end_object(&w);
    assert_true(json_writer_done(&w));
    assert_str(buf_view(&b), "{\"t\":\"a\\\"b\\\\c\\n\\r\\t\\u0001\x7f<>&\","
                             "\"n\":-9223372036854775808,\"yes\":true,\"nothing\":null,"
                             "\"at\":\"2026-12-04T23:59:59+07:00\",\"list\":[-7.7764,null,null,"
                             "{},[],false],\"raw\":[1,2],\"\\\"odd\\\" key\\n\":null}");
    buf_finish(&b);
}

static void test_written_text(void **state)
{
    static const struct {
        const char *rule;
        struct str text;
        const char *want;
    } rows[] = {
        { "empty", { "", 0 }, "\"\"" },
        { "a NUL", { "a\0b", 3 }, "\"a\\u0000b\"" },
        { "UTF-8 goes through", { "\xf0\x9f\x98\x80", 4 }, "\"\xf0\x9f\x98\x80\"" },
        { "an invalid byte", { "a\xff", 2 }, "\"a\xef\xbf\xbd\"" },
        { "a letter cut short", { "\xe2\x82", 2 }, "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
        { "a cut letter before plain ones", { "\xc3(", 2 }, "\"\xef\xbf\xbd(\"" },
        { "a surrogate", { "\xed\xa0\x80", 3 }, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
        { "JavaScript's line ends", { "\xe2\x80\xa8\xe2\x80\xa9", 6 }, "\"\\u2028\\u2029\"" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b;
        struct json_writer w;
        buf_init(&b, 100);
        json_writer_init(&w, &b);
        json_write_text(&w, rows[i].text);
        if (!json_writer_done(&w) || !str_equal(buf_view(&b), str_of(rows[i].want)))
            fail_msg("row %zu: %s: %.*s", i, rows[i].rule, STR_ARG(buf_view(&b)));
        buf_finish(&b);
    }
}

enum token { END, OBJECT, OBJECT_END, ARRAY, ARRAY_END, KEY, VALUE };

static void put_token(struct json_writer *w, enum token token)
{
    switch (token) {
    case END: break;
    case OBJECT: json_begin_object(w); break;
    case OBJECT_END: json_end_object(w); break;
    case ARRAY: json_begin_array(w); break;
    case ARRAY_END: json_end_array(w); break;
    case KEY: json_key_name(w, "k"); break;
    case VALUE: json_write_i64(w, 1); break;
    }
}

static void test_writer_balance(void **state)
{
    static const struct {
        const char *rule;
        enum token tokens[6];
        bool done;
    } rows[] = {
        { "nothing is not JSON", { END }, false },
        { "one value is", { VALUE }, true },
        { "two values are not", { VALUE, VALUE }, false },
        { "an object", { OBJECT, KEY, VALUE, OBJECT_END }, true },
        { "an open object", { OBJECT, KEY, VALUE }, false },
        { "a key without a value", { OBJECT, KEY, OBJECT_END }, false },
        { "two keys", { OBJECT, KEY, KEY, VALUE, OBJECT_END }, false },
        { "a value without a key", { OBJECT, VALUE, OBJECT_END }, false },
        { "a key in an array", { ARRAY, KEY, VALUE, ARRAY_END }, false },
        { "a key outside of all", { KEY, VALUE }, false },
        { "an end too many", { ARRAY, ARRAY_END, ARRAY_END }, false },
        { "an end before all", { OBJECT_END }, false },
        { "the wrong end", { ARRAY, OBJECT_END }, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b;
        struct json_writer w;
        buf_init(&b, 100);
        json_writer_init(&w, &b);
        for (size_t k = 0; k < COUNT(rows[i].tokens); k++)
            put_token(&w, rows[i].tokens[k]);
        if (json_writer_done(&w) != rows[i].done) fail_msg("row %zu: %s", i, rows[i].rule);
        buf_finish(&b);
    }
}

static void test_writer_limits(void **state)
{
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct buf b;
        struct json_writer w;
        buf_init(&b, 1000);
        json_writer_init(&w, &b);
        for (int i = 0; i < JSON_DEPTH_MAX + more; i++)
            json_begin_array(&w);
        for (int i = 0; i < JSON_DEPTH_MAX + more; i++)
            json_end_array(&w);
        assert_int_equal(json_writer_done(&w), more == 0);
        buf_finish(&b);
    }
    struct buf b;
    struct json_writer w;
    buf_init(&b, 6);
    json_writer_init(&w, &b);
    json_write_text(&w, STR("12345"));
    assert_false(json_writer_done(&w));
    buf_finish(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writer),
        cmocka_unit_test(test_written_text),
        cmocka_unit_test(test_writer_balance),
        cmocka_unit_test(test_writer_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
