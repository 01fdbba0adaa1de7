/* secrecy.c - "kalau saya lapor apa identitas saya aman": what becomes of who reports, asked
 * before, or without, a report; and "mau lapor tapi jangan disebut nama saya", which announces one.
 */
#include "judge.h"
#include "language.h"

/* In more words a matter is told. */
#define SECRECY_WORDS 16
#define FEAR_WORDS    6

static const char *const secrets[] = {
    "aman",      "dirahasiakan", "rahasia",    "kerahasiaan",  "kerahasiaannya", "dirahasiakno",
    "ketahuan",  "ketauan",      "konangan",   "diketahui",    "kelihatan",      "keliatan",
    "ketok",     "terlihat",     "bocor",      "dibocorkan",   "kebocoran",      "tersebar",
    "disebar",   "disebarkan",   "disebutkan", "disebut",      "terlindungi",    "dilindungi",
    "dijamin",   "terjamin",     "muncul",     "dicantumkan",  "dimunculkan",    "dipublikasikan",
    "diumumkan", "ditampilkan",  "anonim",     "dirahasiaagi", "erahasiyaagi"
};
static const char *const identities[] = { "identitas", "identitasku", "nama",   "namaku",
                                          "jeneng",    "jenengku",    "nomor",  "nomorku",
                                          "nyama",     "data",        "dataku", "privasi" };
static const char *const owners[] = { "saya", "aku",   "kami", "kita",  "kulo",
                                      "kula", "warga", "sy",   "engko", "sengko" };
static const char *const reporters[] = { "pelapor",     "pelapornya",    "pengadu", "lapor",
                                         "melapor",     "ngelapor",      "nglapor", "mengadu",
                                         "melaporkan",  "laporan",       "ngadu",   "alapor",
                                         "kerahasiaan", "kerahasiaannya" };
static const char *const knowing[] = { "tahu", "tau", "ngerti", "tao" };
static const char *const asking[] = { "apa",       "apakah", "siapa", "amankah", "dirahasiakankah",
                                      "bagaimana", "apah",   "opo",   "ta",      "tah" };
static const char *const fears[] = { "takut", "khawatir", "kuatir", "wedi", "tako", "todus" };

struct said {
    bool secret, identity, owner, reporter, asks, fear;
};

/* "dirahasiakan gak", "tau gak kalau saya yang lapor", "aman apa tidak" */
static bool whether_at(const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i == 0 || !str_equal(at[i].norm.text, STR("tidak")) || at[i].new_part) return false;
    return TOKEN_AMONG(&at[i - 1], secrets) || TOKEN_AMONG(&at[i - 1], knowing) ||
           str_equal(at[i - 1].norm.text, STR("apa")) ||
           str_equal(at[i - 1].norm.text, STR("atau"));
}

/* "kades tau gak", "apa kades tau kalau saya yang lapor": of who reported, and of nothing else. */
static bool is_known(const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!TOKEN_AMONG(&at[i], knowing)) return false;
    if (i + 1 < r->tokens.count && whether_at(r, i + 1)) return true;
    for (size_t k = i + 1; k + 1 < r->tokens.count; k++)
        if (str_equal(at[k].norm.text, STR("yang")) && TOKEN_AMONG(&at[k + 1], reporters))
            return true;
    return false;
}

/* False: something is told that is no question about secrecy. */
static bool listen(const struct lexicon *l, const struct reading *r, struct said *out)
{
    *out = (struct said){ .asks = r->marked };
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool secret = TOKEN_AMONG(t, secrets) || is_known(r, i);
        uint32_t traits = token_traits(l, t);
        if (traits & TRAIT_TROUBLE && !(traits & TRAIT_NEGATION) && !secret) return false;
        out->secret |= secret;
        out->identity |= TOKEN_AMONG(t, identities);
        out->owner |= TOKEN_AMONG(t, owners);
        out->reporter |= TOKEN_AMONG(t, reporters);
        out->fear |= TOKEN_AMONG(t, fears);
        out->asks |= TOKEN_AMONG(t, asking) || whether_at(r, i);
    }
    return true;
}

bool judge_secrecy_asked(const struct lexicon *l, const struct reading *r, bool matter)
{
    struct said said;
    if (r->tokens.count > SECRECY_WORDS || !listen(l, r, &said)) return false;
    if (said.fear && said.reporter && r->tokens.count <= FEAR_WORDS) return !matter;
    if (!said.secret || !said.asks || (matter && !said.reporter)) return false;
    return (said.identity && (said.owner || said.reporter)) || said.reporter;
}

bool judge_secrecy_doubted(const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (whether_at(r, i) || TOKEN_AMONG(&r->tokens.at[i], fears)) return true;
    return false;
}

/* --- a report that is still to come --- */

#define ANNOUNCE_WORDS 16
#define WISH_REACH     3

static const char *const wishes[] = { "mau",  "ingin",     "pengen",   "pingin", "hendak",
                                      "arep", "terro",     "kepengen", "niat",   "mo",
                                      "pgn",  "bermaksud", "kate",     "pengin" };
static const char *const reports[] = { "lapor",      "melapor",   "ngelapor", "nglapor",
                                       "melaporkan", "laporan",   "mengadu",  "ngadu",
                                       "mengadukan", "alapor",    "laporkan", "ngelaporin",
                                       "laporin",    "pengaduan", "aduan",    "lapuran",
                                       "cerita",     "curhat" };
/* "takut diancam kades": without the fear before it, it is what happened. */
static const char *const threats[] = { "diancam",    "dimarahi",  "dimusuhi",     "dibenci",
                                       "dicari",     "dimarahin", "diintimidasi", "dipecat",
                                       "disalahkan", "ketahuan",  "kena" };
/* What joins the plea to it. */
static const char *const joins[] = {
    "tapi",     "tetapi",   "namun",    "cuma",      "asal",      "asalkan",    "kalau",
    "soal",     "tentang",  "masalah",  "sesuatu",   "hal",       "sebenarnya", "penting",
    "mengenai", "agar",     "supaya",   "biar",      "nanti",     "dulu",       "sama",
    "dijaga",   "jaga",     "bocorkan", "kasih",     "bilang",    "sebut",      "sebutkan",
    "sebarkan", "siapapun", "orang",    "lain",      "ojo",       "jangan",     "ya",
    "mohon",    "tahu",     "tau",      "dikasih",   "disebutin", "kawatir",    "malu",
    "ragu",     "waswas",   "oknum",    "perangkat", "desa",      "siapa",      "kondo"
};
static const char *const hushes[] = { "dijaga", "jaga", "jangan", "ojo", "sebut", "bocorkan" };

/* "mau lapor", "ingin mengadu": where it ends; 0: it announces nothing. */
static size_t announcement_end(const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        for (size_t k = i + 1; TOKEN_AMONG(&r->tokens.at[i], wishes) && k < r->tokens.count; k++) {
            if (TOKEN_AMONG(&r->tokens.at[k], reports)) return k + 1;
            if (k >= i + WISH_REACH) break;
        }
    return 0;
}

static bool is_official(const struct lexicon *l, const struct reading *r, size_t i)
{
    for (size_t k = 0; k < r->alarm_count; k++)
        if (r->alarms[k].from <= i && i < r->alarms[k].to &&
            match_roles(l, r, &r->alarms[k]) & ROLE_BIT(WORD_OFFICIAL))
            return true;
    return false;
}

/* Words that tell nothing of what it is about but whom. */
static bool is_empty(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t roles = reading_roles(l, r, i);
    bool courtesy = roles & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_HELP) |
                             ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_CONFIDENTIAL));
    if (courtesy) return true;
    if (TOKEN_AMONG(t, threats)) return i > 0 && TOKEN_AMONG(&r->tokens.at[i - 1], fears);
    return t->norm.text.len == 0 || TOKEN_AMONG(t, joins) || TOKEN_AMONG(t, wishes) ||
           TOKEN_AMONG(t, reports) || TOKEN_AMONG(t, secrets) || TOKEN_AMONG(t, identities) ||
           TOKEN_AMONG(t, owners) || TOKEN_AMONG(t, reporters) || TOKEN_AMONG(t, fears) ||
           is_official(l, r, i);
}

bool judge_announces(const struct lexicon *l, const struct reading *r)
{
    bool secret = false, hush = false, identity = false;
    if (r->tokens.count > ANNOUNCE_WORDS || announcement_end(r) == 0) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (!is_empty(l, r, i) || r->place_at[i] != MATCH_NONE) return false;
        secret |= reading_roles(l, r, i) & ROLE_BIT(WORD_CONFIDENTIAL) || TOKEN_AMONG(t, fears);
        hush |= TOKEN_AMONG(t, hushes);
        identity |= TOKEN_AMONG(t, identities) || TOKEN_AMONG(t, knowing);
    }
    return secret || (hush && identity);
}
