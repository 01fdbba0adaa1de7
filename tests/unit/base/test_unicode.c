/* test_unicode.c - UTF-8, folding for matching, cutting between graphemes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/unicode.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define SMILE       "\xf0\x9f\x98\x80"
#define ZWJ         "\xe2\x80\x8d"
#define VS16        "\xef\xb8\x8f"
#define FAMILY      "\xf0\x9f\x91\xa8" ZWJ "\xf0\x9f\x91\xa9" ZWJ "\xf0\x9f\x91\xa7"
#define FLAG        "\xf0\x9f\x87\xae\xf0\x9f\x87\xa9"
#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static void test_valid_and_count(void **state)
{
    static const struct {
        const char *rule;
        struct str s;
        bool valid;
        size_t count;
    } rows[] = {
        { "empty", TEXT(""), true, 0 },
        { "ASCII", TEXT("jalan rusak di desa"), true, 19 },
        { "a NUL is a code point", TEXT("a\0b"), true, 3 },
        { "two bytes", TEXT("\xc3\xa9"), true, 1 },
        { "three bytes", TEXT("\xe2\x82\xac"), true, 1 },
        { "four bytes", TEXT(SMILE), true, 1 },
        { "the last code point", TEXT("\xf4\x8f\xbf\xbf"), true, 1 },
        { "the last before the surrogates", TEXT("\xed\x9f\xbf"), true, 1 },
        { "the first behind the surrogates", TEXT("\xee\x80\x80"), true, 1 },
        { "a bare continuation", TEXT("\x80"), false, 1 },
        { "an overlong NUL", TEXT("\xc0\x80"), false, 2 },
        { "overlong in two bytes", TEXT("\xc1\xbf"), false, 2 },
        { "overlong in three bytes", TEXT("\xe0\x9f\xbf"), false, 3 },
        { "overlong in four bytes", TEXT("\xf0\x8f\xbf\xbf"), false, 4 },
        { "a surrogate", TEXT("\xed\xa0\x80"), false, 3 },
        { "the last surrogate", TEXT("\xed\xbf\xbf"), false, 3 },
        { "beyond the last code point", TEXT("\xf4\x90\x80\x80"), false, 4 },
        { "five bytes", TEXT("\xf8\x88\x80\x80\x80"), false, 5 },
        { "cut short", TEXT("abcdefgh\xe2\x82"), false, 10 },
        { "cut by a letter", TEXT("\xe2(\xa1"), false, 3 },
        { "never a lead byte", TEXT("\xff"), false, 1 },
        { "wrong behind eight letters", TEXT("abcdefgh\x80ijklmnop"), false, 17 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *copy = malloc(rows[i].s.len + 1); /* exact but for one, so that ASan sees more */
        memcpy(copy, rows[i].s.at, rows[i].s.len);
        copy[rows[i].s.len] = '\x80';
        struct str s = { copy, rows[i].s.len };
        if (utf8_valid(s) != rows[i].valid) fail_msg("row %zu: %s", i, rows[i].rule);
        if (utf8_count(s) != rows[i].count) fail_msg("row %zu: count: %s", i, rows[i].rule);
        free(copy);
    }
}

static void test_every_code_point_returns(void **state)
{
    (void)state;
    char memory[8];
    struct buf b;
    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        buf_fixed(&b, memory, sizeof memory);
        utf8_put(&b, c);
        struct str s = buf_view(&b);
        int32_t back = -2;
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (!utf8_valid(s) || !utf8_next(&s, &back) || back != (surrogate ? 0xFFFD : c) || s.len)
            fail_msg("U+%04X", (unsigned)c);
    }
    static const int32_t none[] = { -1, INT32_MIN, 0x110000, INT32_MAX };
    for (size_t i = 0; i < COUNT(none); i++) {
        buf_fixed(&b, memory, sizeof memory);
        utf8_put(&b, none[i]);
        assert_string_equal(memory, "\xef\xbf\xbd");
    }
}

static void test_next(void **state)
{
    (void)state;
    struct str rest = STR("a\xff" SMILE "\xe2\x82");
    static const int32_t want[] = { 'a', -1, 0x1F600, -1, -1 };
    for (size_t i = 0; i < COUNT(want); i++) {
        int32_t c = -2;
        assert_true(utf8_next(&rest, &c));
        assert_int_equal(c, want[i]);
    }
    int32_t c = -2;
    assert_false(utf8_next(&rest, &c));
    assert_int_equal(c, -2);
}

static void test_prefix(void **state)
{
    static const struct {
        const char *rule, *s;
        size_t max;
        const char *want;
    } rows[] = {
        { "all of it", "lapor", 5, "lapor" },
        { "more than all", "lapor", 99, "lapor" },
        { "cut", "lapor", 2, "la" },
        { "nothing", "lapor", 0, "" },
        { "code points, not bytes", SMILE SMILE SMILE, 2, SMILE SMILE },
        { "exactly as many", SMILE SMILE, 2, SMILE SMILE },
        { "no accent is torn off", "ae\xcc\x81o", 2, "a" },
        { "an accent that fits stays", "ae\xcc\x81o", 3, "ae\xcc\x81" },
        { "a family stays together", "a" FAMILY "b", 5, "a" },
        { "a family that fits", "a" FAMILY "b", 6, "a" FAMILY },
        { "a flag stays together", FLAG FLAG, 3, FLAG },
        { "a line end stays together", "a\r\nb", 2, "a" },
        { "a first cluster that is too long", FAMILY, 2, "" },
        { "invalid bytes count one each", "\xff\xff\xff", 2, "\xff\xff" },
        { "a letter cut short", "ab\xe2\x82", 3, "ab\xe2" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str s = str_of(rows[i].s), got = utf8_prefix(s, rows[i].max);
        if (got.at != s.at || !str_equal(got, str_of(rows[i].want)))
            fail_msg("row %zu: %s: got %zu bytes", i, rows[i].rule, got.len);
    }
}

static const struct {
    const char *rule;
    struct str s;
    const char *want;
} folds[] = {
    { "empty", TEXT(""), "" },
    { "small letters stay", TEXT("jalan rusak"), "jalan rusak" },
    { "capitals", TEXT("JALAN Rusak, PJU @[Z]^"), "jalan rusak, pju @[z]^" },
    { "blanks collapse and ends are trimmed", TEXT("  a \t b  "), "a b" },
    { "line ends are blanks", TEXT("a\r\nb\n\nc\vd\fe"), "a b c d e" },
    { "only blanks", TEXT(" \n\t"), "" },
    { "controls are dropped",
      TEXT("a\0b\x01"
           "c\x7f"
           "d\x1b"),
      "abcd" },
    { "a control beside a blank", TEXT("a \x01 b\x01"), "a b" },
    { "an accent", TEXT("Caf\xc3\x89 a\xcc\x82"), "cafe a" },
    { "sharp s",
      TEXT("STRA\xc3\x9f"
           "E"),
      "strasse" },
    { "a capital I with a dot", TEXT("\xc4\xb0"), "i" },
    { "full width", TEXT("\xef\xbc\xac\xef\xbc\xab\xef\xbc\x92\xef\xbc\x96"), "lk26" },
    { "fancy letters", TEXT("\xf0\x9d\x97\x9d\xf0\x9d\x98\xa2\xf0\x9d\x93\xb5"), "jal" },
    { "letters in circles", TEXT("\xe2\x93\x81\xe2\x92\xb6"), "la" },
    { "a ligature", TEXT("\xef\xac\x81"), "fi" },
    { "superscript", TEXT("m\xc2\xb2"), "m2" },
    { "a blank that does not break",
      TEXT("a\xc2\xa0"
           "b\xe2\x80\xaf"
           "c\xe3\x80\x80"
           "d"),
      "a b c d" },
    { "next line, line and paragraph",
      TEXT("a\xc2\x85"
           "b\xe2\x80\xa8"
           "c\xe2\x80\xa9"
           "d"),
      "a b c d" },
    { "an empty Braille cell",
      TEXT("a\xe2\xa0\x80"
           "b"),
      "a b" },
    { "blanks of no width are dropped",
      TEXT("ja\xe2\x80\x8bl\xef\xbb\xbf"
           "an\xe2\x81\xa0"),
      "jalan" },
    { "a soft hyphen",
      TEXT("ja\xc2\xad"
           "lan"),
      "jalan" },
    { "direction marks",
      TEXT("\xe2\x80\xae"
           "ja\xe2\x81\xa6"
           "lan\xe2\x80\xac"),
      "jalan" },
    { "a Hangul filler",
      TEXT("a\xe3\x85\xa4"
           "b"),
      "ab" },
    { "an emoji stays", TEXT("ok " SMILE), "ok " SMILE },
    { "an emoji loses its variation", TEXT("\xe2\x9a\xa0" VS16 "!"), "\xe2\x9a\xa0!" },
    { "a family loses its joiners", TEXT(FAMILY),
      "\xf0\x9f\x91\xa8\xf0\x9f\x91\xa9\xf0\x9f\x91\xa7" },
    { "a flag stays", TEXT(FLAG), FLAG },
    { "a key cap is its digit", TEXT("1" VS16 "\xe2\x83\xa3"), "1" },
    { "marks piled up",
      TEXT("a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcd\x8f"
           "b"),
      "ab" },
    { "a mark at the start",
      TEXT("\xcc\x81"
           "a"),
      "a" },
    { "invalid bytes are dropped",
      TEXT("ja\xffl\xc3"
           "an\xe2\x82"),
      "jalan" },
    { "only invalid bytes", TEXT("\xff\xfe\x80"), "" },
    { "Hangul stays", TEXT("\xea\xb0\x80"), "\xea\xb0\x80" },
    { "Cyrillic", TEXT("\xd0\x96"), "\xd0\xb6" },
    { "small capitals",
      TEXT("\xca\x9f\xe1\xb4\x80\xe1\xb4\x8d\xe1\xb4\x98\xe1\xb4\x9c "
           "\xe1\xb4\x8a\xe1\xb4\x80\xca\x9f\xe1\xb4\x80\xc9\xb4 "
           "\xe1\xb4\x8d\xe1\xb4\x80\xe1\xb4\x9b\xc9\xaa"),
      "lampu jalan mati" },
    { "white letters in squares",
      TEXT("\xf0\x9f\x85\xb9\xf0\x9f\x85\xb0\xf0\x9f\x85\xbb\xf0\x9f\x85\xb0\xf0\x9f\x85\xbd"),
      "jalan" },
    { "white letters in circles",
      TEXT("\xf0\x9f\x85\x99\xf0\x9f\x85\x90\xf0\x9f\x85\x9b\xf0\x9f\x85\x90\xf0\x9f\x85\x9d"),
      "jalan" },
    { "blood types and parking are no letters",
      TEXT("\xf0\x9f\x85\xb0\xef\xb8\x8f\xf0\x9f\x85\xb1\xef\xb8\x8f \xf0\x9f\x85\xbe\xef\xb8\x8f "
           "\xf0\x9f\x85\xbf\xef\xb8\x8f"),
      "\xf0\x9f\x85\xb0\xf0\x9f\x85\xb1 \xf0\x9f\x85\xbe \xf0\x9f\x85\xbf" },
    { "a blood type behind a word", TEXT("darah\xf0\x9f\x85\xb0\xef\xb8\x8f liar"),
      "darah\xf0\x9f\x85\xb0 liar" },
    { "Cyrillic letters in a Latin word", TEXT("j\xd0\xb0l\xd0\xb0n rus\xd0\xb0k"), "jalan rusak" },
    { "Greek letters in a Latin word", TEXT("j\xce\xb1l\xce\xb1n, l\xce\xb1mp\xcf\x85"),
      "jalan, lampu" },
    { "a capital look-alike", TEXT("J\xd0\x90L\xd0\x90N"), "jalan" },
    { "a word in Cyrillic stays", TEXT("\xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb3\xd0\xb0"),
      "\xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb3\xd0\xb0" },
    { "a word of look-alikes alone stays", TEXT("\xd1\x80\xd0\xbe\xd1\x80\xd0\xb0 jalan"),
      "\xd1\x80\xd0\xbe\xd1\x80\xd0\xb0 jalan" },
    { "Cyrillic beside Latin, apart",
      TEXT("jalan \xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb3\xd0\xb0"),
      "jalan \xd0\xb4\xd0\xbe\xd1\x80\xd0\xbe\xd0\xb3\xd0\xb0" },
    { "a curly apostrophe stays",
      TEXT("Jum\xe2\x80\x99"
           "at"),
      "jum\xe2\x80\x99"
      "at" },
};

static void test_fold(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(folds); i++) {
        struct buf b;
        buf_init(&b, 1000);
        unicode_fold(folds[i].s, &b);
        if (!buf_ok(&b) || !str_equal(buf_view(&b), str_of(folds[i].want)))
            fail_msg("row %zu: %s: got '%.*s'", i, folds[i].rule, STR_ARG(buf_view(&b)));
        buf_finish(&b);
    }
}

/* What a fold gives must be a fixed point, for every code point there is. */
static void test_fold_of_fold(void **state)
{
    (void)state;
    char before[16], once[128], twice[128];
    struct buf b, b1, b2;
    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        buf_fixed(&b, before, sizeof before);
        buf_fixed(&b1, once, sizeof once);
        buf_fixed(&b2, twice, sizeof twice);
        buf_add_char(&b, 'a');
        utf8_put(&b, c);
        buf_add_char(&b, 'b');
        unicode_fold(buf_view(&b), &b1);
        unicode_fold(buf_view(&b1), &b2);
        if (!buf_ok(&b1) || strcmp(once, twice) != 0 || !utf8_valid(buf_view(&b1)))
            fail_msg("U+%04X: '%s' then '%s'", (unsigned)c, once, twice);
    }
}

/* Around the size of the folder's own piece, letters of every length come whole. */
static void test_fold_of_long_text(void **state)
{
    static const struct {
        const char *letter, *want;
    } rows[] = { { "A", "a" },
                 { " A", " a" },
                 { "\xc3\x89", "e" },
                 { "\xe2\x82\xac", "\xe2\x82\xac" },
                 { SMILE, SMILE },
                 { " " SMILE, " " SMILE },
                 { "\xef\xb7\xba", NULL } };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t lead = 0; lead < 8; lead++) {
            struct buf in, out, want;
            buf_init(&in, 1 << 16);
            buf_init(&out, 1 << 16);
            buf_init(&want, 1 << 16);
            for (size_t n = 0; n < 300 + lead; n++) {
                buf_add_text(&in, n < lead ? "x" : rows[i].letter);
                buf_add_text(&want, n < lead ? "x" : rows[i].want);
            }
            unicode_fold(buf_view(&in), &out);
            assert_true(buf_ok(&out));
            struct str all = str_trim(buf_view(&want));
            if (rows[i].want && !str_equal(buf_view(&out), all)) fail_msg("row %zu", i);
            if (!rows[i].want) assert_true(utf8_valid(buf_view(&out)));
            buf_finish(&in);
            buf_finish(&out);
            buf_finish(&want);
        }
}

static void test_fold_appends_and_fails(void **state)
{
    (void)state;
    char memory[8];
    struct buf b;
    buf_fixed(&b, memory, sizeof memory);
    buf_add(&b, STR("x"));
    unicode_fold(STR(" A "), &b);
    assert_string_equal(memory, "xa");
    unicode_fold(STR("ABCDEFGH"), &b);
    assert_false(buf_ok(&b));
    assert_string_equal(memory, "xa");
}

static void test_is_word(void **state)
{
    static const struct {
        const char *rule;
        int32_t c;
        bool word;
    } rows[] = {
        { "a letter", 'a', true },
        { "a capital", 'Z', true },
        { "a digit", '7', true },
        { "an underscore", '_', false },
        { "a blank", ' ', false },
        { "a hyphen", '-', false },
        { "an apostrophe", '\'', false },
        { "a letter with an accent", 0xE9, true },
        { "an Arabic letter", 0x0628, true },
        { "a Javanese letter", 0xA984, true },
        { "a Javanese vowel sign", 0xA9B4, true },
        { "an accent alone", 0x0301, true },
        { "an Arabic digit", 0x0665, true },
        { "an emoji", 0x1F600, false },
        { "a curly apostrophe", 0x2019, false },
        { "a sign of multiplication", 0xD7, false },
        { "an invalid byte", -1, false },
        { "beyond the last code point", 0x110000, false },
        { "nothing assigned", 0x0378, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (unicode_is_word(rows[i].c) != rows[i].word) fail_msg("row %zu: %s", i, rows[i].rule);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_and_count),
        cmocka_unit_test(test_every_code_point_returns),
        cmocka_unit_test(test_next),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_fold_of_fold),
        cmocka_unit_test(test_fold_of_long_text),
        cmocka_unit_test(test_fold_appends_and_fails),
        cmocka_unit_test(test_is_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
