/* sentences.c - made-up complaints about real places, and the webhooks that carry them.
 *
 * What is complained about is skewed as it is in life (roads first), so that a search has common
 * words, and every third sentence names a hamlet that nobody else does, so that it has rare ones.
 */
#include "base/buf.h"
#include "bench.h"
#include <stdio.h>

static const char *const openings[] = {
    "",
    "",
    "",
    "Assalamualaikum, ",
    "Selamat pagi min, ",
    "Mohon maaf mengganggu, ",
    "Pak bupati yang terhormat, ",
    "Lapor, ",
    "Min mau lapor, ",
    "Permisi bapak ibu petugas, ",
};

/* The first ones are drawn more often. */
static const char *const matters[] = {
    "jalan berlubang",
    "jalan rusak parah dan berlubang",
    "lampu jalan mati",
    "sampah menumpuk tidak diangkut",
    "saluran air tersumbat dan banjir",
    "aspal jalan mengelupas",
    "pohon tumbang menutup jalan",
    "lampu penerangan jalan umum padam",
    "jembatan retak dan hampir putus",
    "air PDAM tidak mengalir",
    "listrik padam berjam jam",
    "pelayanan kantor desa lambat",
    "bantuan sosial tidak tepat sasaran",
    "KTP belum jadi padahal sudah rekam",
    "pupuk bersubsidi langka",
    "gas LPG tiga kilo mahal",
    "irigasi sawah jebol",
    "sungai tercemar limbah pabrik",
    "antrean puskesmas sangat lama",
    "atap sekolah dasar bocor",
    "tanah longsor menutup akses warga",
    "rumah tidak layak huni belum dapat bantuan",
    "parkir liar di depan pasar",
    "sinyal internet tidak ada",
    "balap liar meresahkan tiap malam",
    "orang dengan gangguan jiwa mengamuk",
    "pungutan liar saat mengurus surat",
    "usul dibuatkan taman bermain anak",
    "bagaimana syarat mengurus kartu keluarga",
    "ternak warga banyak yang mati",
};

static const char *const details[] = {
    "",
    "",
    " dekat masjid",
    " depan balai desa",
    " sebelah timur pasar",
    " sampai ke perempatan",
    " kurang lebih dua ratus meter",
    " dekat sekolah dasar",
    " di pinggir sungai",
    " arah ke pantai",
};

static const char *const ages[] = {
    "",
    ", sudah dua minggu",
    ", sudah hampir tiga bulan belum diperbaiki",
    ", sejak kemarin malam",
    ", dari tahun lalu dibiarkan saja",
    ", setiap hujan deras selalu begini",
    ", padahal sudah pernah dilaporkan ke kantor kecamatan",
};

static const char *const harms[] = {
    "",
    "",
    " dan banyak pengendara motor yang jatuh",
    " sehingga anak sekolah kesulitan lewat",
    " dan baunya mengganggu warga sekitar",
    " sampai warga terpaksa iuran sendiri",
    " dan sangat membahayakan kalau malam hari",
    " sehingga hasil panen tidak bisa diangkut",
};

static const char *const closings[] = {
    "",
    "",
    ", mohon segera ditindaklanjuti",
    ", tolong diperbaiki ya pak",
    ", terima kasih banyak atas perhatiannya",
    ", semoga cepat ada tanggapan dari dinas terkait",
    ". Matur suwun",
};

#define PICK(d, table) ((table)[bench_below((d), sizeof(table) / sizeof(table)[0])])

void bench_rare_word(uint64_t number, char out[16])
{
    static const char *const syllables[] = { "ba", "ce", "du", "gi", "jo", "ka", "le",
                                             "mu", "ni", "po", "ra", "se", "tu", "wi" };
    uint64_t rest = number % 20000;
    char *at = out;
    for (int i = 0; i < 4; i++) {
        const char *syllable = syllables[rest % 14];
        *at++ = syllable[0];
        *at++ = syllable[1];
        rest /= 14;
    }
    *at++ = 'x'; /* no Indonesian word ends so: it stays rare */
    *at = '\0';
}

size_t bench_sentence(const struct desk *desk, struct bench_dice *d, char *out, size_t cap)
{
    char place[160] = "", hamlet[48] = "", rare[16];
    size_t count = sizeof matters / sizeof matters[0];
    size_t matter = bench_below(d, bench_below(d, count) + 1);
    const struct place *p = &desk->places[bench_below(d, desk->place_count)];
    if (p->level == PLACE_VILLAGE)
        (void)snprintf(place, sizeof place, " di desa %.*s kecamatan %.*s", STR_ARG(p->name),
                       STR_ARG(p->parent->name));
    else if (p->level == PLACE_DISTRICT)
        (void)snprintf(place, sizeof place, " di kecamatan %.*s", STR_ARG(p->name));
    if (bench_below(d, 3) == 0) {
        bench_rare_word(bench_throw(d), rare);
        (void)snprintf(hamlet, sizeof hamlet, " dusun %s RT %02zu", rare, bench_below(d, 20) + 1);
    }
    int n = snprintf(out, cap, "%s%s%s%s%s%s%s%s", PICK(d, openings), matters[matter], place,
                     hamlet, PICK(d, details), PICK(d, ages), PICK(d, harms), PICK(d, closings));
    if (n < 0 || (size_t)n >= cap) bench_die("sentence: too long", NULL);
    return (size_t)n;
}

/* As long and as unordered as Meta's: what the unique index sees is a random key. */
static void wamid_make(uint64_t id, char out[64])
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct bench_dice d = { id };
    char *at = out + snprintf(out, 64, "wamid.HBgN");
    for (int i = 0; i < 4; i++) {
        uint64_t bits = bench_throw(&d);
        for (int k = 0; k < 10; k++, bits >>= 6)
            *at++ = letters[bits & 63];
    }
    *at = '\0';
}

static void message_add(struct buf *out, const struct bench_message *m)
{
    char wamid[64];
    unsigned long long who = 81200000000u + m->who;
    wamid_make(m->id, wamid);
    buf_addf(out,
             "{\"from\":\"62%llu\",\"from_user_id\":\"ID.%llu%llu\",\"id\":\"%s\","
             "\"timestamp\":\"%lld\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}",
             who, who * 7919 % 1000000007u, who, wamid, (long long)(m->at / 1000), m->text);
}

size_t bench_webhook(const struct bench_message *messages, size_t count, char *out, size_t cap)
{
    struct buf body;
    buf_fixed(&body, out, cap);
    buf_addf(&body,
             "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
             "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
             "\"metadata\":{\"display_phone_number\":\"6281200009999\",\"phone_number_id\":"
             "\"" BENCH_NUMBER "\"},\"contacts\":[{\"profile\":{\"name\":\"Warga\"},"
             "\"wa_id\":\"62%llu\"}],\"messages\":[",
             81200000000u + (unsigned long long)messages[0].who);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_char(&body, ',');
        message_add(&body, &messages[i]);
    }
    buf_add_text(&body, "]}}]}]}");
    if (!buf_ok(&body)) bench_die("webhook: too long", NULL);
    return body.len;
}
