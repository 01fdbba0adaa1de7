/* test_csv_write.c - cells that a spreadsheet takes for text, whatever a citizen wrote. */
#include "base/csv.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_cells(void **state)
{
    static const struct {
        const char *rule, *text, *cell;
    } rows[] = {
        { "plain words", "Jalan rusak", "\"Jalan rusak\"" },
        { "nothing", "", "\"\"" },
        { "quotes are doubled", "kata \"camat\"", "\"kata \"\"camat\"\"\"" },
        { "a line stays a line", "satu\ndua", "\"satu\ndua\"" },
        { "a return goes, its line feed stays", "satu\r\ndua", "\"satu\ndua\"" },
        { "commas need nothing", "a,b;c", "\"a,b;c\"" },
        { "a formula", "=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"" },
        { "plus", "+62", "\"'+62\"" },
        { "minus", "-2+3", "\"'-2+3\"" },
        { "at", "@SUM(1)", "\"'@SUM(1)\"" },
        { "behind blanks", "  =1", "\"'  =1\"" },
        { "behind a line feed", "\n=1", "\"'\n=1\"" },
        { "behind a tab", "\t=1", "\"' =1\"" },
        { "behind a return", "\r=1", "\"'=1\"" },
        { "behind a byte order mark", "\xEF\xBB\xBF=1", "\"'=1\"" },
        { "behind a mark of direction", "\xE2\x80\xAE=1", "\"'=1\"" },
        { "behind a zero-width space", "\xE2\x80\x8B=1", "\"'\xE2\x80\x8B=1\"" },
        { "full width",
          "\xEF\xBC\x9D"
          "1",
          "\"'\xEF\xBC\x9D"
          "1\"" },
        { "a sign further on is none", "1=1", "\"1=1\"" },
        { "an override turns nothing", "laporan\xE2\x80\xAEgpj.exe", "\"laporangpj.exe\"" },
        { "nor an isolate",
          "a\xE2\x81\xA6"
          "b\xE2\x81\xA9",
          "\"ab\"" },
        { "control characters go",
          "a\x01"
          "b\x7F",
          "\"ab\"" },
        { "invalid bytes are seen",
          "a\xFF"
          "b",
          "\"a\xEF\xBF\xBD"
          "b\"" },
        { "letters of all people stay",
          "b\xC3\xA2"
          "dh\xC3\xA2",
          "\"b\xC3\xA2"
          "dh\xC3\xA2\"" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char memory[256];
        struct buf out;
        buf_fixed(&out, memory, sizeof memory);
        csv_write_text(&out, str_of(rows[i].text));
        assert_true(buf_ok(&out));
        if (strcmp(memory, rows[i].cell) != 0) fail_msg("%s: %s", rows[i].rule, memory);
    }
}

/* What was written is read again as it was, but for the apostrophe. */
static void test_reads_back(void **state)
{
    char memory[256];
    struct buf out;
    struct csv c;
    struct csv_row row;
    struct arena arena = { 0 };
    bool more;
    (void)state;
    buf_fixed(&out, memory, sizeof memory);
    csv_write_text(&out, STR("kata \"camat\",\nbesok"));
    buf_add_char(&out, ',');
    csv_write_text(&out, STR("=1"));
    csv_init(&c, buf_view(&out), &arena);
    assert_true(csv_next(&c, &row, &more, NULL) && more);
    assert_int_equal(row.count, 2);
    assert_true(str_equal(row.field[0], STR("kata \"camat\",\nbesok")));
    assert_true(str_equal(row.field[1], STR("'=1")));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_cells),
                                        cmocka_unit_test(test_reads_back) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
