/* kind.c - complaint, wish, question or accusation; and danger. */
#include "judge.h"
#include "language.h"

/* How many words before a danger may take it back. */
#define UNREAL_BEFORE 5

static size_t first_trouble(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE) return i;
    return SIZE_MAX;
}

bool judge_trouble(const struct lexicon *l, const struct reading *r)
{
    return first_trouble(l, r) != SIZE_MAX;
}

static uint32_t first_of_role(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    for (uint32_t i = 0; i < r->match_count; i++)
        if (match_roles(l, r, &r->matches[i]) & ROLE_BIT(role)) return i;
    return MATCH_NONE;
}

bool judge_said(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    return first_of_role(l, r, role) != MATCH_NONE;
}

enum ticket_kind judge_kind(const struct lexicon *l, const struct reading *r,
                            enum ticket_kind usual, uint32_t *by)
{
    size_t trouble = first_trouble(l, r);
    *by = judge_danger(l, r, WORD_WHISTLEBLOWING);
    if (*by != MATCH_NONE) return KIND_WHISTLEBLOWING;
    *by = first_of_role(l, r, WORD_QUESTION);
    if (*by != MATCH_NONE && trouble == SIZE_MAX) return KIND_INFORMATION;
    /* Whichever comes first is what the message is: "usul: jalan rusak diaspal" is a wish,
     * "jalan rusak, usul segera diaspal" a complaint. */
    *by = first_of_role(l, r, WORD_ASPIRATION);
    if (*by != MATCH_NONE && r->matches[*by].from < trouble) return KIND_ASPIRATION;
    *by = first_of_role(l, r, WORD_CONSULTATION);
    if (*by != MATCH_NONE && r->matches[*by].from < trouble) return KIND_CONSULTATION;
    *by = MATCH_NONE;
    return usual;
}

/* "tidak sampai menimbulkan korban": only empty words may stand between. */
static bool is_negated(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    for (size_t i = match->from; i > 0 && !at[i].new_part; i--) {
        uint32_t traits = token_traits(l, &at[i - 1]);
        if (traits & TRAIT_NEGATION) return true;
        if (traits & TRAIT_REAL) return false;
        if (!(traits & TRAIT_LIGHT) && !(reading_roles(l, r, i - 1) & ROLE_BIT(WORD_FILLER)))
            return false;
    }
    return false;
}

/* "khawatir nanti pohonnya roboh" */
static bool is_feared(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    for (size_t i = match->from, n = 0; i > 0 && n < UNREAL_BEFORE && !at[i].new_part; i--, n++) {
        uint32_t traits = token_traits(l, &at[i - 1]);
        if (traits & TRAIT_REAL) return false;
        if (traits & TRAIT_UNREAL) return true;
    }
    return false;
}

/* "korban tidak ada", "korban nihil" */
static bool is_denied_after(const struct lexicon *l, const struct reading *r,
                            const struct match *match)
{
    const struct token *at = r->tokens.at;
    size_t next = match->to;
    if (next >= r->tokens.count || at[next].new_part) return false;
    if (str_equal(at[next].norm.text, STR("nihil"))) return true;
    if (str_equal(at[next].norm.text, STR("tidakada"))) return true;
    return next + 1 < r->tokens.count && token_traits(l, &at[next]) & TRAIT_NEGATION &&
           str_equal(at[next + 1].norm.text, STR("ada"));
}

uint32_t judge_danger(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    for (uint32_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (!(match_roles(l, r, match) & ROLE_BIT(role))) continue;
        if (!is_negated(l, r, match) && !is_feared(l, r, match) && !is_denied_after(l, r, match))
            return i;
    }
    return MATCH_NONE;
}
