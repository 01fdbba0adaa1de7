/* third.c - is it told for somebody who did not write? Staff are asked to talk to them first, so
 * that a paper that bears a name ("kk atas nama ibu saya salah") or aid for somebody else ("bantuan
 * untuk tetangga saya") is none: for whom one writes is said at the start of a clause, or behind a
 * word of reporting. */
#include "judge.h"

/* "orang tua saya": so many words behind a person it is said whose they are. */
#define OWNER_WITHIN 2

static bool is(const struct lexicon *l, const struct reading *r, size_t i, enum word_role role)
{
    return i < r->tokens.count && token_in(l, &r->tokens.at[i], role);
}

/* "pak, saya mau melapor ...": what may stand before for whom; but no "mohon bantuan ...". */
static bool is_opening(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t courtesy = ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_FILLER);
    bool matter = t->word != PHRASE_NONE && l->words.items[t->word].first_meaning != PHRASE_NONE;
    if (t->norm.text.len == 0 || is(l, r, i, WORD_REPORT) || is(l, r, i, WORD_REPORTING))
        return true;
    return !matter && (reading_roles(l, r, i) & courtesy || is(l, r, i, WORD_SELF) ||
                       is(l, r, i, WORD_WISH) || is(l, r, i, WORD_THIS));
}

/* Whether a clause, or `whole`, the text, begins with what stands at i. */
static bool opens(const struct lexicon *l, const struct reading *r, size_t i, bool whole)
{
    while (i > 0 && (whole || !r->tokens.at[i].new_part))
        if (!is_opening(l, r, --i)) return false;
    return true;
}

/* "[bapak] saya", "ibuku", "[tetangga]": no office that the text is addressed to. */
static bool is_other(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (is(l, r, i, WORD_BEHALF_PERSON)) return true;
    if (!is(l, r, i, WORD_PERSON)) return false;
    if (str_ends(r->tokens.at[i].raw.text, STR("ku"))) return true;
    for (size_t k = i + 1; k <= i + OWNER_WITHIN && k < r->tokens.count; k++) {
        if (r->tokens.at[k].new_part) return false;
        if (is(l, r, k, WORD_SELF)) return true;
    }
    return false;
}

static bool is_person(const struct lexicon *l, const struct reading *r, size_t i)
{
    return is(l, r, i, WORD_PERSON) || is(l, r, i, WORD_BEHALF_PERSON);
}

/* "a.n. siti", "atas nama warga"; not "atas nama saya sendiri", nor "saya a.n. siti", who says how
 * she is called. */
static bool is_named(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool own = i > 0 && !r->tokens.at[i].new_part && is(l, r, i - 1, WORD_SELF);
    if (is(l, r, i, WORD_BEHALF_SHORT)) return is_person(l, r, i + 1);
    if (own && !is_person(l, r, i + 2)) return false;
    return is(l, r, i, WORD_BEHALF_ON) && is(l, r, i + 1, WORD_BEHALF_NAME) &&
           i + 2 < r->tokens.count && !r->tokens.at[i + 2].number && !is(l, r, i + 2, WORD_SELF);
}

/* "laporan [dari] tetangga saya" */
static bool is_reported(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!is(l, r, i, WORD_REPORT)) return false;
    return is_other(l, r, i + 1 + is(l, r, i + 1, WORD_WISH_TOLD_BEHIND));
}

bool judge_third_party(const struct lexicon *l, const struct reading *r)
{
    if (judge_said(l, r, WORD_THIRD_PARTY)) return true;
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool named = is_named(l, r, i) || is_reported(l, r, i);
        /* Behind a comma it is for whom something is wanted ("bantuan, untuk anak saya"). */
        bool wanted = is(l, r, i, WORD_BEHALF_FOR) && is_other(l, r, i + 1);
        if ((named || wanted) && opens(l, r, i, !named)) return true;
    }
    return false;
}
