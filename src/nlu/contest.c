/* contest.c - whether a few words object to what was said: "tapi kemarin katanya mau ke sini",
 * "bukan gitu pak", "dudu iku". What they mean, nobody need know: whoever says so waits for more
 * than a thumb. */
#include "judge.h"
#include "language.h"

/* In more words something is told. */
#define CONTEST_WORDS 14
/* "tidak [seperti] itu", "bukan [yang] begitu" */
#define WAY_REACH 2

static bool may_precede(const struct lexicon *l, const struct reading *r, size_t i)
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

static bool contests(const struct lexicon *l, const struct reading *r)
{
    size_t first = 0;
    if (r->tokens.count == 0 || r->tokens.count > CONTEST_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (denies_way(l, r, i)) return true;
    /* The word that begins it may be a courtesy elsewhere: "lho". */
    while (first + 1 < r->tokens.count && !token_in(l, &r->tokens.at[first], WORD_CONTEST) &&
           may_precede(l, r, first))
        first++;
    return objects_at(l, r, first) || reproaches_last(l, r);
}

/* "beda lokasi pak", "pohon lain", "bukan yang [itu]"; in more words it tells of that itself. */
#define DIFFERS_WORDS 10

static bool differs_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    size_t end = reading_ahead(r, i + 1, WAY_REACH, STRETCH_PART);
    bool denies = (token_traits(l, t) & TRAIT_NEGATION) && token_in(l, t, WORD_CONTEST);
    bool that = i + 2 < end && str_equal(r->tokens.at[i + 1].norm.text, STR("yang")) &&
                token_in(l, &r->tokens.at[i + 2], WORD_THIS);
    return token_traits(l, t) & TRAIT_OTHER ||
           (denies && (that || reading_has(l, r, i + 1, end, WORD_THAT)));
}

static bool differs(const struct lexicon *l, const struct reading *r)
{
    bool found = false;
    for (size_t i = 0; i < r->tokens.count && r->tokens.count <= DIFFERS_WORDS; i++) {
        if (i > 0 && token_traits(l, &r->tokens.at[i - 1]) & TRAIT_NEGATION) continue;
        found = found || differs_at(l, r, i);
    }
    return found;
}

void contest_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    out->contests = contests(l, r);
    out->differs = differs(l, r);
}
