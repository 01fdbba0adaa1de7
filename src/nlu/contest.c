/* contest.c - whether a few words object to what was said: "tapi kemarin katanya mau ke sini",
 * "bukan gitu pak", "dudu iku". What they mean, nobody need know: whoever says so waits for more
 * than a thumb. */
#include "judge.h"
#include "language.h"

/* In more words something is told. */
#define CONTEST_WORDS 14
/* "tidak [seperti] itu", "bukan [yang] begitu" */
#define WAY_REACH 2

static bool is_courtesy(const struct lexicon *l, const struct reading *r, size_t i)
{
    const uint64_t courtesy = ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_HELP);
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len == 0 || reading_roles(l, r, i) & courtesy ||
           token_in(l, t, WORD_THIS) || token_in(l, t, WORD_THAT);
}

/* "ora [ngono]", "tidak [seperti] itu" */
static bool denies_way(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t end = reading_ahead(r, i + 1, WAY_REACH, STRETCH_PART);
    return token_traits(l, &r->tokens.at[i]) & TRAIT_NEGATION &&
           reading_has(l, r, i + 1, end, WORD_CONTEST_WAY);
}

/* "salah satu warga" objects to nothing. */
static bool objects_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool one = i + 1 < r->tokens.count && token_in(l, &r->tokens.at[i + 1], WORD_NUMBER_ONE);
    return token_in(l, &r->tokens.at[i], WORD_CONTEST) && !one;
}

/* "terus saya ngapain"; "kalau salah" only begs pardon. */
static bool reproaches_last(const struct lexicon *l, const struct reading *r)
{
    const struct token *last = &r->tokens.at[r->tokens.count - 1];
    return token_in(l, last, WORD_CONTEST) && token_in(l, last, WORD_ASK_REPROACH) &&
           !token_in(l, last, WORD_WRONG);
}

bool judge_contests(const struct lexicon *l, const struct reading *r)
{
    size_t first = 0;
    if (r->tokens.count == 0 || r->tokens.count > CONTEST_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (denies_way(l, r, i)) return true;
    /* The word that begins it may be a courtesy elsewhere: "lho". */
    while (first + 1 < r->tokens.count && !token_in(l, &r->tokens.at[first], WORD_CONTEST) &&
           is_courtesy(l, r, first))
        first++;
    return objects_at(l, r, first) || reproaches_last(l, r);
}
