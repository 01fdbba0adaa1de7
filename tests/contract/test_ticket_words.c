/* test_ticket_words.c - searching: what is asked for, when it is found, and what never is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/ticket_store.h"
#include "store_case.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void join(struct store_case *c, int64_t id, const char *text)
{
    static const struct inbound_location none = { .present = false };
    struct err e = { 0 };
    struct ticket_addition more = {
        .text = str_of(text), .location = &none, .district = STR_EMPTY, .village = STR_EMPTY
    };
    must(ticket_join(c->db, id, &more, CASE_NOW, &e), &e);
}

static void test_what_is_searched(void **state)
{
    static const struct {
        const char *rule, *typed, *query;
    } rows[] = {
        { "one word", "jalan", "\"jalan\"*" },
        { "two", "jalan rusak", "\"jalan\"* \"rusak\"*" },
        { "signs separate", "jalan,rusak/parah", "\"jalan\"* \"rusak\"* \"parah\"*" },
        { "nothing is an operator", "jalan OR NOT (sampah)* \"x\"* -y",
          "\"jalan\"* \"OR\" \"NOT\"* \"sampah\"*" },
        { "nine letters of a long word", "masyarakat kecamatan", "\"masyaraka\"* \"kecamatan\"*" },
        { "letters, not bytes", "k\xC3\xA9k\xC3\xA9k\xC3\xA9k\xC3\xA9k\xC3\xA9k",
          "\"k\xC3\xA9k\xC3\xA9k\xC3\xA9k\xC3\xA9k\"*" },
        { "one letter is dropped", "a jalan b", "\"jalan\"*" },
        { "a short number stays", "rt 05 rw 12", "\"rt\" \"05\" \"rw\" \"12\"" },
        { "a year too", "2026", "\"2026\"*" },
        { "six digits are dropped", "jalan 123456", "\"jalan\"*" },
        { "a phone", "081234567890", "" },
        { "a NIK", "3513181234560001", "" },
        { "letters of other scripts count", "\xE1\xAE\x9E\xE1\xAE\x94",
          "\"\xE1\xAE\x9E\xE1\xAE\x94\"" },
        { "eight words at most", "aa bb cc dd ee ff gg hh ii jj",
          "\"aa\" \"bb\" \"cc\" \"dd\" \"ee\" \"ff\" \"gg\" \"hh\"" },
        { "nothing", "", "" },
        { "blanks", " \t\n ", "" },
        { "signs only", "()*\"':^-+", "" },
        { "broken bytes", "\xFF\xFE", "" },
        { "broken bytes between words", "jalan\xFFrusak", "\"jalan\"* \"rusak\"*" },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct str out = STR_EMPTY;
        must(ticket_words_query(str_of(rows[i].typed), &c->arena, &out, &e), &e);
        if (!str_equal(out, str_of(rows[i].query)))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(out));
    }
}

/* As many bytes as eight words can have, and far more than that. */
static void test_a_search_that_is_long(void **state)
{
    static const char letter[] = "\xF0\x90\x90\xA8"; /* four bytes, and a letter */
    struct store_case *c = *state;
    struct err e = { 0 };
    struct str out;
    char typed[20 * 400 + 1] = "";
    size_t used = 0;
    for (int word = 0; word < 20; word++) {
        for (int i = 0; i < 99; i++, used += 4)
            memcpy(typed + used, letter, 4);
        memcpy(typed + used, "    ", 4);
        used += 4;
    }
    must(ticket_words_query((struct str){ typed, used }, &c->arena, &out, &e), &e);
    assert_int_equal(out.len, 8 * (9 * 4 + 3) + 7);
}

static size_t found(struct store_case *c, const char *words)
{
    struct ticket page[10];
    struct err e = { 0 };
    struct ticket_found found;
    struct ticket_query q = { .category = STR_EMPTY,
                              .department = STR_EMPTY,
                              .district = STR_EMPTY,
                              .village = STR_EMPTY,
                              .limit = 10 };
    must(ticket_words_query(str_of(words), &c->arena, &q.words, &e), &e);
    must(ticket_list(c->db, &q, &c->arena, page, &found, &e), &e);
    return found.count;
}

static int64_t index_some(struct store_case *c, size_t max)
{
    struct err e = { 0 };
    int64_t count = -1;
    must(ticket_words_index(c->db, max, &count, &e), &e);
    return count;
}

static void test_the_index_is_filled_a_moment_later(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL), ids[3];
    for (int i = 0; i < 3; i++)
        ids[i] = case_ticket_insert(c, case_ticket(contact));
    assert_int_equal(found(c, "berlubang"), 0);
    join(c, ids[0], "sudah ditambal");
    assert_int_equal(index_some(c, 2), 2);
    assert_int_equal(found(c, "berlubang"), 2);
    assert_int_equal(found(c, "ditambal"), 1);     /* joined before it was indexed at all */
    assert_int_equal(found(c, "ditam"), 1);        /* nobody types the whole of a word */
    assert_int_equal(found(c, "lub"), 0);          /* but its beginning */
    assert_int_equal(found(c, "berlubangnya"), 2); /* of a long one nine letters are compared */
    assert_int_equal(index_some(c, 2), 1);
    assert_int_equal(index_some(c, 2), 0);
    join(c, ids[1], "ambles lagi");
    join(c, ids[1], "dan lagi");
    assert_int_equal(found(c, "berlubang"), 3); /* still by its old words */
    assert_int_equal(found(c, "ambles"), 0);
    assert_int_equal(index_some(c, 10), 1);
    assert_int_equal(found(c, "berlubang"), 3); /* once, not twice */
    assert_int_equal(found(c, "ambles dan"), 1);
}

static void test_numbers_of_people_are_not_in_the_index(void **state)
{
    struct store_case *c = *state;
    struct ticket t = case_ticket(case_contact(c, "1", NULL));
    t.text = STR("Lubang, hubungi 0812-3456-7890, NIK 3513181234560001, tahun 2026");
    int64_t id = case_ticket_insert(c, t);
    assert_int_equal(index_some(c, 10), 1);
    static const char *const pieces[] = { "0812", "3456", "7890", "35131" };
    for (size_t i = 0; i < LENGTH(pieces); i++)
        if (found(c, pieces[i]) != 0) fail_msg("found by %s", pieces[i]);
    assert_int_equal(found(c, "hubungi 2026"), 1);
    join(c, id, "nomor baru 0813 9999 8888");
    assert_int_equal(index_some(c, 10), 1);
    assert_int_equal(found(c, "9999"), 0);
    assert_int_equal(found(c, "nomor baru"), 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_what_is_searched),
        CASE(test_a_search_that_is_long),
        CASE(test_the_index_is_filled_a_moment_later),
        CASE(test_numbers_of_people_are_not_in_the_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
