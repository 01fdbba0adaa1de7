/* test_place_sentences.c - how often the place is right in sentences as citizens write them: short,
 * misspelt, joined and split, with marks and without, in Indonesian, Javanese and Madurese; and how
 * often one is found where there is none. The sentences are in tests/data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct tally {
    size_t rows, districts, districts_right, villages, villages_right, nowhere, false_places;
};

static struct str district_of(const struct place *place)
{
    if (!place) return STR_EMPTY;
    switch (place->level) {
    case PLACE_VILLAGE: return place->parent->name;
    case PLACE_DISTRICT: return place->name;
    case PLACE_CITY: return STR("KOTA");
    case PLACE_OUTSIDE: return STR("LUAR");
    }
    return STR_EMPTY;
}

static void count(struct tally *t, const struct place *found, struct str text, struct str district,
                  struct str village)
{
    struct str in = district_of(found);
    struct str at = found && found->level == PLACE_VILLAGE ? found->name : STR_EMPTY;
    t->rows++;
    if (district.len == 0) {
        t->nowhere++;
        t->false_places += found != NULL;
    } else {
        t->districts++;
        t->districts_right += str_equal(in, district);
    }
    if (village.len) {
        t->villages++;
        t->villages_right += str_equal(at, village);
    }
    if (!str_equal(in, district) || !str_equal(at, village))
        print_message("\"%.*s\" is in <%.*s, %.*s>, not in <%.*s, %.*s>\n", STR_ARG(text),
                      STR_ARG(at), STR_ARG(in), STR_ARG(village), STR_ARG(district));
}

static struct tally tally_of(void **state, const char *file)
{
    struct tally t = { 0 };
    char *all = bed_data(file);
    struct str rest = str_of(all), line, text, district, village;
    while (str_cut(&rest, '\n', &line)) {
        if (line.len == 0 || line.at[0] == '#') continue;
        text = district = village = STR_EMPTY;
        (void)str_cut(&line, '\t', &text);
        (void)str_cut(&line, '\t', &district);
        (void)str_cut(&line, '\t', &village);
        struct understood u = bed_understand(*state, text);
        count(&t, u.place, text, district, village);
    }
    free(all);
    return t;
}

static void test_places_that_are_named(void **state)
{
    struct tally t = tally_of(state, "place_sentences.tsv");
    print_message("%zu sentences: district right %zu of %zu, village right %zu of %zu\n", t.rows,
                  t.districts_right, t.districts, t.villages_right, t.villages);
    assert_true(t.rows >= 150);
    assert_true(t.districts_right * 100 >= t.districts * 97);
    assert_true(t.villages_right * 100 >= t.villages * 93);
}

static void test_sentences_that_name_none(void **state)
{
    struct tally t = tally_of(state, "placeless_sentences.tsv");
    print_message("%zu sentences: %zu false places\n", t.rows, t.false_places);
    assert_true(t.nowhere >= 100);
    assert_true(t.false_places * 100 <= t.nowhere);
}

/* Each village of the regency in the forms of an address. */
static void test_every_village_with_its_district(void **state)
{
    static const struct {
        const char *before, *between, *after;
    } forms[] = { { "jalan rusak di desa ", " kecamatan ", "" },
                  { "lapor ds. ", " kec. ", " banjir pak" },
                  { "DS.", " KEC.", " LAMPU MATI" },
                  { "lokasi: kelurahan ", ", kec ", "" } };
    struct nlu_bed *bed = *state;
    for (size_t i = 0; i < bed->desk->place_count; i++) {
        const struct place *place = &bed->desk->places[i];
        for (size_t f = 0; place->level == PLACE_VILLAGE && f < sizeof forms / sizeof *forms; f++) {
            char text[256];
            (void)snprintf(text, sizeof text, "%s%.*s%s%.*s%s", forms[f].before,
                           STR_ARG(place->name), forms[f].between, STR_ARG(place->parent->name),
                           forms[f].after);
            struct understood u = bed_understand(bed, str_of(text));
            if (u.place != place) BED_WRONG("%s", text);
        }
    }
}

/* One letter left out, swapped with its neighbour, or put in, behind the first. */
static struct str misspelt(struct str name, size_t at, int how, char out[64])
{
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        bool swaps = how == 1 && i + 1 < name.len;
        if (i == at && how == 0) continue;
        if (i == at && how == 2) out[len++] = 'h';
        if (i == at && swaps) out[len++] = name.at[i + 1];
        if (i == at + 1 && how == 1) continue;
        out[len++] = name.at[i];
    }
    return (struct str){ out, len };
}

/* Behind "kec" each is understood, or at least never taken for another. */
static void test_every_district_with_one_error(void **state)
{
    struct nlu_bed *bed = *state;
    size_t tried = 0, right = 0;
    for (size_t i = 0; i < bed->desk->place_count; i++) {
        const struct place *place = &bed->desk->places[i];
        if (place->level != PLACE_DISTRICT) continue;
        for (size_t at = 1; at < place->name.len; at++)
            for (int how = 0; how < 3; how++) {
                char name[64], text[128];
                struct str bad = misspelt(place->name, at, how, name);
                (void)snprintf(text, sizeof text, "lampu mati di kec %.*s", STR_ARG(bad));
                struct understood u = bed_understand(bed, str_of(text));
                tried++;
                right += u.place == place;
                if (u.place != place) print_message("%s: not understood\n", text);
                if (u.place && u.place != place) BED_WRONG("%s", text);
            }
    }
    print_message("%zu names with one error, %zu right\n", tried, right);
    assert_true(right * 100 >= tried * 97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_places_that_are_named),
        BED_TEST(test_sentences_that_name_none),
        BED_TEST(test_every_village_with_its_district),
        BED_TEST(test_every_district_with_one_error),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
