/* whose.c - "kalau SMP ke siapa ya", "kalo jalan provinsi siapa yg ngurus": of which matter it is
 * asked whose it is, and nothing else is told or asked. */
#include "judge.h"
#include "language.h"

/* In more words something is told. */
#define WHOSE_WORDS 12

#define ASIDE_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |                      \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_HELP) | ROLE_BIT(WORD_QUESTION))

/* Signs of the question; what names the matter is counted by nobody. */
struct asked_whose {
    bool who, to, where, unit; /* siapa, ke mana, di mana, dinas apa */
    bool supposed;             /* kalau, untuk, soal: another matter than the one before */
    bool handled;              /* lapor, ngurus: beside whom or where */
    bool more;                 /* anything else */
};

static bool stands_in_matter(const struct lexicon *l, const struct reading *r, size_t i,
                             uint32_t category)
{
    for (size_t k = 0; k < r->match_count; k++) {
        const struct match *m = &r->matches[k];
        if (!m->place && i >= m->from && i < m->to && match_weight(l, r, m, category) > 0)
            return true;
    }
    return false;
}

static bool is_said_beside(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    const uint32_t light = TRAIT_LIGHT | TRAIT_ASK | TRAIT_MAY | TRAIT_POINT | TRAIT_ALSO;
    return t->norm.text.len < 3 || reading_roles(l, r, i) & ASIDE_BITS ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_THAT) || token_in(l, t, WORD_REPORT) ||
           token_in(l, t, WORD_ASK_PLAIN) || token_in(l, t, WORD_PLACE_TOWARDS) ||
           token_in(l, t, WORD_PLACE_IN) || token_in(l, t, WORD_WONDER_ASIDE) ||
           token_in(l, t, WORD_UNIT_KIND) || token_in(l, t, WORD_UNIT_AFFAIR) ||
           token_traits(l, t) & light;
}

static void hear_at(const struct lexicon *l, const struct reading *r, size_t i, uint32_t category,
                    struct asked_whose *q)
{
    const struct token *at = r->tokens.at, *t = &at[i];
    bool which = token_in(l, t, WORD_KIND_WHERE), who = token_in(l, t, WORD_ASK_WHO);
    /* "ke siapa", "nang sopo" */
    bool to = i > 0 && ((token_in(l, &at[i - 1], WORD_PLACE_TOWARDS) &&
                         !token_in(l, &at[i - 1], WORD_PLACE_FROM)) ||
                        (who && token_in(l, &at[i - 1], WORD_PLACE_IN)));
    bool to_where = token_means(l, t, WORD_WHERE_TO);
    bool where = to_where || token_means(l, t, WORD_WHERE_AT);
    bool unit = i > 0 && token_in(l, &at[i - 1], WORD_UNIT_KIND);
    bool handle = token_in(l, t, WORD_CASE_HANDLE) || token_in(l, t, WORD_REPORTING);
    bool turn = token_traits(l, t) & TRAIT_UNREAL || token_in(l, t, WORD_CASE_TURN);
    q->who |= who;
    q->to |= to_where || ((which || who) && to);
    q->where |= which || where;
    q->unit |= unit && (which || token_in(l, t, WORD_ASK_WHETHER));
    q->supposed |= turn;
    q->handled |= handle;
    q->more |= traits_tell_trouble(token_traits(l, t)) ||
               !(which || who || where || handle || turn || is_said_beside(l, r, i) ||
                 stands_in_matter(l, r, i, category));
}

bool judge_whose(const struct lexicon *l, const struct reading *r, const struct understood *u)
{
    struct asked_whose q = { 0 };
    if (u->intent != INTENT_REPORT || category_is_other(u->category->code) || u->urgent ||
        u->place || u->namesake_count || u->also || r->tokens.count > WHOSE_WORDS)
        return false;
    uint32_t category = (uint32_t)(u->category - l->desk->categories);
    for (size_t i = 0; i < r->tokens.count; i++)
        hear_at(l, r, i, category, &q);
    if (q.more) return false;
    /* "kalau SMP ke siapa"; else by whom it is handled: "KTP di mana" may ask for a house. */
    bool whom = q.to || q.unit || (q.who && (q.handled || q.supposed));
    return whom ? q.supposed || q.handled : q.where && q.supposed;
}
