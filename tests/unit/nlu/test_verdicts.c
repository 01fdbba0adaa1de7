/* test_verdicts.c - "apakah masalahnya sudah selesai?": what ordinary answers say of it, and what
 * only sounds like an answer. A false verdict costs more than a question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table_bed.h"

#define SOLVED VERDICT_SOLVED
#define PARTLY VERDICT_PARTLY
#define NOT    VERDICT_NOT
#define UNSURE VERDICT_UNSURE
#define NONE   VERDICT_NONE

static const struct {
    enum verdict verdict;
    const char *text;
} rows[] = {
    { SOLVED, "sudah" },
    { SOLVED, "cukup pak" },
    { SOLVED, "sudah cukup, terima kasih" },
    { SOLVED, "sampun cekap pak" },
    { SOLVED, "ampon cokop" },
    { SOLVED, "sudah terjawab pak" },
    { NOT, "belum cukup pak" },
    { NOT, "belum terjawab" },
    { NOT, "tidak cukup pak" },
    { UNSURE, "cukup lama nunggunya" },
    { UNSURE, "cukup parah rusaknya" },
    { UNSURE, "sudah cukup sabar kami" },
    { SOLVED, "Sudah pak, terima kasih" },
    { SOLVED, "udah min makasih banyak ya" },
    { SOLVED, "alhamdulillah sudah nyala pak" },
    { SOLVED, "sudah diperbaiki, terima kasih banyak" },
    { SOLVED, "sudah terang semua pak" },
    { SOLVED, "lampunya sudah nyala" },
    { SOLVED, "sampahnya sudah diangkut pak" },
    { SOLVED, "sudah diangkut sampahnya pak" },
    { SOLVED, "jalannya sudah bagus pak, terima kasih" },
    { SOLVED, "beres pak" },
    { SOLVED, "alhamdulillah terima kasih" },
    { SOLVED, "alhamdulillah, makasih banyak pak" },
    { SOLVED, "Alhamdulillah" },
    { SOLVED, "syukur alhamdulillah pak" },
    { NONE, "terima kasih banyak pak" },
    { NONE, "matur nuwun" },
    { NONE, "alhamdulillah ada respon" },
    { NONE, "alhamdulillah cepat tanggap" },
    { NONE, "alhamdulillah pak, semoga cepat selesai" },
    { NONE, "semoga lekas diperbaiki" },
    { NOT, "alhamdulillah tapi masih gelap" },
    { NOT, "alhamdulillah belum" },
    { NOT, "aspalnya ngelupas lagi" },
    { NOT, "airnya keruh lagi pak" },
    { NOT, "jembatannya goyang lagi" },
    { NOT, "lampunya kedip kedip lagi" },
    { NONE, "aspalnya ngelupas" },
    { NONE, "semoga tidak miring lagi" },
    { SOLVED, "mantap pak" },
    { SOLVED, "mantap sekali pak terima kasih" },
    { SOLVED, "joss" },
    { SOLVED, "sampun pak, maturnuwun" },
    { SOLVED, "sampun sae pak" },
    { SOLVED, "wis murup pak" },
    { SOLVED, "wes apik pak suwun" },
    { SOLVED, "ampon begus, sakalangkong" },
    { SOLVED, "pon mare pak" },
    { SOLVED, "sudah di desa Sebaung pak" },
    { SOLVED, "iya sudah" },
    { SOLVED, "sudah tidak gelap lagi pak" },
    { SOLVED, "oke sudah beres semuanya" },
    { SOLVED, "sudah selesai pak, tetap semangat" },
    { SOLVED, "wah cepet banget, udah terang, maturnuwun" },
    { SOLVED, "gercep pak, sudah diperbaiki" },
    { SOLVED, "mantap, cepat sekali, sudah nyala" },
    { SOLVED, "alhamdulillah sudah mengalir" },
    { SOLVED, "sampun mili pak" },
    { SOLVED, "sudah lancar pak, hebat" },
    { PARTLY, "sebagian" },
    { PARTLY, "cuma separo yang dikerjakan" },
    { PARTLY, "baru sebagian pak" },
    { PARTLY, "sudah sebagian" },
    { PARTLY, "separuh pak" },
    { PARTLY, "cuma satu" },
    { PARTLY, "cuma satu yang nyala" },
    { PARTLY, "hanya 1 pak yang diganti" },
    { PARTLY, "baru dua pak" },
    { PARTLY, "setengah saja yang diaspal" },
    { PARTLY, "sapalih pak" },
    /* One part of it, and another not. */
    { PARTLY, "yang depan sudah, yang belakang belum pak" },
    { PARTLY, "gang 1 sudah, gang 2 belum" },
    { PARTLY, "baru 2 pak, kurang 2 lagi" },
    { PARTLY, "lagek loro, kurang loro engkas" },
    { PARTLY, "sudah nyala 3 kurang satu" },
    { PARTLY, "sudah nyala 1 pak yg 2 belum" },
    { PARTLY, "sing ngarep wis, sing mburi durung" },
    { PARTLY, "se adha' la mare, se budi ghi' bellun" },
    { PARTLY, "lampu yang utara sudah, yang selatan masih mati" },
    { PARTLY, "depan sudah tinggal belakang yang belum" },
    { PARTLY, "sudah dicor tapi yang sebelah selatan belum pak" },
    { NOT, "yang depan belum yang belakang juga belum" },
    { NOT, "yang ditambal kemarin sudah rusak lagi pak" },
    { NOT, "saya belum dapat, yang lain sudah" },
    /* What is over, or as it should be. */
    { SOLVED, "sekarang sudah tidak ada jukirnya, terima kasih pak" },
    { SOLVED, "alhamdulillah sekarang sudah ramah pak makasih" },
    { SOLVED, "lampunya sudah nyala terima kasih pak dishub" },
    { SOLVED, "mpun sae pak, matur nuwun sanget" },
    { SOLVED, "sudah kok pak" },
    { SOLVED, "sudah bisa dilewati pak" },
    { SOLVED, "udh g bau lg pak mksh" },
    { SOLVED, "sudah tidak ada lagi pak" },
    { UNSURE, "sekarang sudah ada lagi pak" },
    { UNSURE, "airnya sekarang ada lagi pak" },
    /* Done for a while, or there again. */
    { NOT, "ya tapi cuma sehari pak, sekarang ada lagi" },
    { NOT, "mek sedino, saiki wis balik maneh" },
    { NOT, "coma saare, sateya bede pole" },
    { NOT, "nyala cuma semalam pak" },
    { NOT, "sedino tok pak murupe" },
    { NOT, "jukirnya muncul lagi" },
    { NOT, "sekarang jualan lagi pak" },
    { NOT, "sama saja pak" },
    { NOT, "ghi' mate pak" },
    { UNSURE, "cuma sehari sudah beres pak" },
    { UNSURE, "kerja apaan itu, asal asalan" },
    { UNSURE, "kerjanya ngawur" },
    { UNSURE, "kerja setengah hati" },
    { UNSURE, "petugasnya gak becus" },
    { UNSURE, "sudah tapi asal-asalan" },
    { UNSURE, "kerjane sakarepe dewe" },
    { UNSURE, "makasih banyak ya pak sudah cepat" },
    { NOT, "asal-asalan, belum rata" },
    { NOT, "masih mati pak" },
    { NOT, "belum" },
    { NOT, "BOHONG! gak ada yg dateng" },
    { NOT, "bohong pak" },
    { NOT, "ga ada perubahan" },
    { NOT, "masih sama aja" },
    { NOT, "hoax" },
    { NOT, "rusak lagi" },
    { NOT, "belum pak masih gelap" },
    { NOT, "blm selesai" },
    { NOT, "durung pak" },
    { NOT, "dereng pak" },
    { NOT, "gitak pak" },
    { NOT, "gi' ta'" },
    { NOT, "gi\xE2\x80\x99 ta\xE2\x80\x99 pak" },
    { NOT, "gi` ta` mare" },
    { NOT, "gi ta pak" },
    { NOT, "gik tak mare pak" },
    { NOT, "ghi' ta' odi'" },
    { NOT, "masih gelap" },
    { NOT, "masih sama saja pak" },
    { NOT, "tetap bau pak" },
    { NOT, "katanya sudah tapi belum" },
    { NOT, "tidak beres pak" },
    { NOT, "gak nyala pak" },
    { NOT, "ora murup pak" },
    { NOT, "sudah tapi masih bocor" },
    { NOT, "sudah rusak lagi pak" },
    { NOT, "lampunya mati lagi" },
    { NOT, "kok belum pak?" },
    { NOT, "sudah seminggu belum ada yang datang" },
    { NOT, "sebagian masih mati" },
    /* What does not settle it is asked about. */
    { UNSURE, "sudah tapi redup" },
    { UNSURE, "sudah tapi kecil airnya" },
    { UNSURE, "katanya sudah" },
    { UNSURE, "sudah selesai?" },
    { UNSURE, "kapan selesai pak" },
    { UNSURE, "apa sudah selesai" },
    { UNSURE, "apakah masih diproses" },
    { UNSURE, "belum tahu pak, nanti saya cek" },
    { UNSURE, "belum saya cek pak" },
    { UNSURE, "lumayan pak" },
    { UNSURE, "sudah 2 minggu pak" },
    { UNSURE, "sudah seminggu saya tunggu" },
    { UNSURE, "sudah bosan pak" },
    { UNSURE, "sudah saya foto" },
    { UNSURE, "sudah ke sini petugasnya" },
    { UNSURE, "petugas sudah ke sini pak" },
    { UNSURE, "petugasnya sudah datang" },
    { UNSURE, "sudah rusak" },
    { UNSURE, "sudah bayar pajak" },
    { UNSURE, "tidak banjir lagi pak" },
    { UNSURE, "sudah beres pak, masih ada petugas tadi" },
    { UNSURE, "sudah tidak ada yang datang" },
    /* What says nothing about it. */
    { NONE, "terima kasih pak" },
    { NONE, "oke" },
    { NONE, "siap pak" },
    { NONE, "mohon segera diselesaikan" },
    { NONE, "jalan rusak di desa Sebaung" },
    { NONE, "lampu jalan mati" },
    { NONE, "" },
};

static void test_verdicts(void **state)
{
    static const char *const names[] = { "NONE", "SOLVED", "PARTLY", "NOT", "UNSURE" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.verdict != rows[i].verdict)
            BED_WRONG("\"%s\" is %s, not %s", rows[i].text, names[u.verdict],
                      names[rows[i].verdict]);
    }
}

/* A verdict on each of two matters, or none. */
static void test_each(void **state)
{
    static const struct {
        const char *text, *a, *b;
        enum verdict on_a, on_b;
    } pairs[] = {
        { "yang lampu sudah, yang sampah belum", "street_light", "waste", SOLVED, NOT },
        { "yg sampah belum yg lampu sudah", "waste", "street_light", NOT, SOLVED },
        { "jalan sudah diperbaiki tapi lampunya belum", "road", "street_light", SOLVED, NOT },
        { "yang lampu sudah", "", "", NONE, NONE },
        { "sudah semua pak", "", "", NONE, NONE },
        { "sudah, terima kasih", "", "", NONE, NONE },
        { "jalan rusak, lampu mati", "", "", NONE, NONE },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct understood u = bed_understand(*state, str_of(pairs[i].text));
        bool none = pairs[i].a[0] == '\0';
        bool right = none ? u.each_count == 0
                          : u.each_count == UNDERSTOOD_VERDICTS &&
                                str_equal(u.each[0].category->code, str_of(pairs[i].a)) &&
                                str_equal(u.each[1].category->code, str_of(pairs[i].b)) &&
                                u.each[0].verdict == pairs[i].on_a &&
                                u.each[1].verdict == pairs[i].on_b;
        if (!right) BED_WRONG("\"%s\": %zu verdicts", pairs[i].text, u.each_count);
    }
    if (!bed_understand(*state, STR("sudah semua pak")).for_all) BED_WRONG("not all are meant");
}

static void settled_as(struct nlu_bed *bed, const char *text, char *out, size_t cap)
{
    static const char *const names[] = { "none", "solved", "partly", "not", "unsure" };
    (void)snprintf(out, cap, "%s", names[bed_understand(bed, str_of(text)).verdict]);
}

static void test_one_word_of_a_verdict_decides(void **state)
{
    static const struct table_row words[] = {
        { W, "", "back,nongol,", "sekarang nongol lagi", "none", "not" },
        { W, "", "brief,sakcrutan,", "nyala cuma sakcrutan", "unsure", "not" },
        { W, "", "half,gerdu,", "gerdu tua sudah, gerdu muda belum", "not", "partly" },
        { W, "well,ramah,", "", "petugasnya sudah ramah", "solved", "unsure" },
    };
    table_play(state, words, sizeof words / sizeof *words, settled_as);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BED_TEST(test_verdicts), BED_TEST(test_each),
                                        BED_TEST(test_one_word_of_a_verdict_decides) };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
