/* consent.c - yes or no? See consent.h. */
#include "consent.h"
#include "language.h"

#define YES_BITS (ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_AGREE))
#define NO_BITS  (ROLE_BIT(WORD_NO) | ROLE_BIT(WORD_DECLINE))
/* Beside an answer these tell nothing: "ya batalkan", "jangan dibatalkan". */
#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |                      \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_CANCEL) | ROLE_BIT(WORD_PROCEED))
/* "ya gimana ya", "iya maksudnya apa": who asks, or makes a reserve, has not answered. */
#define OPEN_BITS (ROLE_BIT(WORD_QUESTION) | ROLE_BIT(WORD_RESERVE))
/* "ya sama saja": so many words may stand behind a yes. A no with others describes. */
#define YES_OTHERS_MAX 1

static bool is_empty(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
           token_traits(l, t) & (TRAIT_ALSO | TRAIT_LIGHT);
}

static bool tells_matter(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t traits = token_traits(l, &r->tokens.at[i]);
    return r->place_at[i] != MATCH_NONE || r->tokens.at[i].number || traits_tell_trouble(traits);
}

static bool leaves_open(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return reading_roles(l, r, i) & OPEN_BITS || token_roles(l, t) & OPEN_BITS ||
           token_traits(l, t) & TRAIT_ASK;
}

/* "makasih banyak ya pak": behind thanks it agrees to nothing; "makasih, ya" does. */
static bool is_thanks_tail(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, i, STRETCH_PART);
    while (i-- > from)
        if (reading_roles(l, r, i) & ROLE_BIT(WORD_THANKS)) return true;
    return false;
}

enum consent consent_judge(const struct lexicon *l, const struct reading *r, bool *proceeds)
{
    bool yes = false, no = false, on = false, cancels = false;
    size_t others = 0;
    *proceeds = false;
    if (r->marked) return CONSENT_NONE;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint64_t roles = reading_roles(l, r, i);
        if (tells_matter(l, r, i) || leaves_open(l, r, i)) return CONSENT_NONE;
        yes |= roles & YES_BITS && (roles & ROLE_BIT(WORD_AGREE) || !is_thanks_tail(l, r, i));
        no |= (roles & NO_BITS) != 0;
        cancels |= (roles & ROLE_BIT(WORD_CANCEL)) != 0;
        on |= (roles & ROLE_BIT(WORD_PROCEED)) != 0;
        if (!(roles & (YES_BITS | NO_BITS)) && !is_empty(l, r, i)) others++;
    }
    if (no) return others == 0 ? CONSENT_NO : CONSENT_NONE;
    if (!(yes || on) || others > YES_OTHERS_MAX) return CONSENT_NONE;
    *proceeds = on && !cancels;
    return CONSENT_YES;
}

/* "[masalah] baru", "[laporan] baru" */
static bool is_matter(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_MATTER) || token_in(l, t, WORD_REPORT);
}

static bool is_new_matter(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return i > 0 && str_equal(at[i].norm.text, STR("baru")) && is_matter(l, &at[i - 1]);
}

/* "[itu masalah] lain": of what is another one these tell nothing. */
static bool points_at_it(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_THAT) || token_in(l, t, WORD_THIS) || is_matter(l, t) ||
           token_traits(l, t) & TRAIT_AGAIN;
}

/* "gak beda pak": it is the same one. */
static bool is_denied(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (i == 0 || t->new_part) return false;
    const struct token *before = &r->tokens.at[i - 1];
    return token_traits(l, before) & TRAIT_NEGATION && !str_equal(before->norm.text, STR("bukan"));
}

static bool is_said_other(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count &&
           (token_traits(l, &r->tokens.at[i]) & TRAIT_OTHER || is_new_matter(l, r, i));
}

/* "[fogging] beda pak", "beda [pohon]": of which nothing is told but that it is another one. */
static bool is_thing_beside(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t word = r->word_at[i];
    bool behind = i > 0 && !r->tokens.at[i].new_part && is_said_other(l, r, i - 1);
    if (word == MATCH_NONE || l->words.items[r->matches[word].phrase].first_meaning == PHRASE_NONE)
        return false;
    return behind ||
           (i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part && is_said_other(l, r, i + 1));
}

bool consent_is_other(const struct lexicon *l, const struct reading *r)
{
    bool other = false;
    if (r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool said = is_said_other(l, r, i);
        if (said && is_denied(l, r, i)) return false;
        if (tells_matter(l, r, i) || leaves_open(l, r, i)) return false;
        if (!said && is_thing_beside(l, r, i)) continue;
        bool answers = reading_roles(l, r, i) & (YES_BITS | NO_BITS);
        if (!said && !answers && !is_empty(l, r, i) && !points_at_it(l, t)) return false;
        other |= said;
    }
    return other;
}

bool consent_is_still(const struct lexicon *l, const struct reading *r)
{
    bool still = false, same = false;
    if (r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool yes = (reading_roles(l, r, i) & YES_BITS) != 0, here = token_in(l, t, WORD_STILL);
        bool that = token_in(l, t, WORD_THAT) || token_in(l, t, WORD_REFERENCE);
        still |= here;
        same |= yes || that;
        if (!here && !yes && !that && !is_empty(l, r, i)) return false;
    }
    return still && same;
}

#define NOTED_WORDS 5

bool judge_noted(const struct lexicon *l, const struct reading *r)
{
    uint64_t empty = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_NOISE);
    bool noted = false;
    if (r->marked || r->tokens.count > NOTED_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = token_in(l, t, WORD_NOTED);
        noted = noted || here;
        if (!here && t->norm.text.len > 0 && !(reading_roles(l, r, i) & empty)) return false;
    }
    return noted;
}
