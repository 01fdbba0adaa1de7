/* test_tongue.c - in which language a citizen writes, as far as it is clear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nlu_bed.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_languages(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_JAVANESE, "Lampu dalan ing desa Sebaung mati, sampun kalih minggu" },
        { LANGUAGE_JAVANESE, "ngapunten pak, dalan ngarep griyo kulo rusak nemen" },
        { LANGUAGE_JAVANESE, "banyu ora mlaku wis telung dina" },
        { LANGUAGE_JAVANESE, "sampah nang pinggir dalan kuwi akeh banget mambu" },
        { LANGUAGE_JAVANESE, "pripun niki pak, bantuane dereng medal" },
        { LANGUAGE_MADURESE, "Lampu e jelen Sebaung mate, ampon abit" },
        { LANGUAGE_MADURESE, "aeng ta' agili ampon tello are" },
        { LANGUAGE_MADURESE, "jhalan rosak e disa kaula" },
        { LANGUAGE_MADURESE, "bede oreng agabay lobang e jelen" },
        { LANGUAGE_MADURESE, "nyo'on tolong, dhamar e adha'na bengko petteng" },
        { LANGUAGE_UNKNOWN, "Lampu jalan mati di desa Sebaung" },
        { LANGUAGE_UNKNOWN, "jalan rusak parah, tolong diperbaiki" },
        { LANGUAGE_UNKNOWN, "suwun pak" },
        { LANGUAGE_UNKNOWN, "sakalangkong" },
        { LANGUAGE_UNKNOWN, "nggih pak, terima kasih" },
        { LANGUAGE_UNKNOWN, "besok ban saya bocor di jalan" },
        { LANGUAGE_UNKNOWN, "ing ing ing" },
        { LANGUAGE_UNKNOWN, "ok" },
        { LANGUAGE_UNKNOWN, "" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.language != rows[i].want) fail_msg("%s: %s", rows[i].text, language_code(u.language));
    }
}

/* Half of what is said is of the language, or two different words are. */
static void test_short_messages(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_JAVANESE, "dalan rusak nemen" },
        { LANGUAGE_JAVANESE, "dalane bolong" },
        { LANGUAGE_JAVANESE, "lampune mati kabeh" },
        { LANGUAGE_JAVANESE, "banyune ora mili" },
        { LANGUAGE_JAVANESE, "got mampet mergo uwuh" },
        { LANGUAGE_JAVANESE, "sakulonipun pasar maron" },
        { LANGUAGE_JAVANESE, "wis rong minggu" },
        { LANGUAGE_JAVANESE, "durung didandani" },
        { LANGUAGE_JAVANESE, "piye iki pak" },
        { LANGUAGE_JAVANESE, "kapan didandani" },
        { LANGUAGE_JAVANESE, "griyo kulo kebanjiran" },
        { LANGUAGE_JAVANESE, "omahku kebanjiran" },
        { LANGUAGE_JAVANESE, "wit ambruk neng dalan" },
        { LANGUAGE_JAVANESE, "dalane peteng" },
        { LANGUAGE_JAVANESE, "aku arep lapor" },
        { LANGUAGE_JAVANESE, "badhe lapor pak" },
        { LANGUAGE_JAVANESE, "nyuwun tulung" },
        { LANGUAGE_JAVANESE, "kulo mboten ngertos" },
        { LANGUAGE_JAVANESE, "nomere piro" },
        { LANGUAGE_JAVANESE, "aku gak iso nulis" },
        { LANGUAGE_JAVANESE, "matur suwun sanget" },
        { LANGUAGE_JAVANESE, "tiyang sepuh kulo gerah" },
        { LANGUAGE_JAVANESE, "dereng wonten perubahan" },
        { LANGUAGE_JAVANESE, "isih bolong dalane" },
        { LANGUAGE_JAVANESE, "bocahe tiba" },
        { LANGUAGE_JAVANESE, "sawahe asat" },
        { LANGUAGE_JAVANESE, "ora ono banyu" },
        { LANGUAGE_JAVANESE, "iki piye kelanjutane" },
        { LANGUAGE_MADURESE, "e adha'na pasar condong rosak" },
        { LANGUAGE_MADURESE, "aeng tak ngalèr" },
        { LANGUAGE_MADURESE, "aeng ta' ngaler" },
        { LANGUAGE_MADURESE, "jhalan rosak parah" },
        { LANGUAGE_MADURESE, "jhalanna lobang" },
        { LANGUAGE_MADURESE, "lampo mate kabbhi" },
        { LANGUAGE_MADURESE, "lampuna mate" },
        { LANGUAGE_MADURESE, "gi' ta' epadhaddhi" },
        { LANGUAGE_MADURESE, "bila epabhagus" },
        { LANGUAGE_MADURESE, "bengkona sengko' kabhanjiran" },
        { LANGUAGE_MADURESE, "ka'dinto pak" },
        { LANGUAGE_MADURESE, "bannya' lobangnga" },
        { LANGUAGE_MADURESE, "sampana numpo'" },
        { LANGUAGE_MADURESE, "kajuna robbu" },
        { LANGUAGE_MADURESE, "sengko' terro laporana" },
        { LANGUAGE_MADURESE, "kaula alapora" },
        { LANGUAGE_MADURESE, "nyo'ona tolong" },
        { LANGUAGE_MADURESE, "ta' bisa nules" },
        { LANGUAGE_MADURESE, "emma kantorra" },
        { LANGUAGE_MADURESE, "bhejeng malolo" },
        { LANGUAGE_MADURESE, "aeng PDAM ta' kalowar" },
        { LANGUAGE_MADURESE, "bhan are ta' odhi'" },
        { LANGUAGE_MADURESE, "e budhina pasar" },
        { LANGUAGE_MADURESE, "mator sakalangkong" },
        { LANGUAGE_MADURESE, "oreng towana sake'" },
        { LANGUAGE_MADURESE, "jhembhadhan robbhu" },
        { LANGUAGE_MADURESE, "sabana kerreng" },
        { LANGUAGE_MADURESE, "ta' ngarte" },
        { LANGUAGE_MADURESE, "napa'a tak eghabay" },
        { LANGUAGE_MADURESE, "reng disa ta' toman ngala' sampah" },
        { LANGUAGE_UNKNOWN, "jalan rusak di depan pasar condong" },
        { LANGUAGE_UNKNOWN, "lampu jalan mati" },
        { LANGUAGE_UNKNOWN, "kapan diperbaiki" },
        { LANGUAGE_UNKNOWN, "aku mau lapor" },
        { LANGUAGE_UNKNOWN, "di apa apa tidak ada" },
        { LANGUAGE_UNKNOWN, "sudah lama rusak parah" },
        { LANGUAGE_UNKNOWN, "jalan berlubang besar" },
        { LANGUAGE_UNKNOWN, "air tidak keluar" },
        { LANGUAGE_UNKNOWN, "besok ban saya bocor" },
        { LANGUAGE_UNKNOWN, "sampah menumpuk di sungai" },
        { LANGUAGE_UNKNOWN, "iya pak betul" },
        { LANGUAGE_UNKNOWN, "ini di desa sebaung" },
        { LANGUAGE_UNKNOWN, "tidak bisa menulis" },
        { LANGUAGE_UNKNOWN, "belum ada perubahan" },
        { LANGUAGE_UNKNOWN, "rumah saya kebanjiran" },
        { LANGUAGE_UNKNOWN, "pohon tumbang di jalan" },
        { LANGUAGE_UNKNOWN, "terima kasih banyak" },
        { LANGUAGE_UNKNOWN, "gak tau pak" },
        { LANGUAGE_UNKNOWN, "nggak ada yang datang" },
        { LANGUAGE_UNKNOWN, "dong cepat pak" },
        { LANGUAGE_UNKNOWN, "e ktp belum jadi" },
        { LANGUAGE_UNKNOWN, "e-ktp saya hilang" },
        { LANGUAGE_UNKNOWN, "mas tolong jalan rusak" },
        { LANGUAGE_UNKNOWN, "bapak sakit" },
        { LANGUAGE_UNKNOWN, "saya di pasar condong gading" },
        { LANGUAGE_UNKNOWN, "matur suwun pak" },
        { LANGUAGE_UNKNOWN, "ndak ada air pak" },
        { LANGUAGE_UNKNOWN, "wes tau" },
        { LANGUAGE_UNKNOWN, "sing penting cepat" },
        { LANGUAGE_UNKNOWN, "gmn pak perkembangane" },
        { LANGUAGE_UNKNOWN, "gimana laporane pak" },
        { LANGUAGE_UNKNOWN,
          "mohon infonya kapan jalan yang rusak di depan rumah kami diperbaiki nggih, sudah lama "
          "dan belum ada yang datang, ngapunten pak" },
        { LANGUAGE_JAVANESE,
          "pak dalan ngarep griyo kulo rusak nemen, sudah lama belum ada yang datang, dereng "
          "didandani blas" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.language != rows[i].want)
            BED_WRONG("%s: %s", rows[i].text, language_code(u.language));
    }
}

/* One word of the language, and none that is Indonesian alone. */
static void test_mixed_messages(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_JAVANESE, "sampah numpuk nang kali" },
        { LANGUAGE_JAVANESE, "banyu PDAM mati" },
        { LANGUAGE_JAVANESE, "dalane bolong kabeh" },
        { LANGUAGE_JAVANESE, "banyune butek" },
        { LANGUAGE_JAVANESE, "lampu dalan mati kabeh" },
        { LANGUAGE_JAVANESE, "sinyale ilang terus" },
        { LANGUAGE_JAVANESE, "got buntet ambune ora enak" },
        { LANGUAGE_JAVANESE, "wit ambruk nang dalan" },
        { LANGUAGE_JAVANESE, "KTP durung dadi" },
        { LANGUAGE_JAVANESE, "bansos kok ora medun" },
        { LANGUAGE_JAVANESE, "banyu kaline banjir" },
        { LANGUAGE_JAVANESE, "puskesmas antri suwe" },
        { LANGUAGE_JAVANESE, "jembatane ambrol" },
        { LANGUAGE_JAVANESE, "kucing mati nang embong" },
        { LANGUAGE_JAVANESE, "gas melon angel golek" },
        { LANGUAGE_JAVANESE, "pasare reged banget" },
        { LANGUAGE_JAVANESE, "lampune kedip kedip" },
        { LANGUAGE_JAVANESE, "PDAM ora metu" },
        { LANGUAGE_JAVANESE, "sampah kebak nang pasar" },
        { LANGUAGE_JAVANESE, "got e mambu" },
        { LANGUAGE_JAVANESE, "kali banjir maneh" },
        { LANGUAGE_JAVANESE, "listrik mati wiwit bengi" },
        { LANGUAGE_JAVANESE, "bansos durung teko" },
        { LANGUAGE_JAVANESE, "dalan becek nemen" },
        { LANGUAGE_JAVANESE, "mobil mogok nang embong" },
        { LANGUAGE_JAVANESE, "KK ku durung dadi" },
        { LANGUAGE_MADURESE, "bhadha sampah e songay" },
        { LANGUAGE_MADURESE, "lampo mate e lorong" },
        { LANGUAGE_MADURESE, "jhalan rosak e dhisah" },
        { LANGUAGE_MADURESE, "aeng PDAM mate" },
        { LANGUAGE_MADURESE, "sampah benyak e pasar" },
        { LANGUAGE_MADURESE, "listrik mate malolo" },
        { LANGUAGE_MADURESE, "lorong peteng lampona mate" },
        { LANGUAGE_MADURESE, "KTP gi' ta' mare" },
        { LANGUAGE_MADURESE, "bantoan gi' ta' dhapa'" },
        { LANGUAGE_MADURESE, "jhalanna lobang kabbhi" },
        { LANGUAGE_MADURESE, "aeng keroh" },
        { LANGUAGE_MADURESE, "bhengko kobhar" },
        { LANGUAGE_MADURESE, "bhanjir e ada' roma" },
        { LANGUAGE_MADURESE, "lampo mate kabbhi pak" },
        { LANGUAGE_MADURESE, "sampah nompok e songay" },
        { LANGUAGE_MADURESE, "KTP ghi' ta' mare" },
        { LANGUAGE_MADURESE, "bansos ghita' napa'" },
        { LANGUAGE_MADURESE, "jhembhatan rosak" },
        { LANGUAGE_MADURESE, "aeng mate e dhisa" },
        { LANGUAGE_MADURESE, "got buntu beuh" },
        { LANGUAGE_MADURESE, "puskesmas bennya' oreng" },
        { LANGUAGE_MADURESE, "bhanjir pole" },
        { LANGUAGE_MADURESE, "solar langka e paiton tadhak" },
        { LANGUAGE_MADURESE, "listrik mate e kampong" },
        { LANGUAGE_UNKNOWN, "sampah menumpuk banyak banget kang" },
        { LANGUAGE_UNKNOWN, "jalan rusak pol" },
        { LANGUAGE_UNKNOWN, "air PDAM mati nggih" },
        { LANGUAGE_UNKNOWN, "tolong pak dalan desa rusak parah sekali" },
        { LANGUAGE_UNKNOWN, "pak got mampet tolong dibersihkan matur nuwun" },
        { LANGUAGE_UNKNOWN, "jalan di desa bolong" },
        { LANGUAGE_UNKNOWN, "bau limbah nang sungai" },
        { LANGUAGE_UNKNOWN, "sampah di kali menumpuk" },
        { LANGUAGE_UNKNOWN, "lampu jalan mati mas" },
        { LANGUAGE_UNKNOWN, "KTP saya belum jadi ta?" },
        { LANGUAGE_UNKNOWN, "lorong sekolah gelap" },
        { LANGUAGE_UNKNOWN, "jalan lorong pasar rusak" },
        { LANGUAGE_UNKNOWN, "banyu biru wisata ditutup" },
        { LANGUAGE_UNKNOWN, "sampah di sungai kebak" },
        { LANGUAGE_UNKNOWN, "tolong dalan di desa kami diperbaiki" },
        { LANGUAGE_UNKNOWN, "lampu jalan mati kabeh pak" },
        { LANGUAGE_UNKNOWN, "banjir maneh di rumah saya" },
        { LANGUAGE_UNKNOWN, "KTP belum jadi suwe" },
        { LANGUAGE_UNKNOWN, "PDAM mati dua hari" },
        { LANGUAGE_UNKNOWN, "lampu mati" },
        { LANGUAGE_UNKNOWN, "sampah menumpuk" },
        { LANGUAGE_UNKNOWN, "jembatan roboh" },
        { LANGUAGE_UNKNOWN, "listrik padam" },
        { LANGUAGE_UNKNOWN, "got mampet bau" },
        { LANGUAGE_UNKNOWN, "air keruh nemen" },
        { LANGUAGE_UNKNOWN, "jalan bolong ning desa" },
        { LANGUAGE_UNKNOWN, "mboten ada air" },
        { LANGUAGE_UNKNOWN, "pak camat" },
        { LANGUAGE_UNKNOWN, "mati lampu sore" },
        { LANGUAGE_UNKNOWN, "kafe karaoke" },
        { LANGUAGE_UNKNOWN, "jalan rusak e" },
        { LANGUAGE_UNKNOWN, "lapor mas jalan rusak" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.language != rows[i].want)
            BED_WRONG("%s: %s", rows[i].text, language_code(u.language));
    }
}

static void test_commands_name_a_language(void **state)
{
    static const struct {
        enum language want;
        const char *text;
    } rows[] = {
        { LANGUAGE_UNKNOWN, "bahasa" },
        { LANGUAGE_UNKNOWN, "Ganti bahasa" },
        { LANGUAGE_JAVANESE, "bahasa jawa" },
        { LANGUAGE_JAVANESE, "Boso Jowo pak" },
        { LANGUAGE_MADURESE, "BAHASA MADURA" },
        { LANGUAGE_MADURESE, "ganti bahasa madura" },
        { LANGUAGE_INDONESIAN, "bahasa indonesia" },
        { LANGUAGE_INDONESIAN, "bahasa indo aja" },
        { LANGUAGE_MADURESE, "bahasa medura" },
        { LANGUAGE_JAVANESE, "basa jabah" },
        { LANGUAGE_JAVANESE, "pakai bahasa jawa saja" },
        { LANGUAGE_MADURESE, "tolong balas pakai bahasa madura" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct understood u = bed_understand(*state, str_of(rows[i].text));
        if (u.intent != INTENT_LANGUAGE || u.language != rows[i].want)
            fail_msg("%s: %s %s", rows[i].text, intent_name(u.intent), language_code(u.language));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_languages),
        BED_TEST(test_short_messages),
        BED_TEST(test_mixed_messages),
        BED_TEST(test_commands_name_a_language),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
