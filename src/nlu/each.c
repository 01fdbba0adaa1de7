/* each.c - see each.h. */
#include "each.h"
#include "cut.h"
#include "verdict.h"

#define TEXT_MAX 120 /* bytes: longer ones tell a tale */
#define CUTS_MAX 4   /* more are not tried */

static size_t next_cut(const struct lexicon *l, struct str text, size_t from)
{
    static const struct cut_marks marks = {
        .signs = ",.;\n", .pair_signs = "", .pairs = WORD_AND, .parts = WORD_EACH_CLAUSE
    };
    return cut_find(l, text, from, &marks).at;
}

/* "yang sudah cuma lubangnya": that much is done. */
static bool tells_only_done(const struct lexicon *l, const struct reading *r)
{
    bool plain = !r->marked && reading_says(l, r, WORD_ONLY) && reading_says(l, r, WORD_ALREADY);
    return plain && !reading_denies(l, r, 0, r->tokens.count);
}

/* One side of the cut; category NULL: it names none, or settles nothing. */
static bool part_read(const struct lexicon *l, struct str text, struct arena *scratch,
                      struct verdict_on *out, struct err *e)
{
    struct understood u = { 0 };
    struct reading r;
    struct scores scores;
    *out = (struct verdict_on){ 0 };
    if (!reading_make(l, text, false, scratch, &r, e)) return false;
    verdict_judge(l, &r, &u);
    if (!verdict_is_plain(u.verdict) && tells_only_done(l, &r)) u.verdict = VERDICT_SOLVED;
    if (!verdict_is_plain(u.verdict)) return true;
    if (!judge_category(l, &r, scratch, &scores, e)) return false;
    const struct category *category = judge_heard(&scores);
    if (category) *out = (struct verdict_on){ category, u.verdict };
    return true;
}

static bool names_two(const struct lexicon *l, const struct scores *scores)
{
    size_t heard = 0;
    for (size_t i = 0; i < l->desk->category_count && heard < UNDERSTOOD_VERDICTS; i++)
        heard += scores->all[i] >= JUDGE_HEARD_MIN;
    return heard == UNDERSTOOD_VERDICTS;
}

bool each_judge(const struct lexicon *l, const struct scores *scores, struct str text,
                struct arena *scratch, struct understood *out, struct err *e)
{
    if (out->verdict == VERDICT_NONE || text.len > TEXT_MAX || !names_two(l, scores)) return true;
    size_t cut = next_cut(l, text, 1);
    for (int n = 0; n < CUTS_MAX && cut < text.len; n++) {
        struct verdict_on a, b;
        if (!part_read(l, str_slice(text, 0, cut), scratch, &a, e) ||
            !part_read(l, str_slice(text, cut + 1, text.len), scratch, &b, e))
            return false;
        if (a.category && b.category && a.category != b.category) {
            out->each[0] = a;
            out->each[1] = b;
            out->each_count = UNDERSTOOD_VERDICTS;
            return true;
        }
        cut = next_cut(l, text, cut + 1);
    }
    return true;
}
