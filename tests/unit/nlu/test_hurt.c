/* test_hurt.c - what an emergency's words name: whoever can help; and what is pressing, or no
 * danger at all, without being an emergency. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_danger_names_who_can_help(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "disaster", "ada 2 orang ketimbun tanah" },
        { "disaster", "di rumah saya ada 2 orang ketimbun tanah pak" },
        { "disaster", "suami saya nelayan belum pulang dari laut sejak kemarin" },
        { "disaster", "pohonnya roboh menimpa rumah pak!! ada orang didalam" },
        { "disaster", "longsor di pinggir jalan, ada orang tertimbun" },
        { "flood", "banjir pak, air sampai dada, ada orang tua di dalam rumah" },
        { "flood", "banjir di jalan, anak terseret banjir" },
        { "health_service", "bapak saya sesak napas" },
        { "health_service", "bapak saya kritis di igd rsud" },
        { "health_service", "ada yang pingsan di pasar" },
        { "health_service", "anak terjepit pintu air" },
        { "health_service", "plafon kelas jatuh kena murid" },
        { "health_service", "dia naik tower mau lompat" },
        { "fire", "kompor meledak" },
        { "health_service", "ada orang sakit tergeletak di pinggir jalan" },
        { "electricity", "ini kabelnya njuntai ke jalan pak nyetrum" },
        { "electricity", "kabelnya sudah putus kena dahan" },
        { "fire", "kebakaran di pasar maron" },
        { "fire", "barusan keluar api pak kabelnya kena dahan, mohon cepat" },
        /* the accident itself, and violence, come before */
        { "accident", "kecelakaan motor di pantura, pengendara patah kakinya" },
        { "violence", "anak saya dipukul gurunya sampai pingsan" },
        /* a matter that is plainly named is not taken from its unit by an injury */
        { "public_order", "ada yg kena petasan tangannya berdarah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (!u.urgent) BED_WRONG("no danger: %s", rows[i].text);
        if (!str_equal(u.category->code, str_of(rows[i].category)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(u.category->code), rows[i].category,
                      rows[i].text);
    }
}

/* An injury goes on with what was told before, and makes no second matter of its own. */
static void test_an_injury_names_no_sure_matter(void **state)
{
    struct understood u = bed_understand(*state, STR("barusan ada yg jatuh kakinya patah"));
    assert_true(u.urgent && !u.category_sure && !u.category_heard);
    u = bed_understand(*state, STR("ada orang ketimbun tanah"));
    assert_true(u.urgent && u.category_sure && u.category_heard);
}

/* What takes a report back, or pleads for secrecy, takes no danger along that is told beside it. */
static void test_danger_beside_what_is_taken_back(void **state)
{
    static const char *const beside[] = {
        "saya cuma lapor jalan rusak",
        "saya hanya lapor lampu mati",
        "batalkan laporan lampu",
        "batalkan yang jalan",
        "batal",
        "itu bukan laporan saya pak",
        "yang laporan parkir itu bukan",
        "saya tidak lapor parkir",
        "jangan bilang ke suami saya",
        "jangan bilang siapa siapa",
        "ojo ngomong sopo sopo",
        "ga jadi batal",
    };
    static const char *const dangers[] = {
        "ada orang tenggelam di sungai tolong",
        "anak saya kesetrum sekarang tolong",
        "rumah tetangga kebakaran",
        "barusan pemotor jatuh luka parah, orangnya tidak sadar",
        "saya dipukuli tiap malam",
    };
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        for (size_t k = 0; k < sizeof dangers / sizeof *dangers; k++) {
            char text[200];
            snprintf(text, sizeof text, "%s, %s", beside[i], dangers[k]);
            struct understood u = bed_understand(*state, str_of(text));
            if (!u.urgent || u.intent != INTENT_REPORT) BED_WRONG("no danger: %s", text);
        }
}

/* ... and one that stands in the very words is none. */
static void test_danger_that_is_taken_back(void **state)
{
    static const char *const texts[] = {
        "batalkan laporan kebakaran tadi",
        "laporan laka itu salah pak, dihapus saja",
        "saya tidak lapor kecelakaan pak, cuma lapor jalan lubang",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (u.urgent || u.pleads) BED_WRONG("danger: %s", texts[i]);
    }
}

/* Who is not conscious; but not of what nobody is aware. */
static void test_unconscious(void **state)
{
    static const struct {
        bool urgent;
        const char *text;
    } rows[] = {
        { true, "orangnya gak sadar pak" },
        { true, "pengendaranya ga sadarkan diri" },
        { true, "wonge ora sadar pak" },
        { true, "masih tidak sadar pak" },
        { false, "orang tidak sadar buang sampah sembarangan" },
        { false, "orangnya gak sadar kalau sampahnya numpuk" },
        { false, "pengurus desa tidak sadar akan tugasnya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.urgent != rows[i].urgent) BED_WRONG("urgent %d: %s", u.urgent, rows[i].text);
    }
}

static void test_pressing(void **state)
{
    static const char *const pressing[] = {
        "pohonnya tumbang semalem nutup jalan, motor ga bisa lewat",
        "pohon tumbang ke jalan",
        "tiang telkom roboh melintang di jalan",
        "kabel telkom njuntai ke jalan",
        "longsor, jalannya tidak bisa dilewati",
        "banyak yang jatuh terluka karena lubang",
        "kmrn satu dahan jatuh kena anak kecil sampai pingsan",
        "trotoar sering bikin orang terpeleset sampai kakinya patah",
        "pohonnya sudah roboh pak nutup jalan, motor tidak bisa lewat",
        "pohonnya roboh tadi malam pak nimpa pagar sekolah",
        "kemarin pohonnya roboh nimpa motor",
        "mohon segera pak sudah ambruk barusan",
        "balihonya roboh pak tadi kena angin, nimpa motor orang",
        "motor saya kejatuhan dahan barusan",
        "wit e wis ambruk nibani montor",
        "dahannya sudah ada yang patah nyangkut di kabel",
        "tadi dahannya jatuh hampir kena anak2 sekolah",
        "ada yg menjuntai sampai ke jalan, kemarin hampir kena leher orang naik motor",
        "airnya sudah mulai naik pak, takut masuk rumah kalau malam ini hujan",
        "ada angin kencang semalam, pohonnya miring ke rumah saya",
        "tiangnya yg satu miring pak mau roboh",
        "sing gedhe dhewe wis meh rubuh pak, cedhak sekolahan",
        "saya tadi dipaksa bayar 5000 sama diancam pak",
        "pak RT nya td marah2 ke rumah sy, ngancam",
        "pak kades ngancam saya",
        "kulo diancem pak rt",
        "engkok eancem klebun",
        "pohon sebelahnya juga miring",
        "tiang sebelahnya ikut miring",
        "asapnya bikin sesak nafas pak, ibu saya sampai dibawa ke puskesmas",
        "suami saya kadang ngamuk pak apa bisa dibantu obatnya",
        "dahannya barusan jatuh kena kabel",
        "tadi ada yg jatuh dari sepeda disitu",
        "kemarin saya jatuh disitu pak",
        "sudah ada yang jatuh",
        "mau bengi ono wong tibo nang kono",
        "truknya kejeblos di lubang itu",
        "mobil pak kyai keperosok semalam",
        "petasannya kena kaca warung saya sampai pecah",
        "jadi pohonnya tumbang pak",
        "wite ambruk pak",
        "tiangnya sudah miring",
        "jembatannya tambah retak pak",
        "tanggule wis jebol pak, saiki miring kabeh tanggule wis rengka lan doyong",
        "warkop dan pemukiman ada pohon tumbang, tolong segera",
        "pohon besar tumbang di jalan desa",
        "wit tumbang neng dalan pak",
        "pohon menyender di tembok rumah saya",
        "tiang wifi nyender di atap rumah warga",
        "pohon sudah miring ke tembok rumah, temboknya retak",
        "wit doyong nang omahku, temboke wis retak",
        "pohon mau ambruk menimpa warga",
    };
    static const char *const usual[] = {
        "pohon tumbang di kebun",
        "parkir menutup jalan",
        "hajatan menutup jalan tidak bisa lewat",
        "takut pohon tumbang menutup jalan",
        "jalan berlubang tolong segera diperbaiki sebelum ada yang terluka",
        "kartu bpjs untuk operasi luka belum aktif",
        "kabel wifi putus",
        "takut pohonnya roboh nimpa rumah",
        "antisipasi ada dahan yg jatuh menimpa pemakai jalan",
        "pohonnya bisa roboh sewaktu waktu menimpa motor",
        "minggu lalu pohonnya roboh nimpa pagar",
        "dulu pernah roboh nimpa motor",
        "pohonnya tumbang nutup jalan tapi sudah dibersihkan warga",
        "dahannya sering jatuh kena genteng rumah",
        "dahannya jatuh kena angin bu",
        "dahannya jatuh tidak kena orang",
        "dahannya barusan jatuh pak",
        "dahan pohon hampir kena kabel",
        "bangunan liar minta dirobohkan",
        "rumah saya mau roboh, minta bantuan bedah rumah",
        "tagihan air naik terus padahal rumah kosong",
        "tiap hujan air masuk rumah",
        "kalau hujan airnya masuk ke warung saya setinggi lutut pak",
        "saya diancam ketua rt kalau tidak bayar",
        "diancam dicoret dari pkh",
        "wabah demam mengancam kami di desa",
        "ranting kering berpotensi jatuh mengenai pejalan kaki",
        "pohon di depan rumah tetangga mengancam pejalan kaki",
        "ibu saya dibawa ke puskesmas tidak dilayani",
        "takut ada yang jatuh",
        "banyak yang jatuh",
        "sering ada yang jatuh disitu",
        "hp saya jatuh tadi di pasar",
        "motor saya jatuh tempo pajaknya kemarin",
        "kalau dibiarkan bisa ada yang jatuh",
        "harga gabah jatuh",
        "jembatannya retak sejak dulu",
        "tiangnya belum miring",
        "bolanya kena kaca tapi tidak sampai pecah",
        "pohon tumbang di depan rumah saya",
        "sisa pohon tumbang di sekolah belum diangkut",
        "tiap hujan pohon tumbang di jalan raya",
        "takut pohon tumbang di jalan",
        "pohon condong ke rumah warga mohon dipangkas",
        "takut pohonnya menyender di atap rumah",
        "temboknya retak, pohonnya rindang",
        "mohon dibangun jembatan baru",
    };
    for (size_t i = 0; i < sizeof pressing / sizeof *pressing; i++) {
        struct understood u = bed_understand(*state, str_of(pressing[i]));
        if (!u.pressing || u.urgent) BED_WRONG("not pressing: %s", pressing[i]);
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (bed_understand(*state, str_of(usual[i])).pressing) BED_WRONG("pressing: %s", usual[i]);
}

/* Somebody suffers what would press of a thing that all use, whatever its own words speak of. */
static void test_suffers(void **state)
{
    static const struct {
        bool suffers;
        const char *text;
    } rows[] = {
        { true, "anak saya kena DB pak" },
        { true, "sudah 3 anak kena demam berdarah" },
        { true, "adik saya masuk rs gara2 itu" },
        { true, "warga banyak yang diare" },
        { true, "anak kulo opname pak" },
        { true, "ada ibu hamil jatuh disitu" },
        { false, "takut kena dbd" },
        { false, "anak saya masuk sd" },
        { false, "minta fogging dbd" },
        { false, "saya mau ke rs lewat situ" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).suffers != rows[i].suffers)
            BED_WRONG("%s", rows[i].text);
}

/* What only threatens has not happened. */
static void test_befell(void **state)
{
    static const struct {
        bool befell;
        const char *text;
    } rows[] = {
        { true, "pohonnya roboh barusan" },    { true, "dahannya jatuh hampir kena orang" },
        { true, "kebakaran di pasar maron" },  { false, "pohonnya hampir roboh" },
        { false, "suami saya kadang ngamuk" }, { false, "jalan berlubang" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).befell != rows[i].befell)
            BED_WRONG("%s", rows[i].text);
}

/* Who is ill gets worse: whom to call, and of no road. */
static void test_gets_worse(void **state)
{
    static const struct {
        bool urgent;
        const char *text;
    } rows[] = {
        { true, "bapak saya makin sesak" },
        { true, "ibu saya kondisinya tambah parah pak" },
        { true, "bapak kulo tambah sesek pak" },
        { true, "nafasnya makin sesak" },
        { false, "jalannya makin parah pak" },
        { false, "jalan depan rumah ibu saya makin parah" },
        { false, "parkirannya makin sesak" },
        { false, "takut ibu saya makin parah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).urgent != rows[i].urgent)
            BED_WRONG("%s", rows[i].text);
}

/* By somebody whom no table knows, or by its noun; and what asks for shelter. */
static void test_menaced(void **state)
{
    static const struct {
        bool menaced;
        const char *text;
    } rows[] = {
        { true, "calonya tadi ngancam saya lewat wa" },
        { true, "saya dapat ancaman dari orangnya pak" },
        { true, "ini nyata pak ancamannya, saya takut" },
        { false, "ancaman banjir bikin saya takut" },
        { false, "pohonnya mengancam rumah saya kalau hujan" },
        { false, "kalau dapat ancaman saya lapor ke mana" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (((u.presses_by & PRESSING_MENACED) != 0) != rows[i].menaced)
            BED_WRONG("%s", rows[i].text);
    }
    assert_true(bed_understand(*state, STR("saya takut pak, bisa dilindungi?")).asks_shelter);
    assert_false(
        bed_understand(*state, STR("takut lapor, apa identitas saya dilindungi?")).asks_shelter);
}

static void test_harmless(void **state)
{
    static const char *const harmless[] = { "ga ada bahaya kok pak", "bukan keadaan darurat",
                                            "lho saya cuma lapor jalan berlubang, ga ada bahaya",
                                            "tidak berbahaya pak", "ora bahaya pak" };
    static const char *const not [] = { "semoga tidak ada bahaya",
                                        "apa tidak bahaya?",
                                        "bahaya pak",
                                        "tidak ada bahaya? banjir pak tolong",
                                        "bahaya banget, tidak ada yang jaga",
                                        "tidak ada bahaya di rumah, di jalan bahaya" };
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (!bed_understand(*state, str_of(harmless[i])).harmless)
            BED_WRONG("not harmless: %s", harmless[i]);
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++)
        if (bed_understand(*state, str_of(not [i])).harmless) BED_WRONG("harmless: %s", not [i]);
}

static void test_an_aim_reaches_over_lists(void **state)
{
    static const struct {
        bool urgent;
        const char *beside, *text;
    } rows[] = {
        { false, "", "lampu jalan mati dan rawan terjadinya kecelakaan lalu lintas" },
        { false, "", "lampu jalan mati, rawan begal dan kecelakaan lalu lintas" },
        { false, "", "lampu jalan mati, tolong diperbaiki agar tidak ada begal & kecelakaan" },
        { false, "road", "lampu jalan mati dan jalan rusak" },
        { true, "", "lampu jalan mati, takut macet, barusan kecelakaan di depan pasar" },
        { true, "", "lampu tidak nyala dan kecelakaan barusan" },
        { true, "", "sebelum anak saya , ada korban juga" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        const char *is = u.beside_count ? u.beside[0].category->code.at : "";
        if (u.urgent != rows[i].urgent) BED_WRONG("urgent %d: %s", u.urgent, rows[i].text);
        if (strncmp(is, rows[i].beside, strlen(rows[i].beside)) != 0 ||
            (u.beside_count > 0) != (rows[i].beside[0] != '\0'))
            BED_WRONG("beside %s: %s", is, rows[i].text);
    }
}

/* Words of danger, feared or past too. */
static void test_pleads(void **state)
{
    static const char *const pleading[] = { "tolong pak barusan ada yang celaka",
                                            "khawatir ada kebakaran di pasar",
                                            "kemarin sampai kakinya patah" };
    static const char *const calm[] = { "jalannya tambah parah", "tolong diperbaiki pak",
                                        "barusan saya kirim fotonya" };
    for (size_t i = 0; i < sizeof pleading / sizeof *pleading; i++)
        if (!bed_understand(*state, str_of(pleading[i])).pleads) BED_WRONG("%s", pleading[i]);
    for (size_t i = 0; i < sizeof calm / sizeof *calm; i++)
        if (bed_understand(*state, str_of(calm[i])).pleads) BED_WRONG("pleads: %s", calm[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_danger_names_who_can_help),
        BED_TEST(test_an_injury_names_no_sure_matter),
        BED_TEST(test_danger_beside_what_is_taken_back),
        BED_TEST(test_danger_that_is_taken_back),
        BED_TEST(test_unconscious),
        BED_TEST(test_pressing),
        BED_TEST(test_suffers),
        BED_TEST(test_befell),
        BED_TEST(test_gets_worse),
        BED_TEST(test_menaced),
        BED_TEST(test_harmless),
        BED_TEST(test_an_aim_reaches_over_lists),
        BED_TEST(test_pleads),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
