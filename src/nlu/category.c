/* category.c - which category the keywords of a text speak for. */
#include "judge.h"
#include "language.h"

#define SURE_MIN 2

/* "di depan pasar", "dekat balai desa": where it is, hardly what it is. */
static bool is_location(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return match->from > 0 && token_traits(l, &r->tokens.at[match->from - 1]) & TRAIT_LOCATOR;
}

int match_weight(const struct lexicon *l, const struct reading *r, const struct match *match,
                 uint32_t category)
{
    if (match->place) return 0;
    uint32_t i = l->words.items[match->phrase].first_meaning;
    for (; i != PHRASE_NONE; i = l->words.meanings[i].next) {
        if (l->words.meanings[i].index != category) continue;
        int weight = l->words.meanings[i].weight;
        /* Words that stand apart say less than the same words together. */
        if (match->apart) return (weight + 1) / 2;
        return is_location(l, r, match) ? (weight + 2) / 3 : weight;
    }
    return 0;
}

/* A citizen who says it three times does not mean it three times as much. */
static bool is_repeated(const struct reading *r, size_t index)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *other = &r->matches[i], *match = &r->matches[index];
        if (i == index || other->place || other->phrase != match->phrase) continue;
        /* Of two that say the same the closer one counts, then the earlier one. */
        if (other->apart != match->apart ? match->apart : i < index) return true;
    }
    return false;
}

static void score_all(const struct lexicon *l, const struct reading *r, int *scores)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place) continue;
        uint32_t k = l->words.items[match->phrase].first_meaning;
        if (k == PHRASE_NONE || is_repeated(r, i)) continue;
        for (; k != PHRASE_NONE; k = l->words.meanings[k].next)
            scores[l->words.meanings[k].index] +=
                match_weight(l, r, match, l->words.meanings[k].index);
    }
}

bool judge_category(const struct lexicon *l, const struct reading *r, struct arena *arena,
                    struct scores *out, struct err *e)
{
    const struct desk *desk = l->desk;
    struct scores found = { 0 };
    int *scores = arena_zero(arena, desk->category_count + 1, sizeof *scores);
    if (!scores) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    score_all(l, r, scores);
    for (size_t i = 0; i < desk->category_count; i++) {
        if (scores[i] <= found.best_score) continue;
        found.best = &desk->categories[i];
        found.best_score = scores[i];
    }
    for (size_t i = 0; found.best && i < desk->category_count; i++) {
        const struct category *other = &desk->categories[i];
        if (scores[i] <= found.next_score || other->department == found.best->department) continue;
        found.next = other;
        found.next_score = scores[i];
    }
    *out = found;
    return true;
}

bool scores_sure(const struct scores *s)
{
    return s->best && s->best_score >= SURE_MIN && s->best_score * 2 >= s->next_score * 3;
}
