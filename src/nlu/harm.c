/* harm.c - violence against a child or a woman, told in everyday words; somebody who is missing;
 * and whose life it is that may end by the own hand. */
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

/* --- the own life --- */

/* "mengancam [mau bunuh] warga" */
#define THREATENED_WITHIN 3

enum whose { WHOSE_WRITER, WHOSE_RELATIVE, WHOSE_STRANGER };

/* Of whom it is told: the last one before it. Nobody else is the writer. */
static enum whose whose_is(const struct lexicon *l, const struct reading *r,
                           const struct match *harm)
{
    const struct token *at = r->tokens.at;
    if (reading_has(l, r, harm->from, harm->to, WORD_SELF)) return WHOSE_WRITER;
    for (size_t i = harm->from; i-- > 0;) {
        bool own = i + 1 < harm->from && !at[i + 1].new_part && token_in(l, &at[i + 1], WORD_SELF);
        bool spoken_to = reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER);
        if (token_in(l, &at[i], WORD_PERSON) && (own || !spoken_to))
            return own ? WHOSE_RELATIVE : WHOSE_STRANGER;
        bool of_somebody = i > 0 && !at[i].new_part && token_in(l, &at[i - 1], WORD_PERSON);
        if (token_in(l, &at[i], WORD_SELF) && !of_somebody) return WHOSE_WRITER;
    }
    return WHOSE_WRITER;
}

/* "mengancam warga", "ngamuk": others are in danger as well. */
static bool threatens_others(const struct lexicon *l, const struct reading *r,
                             const struct match *alarm)
{
    const uint64_t raging = ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_VICTIM) | ROLE_BIT(WORD_EVENT);
    uint64_t roles = match_roles(l, r, alarm);
    if ((roles & raging) == raging) return judge_happened(l, r, alarm);
    size_t to = reading_ahead(r, alarm->to, THREATENED_WITHIN, STRETCH_PART);
    return roles & ROLE_BIT(WORD_VICTIM) &&
           token_traits(l, &r->tokens.at[alarm->from]) & TRAIT_UNREAL &&
           (reading_has(l, r, alarm->to, to, WORD_PERSON) ||
            reading_has(l, r, alarm->to, to, WORD_PEOPLE));
}

bool judge_attacks(const struct lexicon *l, const struct reading *r, const struct match *harm)
{
    enum whose whose = whose_is(l, r, harm);
    for (size_t i = 0; i < r->alarm_count && whose != WHOSE_WRITER; i++) {
        const struct match *alarm = &r->alarms[i];
        bool armed = whose == WHOSE_STRANGER &&
                     reading_has(l, r, alarm->from, alarm->to, WORD_WEAPON) &&
                     judge_real(l, r, alarm, WORD_URGENT);
        if (armed || threatens_others(l, r, alarm)) return true;
    }
    return false;
}
