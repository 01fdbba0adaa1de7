/* when.c - words that tell when, and nothing else. */
#include "judge.h"
#include "language.h"
#include "told.h"

bool judge_time_of_day(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    const uint32_t when = TRAIT_TIME | TRAIT_REAL; /* "tadi malam" */
    uint32_t at = r->word_at[i];
    bool single = at == MATCH_NONE || r->matches[at].to - r->matches[at].from == 1;
    if (!(token_traits(l, t) & TRAIT_TIME) || !single) return false;
    /* "tiap sore", "nanti malam" */
    bool each =
        i > 0 && (token_traits(l, t - 1) & TRAIT_HABIT || token_in(l, t - 1, WORD_EACH_TIME));
    bool behind = i > 0 && !t->new_part && (each || t[-1].number || token_traits(l, t - 1) & when);
    bool before = i + 1 < r->tokens.count && !t[1].new_part &&
                  (token_traits(l, t + 1) & TRAIT_TIME || token_in(l, t + 1, WORD_THIS));
    return behind || before;
}

/* "kebakarannya": what was told before. */
static bool is_event(const struct told *t, size_t i)
{
    return judge_alarm(t->l, t->r, ROLE_BIT(WORD_EVENT), i, i + 1) != NULL;
}

/* "maaf pak tapi itu". */
static bool tells_nothing(const struct told *t, size_t i)
{
    const struct token *token = &t->r->tokens.at[i];
    return told_is_light(t, i) || is_event(t, i) || token_traits(t->l, token) & TRAIT_AMEND ||
           reading_roles(t->l, t->r, i) & (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_RESERVE));
}

static bool only_when(const struct lexicon *l, const struct reading *r, size_t *from, size_t *to)
{
    struct told t = { .l = l, .r = r };
    told_read(&t);
    if (t.count != 1 || r->marked || !(t.at[0].roles & ROLE_BIT(WORD_PAST))) return false;
    *from = t.at[0].from;
    *to = t.at[0].to;
    for (size_t i = 0; i < r->tokens.count; i++)
        if ((i < *from || i >= *to) && !tells_nothing(&t, i)) return false;
    return true;
}

bool judge_only_when(const struct lexicon *l, const struct reading *r, struct arena *arena,
                     struct str *out, struct err *e)
{
    size_t from, to;
    *out = STR_EMPTY;
    if (!only_when(l, r, &from, &to)) return true;
    for (size_t i = from; i < to; i++)
        if (!arena_text(arena, out, e, "%.*s%s%.*s", STR_ARG(*out), out->len ? " " : "",
                        STR_ARG(r->tokens.at[i].norm.text)))
            return false;
    return true;
}
