/* test_meant.c - keywords that stand in a text and speak for nothing there: things at home, cars
 * that are towed, the people of shops, mere suspicions; and what staff are told of the rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

struct row {
    const char *category, *text;
};

static void test_what_is_broken_at_home_is_no_road(void **state)
{
    static const struct row rows[] = {
        { "electricity", "kulkas saya juga rusak" },
        { "electricity", "tv rusak kena petir" },
        { "electricity", "rusak semua kulkas sama tv saya" },
        { "electricity", "tegangan listrik naik turun, mesin cuci rusak" },
        { "other", "pompa air saya rusak" },
        { "village_water", "pompa air desa rusak" },
        { "drainage", "pompa air rusak" },
        { "road", "rusak pak" },
        { "road", "jalan rusak, kulkas yang saya angkut jatuh" },
        { "road", "jalan depan toko kulkas rusak" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_a_car_that_broke_down_is_traffic(void **state)
{
    static const struct {
        const char *category, *text;
        bool urgent;
    } rows[] = {
        { "traffic", "mobil mogok minta dievakuasi", false },
        { "traffic", "truk mogok di tengah jalan mohon dievakuasi", false },
        { "traffic", "bus mogok di jembatan tolong diderek", false },
        { "employment", "karyawan pabrik mogok kerja", false },
        { "health_service", "mobil mogok anak saya sesak napas minta dievakuasi", true },
        { "flood", "mobil mogok kena banjir minta dievakuasi", true },
        { "flood", "warga minta dievakuasi, banjir", true },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bed_category(state, rows[i].category, rows[i].text);
        if (bed_understand(*state, str_of(rows[i].text)).urgent != rows[i].urgent)
            BED_WRONG("urgent or not: %s", rows[i].text);
    }
}

static void test_the_people_of_a_shop_are_in_no_office(void **state)
{
    static const struct row rows[] = {
        { "other", "pegawai alfamart ketus" },
        { "other", "kasir indomaret di paiton judes banget" },
        { "other", "dibentak sama kasir alfamart" },
        { "other", "satpam bri kasar" },
        { "other", "kasirnya ngomong kasar" },
        { "health_service", "kasir puskesmas judes" },
        { "public_order", "kafe itu karaoke sampai malam bising" },
        { "police_matter", "warung kopi jadi tempat judi" },
        { "other", "pelayan warung galak" },
        { "civil_servant", "pegawai kecamatan ketus" },
        { "civil_servant", "pegawai kelurahan di depan alfamart ketus" },
        { "civil_servant", "di toko depan kantor camat, petugas kecamatan kasar" },
        { "electricity", "petugas pln judes" },
        { "public_order", "warung remang remang bikin resah" },
        { "public_order", "warung jual miras, orang mabuk tiap malam" },
        { "public_order", "toko itu jual miras ke anak sekolah sampai mabuk" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_a_suspicion_beside_a_complaint_is_none_in_confidence(void **state)
{
    static const struct {
        const char *category, *text;
        bool confidence;
    } rows[] = {
        { "road", "jalan baru sebulan sudah rusak, takutnya ada korupsi", false },
        { "street_light", "lampu jalan mati gak dibenahi, jangan-jangan anggarannya dikorupsi",
          false },
        { "social_aid", "bansos belum cair, khawatir ada pungli", false },
        { "corruption", "jalan rusak karena dananya dikorupsi kades", true },
        { "corruption", "jalan rusak, takutnya dananya dikorupsi kades", true },
        { "corruption", "jangan-jangan kades korupsi dana desa", true },
        { "corruption", "khawatir ada pungli di kantor desa", true },
        { "corruption", "takutnya ada korupsi", true },
        { "corruption", "dana desa dikorupsi kades, saya takut", true },
        { "corruption", "kades makan uang dana desa", true },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bed_category(state, rows[i].category, rows[i].text);
        if (bed_understand(*state, str_of(rows[i].text)).whistleblowing != rows[i].confidence)
            BED_WRONG("in confidence or not: %s", rows[i].text);
    }
}

static void test_staff_are_told_the_words_of_rules(void **state)
{
    static const struct {
        const char *text, *words;
    } rows[] = {
        { "sekcam kemarin judes", "\"words\":[\"sekcam\",\"judes\"]" },
        { "pegawai kecamatan ketus", "\"words\":[\"pegawai kecamatan\",\"ketus\"]" },
        { "dokter puskesmas kasar", "\"words\":[\"dokter puskesmas\",\"kasar\"" },
        { "kos kosan gak punya izin", "\"words\":[\"izin\",\"kos\"" },
        { "pabrik belum berizin", "\"words\":[\"berizin\",\"pabrik\"" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (!str_contains(u.explanation, str_of(rows[i].words)))
            BED_WRONG("%s: %.*s", rows[i].text, STR_ARG(u.explanation));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_what_is_broken_at_home_is_no_road),
        BED_TEST(test_a_car_that_broke_down_is_traffic),
        BED_TEST(test_the_people_of_a_shop_are_in_no_office),
        BED_TEST(test_a_suspicion_beside_a_complaint_is_none_in_confidence),
        BED_TEST(test_staff_are_told_the_words_of_rules),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
