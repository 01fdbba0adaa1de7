/* test_intents.c - report, command or courtesy; complaint, wish, question or accusation; danger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_intent(void **state)
{
    static const struct {
        enum intent intent;
        const char *text;
    } rows[] = {
        { INTENT_NONE, "" },
        { INTENT_NONE, " \n\t " },
        { INTENT_GREETING, "halo" },
        { INTENT_GREETING, "halooooo" },
        { INTENT_GREETING, "Assalamu'alaikum wr. wb." },
        { INTENT_GREETING, "selamat pagi pak" },
        { INTENT_GREETING, "Selamat malam admin Lapor Kanda \U0001F64F" },
        { INTENT_GREETING, "permisi kak" },
        { INTENT_GREETING, "selamat pagi, mau bayar" },
        { INTENT_THANKS, "terima kasih" },
        { INTENT_THANKS, "terimakasih banyak pak \U0001F64F\U0001F64F" },
        { INTENT_THANKS, "matur suwun" },
        { INTENT_THANKS, "mator sakalangkong" },
        { INTENT_THANKS, "makasiiiih" },
        { INTENT_NOISE, "p" },
        { INTENT_NOISE, "tes" },
        { INTENT_NOISE, "ok" },
        { INTENT_NOISE, "\U0001F44D" },
        { INTENT_NOISE, "\U0001F602\U0001F602\U0001F602" },
        { INTENT_NOISE, "..." },
        { INTENT_NOISE, "123" },
        { INTENT_NOISE, "x" },
        { INTENT_NOISE, "wkwkwk" },
        { INTENT_NOISE, "tolong pak" },
        { INTENT_NOISE, "qwrtz" },
        { INTENT_YES, "ya" },
        { INTENT_YES, "iya pak" },
        { INTENT_NO, "tidak" },
        { INTENT_NO, "jangan pak" },
        { INTENT_ADD, "tambah" },
        { INTENT_ADD, "mau tambah keterangan" },
        { INTENT_CONFIDENTIAL, "rahasia" },
        { INTENT_CONFIDENTIAL, "tolong rahasiakan nama saya" },
        { INTENT_CONFIDENTIAL, "anonim" },
        { INTENT_PRIVACY, "privasi" },
        { INTENT_ERASE, "hapus data saya" },
        { INTENT_REPORT, "jangan buang sampah di sungai" },
        { INTENT_REPORT, "tidak ada air di desa sumberkerang" },
        { INTENT_MENU, "menu" },
        { INTENT_MENU, "MENU!" },
        { INTENT_STATUS, "status" },
        { INTENT_STATUS, "cek status laporan saya" },
        { INTENT_STATUS, "Status LK26-00042-7" },
        { INTENT_STATUS, "pak tolong cek status laporan saya ya" },
        { INTENT_STATUS, "status lk26 00042 8" },
        { INTENT_HELP, "bantuan" },
        { INTENT_HELP, "help" },
        { INTENT_HELP, "cara lapor" },
        { INTENT_CANCEL, "batal" },
        { INTENT_CANCEL, "batalkan laporan saya" },
        { INTENT_HUMAN, "petugas" },
        { INTENT_HUMAN, "mau bicara dengan petugas" },
        { INTENT_REPORT, "banjir" },
        { INTENT_REPORT, "pungli" },
        { INTENT_REPORT, "jalan rusak" },
        { INTENT_REPORT, "halo, jalan rusak" },
        { INTENT_REPORT, "terima kasih, lampu jalan mati" },
        { INTENT_REPORT, "kraksaan" },
        { INTENT_REPORT, "tolong dibersihkan" },
        { INTENT_REPORT, "mohon penambalan" },
        { INTENT_REPORT, "belum ada tindakan" },
        { INTENT_REPORT, "petugas puskesmas tidak ramah" },
        { INTENT_REPORT, "bantuan beras belum datang" },
        { INTENT_REPORT, "status tanah saya belum jelas" },
        { INTENT_REPORT, "batalkan izin pabrik yang mencemari sungai" },
        { INTENT_REPORT, "081299990000" },
        { INTENT_REPORT, "darurat" },
        { INTENT_REPORT, "rusak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != rows[i].intent)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, intent_name(u.intent),
                      intent_name(rows[i].intent));
        assert_non_null(u.category);
    }
}

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
        { KIND_ASPIRATION, "usul dibangun taman bermain di kraksaan" },
        { KIND_ASPIRATION, "saran saya jalan desa dilebarkan" },
        { KIND_ASPIRATION, "mohon dibangun jembatan ke dusun kami" },
        { KIND_CONSULTATION, "saya mau konsultasi soal sertifikat tanah" },
        { KIND_WHISTLEBLOWING, "ada pungli di kantor kecamatan" },
        { KIND_WHISTLEBLOWING, "kades korupsi dana desa" },
        { KIND_WHISTLEBLOWING, "saya dimintai uang pelicin waktu ngurus izin" },
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

static void test_a_human_is_asked_for_without_a_matter(void **state)
{
    const struct nlu_bed *bed = *state;
    struct understood u = bed_understand(*state, STR("hubungkan dengan petugas"));
    assert_int_equal(u.intent, INTENT_HUMAN);
    assert_int_equal(u.kind, KIND_CONSULTATION);
    assert_ptr_equal(u.category, bed->desk->other_category);
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

static void test_ticket_number(void **state)
{
    char number[TICKET_NUMBER_SIZE], text[128];
    int64_t id = 26 * TICKET_IDS_PER_YEAR + 42;
    struct err e = { 0 };
    struct understood u;
    ticket_number_format("LK", id, number);
    assert_true(ticket_number_parse("LK", str_of(number), &id, &e));
    (void)snprintf(text, sizeof text, "status %s", number);
    u = bed_understand(*state, str_of(text));
    assert_int_equal(u.intent, INTENT_STATUS);
    assert_int_equal(u.ticket_id, id);
    u = bed_understand(*state, str_of(number));
    assert_int_equal(u.intent, INTENT_STATUS);
    assert_int_equal(u.ticket_id, id);
    (void)snprintf(text, sizeof text, "lampu mati lagi, dulu %s", number);
    u = bed_understand(*state, str_of(text));
    assert_int_equal(u.intent, INTENT_REPORT);
    assert_int_equal(u.ticket_id, id);
    u = bed_understand(*state, STR("jalan rusak"));
    assert_int_equal(u.ticket_id, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_intent),
        BED_TEST(test_kind),
        BED_TEST(test_a_human_is_asked_for_without_a_matter),
        BED_TEST(test_danger),
        BED_TEST(test_ticket_number),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
