/* test_over.c - what a reporter tells of the end of their report: that it is over, or a part of it,
 * that it is taken back; and what they ask about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table_bed.h"

static void test_it_is_over(void **state)
{
    enum what { NO, OVER, BARE, PART };
    static const struct {
        enum what what;
        const char *text;
    } rows[] = {
        /* In three languages, with thanks and without. */
        { OVER, "Lampu jalan e wes murup, suwun nggih" },
        { OVER, "lampue wes murub, maturnuwun" },
        { OVER, "ampon odi' lampona, sakalangkong" },
        { OVER, "sampun mili toyanipun, matur nuwun sanget" },
        { OVER, "sarkana la eangko, sakalangkong" },
        { OVER, "sampahe wes diangkut mau isuk, suwun pak" },
        { OVER, "jalannya sudah bagus lagi" },
        { BARE, "sampun murub pak, matur nuwun" },
        { BARE, "wes dibenakno, suwun" },
        { BARE, "wis didandani wingi, suwun" },
        { OVER, "sampun dipun dandosi, matur nuwun" },
        { BARE, "la ebeccè', sakalangkong" },
        { BARE, "udah beres min" },
        { BARE, "udah jadi pak, laporan ditutup aja" },
        { BARE, "wis didandani tonggo pak, petugase ora teka teka" },
        { NO, "sudah lapor pak, petugas ga datang datang" },
        { BARE, "sdh diperbaiki pak tadi pagi mantap" },
        { OVER, "ini sudah dilayani trims" },
        { BARE, "Alhamdulillah sudah dipindah ke ruangan. makasih" },
        /* Whoever thanks for what was done, or for how it is now. */
        { OVER, "gerbang nya sdh dibuka tadi pagi, suwun" },
        { OVER, "warung karaokenya sudah tutup, makasih pak" },
        { OVER, "berasnya sdh dibagi pak terimakasih" },
        { BARE, "sampun bubar pak, maturnuwun" },
        { OVER, "ktp saya sudah jadi, tadi dikabari petugas kelurahan. terima kasih" },
        { OVER, "wes iso cetak kartu, suwun" },
        { OVER, "sudah bisa login pak trims" },
        { OVER, "sudah masuk email barusan. terimakasih" },
        { NO, "sudah bisa login pak" },
        { NO, "jalannya sudah bisa buat kolam lele" },
        { NO, "ktp sudah jadi, saya bayar 200 ribu makasih" },
        { NO, "airnya sudah masuk rumah" },
        { NO, "kantornya sudah tutup jam 9 pagi" },
        { NO, "berkasnya sudah diteruskan, terima kasih" },
        /* It is there no more, or has gone. */
        { OVER, "sudah tidak ada jukirnya. terimakasih kanda" },
        { OVER, "yg jual sudah ga ada" },
        { OVER, "sampahnya sudah nggak ada lagi pak" },
        { OVER, "mobilnya sudah pindah" },
        { PART, "sudah ga ada lagi pak" },
        { PART, "sudah pindah pak" },
        { PART, "airnya sudah tidak ada pak" },
        { OVER, "alhamdulillah balihonya sudah tidak ada pak" },
        { BARE, "sudah tidak ada lagi pak, terima kasih" },
        /* Taken away, or no longer done: of what annoys, or somebody is glad. */
        { BARE, "sudah dicopot pak, matur nuwun" },
        { OVER, "balihonya sudah dicopot pak" },
        { OVER, "spanduke wis dicopoti kabeh pak" },
        { OVER, "alhamdulillah sudah ndak bakar2 lagi pak" },
        { OVER, "wis ora tau bakar sampah maneh pak" },
        { OVER, "la ta' ngobbar sarka pole pak" },
        { OVER, "sudah tidak buang sampah di situ lagi pak" },
        { OVER, "sampun mboten banjir malih pak" },
        { NO, "sudah tidak nyala lagi pak" },
        { NO, "sudah tidak diangkut lagi sampahnya" },
        { NO, "sudah tidak dapat bantuan lagi" },
        { NO, "sudah gak aman lagi disini" },
        { NO, "sudah tidak peduli lagi pemkab" },
        { NO, "sudah dicopot kabelnya sama maling" },
        { NO, "tutup gotnya sudah diambil orang pak" },
        { NO, "airnya sudah berhenti" },
        { PART, "sudah ga ada tempat sampahnya" },
        { PART, "sudah dicopot pak" },
        { PART, "pkl nya sudah pindah ke depan sekolah" },
        /* Nothing is to be done any more. */
        { OVER, "pkl nya sudah pindah sendiri pak, ndak usah ditindak" },
        { BARE, "sudah pindah sendiri pak tidak perlu ditertibkan" },
        { OVER, "ga usah datang pak, pohonnya sudah dipotong warga" },
        { BARE, "sudah saya bersihkan sendiri pak, tidak usah dikirim petugas" },
        { NO, "tidak usah ditindak keras pak, dibina saja" },
        { NO, "sudah saya laporkan sendiri pak" },
        /* All is well, and somebody is glad of it. */
        { BARE, "alhamdulillah sekarang petugasnya sudah ramah pak" },
        { OVER, "alhamdulillah sudah didata pak RT kemarin" },
        { OVER, "alhamdulillah anak saya sdh diterima" },
        { OVER, "wis dicopot kok pak balihone" },
        { NO, "alhamdulillah sudah dibalas pak" },
        { NO, "terima kasih sudah diingatkan pak" },
        { NO, "harusnya sudah selesai" },
        { NO, "sudah didata tapi tidak dapat" },
        /* Who came, and what was done; where it stood; who has it in hand. */
        { OVER, "petugas dtg, meterannya diganti" },
        { OVER, "petugasnya teka, lampune diganti" },
        { OVER, "mushola wes ditebang suwun" },
        { BARE, "sudah saya ambil tadi pagi" },
        { BARE, "wes tak jupuk" },
        { OVER, "lampon la odhi'" },
        { NO, "fotonya sudah saya ambil" },
        { NO, "petugas datang, jalannya ditutup" },
        { NO, "petugas datang" },
        { NO, "sudah jelas pak" },
        /* A part of it. */
        { PART, "dahan nya udh dipotong warga sendiri, tinggal pohonnya" },
        { PART, "sudah dipotong, kari wit e" },
        { PART, "pohonnya sudah dipotong cuma akarnya saja yang ada" },
        { PART, "mobilnya sudah dipindah, tapi sekarang motornya yang parkir" },
        /* None of it, or another matter. */
        { NO, "lampunya sudah nyala, tapi sekarang jalannya berlubang besar" },
        { NO, "sudah diterima ya pak laporannya, terima kasih" },
        { NO, "sudah bagus pak" },
        { NO, "spanduknya sudah dipasang lagi" },
        { NO, "sudah dipotong belum pak" },
        { NO, "apa sudah beres?" },
        { NO, "masih belum beres" },
        { NO, "terima kasih" },
        { NO, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum what is = u.over_bare ? BARE : u.over ? OVER : u.news ? PART : NO;
        if (is != rows[i].what) BED_WRONG("%s: %d", rows[i].text, is);
    }
}

/* "sudah muncul" is an end of one's own matter alone. */
static void test_it_is_over_if_it_was_ones_own(void **state)
{
    static const struct {
        bool own;
        const char *text;
    } rows[] = {
        { true, "sudah muncul pak" },
        { true, "sudah ada namanya pak" },
        { true, "sampun mlebu pak" },
        { false, "sudah muncul lagi pak" },
        { false, "sudah masuk belum pak" },
        { false, "sudah ada petugasnya pak" },
        { false, "tetangga sudah masuk semua" },
        { false, "laporan saya sudah masuk" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.over_if_own != rows[i].own) BED_WRONG("%s: %d", rows[i].text, u.over_if_own);
    }
}

/* "ga jadi": a command that says no to "really?". */
static void test_not_after_all(void **state)
{
    static const struct {
        bool not_after_all;
        const char *text;
    } rows[] = {
        { true, "ga jadi" },        { true, "ora sido pak" },       { true, "tak sida" },
        { false, "batal" },         { false, "ga jadi lapor pak" }, { false, "ya batalkan saja" },
        { false, "ga jadi hujan" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.not_after_all != rows[i].not_after_all)
            BED_WRONG("%s: %d", rows[i].text, u.not_after_all);
    }
}

static void ended(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    struct understood u = bed_understand(bed, str_of(text));
    (void)snprintf(out, cap, "%s", u.over ? "over" : u.news ? "news" : "no");
}

static void test_one_word_of_an_end_decides(void **state)
{
    static const struct table_row rows[] = {
        { W, "", "gone,ngilang,", "pkl nya sudah ngilang", "no", "over" },
        { W, "", "well,loman,", "pelayanannya sudah loman", "no", "over" },
        { W, "", "withdraw_taken,sandhang,", "sudah saya sandhang pak", "no", "over" },
        { W, "holder,tempat,", "", "sudah tidak ada tempat sampahnya", "news", "over" },
    };
    table_play(state, rows, sizeof rows / sizeof *rows, ended);
}

static void test_it_is_taken_back(void **state)
{
    static const struct {
        bool cancels;
        const char *text;
    } rows[] = {
        { true, "nama sdh saya betulkan kok, nggak jadi pak" },
        { true, "orangnya sudah meninggal pak, laporannya dibatalkan saja" },
        { true, "hapus aja lah ga guna" },
        { true, "sudah saya urus sendiri pak, tidak usah diproses" },
        { true, "mboten estu pak" },
        { true, "ga jadi lapor pak, sudah saya urus sendiri" },
        { true, "dibatalkan mawon pak" },
        { true, "batalkan saja, percuma" },
        { false, "acara nikahnya batal pak" },
        { false, "jalannya tidak jadi diperbaiki pak" },
        { false, "kenapa bantuan saya dibatalkan pak" },
        { false, "jangan dibatalkan ya pak" },
        { false, "tidak jadi batal pak" },
        { false, "katanya tidak usah bayar" },
        { false, "boleh dibatalkan?" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        bool cancels = u.cancels || u.intent == INTENT_CANCEL;
        if (rows[i].cancels ? !cancels : u.cancels) BED_WRONG("%s: %d", rows[i].text, cancels);
    }
}

static void test_it_is_asked_about(void **state)
{
    enum what { NO, CASE, SENDING };
    static const struct {
        enum what what;
        const char *text;
    } rows[] = {
        { CASE, "ini laporannya masuk ke siapa?" },
        { CASE, "siapa yg nangani" },
        { CASE, "ke mana?" },
        { CASE, "terus saya harus kemana" },
        { CASE, "gimana cara updatenya?" },
        { CASE, "online bisa ga?" },
        { CASE, "bisa online?" },
        { CASE, "kalau bpjs ketenagakerjaan ke mana?" },
        { SENDING, "kirim fotonya ke mana?" },
        { SENDING, "dimma se ekirema foto na" },
        { SENDING, "fotone dikirim nang endi pak" },
        { SENDING, "cara kirim foto gimana" },
        { NO, "sudah saya kirim fotonya pak" },
        { NO, "jalan rusak ke mana harus lapor" },
        { NO, "online sudah pak" },
        { NO, "siapa bupatinya" },
        { NO, "ke mana bawa korban kecelakaan di desa sebaung" },
        { NO, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        enum what is = u.asks_sending ? SENDING : u.asks_case ? CASE : NO;
        if (is != rows[i].what) BED_WRONG("%s: %d", rows[i].text, is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_it_is_over),
                                        BED_TEST(test_it_is_over_if_it_was_ones_own),
                                        BED_TEST(test_one_word_of_an_end_decides),
                                        BED_TEST(test_not_after_all),
                                        BED_TEST(test_it_is_taken_back),
                                        BED_TEST(test_it_is_asked_about) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
