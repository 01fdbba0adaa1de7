/* asked.c - a question by its form. Whoever asks what is offered, by whom, when, or whether,
 * complains of nothing; whoever asks why, or how much longer, does. */
#include "judge.h"
#include "language.h"

/* In more words a story is told. */
#define ASKED_WORDS     16
#define ASKED_FEW_WORDS 9
/* "ada lowongan kerja gak": so many words may stand between. */
#define TAG_REACH 6

/* Of what is wrong, in the form of a question or beside one. */
static const char *const reproaches[] = {
    "kenapa", "knp",   "knapa",  "mengapa", "ngapain",  "kok",         "koq",     "masa",
    "masak",  "moso",  "mosok",  "kadang",  "kadang2",  "tapi",        "tetapi",  "padahal",
    "wajar",  "layak", "malah",  "begini",  "begitu",   "gini",        "gitu",    "mana",
    "sampai", "janji", "apanya", "salah",   "penyebab", "penyebabnya", "tetangga"
};
static const char *const whether_heads[] = { "apakah",   "adakah",   "bisakah",  "bolehkah",
                                             "perlukah", "haruskah", "dapatkah", "masihkah" };
static const char *const rumour_heads[] = { "benarkah", "betulkah" };
static const char *const rumours[] = { "benar", "bener", "betul", "iya", "temen", "lerres" };
static const char *const may_be[] = { "ada",   "bisa",  "boleh", "dapat", "dapet",
                                      "masih", "perlu", "harus", "wajib", "gratis" };
static const char *const whoever[] = { "saya", "kita", "kami", "warga", "aku", "anak", "orang" };
/* "ada X gak" asks; so does each of these right before a "gak". */
static const char *const tagged[] = { "buka",  "bukak",   "libur", "ada",   "bisa",
                                      "boleh", "gratis",  "bayar", "perlu", "harus",
                                      "wajib", "dapat",   "dapet", "oleh",  "masuk",
                                      "masih", "berlaku", "aktif", "ono" };
static const char *const opens[] = { "buka", "bukak", "libur", "tutup", "bukanya", "tutupnya" };
static const char *const offices[] = { "bupati", "wabup",    "gubernur", "wagub",
                                       "sekda",  "dprd",     "direktur", "kapolres",
                                       "kajari", "kapolsek", "danramil" };
static const char *const ourselves[] = { "kamu",  "anda",  "sampean", "sampeyan", "admin",
                                         "mimin", "robot", "bot",     "ini" };
static const char *const checks[] = { "cek", "ngecek", "mengecek", "dicek", "check", "lihat" };
static const char *const checked[] = { "saya", "nama", "nik",   "penerima", "status", "kepesertaan",
                                       "data", "aku",  "desil", "bansos",   "daftar" };

static struct str said(const struct reading *r, size_t i)
{
    return i < r->tokens.count ? r->tokens.at[i].norm.text : STR_EMPTY;
}

#define SAYS_AT(r, i, words) READING_SAYS(r, i, (i) + 1, words)
#define SAYS_ANY(r, words)   READING_SAYS(r, 0, (r)->tokens.count, words)

static bool says_word(const struct reading *r, struct str word)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (str_equal(said(r, i), word)) return true;
    return false;
}

static bool offers(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (lexicon_lists(l, WORD_OFFER, &r->tokens.at[i].raw)) return true;
    return false;
}

/* Where the words end but for courtesy. */
static size_t last_said(const struct lexicon *l, const struct reading *r)
{
    static const char *const ends[] = { "tidak", "apa", "ada", "bisa", "boleh", "kapan", "siapa" };
    size_t i = r->tokens.count;
    while (i > 0 && !SAYS_AT(r, i - 1, ends) &&
           (reading_roles(l, r, i - 1) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_THANKS)) ||
            said(r, i - 1).len == 0))
        i--;
    return i ? i - 1 : SIZE_MAX;
}

/* "buka gak hari minggu", "libur tidak tanggal 24" */
static bool names_day(const struct lexicon *l, const struct reading *r, size_t i)
{
    static const char *const days[] = { "besok", "sabtu",   "senin", "selasa",  "rabu", "kamis",
                                        "jumat", "lusa",    "libur", "lebaran", "tgl",  "tanggal",
                                        "ahad",  "sabtune", "pas",   "kalau",   "nanti" };
    return !r->tokens.at[i].new_part &&
           (token_traits(l, &r->tokens.at[i]) & TRAIT_TIME || SAYS_AT(r, i, days));
}

/* "... gak", "... apa tidak ya": the word of denial that asks; SIZE_MAX: none does. What stands on
 * one side of "gak" as well as on the other is compared, not asked ("tetangga dapat saya tidak").
 */
static size_t whether_tag(const struct lexicon *l, const struct reading *r)
{
    size_t tag = last_said(l, r);
    for (size_t i = 1; i + 1 < r->tokens.count; i++)
        if (str_equal(said(r, i), STR("tidak")) && SAYS_AT(r, i - 1, opens) &&
            names_day(l, r, i + 1))
            return i;
    if (tag == SIZE_MAX || tag == 0 || !str_equal(said(r, tag), STR("tidak"))) return SIZE_MAX;
    bool either =
        str_equal(said(r, tag - 1), STR("apa")) || str_equal(said(r, tag - 1), STR("atau"));
    if (either || SAYS_AT(r, tag - 1, tagged)) return tag;
    for (size_t n = 1; n <= TAG_REACH && n <= tag; n++) {
        if (r->tokens.at[tag - n + 1].new_start) break;
        if (str_equal(said(r, tag - n), STR("ada")) || str_equal(said(r, tag - n), STR("bisa")) ||
            str_equal(said(r, tag - n), STR("apa")) || str_equal(said(r, tag - n), STR("apakah")))
            return tag;
    }
    return SIZE_MAX;
}

static bool is_troubled(const struct lexicon *l, const struct reading *r, size_t tag)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (i != tag && token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE &&
            !(reading_roles(l, r, i) & (ROLE_BIT(WORD_QUESTION) | ROLE_BIT(WORD_GREETING))))
            return true;
    return SAYS_ANY(r, reproaches);
}

/* "apa benar ada bantuan", "benarkah" */
static bool doubts_rumour(const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if ((str_equal(said(r, i), STR("apa")) || str_equal(said(r, i), STR("apakah"))) &&
            SAYS_AT(r, i + 1, rumours))
            return true;
    return SAYS_ANY(r, rumour_heads);
}

/* "apakah saya terdaftar", "apa bisa diwakilkan" */
static bool asks_whether(const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (str_equal(said(r, i), STR("apa")) &&
            (SAYS_AT(r, i + 1, may_be) || SAYS_AT(r, i + 1, whoever)))
            return true;
    return SAYS_ANY(r, whether_heads);
}

/* "kapan pasar murah", "jadwal posyandu kapan" */
static bool asks_when(const struct lexicon *l, const struct reading *r)
{
    bool when = says_word(r, STR("kapan")) || says_word(r, STR("bile"));
    if (when && offers(l, r)) return true;
    return (says_word(r, STR("jadwal")) || says_word(r, STR("jadwalnya"))) &&
           (r->marked || when || says_word(r, STR("apa")) || says_word(r, STR("minta")) ||
            says_word(r, STR("info")) || says_word(r, STR("berapa")));
}

/* "cek bansos saya": whether they are on a list. */
static bool looks_up(const struct reading *r)
{
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (SAYS_AT(r, i, checks) && (SAYS_AT(r, i + 1, checked) || SAYS_AT(r, i + 2, checked)))
            return true;
    return false;
}

bool judge_asks_who(const struct lexicon *l, const struct reading *r)
{
    if (r->tokens.count > ASKED_FEW_WORDS || !says_word(r, STR("siapa"))) return false;
    if (says_word(r, STR("yang")) || is_troubled(l, r, SIZE_MAX) || SAYS_ANY(r, ourselves))
        return false;
    return judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), 0, r->tokens.count) || SAYS_ANY(r, offices) ||
           says_word(r, STR("kepala")) || says_word(r, STR("ketua"));
}

bool judge_asked(const struct lexicon *l, const struct reading *r, const struct category *about)
{
    size_t tag = whether_tag(l, r);
    bool few = r->tokens.count <= ASKED_FEW_WORDS;
    if (r->tokens.count > ASKED_WORDS || is_troubled(l, r, tag)) return false;
    if (tag != SIZE_MAX || doubts_rumour(r) || judge_asks_who(l, r)) return true;
    bool open = SAYS_ANY(r, opens), marked = r->marked && few;
    if (about->priority != PRIORITY_NORMAL) return false;
    if ((open && (marked || asks_whether(r))) || asks_when(l, r)) return true;
    if (offers(l, r) && (asks_whether(r) || (marked && says_word(r, STR("ada"))))) return true;
    /* Somebody must go there: "bisakah jalan ini diperbaiki" wishes. */
    if (about->needs_place) return false;
    return asks_whether(r) || looks_up(r) || (marked && SAYS_ANY(r, may_be));
}
