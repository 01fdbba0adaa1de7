/* along.c - a matter told at a road: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "di pinggir jalan raya [pantura]": so many words say how it lies there. */
#define APPROACH_MAX 5
/* "jalan pantura kraksaan banyak sampah": so many may stand before what there is. */
#define THERE_MAX 4

/* Categories of roads that have an owner of their own, and of what that owner keeps there. */
static const char *const roads[] = { "national_road", "provincial_road" };
static const char *const parts[] = { "road", "bridge", "street_light", "traffic" };

static const char *const beside[] = { "di",    "pinggir",   "pinggiran",   "tepi",      "tepian",
                                      "bahu",  "tengah",    "sepanjang",   "sapanjang", "pinggire",
                                      "gigir", "nutup",     "nutupi",      "menutup",   "menutupi",
                                      "ke",    "melintang", "menghalangi", "neng",      "nang",
                                      "ing" };
static const char *const ways[] = { "jalan", "jalur",   "raya",    "ruas", "arteri", "poros",
                                    "sisi",  "selatan", "sebelah", "tol",  "dalan",  "lajur" };
/* What is wrong with a road itself, in words that weigh little or nothing alone. */
static const char *const surface[] = { "bergelombang", "gelombang", "berlubang", "lubang",
                                       "bolong",       "ambles",    "amblas",    "retak",
                                       "mengelupas",   "ngelupas",  "aspal",     "aspalnya",
                                       "jeglongan",    "gronjalan", "sempit",    "jalannya",
                                       "berlobang",    "lubangnya", "kruwak",    "ditambal" };
static const char *const there[] = { "banyak", "ada", "penuh", "akeh", "bannyak" };

bool along_is_road(const struct lexicon *l, const struct match *match)
{
    if (match->place) return false;
    uint32_t i = l->words.items[match->phrase].first_meaning;
    for (; i != PHRASE_NONE; i = l->words.meanings[i].next)
        if (STR_AMONG(l->desk->categories[l->words.meanings[i].index].code, roads)) return true;
    return false;
}

/* "di pinggir jalan ...", "sepanjang jalur ...", "dekat ..." */
static bool lies_beside(const struct lexicon *l, const struct reading *r, const struct match *road)
{
    const struct token *at = r->tokens.at;
    for (size_t i = road->from, n = 0; i > 0 && n < APPROACH_MAX && !at[i].new_part; i--, n++) {
        const struct token *t = &at[i - 1];
        if (TOKEN_AMONG(t, beside) || token_traits(l, t) & TRAIT_LOCATOR) return true;
        if (!STR_AMONG(t->norm.text, ways)) return false;
    }
    return false;
}

/* "jalan pantura kraksaan banyak sampah" */
static bool is_there(const struct reading *r, const struct match *road)
{
    for (size_t i = road->to; i < r->tokens.count && i < road->to + THERE_MAX; i++)
        if (STR_AMONG(r->tokens.at[i].norm.text, there)) return true;
    return false;
}

/* The category that is told beside the road, and not of it; NULL: none. */
static const struct category *matter_beside(const struct lexicon *l, const struct reading *r,
                                            const int *scores)
{
    const struct category *all = l->desk->categories, *best = NULL;
    int most = JUDGE_HEARD_MIN - 1, of_road = 0;
    /* "truk mogok di pinggir pantura": who drives there is no part of it, as its signs are. */
    bool driving = reading_has(l, r, 0, r->tokens.count, WORD_DRIVING);
    for (size_t i = 0; i < l->desk->category_count; i++) {
        if (STR_AMONG(all[i].code, roads) || &all[i] == l->desk->other_category) continue;
        bool drives = driving && str_equal(all[i].code, STR("traffic"));
        if (STR_AMONG(all[i].code, parts) && !drives) {
            /* "truk parkir" speaks for both. */
            int of = scores[i] - str_equal(all[i].code, STR("traffic"));
            if (of > of_road) of_road = of;
        } else if (scores[i] > most) {
            most = scores[i];
            best = &all[i];
        }
    }
    return most > of_road ? best : NULL;
}

bool along_is_place(const struct lexicon *l, const struct reading *r, const int *scores)
{
    const struct category *matter = NULL;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *m = &r->matches[i];
        if (!along_is_road(l, m)) continue;
        if (!matter) matter = matter_beside(l, r, scores);
        if (!matter) return false;
        if (!lies_beside(l, r, m) && !(matter->needs_place && is_there(r, m))) return false;
    }
    return matter && !READING_SAYS(r, 0, r->tokens.count, surface);
}
