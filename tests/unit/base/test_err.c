/* test_err.c - error values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include <cmocka.h>
#include <string.h>

static void test_set_and_wrap(void **state)
{
    (void)state;
    struct err e = { .code = ERR_NONE };
    assert_false(err_set(&e, ERR_LIMIT, "at most %d rows", 5));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_string_equal(e.text, "at most 5 rows");
    assert_false(err_wrap(&e, "places.csv"));
    assert_int_equal(e.code, ERR_LIMIT);
    assert_string_equal(e.text, "places.csv: at most 5 rows");
    assert_false(err_set(&e, ERR_INPUT, "line 3: %s", e.text));
    assert_string_equal(e.text, "line 3: places.csv: at most 5 rows");
}

static void test_nobody_listens(void **state)
{
    (void)state;
    assert_false(err_set(NULL, ERR_IO, "disk"));
    assert_false(err_wrap(NULL, "prefix"));
}

static void test_long_sentence_is_cut(void **state)
{
    (void)state;
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct err e;
    assert_false(err_set(&e, ERR_INPUT, "%s", text));
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    assert_false(err_wrap(&e, "where"));
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    assert_memory_equal(e.text, "where: xxx", 10);
}

static void test_names_and_transience(void **state)
{
    static const struct {
        enum err_code code;
        const char *name;
        bool transient;
    } rows[] = {
        { ERR_NONE, "none", false },
        { ERR_INPUT, "input", false },
        { ERR_NOT_FOUND, "not_found", false },
        { ERR_DENIED, "denied", false },
        { ERR_CONFLICT, "conflict", false },
        { ERR_LIMIT, "limit", false },
        { ERR_BUSY, "busy", true },
        { ERR_IO, "io", true },
        { ERR_MEMORY, "memory", true },
        { ERR_INTERNAL, "internal", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(err_code_name(rows[i].code), rows[i].name);
        if (err_is_transient(rows[i].code) != rows[i].transient) fail_msg("%s", rows[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_and_wrap),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_long_sentence_is_cut),
        cmocka_unit_test(test_names_and_transience),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
