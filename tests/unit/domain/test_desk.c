/* test_desk.c - the desk's tables: what is read, what is found, who owns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk_case.h"
#include "domain/reply.h"
#include <string.h>

static struct desk *good_desk(void)
{
    struct desk_files files = good_files();
    struct err e = { 0 };
    struct desk *desk = desk_create(&files, &e);
    if (!desk) fail_msg("a good desk was refused: %s", e.text);
    return desk;
}

static void test_a_good_desk_says_nothing(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    struct err e = { .code = ERR_BUSY, .text = "mine" };
    struct desk *desk = desk_create(&files, &e);
    assert_non_null(desk);
    assert_int_equal(e.code, ERR_BUSY);
    assert_string_equal(e.text, "mine");
    desk_destroy(desk);
    desk_destroy(NULL);
}

static void assert_str(struct str got, const char *want)
{
    if (!str_equal(got, str_of(want))) fail_msg("got \"%.*s\", want \"%s\"", STR_ARG(got), want);
}

static void test_texts_are_copied(void **state)
{
    (void)state;
    char departments[] = DEPARTMENTS, words[] = WORDS, replies[] = REPLIES;
    struct desk_files files = good_files();
    files.departments = str_of(departments);
    files.words = str_of(words);
    files.replies_id = str_of(replies);
    struct desk *desk = desk_create(&files, NULL);
    memset(departments, 'x', sizeof departments);
    memset(words, 'x', sizeof words);
    memset(replies, 'x', sizeof replies);
    assert_non_null(desk);
    assert_str(desk_department(desk, STR("PUPR"))->name, "Dinas PU, Tata Ruang");
    assert_str(desk->words[3].value, "yang");
    assert_str(desk->replies[LANGUAGE_INDONESIAN].at[0].key, "after.comment");
    desk_destroy(desk);
}

static void test_what_was_read(void **state)
{
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->department_count, 6);
    assert_int_equal(desk->category_count, 4);
    assert_int_equal(desk->word_count, 4);
    assert_int_equal(desk->clock_count, 8);
    assert_int_equal(desk->replies[LANGUAGE_INDONESIAN].count, REPLY_KEY_COUNT);
    assert_str(desk->desk_department->code, "DISKOMINFO");
    assert_str(desk->other_category->code, "other");

    const struct department *pln = desk_department(desk, STR("PLN"));
    assert_true(pln->external);
    assert_str(pln->contact, "Kanal PLN.");
    const struct category *road = desk_category(desk, STR("road"));
    assert_ptr_equal(road, &desk->categories[0]);
    assert_int_equal(road->kind, KIND_COMPLAINT);
    assert_int_equal(road->priority, PRIORITY_NORMAL);
    assert_false(road->inspection);
    assert_str(road->keywords, "jalan rusak:6|aspal");
    assert_int_equal(desk_category(desk, STR("power"))->priority, PRIORITY_HIGH);
    assert_true(desk_category(desk, STR("office"))->inspection);
    assert_null(desk_category(desk, STR("office"))->department);

    assert_int_equal(desk->words[1].role, WORD_HELP);
    assert_int_equal(desk->words[2].role, WORD_FILLER);
    assert_str(desk->words[2].phrase, "bantuan");
    for (size_t i = 0; i < desk->replies[LANGUAGE_INDONESIAN].count; i++)
        if (str_equal(desk->replies[LANGUAGE_INDONESIAN].at[i].key, STR("menu.text")))
            assert_str(desk->replies[LANGUAGE_INDONESIAN].at[i].text,
                       "Tulis saja.\nKetik *status*.");
    desk_destroy(desk);
}

/* By its matter, not by its code, which each regency writes as it likes. */
static void test_who_is_the_police(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    struct desk *desk = good_desk();
    assert_null(desk->police_department);
    desk_destroy(desk);
    files.departments = STR(DEPARTMENTS "POLISI,Kepolisian,,yes,Kanal polisi.\n");
    files.categories = STR(CATEGORIES "police_matter,Kriminal,complaint,POLISI,no,high,no,yes,\n");
    desk = desk_create(&files, NULL);
    assert_non_null(desk);
    assert_ptr_equal(desk->police_department, desk_department(desk, STR("POLISI")));
    desk_destroy(desk);
}

static void test_places_are_put_in_order(void **state)
{
    static const char *const order[] = { "99.01.14",      "99.01.15", "99.01.14.2001",
                                         "99.01.15.1001", "98",       "X-1" };
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->place_count, 6);
    for (size_t i = 0; i < desk->place_count; i++)
        assert_str(desk->places[i].code, order[i]);
    const struct place *village = desk_place(desk, STR("99.01.14.2001"));
    assert_ptr_equal(village->parent, desk_place(desk, STR("99.01.14")));
    assert_int_equal(village->level, PLACE_VILLAGE);
    assert_false(village->is_kelurahan);
    assert_true(village->has_centre);
    assert_true(village->latitude == -7.5 && village->longitude == 113.25);
    assert_str(village->aliases, "Desa Asri|Asrie");
    assert_true(desk_place(desk, STR("99.01.15.1001"))->is_kelurahan);
    assert_int_equal(desk_place(desk, STR("99.01.14"))->common_word, COMMON_YES);
    assert_false(desk_place(desk, STR("99.01.14"))->has_centre);
    assert_null(desk_place(desk, STR("99.01.14"))->parent);
    assert_null(desk_place(desk, STR("98"))->parent);
    desk_destroy(desk);
}

static void test_unknown_codes(void **state)
{
    static const char *const codes[] = { "", "pupr", "PUP", "PUPR ", "99.01", "zzz" };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        assert_null(desk_department(desk, str_of(codes[i])));
        assert_null(desk_category(desk, str_of(codes[i])));
        assert_null(desk_place(desk, str_of(codes[i])));
    }
    desk_destroy(desk);
}

static void test_who_owns(void **state)
{
    static const struct {
        const char *rule, *category, *place, *owner;
    } rows[] = {
        { "a category has its department", "road", "", "PUPR" },
        { "wherever in the regency it is", "road", "99.01.14.2001", "PUPR" },
        { "an outside body can be that department", "power", "99.01.14", "PLN" },
        { "the city is another government", "road", "98", "KOTA" },
        { "so is the next regency", "road", "X-1", "LUAR" },
        { "but a body whose matter needs no place is the same anywhere", "power", "X-1", "PLN" },
        { "and when nobody knows the matter", "", "98", "KOTA" },
        { "without a department the district's office", "office", "99.01.14", "KEC-14" },
        { "the same for its villages", "office", "99.01.14.2001", "KEC-14" },
        { "a district without an office leaves it to the desk", "office", "99.01.15",
          "DISKOMINFO" },
        { "and so do its villages", "office", "99.01.15.1001", "DISKOMINFO" },
        { "no place, no department: the desk", "office", "", "DISKOMINFO" },
        { "no matter: the desk", "", "99.01.14", "DISKOMINFO" },
        { "nothing known: the desk", "", "", "DISKOMINFO" },
    };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct department *owner =
            desk_owner(desk, desk_category(desk, str_of(rows[i].category)),
                       desk_place(desk, str_of(rows[i].place)));
        if (!owner || !str_equal(owner->code, str_of(rows[i].owner)))
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
    desk_destroy(desk);
}

static void test_which_clock(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_kind kind;
        enum ticket_status stage;
        bool inspection;
        int legal, promise; /* legal -1: no clock */
    } rows[] = {
        { "the first stage promises", KIND_COMPLAINT, STATUS_RECEIVED, false, 3, 5 },
        { "an inspection promises the same", KIND_COMPLAINT, STATUS_RECEIVED, true, 3, 5 },
        { "work is short", KIND_COMPLAINT, STATUS_IN_PROGRESS, false, 14, 0 },
        { "work with an inspection is long", KIND_COMPLAINT, STATUS_IN_PROGRESS, true, 60, 0 },
        { "a kind without the long one has the short", KIND_INFORMATION, STATUS_IN_PROGRESS, true,
          10, 0 },
        { "no row, no clock", KIND_COMPLAINT, STATUS_VERIFIED, false, -1, 0 },
        { "waiting has none", KIND_COMPLAINT, STATUS_AWAITING_REPORTER, true, -1, 0 },
    };
    (void)state;
    struct desk *desk = good_desk();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct clock_rule *r =
            desk_clock(desk, rows[i].kind, rows[i].stage, rows[i].inspection);
        bool ok = r ? r->legal_days == rows[i].legal && r->promise_days == rows[i].promise
                    : rows[i].legal == -1;
        if (!ok) fail_msg("row %zu: %s", i, rows[i].rule);
    }
    desk_destroy(desk);
}

static void test_holidays(void **state)
{
    (void)state;
    struct desk *desk = good_desk();
    assert_int_equal(desk->holiday_count, 2);
    assert_true(desk->holidays[0].day < desk->holidays[1].day);
    assert_true(desk_is_holiday(desk, day_of_date(2026, 12, 25)));
    assert_true(desk_is_holiday(desk, day_of_date(2026, 8, 17)));
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 24)));
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 26)));
    assert_false(desk_is_holiday(desk, INT64_MIN));
    assert_false(desk_is_holiday(desk, INT64_MAX));
    desk_destroy(desk);
}

static void test_no_holidays_is_no_fault(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    files.holidays = STR("date,name\n");
    struct desk *desk = desk_create(&files, NULL);
    assert_non_null(desk);
    assert_false(desk_is_holiday(desk, day_of_date(2026, 12, 25)));
    desk_destroy(desk);
}

/* As an editor on Windows leaves them. */
static void test_other_line_ends(void **state)
{
    (void)state;
    struct desk_files files = good_files();
    files.holidays = STR("\xEF\xBB\xBF"
                         "date,name\r\n2026-12-25 , Natal \r\n");
    struct desk *desk = desk_create(&files, NULL);
    assert_non_null(desk);
    assert_int_equal(desk->holiday_count, 1);
    assert_str(desk->holidays[0].name, "Natal");
    desk_destroy(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_good_desk_says_nothing),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_what_was_read),
        cmocka_unit_test(test_who_is_the_police),
        cmocka_unit_test(test_places_are_put_in_order),
        cmocka_unit_test(test_unknown_codes),
        cmocka_unit_test(test_who_owns),
        cmocka_unit_test(test_which_clock),
        cmocka_unit_test(test_holidays),
        cmocka_unit_test(test_no_holidays_is_no_fault),
        cmocka_unit_test(test_other_line_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
