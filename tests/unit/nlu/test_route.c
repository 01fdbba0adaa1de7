/* test_route.c - which department, when rules and a model speak: on a made-up town whose model
 * knows two of its departments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "model_bed.h"

/* Three departments, so that an unknown text is taken for none of them. */
static const struct labelled_text texts[] = {
    { LIT("ROADS"), LIT("jalan rusak berlubang di depan toko") },
    { LIT("ROADS"), LIT("aspal mengelupas dan bolong semua") },
    { LIT("ROADS"), LIT("mohon jalan diaspal sudah lama hancur") },
    { LIT("LAMPS"), LIT("lampu mati gelap sekali kalau malam") },
    { LIT("LAMPS"), LIT("penerangan padam sejak kemarin") },
    { LIT("LAMPS"), LIT("bohlam putus minta diganti") },
    { LIT("KOTA"), LIT("wahana taman hiburan ramai pengunjung") },
    { LIT("KOTA"), LIT("trem listrik berhenti terlalu jauh") },
    { LIT("KOTA"), LIT("kebun binatang tutup lebih awal") },
};

struct bed {
    struct desk desk;
    struct category categories[COUNT_OF(small_categories) + 3];
    struct buf bytes;
    struct nlu_model *model;
    struct nlu *rules, *both;
    struct arena arena; /* of the text understood last */
};

/* Three more matters: one of a department that the model does not know, one of the place's office,
 * and one that is pressing. */
static void desk_make(struct bed *bed)
{
    size_t n = COUNT_OF(small_categories);
    bed->desk = small_desk();
    memcpy(bed->categories, small_categories, sizeof small_categories);
    bed->categories[n - 1] = (struct category){ .code = LIT("web"),
                                                .department = &small_departments[2],
                                                .keywords = LIT("aplikasi:6|situs:2") };
    bed->categories[n] =
        (struct category){ .code = LIT("office"), .keywords = LIT("kantor desa:6") };
    bed->categories[n + 1] = (struct category){ .code = LIT("slide"),
                                                .department = &small_departments[2],
                                                .priority = PRIORITY_HIGH,
                                                .keywords = LIT("longsor:3") };
    bed->categories[n + 2] = small_categories[n - 1];
    bed->desk.categories = bed->categories;
    bed->desk.category_count = n + 3;
    bed->desk.other_category = &bed->categories[n + 2];
}

static int setup(void **state)
{
    static struct bed bed;
    struct err e = { 0 };
    if (!crypto_init(&e)) return -1;
    desk_make(&bed);
    bed.bytes = model_bytes(texts, COUNT_OF(texts));
    bed.model = nlu_model_create(buf_view(&bed.bytes), &e);
    bed.rules = nlu_create(&bed.desk, "LK", NULL, &e);
    bed.both = nlu_create(&bed.desk, "LK", bed.model, &e);
    if (!bed.model || !bed.rules || !bed.both) fail_msg("%s", e.text);
    *state = &bed;
    return 0;
}

static int teardown(void **state)
{
    struct bed *bed = *state;
    arena_clear(&bed->arena);
    nlu_destroy(bed->rules);
    nlu_destroy(bed->both);
    nlu_model_destroy(bed->model);
    buf_finish(&bed->bytes);
    return 0;
}

static struct understood understand(struct bed *bed, const struct nlu *nlu, const char *text)
{
    struct understood u;
    struct err e = { 0 };
    arena_clear(&bed->arena);
    if (!nlu_understand(nlu, str_of(text), (struct telling){ 0 }, &bed->arena, &u, &e))
        fail_msg("%s", e.text);
    return u;
}

/* "ROADS LAMPS DESK" */
static const char *listed(const struct understood *u)
{
    static char out[64];
    out[0] = '\0';
    for (size_t i = 0; i < u->candidate_count; i++) {
        size_t len = strlen(out);
        (void)snprintf(out + len, sizeof out - len, "%s%.*s", i ? " " : "",
                       STR_ARG(u->candidates[i]->code));
    }
    return out;
}

static const char *code_of(const struct department *department)
{
    static char out[40];
    (void)snprintf(out, sizeof out, "%.*s",
                   STR_ARG(department ? department->code : STR("nobody's")));
    return out;
}

struct row {
    const char *rule, *text, *category, *department;
    const char *candidates; /* the first of three, or all */
    bool sure;
};

static void check(struct bed *bed, const struct nlu *nlu, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct understood u = understand(bed, nlu, rows[i].text);
        if (!str_equal(u.category->code, str_of(rows[i].category)))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(u.category->code));
        if (strcmp(code_of(u.department), rows[i].department) != 0)
            fail_msg("%s: %s", rows[i].rule, code_of(u.department));
        if (strncmp(listed(&u), rows[i].candidates, strlen(rows[i].candidates)) != 0 ||
            u.candidate_count != UNDERSTOOD_CANDIDATES)
            fail_msg("%s: %s", rows[i].rule, listed(&u));
        if (u.sure != rows[i].sure) fail_msg("%s: sure", rows[i].rule);
    }
}

static void test_rules_alone(void **state)
{
    static const struct row rows[] = {
        { "a keyword", "jalan rusak", "road", "ROADS", "ROADS LAMPS DESK", true },
        { "the stronger one", "jalan rusak, aplikasi, lampu", "road", "ROADS", "ROADS DESK LAMPS",
          false },
        { "two categories of one department are no rivals", "trotoar bolong", "pavement", "ROADS",
          "ROADS LAMPS DESK", true },
        { "a phrase of two of them speaks once", "bolong, situs", "road", "ROADS",
          "ROADS DESK LAMPS", false },
        { "together they are stronger", "trotoar, aspal, lampu jalan", "road", "ROADS",
          "ROADS LAMPS DESK", false },
        { "nothing known: the desk, then the order of the file", "xqzv wrtp", "other", "DESK",
          "DESK ROADS LAMPS", false },
        { "the office of the place", "kantor desa tutup", "office", "nobody's", "DESK ROADS LAMPS",
          true },
    };
    struct bed *bed = *state;
    check(bed, bed->rules, rows, COUNT_OF(rows));
}

static void test_rules_and_model(void **state)
{
    static const struct row rows[] = {
        { "they agree", "lampu mati", "lamp", "LAMPS", "LAMPS", true },
        { "words that only the model knows", "bohlam putus", "other", "LAMPS", "LAMPS", true },
        { "misspelt beyond the rules", "penerangaan padamm", "other", "LAMPS", "LAMPS", false },
        { "the model has never seen it, the rules are sure", "aplikasi", "web", "DESK", "DESK",
          false },
        { "here they are not", "situs", "other", "LAMPS", "LAMPS", false },
        { "what is pressing, told calmly", "longsor, lampu gelap sekali", "lamp", "LAMPS", "LAMPS",
          true },
        { "in danger the tables alone choose", "longsor, lampu gelap sekali, ada korban", "slide",
          "DESK", "DESK LAMPS", true },
        { "of the own life it is not asked", "bohlam putus, mau bunuh diri", "other", "DESK",
          "DESK", false },
        { "of danger that no keyword tells of it guesses nothing", "bohlam putus, ada korban",
          "other", "DESK", "DESK", false },
        { "of one it may weigh what keywords tell of",
          "jalan, aplikasi, aspal mengelupas, ada "
          "korban",
          "road", "ROADS", "ROADS DESK", true },
    };
    struct bed *bed = *state;
    check(bed, bed->both, rows, COUNT_OF(rows));
}

static void test_who_decided_is_said(void **state)
{
    static const struct {
        const char *rule, *text, *by, *model_words;
    } rows[] = {
        { "both", "lampu mati", "both", "[\"lampu\",\"mati\"]" },
        { "the model, by words that we do not know", "bohlam diganti", "model", "[]" },
        { "the model, by one that we know", "bohlam gelap", "model", "[\"gelap\"]" },
        { "the rules", "aplikasi", "rules", "" },
        { "a word that speaks against it is not shown", "lampu jalan", "rules", "[\"lampu\"]" },
    };
    struct bed *bed = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct understood u = understand(bed, bed->both, rows[i].text);
        struct json *why = NULL;
        struct err e = { 0 };
        struct buf words;
        buf_init(&words, 1024);
        if (!json_parse(u.explanation, &why, &e)) fail_msg("%s", e.text);
        if (!str_equal(json_text(json_get(why, "decided_by")), str_of(rows[i].by)))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(u.explanation));
        const struct json *shown = json_get(why, "model_words");
        if (shown && !json_print(shown, &words, &e)) fail_msg("%s", e.text);
        if (!str_equal(buf_view(&words), str_of(rows[i].model_words)))
            fail_msg("%s: %.*s", rows[i].rule, STR_ARG(u.explanation));
        buf_finish(&words);
        json_free(why);
    }
}

static void test_what_is_told_in_confidence_has_one_owner(void **state)
{
    struct bed *bed = *state;
    const struct nlu *both[] = { bed->rules, bed->both };
    for (size_t i = 0; i < COUNT_OF(both); i++) {
        struct understood u = understand(bed, both[i], "lampu mati, ada pungli di kantor");
        assert_int_equal(u.kind, KIND_WHISTLEBLOWING);
        assert_string_equal(listed(&u), "DESK");
        assert_string_equal(code_of(u.department), "DESK");
        assert_true(u.sure && u.category_sure);
    }
}

static void test_no_report_has_no_department(void **state)
{
    static const char *const said[] = { "", "halo", "ok", "menu", "mksh" };
    struct bed *bed = *state;
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct understood u = understand(bed, bed->both, said[i]);
        assert_null(u.department);
        assert_int_equal(u.candidate_count, 0);
        assert_false(u.sure);
    }
}

static void test_ranking_is_that_of_understanding(void **state)
{
    static const char *const said[] = { "jalan rusak", "bohlam putus", "aplikasi", "xqzv wrtp" };
    struct bed *bed = *state;
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct understood u = understand(bed, bed->both, said[i]);
        struct nlu_ranking ranking;
        struct err e = { 0 };
        assert_true(nlu_rank(bed->both, str_of(said[i]), &ranking, &e));
        assert_int_equal(ranking.count, u.candidate_count);
        assert_memory_equal(ranking.departments, u.candidates,
                            ranking.count * sizeof *ranking.departments);
        assert_int_equal(ranking.sure, u.sure);
        assert_true(ranking.margin >= 0);
    }
}

static void test_a_model_of_another_desk_is_refused(void **state)
{
    struct bed *bed = *state;
    struct desk desk = bed->desk;
    struct err e = { 0 };
    desk.departments++; /* ROADS is gone */
    desk.department_count--;
    assert_null(nlu_create(&desk, "LK", bed->model, &e));
    assert_int_equal(e.code, ERR_INPUT);
    assert_non_null(strstr(e.text, "department 'ROADS' is not in departments.csv"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_alone),
        cmocka_unit_test(test_rules_and_model),
        cmocka_unit_test(test_who_decided_is_said),
        cmocka_unit_test(test_what_is_told_in_confidence_has_one_owner),
        cmocka_unit_test(test_no_report_has_no_department),
        cmocka_unit_test(test_ranking_is_that_of_understanding),
        cmocka_unit_test(test_a_model_of_another_desk_is_refused),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
