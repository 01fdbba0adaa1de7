/* harm.c - violence against a child or a woman, told in everyday words; and somebody who is
 * missing. */
#include "judge.h"
#include "language.h"

/* So many words may stand between: "anak tetangga saya itu sering sekali dipukul bapaknya". */
#define PROTECTED_BEFORE 10
#define BEHIND           4

/* Whoever is protected suffers it, or a guardian does it: "bola ditendang anak anak" is neither. */
static bool is_at_home(const struct lexicon *l, const struct reading *r, const struct match *blow)
{
    uint64_t suffers = ROLE_BIT(WORD_PROTECTED), does = ROLE_BIT(WORD_GUARDIAN);
    bool passive = judge_suffered(r, blow);
    size_t from = reading_back(r, blow->from, PROTECTED_BEFORE, STRETCH_SENTENCE);
    if (judge_alarm(l, r, passive ? suffers : suffers | does, from, blow->from)) return true;
    size_t to = reading_ahead(r, blow->to, BEHIND, STRETCH_SENTENCE);
    return judge_alarm(l, r, passive ? does : suffers, blow->to, to);
}

const struct match *judge_harm(const struct lexicon *l, const struct reading *r)
{
    const struct match *abuse = judge_danger(l, r, WORD_ABUSE);
    for (size_t i = 0; i < r->alarm_count && !abuse; i++) {
        const struct match *blow = &r->alarms[i];
        if (judge_real(l, r, blow, WORD_BLOW) && is_at_home(l, r, blow)) abuse = blow;
    }
    return abuse;
}

/* "5 tahun", "sejak kemarin", "saya", "tolong": says nothing about who or what. */
static bool is_aside(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->number || t->norm.text.len == 0 || r->place_at[i] != MATCH_NONE ||
           token_traits(l, t) & (TRAIT_TIME | TRAIT_LIGHT | TRAIT_REAL | TRAIT_REQUEST) ||
           reading_roles(l, r, i) & (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING));
}

/* "akta anak saya hilang": the deed is, not the child. */
static bool is_of_another(const struct lexicon *l, const struct reading *r,
                          const struct match *person)
{
    size_t i = person->from;
    while (i > 0 && !r->tokens.at[i].new_part && r->tokens.at[i - 1].norm.text.len == 0)
        i--;
    return i > 0 && !r->tokens.at[i].new_part && !is_aside(l, r, i - 1);
}

static bool are_asides(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!is_aside(l, r, i)) return false;
    return true;
}

/* The last one before token `to`: "anak saya umur 5 tahun [hilang]". */
static const struct match *person_before(const struct lexicon *l, const struct reading *r,
                                         size_t to)
{
    uint64_t people = ROLE_BIT(WORD_PROTECTED) | ROLE_BIT(WORD_VICTIM);
    const struct match *person = NULL;
    for (size_t i = 0; i < r->alarm_count && r->alarms[i].to <= to; i++)
        if (match_roles(l, r, &r->alarms[i]) & people) person = &r->alarms[i];
    return person;
}

const struct match *judge_missing(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *gone = &r->alarms[i];
        if (!(match_roles(l, r, gone) & ROLE_BIT(WORD_MISSING))) continue;
        const struct match *person = person_before(l, r, gone->from);
        if (person && are_asides(l, r, person->to, gone->from) && !is_of_another(l, r, person))
            return gone;
    }
    return NULL;
}
