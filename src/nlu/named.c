/* named.c - what is named in two pieces, one of them a place: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "rumah sakit umum daerah tongas" has no more words. */
#define NAME_WORDS 5

/* So much says a keyword that names one institution, and not "jalan lumajang". */
#define NAME_WEIGHT 10

/* The phrase that these words would be if they stood side by side. */
static uint32_t phrase_of(const struct lexicon *l, const struct reading *r, size_t from, size_t to,
                          const struct match *place)
{
    const struct piece *parts[NAME_WORDS];
    struct glue glue = GLUE_NOTHING;
    size_t count = 0;
    if (to - from + place->to - place->from > NAME_WORDS) return PHRASE_NONE;
    for (size_t i = from; i < to; i++)
        parts[count++] = &r->tokens.at[i].norm;
    for (size_t i = place->from; i < place->to; i++)
        parts[count++] = &r->tokens.at[i].norm;
    for (size_t i = 0; i < count; i++)
        glue = glue_join(glue, parts[i]->glue);
    return phrases_find(&l->words, glue, parts, count);
}

/* The category, other than `than`, of the name that the end of the keyword makes with the place. */
static uint32_t named_with(const struct lexicon *l, const struct reading *r,
                           const struct match *keyword, const struct match *place, uint32_t than)
{
    for (size_t from = keyword->from; from < keyword->to; from++) {
        uint32_t phrase = phrase_of(l, r, from, keyword->to, place);
        uint32_t k = phrase == PHRASE_NONE ? PHRASE_NONE : l->words.items[phrase].first_meaning;
        if (k != PHRASE_NONE && l->words.meanings[k].index != than &&
            l->words.meanings[k].weight >= NAME_WEIGHT)
            return l->words.meanings[k].index;
    }
    return MATCH_NONE;
}

uint32_t named_at_place(const struct lexicon *l, const struct reading *r, const bool *meant,
                        uint32_t category)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *keyword = &r->matches[i];
        if (!meant[i] || keyword->apart || match_weight(l, r, keyword, category) == 0) continue;
        for (size_t k = 0; k < r->match_count; k++) {
            const struct match *place = &r->matches[k];
            if (!place->place || match_meets(keyword, place->from, place->to)) continue;
            uint32_t named = named_with(l, r, keyword, place, category);
            if (named != MATCH_NONE) return named;
        }
    }
    return MATCH_NONE;
}

/* The phrase speaks for a category in a field of units; in this one. */
static bool is_of_field(const struct lexicon *l, uint32_t phrase, const struct category *category,
                        bool *of_another)
{
    uint32_t k = phrase == PHRASE_NONE ? PHRASE_NONE : l->words.items[phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        const struct department *unit = l->desk->categories[l->words.meanings[k].index].department;
        if (!unit || unit->field.len == 0) continue;
        if (category->department && str_equal(category->department->field, unit->field))
            return true;
        *of_another = true;
    }
    return false;
}

bool judge_lies_there(const struct lexicon *l, const struct reading *r, uint32_t name,
                      const struct category *category)
{
    static const struct match nowhere = { 0 };
    bool another = false;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *place = &r->matches[i];
        if (!place->place || place->phrase != name ||
            !reading_has(l, r, place->from, place->to, WORD_CLINIC))
            continue;
        for (size_t to = place->from + 1; to <= place->to; to++)
            if (is_of_field(l, phrase_of(l, r, place->from, to, &nowhere), category, &another))
                return true;
    }
    return !another;
}
