/* strange.c - names that no table of ours knows, where a place is told. */
#include "judge.h"
#include "language.h"
#include "place_inside.h"
#include "place_mark.h"

/* Shorter ones are particles and typing errors. */
#define NAME_LETTERS_MIN 4
/* So near behind the village its district is told. */
#define ADDRESS_WORDS 12

static bool is_stranger(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->word == PHRASE_NONE && !t->number && r->place_at[i] == MATCH_NONE &&
           token_traits(l, t) == 0 && t->raw.text.len >= NAME_LETTERS_MIN;
}

/* "kec tambaksari": almost a village of ours, and said to be a district; of those the nearest is
 * looked for anyhow. */
static bool is_almost_ours(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    uint32_t at = r->place_at[i];
    const struct token *t = &r->tokens.at[i];
    return at != MATCH_NONE && r->matches[at].misspelled &&
           r->matches[at].to - r->matches[at].from == 1 && t->word == PHRASE_NONE && !t->number &&
           token_traits(l, t) == 0 && t->raw.text.len >= NAME_LETTERS_MIN;
}

bool judge_strange_district(const struct lexicon *l, const struct reading *r, struct str *name)
{
    uint32_t village = MATCH_NONE;
    for (uint32_t i = 1; i < r->tokens.count; i++) {
        enum mark mark = place_mark_before(l, r, i);
        if (mark == MARK_VILLAGE) village = i;
        bool address = village != MATCH_NONE && i > village && i - village <= ADDRESS_WORDS;
        if (mark != MARK_DISTRICT || !address) continue;
        if (!is_stranger(l, r, i) && !is_almost_ours(l, r, i)) continue;
        *name = r->tokens.at[i].raw.text;
        return place_near_district(l, *name) == PHRASE_NONE;
    }
    return false;
}

/* Said of no place and of no matter: "itu", "maksudnya", "pak". */
static bool says_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const uint64_t empty = ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |
                           ROLE_BIT(WORD_YES) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK);
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & empty ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_LOCATOR | TRAIT_AMEND | TRAIT_POINT) ||
           token_in(l, t, WORD_PLACE_IN) || token_in(l, t, WORD_SELF) ||
           str_equal(t->raw.text, STR("nya"));
}

/* --- "samping rumah pak kades": the house of somebody, who is no matter there --- */

/* "rumah", "rumahnya" */
static bool is_house(const struct token *t)
{
    return str_equal(t->norm.text, STR("rumah")) || str_equal(t->norm.text, STR("rumahnya"));
}

/* "pak", "bu", "mbah" */
static bool is_address(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    return reading_roles(l, r, i) & ROLE_BIT(WORD_FILLER) ||
           token_in(l, &r->tokens.at[i], WORD_PERSON);
}

/* Where "pak kades", or "rumah pak kades", ends that begins at i; i: no such words do. */
static uint32_t office_end(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    uint32_t end = i;
    for (size_t k = 0; k < r->alarm_count; k++) {
        const struct match *match = &r->alarms[k];
        if (match->from == i && match->to > end &&
            match_roles(l, r, match) & (ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_OWN)))
            end = (uint32_t)match->to;
    }
    return end;
}

/* Of the house at token i: where the words end that say whose it is; i + 1: they say nothing. */
static uint32_t owner_end(const struct lexicon *l, const struct reading *r, uint32_t house)
{
    const struct token *at = r->tokens.at;
    const uint32_t from = house + 1;
    uint32_t i = from, end = office_end(l, r, house);
    if (end <= from) end = office_end(l, r, i);
    if (end > from) return end;
    while (i < r->tokens.count && !at[i].new_part && is_address(l, r, i))
        i++;
    if (i == from || i == r->tokens.count || at[i].new_part) return from;
    end = office_end(l, r, i);
    if (end > i) return end;
    if (says_nothing(l, r, i) || token_traits(l, &at[i])) return from;
    end = i + 1; /* "pak haji [udin]" */
    return end < r->tokens.count && !at[end].new_part && is_stranger(l, r, end) ? end + 1 : end;
}

/* Nothing but where: begins beside or in something, and a house is told by its owner. */
static bool is_house_of(const struct lexicon *l, const struct reading *r)
{
    const uint64_t calm = ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_SERVANT) | ROLE_BIT(WORD_OWN) |
                          ROLE_BIT(WORD_VICTIM) | ROLE_BIT(WORD_GUARDIAN);
    bool owned = false, beside = false;
    if (judge_trouble(l, r) || r->marked ||
        judge_alarm(l, r, ALARM_ROLES & ~calm, 0, r->tokens.count))
        return false;
    for (uint32_t i = 0; i < r->tokens.count;) {
        const struct token *t = &r->tokens.at[i];
        uint32_t end = i + 1;
        beside = beside || token_traits(l, t) & TRAIT_LOCATOR || token_in(l, t, WORD_PLACE_IN) ||
                 reading_roles(l, r, i) & ROLE_BIT(WORD_PLACE_MARK);
        if (is_house(t) && beside && end < r->tokens.count) {
            end = owner_end(l, r, i);
            owned = owned || end > i + 1;
        } else if (!is_house(t) && !token_is_landmark(l, t) && !t->number &&
                   !says_nothing(l, r, i)) {
            return false;
        }
        i = end;
    }
    return owned;
}

bool judge_strange_spot(const struct lexicon *l, const struct reading *r)
{
    bool stands = false;
    if (is_house_of(l, r)) return true;
    if (!judge_spot(l, r)) return false;
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        stands = stands || token_is_landmark(l, t);
        bool name = stands && (token_is_landmark(l, t) || t->number || is_stranger(l, r, i));
        if (!name && !says_nothing(l, r, i)) return false;
    }
    return stands;
}

struct str judge_keyword(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    struct str found = STR_EMPTY;
    int most = 0;
    for (size_t i = 0; i < r->match_count; i++) {
        int weight = match_weight(l, r, &r->matches[i], category);
        if (r->matches[i].place || weight <= most) continue;
        most = weight;
        found = l->words.items[r->matches[i].phrase].text;
    }
    return found;
}
