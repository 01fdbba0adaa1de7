/* test_danger_sentences.c - how often danger is heard in sentences as frightened people write them:
 * short, misspelt, in three languages; and how often it is heard where there is none. The sentences
 * are in tests/data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct tally {
    size_t danger, heard, self, self_heard, calm, alarms;
};

static void count(struct tally *t, struct str label, struct str text, const struct understood *u)
{
    bool self = str_equal(label, STR("self")), calm = str_equal(label, STR("calm"));
    if (!self && !calm && !str_equal(label, STR("danger"))) fail_msg("%.*s", STR_ARG(label));
    bool right = calm ? !u->urgent : self ? u->self_harm : u->urgent && !u->self_harm;
    *(self ? &t->self : calm ? &t->calm : &t->danger) += 1;
    if (calm)
        t->alarms += !right;
    else
        *(self ? &t->self_heard : &t->heard) += right;
    if (!right) print_message("%.*s: \"%.*s\"\n", STR_ARG(label), STR_ARG(text));
}

static void test_danger_is_heard(void **state)
{
    struct tally t = { 0 };
    char *all = bed_data("danger_sentences.tsv");
    struct str rest = str_of(all), line, label, text;
    while (str_cut(&rest, '\n', &line)) {
        if (line.len == 0 || line.at[0] == '#') continue;
        label = text = STR_EMPTY;
        (void)str_cut(&line, '\t', &label);
        (void)str_cut(&line, '\t', &text);
        struct understood u = bed_understand(*state, text);
        count(&t, label, text, &u);
    }
    free(all);
    print_message("danger heard %zu of %zu, to oneself %zu of %zu, false alarms %zu of %zu\n",
                  t.heard, t.danger, t.self_heard, t.self, t.alarms, t.calm);
    assert_true(t.danger >= 100 && t.calm >= 100 && t.self >= 10);
    assert_true(t.heard * 100 >= t.danger * 97);
    assert_true(t.self_heard == t.self);
    assert_true(t.alarms * 100 <= t.calm * 4);
}

/* One letter away from a danger, and something else. */
static void test_neighbours_of_danger_are_calm(void **state)
{
    static const char *const texts[] = {
        "honornya belum terbayar",   "pencabutan izin toko",   "ada tawaran kerja",
        "dia suka meledek",          "kritik untuk pelayanan", "sekarang sudah bagus",
        "nilainya terendah",         "ditembok warga",         "pesan dari banjar",
        "dicabut izinnya",           "jalan ditambak",         "pasar hanya sampai siang",
        "rumahnya terbatas luasnya", "letakan di meja",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (bed_understand(*state, str_of(texts[i])).urgent) BED_WRONG("%s", texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_danger_is_heard),
        BED_TEST(test_neighbours_of_danger_are_calm),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
