/* test_news.c - what a reporter tells of their report: that somebody came, that it is the one they
 * made before, thanks with a wish; and what only sounds like its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_somebody_came(void **state)
{
    enum what { NO, NEWS, THANKED };
    static const struct {
        enum what what;
        const char *text;
    } rows[] = {
        { THANKED, "lampunya sudah dicek petugas, terima kasih" },
        { THANKED, "terima kasih petugasnya sudah datang" },
        { THANKED, "petugas sudah ke lokasi pak makasih" },
        { THANKED, "suwun pak wis disurvei" },
        { THANKED, "jalannya kemarin sudah ditinjau dinas, terimakasih banyak" },
        { THANKED, "sudah ada yang survey kesini makasih" },
        { THANKED, "terima kasih tadi ada bapak2 dari dinas sudah foto rumah saya" },
        { NEWS, "petugasnya sudah datang pak" },
        { NEWS, "sudah difoto sama petugas" },
        { NEWS, "petugas barusan datang pak" },
        { NEWS, "tadi petugas desa datang" },
        { NO, "petugas tadi datang tapi masih mati" },
        /* What tells more, asks, or complains. */
        { NO, "petugasnya belum datang, terima kasih" },
        { NO, "petugas sudah datang tapi pulang lagi" },
        { NO, "sudah dicek petugas tapi masih mati" },
        { NO, "apa petugasnya sudah datang?" },
        { NO, "petugas sudah datang minta uang 50 ribu" },
        { NO, "tolong dicek petugas, terima kasih" },
        { NO, "petugas sudah datang ada kebakaran" },
        { NO, "bansos sudah datang di rumah kepala desa semua, warga miskin dilewati saja" },
        { NO, "terima kasih" },
        { NO, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum what is = !u.news ? NO : u.thanked ? THANKED : NEWS;
        if (is != rows[i].what) BED_WRONG("%s: %d", rows[i].text, is);
        if (u.news && u.over) BED_WRONG("%s: an end as well", rows[i].text);
    }
}

static void test_it_is_the_one_before(void **state)
{
    static const struct {
        bool same;
        const char *text;
    } rows[] = {
        { true, "itu laporan yg sama pak" },
        { true, "itu sama dengan yang tadi" },
        { true, "lah itu kan laporan yang tadi" },
        { true, "sama dengan yg kemarin pak" },
        { true, "kuwi podo karo laporan wingi" },
        { true, "laporannya sama pak" },
        { true, "loh itu yang tadi pak jangan bikin laporan baru" },
        { true, "itu bukan laporan baru pak" },
        { true, "ojo digawe laporan anyar pak" },
        { true, "laporannya dobel pak" },
        { false, "tidak bisa membuat laporan baru di aplikasi" },
        { false, "mau buat laporan baru" },
        { false, "masih sama aja belum" },
        { false, "masih sama seperti kemarin" },
        { false, "itu bukan laporan yang sama" },
        { false, "tempatnya sama pak" },
        { false, "sama pak" },
        { false, "laporan yang tadi" },
        { false, "laporan yang tadi gimana" },
        { false, "jalan rusak di desa Sebaung sama dengan yang kemarin" },
        { false, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.same_report != rows[i].same) BED_WRONG("%s: %d", rows[i].text, u.same_report);
    }
}

static void test_it_is_none_of_theirs(void **state)
{
    static const struct {
        const char *unit, *matter, *owned; /* "": it does not say; NULL: it disowns nothing */
        const char *text;
    } rows[] = {
        { "", "accident", "", "laporan kecelakaan itu salah info pak" },
        { "", "accident", "", "laporan laka yang tadi keliru, tolong dihapus" },
        { "DISHUB", "", "", "yg laporan dishub itu bukan pak" },
        { "DISHUB", "", "road", "laporan dishub kuwi dudu pak, aku mung lapor dalan" },
        { "", "parking", "", "saya tidak lapor parkir pak" },
        { "", "parking", "", "saya ga pernah lapor soal parkir" },
        { "", "", "road", "saya cuma melaporkan jalan lubang" },
        { "", "", "", "itu bukan laporan saya pak" },
        { NULL, NULL, NULL, "laporan banjir itu salah alamat pak" },
        { NULL, NULL, NULL, "saya tidak melapor ke polisi" },
        { NULL, NULL, NULL, "saya belum lapor parkir" },
        { NULL, NULL, NULL, "mau lapor jalan lubang" },
        { NULL, NULL, NULL, "apa laporan parkir itu salah?" },
        { NULL, NULL, NULL, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str unit = u.disowned_unit ? u.disowned_unit->code : STR_EMPTY;
        struct str matter = u.disowned ? u.disowned->code : STR_EMPTY;
        struct str owned = u.owned ? u.owned->code : STR_EMPTY;
        bool as_told = !rows[i].unit || (str_equal(unit, str_of(rows[i].unit)) &&
                                         str_equal(matter, str_of(rows[i].matter)) &&
                                         str_equal(owned, str_of(rows[i].owned)));
        if (u.disowns != (rows[i].unit != NULL) || !as_told || (u.disowns && u.urgent))
            BED_WRONG("%s: %.*s %.*s %.*s", rows[i].text, STR_ARG(unit), STR_ARG(matter),
                      STR_ARG(owned));
    }
}

static void test_whose_it_is_not(void **state)
{
    static const struct {
        const char *not_unit, *unit, *text;
    } rows[] = {
        { "KEMENAG", "", "bukan ke kemenag pak" },
        { "DISHUB", "", "bukan dishub pak" },
        { "DISHUB", "", "lho kok malah ke dishub" },
        { "DISHUB", "PLN", "dudu urusane dishub pak, urusane pln" },
        { "PLN", "", "bukan urusan pln pak" },
        { "PDAM", "", "saya tidak mau kalau pdam yang jawab" },
        { "", "PERHUTANI", "itu pohon milik perhutani pak" },
        { "", "", "saya tidak mau bayar pdam" },
        { "", "DINKES", "bukannya ke dinkes ya" },
        { "", "PDAM", "harusnya pdam pak" },
        { "", "PUPR", "harusnya ke dinas PU" },
        { "PUPR", "DLH", "kok ke PU, mestinya DLH" },
        { "", "DLH", "kudune nang DLH pak" },
        { "", "", "kok pln belum datang" },
        { "", "", "bukan kecamatan leces" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str not_unit = u.not_unit ? u.not_unit->code : STR_EMPTY;
        struct str unit = u.unit_named ? u.unit_named->code : STR_EMPTY;
        if (!str_equal(not_unit, str_of(rows[i].not_unit)) ||
            !str_equal(unit, str_of(rows[i].unit)))
            BED_WRONG("%s: %.*s %.*s", rows[i].text, STR_ARG(not_unit), STR_ARG(unit));
    }
}

/* It is said to be of the office of the village or the district. */
static void test_of_village(void **state)
{
    static const struct {
        bool says;
        const char *text;
    } rows[] = {
        { true, "kok kemenag? surat nikah itu dari desa pak" },
        { true, "lho kok jadi BPN, yang lama itu di desanya pak" },
        { true, "bukan kemenag pak, itu urusan kelurahan" },
        { true, "harusnya ke desa pak" },
        { false, "bukan kemenag pak, saya di desa Sebaung" },
        { false, "bantuannya dari desa pak" },
        { false, "kok ke dishub" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if ((u.of_village != NULL) != rows[i].says) BED_WRONG("%s", rows[i].text);
    }
}

/* It is wished at the office of the place, whichever that is. */
static void test_moves_home(void **state)
{
    static const struct {
        bool says;
        const char *text;
    } rows[] = {
        { true, "tolong dipindah ke desa aja pak laporannya" },
        { true, "laporan saya dipindahkan ke kantor kelurahan saja" },
        { true, "tulung laporanku dipindah nang deso ae" },
        { false, "bisa laporannya dipindah ke inspektorat" },
        { false, "laporannya dipindah ke kecamatan maron" },
        { false, "pohonnya sudah dipindah ke desa" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if ((u.moves_home != NULL) != rows[i].says) BED_WRONG("%s", rows[i].text);
    }
}

/* A unit is named, and hardly anything else. */
static void test_spoken_unit(void **state)
{
    static const struct {
        const char *unit, *text;
    } rows[] = {
        { "DIKDAYA", "lomba dr dinas pendidikan pak" },
        { "DIKDAYA", "dari disdik pak" },
        { "PUPR", "itu punya pengairan pak" },
        { "DISPOPAR", "kayaknya dispora" },
        { "DINSOS", "dinas sosial pak" },
        { "", "sudah lapor ke dinas sosial pak" },
        { "", "bukan dinas sosial" },
        { "", "dinas sosial atau dinas kesehatan?" },
        { "", "orang dinas sosial kemarin datang ke rumah ibu saya" },
        { "", "kecamatan leces" },
        { "", "depan dinas sosial pak" },
        { "", "pompa rusak punya pdam" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str unit = u.unit_spoken ? u.unit_spoken->code : STR_EMPTY;
        if (!str_equal(unit, str_of(rows[i].unit)))
            BED_WRONG("%s: %.*s", rows[i].text, STR_ARG(unit));
    }
}

static void test_nothing_is_to_be_cancelled(void **state)
{
    static const struct {
        bool keeps;
        const char *text;
    } rows[] = {
        { true, "jangan jadi batal pak" },
        { true, "ga jadi batal, diproses aja" },
        { true, "tidak jadi batal pak, tolong diproses" },
        { true, "jangan dibatalkan ya pak" },
        { true, "ojo dibatalno pak" },
        { true, "ora sido batal" },
        { true, "tidak usah dibatalkan" },
        { false, "tidak usah pak" },
        { false, "tidak jadi" },
        { false, "gak pak batal aja" },
        { false, "batal pak, jangan dilanjut" },
        { false, "acaranya jangan dibatalkan" },
        { false, "batalkan saja" },
        { false, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.keeps != rows[i].keeps) BED_WRONG("%s: %d", rows[i].text, u.keeps);
    }
}

static void test_thanks_with_a_wish(void **state)
{
    static const struct {
        enum intent want;
        const char *text;
    } rows[] = {
        { INTENT_THANKS, "matur suwun yo min, mugo2 lancar" },
        { INTENT_THANKS, "terima kasih semoga segera diperbaiki" },
        { INTENT_THANKS, "makasih pak semoga cepat ditangani" },
        { INTENT_THANKS, "suwun, mugi-mugi berkah" },
        { INTENT_REPORT, "jalan desa rusak parah, terima kasih semoga diperbaiki" },
        { INTENT_REPORT, "terima kasih, semoga jalan di desa Sebaung segera diperbaiki" },
        { INTENT_REPORT, "terima kasih tapi lampunya mati, semoga diperbaiki" },
        { INTENT_REPORT, "semoga jalan rusak ini diperbaiki" },
        { INTENT_REPORT, "terima kasih semoga sehat, di sini banjir sampai dada nenek" },
        { INTENT_REPORT, "suwun pak semoga sukses, anak saya dipukul suami" },
        { INTENT_REPORT, "makasih semoga lancar, barusan ada yang jatuh kepalanya berdarah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != rows[i].want) BED_WRONG("%s: %s", rows[i].text, intent_name(u.intent));
    }
}

static void test_what_only_sounds_like_an_end(void **state)
{
    static const struct {
        enum intent want;
        bool over;
        const char *text;
    } rows[] = {
        { INTENT_REPORT, false, "lampunya hidup siang hari terima kasih" },
        { INTENT_REPORT, false, "lampunya nyala siang malam, terima kasih" },
        { INTENT_REPORT, true, "lampunya menyala semua terimakasih" },
        { INTENT_CANCEL, false, "laporannya batal saja" },
        { INTENT_CANCEL, false, "batalin aja laporannya" },
        { INTENT_CANCEL, false, "laporan saya batalkan aja" },
        { INTENT_STATUS, false, "cek laporan saya" },
        { INTENT_REPORT, true, "acaranya batal pak ternyata" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.over != rows[i].over) BED_WRONG("%s: over %d", rows[i].text, u.over);
        if (u.intent != rows[i].want) BED_WRONG("%s: %s", rows[i].text, intent_name(u.intent));
    }
}

static void test_what_refers_back(void **state)
{
    static const struct {
        bool refers;
        const char *text;
    } rows[] = {
        { true, "orangnya bawa parang" }, { true, "airnya juga keruh" },
        { true, "jalan itu rusak" },      { false, "ada orang bawa parang" },
        { false, "air juga keruh" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.refers != rows[i].refers) BED_WRONG("%s: %d", rows[i].text, u.refers);
    }
}

static void test_it_was_told_elsewhere_before(void **state)
{
    static const struct {
        bool reported;
        const char *text;
    } rows[] = {
        { true, "sudah lapor kades ga ditanggapi" },
        { true, "saya sudah lapor ke kepala desa, terima kasih" },
        { true, "pak rt udah negur tapi ga digubris" },
        { true, "kepala desa sudah tau tapi diam aja" },
        { true, "kepala sekolah sudah lapor dinas tapi belum ada jawaban" },
        { false, "pak kades sudah 3 bulan tidak ngantor" },
        { false, "pak rt sudah tahu sampah menumpuk" },
        { true, "kemarin saya melapor ke kecamatan tapi belum ada tindakan" },
        { true, "wis lapor pak kades" },
        /* The matter beside it, or the office is what it is about. */
        { false, "kades jarang di kantor, sudah lapor camat" },
        { false, "mau lapor kades korupsi" },
        { false, "sudah lapor kades malah dimintai uang 500 ribu" },
        { false, "kepala desa tidak pernah ngantor" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        bool matter = u.category_heard && !category_is_other(u.category->code);
        if (u.intent != INTENT_REPORT || matter == rows[i].reported ||
            (rows[i].reported && u.accuses))
            BED_WRONG("%s: %s", rows[i].text, matter ? u.category->code.at : "no matter");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_somebody_came),
        BED_TEST(test_it_is_the_one_before),
        BED_TEST(test_it_is_none_of_theirs),
        BED_TEST(test_whose_it_is_not),
        BED_TEST(test_of_village),
        BED_TEST(test_moves_home),
        BED_TEST(test_spoken_unit),
        BED_TEST(test_nothing_is_to_be_cancelled),
        BED_TEST(test_it_was_told_elsewhere_before),
        BED_TEST(test_thanks_with_a_wish),
        BED_TEST(test_what_only_sounds_like_an_end),
        BED_TEST(test_what_refers_back),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
