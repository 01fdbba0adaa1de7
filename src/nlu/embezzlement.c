/* embezzlement.c - public money that was taken, told in everyday words. */
#include "judge.h"
#include "language.h"

/* So many words may stand between: "dana BOS tahun ini katanya dimakan". */
#define FUND_AROUND     6
#define OFFICIAL_AROUND 6

/* An alarm of one of these roles near `at`, with no comma between. */
static const struct match *near(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                const struct match *at, size_t most)
{
    size_t from = reading_back(r, at->from, most, STRETCH_PART);
    size_t to = reading_ahead(r, at->to, most, STRETCH_PART);
    const struct match *before = judge_alarm(l, r, roles, from, at->from);
    return before ? before : judge_alarm(l, r, roles, at->to, to);
}

/* A part of a fund is cut for many reasons; where an official does it or a sum is named, it is
 * asked for an account. */
static bool is_taken(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    if (judge_real(l, r, match, WORD_EMBEZZLED)) return true;
    return judge_real(l, r, match, WORD_CUT) &&
           near(l, r, ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_MONEY), match, OFFICIAL_AROUND);
}

const struct match *judge_embezzlement(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *match = &r->alarms[i];
        if (is_taken(l, r, match) && near(l, r, ROLE_BIT(WORD_FUND), match, FUND_AROUND))
            return match;
    }
    return NULL;
}
