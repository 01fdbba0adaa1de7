/* told.c - see told.h. */
#include "told.h"
#include "language.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2099

/* "tahun 2022", but not the year in which it is told. */
static bool is_year(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    int this = r->telling.year;
    int64_t year;
    if (i + 1 >= r->tokens.count || at[i + 1].new_part || !at[i + 1].number) return false;
    return token_in(l, &at[i], WORD_PAST_SPAN) &&
           str_to_i64(at[i + 1].raw.text, YEAR_MIN, YEAR_MAX, &year, NULL) &&
           (this == 0 || year < this);
}

/* The longest one that begins at token i. */
static bool saying_at(const struct lexicon *l, const struct reading *r, size_t i,
                      struct saying *out)
{
    const struct phrases *times = &l->times;
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    bool found = is_year(l, r, i);
    if (found) *out = (struct saying){ i, i + 2, ROLE_BIT(WORD_PAST) };
    for (size_t k = i, words = 0; k < r->tokens.count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *token = &r->tokens.at[k];
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

void told_find(const struct lexicon *l, struct reading *r)
{
    r->saying_count = 0;
    for (size_t i = 0; i < r->tokens.count && r->saying_count < SAYINGS_MAX;) {
        struct saying s;
        bool found = r->tokens.at[i].norm.text.len > 0 && saying_at(l, r, i, &s);
        if (found) r->sayings[r->saying_count++] = s;
        i = found ? s.to : i + 1;
    }
}

void told_since(const struct lexicon *l, struct reading *r, struct telling telling)
{
    r->telling = telling;
    told_find(l, r);
}

void told_read(struct told *t)
{
    t->at = t->r->sayings;
    t->count = t->r->saying_count;
}

bool told_covers(const struct told *t, enum word_role role, size_t from, size_t to)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->at[i].roles & ROLE_BIT(role) && t->at[i].from <= from && to <= t->at[i].to)
            return true;
    return false;
}

bool told_is_fresh(const struct told *t, const struct saying *s)
{
    return s->roles & ROLE_BIT(WORD_NOW) &&
           token_in(t->l, &t->r->tokens.at[s->from], WORD_NOW_GONE);
}

bool told_a_moment_ago(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    for (size_t i = 0; i < t.count; i++)
        if (told_is_fresh(&t, &t.at[i])) return true;
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
