/* threat.c - see threat.h. A tree "mengancam roboh" as well: whoever threatens people is somebody,
 * or it is said to be whoever writes. */
#include "threat.h"
#include "judge.h"
#include "language.h"

/* "pak RT [tadi marah marah ke rumah saya,] ngancam" */
#define WHO_BEFORE 8
/* "ancamannya [pak] nyata" */
#define THREAT_BEFORE 3

static bool is_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    const uint64_t office = ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_SERVANT) |
                            ROLE_BIT(WORD_COLLECTOR) | ROLE_BIT(WORD_GUARDIAN);
    return token_in(l, &r->tokens.at[i], WORD_PERSON) || judge_alarm_over(l, r, office, i);
}

/* A tree, a flood: it is what threatens. */
static bool is_thing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_TALL) || token_in(l, t, WORD_BEARS) ||
           judge_alarm_over(l, r, ROLE_BIT(WORD_HAZARD), i);
}

/* "ngancam saya": one of them alone is threatened by somebody, whom no table need know ("calonya").
 */
static bool is_aimed_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *next = &r->tokens.at[i + 1];
    return i + 1 < r->tokens.count && !next->new_part && token_in(l, next, WORD_SELF_ALONE);
}

/* "[orangnya] ngancam"; "ngancam [saya]", and not "wabah mengancam kami". */
static bool has_doer(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, WHO_BEFORE, STRETCH_SENTENCE);
    bool begins = i == 0 || at[i].new_part;
    bool who = begins && i + 1 < r->tokens.count && !at[i + 1].new_part &&
               token_in(l, &at[i + 1], WORD_SELF);
    for (size_t k = from; k < i; k++) {
        if (is_thing(l, r, k)) return false;
        who = who || is_somebody(l, r, k);
    }
    return who || is_aimed_at(l, r, i);
}

/* "lewat telepon", "lewat wa" */
static bool is_channel(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_RESCUE_CALL) || token_in(l, t, WORD_HAIL_CHANNEL) ||
           token_in(l, t, WORD_PASSING);
}

/* What is threatened with: "dihajar", "didatangi". */
static bool is_deed(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count && (token_in(l, &r->tokens.at[i], WORD_VISIT) ||
                                   judge_alarm_over(l, r, ROLE_BIT(WORD_BLOW), i));
}

/* Who it is, whom it is told of, and that it was at home: no word of what somebody may lose. */
static bool is_plain(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    for (size_t k = i + 1; k < r->tokens.count && !at[k].new_part; k++) {
        bool about = token_in(l, &at[k], WORD_SELF) || is_somebody(l, r, k) ||
                     token_in(l, &at[k], WORD_HOME) || token_in(l, &at[k], WORD_WEAPON) ||
                     token_in(l, &at[k], WORD_PLACE_LINE) || at[k].number;
        bool empty = token_in(l, &at[k], WORD_EXACTED_BY) || is_channel(l, &at[k]) ||
                     token_says_where(l, &at[k]) ||
                     token_traits(l, &at[k]) & (TRAIT_LIGHT | TRAIT_TIME) ||
                     reading_roles(l, r, k) & ROLE_BIT(WORD_FILLER);
        /* "ngancam saya mau didatangi" */
        if (token_in(l, &at[k], WORD_WISH) && is_deed(l, r, k + 1)) return true;
        /* "gara gara saya lapor" */
        if (token_in(l, &at[k], WORD_PAST_CONJUNCTION)) return true;
        if (token_traits(l, &at[k]) & (TRAIT_UNREAL | TRAIT_NEGATION) || !(about || empty))
            return false;
    }
    return true;
}

/* "ancaman [pemutusan listrik]", "ancaman [hukuman]": of what, and not by whom. */
static bool tells_of_what(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool grave = judge_alarm_over(l, r, ROLE_BIT(WORD_BLOW) | ROLE_BIT(WORD_URGENT), i);
    return !grave && !is_somebody(l, r, i) && !is_channel(l, t) && !token_in(l, t, WORD_SELF) &&
           !token_in(l, t, WORD_EXACTED_BY) && !token_in(l, t, WORD_TALK_REAL) &&
           !token_in(l, t, WORD_PLACE_TOWARDS) &&
           !(token_traits(l, t) & (TRAIT_LIGHT | TRAIT_REAL | TRAIT_TIME)) &&
           !(reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING)));
}

/* "ancaman dari pak kades", "dapat ancaman", "ini nyata pak ancamannya, saya takut"; not "ancaman
 * banjir". */
static bool is_of_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, THREAT_BEFORE, STRETCH_PART);
    size_t to = reading_ahead(r, i + 1, THREAT_BEFORE, STRETCH_PART);
    bool who = false;
    if (i + 1 < to && tells_of_what(l, r, i + 1)) return false;
    for (size_t k = from; k < to; k++) {
        if (k != i && is_thing(l, r, k)) return false;
        who = who || is_somebody(l, r, k) || token_in(l, &r->tokens.at[k], WORD_SELF);
    }
    return who || reading_says(l, r, WORD_SECRECY_FEAR);
}

bool threat_named(const struct lexicon *l, const struct reading *r)
{
    if (!reading_says(l, r, WORD_THREAT) || reading_says(l, r, WORD_SUPPOSING)) return false;
    bool own = false;
    for (size_t i = 0; i < r->tokens.count && !own; i++)
        own = token_in(l, &r->tokens.at[i], WORD_SELF);
    for (size_t i = 0; own && i < r->tokens.count; i++) {
        const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
        if (token_in(l, &r->tokens.at[i], WORD_THREAT) && is_of_somebody(l, r, i) &&
            judge_befell(l, r, &at))
            return true;
    }
    return false;
}

bool threat_at(const struct lexicon *l, const struct reading *r, size_t i, bool lately)
{
    const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    const struct token *t = &r->tokens.at[i];
    bool threatens = token_in(l, t, WORD_THREATENS) && has_doer(l, r, i);
    if (!threatens && !token_in(l, t, WORD_THREATENED)) return false;
    size_t from = reading_back(r, i, WHO_BEFORE, STRETCH_SENTENCE);
    if (reading_has(l, r, from, i, WORD_SUPPOSING)) return false;
    return judge_befell(l, r, &at) && (lately || is_plain(l, r, i));
}
