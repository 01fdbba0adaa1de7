/* halves.c - "yang depan sudah, yang belakang belum": of one part it is said that it is done, of
 * another one that it is not. */
#include "judge.h"
#include "language.h"
#include "withdraw.h"

/* What is longer tells a tale. */
#define HALVES_WORDS 20

enum mark { MARK_NONE, MARK_DONE, MARK_NOT };

static bool is_denied(const struct lexicon *l, const struct reading *r, size_t i)
{
    while (i > 0 && reading_roles(l, r, i - 1) == ROLE_BIT(WORD_FILLER))
        i--;
    return i > 0 && token_traits(l, &r->tokens.at[i - 1]) & TRAIT_NEGATION;
}

static bool is_trouble(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i < r->tokens.count && traits_tell_trouble(token_traits(l, &r->tokens.at[i]));
}

/* "dikerjakan", "dibersihkan", not "dicek", and not "tolong dikembalikan". */
static bool is_worked_on(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool wished = i > 0 && (token_in(l, t - 1, WORD_TALK_REQUEST) || token_in(l, t - 1, WORD_WISH));
    return !wished && str_starts(t->raw.text, STR("di")) && withdraw_is_done(l, t) &&
           !token_in(l, t, WORD_VISIT) && !token_in(l, t, WORD_ANSWERED) &&
           !token_in(l, t, WORD_CASE_HANDLE) && !token_in(l, t, WORD_HALF);
}

/* What token i says of the part beside it. */
static enum mark mark_of(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool solved = (reading_roles(l, r, i) | token_roles(l, t)) & ROLE_BIT(WORD_SOLVED);
    bool already = token_in(l, t, WORD_ALREADY);
    if (token_in(l, t, WORD_REST) || is_trouble(l, r, i)) return MARK_NOT;
    if (token_roles(l, t) & ROLE_BIT(WORD_UNSOLVED)) {
        /* "masih nyala" */
        bool well = token_in(l, t, WORD_STILL) && i + 1 < r->tokens.count &&
                    token_roles(l, t + 1) & ROLE_BIT(WORD_SOLVED);
        return well ? MARK_NONE : MARK_NOT;
    }
    if (!solved && !already && !is_worked_on(l, r, i)) return MARK_NONE;
    if (is_denied(l, r, i)) return token_traits(l, t - 1) & TRAIT_NEGATION ? MARK_NOT : MARK_NONE;
    return already && is_trouble(l, r, i + 1) ? MARK_NONE : MARK_DONE; /* "sudah mati" */
}

static bool is_number(const struct lexicon *l, const struct token *t)
{
    return t->number || token_in(l, t, WORD_NUMBER_ONE) || token_in(l, t, WORD_NUMBER_TWO) ||
           token_in(l, t, WORD_NUMBER_THREE) || token_in(l, t, WORD_NUMBER_FOUR) ||
           token_in(l, t, WORD_NUMBER_FIVE);
}

/* "yang belakang", "gang 2", "satunya"; "2 hari", "2 kali" names no part. */
static bool is_half(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i], *next = i + 1 < r->tokens.count ? t + 1 : NULL;
    if (token_in(l, t, WORD_HALF)) return true;
    return is_number(l, t) &&
           !(next && (token_traits(l, next) & TRAIT_TIME || token_in(l, next, WORD_PAST_SPAN) ||
                      str_equal(next->norm.text, STR("kali"))));
}

/* What is said, in the order of the text: parts before the first verdict, between it and the
 * second, of which a clause begins with one, and behind that. */
struct halves {
    enum mark first, second;
    size_t before, between, behind;
    bool begins; /* ", yang belakang" */
};

static bool hear_halves(const struct lexicon *l, const struct reading *r, struct halves *out)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i < r->tokens.count; i++) {
        enum mark mark = mark_of(l, r, i);
        if (token_in(l, &at[i], WORD_SELF) || token_traits(l, &at[i]) & TRAIT_ASK) return false;
        if (mark == MARK_NONE) {
            if (!is_half(l, r, i)) continue;
            bool begins = at[i].new_part || (i > 0 && token_traits(l, &at[i - 1]) & TRAIT_BUT);
            out->begins |= out->first && !out->second && begins;
            if (out->second)
                out->behind++;
            else if (out->first)
                out->between++;
            else
                out->before++;
        } else if (!out->first) {
            out->first = mark;
        } else if (mark != out->first) {
            out->second = mark;
        } else if (out->second) {
            return false; /* back and forth */
        } else {
            out->between = 0; /* "yang depan sudah nyala" */
        }
    }
    return out->second != MARK_NONE;
}

bool judge_halves(const struct lexicon *l, const struct reading *r)
{
    struct halves h = { 0 };
    if (r->marked || r->tokens.count > HALVES_WORDS || !hear_halves(l, r, &h)) return false;
    size_t second = h.between + h.behind;
    return second > 0 &&
           (h.before > 0 || h.begins || h.between > 1 || (h.between > 0 && h.behind > 0));
}

bool judge_short_of(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return i + 1 < r->tokens.count && !t[1].new_part && token_in(l, t, WORD_RATING_LESS) &&
           is_number(l, t + 1) && is_half(l, r, i + 1);
}
