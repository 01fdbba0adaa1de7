/* test_intents.c - report, command or courtesy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

struct intent_row {
    enum intent intent;
    const char *text;
};

static void check_intents(void **state, const struct intent_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != rows[i].intent)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, intent_name(u.intent),
                      intent_name(rows[i].intent));
        assert_non_null(u.category);
    }
}

static void test_intent(void **state)
{
    static const struct intent_row rows[] = {
        { INTENT_NONE, "" },
        { INTENT_NONE, " \n\t " },
        { INTENT_GREETING, "halo" },
        { INTENT_GREETING, "halooooo" },
        { INTENT_GREETING, "Assalamu'alaikum wr. wb." },
        { INTENT_GREETING, "selamat pagi pak" },
        { INTENT_GREETING, "Selamat malam admin Lapor Kanda \U0001F64F" },
        { INTENT_GREETING, "permisi kak" },
        { INTENT_GREETING, "malam, pak" },
        { INTENT_NOISE, "itu kemarin malam" },
        { INTENT_NOISE, "tadi malam pak" },
        { INTENT_REPORT, "guru bahasa jawa di sdn leces tidak pernah masuk" },
        { INTENT_GREETING, "selamat pagi, mau bayar" },
        { INTENT_THANKS, "terima kasih" },
        { INTENT_THANKS, "terimakasih banyak pak \U0001F64F\U0001F64F" },
        { INTENT_THANKS, "matur suwun" },
        { INTENT_THANKS, "mator sakalangkong" },
        { INTENT_THANKS, "makasiiiih" },
        { INTENT_THANKS, "pelayanan dispendukcapil bagus cepat, terima kasih pak" },
        { INTENT_THANKS, "terima kasih, pelayanan puskesmas maron ramah sekali" },
        { INTENT_REPORT, "pelayanan puskesmas kurang ramah, terima kasih" },
        { INTENT_REPORT, "pelayanan ktp tolong yang cepat, terima kasih" },
        { INTENT_REPORT, "pelayanan kecamatan supaya lebih cepat, terima kasih" },
        { INTENT_REPORT, "pelayanan bagus tapi antri 3 jam di dispendukcapil, terima kasih" },
        { INTENT_REPORT, "petugas sampah tidak ramah, makasih" },
        { INTENT_REPORT, "jalan di desa Purut lumbang, pelayanan cepat, terima kasih" },
        { INTENT_NOISE, "p" },
        { INTENT_NOISE, "tes" },
        { INTENT_NOISE, "ok" },
        { INTENT_NOISE, "\U0001F44D" },
        { INTENT_NOISE, "\U0001F602\U0001F602\U0001F602" },
        { INTENT_NOISE, "..." },
        { INTENT_NOISE, "123" },
        { INTENT_NOISE, "nilai 2" },
        { INTENT_NOISE, "nilai 4 pak" },
        { INTENT_NOISE, "x" },
        { INTENT_NOISE, "wkwkwk" },
        { INTENT_NOISE, "tolong pak" },
        { INTENT_NOISE, "qwrtz" },
        { INTENT_NOISE, "\U0001F17F\uFE0F \U0001F170\uFE0F" },
        { INTENT_NOISE, "zxc vb" },
        { INTENT_NOISE, "asdf jkl qwe" },
        { INTENT_NOISE, "pak dfgdfg hjk" },
        { INTENT_GREETING, "halo sdf jkl lkjh" },
        { INTENT_REPORT, "got mmpt" },
        { INTENT_REPORT, "pjl mt" },
        { INTENT_REPORT, "jl rsk" },
        { INTENT_REPORT, "kk ktp blm jd" },
        { INTENT_REPORT, "asdf jkl tolong lampu mati" },
        { INTENT_REPORT, "jk kl" },
        { INTENT_YES, "ya" },
        { INTENT_YES, "iya pak" },
        { INTENT_NO, "tidak" },
        { INTENT_NO, "jangan pak" },
        { INTENT_HUMAN, "saya mau ngomong sama orang bukan robot" },
        { INTENT_HUMAN, "jangan dibalas otomatis. saya mau bicara sama orangnya" },
        { INTENT_CONFIDENTIAL, "pak rw marah marah ke saya, katanya saya yang lapor" },
        { INTENT_PRIVACY, "apa nama saya bocor dari sini?" },
        { INTENT_CANCEL, "maksudnya saya mau batal aja" },
        { INTENT_THANKS, "matur nuwun, perawatnya baik baik" },
        { INTENT_HUMAN, "bisa bicara dengan adminnya langsung?" },
        { INTENT_HUMAN, "ini bot ya? saya mau orang beneran" },
        { INTENT_HUMAN, "pengen ngomong karo petugas" },
        { INTENT_HUMAN, "minta disambungkan ke orangnya" },
        { INTENT_HUMAN, "ini robot ya" },
        { INTENT_REPORT, "petugas ngomong kasar" },
        { INTENT_REPORT, "petugas tidak bisa ngomong sopan sama orang" },
        { INTENT_REPORT, "petugas kelurahan mau ngomong kasar saja" },
        { INTENT_ADD, "tambah" },
        { INTENT_ADD, "mau tambah keterangan" },
        { INTENT_CONFIDENTIAL, "rahasia" },
        { INTENT_CONFIDENTIAL, "tolong rahasiakan nama saya" },
        { INTENT_CONFIDENTIAL, "anonim" },
        { INTENT_CONFIDENTIAL, "jangan kasih tau nama saya ya pak saya takut" },
        { INTENT_CONFIDENTIAL, "identitas saya tolong disembunyikan" },
        { INTENT_CONFIDENTIAL, "nama saya jangan disebut" },
        { INTENT_CONFIDENTIAL, "jangan bilang dari saya ya" },
        { INTENT_CONFIDENTIAL, "jangan sampai dia tau saya lapor" },
        { INTENT_CONFIDENTIAL, "jangan sampai kades tau saya yg lapor" },
        { INTENT_CONFIDENTIAL, "mau lapor tapi anonim bisa?" },
        { INTENT_ERASE, "hapus dataku" },
        { INTENT_ERASE, "saya minta data saya dihapus" },
        { INTENT_REPORT, "anak saya takut cerita" },
        { INTENT_NOISE, "dicek kami" },
        { INTENT_PRIVACY, "siapa yg tau laporan saya?" },
        { INTENT_PRIVACY, "kalo sy lapor apa identitas sy aman" },
        { INTENT_PRIVACY, "kalau lapor apa nama saya diketahui kades" },
        { INTENT_PRIVACY, "apa kades tau kalau saya yang lapor" },
        { INTENT_PRIVACY, "nomor saya kelihatan gak sama dinas" },
        { INTENT_PRIVACY, "identitas pelapor aman tidak" },
        { INTENT_PRIVACY, "kalau melapor apakah data saya bocor" },
        { INTENT_PRIVACY, "apa dijamin kerahasiaannya" },
        { INTENT_PRIVACY, "aman gak lapor disini" },
        { INTENT_PRIVACY, "lek lapor iki aman ta pak" },
        { INTENT_PRIVACY, "yen lapor jenengku dirahasiakno ora" },
        { INTENT_CONFIDENTIAL, "saya takut lapor" },
        { INTENT_CONFIDENTIAL, "mau lapor tapi jangan disebut nama saya ya" },
        { INTENT_CONFIDENTIAL, "mau lapor kades tapi jangan sebut nama saya" },
        { INTENT_CONFIDENTIAL, "mau lapor tapi takut diancam kades" },
        { INTENT_CONFIDENTIAL, "mau laporan tapi jangan kasih tau siapa siapa ya" },
        { INTENT_CONFIDENTIAL, "arep lapor tapi ojo disebut jenengku" },
        { INTENT_REPORT, "mau lapor jalan rusak tapi jangan disebut nama saya" },
        { INTENT_REPORT, "mau lapor korupsi tapi jangan disebut nama saya" },
        { INTENT_REPORT, "mau lapor takut ada maling" },
        { INTENT_REPORT, "saya mau lapor saya diancam orang, takut" },
        { INTENT_REPORT, "saya mau lapor suami saya sering memukul tapi takut" },
        { INTENT_HELP, "mau lapor" },
        { INTENT_GREETING, "mohon maaf mengganggu" },
        { INTENT_GREETING, "maaf ganggu malam malam" },
        { INTENT_GREETING, "minta maaf mengganggu waktunya pak" },
        { INTENT_GREETING, "permisi numpang tanya" },
        { INTENT_GREETING, "izin bertanya" },
        { INTENT_GREETING, "ini benar nomor pengaduan kabupaten probolinggo?" },
        { INTENT_GREETING, "ini nomor pengaduan ya?" },
        { INTENT_GREETING, "apa benar ini nomor dinas sosial?" },
        { INTENT_GREETING, "ini nomor dinas kesehatan ya" },
        { INTENT_GREETING, "betul ini wa dukcapil?" },
        { INTENT_GREETING, "ini nomornya pdam kan" },
        { INTENT_GREETING, "apakah ini nomor pengaduan dinas sosial" },
        { INTENT_GREETING, "iki nomer dinsos ta" },
        { INTENT_GREETING, "ini nomor pln?" },
        { INTENT_GREETING, "benar ini kontak satpol pp pak" },
        { INTENT_GREETING, "ini wa kecamatan ya" },
        { INTENT_GREETING, "apa betul ini lapor kanda?" },
        { INTENT_GREETING, "apa benar ini wa pengaduan bupati" },
        { INTENT_GREETING, "iki nomer pengaduan ta" },
        { INTENT_GREETING, "admin ada?" },
        { INTENT_GREETING, "ada orang?" },
        { INTENT_GREETING, "apa ada orangnya?" },
        { INTENT_GREETING, "halo ada admin?" },
        { INTENT_GREETING, "halo, ada petugas di sini" },
        { INTENT_GREETING, "ono wong ta iki" },
        { INTENT_HUMAN, "bisa minta petugas?" },
        { INTENT_HUMAN, "kok nama saya bisa tau RT? katanya rahasia" },
        { INTENT_HUMAN, "padahal rahasia kok tetangga saya tahu nomor saya" },
        { INTENT_PRIVACY, "kalau saya lapor apa nama saya aman" },
        { INTENT_CANCEL, "tolong hapus laporan saya, saya takut" },
        { INTENT_GREETING, "ini robot apa ada orangnya?" },
        { INTENT_REPORT, "ada petugas dinas sosial?" },
        { INTENT_REPORT, "ada orang gila di pasar" },
        { INTENT_GREETING, "min masih aktif kah" },
        { INTENT_GREETING, "apa nomor ini masih aktif" },
        { INTENT_GREETING, "ini bener wa nya lapor kanda kan" },
        { INTENT_GREETING, "admin nya masih aktif gak ya" },
        { INTENT_GREETING, "selamat siang, maaf mengganggu, ini dengan lapor kanda?" },
        { INTENT_REPORT, "apa benar nomor antrian saya 12" },
        { INTENT_NOISE, "pengaduan saya masih ada?" },
        { INTENT_REPORT, "layanan ktp masih buka?" },
        { INTENT_REPORT, "nomor pengaduan pln berapa" },
        { INTENT_REPORT, "nomor dinas sosial berapa" },
        { INTENT_REPORT, "layanan samsat masih buka?" },
        { INTENT_REPORT, "apakah pdam buka hari ini" },
        { INTENT_REPORT, "ada layanan dukcapil tidak" },
        { INTENT_REPORT, "minta nomor dinas sosial" },
        { INTENT_REPORT, "apa benar bansos sudah cair?" },
        { INTENT_REPORT, "apa benar dinas sosial minta uang" },
        { INTENT_REPORT, "nomor antrian puskesmas tidak ada" },
        { INTENT_REPORT, "wa dukcapil tidak dibalas balas sejak kemarin" },
        { INTENT_REPORT, "apakah bpjs saya masih aktif" },
        { INTENT_REPORT, "maaf gangguan listrik" },
        { INTENT_REPORT, "maaf mengganggu pak, sampah numpuk" },
        { INTENT_REPORT, "numpang tanya cara bikin ktp" },
        { INTENT_REPORT, "musik tetangga mengganggu" },
        { INTENT_CANCEL, "batal pak sudah diamankan" },
        { INTENT_CANCEL, "batal sudah ketemu" },
        { INTENT_CANCEL, "batal pak lampunya sudah nyala" },
        { INTENT_CANCEL, "batal, sudah ditangani" },
        { INTENT_CANCEL, "batal salah lapor" },
        { INTENT_CANCEL, "batal min sudah dibersihkan warga" },
        { INTENT_CANCEL, "gak jadi lapor pak udah beres" },
        { INTENT_CANCEL, "maaf pak batal, orangnya sudah dibawa polisi" },
        { INTENT_CANCEL, "tidak jadi lapor, maling sudah ditangkap warga" },
        { INTENT_CANCEL, "batal pak orang gila sudah diamankan" },
        { INTENT_CANCEL, "batalkan pak, jalan sudah diperbaiki" },
        { INTENT_REPORT, "batal, jalan belum diperbaiki" },
        { INTENT_REPORT, "batal nikah sudah diurus" },
        { INTENT_REPORT, "batal pak bantuannya sudah dipotong kades" },
        { INTENT_REPORT, "batal pak bantuan sudah dicoret" },
        { INTENT_REPORT, "batal berobat karena dokter sudah pulang" },
        { INTENT_REPORT, "batal nikah karena surat belum jadi" },
        { INTENT_REPORT, "pembangunan jembatan batal, warga kecewa" },
        { INTENT_REPORT, "batal cair sudah 3 bulan" },
        { INTENT_REPORT, "batal diperbaiki padahal sudah diukur" },
        { INTENT_REPORT, "batal, jalan sudah rusak lagi" },
        { INTENT_REPORT, "batal vaksin karena sudah habis" },
        { INTENT_REPORT, "tidak jadi dapat bantuan karena sudah dicoret" },
        { INTENT_CONFIDENTIAL, "nama saya dirahasiakan gak" },
        { INTENT_CONFIDENTIAL, "takut ketahuan tetangga pak" },
        { INTENT_REPORT, "takut ketahuan, kades minta uang 500 ribu untuk bansos" },
        { INTENT_REPORT, "saya tau nama pencurinya apa harus lapor" },
        { INTENT_REPORT, "apakah aman melapor jalan rusak" },
        { INTENT_REPORT, "apakah air ini aman diminum" },
        { INTENT_REPORT, "apa nama saya muncul di dtks" },
        { INTENT_REPORT, "data saya tidak aman, ktp dipakai pinjol" },
        { INTENT_REPORT, "saya takut dipukul suami" },
        { INTENT_REPORT, "jalan rusak, jangan sebut nama saya" },
        { INTENT_REPORT, "rahasiakan nama saya, ada orang suka mengganggu remaja tiap malam" },
        { INTENT_REPORT, "dokumen rahasia desa dibuang sembarangan" },
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
        { INTENT_HELP, "kalau jalan rusak lapor ke mana? di sini bisa?" },
        { INTENT_REPORT, "jalan rusak, bisa lapor di sini?" },
        { INTENT_REPORT, "kalau ada kebakaran lapor di sini bisa?" },
        { INTENT_NOISE, "besok saya kerja pagi" },
        { INTENT_CANCEL, "batal" },
        { INTENT_CANCEL, "batalkan laporan saya" },
        { INTENT_CANCEL, "batalin semuanya aja pak" },
        { INTENT_CANCEL, "batalin dua-duanya" },
        { INTENT_CANCEL, "tolong laporan saya dicabut aja" },
        { INTENT_CANCEL, "hapus laporan saya" },
        { INTENT_REPORT, "izin tambang tolong dicabut" },
        { INTENT_THANKS, "terima kasih infonya" },
        { INTENT_THANKS, "iya pak terimakasih infonya" },
        { INTENT_HELP, "info" },
        { INTENT_CONFIDENTIAL, "saya ga mau ketahuan pak" },
        { INTENT_CONFIDENTIAL, "jgn bilang2 sy yg lapor" },
        { INTENT_CONFIDENTIAL, "ojo ngomong sopo2 nek aku sing lapor" },
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
        { INTENT_NOISE, "081299990000" },
        { INTENT_NOISE, "3513010101010001" },
        { INTENT_NOISE, "NIK saya 3513010101010001" },
        { INTENT_REPORT, "ktp saya 3513010101010001 belum jadi" },
        { INTENT_REPORT, "jual obat kuat hub 081234567890" },
        { INTENT_THANKS, "makasih ya lampunya sudah nyala" },
        { INTENT_THANKS, "terima kasih pak jalan di desa Purut lumbang sudah bagus" },
        { INTENT_THANKS, "jalannya udah bagus makasih" },
        { INTENT_THANKS, "suwun pak lampune wis urip" },
        { INTENT_THANKS, "terima kasih, sampah sudah diangkut" },
        { INTENT_THANKS, "terima kasih, jalan sudah diperbaiki" },
        { INTENT_THANKS, "jalan desa Purut sudah bagus, terima kasih" },
        { INTENT_THANKS, "jalan desa Karangsono sudah bagus, terima kasih" },
        { INTENT_THANKS, "air sudah bersih pak, makasih" },
        { INTENT_THANKS, "got depan rumah sudah kering, makasih" },
        { INTENT_REPORT, "sumur di desa Sumberjaya Baru kering semua, terima kasih" },
        { INTENT_REPORT, "sumur warga sudah kering, terima kasih" },
        { INTENT_REPORT, "sumur di Gending baru kering semua, terima kasih" },
        { INTENT_REPORT, "terima kasih lampu sudah diperbaiki tapi mati lagi" },
        { INTENT_REPORT, "lampu sudah nyala tapi jalan rusak, terima kasih" },
        { INTENT_REPORT, "makasih tapi lampu belum nyala" },
        { INTENT_REPORT, "ktp sudah jadi belum ya pak? terima kasih" },
        { INTENT_REPORT, "kantor desa sudah tutup jam 10, terima kasih" },
        { INTENT_REPORT, "mohon jalan desa diperbaiki, terima kasih" },
        { INTENT_NOISE, "pinjam dulu seratus" },
        { INTENT_NOISE, "pinjem uang dong" },
        { INTENT_STATUS, "kok gak dibales" },
        { INTENT_STATUS, "kenapa tidak dibalas pak" },
        { INTENT_STATUS, "nomor saya berapa ya?" },
        { INTENT_STATUS, "nomor laporan saya berapa" },
        { INTENT_REPORT, "surat saya tidak dibalas kantor desa" },
        { INTENT_REPORT, "nomor antrean puskesmas berapa" },
        { INTENT_REPORT, "minta pinjaman modal koperasi" },
        { INTENT_REPORT, "darurat" },
        { INTENT_REPORT, "rusak" },
    };
    check_intents(state, rows, sizeof rows / sizeof *rows);
}

/* What got out is told to a human; who only fears it, and tells a matter, reports that. */
static void test_a_name_that_gets_out(void **state)
{
    static const struct intent_row rows[] = {
        { INTENT_HUMAN, "namaku bocor pak" },
        { INTENT_HUMAN, "nama saya bocor ke pak lurah" },
        { INTENT_HUMAN, "nomor saya tersebar pak" },
        { INTENT_REPORT, "nomor saya bocor, banyak sms penipuan masuk" },
        { INTENT_REPORT, "kok data saya disebar pinjol" },
        { INTENT_REPORT, "foto KTP saya disebar pinjol ke semua kontak" },
        { INTENT_CONFIDENTIAL, "wedi jenengku konangan pak" },
        { INTENT_CONFIDENTIAL, "saya takut kalau nama saya ketahuan pak kades" },
        { INTENT_REPORT, "guru memukuli anak saya, takut nama saya bocor" },
        { INTENT_REPORT, "anakku diantemi guru, wedi jenengku konangan" },
        { INTENT_REPORT, "perangkat desa jual beras bansos, takut nama saya bocor" },
        { INTENT_REPORT, "tetangga jualan sabu pak, takut nama saya ketahuan" },
    };
    check_intents(state, rows, sizeof rows / sizeof *rows);
}

/* Typing errors, and ordinary words that are as near to a command. */
static void test_misspelled_commands(void **state)
{
    static const struct {
        enum intent intent;
        const char *text;
    } rows[] = {
        { INTENT_STATUS, "staus" },
        { INTENT_STATUS, "setatus" },
        { INTENT_STATUS, "sttus" },
        { INTENT_STATUS, "cek staus" },
        { INTENT_STATUS, "status lapran saya" },
        { INTENT_CANCEL, "btal" },
        { INTENT_CANCEL, "batl" },
        { INTENT_CANCEL, "batlkan laporan sya" },
        { INTENT_MENU, "mneu" },
        { INTENT_HUMAN, "petgas" },
        { INTENT_HUMAN, "petuags" },
        { INTENT_CONFIDENTIAL, "rahsia" },
        { INTENT_CONFIDENTIAL, "rahsiakan nama saya" },
        { INTENT_CONFIDENTIAL, "anonm" },
        { INTENT_LANGUAGE, "bahsa" },
        { INTENT_LANGUAGE, "bhs" },
        { INTENT_LANGUAGE, "bhs madura" },
        { INTENT_ADD, "tambh" },
        { INTENT_PRIVACY, "privsi" },
        { INTENT_ERASE, "hapus dta" },
        { INTENT_ERASE, "hps data" },
        { INTENT_NOISE, "bahaya" },
        { INTENT_NOISE, "bahas" },
        { INTENT_NOISE, "batas" },
        { INTENT_NOISE, "bata" },
        { INTENT_NOISE, "bantal" },
        { INTENT_NOISE, "minum" },
        { INTENT_NOISE, "menit" },
        { INTENT_NOISE, "protes" },
        { INTENT_NOISE, "proses" },
        { INTENT_NOISE, "koneksi" },
        { INTENT_NOISE, "mulia" },
        { INTENT_NOISE, "tambal" },
        { INTENT_REPORT, "tambak" },
        { INTENT_REPORT, "bantaran" },
        { INTENT_REPORT, "layangan" },
        { INTENT_REPORT, "batas desa" },
        { INTENT_REPORT, "petugas puskesms tidak ramah" },
        { INTENT_REPORT, "status tnah saya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != rows[i].intent)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, intent_name(u.intent),
                      intent_name(rows[i].intent));
    }
}

static void test_secrecy_inside_a_report_is_heard_misspelled(void **state)
{
    static const char *const texts[] = { "guru sering bolos, rahsiakan nama saya",
                                         "anonymus pak. jalan desa rusak",
                                         "jalan rusak tolong dirahasikan ya pak" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct understood u = bed_understand(*state, str_of(texts[i]));
        if (u.intent != INTENT_REPORT || !u.confidential) BED_WRONG("%s", texts[i]);
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
        BED_TEST(test_a_name_that_gets_out),
        BED_TEST(test_misspelled_commands),
        BED_TEST(test_secrecy_inside_a_report_is_heard_misspelled),
        BED_TEST(test_a_human_is_asked_for_without_a_matter),
        BED_TEST(test_ticket_number),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
