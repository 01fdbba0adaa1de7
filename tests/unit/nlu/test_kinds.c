/* test_kinds.c - a report is a complaint, a wish, a question or an accusation; danger or none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_kind(void **state)
{
    static const struct {
        enum ticket_kind kind;
        const char *text;
    } rows[] = {
        { KIND_COMPLAINT, "jalan rusak di leces" },
        { KIND_COMPLAINT, "mohon info kapan jalan rusak di leces diperbaiki" },
        { KIND_COMPLAINT, "kenapa bansos saya belum cair" },
        { KIND_COMPLAINT, "jalan berlubang, usul saya segera ditambal" },
        { KIND_COMPLAINT, "tolong masukkan data saya ke dtks, saya kurang mampu" },
        { KIND_INFORMATION, "bagaimana cara mengurus ktp" },
        { KIND_INFORMATION, "apa syarat membuat akta kelahiran" },
        { KIND_INFORMATION, "mau tanya jam buka puskesmas leces" },
        { KIND_INFORMATION, "mau tanya apakah pip masih ada, anak saya kok tidak mendapatkan" },
        { KIND_INFORMATION, "izin tanya apakah pip ada masa aktifnya, kok anak saya tidak dapat" },
        { KIND_COMPLAINT, "mau tanya apakah ktp saya sudah jadi, sudah 3 bulan belum dikabari" },
        { KIND_COMPLAINT, "mau tanya kok bansos saya belum cair" },
        { KIND_ASPIRATION, "rt kami mengadakan kerja bakti, butuh sekitar 100 karung" },
        { KIND_COMPLAINT, "ketua rt tidak pernah mengadakan kerja bakti, got penuh sampah" },
        { KIND_ASPIRATION, "usul dibangun taman bermain di kraksaan" },
        { KIND_ASPIRATION, "saran saya jalan desa dilebarkan" },
        { KIND_ASPIRATION, "mohon dibangun jembatan ke dusun kami" },
        { KIND_CONSULTATION, "saya mau konsultasi soal sertifikat tanah" },
        { KIND_WHISTLEBLOWING, "ada pungli di kantor kecamatan" },
        { KIND_WHISTLEBLOWING, "kades korupsi dana desa" },
        { KIND_WHISTLEBLOWING, "saya dimintai uang pelicin waktu ngurus izin" },
        { KIND_WHISTLEBLOWING, "petugas kecamatan leces minta duit 50 ribu untuk ttd ktp" },
        { KIND_WHISTLEBLOWING,
          "pak kades minta uang 300rb buat ngurus surat tanah, kalo gak dikasih gak diurus" },
        { KIND_WHISTLEBLOWING, "dimintai 100 ribu di kantor desa waktu bikin kk" },
        { KIND_WHISTLEBLOWING, "bikin ktp di kantor kecamatan disuruh bayar 50rb" },
        { KIND_WHISTLEBLOWING, "perangkat desa menarik uang ke penerima blt" },
        { KIND_WHISTLEBLOWING, "blt dipotong 100 ribu sama kasun" },
        { KIND_WHISTLEBLOWING, "kades njaluk dhuwit 500.000" },
        { KIND_WHISTLEBLOWING, "klebun nyoon pesse 200000" },
        { KIND_WHISTLEBLOWING, "sekdes minta imbalan kalau mau tanda tangan" },
        { KIND_WHISTLEBLOWING, "saya diminta bayar 150 ribu oleh oknum pegawai" },
        { KIND_COMPLAINT, "saya minta uang bantuan ke kades belum cair" },
        { KIND_COMPLAINT, "petugas tidak minta uang, hanya lambat" },
        { KIND_COMPLAINT, "tukang parkir minta uang 5 ribu tanpa karcis" },
        { KIND_COMPLAINT, "kades belum bayar gaji perangkat" },
        { KIND_COMPLAINT, "petugas sampah minta uang iuran" },
        { KIND_COMPLAINT, "minta bansos ke kepala desa tidak diberi" },
        { KIND_COMPLAINT, "kami minta kades memperbaiki jalan, anggarannya 2 juta" },
        { KIND_COMPLAINT, "petugas pln menarik kabel 50 meter" },
        { KIND_COMPLAINT, "harga pupuk naik 50 ribu, minta petugas menindak" },
        { KIND_WHISTLEBLOWING, "kades minta uang bansos 100rb" },
        { KIND_WHISTLEBLOWING, "dana BOS dimakan kepala sekolah" },
        { KIND_WHISTLEBLOWING, "kepala sekolah SDN Laweyan potong dana PIP 50%" },
        { KIND_WHISTLEBLOWING, "honorer disuruh bayar 30 juta sama orang kecamatan" },
        { KIND_WHISTLEBLOWING, "pkh dipotong 50rb sama ketua kelompok" },
        { KIND_WHISTLEBLOWING, "blt dipotong 100 ribu" },
        { KIND_WHISTLEBLOWING, "bendahara sekolah nilep dana bos" },
        { KIND_WHISTLEBLOWING, "kades ngembat anggaran desa" },
        { KIND_WHISTLEBLOWING, "dana posyandu digelapkan bu lurah" },
        { KIND_WHISTLEBLOWING, "kepala puskesmas memotong honor kader 20%" },
        { KIND_WHISTLEBLOWING, "bidan minta 300rb padahal bpjs" },
        { KIND_WHISTLEBLOWING, "pak rt minta uang 50rb buat surat pengantar" },
        { KIND_WHISTLEBLOWING, "bantuanne dipotong pak rt 100 ewu" },
        { KIND_WHISTLEBLOWING, "pak kades mangan duit bantuan" },
        { KIND_WHISTLEBLOWING, "bansos epotong klebun sakette ebu" },
        { KIND_COMPLAINT, "petugas parkir minta uang 5 ribu" },
        { KIND_COMPLAINT, "tukang parkir minta 5rb" },
        { KIND_COMPLAINT, "ketua rt minta iuran sampah 10 ribu" },
        { KIND_COMPLAINT, "tanaman dimakan tikus, minta bantuan racun" },
        { KIND_COMPLAINT, "pohon dipotong petugas desa, minta bantuan 2 orang" },
        { KIND_COMPLAINT, "motor saya dicolong di depan kantor bansos" },
        { KIND_COMPLAINT, "gaji saya dipotong perusahaan 50 ribu" },
        { KIND_COMPLAINT, "dana bos tidak dipotong, hanya belum cair" },
        { KIND_COMPLAINT, "guru honorer minta naik gaji 500 ribu" },
        { KIND_WHISTLEBLOWING, "dana desa dikorupsi, jalan rusak tidak diperbaiki" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_REPORT) BED_WRONG("no report: %s", rows[i].text);
        if (u.kind != rows[i].kind)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, ticket_kind_name(u.kind),
                      ticket_kind_name(rows[i].kind));
        assert_int_equal(u.whistleblowing, u.kind == KIND_WHISTLEBLOWING);
        if (u.whistleblowing) assert_true(str_equal(u.category->code, STR("corruption")));
    }
}

static void test_danger(void **state)
{
    static const struct {
        bool urgent;
        const char *text;
    } rows[] = {
        { true, "kebakaran di pasar leces" },
        { true, "tolong ada kecelakaan di depan pltu, korban luka parah" },
        { true, "anak hanyut di sungai" },
        { true, "rumah roboh, orangnya tertimpa" },
        { true, "jalan tidak bisa dilewati, ada kebakaran" },
        { true, "warga takut karena sudah ada korban jiwa" },
        { false, "jalan rusak" },
        { false, "banjir surut, tidak ada korban" },
        { false, "rumah rusak ringan, tidak sampai menimbulkan korban jiwa" },
        { false, "segera diperbaiki sebelum ada korban" },
        { false, "jangan sampai ada korban jiwa" },
        { false, "pohonnya miring, kami khawatir ada korban" },
        { false, "korban jiwa nihil" },
        { false, "kecelakaan tidak ada" },
        { false, "lampu mati" },
        { false, "kami meninggalkan rumah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.urgent != rows[i].urgent)
            BED_WRONG("%s: %s", rows[i].urgent ? "danger" : "no danger", rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_kind),
        BED_TEST(test_danger),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
