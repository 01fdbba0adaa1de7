/* institution.c - what is named by the kind of its house: see weigh.h. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* "dekat puskesmas" only says where. */
static bool is_near(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return match->from > 0 && token_traits(l, &r->tokens.at[match->from - 1]) & TRAIT_LOCATOR;
}

static bool names_house(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    for (size_t i = match->from; i < match->to; i++)
        if (token_in(l, &r->tokens.at[i], WORD_INSTITUTION)) return true;
    return false;
}

/* The category with a department of its own for which the keyword says most; MATCH_NONE: none. */
static uint32_t house_of(const struct lexicon *l, uint32_t phrase)
{
    uint32_t k = l->words.items[phrase].first_meaning, best = MATCH_NONE;
    int most = 0;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        const struct meaning *m = &l->words.meanings[k];
        if (m->weight <= most || !l->desk->categories[m->index].department) continue;
        most = m->weight;
        best = m->index;
    }
    return best;
}

uint32_t institution_named(const struct lexicon *l, const struct reading *r, const bool *meant,
                           size_t *times)
{
    uint32_t found = MATCH_NONE;
    *times = 0;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || match->apart || (meant && !meant[i]) || is_near(l, r, match) ||
            !names_house(l, r, match))
            continue;
        uint32_t house = house_of(l, match->phrase);
        if (house == MATCH_NONE) continue;
        if (found != MATCH_NONE && l->units[found] != l->units[house]) return MATCH_NONE;
        if (found == MATCH_NONE) found = house;
        ++*times;
    }
    return found;
}

const struct category *judge_house(const struct lexicon *l, const struct reading *r)
{
    size_t times;
    uint32_t house = institution_named(l, r, NULL, &times);
    return house == MATCH_NONE ? NULL : &l->desk->categories[house];
}
