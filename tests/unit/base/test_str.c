/* test_str.c - views: comparing, searching, cutting, numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include <cmocka.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void assert_str(struct str got, const char *want)
{
    if (!str_equal(got, str_of(want))) fail_msg("got '%.*s', want '%s'", STR_ARG(got), want);
}

static void test_compare(void **state)
{
    static const struct {
        const char *rule, *a, *b;
        int order;
        bool nocase;
    } rows[] = {
        { "equal", "jalan", "jalan", 0, true },
        { "empty equals empty", "", "", 0, true },
        { "empty is first", "", "a", -1, false },
        { "shorter is first", "jalan", "jalanan", -1, false },
        { "bytes decide before length", "b", "aaa", 1, false },
        { "bytes are unsigned", "\xC3\xA9", "z", 1, false },
        { "case differs", "PUPR", "pupr", -1, true },
        { "case is ASCII only", "\xC3\x89", "\xC3\xA9", -1, false },
        { "letters' neighbours have no case", "@[`{", "`{@[", -1, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str a = str_of(rows[i].a), b = str_of(rows[i].b);
        int got = str_compare(a, b), back = str_compare(b, a);
        if ((got > 0) - (got < 0) != rows[i].order || (back > 0) - (back < 0) != -rows[i].order)
            fail_msg("row %zu: order: %s", i, rows[i].rule);
        if (str_equal(a, b) != (rows[i].order == 0)) fail_msg("row %zu: %s", i, rows[i].rule);
        if (str_equal_nocase(a, b) != rows[i].nocase)
            fail_msg("row %zu: nocase: %s", i, rows[i].rule);
    }
}

static void test_among(void **state)
{
    static const char *const words[] = { "satu", "dua", "tiga" };
    (void)state;
    assert_int_equal(STR_AMONG(STR("satu"), words), 1);
    assert_int_equal(STR_AMONG(STR("tiga"), words), 3);
    assert_int_equal(STR_AMONG(STR("Dua"), words), 0);
    assert_int_equal(STR_AMONG(STR_EMPTY, words), 0);
    assert_int_equal(str_among(STR("dua"), words, 1), 0);
    assert_int_equal(STR_AMONG_NOCASE(STR("Dua"), words), 2);
    assert_int_equal(STR_AMONG_NOCASE(STR("DU"), words), 0);
    assert_int_equal(str_among_nocase(STR("DUA"), words, 1), 0);
}

static void test_starts_ends_contains(void **state)
{
    (void)state;
    struct str s = STR("batal ya");
    assert_true(str_starts(s, STR("batal")));
    assert_true(str_starts(s, STR_EMPTY));
    assert_false(str_starts(s, STR("batal ya ya")));
    assert_false(str_starts(s, STR("atal")));
    assert_true(str_ends(s, STR("ya")));
    assert_true(str_ends(s, STR_EMPTY));
    assert_false(str_ends(STR("ya"), s));
    assert_true(str_contains(s, STR("l y")));
    assert_false(str_contains(s, STR("tidak")));
    assert_string_equal(str_of(NULL).at, "");
    assert_int_equal(str_of(NULL).len, 0);
}

static void test_find(void **state)
{
    static const struct {
        const char *rule, *s, *needle;
        size_t from, at;
    } rows[] = {
        { "the first hit", "a,b,c", ",", 0, 1 },
        { "at or after from", "a,b,c", ",", 1, 1 },
        { "after from", "a,b,c", ",", 2, 3 },
        { "none left", "a,b,c", ",", 4, SIZE_MAX },
        { "empty needle is at from", "abc", "", 2, 2 },
        { "empty needle at the end", "abc", "", 3, 3 },
        { "from beyond the end", "abc", "", 4, SIZE_MAX },
        { "needle longer than the rest", "abc", "bcd", 1, SIZE_MAX },
        { "overlapping beginnings", "aaab", "aab", 0, 1 },
        { "empty in empty", "", "", 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (str_find(str_of(rows[i].s), str_of(rows[i].needle), rows[i].from) != rows[i].at)
            fail_msg("row %zu: %s", i, rows[i].rule);
}

static void test_find_stays_inside(void **state)
{
    (void)state;
    struct str s = { "abcdef", 3 };
    assert_true(str_find(s, STR("cd"), 0) == SIZE_MAX);
    assert_true(str_find(s, STR("d"), 0) == SIZE_MAX);
    assert_false(str_ends(s, STR("f")));
}

static void test_slice(void **state)
{
    (void)state;
    struct str s = STR("lapor");
    assert_str(str_slice(s, 1, 3), "ap");
    assert_str(str_slice(s, 0, SIZE_MAX), "lapor");
    assert_str(str_slice(s, 3, 1), "");
    assert_str(str_slice(s, SIZE_MAX, SIZE_MAX), "");
    assert_true(str_slice(s, 9, 9).at == s.at + 5);
    assert_str(str_slice(STR_EMPTY, 0, 1), "");
}

static void test_trim(void **state)
{
    (void)state;
    assert_str(str_trim(STR(" \t\r\n a b \n")), "a b");
    assert_str(str_trim(STR("a")), "a");
    assert_str(str_trim(STR("  \n")), "");
    assert_str(str_trim(STR_EMPTY), "");
    assert_str(str_trim(STR("\xC2\xA0"
                            "a")),
               "\xC2\xA0"
               "a");
}

static void test_cut(void **state)
{
    static const struct {
        const char *rule, *s, *pieces;
    } rows[] = {
        { "nothing gives no piece", "", "" },
        { "one piece", "a", "[a]" },
        { "three pieces", "a,b,c", "[a][b][c]" },
        { "an empty piece between", "a,,b", "[a][][b]" },
        { "an empty piece first", ",a", "[][a]" },
        { "a separator at the end adds none", "a,", "[a]" },
        { "only a separator", ",", "[]" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char got[100] = "";
        size_t n = 0;
        struct str rest = str_of(rows[i].s), piece;
        while (str_cut(&rest, ',', &piece)) {
            got[n++] = '[';
            memcpy(got + n, piece.at, piece.len);
            n += piece.len;
            got[n++] = ']';
        }
        if (strcmp(got, rows[i].pieces) != 0) fail_msg("row %zu: %s: got %s", i, rows[i].rule, got);
        if (rest.len != 0) fail_msg("row %zu: %s: something is left", i, rows[i].rule);
    }
}

static void test_word(void **state)
{
    (void)state;
    struct str rest = STR("  status\tLK26-00042-7 \r\n");
    assert_str(str_word(&rest), "status");
    assert_str(str_word(&rest), "LK26-00042-7");
    assert_str(str_word(&rest), "");
    assert_int_equal(rest.len, 0);
    assert_str(str_word(&rest), "");
}

static void test_to_i64(void **state)
{
    static const struct {
        const char *rule, *text;
        int64_t min, max;
        bool ok;
        int64_t want;
    } rows[] = {
        { "a number", "42", 0, 100, true, 42 },
        { "negative", "-42", -100, 0, true, -42 },
        { "the smallest of all", "-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN },
        { "the largest of all", "9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX },
        { "one too large", "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
        { "one too small", "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
        { "far too large", "99999999999999999999999999", INT64_MIN, INT64_MAX, false, 0 },
        { "leading zeros", "007", 0, 10, true, 7 },
        { "at the lower bound", "1", 1, 2, true, 1 },
        { "below the lower bound", "0", 1, 2, false, 0 },
        { "above the upper bound", "3", 1, 2, false, 0 },
        { "empty", "", 0, 1, false, 0 },
        { "only a sign", "-", -1, 1, false, 0 },
        { "a plus", "+1", 0, 1, false, 0 },
        { "a blank before", " 1", 0, 1, false, 0 },
        { "a blank behind", "1 ", 0, 1, false, 0 },
        { "a fraction", "1.0", 0, 1, false, 0 },
        { "hex", "0x1", 0, 1, false, 0 },
        { "two signs", "--1", -1, 1, false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t got = 77;
        struct err e = { .code = ERR_NONE };
        bool ok = str_to_i64(str_of(rows[i].text), rows[i].min, rows[i].max, &got, &e);
        if (ok != rows[i].ok || got != (ok ? rows[i].want : 77) ||
            e.code != (ok ? ERR_NONE : ERR_INPUT))
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
    int64_t got = 0;
    assert_true(str_to_i64((struct str){ "1234", 2 }, 0, 99, &got, NULL));
    assert_int_equal(got, 12);
}

static void test_to_double(void **state)
{
    static const struct {
        const char *rule, *text;
        bool ok;
        double want;
    } rows[] = {
        { "a latitude", "-7.7764", true, -7.7764 },
        { "a whole number", "113", true, 113 },
        { "an exponent", "1.5e3", true, 1500 },
        { "a signed exponent", "25E-1", true, 2.5 },
        { "tiny is zero", "1e-999", true, 0 },
        { "too large", "1e999", false, 0 },
        { "infinity", "inf", false, 0 },
        { "not a number", "nan", false, 0 },
        { "hex", "0x10", false, 0 },
        { "empty", "", false, 0 },
        { "no digit before the point", ".5", false, 0 },
        { "no digit behind the point", "5.", false, 0 },
        { "an exponent without digits", "1e", false, 0 },
        { "a comma", "1,5", false, 0 },
        { "a blank", " 1", false, 0 },
        { "a plus", "+1", false, 0 },
        { "longer than anybody writes",
          "0.00000000000000000000000000000000000000000000000000000000000000001", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        double got = 77;
        struct err e = { .code = ERR_NONE };
        bool ok = str_to_double(str_of(rows[i].text), &got, &e);
        bool right = ok == rows[i].ok && e.code == (ok ? ERR_NONE : ERR_INPUT);
        if (!right || memcmp(&got, ok ? &rows[i].want : &(double){ 77 }, sizeof got) != 0)
            fail_msg("row %zu: %s: got %g", i, rows[i].rule, got);
    }
}

static void test_copy(void **state)
{
    (void)state;
    char dst[4] = "xyz";
    assert_true(str_copy(dst, sizeof dst, STR("abc")));
    assert_string_equal(dst, "abc");
    assert_false(str_copy(dst, sizeof dst, STR("abcd")));
    assert_string_equal(dst, "");
    assert_true(str_copy(dst, 1, STR_EMPTY));
    assert_false(str_copy(dst, 0, STR_EMPTY));
}

static void test_hash(void **state)
{
    (void)state;
    assert_true(str_hash(STR_EMPTY) == 0xcbf29ce484222325u);
    assert_true(str_hash(STR("a")) == 0xaf63dc4c8601ec8cu);
    assert_true(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_starts_ends_contains),
        cmocka_unit_test(test_among),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_stays_inside),
        cmocka_unit_test(test_slice),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_word),
        cmocka_unit_test(test_to_i64),
        cmocka_unit_test(test_to_double),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
