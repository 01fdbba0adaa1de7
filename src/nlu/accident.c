/* accident.c - an accident on a road, now: for the police, wherever it happened. */
#include "judge.h"
#include "language.h"
#include "weigh.h"

/* A keyword that says so much names a matter by itself. */
#define FAULT_WEIGHT 5

static bool tells_of(const struct lexicon *l, const struct reading *r, const struct match *match,
                     const struct category *category)
{
    return match_weight(l, r, match, (uint32_t)(category - l->desk->categories)) > 0;
}

/* "korban luka", "anak kecil": not the accident itself. */
static bool is_hurt(const struct lexicon *l, const struct reading *r, const struct match *alarm)
{
    return judge_real(l, r, alarm, WORD_VICTIM) ||
           (judge_real(l, r, alarm, WORD_URGENT) && !tells_of(l, r, alarm, l->accident));
}

static bool is_anybody_hurt(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++)
        if (is_hurt(l, r, &r->alarms[i])) return true;
    return false;
}

/* "di [jembatan]", "ke [rumah sakit]", "[pantura]": where it was, or where they went. */
static bool is_where(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = &r->tokens.at[match->from];
    if (along_is_road(l, match)) return true;
    return match->from > 0 && !at->new_part &&
           (token_says_where(l, at - 1) || token_in(l, at - 1, WORD_PLACE_TOWARDS));
}

/* Plainly, and of another unit. */
static bool speaks_for_another(const struct lexicon *l, const struct match *match)
{
    uint32_t k = l->words.items[match->phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        const struct category *category = &l->desk->categories[l->words.meanings[k].index];
        if (category->department != l->accident->department &&
            l->words.meanings[k].weight >= FAULT_WEIGHT)
            return true;
    }
    return false;
}

/* "jalan berlubang", "rambu hilang": what somebody else must mend or give. */
static bool tells_of_fault(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match->place || !speaks_for_another(l, match)) continue;
        bool fault = match->to - match->from > 1 && reading_troubled(l, r, match->from, match->to);
        if (fault || !is_where(l, r, match)) return true;
    }
    return false;
}

/* "[kecelakaan] kerja": a longer phrase knows better what it was. */
static bool is_of_another(const struct lexicon *l, const struct reading *r,
                          const struct match *match)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *alarm = &r->alarms[i];
        bool holds = alarm->from <= match->from && match->to <= alarm->to;
        if (holds && !tells_of(l, r, alarm, l->accident)) return true;
    }
    return false;
}

static bool is_accident(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return tells_of(l, r, match, l->accident) && judge_happened(l, r, match) &&
           !is_of_another(l, r, match);
}

const struct match *judge_accident(const struct lexicon *l, const struct reading *r)
{
    const struct match *found = NULL;
    if (!l->accident) return NULL;
    for (size_t i = 0; i < r->match_count && !found; i++)
        if (is_accident(l, r, &r->matches[i])) found = &r->matches[i];
    if (!found || is_anybody_hurt(l, r)) return found;
    return tells_of_fault(l, r) || judge_wants_works(l, r) ? NULL : found;
}
