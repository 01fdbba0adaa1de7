/* test_secrecy.c - who reports is not to be named, or not to be known to somebody. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

static void test_secrecy_to_come(void **state)
{
    static const struct {
        bool announces, asks, doubts;
        const char *text;
    } rows[] = {
        { true, true, false, "mau lapor tapi anonim bisa?" },
        { true, false, true, "mau lapor tapi takut ketahuan" },
        { true, false, true, "mau lapor tapi takut diancam kades" },
        { true, false, false, "saya mau melaporkan sesuatu tapi nama saya jangan disebut" },
        { true, false, false, "aku mau ngadu tapi rahasia ya" },
        { false, false, true, "nama saya dirahasiakan gak" },
        { false, false, true, "takut ketahuan" },
        { false, true, false, "bisa anonim pak" },
        { false, true, false, "bisa lapor tanpa nama?" },
        { false, true, false, "boleh dirahasiakan?" },
        { false, false, false, "tolong rahasiakan nama saya" },
        { false, false, false, "jangan sampai dia tau saya lapor" },
        { false, false, false, "jangan dikasih tau nama saya ya pak bahaya" },
        { false, false, false, "tolong nomor saya jangan disebar ya" },
        { false, false, false, "jangan disebarkan nomor saya ya pak" },
        { false, false, false, "identitas saya jangan sampai dibocorkan ke orang lain" },
        { false, false, false, "saya jangan disebut sebut ya bu" },
        { false, false, false, "jangan bilang ke pak kades kalau saya yang lapor" },
        { false, false, false, "jangan bilang ke pabrik kalo saya yang lapor" },
        { false, false, false, "ojo ngomong sopo sing lapor" },
        { false, false, true, "tolong rahasia ya pak takut sama preman" },
        { false, false, false, "ojok disebarno jenengku pak" },
        { false, false, false, "nyama kaule jha esebbut pak" },
        { false, false, false, "jangan sampai bu RT tau ya" },
        { false, false, false, "mohon tidak usah dikasih tau pihak desa" },
        { false, false, false, "jangan bilang siapa siapa ya, soalnya tetangga sendiri" },
        { false, false, false, "ojo dikandakno pak kasun yo" },
        { false, false, true, "saya takut sama pak kades" },
        { false, false, true, "aku wedi karo pak carik" },
        { false, false, true, "takut dimarahi pak RT" },
        { false, false, false, "aja kandha sapa-sapa" },
        { false, false, false, "jangan lapor ke bapak saya" },
        { false, false, false, "jangan lapor ke pak kades ya" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_CONFIDENTIAL || u.announces != rows[i].announces ||
            u.asks != rows[i].asks || u.doubts != rows[i].doubts)
            BED_WRONG("\"%s\": %s, announces %d, asks %d, doubts %d", rows[i].text,
                      intent_name(u.intent), u.announces, u.asks, u.doubts);
    }
}

/* Somebody is not to know, as a report asks; or that is no plea. */
static void test_kept_from(void **state)
{
    static const struct {
        bool confidential;
        const char *text;
    } rows[] = {
        { true, "got mampet di desa Maron Kidul, pak kasun jangan sampai tahu ya" },
        { true, "tetangga saya jangan dikasih tau pak, sampahnya dibakar tiap sore" },
        { false, "jangan kasih tau saya kalau sudah selesai" },
        { false, "pak kades bilang jangan sampai warga tahu" },
        { false, "jangan sampai warga tidak tahu jadwalnya" },
        { false, "tolong kasih tau RT nya jangan bakar sampah" },
        { false, "jangan kasih bansos ke pak RT lagi" },
        { false, "petugasnya jangan cuma bilang nanti nanti" },
        { true, "pak kades tidak perlu tahu, jalannya rusak di desa Maron Kidul" },
        { true, "jangan bilang ke yang punya kandang ya pak" },
        { true, "jangan kasih tau bapak saya, lampu jalan mati" },
        { true, "jgn sampai ibu tau, sampah numpuk" },
        { true, "ojo kandha ibukku, got mampet" },
        { true, "jangan kasih tau mertua saya ya, jalan rusak" },
        { true, "laporanku ojo nganti tekan lurah" },
        { true, "ojo kondho sopo-sopo yo pak, dalane rusak" },
        { true, "ja' sampe' taoh klebun" },
        { true, "ja' ngoca' ka reng-oreng" },
        { true, "saya tidak mau disebut" },
        { true, "biar suami gak tau" },
        { true, "supaya kades tidak tahu, jalannya rusak" },
        { true, "mohon jaga identitas saya" },
        { true, "jangan hubungi suami saya, sampah numpuk" },
        { true, "ampun sanjang pak rt nggih" },
        { true, "ja' sampe' tatangghana tao" },
        { false, "biar warga tidak tahu arah, rambunya hilang" },
        { false, "supaya pengendara tahu ada tikungan" },
        { false, "jangan hubungi saya malam malam" },
        { false, "saya tidak mau disebut warga malas" },
        { false, "jangan sampai ibu ibu antri lagi" },
        { false, "laporan saya jangan sampai hilang" },
        { false, "jangan sampai ke kantor lagi bolak balik" },
        { false, "bilang ke pak rt suruh bersihkan" },
        { false, "jangan kasih tau ya bu kalau belum pasti" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bed_understand(*state, str_of(rows[i].text)).confidential != rows[i].confidential)
            BED_WRONG("%s", rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_secrecy_to_come),
        BED_TEST(test_kept_from),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
