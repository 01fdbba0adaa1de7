/* test_understand.c - the rules of matching and scoring, what is told to staff, limits and hostile
 * input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "small_desk.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bed {
    struct desk desk;
    struct nlu *nlu;
    struct arena arena;
};

static int setup(void **state)
{
    struct err e = { 0 };
    struct bed *bed = calloc(1, sizeof *bed);
    if (!bed) return -1;
    bed->desk = small_desk();
    bed->nlu = nlu_create(&bed->desk, "LK", NULL, &e);
    if (!bed->nlu) fail_msg("%s", e.text);
    *state = bed;
    return 0;
}

static int teardown(void **state)
{
    struct bed *bed = *state;
    arena_clear(&bed->arena);
    nlu_destroy(bed->nlu);
    free(bed);
    return 0;
}

static struct understood understand(struct bed *bed, struct str text)
{
    struct understood u;
    struct err e = { 0 };
    arena_clear(&bed->arena);
    if (!nlu_understand(bed->nlu, text, (struct telling){ 0 }, &bed->arena, &u, &e))
        fail_msg("%s", e.text);
    return u;
}

static void test_score(void **state)
{
    static const struct {
        const char *rule, *text, *category;
        int score;
        bool sure;
    } rows[] = {
        { "a phrase counts its weight", "jalan rusak", "road", 6, true },
        { "only the longest counts", "jalan rusak sekali", "road", 6, true },
        { "the longer phrase takes the word", "lampu jalan rusak", "lamp", 5, true },
        { "twice is once", "jalan rusak, jalan rusak", "road", 6, true },
        { "different words add up", "aspal jalan rusak", "road", 9, true },
        { "fillers may stand inside", "jalan yang sangat rusak", "road", 6, true },
        { "words apart count half", "jalan depan rumah rusak", "road", 4, true },
        { "not across a sentence", "jalan lebar. rumah rusak", "road", 1, false },
        { "not across a denial", "jalan kami tidak rusak", "road", 1, false },
        { "not backwards", "rusak jalan", "road", 1, false },
        { "slang", "jln rusak", "road", 6, true },
        { "an ending", "jalannya rusak", "road", 6, true },
        { "a beginning", "diaspal", "road", 3, true },
        { "glued", "jalanrusak", "road", 6, true },
        { "letters in a row", "jalaaaan rusaaaak", "road", 6, true },
        { "punctuation", "JALAN!!! ...rusak???", "road", 6, true },
        { "bold on WhatsApp", "*jalan* _rusak_", "road", 6, true },
        { "of two equals the first in the file", "bolong", "road", 2, true },
        { "the same department is no rival", "trotoar bolong", "pavement", 5, true },
        { "another one is", "aspal, lampu", "road", 3, true },
        { "and makes it unsure", "bolong, lampu", "road", 2, false },
        { "where it stands is not what it is", "lampu di depan aspal", "lamp", 2, true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = understand(*state, str_of(rows[i].text));
        struct json *why = NULL;
        struct err e = { 0 };
        int64_t score = -1;
        if (!json_parse(u.explanation, &why, &e)) fail_msg("row %zu: %s", i, e.text);
        if (!json_i64(json_get(why, "score"), &score) || score != rows[i].score)
            fail_msg("%s: score %d of \"%s\"", rows[i].rule, (int)score, rows[i].text);
        if (!str_equal(u.category->code, str_of(rows[i].category)))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(u.category->code));
        if (u.category_sure != rows[i].sure) fail_msg("%s: sure", rows[i].rule);
        json_free(why);
    }
}

static void test_explanation(void **state)
{
    struct understood u = understand(
        *state, STR("Jln rusak dan lampu mati di alas lor, ada korban, ada pungli oleh Sugeng"));
    assert_int_equal(u.kind, KIND_WHISTLEBLOWING);
    assert_true(u.urgent);
    assert_string_equal(u.explanation.at,
                        "{\"category\":\"corruption\",\"words\":[\"pungli\"],\"score\":5,"
                        "\"next\":\"corruption\",\"next_score\":5,\"decided_by\":\"rules\","
                        "\"sure\":true,\"candidates\":[\"DESK\"],\"place_words\":[\"alas lor\"],"
                        "\"kind_words\":[\"pungli\"],\"urgent_words\":[\"ada korban\"]}");
}

static void test_an_explanation_holds_none_of_the_citizens_words(void **state)
{
    static const char *const texts[] = {
        "rahasia jalan rusak rahasia di alas rahasia lor",
        "rahasia rahasia rahasia",
        "usul rahasia: jalan krahsaan rahasia aspal, apa syarat rahasia",
        "konsultasi rahasia pungli rahasia ada korban rahasia",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = understand(*state, str_of(texts[i]));
        assert_int_equal(u.intent, INTENT_REPORT);
        if (str_contains(u.explanation, STR("rahasia")) || str_contains(u.explanation, STR("krah")))
            fail_msg("%.*s", STR_ARG(u.explanation));
    }
}

static void test_no_report_has_an_empty_explanation(void **state)
{
    static const char *const texts[] = { "", "halo", "ok", "menu", "mksh" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(understand(*state, str_of(texts[i])).explanation.at, "{}");
}

static void test_places(void **state)
{
    static const struct {
        const char *rule, *text, *code;
    } rows[] = {
        { "a common word alone is nothing", "sumber bocor", "" },
        { "marked it is a place", "jalan rusak kecamatan sumber", "1" },
        { "a name in two districts", "jalan rusak di wonorejo", "" },
        { "settled by a district", "wonorejo kraksaan jalan rusak", "2.1" },
        { "settled by a common district", "desa wonorejo kec sumber jalan rusak", "1.1" },
        { "an alias", "jalan rusak di alas lor", "2.2" },
        { "an alias that begins with a mark", "jalan rusak di pasar lor", "2.2" },
        { "glued to di", "jalan rusak dikraksaan", "2" },
        { "one letter wrong", "jalan rusak di kraksain", "2" },
        { "two letters wrong", "jalan rusak di kroksain", "" },
        { "another first letter", "jalan rusak di braksaan", "" },
        { "the city", "jalan rusak di kota probolinggo", "KOTA" },
        { "the city with another title", "jalan rusak walikota probolinggo", "KOTA" },
        { "the regency's name is nobody's", "jalan rusak di probolinggo", "" },
        { "the regency beats the city", "jalan di kraksaan arah kota probolinggo", "2" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = understand(*state, str_of(rows[i].text));
        struct str code = u.place ? u.place->code : STR_EMPTY;
        if (!str_equal(code, str_of(rows[i].code)))
            fail_msg("%s: \"%.*s\"", rows[i].rule, STR_ARG(code));
    }
}

static void test_a_stem_may_mean_something_else(void **state)
{
    assert_true(understand(*state, STR("ada yang meninggal di jalan")).urgent);
    assert_false(understand(*state, STR("petugas meninggalkan jalan")).urgent);
}

/* Whatever comes in: an answer, no crash, and the same answer twice. */
static void check_hostile(struct bed *bed, struct str text)
{
    struct understood first = understand(bed, text);
    enum intent intent = first.intent;
    const struct category *category = first.category;
    const struct place *place = first.place;
    assert_non_null(category);
    struct understood second = understand(bed, text);
    assert_int_equal(second.intent, intent);
    assert_ptr_equal(second.category, category);
    assert_ptr_equal(second.place, place);
}

static void test_hostile_texts(void **state)
{
    static const struct str rows[] = {
        LIT("\0\0\0"),
        LIT("\xFF\xFE jalan \xC3"),
        LIT("jalan\0rusak"),
        LIT("\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA"),
        LIT("'''''''"),
        LIT("2222222"),
        LIT("aa2an2an2nya"),
        LIT("di ke di ke di"),
        LIT("LK26-LK26-LK26-"),
        LIT("\xE2\x80\x8B\xE2\x80\x8B"),
        LIT("\xD8\xA7\xD9\x84\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xD8\xB9\xD9\x84\xD9\x8A\xD9\x83\xD9"
            "\x85"),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_hostile(*state, rows[i]);
}

static void test_long_texts(void **state)
{
    static const char *const pieces[] = { "a1",           "jalan rusak ", "x ",
                                          "\xEF\xB7\xBA", "desa wono",    "alas sumur lor ",
                                          "aspalaspal",   "di",           "lampu. " };
    static char text[NLU_TEXT_MAX * 2];
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t len = strlen(pieces[i]);
        for (size_t at = 0; at < sizeof text; at++)
            text[at] = pieces[i][at % len];
        check_hostile(*state, (struct str){ text, sizeof text });
    }
}

static void test_what_comes_after_the_limit_is_not_read(void **state)
{
    static char text[NLU_TEXT_MAX + 16];
    memset(text, ' ', sizeof text);
    memcpy(text, "trotoar", 7);
    memcpy(text + NLU_TEXT_MAX, "jalan rusak", 11);
    struct understood u = understand(*state, (struct str){ text, sizeof text });
    assert_true(str_equal(u.category->code, STR("pavement")));
    memcpy(text + NLU_TEXT_MAX - 11, "jalan rusak", 11);
    u = understand(*state, (struct str){ text, sizeof text });
    assert_true(str_equal(u.category->code, STR("road")));
}

static void test_a_full_arena_leaves_the_result_alone(void **state)
{
    struct bed *bed = *state;
    struct arena small;
    struct understood u = { .intent = INTENT_HUMAN, .ticket_id = 4711 };
    struct err e = { 0 };
    arena_init(&small, 16);
    assert_false(
        nlu_understand(bed->nlu, STR("jalan rusak"), (struct telling){ 0 }, &small, &u, &e));
    assert_int_equal(e.code, ERR_MEMORY);
    assert_int_equal(u.intent, INTENT_HUMAN);
    assert_int_equal(u.ticket_id, 4711);
    arena_clear(&small);
}

static void test_faulty_tables_are_refused(void **state)
{
    static const struct {
        const char *rule, *keywords, *word;
    } rows[] = {
        { "a weight that is none", "jalan:x", "halo" },
        { "a weight of nothing", "jalan:0", "halo" },
        { "a keyword of no words", "...:3", "halo" },
        { "a keyword of nine words", "a b c d e f g h i", "halo" },
        { "a word of no letters", "jalan", "!!" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct category category = small_categories[0];
        struct word word = { WORD_GREETING, str_of(rows[i].word), LIT("") };
        struct desk desk = small_desk();
        struct err e = { 0 };
        category.keywords = str_of(rows[i].keywords);
        desk.categories = &category;
        desk.category_count = 1;
        desk.other_category = &category;
        desk.words = &word;
        desk.word_count = 1;
        if (nlu_create(&desk, "LK", NULL, &e)) fail_msg("taken: %s", rows[i].rule);
        if (e.code != ERR_INPUT) fail_msg("%s: %s", rows[i].rule, e.text);
    }
}

static void test_empty_tables_still_understand(void **state)
{
    struct desk desk = { .categories = &small_categories[4],
                         .category_count = 1,
                         .other_category = &small_categories[4] };
    struct err e = { 0 };
    struct understood u;
    struct arena arena = { 0 };
    struct nlu *nlu = nlu_create(&desk, "", NULL, &e);
    (void)state;
    assert_non_null(nlu);
    assert_true(nlu_understand(nlu, STR("jalan rusak"), (struct telling){ 0 }, &arena, &u, &e));
    assert_int_equal(u.intent, INTENT_REPORT);
    assert_ptr_equal(u.category, desk.other_category);
    arena_clear(&arena);
    nlu_destroy(nlu);
    nlu_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_score),
        cmocka_unit_test(test_explanation),
        cmocka_unit_test(test_an_explanation_holds_none_of_the_citizens_words),
        cmocka_unit_test(test_no_report_has_an_empty_explanation),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_a_stem_may_mean_something_else),
        cmocka_unit_test(test_hostile_texts),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_what_comes_after_the_limit_is_not_read),
        cmocka_unit_test(test_a_full_arena_leaves_the_result_alone),
        cmocka_unit_test(test_faulty_tables_are_refused),
        cmocka_unit_test(test_empty_tables_still_understand),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
