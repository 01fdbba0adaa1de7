/* point.c - see point.h. */
#include "point.h"
#include "language.h"

#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_FILLER))

static enum intent command_of(uint64_t roles)
{
    if (roles & ROLE_BIT(WORD_CANCEL)) return INTENT_CANCEL;
    if (roles & ROLE_BIT(WORD_ADD)) return INTENT_ADD;
    return roles & ROLE_BIT(WORD_STATUS) ? INTENT_STATUS : INTENT_NONE;
}

static bool is_empty(const struct token *t)
{
    return t->norm.text.len == 0;
}

static bool is_pointer(const struct lexicon *l, const struct token *t)
{
    return (token_traits(l, t) & TRAIT_POINT) != 0;
}

/* The phrase with which the text begins behind its courtesies; NULL: a word that is none. */
static const struct match *first_phrase(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint64_t roles = reading_roles(l, r, i);
        if (is_empty(&r->tokens.at[i])) continue;
        if (command_of(roles) == INTENT_NONE && roles & COURTESY_BITS) continue;
        return r->word_at[i] == MATCH_NONE ? NULL : &r->matches[r->word_at[i]];
    }
    return NULL;
}

/* "batalkan laporan ...", "batalkan yang ...", "tambahan: ..."; but no "laporan saya ...". */
static bool points(const struct lexicon *l, const struct reading *r, const struct match *command)
{
    size_t i = command->from + 1;
    for (; i < command->to; i++)
        if (is_pointer(l, &r->tokens.at[i])) return true;
    while (i < r->tokens.count && is_empty(&r->tokens.at[i]))
        i++;
    return i < r->tokens.count && (is_pointer(l, &r->tokens.at[i]) || r->tokens.at[i].new_part);
}

void point_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    const struct match *first = first_phrase(l, r);
    out->begins_with = first ? command_of(match_roles(l, r, first)) : INTENT_NONE;
    out->points = out->begins_with != INTENT_NONE && points(l, r, first);
}
