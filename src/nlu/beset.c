/* beset.c - see beset.h. Told in everyday words, with whatever stands between them. */
#include "beset.h"
#include "judge.h"
#include "language.h"
#include "pressing.h"
#include "told.h"

/* "anjing [tetangga di desa bago besuk] gigit anak saya", "anjing liar di desa x, gigit anak" */
#define BEAST_BEFORE  8
#define BITTEN_WITHIN 3
/* "ada yang nunggu [di depan] rumah saya" */
#define LURKS_AT 5
/* "ada [orang tidak dikenal] nunggu" */
#define LURKER_BEFORE 5

/* Nothing but courtesy stands behind it: "tolong pak", not "tolong diperbaiki". */
static bool ends_in_plea(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint64_t empty = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    for (; i < r->tokens.count && !r->tokens.at[i].new_start; i++) {
        const struct token *t = &r->tokens.at[i];
        bool word = t->norm.text.len > 0 && !t->number;
        bool pleads = token_traits(l, t) & TRAIT_REQUEST || token_in(l, t, WORD_NOW_PLEA);
        if (word && !pleads && !(reading_roles(l, r, i) & empty)) return false;
    }
    return true;
}

static bool calls_for_help(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_in(l, &r->tokens.at[i], WORD_HELP_ME) && ends_in_plea(l, r, i + 1)) return true;
    return false;
}

/* "rumah saya", not "depan rumah saya": water before it is not in it. */
static bool is_at_home(const struct lexicon *l, const struct reading *r, const struct match *hazard)
{
    size_t from = hazard->from > HOME_WORDS ? hazard->from - HOME_WORDS : 0;
    for (size_t i = from; i < hazard->to + HOME_WORDS && i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool beside = i > 0 && !t->new_part && token_traits(l, t - 1) & TRAIT_LOCATOR;
        if (token_in(l, t, WORD_HOME) && !beside) return true;
    }
    return false;
}

/* "banjir sudah surut": what is left of it may be pressing, and is no danger. */
static bool is_over(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    for (size_t i = 0; i < t.count; i++)
        if (t.at[i].roles & ROLE_BIT(WORD_OVER)) return true;
    return false;
}

const struct match *judge_engulfed(const struct lexicon *l, const struct reading *r)
{
    if (!reading_says(l, r, WORD_INSTANT) && !calls_for_help(l, r)) return NULL;
    if (is_over(l, r)) return NULL;
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *hazard = &r->alarms[i];
        if (judge_real(l, r, hazard, WORD_HAZARD) && !judge_past(l, r, hazard) &&
            reading_has(l, r, hazard->from, hazard->to, WORD_WATER) &&
            judge_nears_home(l, r, hazard) && is_at_home(l, r, hazard))
            return hazard;
    }
    return NULL;
}

/* "ada yang", "orangnya"; not "saya nunggu di rumah". */
static bool is_of_another(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, LURKER_BEFORE, STRETCH_PART);
    if (reading_has(l, r, from, i, WORD_SELF)) return false;
    return reading_has(l, r, from, i, WORD_PERSON) || reading_has(l, r, from, i, WORD_EXISTS);
}

/* "nunggu [di] depan rumah", "nungguin [saya]"; not "nunggu [angkot] di depan rumah". */
static bool waits_there(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *next = i + 1 < r->tokens.count ? &r->tokens.at[i + 1] : NULL;
    return next && (token_in(l, next, WORD_PLACE_IN) || token_in(l, next, WORD_SELF) ||
                    token_in(l, next, WORD_HOME) || token_in(l, next, WORD_LURKS) ||
                    token_traits(l, next) & (TRAIT_LOCATOR | TRAIT_LIGHT));
}

/* "orangnya", "dia", "preman": who was told of; not a parking attendant, who stands before shops.
 */
static bool is_told_one(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool told = token_in(l, t, WORD_PERSON) && (token_names_told(t) || t->told);
    return told || (token_in(l, t, WORD_THEY) && !token_in(l, t, WORD_THEY_ATTEND));
}

/* A dwelling of theirs: "rumah saya", "omahku". */
static bool is_own_home(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool own = i + 1 < r->tokens.count && !t[1].new_part && token_in(l, t + 1, WORD_SELF);
    return (token_in(l, t, WORD_DWELLING) && own) || token_in(l, t, WORD_DWELLING_OWN);
}

/* "sudah [datang di depan] rumah saya": nothing but their coming stands between. */
static bool has_come(const struct lexicon *l, const struct reading *r, size_t home)
{
    size_t i = home;
    while (i > 0 && !r->tokens.at[i].new_part) {
        const struct token *t = &r->tokens.at[--i];
        if (token_in(l, t, WORD_ALREADY)) return true;
        if (!token_in(l, t, WORD_PLACE_IN) && !token_in(l, t, WORD_COMES_BACK) &&
            !(token_traits(l, t) & TRAIT_LOCATOR))
            return false;
    }
    return false;
}

bool judge_at_door(const struct lexicon *l, const struct reading *r)
{
    bool who = false, now = reading_says(l, r, WORD_INSTANT);
    if (r->marked || (!now && !reading_says(l, r, WORD_ALREADY))) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_UNREAL)) return false;
        who = who || is_told_one(l, r, i);
        bool before =
            i > 0 && (token_in(l, t - 1, WORD_PLACE_IN) || token_traits(l, t - 1) & TRAIT_LOCATOR);
        if (who && before && is_own_home(l, r, i) && (now || has_come(l, r, i))) return true;
    }
    return false;
}

/* "dia gedor gedor pintu": who was told of wants to come in. */
static bool breaks_in(const struct lexicon *l, const struct reading *r)
{
    bool who = false, lurks = false;
    if (r->marked || !reading_says(l, r, WORD_LURKS) || judge_tells_past(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & (TRAIT_NEGATION | TRAIT_UNREAL)) return false;
        who = who || is_told_one(l, r, i);
        lurks = lurks || token_in(l, t, WORD_LURKS);
        if (who && lurks && token_in(l, t, WORD_WAY_IN)) return true;
    }
    return false;
}

bool judge_besieged(const struct lexicon *l, const struct reading *r)
{
    bool fears = reading_says(l, r, WORD_SECRECY_FEAR);
    if (breaks_in(l, r)) return true;
    if (!reading_says(l, r, WORD_INSTANT) && !fears) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
        if (!token_in(l, &r->tokens.at[i], WORD_LURKS) || !is_of_another(l, r, i)) continue;
        if (!fears && !waits_there(l, r, i)) continue;
        size_t to = reading_ahead(r, i + 1, LURKS_AT, STRETCH_PART);
        if (reading_has(l, r, i + 1, to, WORD_HOME) && judge_befell(l, r, &at) &&
            !judge_past(l, r, &at))
            return true;
    }
    return false;
}

/* Whom it has bitten: "gigit anak saya", "gigit kaki saya". */
static bool bites_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t to = reading_ahead(r, i + 1, BITTEN_WITHIN, STRETCH_PART);
    return reading_has(l, r, i + 1, to, WORD_PERSON) || reading_has(l, r, i + 1, to, WORD_SELF);
}

/* "anjing galak, [takut] gigit anak" */
static bool is_only_feared(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_UNREAL) return true;
    return false;
}

bool judge_bitten(const struct lexicon *l, const struct reading *r, struct span *out)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        size_t from = reading_back(r, i, BEAST_BEFORE, STRETCH_SENTENCE);
        const struct match at = { .from = (uint32_t)from, .to = (uint32_t)i + 1 };
        if (!token_in(l, &r->tokens.at[i], WORD_BITES) || !bites_somebody(l, r, i)) continue;
        if (!reading_has(l, r, from, i, WORD_BEAST) || reading_has(l, r, from, i, WORD_LIABLE) ||
            is_only_feared(l, r, from, i) || !judge_befell(l, r, &at) || judge_past(l, r, &at))
            continue;
        *out = (struct span){ from, i + 1 };
        return true;
    }
    return false;
}
