/* told.c - see told.h. */
#include "told.h"
#include "language.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2099

/* "tahun 2022", but not the year in which it is told. */
static bool is_year(const struct told *t, size_t i)
{
    const struct token *at = t->r->tokens.at;
    int this = t->r->telling.year;
    int64_t year;
    if (i + 1 >= t->r->tokens.count || at[i + 1].new_part || !at[i + 1].number) return false;
    return token_in(t->l, &at[i], WORD_PAST_SPAN) &&
           str_to_i64(at[i + 1].raw.text, YEAR_MIN, YEAR_MAX, &year, NULL) &&
           (this == 0 || year < this);
}

/* The longest one that begins at token i. */
static bool saying_at(const struct told *t, size_t i, struct saying *out)
{
    const struct phrases *times = &t->l->times;
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    bool found = is_year(t, i);
    if (found) *out = (struct saying){ i, i + 2, ROLE_BIT(WORD_PAST) };
    for (size_t k = i, words = 0; k < t->r->tokens.count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *token = &t->r->tokens.at[k];
        if (k > i && token->new_part) break;
        if (token->norm.text.len == 0) continue;
        parts[words++] = &token->norm;
        glue = glue_join(glue, token->norm.glue);
        uint32_t phrase = phrases_find(times, glue, parts, words);
        if (phrase != PHRASE_NONE && times->items[phrase].words == words) {
            *out = (struct saying){ i, k + 1, times->items[phrase].roles };
            found = true;
        }
        if (!phrases_begin(times, glue)) break;
    }
    return found;
}

void told_read(struct told *t)
{
    for (size_t i = 0; i < t->r->tokens.count && t->count < SAYINGS_MAX;) {
        struct saying s;
        bool found = t->r->tokens.at[i].norm.text.len > 0 && saying_at(t, i, &s);
        if (found) t->at[t->count++] = s;
        i = found ? s.to : i + 1;
    }
}

bool told_covers(const struct told *t, enum word_role role, size_t from, size_t to)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].roles & ROLE_BIT(role) && t->at[i].from <= from && to <= t->at[i].to)
            return true;
    return false;
}

bool told_is_report(const struct told *t, const struct token *token)
{
    return token_in(t->l, token, WORD_REPORTING) || token_in(t->l, token, WORD_REPORT) ||
           token_in(t->l, token, WORD_PAST_TELLING);
}

bool told_is_light(const struct told *t, size_t i)
{
    const struct token *token = &t->r->tokens.at[i];
    uint32_t traits = token_traits(t->l, token);
    if (token->norm.text.len == 0 || token->number) return true;
    if (traits & (TRAIT_NEGATION | TRAIT_REQUEST | TRAIT_UNREAL)) return false;
    if (told_is_report(t, token)) return false;
    return traits & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_HABIT) ||
           reading_roles(t->l, t->r, i) & ROLE_BIT(WORD_FILLER) ||
           token_in(t->l, token, WORD_PAST_BEFALL);
}
