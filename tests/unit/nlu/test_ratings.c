/* test_ratings.c - how was it? Which number an answer says, in three languages, and which say none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static const struct {
    int rating; /* 0: none */
    const char *text;
} rows[] = {
    { 5, "5" },
    { 5, "5 pak" },
    { 4, "nilai 4 pak" },
    { 4, "nilainya 4" },
    { 4, "tak kasih 4 deh" },
    { 5, "bintang 5 tp lain kali jgn lama2 ya" },
    { 3, "3 aja" },
    { 5, "lima" },
    { 5, "Lima!" },
    { 3, "kurang cepat, 3" },
    { 4, "makasih, 4" },
    { 5, "5 bintang" },
    { 5, "puas 5" },
    { 5, "5 bagus" },
    { 5, "5 bagus, cepat" },
    { 4, "4 lumayan" },
    { 1, "1 lama sekali" },
    { 2, "2, petugasnya telat terus" },
    { 3, "3 soalnya masih kurang rapi" },
    { 5, "5 apik tenan" },
    { 5, "sudah, nilai 5" },
    /* Javanese, Madurese */
    { 4, "papat" },
    { 2, "loro ae pak" },
    { 5, "gangsal" },
    { 4, "bintang sekawan" },
    { 1, "settong" },
    { 3, "tello" },
    { 4, "empa'" },
    { 5, "lema" },
    { 5, "nilai lema pak" },
    /* words */
    { 5, "sangat puas" },
    { 5, "puas banget" },
    { 5, "puas sekali pak" },
    { 4, "puas pak, sudah bersih" },
    { 4, "Puas" },
    { 2, "kurang puas" },
    { 1, "tidak puas" },
    { 1, "gak puas" },
    { 3, "cukup" },
    { 3, "biasa aja" },
    { 5, "mantap pak" },
    { 4, "marem pak" },
    /* stars */
    { 3, "\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90" },
    { 5, "5 \xE2\xAD\x90" },
    { 5, "\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90" },
    /* nothing of it */
    { 0, "10" },
    { 0, "0" },
    { 0, "6" },
    { 0, "enam" },
    { 0, "4,5" },
    { 0, "lama nunggu 3 bulan" },
    { 0, "tiga bulan baru selesai" },
    { 0, "telu wulan lagek mari" },
    { 0, "tello bulan" },
    { 0, "rumah di rt 5" },
    { 0, "3 bulan" },
    { 0, "2 minggu" },
    { 0, "3 hari baru datang" },
    { 0, "2 titik masih gelap" },
    { 0, "1 lagi belum" },
    { 0, "3 lampu mati" },
    { 0, "2 wulan" },
    { 0, "1 sampai 5 maksudnya apa" },
    { 0, "petugasnya ramah" },
    { 0, "biasanya cepat" },
    { 0, "lumayan" },
    { 0, "tidak tahu" },
    { 0, "\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90\xE2\xAD\x90" },
};

static void test_ratings(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.rating != rows[i].rating)
            BED_WRONG("%d, not %d: %s", u.rating, rows[i].rating, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_ratings) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
