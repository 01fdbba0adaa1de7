/* hail.c - "ini benar nomor pengaduan kabupaten?": whether somebody is there, asked before anything
 * is told. */
#include "judge.h"
#include "language.h"

#define HAIL_WORDS 12

static const char *const channels[] = { "nomor",     "nomer",    "nomornya", "no",       "kontak",
                                        "wa",        "whatsapp", "wanya",    "layanan",  "kanal",
                                        "pengaduan", "aduan",    "kanda",    "admin",    "adminnya",
                                        "mimin",     "hotline",  "chat",     "operator", "cs",
                                        "callcenter" };
static const char *const asking[] = { "tidak", "gak",   "enggak", "nggak",    "apa",      "apakah",
                                      "benar", "betul", "bener",  "benarkah", "betulkah", "ya",
                                      "kan",   "masih", "ada",    "adakah",   "iya",      "bukan",
                                      "bisa",  "tah",   "leres",  "ta" };
static const char *const alive[] = { "aktif",    "online",    "jaga",     "standby",
                                     "melayani", "berfungsi", "aktifkah", "berlaku",
                                     "dibalas",  "balas",     "buka" };
/* Whose channel it is, and what one does there. */
static const char *const others[] = {
    "pemkab",   "pemda",     "kabupaten",  "kab",        "probolinggo", "resmi",
    "resminya", "bupatinya", "pemerintah", "daerah",     "dari",        "milik",
    "untuk",    "buat",      "tempat",     "masyarakat", "lapor",       "melapor",
    "ngadu",    "mengadu",   "orang",      "orangnya",   "dinas",       "diskominfo",
    "kominfo",  "sini",      "ini",        "di",         "iki",         "nya",
    "iku",      "niki",      "panika",     "nika",       "yang",        "kah"
};

/* "pengaduan saya masih ada?": what became of it. */
static const char *const theirs[] = { "pengaduan", "aduan" };
static const char *const owners[] = { "saya", "aku", "kami", "kita", "kulo", "kula", "sengko" };

bool judge_hails(const struct lexicon *l, const struct reading *r)
{
    bool channel = false, asks = r->marked, still = false, office = false, this = false;
    if (r->tokens.count > HAIL_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (i > 0 && TOKEN_AMONG(t, owners) && TOKEN_AMONG(t - 1, theirs)) return false;
        bool empty = reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
        channel |= TOKEN_AMONG(t, channels);
        asks |= TOKEN_AMONG(t, asking);
        still |= TOKEN_AMONG(t, alive);
        office |= token_in(l, t, WORD_OFFICE);
        this |= str_equal(t->norm.text, STR("ini"));
        if (!empty && !TOKEN_AMONG(t, channels) && !TOKEN_AMONG(t, asking) &&
            !TOKEN_AMONG(t, alive) && !TOKEN_AMONG(t, others) && t->norm.text.len &&
            !token_in(l, t, WORD_OFFICE) && r->place_at[i] == MATCH_NONE)
            return false;
    }
    /* "layanan samsat masih buka?" is asked of that office. */
    if (office && (still || !this || !channel)) return false;
    return asks && (channel || still);
}
