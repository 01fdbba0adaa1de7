/* test_ini.c - sections, keys, values, comments, limits, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/ini.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define TEN         "0123456789"
#define FORTY       TEN TEN TEN TEN

static bool gather(void *ctx, const struct ini_entry *entry, struct err *e)
{
    if (str_equal(entry->key, STR("stop"))) return err_set(e, ERR_DENIED, "stopped");
    buf_addf(ctx, "%d:%.*s.%.*s=%.*s;", entry->line, STR_ARG(entry->section), STR_ARG(entry->key),
             STR_ARG(entry->value));
    return true;
}

static bool read_all(struct str text, char *out, size_t cap, struct err *e)
{
    struct buf b;
    char *copy = malloc(text.len + 1);
    memcpy(copy, text.at, text.len);
    buf_fixed(&b, out, cap);
    bool ok = ini_parse_text((struct str){ copy, text.len }, gather, &b, e);
    free(copy);
    assert_true(buf_ok(&b));
    return ok;
}

static void test_entries(void **state)
{
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        { "nothing", "", "" },
        { "a key in a section", "[http]\nlisten=127.0.0.1:8080\n",
          "2:http.listen=127.0.0.1:8080;" },
        { "a key before any section", "a=1", "1:.a=1;" },
        { "blanks around", "[ x ]\n  a  =  b c  \n", "2:x.a=b c;" },
        { "CRLF", "[x]\r\na=b\r\n", "2:x.a=b;" },
        { "no line end at the end", "[x]\na=b", "2:x.a=b;" },
        { "comments and blank lines", "; c\n# d=1\n\n  ; e\n[x]\n  # f\na=b\n", "7:x.a=b;" },
        { "a semicolon in a value", "a=b ; c", "1:.a=b ; c;" },
        { "a hash in a value", "a=#b", "1:.a=#b;" },
        { "an equals sign in a value", "a=b=c", "1:.a=b=c;" },
        { "a colon in a value", "a=http://h:1/", "1:.a=http://h:1/;" },
        { "a bracket in a value", "a=[b]", "1:.a=[b];" },
        { "quotes are part of the value", "a=\"b\"", "1:.a=\"b\";" },
        { "an empty value", "a=", "1:.a=;" },
        { "an indented line is a key, not more of the value", "a=b\n  c=d\n", "1:.a=b;2:.c=d;" },
        { "a key twice is told twice", "a=1\na=2", "1:.a=1;2:.a=2;" },
        { "a byte order mark", "\xEF\xBB\xBF[x]\na=b", "2:x.a=b;" },
        { "an emoji", "a=\xf0\x9f\x98\x80", "1:.a=\xf0\x9f\x98\x80;" },
        { "forty-nine bytes of section", "[" FORTY "012345678]\na=b", "2:" FORTY "012345678.a=b;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char got[200];
        struct err e = { .code = ERR_NONE };
        if (!read_all(str_of(rows[i].text), got, sizeof got, &e))
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        if (strcmp(got, rows[i].want) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, got);
    }
}

static void test_refusals(void **state)
{
    static const struct {
        const char *rule;
        struct str text;
        const char *error, *before;
    } rows[] = {
        { "a word alone", { "a=1\nb\nc=2", 9 }, "line 2: ", "1:.a=1;" },
        { "no key", { "=b", 2 }, "line 1: ", "" },
        { "a colon for an equals sign", { "a:b", 3 }, "line 1: ", "" },
        { "a colon before the equals sign", { "a:b=c", 5 }, "line 1: ", "" },
        { "an open section", { "\n[x\na=b", 7 }, "line 2: ", "" },
        { "text behind a section", { "[x] y", 5 }, "line 1: ", "" },
        { "a section of fifty bytes", { "[" FORTY "0123456789]", 52 }, "line 1: ", "" },
        { "a key of form feeds", { "\f\v=b", 4 }, "line 1: ", "" },
        { "a NUL", { "a=b\0c", 5 }, "line 1: ", "" },
        { "what the visitor said", { "a=1\nstop=1\nb=2", 14 }, "stopped", "1:.a=1;" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char got[200];
        struct err e = { .code = ERR_NONE };
        bool ok = read_all(rows[i].text, got, sizeof got, &e);
        enum err_code want = strcmp(rows[i].error, "stopped") == 0 ? ERR_DENIED : ERR_INPUT;
        if (ok || e.code != want || strncmp(e.text, rows[i].error, strlen(rows[i].error)) != 0)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        if (strcmp(got, rows[i].before) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, got);
    }
}

static void test_value_limit(void **state)
{
    static const struct {
        size_t value, blanks;
        bool ok;
    } rows[] = {
        { INI_VALUE_MAX, 0, true },      { INI_VALUE_MAX, 200, true },
        { INI_VALUE_MAX + 1, 0, false }, { INI_VALUE_MAX, 500, false },
        { 3 * INI_VALUE_MAX, 0, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf b;
        char *out = malloc(2 * INI_VALUE_MAX);
        struct err e = { .code = ERR_NONE };
        buf_init(&b, 1 << 20);
        buf_add(&b, STR("a=1\nkey="));
        for (size_t n = 0; n < rows[i].blanks; n++)
            buf_add_char(&b, ' ');
        for (size_t n = 0; n < rows[i].value; n++)
            buf_add_char(&b, 'x');
        buf_add(&b, STR("\nb=2\n"));
        bool ok = read_all(buf_view(&b), out, (size_t)2 * INI_VALUE_MAX, &e);
        if (ok != rows[i].ok) fail_msg("row %zu", i);
        if (ok) assert_int_equal(strlen(out), strlen("1:.a=1;2:.key=;3:.b=2;") + INI_VALUE_MAX);
        if (!ok) assert_memory_equal(e.text, "line 2: ", 8);
        free(out);
        buf_finish(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_value_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
