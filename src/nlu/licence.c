/* licence.c - what is built or run without a permit: see weigh.h. */
#include "language.h"
#include "weigh.h"

/* "belum pernah punya surat [izin]": so many words stand between. */
#define LACK_REACH 4

static const char *const permits[] = { "izin",    "izinnya",   "ijin",      "ijinnya",  "berizin",
                                       "berijin", "perizinan", "perijinan", "imb",      "pbg",
                                       "imbnya",  "pbgnya",    "nib",       "legalitas" };
static const char *const holding[] = { "ada",         "punya",  "memiliki", "mempunyai", "kantongi",
                                       "mengantongi", "pernah", "urus",     "mengurus",  "ngurus",
                                       "miliki",      "surat",  "pakai",    "nya",       "andik",
                                       "nduwe",       "duwe",   "gadah",    "sama",      "sekali" };
static const char *const false_ones[] = { "bodong", "palsu", "ilegal", "abal" };
/* Leave, or somebody's consent: "izin sakit", "tanpa izin pemilik". */
static const char *const of_persons[] = { "sakit",   "cuti",       "pulang", "masuk", "saya",
                                          "pemilik", "pemiliknya", "kami",   "kita",  "orang",
                                          "aku",     "ortu",       "suami",  "istri" };
/* "izin lapor, pabrik tidak ada ...": leave to speak. */
static const char *const speaking[] = { "lapor", "melapor", "tanya",  "bertanya",    "pak",
                                        "bu",    "min",     "mau",    "admin",       "bapak",
                                        "ibu",   "nanya",   "bicara", "menyampaikan" };
/* Whose keywords know where it goes. */
static const char *const mines[] = { "tambang",      "galian",     "penambangan",
                                     "pertambangan", "tambangnya", "pasir" };
/* What is ordered to close or pulled down ... */
static const char *const closed[] = { "karaoke",     "kafe",      "cafe",     "warung",
                                      "kos",         "kost",      "kosan",    "bangunan",
                                      "bangunannya", "reklame",   "baliho",   "billboard",
                                      "spanduk",     "biliar",    "diskotik", "diskotek",
                                      "hiburan",     "lapak",     "pijat",    "penginapan",
                                      "homestay",    "karaokean", "warkop",   "miras" };
/* ... and what must have a permit of its own before it is. */
static const char *const licensed[] = {
    "pabrik",     "pabriknya",  "tower",    "towernya",     "menara",   "bts",         "kandang",
    "kandangnya", "peternakan", "toko",     "minimarket",   "swalayan", "supermarket", "ruko",
    "gudang",     "gudangnya",  "gedung",   "perumahan",    "kavling",  "hotel",       "villa",
    "vila",       "usaha",      "usahanya", "bengkel",      "spbu",     "pertamini",   "klinik",
    "apotek",     "industri",   "selep",    "penggilingan", "restoran", "ternak",      "alfamart",
    "indomaret",  "proyek",     "tambak",   "stockpile",    "wisata",   "kolam"
};
static const char *const builds[] = { "dibangun",  "bangun",     "membangun",  "berdiri",
                                      "didirikan", "mendirikan", "beroperasi", "dibikin" };

static bool denies(const struct lexicon *l, const struct token *t)
{
    return token_traits(l, t) & TRAIT_NEGATION || str_equal(t->norm.text, STR("tanpa"));
}

/* "tanpa izin", "belum punya izin", "izinnya bodong", "izinnya tidak ada" */
static bool lacks_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 < r->tokens.count && !at[i + 1].new_part && TOKEN_AMONG(&at[i + 1], of_persons))
        return false;
    for (size_t k = i, n = 0; k > 0 && n < LACK_REACH && !at[k].new_start; k--, n++) {
        if (denies(l, &at[k - 1])) return true;
        if (!TOKEN_AMONG(&at[k - 1], holding)) break;
    }
    if (i + 1 < r->tokens.count && TOKEN_AMONG(&at[i + 1], speaking)) return false;
    for (size_t k = i + 1; k < r->tokens.count && k <= i + LACK_REACH && !at[k].new_start; k++) {
        if (TOKEN_AMONG(&at[k], false_ones)) return true;
        if (denies(l, &at[k])) return k + 1 < r->tokens.count && (TOKEN_AMONG(&at[k + 1], holding));
    }
    return false;
}

static bool lacks(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (TOKEN_AMONG(&r->tokens.at[i], permits) && lacks_at(l, r, i)) return true;
    return false;
}

/* "di depan toko": where it is. */
static bool says_where(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && token_says_where(l, &r->tokens.at[i - 1]);
}

struct str licence_lacking(const struct lexicon *l, const struct reading *r)
{
    bool shut = false, needs = false;
    if (!lacks(l, r)) return STR_EMPTY;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (TOKEN_AMONG(t, mines)) return STR_EMPTY;
        if (says_where(l, r, i)) continue;
        shut |= TOKEN_AMONG(t, closed);
        needs |= TOKEN_AMONG(t, licensed) || TOKEN_AMONG(t, builds);
    }
    if (shut) return STR("public_order");
    return needs ? STR("permit") : STR_EMPTY;
}
