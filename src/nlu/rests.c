/* rests.c - where something tall has come to lie, or leans: on a road, at a home, on its wall. */
#include "judge.h"
#include "language.h"
#include "pressing.h"

#define TALL_BEHIND 2
/* "[warkop dan pemukiman ada] pohon tumbang" */
#define LIES_WITHIN 6
/* "menyender [di tembok] rumah" */
#define LEANS_WITHIN 3

bool judge_tall_near(const struct lexicon *l, const struct reading *r, size_t i)
{
    return reading_has(l, r, reading_back(r, i, TALL_BEFORE, STRETCH_PART), i, WORD_TALL) ||
           reading_has(l, r, i + 1, reading_ahead(r, i + 1, TALL_BEHIND, STRETCH_PART), WORD_TALL);
}

/* "pohon tumbang di jalan" */
static bool lies_on_road(const struct lexicon *l, const struct reading *r, size_t fall)
{
    const struct token *at = r->tokens.at;
    size_t to = reading_ahead(r, fall + 1, LIES_WITHIN, STRETCH_PART);
    for (size_t i = fall + 1; i + 1 < to; i++)
        if (token_in(l, &at[i], WORD_PLACE_IN) && str_equal(at[i + 1].norm.text, STR("jalan")))
            return true;
    return false;
}

/* "warkop ada pohon tumbang": at a home, and not only in front of one. */
static bool lies_at_home(const struct lexicon *l, const struct reading *r, size_t fall)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, fall, LIES_WITHIN, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, fall + 1, LIES_WITHIN, STRETCH_SENTENCE);
    for (size_t i = from; i < to; i++)
        if (token_in(l, &at[i], WORD_HOME) &&
            !(i > 0 && token_traits(l, &at[i - 1]) & TRAIT_LOCATOR))
            return true;
    return false;
}

/* A tree that lies where people live or drive; not "bekas pohon tumbang". */
bool judge_lies_in_the_way(const struct lexicon *l, const struct reading *r, size_t fall)
{
    size_t from = reading_back(r, fall, TALL_BEFORE, STRETCH_PART);
    return judge_tall_near(l, r, fall) && !reading_has(l, r, from, fall, WORD_REMAINS) &&
           (lies_on_road(l, r, fall) || lies_at_home(l, r, fall));
}

/* "[menyender] di tembok rumah", "[miring] ke atap"; "di depan rumah" is only where. */
static bool is_on_home(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t to = reading_ahead(r, i + 1, LEANS_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++) {
        const struct token *t = &r->tokens.at[k];
        if (token_traits(l, t) & TRAIT_LOCATOR) return false;
        if (token_in(l, t, WORD_HOME) || token_in(l, t, WORD_STRUCK)) return true;
    }
    return false;
}

/* "pohonnya menyender di tembok rumah"; of what is only tilted, that it has cracked the wall. */
bool judge_leans_on_home(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    const struct token *t = &r->tokens.at[i];
    bool leans = token_in(l, t, WORD_LEANS), tilted = token_in(l, t, WORD_TILTED);
    if ((!leans && !tilted) || !judge_befell(l, r, &at)) return false;
    size_t from = reading_back(r, i, TALL_BEFORE, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, i + 1, HOME_WORDS, STRETCH_SENTENCE);
    return reading_has(l, r, from, i, WORD_TALL) && is_on_home(l, r, i) &&
           (leans || reading_has(l, r, i, to, WORD_CRACKED));
}
