/* licence.c - what is built or run without a permit: see weigh.h. */
#include "language.h"
#include "weigh.h"

/* "belum pernah punya surat [izin]": so many words stand between. */
#define LACK_REACH 4

static bool denies(const struct lexicon *l, const struct token *t)
{
    return token_traits(l, t) & TRAIT_NEGATION || str_equal(t->norm.text, STR("tanpa"));
}

/* Leave, or somebody's consent: "izin sakit", "tanpa izin pemilik". */
static bool is_leave(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PERMIT_LEAVE) || token_in(l, t, WORD_SELF);
}

/* "izin lapor, pabrik tidak ada ...": leave to speak. */
static bool is_speaking(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PERMIT_SPEAKING) || token_in(l, t, WORD_REPORTING) ||
           token_in(l, t, WORD_WISH);
}

/* "tanpa izin", "belum punya izin", "izinnya bodong", "izinnya tidak ada" */
static bool lacks_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 < r->tokens.count && !at[i + 1].new_part && is_leave(l, &at[i + 1])) return false;
    for (size_t k = i, n = 0; k > 0 && n < LACK_REACH && !at[k].new_start; k--, n++) {
        if (denies(l, &at[k - 1])) return true;
        if (!token_in(l, &at[k - 1], WORD_PERMIT_HELD)) break;
    }
    if (i + 1 < r->tokens.count && is_speaking(l, &at[i + 1])) return false;
    for (size_t k = i + 1; k < r->tokens.count && k <= i + LACK_REACH && !at[k].new_start; k++) {
        if (token_in(l, &at[k], WORD_PERMIT_FALSE)) return true;
        if (denies(l, &at[k]))
            return k + 1 < r->tokens.count && token_in(l, &at[k + 1], WORD_PERMIT_HELD);
    }
    return false;
}

/* The permit that is lacked; the count: none is. */
static size_t lacked(const struct lexicon *l, const struct reading *r)
{
    size_t i = 0;
    while (i < r->tokens.count &&
           !(token_in(l, &r->tokens.at[i], WORD_PERMIT) && lacks_at(l, r, i)))
        i++;
    return i;
}

/* "di depan toko": where it is. */
static bool says_where(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && token_says_where(l, &r->tokens.at[i - 1]);
}

struct licence licence_lacking(const struct lexicon *l, const struct reading *r)
{
    const struct licence none = { .code = STR_EMPTY };
    size_t permit = lacked(l, r);
    struct licence found = { .code = STR_EMPTY, .permit = { permit, permit + 1 } };
    bool shut = false;
    if (permit == r->tokens.count) return none;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_in(l, t, WORD_PERMIT_MINE)) return none;
        if (says_where(l, r, i)) continue;
        bool premises = token_in(l, t, WORD_PERMIT_PREMISES);
        if (shut || !(premises || token_in(l, t, WORD_PERMIT_NEEDED))) continue;
        shut = premises;
        if (found.code.len == 0 || shut) found.thing = (struct span){ i, i + 1 };
        found.code = shut ? STR("public_order") : STR("permit");
    }
    return found;
}
