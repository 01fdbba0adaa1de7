/* test_erasure.c - a person is found in texts however they are written, and nobody else is. */
#include "domain/erasure.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct arena arena;

static struct erasure person(void)
{
    struct erasure p = { 0 };
    assert_true(erasure_add_number(&p, STR("6281377700042"), &arena, NULL));
    assert_true(erasure_add_id(&p, STR("ID.1000000000000000042"), &arena, NULL));
    assert_true(erasure_add_name(&p, STR("Zulfaqar Xaverindra"), &arena, NULL));
    assert_true(erasure_add_name(&p, STR("Ani"), &arena, NULL));
    return p;
}

static void test_texts(void **state)
{
    static const struct {
        const char *rule, *text, *want;
        bool own;
    } rows[] = {
        { "as WhatsApp has it", "nomor 6281377700042.", "nomor [dihapus].", false },
        { "with plus", "+6281377700042", "[dihapus]", false },
        { "as people write it", "hubungi 0813-7770-0042 ya", "hubungi [dihapus] ya", false },
        { "with blanks", "0813 7770 0042", "[dihapus]", false },
        { "with both", "+62 813-7770 0042", "[dihapus]", false },
        { "with brackets", "(0813) 7770.0042", "([dihapus]", false },
        { "without any beginning", "81377700042", "[dihapus]", false },
        { "two of them", "081377700042/6281377700042", "[dihapus]/[dihapus]", false },
        { "another's number", "081377700043", "081377700043", false },
        { "half of it", "0813777000", "0813777000", false },
        { "across a line it is two numbers", "0813777\n00042", "0813777\n00042", false },
        { "the id", "\"ID.1000000000000000042\"", "\"[dihapus]\"", false },
        { "not a longer one", "ID.10000000000000000421", "ID.10000000000000000421", false },
        { "the whole name", "saya zulfaqar XAVERINDRA", "saya [dihapus]", false },
        { "a word of it, of others", "Zulfaqar lain", "Zulfaqar lain", false },
        { "a word of it, of their own", "ini Zulfaqar, pak", "ini [dihapus], pak", true },
        { "not inside a word", "Zulfaqarah", "Zulfaqarah", true },
        { "a short name is everybody's", "Bu Ani", "Bu Ani", false },
        { "but in their own words", "saya Ani.", "saya [dihapus].", true },
        { "not in another word", "petugas melayani", "petugas melayani", true },
        { "JSON stays JSON", "{\"text\":\"0813-7770-0042\",\"n\":1}",
          "{\"text\":\"[dihapus]\",\"n\":1}", false },
        { "nothing", "", "", true },
    };
    struct erasure p = person();
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char memory[256] = "";
        struct buf out;
        struct str text = str_of(rows[i].text);
        buf_fixed(&out, memory, sizeof memory);
        size_t count = erasure_scrub(&p, text, rows[i].own, &out);
        if (!str_equal(buf_view(&out), str_of(rows[i].want)))
            fail_msg("%s: %s", rows[i].rule, memory);
        assert_int_equal(count != 0, strcmp(rows[i].text, rows[i].want) != 0);
        assert_int_equal(erasure_finds(&p, text, rows[i].own), count != 0);
    }
    arena_clear(&arena);
}

static void test_what_was_typed(void **state)
{
    static const struct {
        const char *typed, *number; /* "": no number */
    } rows[] = {
        { "6281377700042", "6281377700042" },
        { "+62 813-7770-0042", "6281377700042" },
        { "0813 7770 0042", "6281377700042" },
        { " 081377700042 ", "6281377700042" },
        { "ID.1000000000000000042", "" },
        { "", "" },
        { "0812", "" },
        { "Zulfaqar", "" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char number[ERASURE_NUMBER_SIZE] = "";
        bool is = erasure_number_of(str_of(rows[i].typed), number);
        assert_int_equal(is, rows[i].number[0] != '\0');
        if (is) assert_string_equal(number, rows[i].number);
    }
}

static void test_a_name_as_it_stands_in_json(void **state)
{
    struct erasure p = { 0 };
    (void)state;
    assert_true(erasure_add_name(&p, STR("Budi \"Kancil\" Raya"), &arena, NULL));
    assert_true(erasure_finds(&p, STR("{\"name\":\"Budi \\\"Kancil\\\" Raya\"}"), false));
    assert_true(erasure_finds(&p, STR("Budi \"Kancil\" Raya"), false));
    assert_false(erasure_finds(&p, STR("Budi Kancil Raya"), false));
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_what_was_typed),
        cmocka_unit_test(test_a_name_as_it_stands_in_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
