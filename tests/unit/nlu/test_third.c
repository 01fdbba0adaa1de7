/* test_third.c - told for somebody who did not write, and what only names somebody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void check(void **state, bool third_party, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        bool explained = str_contains(u.explanation, STR("\"third_party\":true"));
        if (u.third_party != third_party || explained != third_party)
            BED_WRONG("\"%s\": %d", texts[i], u.third_party);
    }
}

static void test_for_another(void **state)
{
    static const char *const texts[] = {
        "a.n. bapak sutrisno jalan rusak",
        "a/n ibu saya, lampu mati",
        "an. bapak saya lampu mati",
        "atas nama warga rt 3, jalan rusak",
        "saya atas nama warga rt 3 melaporkan jalan rusak",
        "jalan rusak di leces, a.n. ibu siti",
        "pak saya mau lapor atas nama ibu saya, lampu mati",
        "untuk tetangga saya, lampu mati",
        "mau lapor untuk tetangga saya lampunya mati",
        "untuk orang tua saya, bpjsnya mati",
        "ini laporan ibu saya, lampu mati",
        "pak ini laporan dari tetangga, lampu mati",
        "mewakili tetangga lampu mati",
        "kangge tanggi kula lampu mati",
        "atas asmanipun bapak lampu mati",
        "kaangguy tatangga lampu mate",
    };
    check(state, true, texts, sizeof texts / sizeof *texts);
}

static void test_only_named(void **state)
{
    static const char *const texts[] = {
        "sertifikat a.n. bapak saya hilang",
        "kk atas nama ibu saya salah",
        "kk saya a.n. budi salah",
        "saya a.n. siti, lampu mati",
        "atas nama saya sendiri, jalan rusak",
        "bantuan untuk tetangga saya belum cair",
        "bantuan belum cair, untuk anak saya",
        "untuk bapak bupati, mohon jalan diperbaiki",
        "buat ibu camat, jalan rusak",
        "untuk jalan di desa maron kapan diperbaiki",
        "untuk anak sekolah tolong dibuatkan zebra cross",
        "jalan tahun 90 an rusak",
        "an nur jalan rusak",
        "tetangga saya buang sampah",
        "laporan saya soal lampu mati",
    };
    check(state, false, texts, sizeof texts / sizeof *texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_for_another),
        BED_TEST(test_only_named),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
