/* place_told.c - the same place, there, further on: without its name. */
#include "place_told.h"
#include "language.h"
#include "place_mark.h"

/* In more words something else is told. */
#define SAME_TOKENS_MAX 8

#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_FILLER))

/* "laporan saya yang tadi itu" */
static bool tells_nothing(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & COURTESY_BITS ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_TIME | TRAIT_AMEND) ||
           token_in(l, t, WORD_WITHDRAW_ASIDE) || token_in(l, t, WORD_PLACE_IN) ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_REFERENCE) ||
           token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN) ||
           token_in(l, t, WORD_REPORT_BEFORE);
}

bool place_is_same(const struct lexicon *l, const struct reading *r, bool *bare)
{
    bool same = false, noun = false;
    *bare = false;
    if (r->tokens.count > SAME_TOKENS_MAX || r->marked) return false;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & TRAIT_NEGATION || r->place_at[i] != MATCH_NONE) return false;
        /* "sama sama" says that thanks are welcome. */
        if (same && i > 0 && str_equal(t->norm.text, r->tokens.at[i - 1].norm.text)) return false;
        if (token_in(l, t, WORD_PLACE_SAME))
            same = true;
        else if (token_in(l, t, WORD_PLACE_NOUN))
            noun = true;
        else if (!tells_nothing(l, r, i))
            return false;
    }
    *bare = same && !noun;
    return same && noun;
}

bool place_is_there(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_names_told(&r->tokens.at[i])) return true;
    return reading_says(l, r, WORD_PLACE_THERE);
}

bool place_begins_further(const struct lexicon *l, const struct reading *r)
{
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        if (token_in(l, &r->tokens.at[i], WORD_BESIDE)) return true;
        if (!(reading_roles(l, r, i) & COURTESY_BITS)) return false;
    }
    return false;
}

bool place_moves(const struct lexicon *l, const struct reading *r)
{
    uint32_t i = 0;
    if (reading_says(l, r, WORD_WISH)) return false;
    while (i < r->tokens.count && !token_in(l, &r->tokens.at[i], WORD_PLACE_MOVE)) {
        if (!tells_nothing(l, r, i)) return false;
        i++;
    }
    if (i + 2 >= r->tokens.count || place_mark_before(l, r, i + 2) != MARK_TOWARDS) return false;
    return r->place_at[i + 2] != MATCH_NONE || place_mark_before(l, r, i + 3) >= MARK_HAMLET;
}
