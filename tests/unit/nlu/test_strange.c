/* test_strange.c - names that no table knows: a district of somewhere else, and what stands
 * where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct row {
    const char *text;
    bool spot;
    const char *district; /* NULL: "" */
};

static const struct row rows[] = {
    { .text = "saluran air mampet di kel. tambak wedi kec. kenjeran", .district = "Kenjeran" },
    { .text = "lampu padam desa gundih, kecamatan: bubutan sejak kemarin", .district = "Bubutan" },
    { .text = "bansos belum cair, kel pacar keling kec tambaksari", .district = "Tambaksari" },
    { .text = "saya tinggal di kelurahan gading kecamatan tambaksari", .district = "Tambaksari" },
    { .text = "jalan rusak di kelurahan sidotopo" },
    { .text = "jalan rusak desa sukamaju kec bantaran" },
    { .text = "jalan rusak desa sukamaju kec pajarakn" },
    { .text = "petugas kelurahan bilang harus ke kecamatan dulu" },
    { "terminal banyuangga", .spot = true },
    { "di terminal banyuangga pak", .spot = true },
    { .text = "terminal banyuangga kotor" },
    { .text = "sekolah gratis" },
    { .text = "banyak lalat di depan rumah" },
    { .text = "minta izin usaha pasar" },
    { .text = "rs nya rsud waluyo jati" },
    { .text = "maksudnya rsud tongas" },
    { .text = "bukan rsud tongas" },
    { .text = "puskesmasnya ngasih rujukan ke rsud waluyo jati" },
    { .text = "rsud waluyo jati antrinya lama" },
    { "samping rumah pak kades", .spot = true },
    { "dekat rumahnya bu lurah pak", .spot = true },
    { "belakang rumah pak haji udin", .spot = true },
    { .text = "di rumah pak kades dipungut uang" },
    { .text = "rumah pak kades dibangun dari dana desa" },
    { .text = "di rumah pak kebakaran" },
    { .text = "di depan rumah pak lurah ada sampah" },
};

static void test_strange_names(void **state)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct understood u = bed_understand(*state, str_of(row->text));
        struct str district = row->district ? str_of(row->district) : STR_EMPTY;
        if (u.strange_spot != row->spot || !str_equal(u.strange_district, district))
            BED_WRONG("\"%s\": spot %d, district \"%.*s\"", row->text, u.strange_spot,
                      STR_ARG(u.strange_district));
    }
}

static void test_it_lies_with_us(void **state)
{
    static const struct {
        enum home home;
        bool denied;
        const char *text;
    } ours[] = {
        { HOME_NAME, true, "maaf pak salah tulis, ini di probolinggo bukan surabaya" },
        { HOME_NAME, true, "ini probolinggo bukan lumajang" },
        { HOME_NAME, false, "aku wong probolinggo pak" },
        { HOME_NAME, false, "saya di probolinggo kok disuruh ke surabaya" },
        { HOME_REGENCY, false, "saya warga kabupaten probolinggo" },
        { HOME_REGENCY, false, "masih wilayah kabupaten pak" },
        { HOME_REGENCY, false, "bukan kota pak" },
        { HOME_NONE, true, "lho saya bukan orang surabaya" },
        { HOME_NONE, true, "bukan surabaya pak" },
        { HOME_NONE, false, "saya warga kota probolinggo" },
        { HOME_NONE, false, "saya warga kabupaten lumajang" },
        { HOME_NONE, false, "saya di probolinggo, motor saya di surabaya" },
        { HOME_NONE, false, "di probolinggo jalannya rusak semua" },
        { HOME_NONE, false, "saya warga desa sebaung kabupaten probolinggo" },
        { HOME_NAME, false, "probolinggo pak" },
        { HOME_NONE, false, "pemkab probolinggo kok tidak bisa" },
        { HOME_NONE, false, "probolinggo kok gak iso nyambut gawe" },
    };
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        struct understood u = bed_understand(*state, str_of(ours[i].text));
        if (u.home != ours[i].home || u.denies_place != ours[i].denied)
            BED_WRONG("%s: %d %d", ours[i].text, (int)u.home, u.denies_place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_strange_names),
                                        BED_TEST(test_it_lies_with_us) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
