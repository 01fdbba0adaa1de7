/* test_past_danger.c - a fire, a flood or an accident of the past is no danger now; in doubt it is
 * one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static bool in_danger(void **state, const char *text)
{
    struct understood u = bed_understand(*state, str_of(text));
    /* A category that is urgent by itself makes the ticket so. */
    return u.urgent || u.category->priority == PRIORITY_URGENT;
}

static void test_the_past_is_calm(void **state)
{
    static const char *const texts[] = {
        "bau gas tp sudah aman",
        "tadi bau gas sekarang sudah hilang",
        "barusan ada bau gas menyengat, sekarang udah ilang",
        "tadi kebakaran di pasar sekarang sudah padam",
        "bau gas tapi sudah aman pak",
        "kebakaran di dapur tapi sudah padam",
        "gas lpg bocor, sekarang sudah aman",
        "bau gas, baunya sudah hilang",
        "banjir tp sudah surut",
        "tabung gas bocor tapi sudah tidak bau",
        "kebakaran kecil tapi apinya sudah mati",
        "gas bocor tapi sudah hilang baunya",
        "bau gas elpiji tp udah aman",
        "bau gas di warung, sudah tidak tercium",
        "dulu pernah bau gas di sini",
        "sering bau gas di gang kami",
        "minggu lalu ada bau gas",
        "pernah bau gas waktu itu",
        "dulu pernah kebakaran di pasar ini, tolong dikasih hydrant",
        "sudah sering kali terjadi kecelakaan di tikungan itu",
        "di tikungan itu sering terjadi kecelakaan, minta cermin cembung",
        "kecelakaan di tikungan itu sering terjadi",
        "kemarin lusa banjir, sekarang sudah surut, jalannya jadi rusak",
        "minta nomor telepon damkar",
        "tahun lalu rumah saya kebakaran, bantuannya belum cair",
        "kebakaran di rumah saya tahun lalu, bantuan belum dapat",
        "bulan lalu ada kebakaran di pasar semampir, kios belum dibangun",
        "3 bulan yang lalu gudang kami terbakar, bagaimana cara minta bantuan",
        "minggu lalu ada tabrakan di pertigaan, mohon dipasang rambu",
        "kecelakaan minggu lalu di depan sdn merusak pagar",
        "perempatan ini sudah beberapa kali terjadi tabrakan, mohon lampu merah",
        "kerap terjadi kecelakaan di jalan berlubang itu",
        "pasar ini pernah terbakar, kabel listriknya semrawut",
        "kemarin kebakaran di dapur tetangga, api sudah padam, mohon bantuan",
        "kebakaran kemarin sudah dipadamkan, minta bantuan bahan bangunan",
        "kemarin malam banjir sampai dada, sekarang sudah surut, lumpurnya banyak",
        "banjir sepinggang minggu lalu, tanggulnya belum diperbaiki",
        "banjirnya sudah surut, rumah rumah penuh lumpur, kemarin sepinggang",
        "dulu sering kebakaran lahan di sini, mohon sosialisasi",
        "biasanya banjir sampai pinggang kalau sungai tidak dikeruk",
        "setiap tahun banjir setinggi dada di desa kami, mohon normalisasi sungai",
        "tahun kemarin rumah roboh belum ada bantuan",
        "bulan lalu rumah roboh kena angin kencang, bantuan belum cair",
        "taun wingi omah kobong, durung oleh bantuan",
        "wingi sore ana tabrakan ning prapatan, tulung dipasang lampu",
        "mbiyen tau kobongan pasar iki, tulung diwenehi hidran",
        "taon se tapongkor bengko kaobbhar, bantuan gitak cair",
        "pernah ada kecelakaan di jembatan ini jangan sampai terjadi lagi",
        "kebakaran gudang kayu tahun lalu belum diusut",
        "tanggul jebol bulan lalu belum diperbaiki",
        "bulan lalu rumah paman terbakar, sampai sekarang belum dapat bantuan dari dinsos",
        "minggu lalu dapur tetangga saya kebakaran, skrg blm dpt bantuan apa2",
        "kios saya terbakar bulan kemarin, mau urus surat keterangan kebakaran untuk bank",
        "bulan lalu ada begal di jalan ini, mohon lampu dipasang",
        "minggu kemarin ada begal minta patroli",
        "ada anak tenggelam tahun lalu, mohon embungnya dipasangi pagar",
        "tahun lalu ada anak tenggelam, tolong dipasang pagar",
        "tahun 2021 longsor ada yang meninggal, sampai sekarang belum ada plengsengan",
        "damkar kok lama kalau dipanggil, posnya kosong terus",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (in_danger(state, texts[i])) BED_WRONG("danger: %s", texts[i]);
}

static void test_in_doubt_it_is_danger(void **state)
{
    static const char *const texts[] = {
        "bau gas tapi belum aman",
        "tadi bau gas, sekarang bau gas lagi",
        "tadi kebakaran di pasar, sekarang belum padam",
        "masih bau gas, di sebelah sekarang sudah hilang",
        "bau gas masih menyengat",
        "bau gas tapi orangnya tidak ada",
        "kebakaran tapi belum padam",
        "bau gas sudah dari tadi",
        "kebakaran, warga sudah aman tapi api masih besar",
        "kebakaran sudah tidak terkendali",
        "bau gas takut meledak",
        "bau gas apakah sudah aman",
        "tabung gas bocor tapi keran sudah ditutup masih mendesis",
        "bau gas, apa aman pak",
        "bau gas sudah aman?",
        "bau gas sudah aman pak?",
        "kebakaran apa sudah padam",
        "kebakaran di pasar kalau sudah padam kabari",
        "bau gas elpiji belum tahu sudah aman apa belum",
        "kebakaran di pasar semampir",
        "dulu pernah kebakaran di pasar ini, sekarang kebakaran lagi",
        "sering kebakaran di sini, sekarang ada api lagi",
        "tolong padamkan dulu kebakarannya",
        "kebakaran pak, tolong ke sini dulu",
        "kebakaran di rumah yang dibangun tahun lalu",
        "kebakaran lagi di pasar yang tahun lalu kebakaran",
        "kebakaran di pasar, listrik sudah padam",
        "ada kebakaran lampu sudah padam semua",
        "ada kebakaran di pasar yang sering macet",
        "jalan yang sering macet ini ada kecelakaan",
        "ada kecelakaan di jalan yang sering banjir",
        "belum pernah ada kebakaran sebesar ini",
        "tidak pernah kebakaran sebesar ini tolong",
        "banjir sejak kemarin sampai dada belum surut",
        "kebakaran sejak kemarin di hutan",
        "kemarin kebakaran, api belum padam",
        "kemarin padam, tadi kebakaran lagi",
        "barusan kecelakaan di tikungan yang sering ada kecelakaan",
        "kecelakaan di tikungan, kemarin juga kecelakaan",
        "dulu pernah banjir, ini banjir sampai dada",
        "kemarin anak saya dipukuli bapaknya",
        "tahun lalu anak saya dicabuli pamannya",
        "dulu pernah dianiaya suami",
        "sering dipukuli suami",
        "kemarin ada korban kebakaran terjebak di dalam",
        "tahun lalu banjir, sekarang nenek terjebak",
        "kemarin anak tenggelam di sungai",
        "kecelakaan kemarin, korban luka parah belum ditolong",
        "kebakaran, petugas sering telat",
        "tahun lalu saya lapor lampu, tadi malam kebakaran",
        "rumah sebelah kobong saiki, wingi ya kobong",
        "bengko engkok etanang aeng, ta' bisa kalowar",
        "bengko etanang aeng reng-oreng ta' bisa kalowar",
        "etanang aeng sampe' dada",
        "banjir sudah surut tapi rumah terbakar",
        "kebakaran di pasar, banjirnya sudah surut",
        "jalan rusak dari tahun lalu, ada kebakaran di dekatnya",
        "kemarin jalan rusak dan ada kebakaran di gudang",
        "kemarin saya lapor kebakaran",
        "kebakaran kemarin juga lapor",
        "kebakaran di gudang tahun lalu lampu mati",
        "gudang mebel kobongan mas. tahun lalu lampu mati",
        "tahun lalu jalan rusak ada kebakaran",
        "kebakaran, apinya sudah padam sebagian",
        "banjir sampai dada belum sepenuhnya surut dari kemarin",
        "truk terguling kemarin sopirnya terjepit",
        "sudah dua kali kebakaran tolong",
        "pernah saya laporkan jalannya, ini ada tabrakan",
        "kebakaran bulan lalu? bukan, sekarang pak",
        "kebakaran di pasar sering terjadi pencurian",
        "dulu saya lapor tidak ditanggapi, rumah kebakaran",
        "sering banjir, sekarang banjir sampai leher nenek di dalam",
        "tiap hujan banjir, sekarang air sampai dada",
        "api sudah padam tapi muncul lagi di kebakaran itu",
        "minggu lalu kebakaran, sekarang belum ada damkar",
        "kebakaran pak, sekarang belum ada bantuan",
        "minggu lalu kebakaran, sekarang belum dapat bantuan, gudang terbakar",
        "gudang terbakar, nanti minta surat keterangan kebakaran",
        "ada begal di jalan tongas, minta patroli",
        "minggu lalu ada begal, sekarang ada begal lagi",
        "ada anak tenggelam, tolong dipasangi pagar nanti",
        "tahun lalu ada anak tenggelam, tolong anak tenggelam lagi",
        "tahun lalu dipasang pagar, anak tenggelam tolong",
        "ada anak tenggelam tahun lalu, tolong ada yang hanyut",
        "kemarin ada anak tenggelam, tolong dipasangi pagar",
        "tahun 2022 jembatan dibangun, longsor ada yang meninggal",
        "jembatan yang dibangun tahun 2022 longsor ada yang meninggal",
        "rumah yang dibangun tahun lalu kebakaran",
        "kebakaran, damkar kok lama datang",
        "ada api besar, damkar lama sekali tidak datang",
        "bulan lalu anak saya disetubuhi, tolong dipasang lampu",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!in_danger(state, texts[i])) BED_WRONG("no danger: %s", texts[i]);
}

/* Each sentence of the past with a word of now, or with somebody hurt, is danger again. */
static void test_now_and_the_hurt_bring_it_back(void **state)
{
    static const char *const pasts[] = {
        "dulu pernah kebakaran di pasar ini",   "tahun lalu rumah saya kebakaran",
        "kebakaran di gudang kayu minggu lalu", "sering terjadi tabrakan di perempatan itu",
        "kemarin kebakaran, api sudah padam",   "wingi sore ana tabrakan ning prapatan",
    };
    static const char *const tails[] = {
        "sekarang terjadi lagi", "masih menyala",
        "barusan terjadi lagi",  "ada korban",
        "ada yang terjebak",     "anak saya tenggelam",
        "dan saya dipukuli",     "malam ini api membesar",
        "apinya belum padam",
    };
    for (size_t i = 0; i < sizeof pasts / sizeof *pasts; i++) {
        if (in_danger(state, pasts[i])) BED_WRONG("danger: %s", pasts[i]);
        for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
            char text[256];
            (void)snprintf(text, sizeof text, "%s, %s", pasts[i], tails[k]);
            if (!in_danger(state, text)) BED_WRONG("no danger: %s", text);
            (void)snprintf(text, sizeof text, "%s. %s", tails[k], pasts[i]);
            if (!in_danger(state, text)) BED_WRONG("no danger: %s", text);
        }
    }
}

/* It goes to the same unit, as what it is. */
static void test_where_the_past_goes(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "fire_safety", "dulu pernah bau gas" },
        { "fire_safety", "bau gas di warung, sudah tidak tercium" },
        { "fire", "bau gas di warung" },
        { "fire_safety", "dulu pernah kebakaran di pasar ini, tolong dikasih hydrant" },
        { "fire_safety", "tahun lalu rumah saya kebakaran" },
        { "fire_safety", "minta nomor telepon damkar" },
        { "fire", "kebakaran di pasar ini, tolong dikasih hydrant" },
        { "fire", "kebakaran, minta nomor telepon damkar" },
        { "flood", "etanang aeng" },
        { "violence", "tahun lalu anak saya dicabuli pamannya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (!str_equal(u.category->code, str_of(rows[i].category)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(u.category->code), rows[i].category,
                      rows[i].text);
    }
}

/* What is said later to have been then; and the year in which it is told. */
static void test_what_is_known_beside_the_words(void **state)
{
    static const struct {
        const char *text;
        struct telling telling;
        bool urgent;
    } rows[] = {
        { "rumah tetangga kebakaran pak cepat kesini", { .past = false }, true },
        { "rumah tetangga kebakaran pak cepat kesini", { .past = true }, false },
        { "tolong segera kesini rumah tetangga kebakaran", { .past = true }, false },
        { "kebakaran di pasar, apinya makin besar", { .past = true }, true },
        { "ada kecelakaan, korban tergeletak", { .past = true }, true },
        { "anak saya dipukuli bapaknya", { .past = true }, true },
        { "tahun 2026 kebakaran di pasar", { .year = 2026 }, true },
        { "tahun 2025 kebakaran di pasar", { .year = 2026 }, false },
        { "tahun 2026 kebakaran di pasar", { .year = 2027 }, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand_told(*state, str_of(rows[i].text), rows[i].telling);
        if (u.urgent != rows[i].urgent) BED_WRONG("row %zu: %s", i, rows[i].text);
    }
}

/* Told behind the danger: when it was, and nothing else. */
static void test_only_when(void **state)
{
    static const struct {
        const char *text, *when;
    } rows[] = {
        { "tapi itu sudah 2 minggu lalu", "minggu lalu" },
        { "itu kejadian bulan lalu", "bulan lalu" },
        { "kejadiannya tahun kemarin", "tahun kemarin" },
        { "maaf pak itu tahun lalu", "tahun lalu" },
        { "banjirnya minggu lalu", "minggu lalu" },
        { "kebakarannya bulan lalu pak", "bulan lalu" },
        { "itu kemarin malam", "kemarin malam" },
        { "sudah 2 jam belum ada yang datang", "" },
        { "sudah dari kemarin", "" },
        { "sejak kemarin belum padam", "" },
        { "kemarin malam dan sekarang masih menyala", "" },
        { "itu bulan lalu, sekarang kebakaran lagi", "" },
        { "minggu lalu ada korban", "" },
        { "kemarin saya sudah lapor", "" },
        { "apa itu bulan lalu?", "" },
        { "bulan lalu jalan ini diaspal", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (!str_equal(u.past, str_of(rows[i].when)))
            BED_WRONG("\"%s\": %.*s", rows[i].text, STR_ARG(u.past));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_the_past_is_calm),
        BED_TEST(test_in_doubt_it_is_danger),
        BED_TEST(test_now_and_the_hurt_bring_it_back),
        BED_TEST(test_where_the_past_goes),
        BED_TEST(test_what_is_known_beside_the_words),
        BED_TEST(test_only_when),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
