/* hail.c - "ini benar nomor pengaduan kabupaten?": whether somebody is there, asked before anything
 * is told. */
#include "judge.h"
#include "language.h"

#define HAIL_WORDS 12

/* Nothing but what such a question is made of, and whose the number is. */
static bool belongs(const struct lexicon *l, const struct reading *r, size_t i)
{
    static const enum word_role own[] = {
        WORD_HAIL_CHANNEL, WORD_HAIL_ASK,  WORD_HAIL_ALIVE, WORD_HAIL_THERE, WORD_HAIL_OTHER,
        WORD_TALK_PERSON,  WORD_REPORTING, WORD_OFFICE,     WORD_THIS,
    };
    const struct token *t = &r->tokens.at[i];
    if (t->norm.text.len == 0 || r->place_at[i] != MATCH_NONE) return true;
    if (reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING))) return true;
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (token_in(l, t, own[k])) return true;
    return false;
}

/* "pengaduan saya masih ada?": what became of it. */
static bool is_own_report(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return i > 0 && token_in(l, &at[i], WORD_SELF) && token_in(l, &at[i - 1], WORD_REPORT);
}

bool judge_calls(const struct lexicon *l, const struct reading *r)
{
    bool there = false, person = false, denied = false, visit = false;
    if (r->tokens.count > HAIL_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        /* "bisa minta petugas, ada?" wishes for one; "ada petugas dinsos?" asks of that office. */
        bool wish = token_in(l, t, WORD_WISH) || token_in(l, t, WORD_TALK_REQUEST);
        bool elsewhere = r->place_at[i] != MATCH_NONE || token_in(l, t, WORD_OFFICE);
        denied |= (token_traits(l, t) & TRAIT_NEGATION) != 0;
        visit |= token_in(l, t, WORD_VISIT);
        /* "ada nomer wa petugasnya?" */
        if (reading_roles(l, r, i) & ROLE_BIT(WORD_QUESTION)) return false;
        bool human = reading_roles(l, r, i) & ROLE_BIT(WORD_HUMAN); /* "ini robot apa orang?" */
        if (wish || elsewhere || !(human || belongs(l, r, i))) return false;
        there |= token_in(l, t, WORD_HAIL_THERE);
        person |= token_in(l, t, WORD_TALK_PERSON);
    }
    /* "apa ga ada petugas yg kesini": nobody came. */
    return there && person && !(denied && visit);
}

bool judge_hails(const struct lexicon *l, const struct reading *r)
{
    bool channel = false, asks = r->marked, still = false, office = false, this = false;
    bool person = false, may = false, there = false;
    if (judge_calls(l, r)) return true;
    if (r->tokens.count > HAIL_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (is_own_report(l, r, i) || !belongs(l, r, i)) return false;
        channel |= token_in(l, t, WORD_HAIL_CHANNEL);
        asks |= token_in(l, t, WORD_HAIL_ASK);
        still |= token_in(l, t, WORD_HAIL_ALIVE);
        office |= token_in(l, t, WORD_OFFICE);
        this |= token_in(l, t, WORD_THIS);
        there |= r->place_at[i] != MATCH_NONE && !token_in(l, t, WORD_PLACE_OURS);
        person |= token_in(l, t, WORD_TALK_PERSON) && !token_in(l, t, WORD_HAIL_CHANNEL);
        may |= token_in(l, t, WORD_ASK_LEAVE);
    }
    /* "ada nomer wa petugasnya?", "bisa online gak", "ada nomer wa surabaya?": asked of a report.
     */
    if (!this && (there || (person && channel) || (may && still && !channel))) return false;
    /* "layanan samsat masih buka?" is asked of that office. */
    if (office && (still || !this || !channel)) return false;
    return asks && (channel || still);
}

/* In more words something is told. */
#define HERE_WORDS 14

bool judge_asks_here(const struct lexicon *l, const struct reading *r)
{
    bool supposed = false, reports = false, here = false, may = false;
    if (r->tokens.count > HERE_WORDS) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        supposed |= token_in(l, t, WORD_SUPPOSING);
        reports |= supposed && token_in(l, t, WORD_REPORTING);
        here |= reports && token_in(l, t, WORD_PLACE_HERE);
        may |= reports && (token_in(l, t, WORD_ASK_LEAVE) || token_in(l, t, WORD_ASK_MAY));
    }
    return here && may;
}
