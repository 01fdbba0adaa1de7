/* reading.c - what the words of a text that was read are, and say: see match.h. */
#include "language.h"
#include "match.h"

/* "tidak [ada] bahaya" */
#define DENIED_WITHIN 2

uint32_t token_traits(const struct lexicon *l, const struct token *t)
{
    return t->word == PHRASE_NONE ? 0 : l->words.items[t->word].traits;
}

/* "punya" names nothing. */
#define TOLD_LETTERS_MIN 6

bool token_names_told(const struct token *t)
{
    return t->raw.text.len >= TOLD_LETTERS_MIN && str_ends(t->raw.text, STR("nya"));
}

bool token_asks(const struct lexicon *l, const struct token *t, enum word_role role)
{
    struct str ending = STR("kah"), raw = t->raw.text;
    if (!str_ends(raw, ending)) return false;
    struct piece word = piece_of(str_slice(raw, 0, raw.len - ending.len));
    return lexicon_lists(l, role, &word);
}

bool reading_has(const struct lexicon *l, const struct reading *r, size_t from, size_t to,
                 enum word_role role)
{
    if (!role_set_has(&r->listed, role)) return false;
    for (size_t i = from; i < to && i < r->tokens.count; i++)
        if (token_in(l, &r->tokens.at[i], role)) return true;
    return false;
}

bool reading_denies(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_NEGATION) return true;
    return false;
}

bool reading_denied_before(const struct lexicon *l, const struct reading *r, size_t i)
{
    return reading_denies(l, r, reading_back(r, i, DENIED_WITHIN, STRETCH_PART), i);
}

bool reading_troubled(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE) return true;
    return false;
}

bool token_is_landmark(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_LANDMARK) || token_in(l, t, WORD_PLACE_HOUSE);
}

bool reading_says(const struct lexicon *l, const struct reading *r, enum word_role role)
{
    return reading_has(l, r, 0, r->tokens.count, role);
}

bool reading_courteous(const struct lexicon *l, const struct reading *r, size_t i)
{
    return r->tokens.at[i].norm.text.len == 0 || (reading_roles(l, r, i) & COURTESY_ROLES) != 0;
}

bool token_says_where(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PLACE_IN) || token_traits(l, t) & TRAIT_LOCATOR;
}

struct str token_spelled(const struct token *t)
{
    return t->slang ? t->norm.text : t->raw.text;
}

uint64_t token_roles(const struct lexicon *l, const struct token *t)
{
    return t->word == PHRASE_NONE || t->derived ? 0 : l->words.items[t->word].roles;
}

/* A stem may mean something else: "meninggalkan" is no "meninggal", "memasukkan" no "masukan". */
#define STEM_ROLES                                                                                 \
    (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) | ROLE_BIT(WORD_WHISTLEBLOWING) |           \
     ROLE_BIT(WORD_SOLD) | ROLE_BIT(WORD_USED) | ROLE_BIT(WORD_SERVANT))

uint64_t match_roles(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (match->place || match->apart) return 0;
    uint64_t roles = l->words.items[match->phrase].roles;
    bool stem = match->to - match->from == 1 && r->tokens.at[match->from].derived;
    return stem ? roles & STEM_ROLES : roles;
}

uint64_t reading_roles(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    return at == MATCH_NONE ? 0 : match_roles(l, r, &r->matches[at]);
}

static bool begins(const struct token *t, enum stretch stretch)
{
    return stretch == STRETCH_PART ? t->new_part : t->new_start;
}

size_t reading_back(const struct reading *r, size_t from, size_t most, enum stretch stretch)
{
    for (size_t n = 0; from > 0 && n < most && !begins(&r->tokens.at[from], stretch); n++)
        from--;
    return from;
}

size_t reading_ahead(const struct reading *r, size_t to, size_t most, enum stretch stretch)
{
    for (size_t n = 0; to < r->tokens.count && n < most && !begins(&r->tokens.at[to], stretch); n++)
        to++;
    return to;
}
