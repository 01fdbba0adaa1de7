/* place_mark.c - what the words around a place's name say of it. */
#include "place_mark.h"
#include "judge.h"
#include "language.h"

/* listed: phrase of l->listed. */
static enum mark mark_of(const struct lexicon *l, uint32_t listed)
{
    static const struct {
        enum word_role role;
        enum mark mark;
    } marks[] = {
        { WORD_PLACE_VILLAGE, MARK_VILLAGE },
        { WORD_PLACE_HAMLET, MARK_HAMLET },
        { WORD_PLACE_DISTRICT, MARK_DISTRICT },
        { WORD_PLACE_CITY, MARK_CITY },
        { WORD_PLACE_REGENCY, MARK_REGENCY },
        { WORD_PLACE_TOWARDS, MARK_TOWARDS },
        { WORD_PLACE_IN, MARK_IN },
        { WORD_PLACE_HOUSE, MARK_HOUSE },
        { WORD_PLACE_LANE, MARK_LANE },
    };
    for (size_t i = 0; listed != PHRASE_NONE && i < sizeof marks / sizeof *marks; i++)
        if (lexicon_listed(l, marks[i].role, listed)) return marks[i].mark;
    return MARK_NONE;
}

enum mark place_mark_before(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = r->tokens.at;
    if (i == 0) return MARK_NONE;
    /* "sdn 2 sumber", "smpn 1 gading" */
    if (t[i - 1].number && i > 1 && mark_of(l, t[i - 2].raw_listed) == MARK_HOUSE)
        return MARK_HOUSE;
    enum mark mark = mark_of(l, t[i - 1].norm_listed);
    if (mark == MARK_NONE) mark = mark_of(l, t[i - 1].raw_listed);
    if (mark != MARK_NONE) return mark;
    uint32_t word = t[i - 1].word;
    bool weak = word != PHRASE_NONE && l->words.items[word].roles & ROLE_BIT(WORD_PLACE_MARK);
    return weak ? MARK_WEAK : MARK_NONE;
}

size_t place_keep_ward(const struct lexicon *l, const struct reading *r, uint32_t from,
                       const struct place **candidates, size_t count)
{
    const struct place *ward = NULL;
    size_t wards = 0;
    if (from == 0 || !token_in(l, &r->tokens.at[from - 1], WORD_PLACE_WARD)) return count;
    for (size_t i = 0; i < count; i++) {
        if (!candidates[i]->is_kelurahan) continue;
        ward = candidates[i];
        wards++;
    }
    if (wards != 1) return count;
    candidates[0] = ward;
    return 1;
}

/* Shorter ones are particles and typing errors. */
#define NAME_LETTERS_MIN 4

static bool is_unknown_name(const struct lexicon *l, const struct reading *r, uint32_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->word == PHRASE_NONE && t->raw_listed == PHRASE_NONE &&
           t->norm_listed == PHRASE_NONE && !t->number && !t->slang && !t->derived &&
           r->place_at[i] == MATCH_NONE && token_traits(l, t) == 0 &&
           t->raw.text.len >= NAME_LETTERS_MIN && !str_ends(t->raw.text, STR("nya"));
}

bool place_goes_on(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t i = match->from;
    if (i == 0 || at[i].new_part || !is_unknown_name(l, r, i - 1)) return false;
    /* "hare sebaung pak" answers, and begins with no name. */
    if (i == 1) return !place_ends_text(l, r, match);
    if (at[i - 1].new_part) return true;
    enum mark mark = place_mark_before(l, r, i - 1);
    return mark == MARK_IN || mark == MARK_WEAK || mark == MARK_VILLAGE;
}

bool place_is_own_word(const struct reading *r, const struct match *match)
{
    return r->tokens.at[match->from].word != PHRASE_NONE;
}

bool place_is_thing(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *t = r->tokens.at;
    if (match->to < r->tokens.count && !t[match->to].new_part &&
        lexicon_listed(l, WORD_THING_AFTER, t[match->to].raw_listed))
        return true;
    if (match->from == 0) return false;
    uint32_t before = t[match->from - 1].raw_listed;
    return lexicon_listed(l, WORD_THING_BEFORE, before) || lexicon_listed(l, WORD_COLOUR, before);
}

#define POLITE_BITS (ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS))

bool place_ends_text(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    /* "cat temboknya maron" */
    if (match->from > 1 && lexicon_listed(l, WORD_COLOUR, r->tokens.at[match->from - 2].raw_listed))
        return false;
    for (uint32_t i = match->to; i < r->tokens.count; i++)
        if (!(reading_roles(l, r, i) & POLITE_BITS)) return false;
    return true;
}

bool place_ends_part(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    for (uint32_t i = match->to; i < r->tokens.count && !r->tokens.at[i].new_part; i++)
        if (!(reading_roles(l, r, i) & POLITE_BITS)) return false;
    return true;
}

bool place_is_denied(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    uint32_t i = match->from;
    /* "bukan orang surabaya" */
    while (i > 0 && (place_mark_before(l, r, i) != MARK_NONE ||
                     token_in(l, &r->tokens.at[i - 1], WORD_PEOPLE)))
        i--;
    uint32_t traits = i > 0 ? token_traits(l, &r->tokens.at[i - 1]) : 0;
    if (traits & TRAIT_NEGATION && traits & TRAIT_AMEND) return true;
    return i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_PLACE_WHY) &&
           place_ends_part(l, r, match);
}

/* So near behind a village its district is named, by a word of so many letters. */
#define DISTRICT_BEHIND      12
#define DISTRICT_LETTERS_MIN 4
/* So many words of a name may stand behind what is one of ours. */
#define NAME_BEHIND 3
/* So many parts of so many words may stand between a name and its city: "petemon, sawahan". */
#define ADDRESS_PARTS 3
#define ADDRESS_WORDS 2

/* "lapor ke kecamatan", "petugas kecamatan": the office. */
static bool is_office(const struct lexicon *l, const struct reading *r, uint32_t mark)
{
    if (mark == 0) return false;
    const struct token *before = &r->tokens.at[mark - 1];
    return token_in(l, before, WORD_PLACE_TOWARDS) || token_in(l, before, WORD_LANDMARK) ||
           judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), mark - 1, mark + 1);
}

uint32_t place_district_behind(const struct lexicon *l, const struct reading *r,
                               const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t end = match->to + DISTRICT_BEHIND;
    for (uint32_t i = match->to; i < r->tokens.count && i < end; i++)
        if (place_mark_before(l, r, i) == MARK_DISTRICT && at[i].word == PHRASE_NONE &&
            at[i].raw.text.len >= DISTRICT_LETTERS_MIN && !is_office(l, r, i - 1))
            return i;
    return MATCH_NONE;
}

uint32_t place_name_end(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t i = match->to;
    while (i < r->tokens.count && i < match->to + NAME_BEHIND && !at[i].new_part &&
           (is_unknown_name(l, r, i) || at[i].number || at[i].norm.text.len < 2 ||
            token_in(l, &at[i], WORD_PLACE_COMPASS)))
        i++;
    return i;
}

/* A neighbour's name, rightly spelt, begins here. */
static bool is_outside_at(const struct lexicon *l, const struct reading *r, uint32_t at)
{
    uint32_t match = r->place_at[at];
    if (match == MATCH_NONE || r->matches[match].from != at || r->matches[match].misspelled)
        return false;
    uint32_t i = l->places.items[r->matches[match].phrase].first_meaning;
    for (; i != PHRASE_NONE; i = l->places.meanings[i].next)
        if (l->desk->places[l->places.meanings[i].index].level != PLACE_OUTSIDE) return false;
    return true;
}

bool place_outside_behind(const struct lexicon *l, const struct reading *r,
                          const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t to = place_name_end(l, r, match);
    bool goes_on = to > match->to;
    while (to < r->tokens.count && reading_roles(l, r, to) & ROLE_BIT(WORD_PLACE_MARK))
        to++;
    /* "pabean cantikan, surabaya": with more of a name than ours has, as a part of an address. */
    if (to >= r->tokens.count || (at[to].new_part && !goes_on)) return false;
    return is_outside_at(l, r, to);
}

/* Where the name ends, and what else its line of the address holds: "II no 5", "karya 5". */
static uint32_t line_end(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t i = place_name_end(l, r, match);
    for (size_t words = 0; i < r->tokens.count && !at[i].new_part; i++) {
        if (at[i].number || at[i].raw.text.len <= 2 || token_in(l, &at[i], WORD_PLACE_LINE))
            continue;
        if (++words > ADDRESS_WORDS) break;
    }
    return i;
}

bool place_address_outside(const struct lexicon *l, const struct reading *r,
                           const struct match *match)
{
    const struct token *at = r->tokens.at;
    uint32_t i = line_end(l, r, match);
    for (size_t part = 0; part <= ADDRESS_PARTS; part++) {
        if (i >= r->tokens.count || !at[i].new_part) return false;
        uint32_t name = i, next = i + 1;
        while (next < r->tokens.count && !at[next].new_part)
            next++;
        while (name + 1 < next && reading_roles(l, r, name) & ROLE_BIT(WORD_PLACE_MARK))
            name++;
        if (is_outside_at(l, r, name)) return part > 0;
        uint32_t known = r->place_at[name];
        if (known != MATCH_NONE && !r->matches[known].misspelled) return false;
        if (next - name > ADDRESS_WORDS) return false;
        i = next;
    }
    return false;
}

bool place_is_whole_text(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    static const uint64_t polite = POLITE_BITS | ROLE_BIT(WORD_PLACE_MARK);
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        bool inside = i >= match->from && i < match->to;
        if (!inside && !(reading_roles(l, r, i) & polite)) return false;
    }
    return true;
}

bool place_is_part_of_its_own(const struct reading *r, const struct match *match)
{
    const struct tokens *t = &r->tokens;
    return t->at[match->from].new_part && (match->to == t->count || t->at[match->to].new_part);
}
