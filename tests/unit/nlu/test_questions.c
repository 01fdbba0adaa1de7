/* test_questions.c - who asks for information is no complainer, and who complains in the form of a
 * question is. And matters that a single weak word used to decide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void check(void **state, enum ticket_kind kind, const char *unit, const char *text)
{
    struct understood u = bed_understand(*state, str_of(text));
    if (u.intent != INTENT_REPORT) BED_WRONG("no report: %s", text);
    if (u.kind != kind) BED_WRONG("kind %d, not %d: %s", (int)u.kind, (int)kind, text);
    struct str code = u.department ? u.department->code : STR("-");
    if (!str_equal(code, str_of(unit))) BED_WRONG("%.*s, not %s: %s", STR_ARG(code), unit, text);
}

static void test_questions(void **state)
{
    static const struct {
        const char *unit, *text;
    } rows[] = {
        { "DUKCAPIL", "syarat bikin ktp apa saja?" },
        { "DUKCAPIL", "syarat buat kk baru apa aja ya" },
        { "DUKCAPIL", "syaratnya bikin akta lahir apa" },
        { "DINKES", "jam buka puskesmas paiton?" },
        { "DINKES", "puskesmas leces buka jam berapa" },
        { "DINKES", "puskesmas buka sampai jam berapa" },
        { "DUKCAPIL", "hari sabtu dukcapil buka tidak?" },
        { "SAMSAT", "hari minggu samsat buka gak" },
        { "BPJS", "cara daftar bpjs gratis gimana" },
        { "DUKCAPIL", "gimana caranya bikin kia" },
        { "DUKCAPIL", "cara urus surat pindah" },
        { "DINSOS", "cara ngurus sktm gimana pak" },
        { "DPMPTSP", "cara buat nib" },
        { "DUKCAPIL", "carane gawe ktp piye" },
        { "DISKOMINFO", "minta data APBD 2025 sesuai uu kip" },
        { "DISKOMINFO", "permohonan data anggaran dinas pupr tahun 2024" },
        { "DISKOMINFO", "minta salinan perda tentang rtrw" },
        { "DPMD", "mohon salinan dokumen APBDes" },
        { "SATPOLPP", "nomor telepon damkar" },
        { "SATPOLPP", "minta nomor telepon damkar" },
        { "DINKES", "minta nomor puskesmas tongas" },
        { "DUKCAPIL", "no wa dukcapil berapa" },
        { "PLN", "nomor pln berapa ya" },
        { "DISNAKER", "alamat disnaker dimana" },
        { "DINSOS", "dimana kantor dinsos" },
        { "SAMSAT", "lokasi samsat keliling hari ini dimana" },
        { "SAMSAT", "kapan jadwal samsat keliling" },
        { "BPPKAD", "biaya balik nama berapa" },
        { "DUKCAPIL", "berapa biaya bikin akta" },
        { "PDAM", "tarif pdam berapa" },
        { "DUKCAPIL", "bikin ktp bayar berapa" },
        { "POLRES", "bikin skck di mana" },
        { "DUKCAPIL", "apakah bikin kk bisa online" },
        { "SAMSAT", "apa bisa perpanjang stnk online" },
        { "DUKCAPIL", "bisakah bikin ktp di kecamatan" },
        { "DUKCAPIL", "mau tanya kalau pecah kk syaratnya apa" },
        { "DISNAKER", "info pendaftaran pelatihan kerja" },
        { "DUKCAPIL", "berapa lama proses akta" },
        { "DIPERTA", "harga pupuk subsidi berapa" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, KIND_INFORMATION, rows[i].unit, rows[i].text);
}

/* No word of the tables says that it asks, but its form does. */
static void test_questions_by_form(void **state)
{
    static const struct {
        const char *unit, *text;
    } rows[] = {
        { "DPMPTSP", "mpp kraksaan sabtu buka?" },
        { "DPMPTSP", "mpp tgl merah libur?" },
        { "DUKCAPIL", "dukcapil libur gak tanggal 24" },
        { "DUKCAPIL", "apakah dukcapil buka hari sabtu" },
        { "SAMSAT", "besok samsat buka mboten nggih" },
        { "DUKCAPIL", "jadwal perekaman ktp keliling kapan" },
        { "DUKCAPIL", "ktp keliling kapan ke desa sebaung" },
        { "DINKES", "minta jadwal imunisasi" },
        { "DKUPP", "kapan ada pasar murah" },
        { "DINSOS", "bansos cair kapan" },
        { "DISKOMINFO", "siapa nama bupati" },
        { "DISKOMINFO", "bupati probolinggo siapa ya namanya" },
        { "DIKDAYA", "siapa kepala dinas pendidikan sekarang" },
        { "-", "nama camat gending siapa" },
        { "DINSOS", "cek bansos saya dapet apa enggak" },
        { "DINSOS", "cek nama saya di dtks" },
        { "DINSOS", "saya dapat pkh apa tidak ya" },
        { "DINSOS", "apakah saya terdaftar bansos" },
        { "DISNAKER", "ada lowongan kerja gak" },
        { "DISNAKER", "ono lowongan kerjo ora" },
        { "DKUPP", "ada pelatihan umkm gak pak" },
        { "DINKES", "dokter gigi di puskesmas ada gak" },
        { "BPPKAD", "bayar pajak bisa di indomaret tidak" },
        { "DKUPP", "apa benar ada bantuan umkm" },
        { "DKUPP", "benarkah ada bantuan umkm" },
        { "DINSOS", "apa betul bansos cair bulan ini" },
        { "DIPERTA", "apakah ada bantuan bibit padi" },
        { "BPJS", "bpjs saya masih aktif?" },
        { "DUKCAPIL", "apa benar pak cetak ulang ktp yang hilang sampai 1-3 bulan" },
        { "DUKCAPIL", "benarkah kk rusak harus lapor polisi dulu" },
        { "DUKCAPIL", "opo bener ktp ilang kudu mbayar" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, KIND_INFORMATION, rows[i].unit, rows[i].text);
}

/* "siapa kamu" asks for nobody in office, and makes no report. */
static void test_who_is_asked_of_offices(void **state)
{
    static const char *const texts[] = { "siapa kamu", "ini siapa", "siapa nama admin",
                                         "sama siapa ini", "ada orang gak" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (bed_understand(*state, str_of(texts[i])).intent == INTENT_REPORT)
            BED_WRONG("a report: %s", texts[i]);
}

static void test_complaints_that_ask(void **state)
{
    static const struct {
        const char *unit, *text;
    } rows[] = {
        { "SAMSAT", "sudah bayar pajak motor tapi stnk belum jadi, syarat sudah lengkap" },
        { "DUKCAPIL", "bikin ktp dipersulit, syarat ditambah terus" },
        { "SATPOLPP", "nomor telepon damkar tidak bisa dihubungi" },
        { "DINKES", "jam buka puskesmas tidak sesuai, dokter telat" },
        { "DISHUB", "lampu jalan kapan diperbaiki?" },
        { "DLH", "sampah kapan diangkut pak" },
        { "PUPR", "kapan jalan ini diaspal?" },
        { "DINSOS", "kenapa bansos saya belum cair?" },
        { "DUKCAPIL", "data saya salah di kk" },
        { "DINKES", "petugas puskesmas tidak ada padahal jam buka" },
        { "PUPR", "berapa lama lagi jalan rusak ini dibiarkan" },
        { "DLH", "sudah berapa lama sampah di sini dibiarkan" },
        { "PUPR", "kapan jalan diperbaiki, sudah setahun rusak" },
        { "PUPR", "apa benar jalan ini mau diperbaiki, sudah rusak parah" },
        { "DUKCAPIL", "antri ktp dari subuh dipersulit, apa benar begini pelayanannya" },
        { "PUPR", "bisakah jalan ini diaspal" },
        { "PUPR", "kapan jembatan dibangun" },
        { "DLH", "apa tidak ada petugas sampah di sini?" },
        { "DLH", "siapa yang buang sampah di sungai" },
        { "DLH", "jadwal angkut sampah tidak jelas" },
        { "DISHUB", "di desa sebaung gak ada lampu jalan" },
        { "DISHUB", "tolong cek lampu jalan di sebaung" },
        { "DPMPTSP", "mpp kraksaan sabtu tutup tidak ada petugas" },
        { "DINKES", "puskesmas sabtu tutup, padahal jadwal buka" },
        { "DINSOS", "tetangga dapat bansos saya tidak" },
        { "DINSOS", "kenapa tetangga kaya dapat bansos?" },
        { "DINSOS", "bansos kadang dapat kadang tidak" },
        { "DINSOS", "tolong bansos saya diaktifkan lagi, cek ulang" },
        { "DKUPP", "kapan bantuan umkm cair, belum ada kabar" },
        { "DUKCAPIL", "kok ktp saya belum jadi?" },
        { "PDAM", "air pdam mati sampai kapan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, KIND_COMPLAINT, rows[i].unit, rows[i].text);
}

static void test_weak_words_do_not_decide(void **state)
{
    static const struct {
        const char *unit, *text;
    } rows[] = {
        { "SAMSAT", "bayar pajak motor antri lama" },
        { "SAMSAT", "denda pajak motor saya salah" },
        { "SAMSAT", "pajak motor" },
        { "BPPKAD", "bayar pajak bumi bangunan antri lama" },
        { "DLH", "wit gede ambruk" },
        { "DLH", "wit gede neng ngarep omah" },
        { "PUPR", "jalan berlubang di lampu merah" },
        { "DISHUB", "lampu merah mati" },
        { "DIKDAYA", "kip anak saya belum cair" },
        { "SATPOLPP", "suara musik keras dari kafe sampai malam" },
        { "PUPR", "box culvert ambrol" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        struct str code = u.department ? u.department->code : STR("-");
        if (!str_equal(code, str_of(rows[i].unit)))
            BED_WRONG("%.*s, not %s: %s", STR_ARG(code), rows[i].unit, rows[i].text);
    }
}

/* Whoever asks tells how it is with them; it is asked all the same. */
static void test_questions_in_need(void **state)
{
    static const struct {
        enum ticket_kind kind;
        const char *unit, *text;
    } rows[] = {
        { KIND_INFORMATION, "DUKCAPIL", "mau tanya juga kalo kk hilang gimana" },
        { KIND_INFORMATION, "DUKCAPIL", "ktp saya rusak, bagaimana caranya ganti syaratnya apa" },
        { KIND_INFORMATION, "BPJS", "izin bertanya pak bpjs saya tidak aktif apa bisa diaktifkan" },
        { KIND_INFORMATION, "DINSOS", "mau tanyak bansos saya belum cair" },
        { KIND_INFORMATION, "DIKDAYA", "bade tanglet ijazah sd ical pripun" },
        { KIND_COMPLAINT, "DINSOS", "mau tanya kok bansos saya belum cair" },
        { KIND_COMPLAINT, "DUKCAPIL", "mau tanya ktp saya sudah 3 bulan belum jadi" },
        { KIND_COMPLAINT, "DUKCAPIL", "mau tanya pelayanan dukcapil lambat" },
        { KIND_COMPLAINT, "DLH", "mau tanya sampah tidak diangkut apa bisa dibantu" },
        { KIND_COMPLAINT, "DUKCAPIL", "syaratnya ditambah terus, kk belum jadi" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, rows[i].kind, rows[i].unit, rows[i].text);
}

/* A wish that somebody made, and one's own matter that was applied for, are none. */
static void test_wishes_told_about(void **state)
{
    static const struct {
        enum ticket_kind kind;
        const char *unit, *text;
    } rows[] = {
        { KIND_COMPLAINT, "DLH", "pemangkasan pohon depan ruko atas saran dari kelurahan" },
        { KIND_COMPLAINT, "DINSOS", "data saya sudah di input usulan bansos tapi belum disurvei" },
        { KIND_COMPLAINT, "DINSOS", "mengusulkan bansos ibu saya lewat desa prosesnya lama" },
        { KIND_COMPLAINT, "DINSOS", "tolong masukan data ibu saya ke dtks" },
        { KIND_ASPIRATION, "PUPR", "usul jalan rusak diaspal" },
        { KIND_ASPIRATION, "PUPR", "kami mengusulkan pembangunan jembatan" },
        { KIND_ASPIRATION, "DISHUB", "saran saya ditambah lampu jalan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(state, rows[i].kind, rows[i].unit, rows[i].text);
}

/* Whose another matter is, and nothing of what is wrong with it. */
static void test_whose(void **state)
{
    static const struct {
        bool whose;
        const char *text;
    } rows[] = {
        { true, "kalo SMP ke siapa ya" },
        { true, "kalau SMP lapor ke mana pak?" },
        { true, "trus kalo jalan provinsi siapa yg ngurus" },
        { true, "misal bansos tanya ke dinas apa ya" },
        { true, "lampu jalan lapornya kemana?" },
        { true, "SMP wewenang dinas apa?" },
        { true, "kalo KTP di mana ya" },
        { true, "lek sampah lapor nang endi pak" },
        { true, "yen SMP nang sopo" },
        { false, "ngurus KTP di mana ya pak" },
        { false, "pasar di mana" },
        { false, "kalau lampu mati lapor ke siapa" },
        { false, "kalau SMP di kraksaan ke siapa" },
        { false, "kalau SMP juga bocor ke siapa" },
        { false, "jalan ini wewenang siapa pak?" },
        { false, "siapa kepala smp 1" },
        { false, "sampah siapa yang ngangkut" },
        { false, "kalau ke siapa pak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).asks_whose != rows[i].whose)
            BED_WRONG("whose: %s", rows[i].text);
}

/* What objects, whatever it means. */
static void test_contests(void **state)
{
    static const struct {
        bool contests;
        const char *text;
    } rows[] = {
        { true, "tapi kemarin katanya mau ke sini pak" },
        { true, "tp kata pak RT bukan begitu" },
        { true, "lho kok cuma dicatat" },
        { true, "pak kok gini jawabannya" },
        { true, "bukan gitu maksud saya" },
        { true, "ga gitu pak ceritanya" },
        { true, "ora ngono pak" },
        { true, "dudu iku" },
        { true, "ini beda pak" },
        { true, "terus saya ngapain" },
        { true, "percuma dong kalo gitu" },
        { false, "jalannya licin tapi masih bisa lewat" },
        { false, "terima kasih pak" },
        { false, "lampunya mati dua" },
        { false, "ya begitu pak" },
        { false, "sudah seminggu pak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).contests != rows[i].contests)
            BED_WRONG("contests: %s", rows[i].text);
}

/* When, of whatever it is. */
static void test_asks_when(void **state)
{
    static const struct {
        bool when;
        const char *text;
    } rows[] = {
        { true, "jadi kapan paving sm got nya dibangun" },
        { true, "kpan pak" },
        { true, "smp kapan nunggu" },
        { true, "bila dikerjakan" },
        { true, "iso kapan diapiki" },
        { false, "bila hujan jalannya banjir semua pak" },
        { false, "lampunya mati sejak kapan tidak tahu" },
        { false, "ya pak bila perlu saya bantu nanti" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).asks_when != rows[i].when)
            BED_WRONG("when: %s", rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_questions),
        BED_TEST(test_questions_by_form),
        BED_TEST(test_who_is_asked_of_offices),
        BED_TEST(test_complaints_that_ask),
        BED_TEST(test_questions_in_need),
        BED_TEST(test_wishes_told_about),
        BED_TEST(test_weak_words_do_not_decide),
        BED_TEST(test_whose),
        BED_TEST(test_contests),
        BED_TEST(test_asks_when),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
