/* assault.c - see assault.h. */
#include "assault.h"
#include "judge.h"
#include "language.h"
#include "told.h"

/* "pembeli [tadi malah] dipukul" */
#define STRUCK_BEFORE 3
/* "bawa [kayu sama] celurit" */
#define CARRIED_WITHIN 4
/* "datang [ke sini] lagi" */
#define AGAIN_WITHIN 2
/* In more words something else is told. */
#define BACK_WORDS 12

/* "pembeli", "ibu saya", "ibu ibu"; "pak" alone is spoken to. */
static bool is_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool more = i + 1 < r->tokens.count && !at[i + 1].new_part;
    bool own = more && (token_in(l, &at[i + 1], WORD_SELF) ||
                        str_equal(at[i + 1].norm.text, at[i].norm.text));
    uint64_t spoken_to = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    if (token_in(l, &at[i], WORD_SELF)) return true;
    return token_in(l, &at[i], WORD_PERSON) && (own || !(reading_roles(l, r, i) & spoken_to));
}

/* Whom it struck: right behind it, or before what they suffered. */
static bool strikes_somebody(const struct lexicon *l, const struct reading *r,
                             const struct match *blow)
{
    bool behind = blow->to < r->tokens.count && !r->tokens.at[blow->to].new_part;
    if (!judge_suffered(r, blow)) return behind && is_somebody(l, r, blow->to);
    for (size_t i = reading_back(r, blow->from, STRUCK_BEFORE, STRETCH_PART); i < blow->from; i++)
        if (is_somebody(l, r, i)) return true;
    return false;
}

bool judge_assaulted(const struct lexicon *l, const struct reading *r)
{
    bool now = reading_says(l, r, WORD_INSTANT) || told_a_moment_ago(l, r);
    if (!now || !judge_alarm(l, r, ROLE_BIT(WORD_BLOW), 0, r->tokens.count)) return false;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *blow = &r->alarms[i];
        if (judge_real(l, r, blow, WORD_BLOW) && !judge_past(l, r, blow) &&
            strikes_somebody(l, r, blow))
            return true;
    }
    return false;
}

/* "kayu", "sama", "dan": between what somebody carries and the weapon beside it. */
static bool is_carried_too(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_BLUNT) || token_in(l, t, WORD_AND) || token_in(l, t, WORD_TO_WHOM) ||
           token_traits(l, t) & TRAIT_LIGHT || t->number;
}

static bool carries_at(const struct lexicon *l, const struct reading *r, size_t i, bool brawl)
{
    const struct token *at = r->tokens.at;
    const struct match here = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    size_t to = reading_ahead(r, i + 1, CARRIED_WITHIN, STRETCH_PART);
    if (!token_in(l, &at[i], WORD_BRINGS) || !judge_befell(l, r, &here)) return false;
    for (size_t k = i + 1; k < to; k++) {
        if (token_in(l, &at[k], WORD_WEAPON) || (brawl && token_in(l, &at[k], WORD_BLUNT)))
            return true;
        if (!is_carried_too(l, &at[k])) break;
    }
    return false;
}

bool judge_armed(const struct lexicon *l, const struct reading *r)
{
    bool brawl = reading_says(l, r, WORD_BRAWL);
    if (!reading_says(l, r, WORD_BRINGS) || judge_tells_past(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (carries_at(l, r, i, brawl)) return true;
    return false;
}

/* "sekarang", "udah", "pak": says nothing of who does it. */
static bool is_empty(const struct lexicon *l, const struct reading *r, size_t i)
{
    const uint64_t courtesy =
        ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_NOISE);
    uint32_t light = TRAIT_LIGHT | TRAIT_TIME | TRAIT_REAL | TRAIT_AGAIN;
    const struct token *t = &r->tokens.at[i];
    return token_traits(l, t) & light || token_in(l, t, WORD_INSTANT) ||
           token_in(l, t, WORD_ALREADY) || token_in(l, t, WORD_STILL) ||
           reading_roles(l, r, i) & courtesy;
}

bool judge_armed_by_now(const struct lexicon *l, const struct reading *r)
{
    size_t i = 0;
    while (i < r->tokens.count && is_empty(l, r, i))
        i++;
    return i < r->tokens.count && carries_at(l, r, i, false);
}

static bool is_again(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t to = reading_ahead(r, i + 1, AGAIN_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++)
        if (token_traits(l, &r->tokens.at[k]) & TRAIT_AGAIN) return true;
    return false;
}

bool judge_comes_back(const struct lexicon *l, const struct reading *r)
{
    bool back = false, who = false;
    if (r->marked || r->tokens.count > BACK_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_ASK | TRAIT_UNREAL)) return false;
        bool they = token_in(l, t, WORD_PERSON) || token_in(l, t, WORD_THEY);
        if (token_in(l, t, WORD_WITHDRAW_DOER) && !they) return false;
        who = who || token_in(l, t, WORD_THEY) || (they && is_somebody(l, r, i));
        back = back || (token_in(l, t, WORD_COMES_BACK) && is_again(l, r, i));
    }
    return back && who;
}
