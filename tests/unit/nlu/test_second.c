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
        /* One matter, told at length. */
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
        struct str second = u.second ? u.second->code : STR_EMPTY;
        struct str place = u.second_place ? u.second_place->code : STR_EMPTY;
        bool first = rows[i].first[0] == '\0' || str_equal(u.category->code, str_of(rows[i].first));
        if (!first || !str_equal(second, str_of(rows[i].second)) ||
            !str_equal(place, str_of(rows[i].place)))
            BED_WRONG("\"%s\": %.*s, beside it <%.*s> in <%.*s>", rows[i].text,
                      STR_ARG(u.category->code), STR_ARG(second), STR_ARG(place));
    }
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
    const struct CMUnitTest tests[] = { BED_TEST(test_second), BED_TEST(test_place_of_the_first) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
