/* again.c - "cuma sehari, sekarang ada lagi": it was done no longer than a while, or is there
 * again. */
#include "judge.h"
#include "language.h"
#include "withdraw.h"

/* What is longer tells a tale. */
#define AGAIN_WORDS 16
/* "cuma [bertahan 2] hari" */
#define BRIEF_REACH 3
#define SAME_WORDS  4
/* "tidak [bakar sampah di situ] lagi" */
#define DENIED_REACH 5

static bool is_only(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool reserve = reading_roles(l, r, i) & ROLE_BIT(WORD_RESERVE);
    return (reserve && str_equal(t->norm.text, STR("cuma"))) ||
           str_equal(t->norm.text, STR("hanya")) || token_in(l, t, WORD_REST);
}

/* "cuma sehari", "hanya 2 hari", "sehari saja" */
static bool is_brief(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t end = reading_ahead(r, i + 1, BRIEF_REACH, STRETCH_PART);
    if (token_in(l, &at[i], WORD_BRIEF) && end > i + 1)
        return token_in(l, &at[i + 1], WORD_WITHDRAW_ASIDE);
    if (!is_only(l, r, i)) return false;
    for (size_t k = i + 1; k < end; k++) {
        bool span = token_traits(l, &at[k]) & TRAIT_TIME && at[k - 1].number;
        if (token_in(l, &at[k], WORD_BRIEF) || span) return true;
    }
    return false;
}

/* "nyalanya", "murupe": what was brief. */
static bool is_the(const struct token *t)
{
    return t->norm.text.len > 0 && t->raw.text.len > t->norm.text.len &&
           str_starts(t->raw.text, t->norm.text);
}

/* "[cuma sehari] sudah beres" praises how fast it went; "sudah mati" does not. */
static bool is_done_behind(const struct lexicon *l, const struct reading *r, size_t from)
{
    for (size_t i = from; i < r->tokens.count; i++)
        if (reading_roles(l, r, i) & ROLE_BIT(WORD_SOLVED) &&
            !token_in(l, &r->tokens.at[i], WORD_ALREADY) && !is_the(&r->tokens.at[i]) &&
            !(token_traits(l, &r->tokens.at[i - 1]) & TRAIT_NEGATION))
            return true;
    return false;
}

/* "airnya sudah ada lagi": a thing that does not annoy, and nobody, is there again. */
static bool names_good_thing(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool bad = token_in(l, t, WORD_ANNOYS) ||
                   reading_roles(l, r, i) & ROLE_BIT(WORD_COLLECTOR) ||
                   token_in(l, t, WORD_PERSON) || token_in(l, t, WORD_WORN) ||
                   token_traits(l, t) & TRAIT_TROUBLE;
        bool when = token_in(l, t, WORD_ASK_DAY) || token_traits(l, t) & TRAIT_TIME;
        if (withdraw_names(t) && !bad && !when) return true;
    }
    return false;
}

/* "ada [lagi]", "jualan [lagi]", "balik [lagi]": token i comes back. */
static bool comes_back(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    const struct token *before = i > 0 && !t->new_part ? t - 1 : NULL;
    if (token_in(l, t, WORD_ANNOYS)) return true;
    /* "sudah ada lagi" may be of what was missed, "normal kembali lagi" is. */
    bool well = before && token_roles(l, before) & ROLE_BIT(WORD_SOLVED);
    if (well && !reading_says(l, r, WORD_ANNOYS)) return false;
    return (token_in(l, t, WORD_EXISTS) || token_in(l, t, WORD_BACK)) && !names_good_thing(l, r);
}

/* "sama saja pak", and no more: nothing has changed. */
static bool is_unchanged(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i + 1 < r->tokens.count && r->tokens.count <= SAME_WORDS; i++)
        if (token_in(l, &at[i], WORD_SAME) && token_in(l, &at[i + 1], WORD_WITHDRAW_ASIDE) &&
            !(i > 0 && withdraw_names(&at[i - 1])))
            return true;
    return false;
}

bool judge_returned(const struct lexicon *l, const struct reading *r)
{
    bool glad = reading_says(l, r, WORD_RELIEF) || judge_said(l, r, WORD_THANKS);
    if (r->marked || r->tokens.count > AGAIN_WORDS || glad) return false;
    if (is_unchanged(l, r)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool again = i > 0 && token_traits(l, &r->tokens.at[i]) & TRAIT_AGAIN;
        bool denied =
            again && reading_denies(l, r, reading_back(r, i, DENIED_REACH, STRETCH_PART), i);
        if (again && !denied && comes_back(l, r, i - 1)) return true;
        if (is_brief(l, r, i) && !is_done_behind(l, r, i + 1)) return true;
    }
    return false;
}
