/* test_spots.c - a place where people meet only says where; an institution whose name is told in
 * two pieces; and who must pay an office so that it goes faster. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct row {
    const char *category, *text;
};

static void check(void **state, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str code = bed_understand(*state, str_of(rows[i].text)).category->code;
        if (!str_equal(code, str_of(rows[i].category)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(code), rows[i].category, rows[i].text);
    }
}

static void test_a_spot_says_where(void **state)
{
    static const struct row rows[] = {
        { "police_matter", "dompet saya dicopet di alun alun kraksaan" },
        { "police_matter", "banyak copet di area parkiran pasar maron" },
        { "police_matter", "hp ilang di terminal" },
        { "public_order", "pengamen maksa minta uang di lampu merah" },
        { "public_order", "loper koran memaksa setiap mobil di traffic light" },
        { "odgj", "pengemis dekat lampu merah kraksaan" },
        { "fertilizer", "pupuk langka di kios" },
        /* The spot itself, and what its own unit knows. */
        { "traffic", "macet di lampu merah pajarakan" },
        { "traffic", "lampu merah di perempatan mati" },
        { "market", "timbangan di pasar curang" },
        { "tree", "rumput di alun alun kraksaan tinggi" },
        { "tree", "ayunan di taman rusak" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

static void test_only_where(void **state)
{
    static const char *const texts[] = {
        "kejadiannya di alun alun kraksaan depan masjid agung",
        "jl raya leces dpn balai desa",
        "margorejo itu sebelah kantor kec. dringu",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (u.category_heard || !u.place) BED_WRONG("a matter: %s", texts[i]);
    }
    static const struct row rows[] = {
        { "village_office", "kantor desa leces tutup" },
        { "health_service", "depan puskesmas leces antri lama" },
        { "other", "ada apa ini di alun alun kraksaan" },
        { "other", "alun alun kraksaan" },
        { "other", "rt 5 rw 2" },
        { "corruption", "pak rt minta uang terus" },
        { "bridge", "jembatan rusak di desa sebaung gending" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

static void test_a_name_in_two_pieces(void **state)
{
    static const struct row rows[] = {
        { "hospital_tongas", "pelayanan rumah sakit lambat sekali, di tongas" },
        { "hospital_tongas", "antri di rsud kecamatan tongas lama" },
        { "hospital", "pelayanan rumah sakit lambat sekali" },
        { "hospital", "saya dari tongas, di rsud waluyo jati antri lama" },
        { "tree", "pohon tumbang di tongas dekat rumah sakit" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

static void test_paid_for_haste(void **state)
{
    static const struct row rows[] = {
        { "corruption", "tadi ke kua disuruh bayar 600rb katanya biar cepet" },
        { "corruption", "di dukcapil ada calo bayar biar cepat" },
        { "corruption", "supaya lekas jadi saya dimintai uang sama orang kelurahan" },
        { "corruption", "urus sertifikat diminta 2 juta biar cepat selesai" },
        { "traffic", "beli motor di dealer disuruh bayar 500rb biar cepat" },
        { "other", "bengkel minta 500rb biar cepat jadi" },
        { "id_card", "di dukcapil tidak disuruh bayar, biar cepat daftar online" },
    };
    check(state, rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_a_spot_says_where), BED_TEST(test_only_where),
                                        BED_TEST(test_a_name_in_two_pieces),
                                        BED_TEST(test_paid_for_haste) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
