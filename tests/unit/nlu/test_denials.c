/* test_denials.c - what is said not to be the matter is none; a danger hides no matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_what_is_denied_is_not_the_matter(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "electricity", "bukan jalan rusak, tapi kabel pln putus" },
        { "village_water", "bukan pdam tapi pamsimas" },
        { "street_light", "bukan sampah, lampu jalan" },
        { "bridge", "bukan jalan, jembatan" },
        { "drainage", "bukan jalan rusak pak, tapi got mampet" },
        { "electricity", "bukan lampu jalan tapi listrik rumah padam" },
        { "id_card", "bukan bansos, tapi ktp" },
        { "road", "bukan masalah sampah, tapi jalan berlubang" },
        { "village_water", "bukan soal pdam, ini hippam" },
        { "road", "ini bukan jalan kabupaten, jalan desa yang rusak" },
        { "street_light", "dudu dalan rusak, tapi lampu dalan mati" },
        { "street_light", "banne jhalan rosak, tape lampu mate" },
        { "street_light", "sanes dalan, lampu dalan pejah" },
        { "road", "bukan PJU nya tapi jalannya berlubang" },
        { "pollution", "maaf bukan sampah tapi limbah pabrik" },
        { "street_light", "yang saya laporkan bukan jalan rusak melainkan lampu jalan mati" },
        { "bridge", "bukan lampunya pak, jembatannya yang rusak" },
        { "street_light", "bukan got tapi lampu jalan yang mati" },
        { "pollution", "bukan bau sampah, bau limbah pabrik" },
        { "village_water", "dudu pdam pak, hippam sing mati" },
        { "road", "banne lampu, jhalan rosak" },
        { "hospital", "bukan puskesmas tapi rsud waluyo jati yang antri lama" },
        { "street_light", "bukan pln, lampu jalan yang mati" },
        { "id_card", "bukan ktp saya tapi akta anak saya belum jadi" },
        { "school", "orang yang bukan guru mengajar di sd" },
        { "waste", "bukan sampah" },
        { "street_light", "kenapa bukan pju yang diperbaiki" },
        { "road", "loh kok bansos, yang saya lapor jalan berlubang" },
        { "street_light", "kok malah sampah pak, ini lampu jalan" },
        { "social_aid", "kok ktp, saya tanya bansos" },
        { "road", "siapa bilang jalan provinsi, itu jalan desa yang rusak" },
        { "street_light", "lho kok masuk ke parkir bu? lampu jalan lho" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_what_only_sounds_like_a_denial_denies_nothing(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "road", "jalan rusak bukan karena banjir" },
        { "road", "jalan rusak parah, bukan hanya berlubang" },
        { "street_light", "bukan hanya jalan rusak, lampu jalan juga mati" },
        { "drainage", "bukan cuma sampah, got juga mampet" },
        { "road", "jalan rusak, bukan jalan nasional" },
        { "street_light", "lampu jalan mati bukan sekali dua kali" },
        { "waste", "sampah bukan diangkut malah dibakar" },
        { "waste", "kok sampahnya tidak diangkut, sudah seminggu" },
        { "waste", "kok sampah pak" },
        { "road", "lho kok jalan rusak dibiarkan pak" },
        { "waste", "bukannya sampah ini sudah bayar tiap bulan" },
        { "road", "jalan rusak di jalan desa" },
        { "street_light", "lampu jalan mati di jalan raya leces" },
        { "road", "galian kabel bikin jalan rusak" },
        { "road", "jalan rusak bekas galian kabel telkom" },
        { "road", "jalan berlubang bukan main parahnya" },
        { "tap_water", "air pdam mati, bukan pamsimas" },
        { "street_light", "kabel lampu jalan putus" },
        { "road", "bukankah jalan ini tanggung jawab pupr, kok rusak" },
        { "road", "saya bukan warga sini, jalan rusak di desa sebaung" },
        { "waste", "bukan petugas sampah yang salah, sampah menumpuk" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_a_cable_is_of_whoever_owns_it(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "electricity", "ada kabel putus di jalan desa Sebaung" },
        { "electricity", "kabel putus di jalan desa kalisalam" },
        { "electricity", "kabel jatuh di jalan raya leces" },
        { "electricity", "kabel menjuntai di tengah jalan desa" },
        { "electricity", "kabel putus melintang di jalan" },
        { "internet", "kabel telpon melintang di jalan" },
        { "internet", "kabel telepon menjuntai di jalan" },
        { "internet", "kabel telkom jatuh ke jalan" },
        { "internet", "kabel wifi melintang jalan desa" },
        { "internet", "kabel internet putus di jalan" },
        { "internet", "kabel indihome kendor di jalan raya" },
        { "electricity", "ada kabel listrik jatuh di jalan desa" },
        { "electricity", "kabel listrik menjuntai ke jalan" },
        { "internet", "tiang telepon miring mau roboh di jalan" },
        { "internet", "kabel optik semrawut di jalan desa" },
        { "internet", "tiang telpon roboh menutup jalan" },
        { "internet", "kabel telkom putus di jalan desa Sebaung" },
        { "internet", "kabel telepon nyangkut di truk" },
        { "electricity", "kabel pln jatuh ke jalan desa" },
        { "street_light", "kabel lampu jalan putus" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_a_danger_hides_no_matter(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "electricity", "ada kabel putus di jalan desa" },
        { "health_service", "bapak serangan jantung tolong ambulans" },
        { "health_service", "saya mau bunuh diri" },
        { "road", "saya tidak mau bunuh diri, hanya mau lapor jalan rusak" },
        { "disaster", "anak hanyut di sungai" },
        { "disaster", "perahu terbalik tiga orang belum ketemu" },
        { "railway_crossing", "orang ketabrak kereta" },
        { "accident", "bukan saya yang kecelakaan, anak saya" },
        { "accident", "udu aku sing kecelakaan, anakku" },
        { "fire", "bukan rumah saya yang kebakaran, rumah tetangga" },
        { "flood", "banjer pak, bapak saya stroke tidak bisa jalan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

static void test_what_would_be_in_danger_is_no_matter(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "traffic", "gang ditutup portal, apabila terjadi kebakaran sangat bahaya" },
        { "street_light", "kabel lampu jalan putus, takut terjadi kebakaran" },
        { "fire", "terjadi kebakaran di pasar" },
        { "fire", "takut terjadi kebakaran" },
        { "other", "bukan kebakaran pak cuma jalannya ditutup" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* Of what it says that it is none of that: a hint is enough where it says what it is. */
static void test_what_a_denial_is_about(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "school", "NIK nya ga kebaca, bukan sekolahnya" },
        { "school", "bukan masalah sekolah pak" },
        { "housing", "ini tarif pdam pak bukan rumah" },
        { "road", "bukan jalan, jembatan yang putus" },
        { "", "bukan jalan" },
        { "national_road", "jalan rusak, bukan jalan nasional" },
        { "", "bukan hanya sampah, got juga mampet" },
        { "street_light", "bukan lampu jalan, tapi listrik rumah padam" },
        { "street_light", "listrik rumah padam bukan lampu jalan" },
        { "street_light", "sanes lampu jalan pak, listrik griya mati" },
        { "", "bukan jalan besar tapi rusak parah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str is = u.not_about_count ? u.not_about[0]->code : STR_EMPTY;
        if (!str_equal(is, str_of(rows[i].category)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(is), rows[i].category, rows[i].text);
    }
}

/* Beside a place it tells where, as long as nothing is told of it. */
static void test_what_stands_there_is_no_matter(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "other", "di jembatan flyover leces" },
        { "other", "rs rizani paiton" },
        { "other", "alamat saya dsn krajan rt 02 rw 01 desa sumberanyar paiton" },
        { "bridge", "jembatan leces ambrol" },
        { "market", "pasar leces sepi" },
        { "waste", "sampah di pasar leces" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* Nobody's name: a danger, a child, a thing, or nobody is feared. */
static void test_fear_of_something_else_is_no_plea(void **state)
{
    static const char *const texts[] = {
        "saya takut sama anjing itu",       "takut sama suami saya",
        "saya tidak takut sama pak kades",  "anak saya takut sama gurunya",
        "takut pohonnya roboh kena warung", "saya takut dengan preman disitu",
        "bilang aja ke pak kades",          "jangan lapor kalau tidak ada bukti",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (bed_understand(*state, str_of(texts[i])).intent == INTENT_CONFIDENTIAL)
            BED_WRONG("a plea: %s", texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_what_is_denied_is_not_the_matter),
        BED_TEST(test_what_only_sounds_like_a_denial_denies_nothing),
        BED_TEST(test_what_a_denial_is_about),
        BED_TEST(test_a_cable_is_of_whoever_owns_it),
        BED_TEST(test_a_danger_hides_no_matter),
        BED_TEST(test_fear_of_something_else_is_no_plea),
        BED_TEST(test_what_would_be_in_danger_is_no_matter),
        BED_TEST(test_what_stands_there_is_no_matter),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
