/* test_belongs.c - with whose reports a text goes on by the things it speaks of, and with whose it
 * does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

enum how { NOT, BESIDE, ALONE, EVER };

static enum how how_of(const struct understood *u, const char *category)
{
    for (size_t i = 0; i < u->belongs_count; i++)
        if (!u->belongs[i].beside && str_equal(u->belongs[i].category->code, str_of(category)))
            return u->belongs[i].ever ? EVER : u->belongs[i].alone ? ALONE : BESIDE;
    return NOT;
}

static void test_belongs(void **state)
{
    static const struct {
        enum how how;
        const char *category, *text;
    } rows[] = {
        { ALONE, "road", "debunya kemana mana pak" },
        { ALONE, "tree", "kapan dipotong min" },
        { ALONE, "social_aid", "anaknya lima, bapak nganggur" },
        { ALONE, "street_light", "dari pertigaan sampai balai desa" },
        { ALONE, "road", "gorong2nya juga pecah" },
        { ALONE, "road", "nek udan akeh genangan" },
        { BESIDE, "road", "truknya lewat terus" },
        { ALONE, "street_light", "kabelnya putus" },
        { ALONE, "street_light", "peteng banget pak" },
        { ALONE, "road", "debune nang endi endi" },
        { ALONE, "waste", "laler akeh pak" },
        { ALONE, "drainage", "banyak nyamuk, takut demam berdarah" },
        { BESIDE, "drainage", "isinya sampah plastik semua" },
        { ALONE, "tree", "dahannya kena kabel listrik" },
        { ALONE, "flood", "anak anak tidak bisa sekolah" },
        { ALONE, "tap_water", "keruh dan bau kaporit" },
        { EVER, "id_card", "mau dipakai daftar kerja" },
        { ALONE, "bpjs", "anak saya lagi sakit pak" },
        { ALONE, "bpjs", "ditolak di rumah sakit" },
        { ALONE, "market", "dagangan saya basah semua" },
        /* What needs no nearness in time, and how a thing is by a keyword of roads. */
        { EVER, "road", "petani susah angkut hasil panen" },
        { EVER, "flood", "listrik dipadamkan pln" },
        { EVER, "flood", "lantai rusak semua" },
        { EVER, "school", "meja kursi rusak semua" },
        { EVER, "market", "got di dalam pasar mampet" },
        { NOT, "market", "jalan di depan pasar rusak" },
        { EVER, "id_card", "mau buat sim ga bisa" },
        { NOT, "road", "petani butuh pupuk" },
        { NOT, "flood", "sungai bau limbah pabrik" },
        { NOT, "flood", "jalan rusak semua" },
        /* A word of another matter stands in it. */
        { NOT, "road", "lampu jalan mati" },
        { NOT, "road", "sampah menumpuk bau sekali" },
        { NOT, "street_light", "jalan berlubang besar sekali" },
        { NOT, "waste", "selokan mampet" },
        { NOT, "id_card", "jalan rusak di depan rumah" },
        { NOT, "id_card", "anak saya dibully di sekolah" },
        { NOT, "social_aid", "ktp saya hilang" },
        { NOT, "tree", "kapan dapat bansos" },
        { NOT, "bpjs", "debunya kemana mana pak" },
        /* What it may be a part of as well stands beside a word that refers, or is asked about. */
        { BESIDE, "drainage", "sampah menumpuk" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum how how = how_of(&u, rows[i].category);
        if (how != rows[i].how)
            BED_WRONG("%s, of %s: %d, not %d", rows[i].text, rows[i].category, (int)how,
                      (int)rows[i].how);
    }
}

/* Of whatever was told: what comes of it, who passes there, that somebody is afraid. */
static void test_of_anything(void **state)
{
    static const struct {
        bool any;
        const char *text;
    } rows[] = {
        { true, "banyak anak sekolah lewat sana" }, { true, "ibu ibu takut lewat pak" },
        { true, "wedi aku nek liwat kono" },        { false, "takut rabies pak" },
        { false, "lampu jalan mati, warga resah" }, { false, "jalan rusak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.follows_any != rows[i].any) BED_WRONG("%s: of anything", rows[i].text);
    }
}

/* Where somebody must go is no place of the matter. */
static void test_heads_there(void **state)
{
    static const struct {
        bool heads;
        const char *text;
    } rows[] = {
        { true, "kata petugas harus ke kraksaan pak, jauh" },
        { true, "disuruh ke maron" },
        { false, "jalan rusak di desa Maron Kidul" },
        { false, "dari desa Maron Kidul harus ke kraksaan" },
        { false, "jauh pak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.heads_there != rows[i].heads) BED_WRONG("%s: where it heads", rows[i].text);
    }
}

/* What begins with what was told before; and what speaks for a category that is no matter. */
static void test_points_back(void **state)
{
    static const struct {
        bool back, heard;
        const char *text;
    } rows[] = {
        { true, true, "ini sekarang dikasih pohon pisang sama warga biar gak kejeblos" },
        { true, true, "iki saiki diwenehi wit gedhang" },
        { true, false, "itu sekarang ditutup papan sama warga" },
        { true, true, "sudah saya jawab ya pak, orangnya punya sawah 2 hektar" },
        { true, true, "wis tak jawab pak, sawahe yo ombo" },
        { true, true, "kok belum ada yang ngurus, anak saya belajar pake lilin" },
        { true, false, "kok durung ono sing teko pak, bocah sinau nganggo lilin" },
        { false, true, "sekarang lampu jalan mati di desa maron" },
        { false, true, "sudah saya bayar pajaknya" },
        { false, true, "ini pohon tumbang menutup jalan" },
        /* Where somebody was carried to, and whose number is given, is no matter. */
        { false, false, "kepalanya bocor dibawa ke RSUD tongas" },
        { false, true, "pelayanan di RSUD tongas lama, pasien dibawa ke rsud tongas" },
        { false, false, "nik saya 3513144507880009 atas nama Fulanah, desa sokaan" },
        { false, true, "nik saya 3513144507880009 tidak terdaftar di dukcapil" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.points_back != rows[i].back || u.category_heard != rows[i].heard)
            BED_WRONG("%s: %d, heard %d", rows[i].text, u.points_back, u.category_heard);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_belongs),
        BED_TEST(test_of_anything),
        BED_TEST(test_heads_there),
        BED_TEST(test_points_back),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
