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
        if (token_in(l, t, WORD_ALONG_BESIDE) || token_says_where(l, t)) return true;
        if (!token_in(l, t, WORD_ALONG_WAY)) return false;
    }
    return false;
}

/* "jalan pantura kraksaan banyak sampah" */
static bool is_there(const struct lexicon *l, const struct reading *r, const struct match *road)
{
    return reading_has(l, r, road->to, road->to + THERE_MAX, WORD_ALONG_THERE);
}

/* The category that is told beside the road, and not of it; NULL: none. */
static const struct category *matter_beside(const struct lexicon *l, const struct reading *r,
                                            const int *scores)
{
    const struct category *all = l->desk->categories, *best = NULL;
    int most = JUDGE_HEARD_MIN - 1, of_road = 0;
    /* "truk mogok di pinggir pantura": who drives there is no part of it, as its signs are. */
    bool driving = reading_says(l, r, WORD_DRIVING);
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
        if (!lies_beside(l, r, m) && !(matter->needs_place && is_there(l, r, m))) return false;
    }
    return matter && !reading_says(l, r, WORD_ALONG_SURFACE);
}
