/* test_csv.c - rows, quotes, line ends, line numbers, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/csv.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Writes all rows as "line:[field][field];" into out; false with *e when reading stops. */
static bool read_all(const char *text, char *out, size_t cap, struct err *e)
{
    struct arena a = { 0 };
    struct buf b;
    struct csv c;
    size_t len = strlen(text);
    char *copy = malloc(len + 1);
    memcpy(copy, text, len);
    buf_fixed(&b, out, cap);
    csv_init(&c, (struct str){ copy, len }, &a);
    bool ok = true, more = true;
    while (ok && more) {
        struct csv_row row;
        ok = csv_next(&c, &row, &more, e);
        if (!ok || !more) continue;
        buf_addf(&b, "%zu:", c.line);
        for (size_t i = 0; i < row.count; i++)
            buf_addf(&b, "[%.*s]", STR_ARG(row.field[i]));
        buf_add_char(&b, ';');
    }
    assert_true(buf_ok(&b));
    arena_clear(&a);
    free(copy);
    return ok;
}

static void test_rows(void **state)
{
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        { "nothing", "", "" },
        { "one field", "a", "1:[a];" },
        { "a line end at the end adds no row", "a\n", "1:[a];" },
        { "fields and rows", "a,b\nc,d\n", "1:[a][b];2:[c][d];" },
        { "CRLF", "a,b\r\nc\r\n", "1:[a][b];2:[c];" },
        { "a CR at the very end", "a\r", "1:[a];" },
        { "a CR alone is text", "a\rb", "1:[a\rb];" },
        { "empty fields", ",a,,\n", "1:[][a][][];" },
        { "blanks are kept", " a , b ", "1:[ a ][ b ];" },
        { "quotes hide commas", "\"a,b\",c", "1:[a,b][c];" },
        { "quotes hide line ends", "\"a\nb\r\nc\",d\ne", "1:[a\nb\r\nc][d];4:[e];" },
        { "a doubled quote", "\"say \"\"yes\"\"\",x", "1:[say \"yes\"][x];" },
        { "only doubled quotes", "\"\"\"\"\"\"", "1:[\"\"];" },
        { "an empty quoted field", "\"\"", "1:[];" },
        { "a quote within plain text is text", "5\" pipe,x", "1:[5\" pipe][x];" },
        { "quotes before CRLF", "\"a\"\r\n\"b\"", "1:[a];2:[b];" },
        { "a byte order mark",
          "\xEF\xBB\xBF"
          "a,b",
          "1:[a][b];" },
        { "blank lines", "\n\r\n  \na\n\n\nb\n\n", "4:[a];7:[b];" },
        { "comments", "# a\n#\"\na,#b\n#c", "3:[a][#b];" },
        { "a quoted hash is no comment", "\"#a\"", "1:[#a];" },
        { "a hash behind a blank is no comment", " #a", "1:[ #a];" },
        { "sixteen fields", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
          "1:[1][2][3][4][5][6][7][8][9][10][11][12][13][14][15][16];" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char got[200];
        struct err e = { .code = ERR_NONE };
        if (!read_all(rows[i].text, got, sizeof got, &e)) fail_msg("row %zu: %s", i, e.text);
        if (strcmp(got, rows[i].want) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, got);
    }
}

static void test_refusals(void **state)
{
    static const struct {
        const char *rule, *text, *line;
    } rows[] = {
        { "an open quote", "a\n\"b\n\nc", "line 2: " },
        { "an open quote at the end", "\"", "line 1: " },
        { "an open quote after a doubled one", "\"a\"\"", "line 1: " },
        { "text behind a quote", "a\n\n\"b\" c", "line 3: " },
        { "a quote behind a quote", "\"a\" \"b\"", "line 1: " },
        { "seventeen fields", "a\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,", "line 2: " },
        { "the line where the row begins", "\"a\nb\",\"c", "line 1: " },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char got[200];
        struct err e = { .code = ERR_NONE };
        bool ok = read_all(rows[i].text, got, sizeof got, &e);
        if (ok || e.code != ERR_INPUT || strncmp(e.text, rows[i].line, strlen(rows[i].line)) != 0)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
    }
}

static void test_outputs_untouched(void **state)
{
    (void)state;
    struct arena a;
    struct csv c;
    struct csv_row row = { .count = 77 };
    bool more = true;
    struct err e = { .code = ERR_NONE };
    arena_init(&a, 1);
    csv_init(&c, STR("\"a\"\"b\""), &a);
    assert_false(csv_next(&c, &row, &more, &e));
    assert_int_equal(e.code, ERR_MEMORY);
    assert_int_equal(row.count, 77);
    assert_true(more);
    csv_init(&c, STR_EMPTY, &a);
    assert_true(csv_next(&c, &row, &more, &e));
    assert_false(more);
    assert_int_equal(row.count, 77);
    arena_clear(&a);
}

static void test_header(void **state)
{
    static const struct {
        const char *rule, *text, *names;
        bool ok;
    } rows[] = {
        { "exactly", "date,name\n", "date,name", true },
        { "more columns", "date,name,source\n", "date,name", true },
        { "fewer columns", "date\n", "date,name", false },
        { "another order", "name,date\n", "date,name", false },
        { "another case", "Date,name\n", "date,name", false },
        { "a longer name", "dates,name\n", "date,name", false },
        { "behind a comment", "# list\n\ndate,name\n", "date,name", true },
        { "quoted", "\"date\",\"name\"\n", "date,name", true },
        { "nothing", "", "date", false },
        { "an open quote", "\"date", "date", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = { 0 };
        struct csv c;
        struct err e = { .code = ERR_NONE };
        csv_init(&c, str_of(rows[i].text), &a);
        bool ok = csv_header(&c, rows[i].names, &e);
        if (ok != rows[i].ok || e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        arena_clear(&a);
    }
}

static void test_width(void **state)
{
    static const struct {
        const char *rule, *text, *error; /* "": the row is read */
    } rows[] = {
        { "as many as the header", "date,name\n2026-01-01,Tahun Baru\n", "" },
        { "fewer are the reader's own matter", "date,name\n2026-01-01\n", "" },
        { "more columns in the header", "date,name,by\n2026-01-01,Tahun Baru,SKB\n", "" },
        { "a comma in quotes", "date,name\n2026-01-01,\"Tahun Baru, libur\"\n", "" },
        { "a comma without quotes", "date,name\n\n2026-01-01,Tahun Baru, libur\n",
          "line 3: 3 fields, want 2: put quotes around a text with a comma" },
        { "a comma at the end", "date,name\n2026-01-01,Tahun Baru,\n",
          "line 2: 3 fields, want 2: put quotes around a text with a comma" },
        { "more than a row holds", "date,name\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18\n",
          "line 2: 18 fields, want 2: put quotes around a text with a comma" },
        { "semicolons", "date;name\n2026-01-01;Tahun Baru\n",
          "line 1: the header must begin with date,name: separate the fields with commas, not with "
          "semicolons" },
        { "tabs", "date\tname\n",
          "line 1: the header must begin with date,name: separate the fields with commas, not with "
          "tabs" },
        { "a byte order mark",
          "\xEF\xBB\xBF"
          "date,name\n2026-01-01,Tahun Baru\n",
          "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena a = { 0 };
        struct csv c;
        struct csv_row row;
        bool more;
        struct err e = { .code = ERR_NONE };
        csv_init(&c, str_of(rows[i].text), &a);
        bool ok = csv_header(&c, "date,name", &e) && csv_next(&c, &row, &more, &e);
        if (ok != (rows[i].error[0] == '\0') || strcmp(ok ? "" : e.text, rows[i].error) != 0)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        arena_clear(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_outputs_untouched),
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
