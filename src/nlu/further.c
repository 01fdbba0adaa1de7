/* further.c - "selain itu ada sampah numpuk", "satu lagi pak, ...": what is told is said to be
 * another matter than what was told before. */
#include "judge.h"
#include "language.h"

/* "[ada] lagi pak, ...": "ada lagi sampah" is there again. */
static bool is_pause(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count &&
           (r->tokens.at[i].new_part || r->tokens.at[i].new_start ||
            reading_roles(l, r, i) & (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER)));
}

/* "satu lagi", "ada lagi pak" */
static bool is_one_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool more = i + 1 < r->tokens.count && token_traits(l, t + 1) & TRAIT_AGAIN;
    if (!more || t[1].new_part) return false;
    bool one = token_in(l, t, WORD_NUMBER_ONE) || str_equal(t->raw.text, STR("1"));
    return one || (token_in(l, t, WORD_EXISTS) && is_pause(l, r, i + 2));
}

/* "sama ini pak, sampah numpuk": one more thing is shown. */
static bool shows_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    return token_in(l, &r->tokens.at[i], WORD_SAME) && i + 1 < r->tokens.count &&
           token_in(l, &r->tokens.at[i + 1], WORD_THIS) && is_pause(l, r, i + 2);
}

bool judge_further(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_in(l, t, WORD_FURTHER) || is_one_more(l, r, i) || shows_more(l, r, i))
            return true;
        bool light = t->norm.text.len < 2 || reading_roles(l, r, i) & OPENING_ROLES ||
                     token_traits(l, t) & TRAIT_LIGHT || token_in(l, t, WORD_AND) ||
                     token_in(l, t, WORD_EXISTS) || token_in(l, t, WORD_SAME);
        if (!light) return false;
    }
    return false;
}
