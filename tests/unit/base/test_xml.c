/* test_xml.c - text as XML: markup, what XML cannot say, and bytes of any kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "base/xml.h"
#include "dice.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define LOST          "\xEF\xBF\xBD" /* U+FFFD */

static struct str written(struct buf *out, struct str text)
{
    buf_clear(out);
    xml_write_text(out, text);
    assert_true(buf_ok(out));
    return buf_view(out);
}

static void test_text(void **state)
{
    static const struct {
        const char *rule;
        struct str text, xml;
    } rows[] = {
        { "nothing", { "", 0 }, { "", 0 } },
        { "plain words", { "Jalan rusak", 11 }, { "Jalan rusak", 11 } },
        { "letters of other scripts",
          { "\xEA\xA6\x97 \xC3\xA9", 6 },
          { "\xEA\xA6\x97 \xC3\xA9", 6 } },
        { "an emoji", { "\xF0\x9F\x98\x80", 4 }, { "\xF0\x9F\x98\x80", 4 } },
        { "an element", { "<b>", 3 }, { "&lt;b&gt;", 9 } },
        { "an ampersand, once", { "&amp;", 5 }, { "&amp;amp;", 9 } },
        { "quotes of both kinds", { "\"'", 2 }, { "&quot;&apos;", 12 } },
        { "the end of a CDATA section", { "]]>", 3 }, { "]]&gt;", 6 } },
        { "a line feed and a tab stay", { "a\n\tb", 4 }, { "a\n\tb", 4 } },
        { "a carriage return survives its parser", { "a\rb", 3 }, { "a&#13;b", 7 } },
        { "a NUL", { "a\0b", 3 }, { "a" LOST "b", 5 } },
        { "a control character", { "\x1B", 1 }, { LOST, 3 } },
        { "U+FFFE is no character", { "\xEF\xBF\xBE", 3 }, { LOST, 3 } },
        { "nor is U+FFFF", { "\xEF\xBF\xBF", 3 }, { LOST, 3 } },
        { "a broken sequence", { "a\xC3(", 3 }, { "a" LOST "(", 5 } },
    };
    struct buf out;
    (void)state;
    buf_init(&out, 4096);
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (!str_equal(written(&out, rows[i].text), rows[i].xml))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(buf_view(&out)));
    buf_finish(&out);
}

/* Whatever bytes come in: valid UTF-8 goes out, no markup but references that end. */
static void check(struct str xml)
{
    int32_t c;
    size_t open = SIZE_MAX;
    assert_true(utf8_valid(xml));
    for (size_t i = 0; i < xml.len; i++) {
        assert_null(memchr("<>\"'", xml.at[i], 4));
        if (xml.at[i] == '&') open = i;
        if (open != SIZE_MAX && xml.at[i] == ';') open = SIZE_MAX;
        assert_true(open == SIZE_MAX || i - open < 6);
    }
    assert_int_equal(open, SIZE_MAX);
    while (utf8_next(&xml, &c))
        assert_true(c == '\t' || c == '\n' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF));
}

static void test_any_bytes(void **state)
{
    uint64_t dice = 20261128;
    char bytes[64];
    struct buf out;
    (void)state;
    buf_init(&out, 4096);
    for (int run = 0; run < 20000; run++) {
        size_t len = 0;
        for (; len < sizeof bytes; len++) {
            bytes[len] = (char)(dice_next(&dice) >> 40);
            if ((dice >> 56 & 15) == 0) break;
        }
        check(written(&out, (struct str){ bytes, len }));
    }
    buf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
