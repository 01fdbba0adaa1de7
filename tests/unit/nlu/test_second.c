/* test_second.c - texts that tell of two matters, and of one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_second(void **state)
{
    static const struct {
        const char *text, *first, *second, *place; /* place: of the second; "": it says none */
    } rows[] = {
        { "jalan rusak di desa Sebaung Gending, juga lampu mati di desa Maron Kidul", "road",
          "street_light", "35.13.17.2003" },
        { "Jalan berlubang di desa Sebaung. Selain itu sampah menumpuk di pasar Leces", "waste",
          "road", "35.13.18.2008" },
        { "lampu jalan mati di desa Sebaung dan sampah menumpuk di desa Maron Kidul",
          "street_light", "waste", "35.13.17.2003" },
        { "jalan rusak parah di desa Sebaung, lampunya juga mati semua", "road", "street_light",
          "" },
        { "air PDAM mati di desa Sebaung\njuga jalan berlubang di desa Maron Kidul", "tap_water",
          "road", "35.13.17.2003" },
        /* "A dan B", as short as that. */
        { "lampu jalan depan masjid mati sama got di sebelahnya mampet bau, ds. sukodadi paiton",
          "drainage", "street_light", "" },
        { "sampah numpuk di pasar Maron dan air PDAM mati", "tap_water", "waste", "35.13.17" },
        { "jalan berlubang di desa Roto krucil, sekalian lampu jalannya juga mati", "road",
          "street_light", "" },
        { "jalan rusak & lampu mati di desa Sebaung", "road", "street_light", "35.13.18.2008" },
        /* One matter, told at length. */
        { "jalan rusak dan berlubang di desa Sebaung", "road", "", "" },
        { "jalan rusak dan becek kalau hujan di desa Sebaung", "road", "", "" },
        { "sampah numpuk dan bau sama banyak lalat di pasar Maron", "waste", "", "" },
        { "sampah numpuk dan bau di pasar Maron", "waste", "", "" },
        { "lampu jalan mati dan gelap sama rawan begal di desa Sebaung", "street_light", "", "" },
        { "jalan rusak dan sampai sekarang belum diperbaiki", "road", "", "" },
        { "jalan rusak parah di desa Sebaung", "road", "", "" },
        { "jalan berlubang dan bergelombang, juga banyak kerikil di desa Sebaung", "road", "", "" },
        { "lampu jalan mati di jalan raya Sebaung, gelap dan rawan kecelakaan", "street_light", "",
          "" },
        { "jalan rusak di desa Sebaung dan juga di desa Maron Kidul", "road", "", "" },
        { "jalan rusak karena truk sampah lewat di desa Sebaung", "waste", "", "" },
        { "lampu jalan mati di desa Sebaung, jalannya jadi rawan", "street_light", "", "" },
        { "saya mau lapor pungli di desa Sebaung, juga jalan rusak", "", "", "" },
        { "terima kasih jalan di desa Sebaung sudah bagus, juga lampunya terang", "", "", "" },
        { "", "", "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        const struct matter *m = u.beside_count ? &u.beside[0] : NULL;
        struct str second = m ? m->category->code : STR_EMPTY;
        struct str place = m && m->place ? m->place->code : STR_EMPTY;
        bool first = rows[i].first[0] == '\0' || str_equal(u.category->code, str_of(rows[i].first));
        if (!first || !str_equal(second, str_of(rows[i].second)) ||
            !str_equal(place, str_of(rows[i].place)))
            BED_WRONG("\"%s\": %.*s, beside it <%.*s> in <%.*s>", rows[i].text,
                      STR_ARG(u.category->code), STR_ARG(second), STR_ARG(place));
    }
}

/* Told one by one, each is heard, be it by its name alone. */
static void test_list(void **state)
{
    static const struct {
        const char *text, *first, *second, *third;
    } rows[] = {
        { "1. jalan rusak 2. lampu mati 3. sampah", "road", "street_light", "waste" },
        { "pak di desa Kertosuko krucil: 1. jalan rusak 2. lampu mati 3. sampah numpuk. tolong "
          "semua",
          "road", "street_light", "waste" },
        { "mau lapor\n1) air pdam mati\n2) jalan berlubang", "tap_water", "road", "" },
        { "1.jalan rusak 2.lampu mati", "road", "street_light", "" },
        /* Two of one unit are one report. */
        { "1. jalan rusak 2. jalan berlubang 3. lampu mati", "road", "street_light", "" },
        /* No list, or none of matters. */
        { "lebar jalan 1.5 m, rusak 2.5 m", "road", "", "" },
        { "jalan rusak sejak jam 10.30 di km 2. tolong", "road", "", "" },
        { "1. nama saya budi 2. alamat desa Sebaung 3. jalan rusak", "road", "", "" },
        { "syarat ktp: 1. fotokopi kk 2. surat rt", "", "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        const char *want[] = { rows[i].second, rows[i].third };
        bool first = rows[i].first[0] == '\0' || str_equal(u.category->code, str_of(rows[i].first));
        for (size_t k = 0; k < 2; k++) {
            struct str code = k < u.beside_count ? u.beside[k].category->code : STR_EMPTY;
            if (!first || !str_equal(code, str_of(want[k])))
                BED_WRONG("\"%s\": %.*s, beside it <%.*s>", rows[i].text, STR_ARG(u.category->code),
                          STR_ARG(code));
        }
    }
}

/* Who is clear about each of two matters is not asked whose the first is. */
static void test_sure(void **state)
{
    struct understood u = bed_understand(
        *state, STR("jalan berlubang di desa Roto krucil, sekalian lampu jalannya juga mati"));
    if (!u.sure || !u.category_sure) BED_WRONG("the unit is in doubt");
}

/* The place of the first matter is that of its own part. */
static void test_place_of_the_first(void **state)
{
    struct understood u = bed_understand(
        *state, STR("jalan rusak di desa Sebaung Gending, juga lampu mati di desa Maron Kidul"));
    if (!u.place || !str_equal(u.place->code, STR("35.13.18.2008"))) BED_WRONG("the place is lost");
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_second), BED_TEST(test_list),
                                        BED_TEST(test_sure), BED_TEST(test_place_of_the_first) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
