/* statement.c - what a letter tells that complains of nothing: where, what stands there, how it is.
 */
#include "judge.h"
#include "language.h"
#include "place_mark.h"
#include "weigh.h"

/* Say nothing of where or what by themselves. */
#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_YES) | \
     ROLE_BIT(WORD_NO) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) |                       \
     ROLE_BIT(WORD_SOLVED) | ROLE_BIT(WORD_UNSOLVED) | ROLE_BIT(WORD_STATUS))

/* "banyak lalat di depan rumah": that something is there, not where; "ada di depan rumah" is where.
 */
static bool tells_of_thing(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i + 1 < r->tokens.count; i++) {
        bool denied = i > 0 && token_traits(l, &at[i - 1]) & TRAIT_NEGATION;
        if (denied || !token_in(l, &at[i], WORD_ALONG_THERE)) continue;
        if (!at[i + 1].new_part && r->place_at[i + 1] == MATCH_NONE && !at[i + 1].number &&
            !token_says_where(l, &at[i + 1]) &&
            !(reading_roles(l, r, i + 1) & ROLE_BIT(WORD_PLACE_MARK)))
            return true;
    }
    return false;
}

/* "simomulyo baru": like a name of ours, and not surely that. */
static bool may_be_name(const struct reading *r, size_t i)
{
    return r->place_at[i] != MATCH_NONE && r->matches[r->place_at[i]].misspelled;
}

/* A place that is no name of ours, or that it is not known. */
bool judge_whereabouts(const struct lexicon *l, const struct reading *r)
{
    if (tells_of_thing(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_traits(l, t) & (TRAIT_LOCATOR | TRAIT_NEGATION) ||
            reading_roles(l, r, i) & ROLE_BIT(WORD_PLACE_MARK) || may_be_name(r, i) ||
            lexicon_listed(l, WORD_PLACE_IN, t->raw_listed))
            return true;
    }
    return false;
}

/* --- "di jembatan flyover leces" --- */

/* So many words may be the name of what stands there. */
#define SPOT_NAME_MAX 2

/* "pasar", "balai desa", "alun alun", "perumahan": nothing but what stands there. */
static bool only_stands(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    static const enum word_role stands[] = { WORD_LANDMARK, WORD_PLACE_HOUSE, WORD_SPOT,
                                             WORD_PLACE_ESTATE, WORD_PLACE_VILLAGE };
    for (size_t i = match->from; i < match->to; i++) {
        bool one = false;
        for (size_t k = 0; k < sizeof stands / sizeof *stands; k++)
            one = one || token_in(l, &r->tokens.at[i], stands[k]);
        if (!one) return false;
    }
    return true;
}

/* A keyword that is more than the words of what stands there: "pasar sepi". */
static bool says_more(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    if (at == MATCH_NONE || r->matches[at].place) return false;
    const struct match *match = &r->matches[at];
    uint32_t k = l->words.items[match->phrase].first_meaning;
    if (!match->apart && only_stands(l, r, match)) return false;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next)
        if (l->words.meanings[k].weight > JUDGE_HEARD_MIN) return true;
    return false;
}

/* "rt 02", "leces": tells where, as courtesies tell nothing. */
static bool is_no_name(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    bool numbered = i + 1 < r->tokens.count && t[1].number;
    return t->number || numbered || t->norm.text.len < 2 || r->place_at[i] != MATCH_NONE ||
           reading_roles(l, r, i) & EMPTY_BITS || token_in(l, t, WORD_SELF) ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_LOCATOR);
}

bool judge_spot(const struct lexicon *l, const struct reading *r)
{
    const uint32_t tells =
        TRAIT_NEGATION | TRAIT_REQUEST | TRAIT_ALSO | TRAIT_AGAIN | TRAIT_ASK | TRAIT_TROUBLE;
    bool stands = false, placed = false;
    size_t names = 0;
    if (judge_trouble(l, r) || reading_says(l, r, WORD_WISH) || r->marked || r->alarm_count > 0)
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool thing = token_is_landmark(l, t);
        bool first = i == 0 && reading_roles(l, r, i) & ROLE_BIT(WORD_PLACE_MARK);
        if (token_traits(l, t) & tells || says_more(l, r, i)) return false;
        stands = stands || thing || first;
        placed = placed || r->place_at[i] != MATCH_NONE;
        if (thing || is_no_name(l, r, i)) continue;
        if (placed) return false; /* "pasar leces sepi" */
        names++;
    }
    return stands && names <= SPOT_NAME_MAX;
}

/* --- "di alun alun kraksaan": where, and what stands there is not what it is about --- */

/* The word in front of what is told, be it behind courtesy and "maaf salah": a place or its mark.
 */
static bool begins_where(const struct lexicon *l, const struct reading *r)
{
    for (uint32_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (token_in(l, t, WORD_PLACE_TOWARDS)) continue;
        if (r->place_at[i] != MATCH_NONE || place_mark_before(l, r, i + 1) != MARK_NONE ||
            token_in(l, t, WORD_LANDMARK) || token_in(l, t, WORD_PLACE_ESTATE) ||
            token_traits(l, t) & TRAIT_LOCATOR)
            return true;
        /* "kejadiannya di mall ..." */
        bool empty = reading_roles(l, r, i) & EMPTY_BITS || token_in(l, t, WORD_SELF) ||
                     token_in(l, t, WORD_PLACE_NOUN) ||
                     token_traits(l, t) & (TRAIT_LIGHT | TRAIT_AMEND | TRAIT_POINT);
        if (!empty) return false;
    }
    return false;
}

/* "perum asabri", "di samping rumah pak kades" */
static bool stands_there(const struct lexicon *l, const struct token *t)
{
    bool beside = token_traits(l, t) & TRAIT_LOCATOR && !token_in(l, t, WORD_PLACE_IN);
    return beside || token_is_landmark(l, t) || token_in(l, t, WORD_PLACE_ESTATE);
}

/* "kades sebaung main proyek": who stands before what says where is whom it is about. */
static bool is_of_somebody(const struct lexicon *l, const struct reading *r)
{
    uint32_t i = 0;
    while (i < r->tokens.count && r->place_at[i] == MATCH_NONE &&
           !stands_there(l, &r->tokens.at[i]))
        i++;
    return judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), 0, i) != NULL;
}

bool judge_shows_where(const struct lexicon *l, const struct reading *r)
{
    if (is_of_somebody(l, r)) return false;
    if (begins_where(l, r)) return true;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (stands_there(l, &r->tokens.at[i])) return true;
    return false;
}

/* The name of what stands there ("alun alun" before the place, or right behind its mark), or of a
 * number ("nik 3513.."). */
static bool only_names(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct match *match = &r->matches[r->word_at[i]];
    bool number = match->to < r->tokens.count && r->tokens.at[match->to].number;
    /* "pindah ke desa x" */
    bool towards =
        match->to < r->tokens.count && place_mark_before(l, r, match->to + 1) == MARK_TOWARDS;
    bool lane = place_mark_before(l, r, match->to) == MARK_LANE; /* "jl sudirman" */
    return number || towards || lane || place_mark_before(l, r, match->from) != MARK_NONE;
}

static bool begs_pardon(const struct reading *r, size_t i)
{
    return i + 1 < r->tokens.count && str_equal(r->tokens.at[i + 1].norm.text, STR("maaf"));
}

bool judge_tells_where(const struct lexicon *l, const struct reading *r, bool amended)
{
    const uint32_t tells =
        TRAIT_NEGATION | TRAIT_REQUEST | TRAIT_ALSO | TRAIT_AGAIN | TRAIT_ASK | TRAIT_TROUBLE;
    /* "atas nama ibu saya": who they are is no alarm by itself. */
    const uint64_t alarms =
        ALARM_ROLES & ~(ROLE_BIT(WORD_PROTECTED) | ROLE_BIT(WORD_GUARDIAN) | ROLE_BIT(WORD_OWN));
    if (reading_says(l, r, WORD_WISH) || r->marked || tells_of_thing(l, r) ||
        judge_alarm(l, r, alarms, 0, r->tokens.count) || (!amended && !begins_where(l, r)))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        uint32_t traits = token_traits(l, &r->tokens.at[i]);
        /* "bukan" denies a place, "mohon maaf" asks for nothing. */
        if (traits & tells && !(traits & TRAIT_AMEND) && !begs_pardon(r, i)) return false;
        if (says_more(l, r, i) && !only_names(l, r, i)) return false;
    }
    return true;
}

/* "anak saya sekolah di smkn 1", "proposalnya sudah kami kirim"; "ada odgj di pasar" complains. */
bool judge_states(const struct lexicon *l, const struct reading *r)
{
    const uint32_t tells = TRAIT_REQUEST | TRAIT_ALSO | TRAIT_ASK | TRAIT_TROUBLE;
    const uint64_t danger = ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_ABUSE) |
                            ROLE_BIT(WORD_SELF_HARM) | ROLE_BIT(WORD_WHISTLEBLOWING);
    if (judge_trouble(l, r) || reading_says(l, r, WORD_WISH) || r->marked || tells_of_thing(l, r) ||
        judge_said(l, r, WORD_QUESTION) || reading_says(l, r, WORD_THREATENS) ||
        judge_alarm(l, r, danger, 0, r->tokens.count))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_traits(l, &r->tokens.at[i]) & tells) return false;
    return !manner_told(l, r).of; /* "dokternya galak" complains */
}

bool judge_tells_self(const struct lexicon *l, const struct reading *r)
{
    size_t i = 0;
    while (i < r->tokens.count && reading_roles(l, r, i) & EMPTY_BITS &&
           !token_in(l, &r->tokens.at[i], WORD_SELF))
        i++;
    return i < r->tokens.count && token_in(l, &r->tokens.at[i], WORD_SELF);
}

/* --- "yang benar di pin" --- */

/* "pin nya meleset": the other one holds. */
static bool is_wrong(const struct lexicon *l, const struct token *t)
{
    uint32_t traits = token_traits(l, t);
    return traits & TRAIT_AMEND || traits_tell_trouble(traits);
}

enum place_source judge_place_source(const struct lexicon *l, const struct reading *r)
{
    bool wrong = false, pin = false, words = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool by_pin = token_in(l, t, WORD_SOURCE_PIN), told = token_in(l, t, WORD_SOURCE_WORDS);
        bool denied = i > 0 && token_traits(l, t - 1) & TRAIT_NEGATION;
        pin = pin || (by_pin && !denied) || (told && denied);
        words = words || (told && !denied) || (by_pin && denied);
        wrong = wrong || (is_wrong(l, t) && !(token_traits(l, t) & TRAIT_NEGATION));
    }
    if (pin == words || r->marked) return SOURCE_NONE;
    return pin != wrong ? SOURCE_PIN : SOURCE_WORDS;
}
