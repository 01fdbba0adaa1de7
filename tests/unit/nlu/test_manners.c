/* test_manners.c - how somebody in office behaves, and whose matter that is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_bad_manners_go_to_the_officials_unit(void **state)
{
    static const char *const texts[] = {
        "warga dibentak petugas kelurahan",
        "anak saya dimarahi staf kecamatan",
        "tetangga saya diusir sama pegawai kecamatan",
        "pegawai di loket kantor kecamatan itu judes banget",
        "staf kelurahan omongannya kasar ke ibu saya",
        "dibentak petugas kelurahan waktu ngurus surat",
        "saya dimarahi pegawai kecamatan gara gara salah fotokopi",
        "judes banget petugas loketnya",
        "lurah sering bolos",
        "bu camat sombong tidak mau salaman sama warga",
        "pegawai kelurahan asik ngobrol sendiri warga dicuekin",
        "petugas pelayanan main hp terus",
        "oknum pns selingkuh dengan staf",
        "pegawai dinas datang siang pulang cepat",
        "sekcam jarang di tempat",
        "petugase nesu nesu ae",
        "pegawaine sengak",
        "asn karaoke pas jam dinas",
        "staf kecamatan cengengesan waktu ditanya",
        "petugas loket tidur",
        "satpam kantor kecamatan galak",
        "petugas di kantor kelurahan sidopekso omongannya ketus",
        "saya ke kecamatan maron dilayani pegawai yang sambil main hape",
        "mbak loket dukcapil judes",
        "disentak petugas pelayanan di kecamatan",
        "staf kecamatan tongas sering telat",
        "pak camat angkuh kalau ditemui warga",
        "honorer kecamatan pulang duluan tiap jumat",
        "oknum asn main judi di kantor",
        "bu lurah pilih kasih",
        "pegawai kecamatan nyolot waktu saya tanya",
        "petugas kelurahan e sengak pol",
        "pegawai kecamatan tak toman ngantor",
        "petugas kasar",
        "pegawai cuek",
        "bu lurah melaporkan saya ke polisi gara gara chat",
        "petugas kelurahan mempolisikan warga karena komentar",
        "saya dilaporkan ke polisi oleh bu lurah",
        "istri lurah sidomukti menghina saya",
        "anaknya pak camat ngancam warga",
        "bojone lurah patokan cerewet pol",
        "istri kades kasar sama tetangga",
        "istrinya kepala puskesmas menghina pasien",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bed_category(state, "civil_servant", texts[i]);
}

static void test_who_has_a_unit_of_their_own_is_judged_there(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "health_service", "dokternya marah marah ke pasien" },
        { "health_service", "doktere judes" },
        { "health_service", "bidan galak sama ibu hamil" },
        { "hospital", "perawat rsud cuek" },
        { "health_service", "dibentak perawat" },
        { "school", "gurunya sering tidak masuk" },
        { "high_school", "guru sma jarang masuk" },
        { "village_fund", "kepala desa arogan" },
        { "road", "rumah anak lurah dekat jalan berlubang" },
        { "road", "omahe adike lurah cedak dalan bolong" },
        { "flood", "rumah istri pak camat kebanjiran" },
        { "village_fund", "kades gak pernah ngantor" },
        { "village_fund", "perangkat desa males malesan" },
        { "electricity", "petugas pln galak" },
        { "tap_water", "petugas pdam cuek kalau ditanya" },
        { "public_order", "satpol pp kasar waktu razia" },
        { "village_fund", "kasun mabuk" },
        { "vehicle_tax", "pegawai samsat jutek" },
        { "school", "guru honorer belum digaji" },
        { "health_service", "bidan desanya tidak pernah di tempat" },
        { "health_service", "perawat puskesmas kuripan ngobrol terus pasien nunggu" },
        { "health_service", "dokter gigi puskesmas ketus" },
        { "school", "bu guru sd suka marah marah" },
        { "school", "kepala sekolah arogan sama wali murid" },
        { "village_fund", "pak kades angkuh dan semena mena" },
        { "village_fund", "perangkat desa datang siang pulang awal" },
        { "bpjs", "petugas bpjs galak" },
        { "village_fund", "kadus saya pilih kasih" },
        { "hospital_tongas", "dokter rsud tongas kasar" },
        { "health_service", "dokternya judes banget" },
        { "health_service", "bidan desa galak sama pasien" },
        { "health_service", "perawat puskesmas judes sama pasien" },
        { "school", "guru galak" },
        { "village_fund", "kadesnya tidur terus" },
        { "village_fund", "kadese sombong" },
        { "school", "kepseknya arogan" },
        { "health_service", "kakek saya dibentak bentak dokter" },
        { "village_fund", "kades sombong sama warga" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* However it is asked, at whatever length, and whatever paper it was about: their own office would
 * read it. */
static void test_who_leads_an_office_is_judged_elsewhere(void **state)
{
    static const char letter[] =
        "sudah tiga kali saya ke kelurahan semampir mengurus surat ahli waris. Bapak lurah bilang "
        "besok dan besok. Kemarin saat saya tanya beliau malah membentak di depan orang banyak";
    static const char *const texts[] = {
        "lurah mengakui atau tidak bahwa attitudenya buruk, bicaranya kasar",
        "lurah mengakui apa tidak kalau dia ngomong kotor ke warga, kelurahan patokan",
        "benar atau tidak lurah semampir suka mabuk di kantor",
        "tolong ditegur lurah semampir, apa tidak malu menghina warganya sendiri",
        "apakah pantas seorang lurah berkata kotor kepada warga? lurah sidomukti kraksaan",
        "lurah saya menyebar fitnah tentang keluarga saya",
        "saya difitnah lurah patokan mencuri",
        "lurahe ngapusi wargane",
        "kelakuan lurah kelurahan semampir sangat tidak terpuji",
        "mohon lurah sidomukti diganti, tidak becus",
        "saya mau lapor soal lurah patokan. Orangnya kasar, suka memaki warga yang minta surat",
        "lurah sidomukti kraksaan membentak saya waktu minta surat pengantar di kantor kelurahan",
        "lurah semampir kalau melayani warga marah marah",
        "lurah semampir tidak pernah ke kantor sejak sebulan, surat ahli waris saya belum",
        "lurah patokan menggelapkan uang kas warga",
        "lurah patokan tidak transparan dan tidak pernah mendengarkan warga",
        "staf kelurahan patokan ngomong kasar waktu saya minta surat pengantar",
        "camat kraksaan memaki saya waktu mengurus surat keterangan di kantor kecamatan",
        "sikap camat kok seperti itu, menyuruh warga pulang sambil teriak teriak",
        "camat tidak pernah turun ke masyarakat, warga diabaikan",
        "mengadukan camat tongas",
        "kepala dispendukcapil judes sekali waktu saya urus ktp",
        "direktur rsud waluyo jati kasar sama keluarga pasien",
        "kepala dlh bohong, katanya ditutup ternyata tidak",
        letter,
        "bapak bupati, di kelurahan patokan kraksaan lurahnya kalau ditanya jawabannya ketus",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bed_category(state, "civil_servant", texts[i]);
}

/* Spoken to, or of a paper that waits with him, or of what is said of everybody's people. */
static void test_who_leads_an_office_is_not_always_blamed(void **state)
{
    static const struct {
        const char *category, *text;
    } rows[] = {
        { "village_office", "surat keterangan saya belum ditandatangani pak lurah semampir" },
        { "village_office", "pak lurah semampir, kapan kerja bakti lagi" },
        { "village_office", "kantor lurah semampir tutup jam 10" },
        { "waste", "saya minta maaf pak lurah, sampahnya saya yang buang" },
        { "drainage", "lapor ke lurah patokan tidak digubris, selokan tetap mampet" },
        { "drainage", "pak lurah tolong selokan depan rumah mampet" },
        { "other", "petugasnya bohong, belum ada yang datang" },
        { "drainage", "selokan mampet di sidomukti, pak lurahnya diam saja tidak peduli" },
        { "school", "pak camat maron mohon maaf, anak saya diejek temannya di sekolah" },
        { "public_order", "pak lurah semampir yang terhormat, tetangga saya tiap malam mabuk, "
                          "orangnya suka marah marah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        bed_category(state, rows[i].category, rows[i].text);
}

/* Whoever behaves so is in no office, or nobody does. */
static void test_the_manners_of_others_do_not(void **state)
{
    static const char *const texts[] = {
        "tetangga saya mabuk tiap malam pak camat",
        "pak camat tolong preman di pasar kasar",
        "petugas bilang warga kasar",
        "jalan di depan kantor lurah permukaannya kasar",
        "sopir angkot kasar sama penumpang",
        "petugas tidak kasar kok tapi ktp saya belum jadi",
        "truk sampah jarang datang ke kelurahan",
        "petugas sampah tidak pernah datang",
        "lapor pak lurah anak muda mabuk di pos ronda",
        "anak saya dimarahi terus sama tetangga",
        "tukang parkir galak",
        "orang gila tidur di depan kantor kecamatan",
        "pegawai pabrik tidur di jalan demo",
        "sapi tidur di jalan depan balai desa",
        "gaji honorer belum dibayar",
        "petugas fogging tidak pernah datang",
        "petugas posyandu jarang datang",
        "karyawan toko kasar",
        "bukan petugasnya yang kasar, jalannya yang kasar",
        "ibu saya mau ketemu pak lurah, bapak saya mabuk",
        "petugas tolong orang mabuk di terminal",
        "permukaan jalan depan kelurahan kasar",
        "anjing galak di depan kantor camat",
        "mohon petugas datang, tetangga saya marah marah bawa parang",
        "pak lurah, pemuda mabuk di gang kami",
        "warga malas kerja bakti pak kades",
        "ktp di petugas kelurahan belum jadi",
        "pegawainya ramah tidak judes tapi antri lama ktp",
        "sapi galak di dekat puskesmas",
        "siswa tidur di kelas",
        "dokter hewan jarang ada",
        "sopir bus kasar",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (str_equal(u.category->code, STR("civil_servant")))
            BED_WRONG("civil_servant: %s", texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_bad_manners_go_to_the_officials_unit),
        BED_TEST(test_who_has_a_unit_of_their_own_is_judged_there),
        BED_TEST(test_who_leads_an_office_is_judged_elsewhere),
        BED_TEST(test_who_leads_an_office_is_not_always_blamed),
        BED_TEST(test_the_manners_of_others_do_not),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
