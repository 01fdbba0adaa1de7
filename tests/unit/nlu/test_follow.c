/* test_follow.c - what a text is to those before it: it chases, asks, puts right, or adds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_chase(void **state)
{
    enum how { NO, SIGHS, ASKS };
    static const struct {
        enum how how;
        const char *text;
    } rows[] = {
        { ASKS, "kok belum ada yang datang?" },
        { ASKS, "kapan?" },
        { ASKS, "kpn pak" },
        { ASKS, "kapan diperbaiki" },
        { ASKS, "kapan jadinya?" },
        { ASKS, "sampai kapan pak" },
        { ASKS, "berapa lama ya pak" },
        { ASKS, "kapan lampunya diganti pak" },
        { ASKS, "jalannya kapan diperbaiki" },
        { ASKS, "tanggapannya mana" },
        { ASKS, "mana petugasnya" },
        { ASKS, "gimana pak" },
        { ASKS, "pak gimana laporan saya kemarin" },
        { ASKS, "pak laporan saya kok belum ditanggapi" },
        { ASKS, "udah sebulan kok gak ada tindakan" },
        { ASKS, "kok durung didandani pak" },
        { ASKS, "bile ebendherri" },
        { ASKS, "sudah diperbaiki belum" },
        { ASKS, "sudah ditindak lanjuti pak" },
        { ASKS, "lampunya sudah nyala apa belum pak" },
        { ASKS, "wis didandani durung" },
        { ASKS, "terus yang bansos gimana pak" },
        { ASKS, "lha sing dalan piye" },
        { ASKS, "bantuan saya gimana pak" },
        { SIGHS, "bila olle bantuan pak" },
        { ASKS, "lampu di tambakrejo kok masih mati" },
        { SIGHS, "sudah 2 minggu belum ada perbaikan" },
        { SIGHS, "masih belum diperbaiki pak jalannya" },
        { SIGHS, "belum juga diperbaiki" },
        { SIGHS, "blm ada tindakan" },
        { SIGHS, "belum ada petugas yang datang pak" },
        { SIGHS, "mohon segera ditindaklanjuti" },
        { SIGHS, "sudah 1 bulan laporan saya belum ada kabar pak" },
        { SIGHS, "gitak ebendherri pak" },
        /* What tells more than that. */
        { NO, "jalan rusak parah di desa Sebaung sudah 2 tahun belum diperbaiki" },
        { NO, "lampu jalan mati" },
        { NO, "sudah seminggu pak" },
        { NO, "sudah lapor tapi belum" },
        { NO, "halo" },
        { NO, "status tanah saya belum jelas" },
        { NO, "petugas puskesmas tidak ramah" },
        { NO, "kapan pendaftaran dibuka" },
        { NO, "cara unduhnya gimana bu" },
        { NO, "caranya download gimana pak" },
        { NO, "kapan petugas datang, ada kebakaran rumah" },
        { NO, "kapan pungli di kantor desa diperiksa" },
        { NO, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum how how = !u.chases ? NO : u.asks ? ASKS : SIGHS;
        if (how != rows[i].how)
            BED_WRONG("\"%s\" is %d, not %d", rows[i].text, (int)how, (int)rows[i].how);
    }
}

/* Of a report that was made it is asked, whoever it was told to; what tells a matter, or where else
 * it was reported, is a report. */
static void test_of_report(void **state)
{
    static const struct {
        bool asks;
        const char *text;
    } rows[] = {
        { true, "laporan saya yg dulu gmn" },
        { true, "laporan saya yang dulu gimana kelanjutannya pak" },
        { true, "aduan saya yang kemarin gimana pak" },
        { true, "laporan saya bulan lalu bagaimana kelanjutannya" },
        { true, "laporan saya dulu kok gak ada kabar" },
        { true, "perkembangan aduan saya sampai mana ya" },
        { true, "saya dulu pernah lapor, gimana kelanjutannya" },
        { true, "saya sudah lapor minggu lalu, sampai mana prosesnya" },
        { true, "laporan yang saya kirim kemarin apa sudah diproses" },
        { true, "pengaduanku piye" },
        { true, "laporanku yang kemaren udah sampe mana" },
        { true, "apa laporan saya sudah diterima" },
        { true, "laporan saya kemarin ditanggapi belum" },
        { false, "laporan saya jalan rusak di desa sebaung" },
        { false, "laporan saya dulu ditolak, jalan masih rusak di desa sebaung" },
        { false, "laporan saya soal lampu jalan sebaung gimana" },
        { false, "laporan saya ke polisi tidak diproses" },
        { false, "saya sudah lapor ke desa kok diam saja" },
        { false, "pengaduan saya ke dinas sosial tidak ditanggapi" },
        { false, "laporan kehilangan saya di polsek gimana" },
        { false, "sudah lapor tapi belum" },
        { false, "saya mau lapor gimana caranya" },
        { false, "laporan saya: musik tetangga keras sekali tiap malam" },
        { false, "kapan diperbaiki" },
        { false, "gimana pak" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).of_report != rows[i].asks)
            BED_WRONG("\"%s\" is%s of a report", rows[i].text, rows[i].asks ? " not" : "");
}

/* What chases stays what it is besides: who has reported nothing reports something. */
static void test_chase_hides_nothing(void **state)
{
    struct understood u = bed_understand(*state, STR("KTP saya belum jadi"));
    if (!str_equal(u.category->code, STR("id_card"))) BED_WRONG("the category is lost");
    u = bed_understand(*state, STR("masih belum diperbaiki pak"));
    if (u.verdict != VERDICT_NOT) BED_WRONG("the verdict is lost");
    u = bed_understand(*state, STR("laporan saya gimana"));
    if (u.intent != INTENT_STATUS) BED_WRONG("the command is lost");
}

static void test_amends(void **state)
{
    static const struct {
        bool amends, also;
        const char *text;
    } rows[] = {
        { true, false, "maaf salah, di desa seboro krejengan" },
        { true, false, "maksud saya desa seboro" },
        { true, false, "bukan, di desa seboro" },
        { true, false, "yang benar desa seboro" },
        { true, false, "yg bener desa seboro" },
        { true, false, "keliru pak harusnya desa seboro" },
        { true, false, "ralat: desa seboro" },
        { false, false, "jalan rusak di desa seboro, bukan cuma lubang kecil" },
        { false, false, "salah satu jembatan di desa seboro rusak" },
        { false, false, "benar benar rusak di desa seboro" },
        { false, true, "di desa seboro juga" },
        { false, true, "desa seboro jg pak" },
        { false, false, "desa seboro" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.amends != rows[i].amends || u.also != rows[i].also)
            BED_WRONG("\"%s\": amends %d, also %d", rows[i].text, u.amends, u.also);
    }
}

static void test_number(void **state)
{
    struct understood u = bed_understand(*state, STR("NIK saya 3513010101010001"));
    if (!u.number) BED_WRONG("no number is heard");
    u = bed_understand(*state, STR("lampu jalan mati, hubungi 081234567890"));
    if (u.number) BED_WRONG("a report is taken for its number");
}

/* "nyala" is where lamps and water end; "lampunya" is a lamp. */
static void test_awaits(void **state)
{
    if (!bed_understand(*state, STR("KAPAN NYALA")).awaits) BED_WRONG("it tells of a lamp");
    if (bed_understand(*state, STR("kapan lampunya nyala")).awaits) BED_WRONG("no lamp is heard");
}

static void test_commands_that_point(void **state)
{
    static const struct {
        enum intent command;
        bool points;
        const char *text;
    } rows[] = {
        { INTENT_CANCEL, true, "batalkan yang jalan" },
        { INTENT_CANCEL, true, "tolong batalkan laporan jalan rusak" },
        { INTENT_CANCEL, true, "batalkan laporan saya soal sampah" },
        { INTENT_CANCEL, false, "batalkan izin pabrik yang mencemari sungai" },
        { INTENT_ADD, true, "tambahan untuk yang jalan: lebarnya 3 meter" },
        { INTENT_ADD, true, "tambahan: tiang lampunya juga miring" },
        { INTENT_NONE, false, "tambah lampu jalan di desa Sebaung" },
        { INTENT_STATUS, true, "status laporan jalan" },
        { INTENT_STATUS, false, "laporan saya jalan rusak di desa Sebaung" },
        { INTENT_CANCEL, true, "yang jalan dibatalkan saja" },
        { INTENT_CANCEL, true, "pak laporan lampu tidak jadi ya" },
        { INTENT_ADD, true, "mau nambah yang jalan, lebarnya 3 meter" },
        { INTENT_NONE, false, "jalan rusak di desa Sebaung" },
        { INTENT_NONE, false, "lampu jalan tidak jadi diperbaiki" },
        { INTENT_CONFIDENTIAL, false,
          "identitas saya mohon dirahasiakan, masuk pppk bayar petugas 50 juta" },
        { INTENT_CONFIDENTIAL, false,
          "tolong dirahasiakan, jalan rusak karena proyek asal asalan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_REPORT || u.command != rows[i].command || u.points != rows[i].points)
            BED_WRONG("\"%s\": %s begins with %s, points %d", rows[i].text, intent_name(u.intent),
                      intent_name(u.command), u.points);
    }
}

/* A row of a list, one of several, what is there again, and where it is not. */
static void test_short_answers(void **state)
{
    static const struct {
        const char *text;
        int row;
        bool one_of, recurs, denies_place;
    } rows[] = {
        { "2", .row = 2 },
        { "yang kedua", .row = 2 },
        { "nomor 3 pak", .row = 3 },
        { "nomor dua", .row = 2 },
        { "pilih no 1", .row = 1 },
        { "yang di dusun 2 belum", .row = 0 },
        { "dusun 2", .row = 0 },
        { .text = "10" },
        { .text = "2 atau 3" },
        { .text = "sudah 2 minggu" },
        { .text = "lampu kedua mati" },
        { "yang satu belum", .one_of = true },
        { "satunya belum pak", .one_of = true },
        { .text = "baru satu pak" },
        { "mati lagi", .recurs = true },
        { "lampunya mati lagi pak", .recurs = true },
        { .text = "lampu jalan mati" },
        { .text = "sudah tidak banjir lagi" },
        { "bukan pamatan pak", .denies_place = true },
        { "bukan di desa pamatan", .denies_place = true },
        { "bukan gili ketapang, maksudnya gili timur", .denies_place = true },
        { "bukan pamatan, tapi sukamaju", .denies_place = true },
        { .text = "bukan di pamatan tapi lampunya mati di perumahan" },
        { .text = "bukan di pamatan tapi di sumendi" },
        { .text = "jalan rusak di sumendi bukan pamatan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.row != rows[i].row || u.one_of != rows[i].one_of || u.recurs != rows[i].recurs ||
            u.denies_place != rows[i].denies_place)
            BED_WRONG("\"%s\": row %d, one of %d, again %d, not there %d", rows[i].text, u.row,
                      u.one_of, u.recurs, u.denies_place);
    }
}

/* May it answer where, by no place of ours? */
static void test_whereabouts(void **state)
{
    static const struct {
        bool is;
        const char *text;
    } rows[] = {
        { true, "di depan balai desa" },
        { true, "ada di depan rumah pak lurah" },
        { true, "dekat pasar pak" },
        { true, "tidak ada patokan di sini" },
        { false, "banyak lalat di depan rumah" },
        { false, "ada ular di samping sumur" },
        { false, "baunya sampai rumah" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).whereabouts != rows[i].is)
            BED_WRONG("%s", rows[i].text);
}

static void test_news_of_an_end(void **state)
{
    static const struct {
        const char *text;
        bool over;
    } rows[] = {
        { "sudah diangkut sampahnya tadi pagi", true },
        { "lampunya menyala semua terimakasih", true },
        { "polisi sudah datang pak alhamdulillah aman", true },
        { "sudah diamankan polisi terima kasih", true },
        { "udah jadi pak ktp nya, suwun", true },
        { "aengnga ampon ngalir, sakalangkong", true },
        { "acaranya batal pak ternyata", true },
        { "motornya sudah ketemu", true },
        { "lampunya menyala terima kasih, tapi yang timur mati", false },
        { "lampunya sudah nyala tapi redup", false },
        { "sudah diangkut tapi menumpuk lagi", false },
        { "lampunya belum menyala, terima kasih", false },
        { "polisi sudah datang pak", false },
        { "jalannya diperbaiki ya pak, terima kasih", false },
        { "laporan sudah diterima, terima kasih", false },
        { "terima kasih sudah direspon", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).over != rows[i].over)
            BED_WRONG("over or not: %s", rows[i].text);
}

static void test_what_inquires(void **state)
{
    static const struct {
        const char *text;
        bool inquires;
    } rows[] = {
        { "pak??", true },
        { "syaratnya apa ya pak", true },
        { "dokumennya apa saja?", true },
        { "pak", false },
        { "tolong pak saya sangat butuh", false },
        { "dokumennya sudah lengkap", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).inquires != rows[i].inquires)
            BED_WRONG("a question or not: %s", rows[i].text);
}

static void test_what_asks_to_know(void **state)
{
    static const struct {
        const char *text;
        bool asks;
    } rows[] = {
        { "bisa diambil dimana ya pak?", true },
        { "nisn nya saya tidak tahu pak, lihat dimana?", true },
        { "siapa yg motong pak dari pu apa dlh?", true },
        { "nanti kayunya boleh diambil warga gak", true },
        { "perlu foto lagi gak pak", true },
        { "bukunya dipegang sekolah apa wali murid", true },
        { "jalannya mau diaspal atau dicor pak?", true },
        { "ini jalan nasional ya pak?", true },
        { "kalau mau langganan angkut sampah caranya gimana", true },
        { "kalau mati lagi lapor kemana pak", true },
        { "bayar pira pak", true },
        { "njupuke nang endi pak", true },
        { "sidia itu apa bukan punya probolinggo ya", true },
        { "saya cuma tanya, masa jabatan RT itu berapa tahun?", true },
        /* Why, of what they complain of. */
        { "saya cuma mau tau kenapa puskesmas tidak kasih rujukan", true },
        { "pengen tau alasannya kenapa bapak saya ditolak", true },
        { "saya mau tau rasa saja", false },
        /* How to call an office. */
        { "nomor telpon dinkes maksud saya, bukan nomor laporan", true },
        { "minta nomer wa dispenduk", true },
        { "minta nomernya dinas sosial pak", true },
        { "nomor telepon dinkes tidak bisa dihubungi", false },
        { "nomor telpon saya 081234567890", false },
        /* How it goes. */
        { "jadi diperbaiki apa tidak pak?", false },
        { "apa sudah dicek pak", false },
        { "kapan diperbaiki pak?", false },
        /* No answer is wanted. */
        { "kok gini sih pak?", false },
        { "gimana ini pak?", false },
        { "masak harus nunggu ada korban?", false },
        { "apa pemerintah tidak peduli?", false },
        { "mana keadilannya pak", false },
        /* Nothing is asked. */
        { "yang buang siapa saya tidak tahu", false },
        { "debunya kemana2", false },
        { "jalan di mana setiap pagi banyak anak sekolah lewat naik sepeda", false },
        { "persyaratannya sudah lengkap pak", false },
        { "tidak apa apa pak", false },
        { "sudah berapa kali saya lapor", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).asks_to_know != rows[i].asks)
            BED_WRONG("asks to know or not: %s", rows[i].text);
}

/* That something is wrong, and not what; or that it is the place. */
/* A clinic is called for who is ill; and what hangs on "-nya" of a house is of no report. */
static void test_the_number_of_a_house(void **state)
{
    static const struct {
        bool rescuer, refers;
        const char *text;
    } rows[] = {
        { true, false, "nomornya rumah sakit berapa pak? bapak saya sesak" },
        { true, false, "nomer igd piro pak, ibuku lemes" },
        { true, false, "minta nomor puskesmas pak, anak saya pucat" },
        { false, false, "nomornya puskesmas berapa pak" },
        { false, false, "jadwalnya puskesmas jam berapa" },
        { false, false, "nomor rsud berapa pak mau daftar poli" },
        { false, true, "nomornya berapa pak" },
        { false, true, "jalannya menuju puskesmas masih rusak" },
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.asks_rescuer != rows[i].rescuer || u.refers != rows[i].refers)
            BED_WRONG("%s: %d %d", rows[i].text, u.asks_rescuer, u.refers);
    }
    assert_int_equal(wrong, 0);
}

static void test_what_is_wrong(void **state)
{
    enum wrong { NO, SOMETHING, THE_PLACE };
    static const struct {
        enum wrong wrong;
        const char *text;
    } rows[] = {
        { SOMETHING, "Salah" },
        { SOMETHING, "salah pak" },
        { SOMETHING, "eh salah" },
        { SOMETHING, "itu keliru pak" },
        { SOMETHING, "laporannya salah" },
        { SOMETHING, "klentu" },
        { SOMETHING, "kliru mas" },
        { THE_PLACE, "alamatnya salah" },
        { THE_PLACE, "salah tempat pak" },
        { THE_PLACE, "panggonane klentu" },
        { NO, "salah dinas" },
        { NO, "salah kirim" },
        { NO, "tidak salah" },
        { NO, "luasnya salah juga" },
        { NO, "salah satu" },
        { NO, "bukan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum wrong is = u.amiss ? SOMETHING : u.denies_place ? THE_PLACE : NO;
        if (is != rows[i].wrong) BED_WRONG("%d, not %d: %s", is, rows[i].wrong, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_chase),
        BED_TEST(test_of_report),
        BED_TEST(test_chase_hides_nothing),
        BED_TEST(test_amends),
        BED_TEST(test_number),
        BED_TEST(test_awaits),
        BED_TEST(test_commands_that_point),
        BED_TEST(test_short_answers),
        BED_TEST(test_whereabouts),
        BED_TEST(test_news_of_an_end),
        BED_TEST(test_what_inquires),
        BED_TEST(test_what_asks_to_know),
        BED_TEST(test_the_number_of_a_house),
        BED_TEST(test_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
