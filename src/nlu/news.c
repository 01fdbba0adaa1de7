/* news.c - what the reporter tells of their report: "petugasnya sudah datang, terima kasih", which
 * ends nothing; and that it is the one they made before: "itu laporan yang sama pak". */
#include "judge.h"
#include "language.h"

#define NEWS_WORDS 14
#define SAME_WORDS 10
#define HOPE_WORDS 16
/* "sudah [tadi pagi] dicek" */
#define VISIT_REACH 3
/* So many words beside it may be of nothing that we know. */
#define NEWS_OTHERS_MAX 1

#define COURTESY_BITS                                                                              \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_FILLER))
/* Beside any of these more than news is told, and more than thanks. */
#define GRAVE_BITS                                                                                 \
    (ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_EXACTED) |              \
     ROLE_BIT(WORD_MONEY) | ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_EMBEZZLED) | ROLE_BIT(WORD_CUT) |  \
     ROLE_BIT(WORD_COLLECTOR) | ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_SELF_HARM))
#define COMPLAINING                                                                                \
    (TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_REQUEST | TRAIT_AGAIN | TRAIT_UNREAL)

static bool is_grave(const struct lexicon *l, const struct reading *r)
{
    return judge_alarm(l, r, GRAVE_BITS, 0, r->tokens.count) != NULL;
}

static bool says_at(const struct lexicon *l, const struct reading *r, size_t i, uint64_t roles)
{
    return (reading_roles(l, r, i) & roles) != 0;
}

/* --- "lampunya sudah dicek petugas, terima kasih" --- */

/* A word of the matter, or of who came. */
static bool is_of_news(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || t->number || says_at(l, r, i, COURTESY_BITS) ||
           token_in(l, t, WORD_ALREADY) || token_in(l, t, WORD_VISIT) ||
           token_in(l, t, WORD_WITHDRAW_DOER) || token_in(l, t, WORD_WITHDRAW_ASIDE) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_TIME | TRAIT_REAL) ||
           str_ends(t->raw.text, STR("nya"));
}

bool judge_news(const struct lexicon *l, const struct reading *r, bool *thanked)
{
    bool visited = false, doer = false;
    size_t since = SIZE_MAX, others = 0;
    *thanked = false;
    if (r->marked || r->tokens.count > NEWS_WORDS || is_grave(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool already = token_in(l, t, WORD_ALREADY);
        if (token_traits(l, t) & COMPLAINING || says_at(l, r, i, ROLE_BIT(WORD_RESERVE)))
            return false;
        if (already) since = i;
        visited |= since != SIZE_MAX && i - since <= VISIT_REACH && token_in(l, t, WORD_VISIT);
        doer |= token_in(l, t, WORD_WITHDRAW_DOER);
        *thanked |= says_at(l, r, i, ROLE_BIT(WORD_THANKS));
        others += !is_of_news(l, r, i);
    }
    return visited && (*thanked || doer) && others <= NEWS_OTHERS_MAX;
}

/* --- "itu laporan yang sama pak" --- */

bool judge_same(const struct lexicon *l, const struct reading *r)
{
    bool same = false, this = false, report = false, before = false;
    if (r->marked || r->tokens.count > SAME_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool here = token_in(l, t, WORD_REFERENCE) || token_in(l, t, WORD_THIS);
        bool told = token_in(l, t, WORD_REPORT) || token_in(l, t, WORD_REPORT_OWN);
        bool time = token_in(l, t, WORD_REPORT_BEFORE) && !token_in(l, t, WORD_ALREADY);
        bool like = token_in(l, t, WORD_SAME);
        if (token_in(l, t, WORD_STILL)) return false;
        if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_TROUBLE | TRAIT_ASK | TRAIT_OTHER))
            return false;
        this |= here, report |= told, before |= time, same |= like;
        bool empty = t->norm.text.len < 2 || says_at(l, r, i, COURTESY_BITS) ||
                     token_in(l, t, WORD_TO_WHOM) || /* "sama [dengan]" */
                     token_traits(l, t) & (TRAIT_LIGHT | TRAIT_TIME);
        if (!(here || told || time || like || empty)) return false;
    }
    return same ? this || report || before : this && report && before;
}

/* --- "matur suwun, mugo2 lancar" --- */

bool judge_blesses(const struct lexicon *l, const struct reading *r)
{
    const uint32_t complaining = COMPLAINING & ~TRAIT_UNREAL;
    bool thanks = false, hope = false;
    if (r->marked || r->tokens.count > HOPE_WORDS || is_grave(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool hopes = token_in(l, t, WORD_HOPE);
        bool empty = t->norm.text.len < 2 || says_at(l, r, i, COURTESY_BITS);
        thanks |= says_at(l, r, i, ROLE_BIT(WORD_THANKS));
        hope |= hopes;
        /* "segera" is a part of the hope. */
        if (token_traits(l, t) & (hope ? complaining & ~TRAIT_REQUEST : complaining)) return false;
        if (r->place_at[i] != MATCH_NONE || says_at(l, r, i, ROLE_BIT(WORD_RESERVE))) return false;
        /* What stands before thanks and hope is a matter. */
        if (!thanks && !hope && !empty) return false;
    }
    return thanks && hope;
}
