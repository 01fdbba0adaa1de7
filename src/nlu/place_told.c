/* place_told.c - the same place, there, further on: without its name. */
#include "place_told.h"
#include "language.h"
#include "place_mark.h"

/* In more words something else is told. */
#define SAME_TOKENS_MAX 8

#define EMPTY_BITS (COURTESY_ROLES | ROLE_BIT(WORD_YES))

/* "laporan saya yang tadi itu" */
static bool tells_nothing(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
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

/* "salah", "klentu"; "bukan" denies what stands behind it. */
static bool is_wrong(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_WRONG) && !(token_traits(l, t) & TRAIT_NEGATION);
}

bool place_denies_there(const struct lexicon *l, const struct reading *r)
{
    const uint32_t denies = TRAIT_NEGATION | TRAIT_AMEND;
    bool denied = false, there = false, wrong = false, noun = false;
    if (r->tokens.count > SAME_TOKENS_MAX || r->marked) return false;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (r->place_at[i] != MATCH_NONE) return false;
        if ((token_traits(l, t) & denies) == denies)
            denied = true;
        else if (token_in(l, t, WORD_PLACE_THERE))
            there = there || denied;
        else if (is_wrong(l, t))
            wrong = true;
        else if (token_in(l, t, WORD_PLACE_NOUN))
            noun = true;
        else if (!tells_nothing(l, r, i))
            return false;
    }
    return there || (wrong && noun);
}

/* In more words the thing itself is told before. */
#define KNOWN_TOKENS_MAX 20

static bool is_named_before(const struct reading *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_equal(r->tokens.at[k].norm.text, r->tokens.at[i].norm.text)) return true;
    return false;
}

bool place_is_known(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    if (r->tokens.count > KNOWN_TOKENS_MAX) return false;
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        if (!token_in(l, &at[i], WORD_PLACE_KNOWN) || at[i + 1].new_part) continue;
        bool same = i + 2 < r->tokens.count && str_equal(at[i + 1].norm.text, STR("yang")) &&
                    token_in(l, &at[i + 2], WORD_PLACE_SAME);
        if ((same || token_in(l, &at[i + 1], WORD_REFERENCE)) && !is_named_before(r, i))
            return true;
    }
    return false;
}

/* "[sama] satu lagi pak" */
static bool is_one_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 < r->tokens.count && str_equal(at[i].norm.text, STR("sama"))) i++;
    return i + 1 < r->tokens.count && str_equal(at[i].norm.text, STR("satu")) &&
           token_traits(l, &at[i + 1]) & TRAIT_AGAIN;
}

bool place_begins_further(const struct lexicon *l, const struct reading *r)
{
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        if (token_in(l, &r->tokens.at[i], WORD_BESIDE) || is_one_more(l, r, i)) return true;
        if (!(reading_roles(l, r, i) & EMPTY_BITS)) return false;
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
