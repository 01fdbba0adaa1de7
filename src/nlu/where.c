/* where.c - words that tell where, by a name of ours or by what stands there, and nothing else. */
#include "judge.h"
#include "language.h"
#include "place_told.h"

#define NAMING_WEIGHT 4

#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_YES) | \
     ROLE_BIT(WORD_NO) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK))
#define MATTER_BITS                                                                                \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_SELF_HARM) | ROLE_BIT(WORD_WHISTLEBLOWING) |            \
     ROLE_BIT(WORD_HAZARD))

/* "pasar leces", "maron kidul sekolah": beside a bare name it says where. */
static bool is_landmark(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_is_landmark(l, &at[i])) return false;
    if (i > 0 && r->place_at[i - 1] != MATCH_NONE) return true;
    return i + 1 < r->tokens.count && r->place_at[i + 1] != MATCH_NONE &&
           !(reading_roles(l, r, i + 1) & ROLE_BIT(WORD_PLACE_MARK)) &&
           !token_in(l, &at[i + 1], WORD_PLACE_IN) && !token_in(l, &at[i + 1], WORD_PLACE_VILLAGE);
}

/* "sampah di desa sebaung": a keyword that names a matter, or no other than one. */
static bool names_matter(const struct lexicon *l, const struct reading *r, size_t i)
{
    uint32_t at = r->word_at[i];
    if (at == MATCH_NONE || r->matches[at].place || is_landmark(l, r, i)) return false;
    uint32_t phrase = r->matches[at].phrase, first = l->words.items[phrase].first_meaning;
    bool one = first != PHRASE_NONE && l->words.meanings[first].next == PHRASE_NONE;
    int weight = judge_weighs(l, phrase);
    return weight >= NAMING_WEIGHT || (one && weight > 1);
}

/* "banjir di leces" says what as well; "pasar leces" says where. */
static bool says_what(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint64_t roles = t->word == PHRASE_NONE ? 0 : l->words.items[t->word].roles;
    return roles & MATTER_BITS || token_traits(l, t) & TRAIT_TROUBLE || names_matter(l, r, i);
}

/* "leces, deket pasar": the word, or phrase, behind "dekat" says where; its end, or i. */
static size_t landmark_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (i == 0 || !(token_traits(l, &r->tokens.at[i - 1]) & TRAIT_LOCATOR)) return i;
    if (token_traits(l, &r->tokens.at[i]) & (TRAIT_TROUBLE | TRAIT_LOCATOR)) return i;
    uint32_t at = r->word_at[i];
    return at == MATCH_NONE ? i + 1 : r->matches[at].to;
}

/* "bank mayora", "jalan yono soweno": so many words of no table may be the name. */
#define NAME_WORDS_MAX 3

static size_t name_end(const struct lexicon *l, const struct reading *r, size_t from)
{
    size_t i = from;
    while (i < r->tokens.count && i < from + NAME_WORDS_MAX && !r->tokens.at[i].new_part &&
           !r->tokens.at[i].number && r->tokens.at[i].word == PHRASE_NONE &&
           !token_traits(l, &r->tokens.at[i]))
        i++;
    return i;
}

/* "jalan yono soweno", "gang melati"; i: it is no street with a name. */
static size_t street_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (!token_in(l, t, WORD_PLACE_LANE) && !str_equal(t->norm.text, STR("jalan"))) return i;
    size_t end = name_end(l, r, i + 1);
    return end > i + 1 ? end : i;
}

/* "rt 5 rw 2", "blok c 3": a line of an address, up to behind its number; i: it is none. */
static size_t line_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_PLACE_LINE)) return i;
    size_t end = i + 1;
    while (end < r->tokens.count && !at[end].number && at[end].norm.text.len < 2)
        end++;
    return end < r->tokens.count && at[end].number ? end + 1 : i;
}

/* "nomor 3" may be said of anything. */
static bool is_ward_line(const struct lexicon *l, const struct token *t)
{
    return token_in(l, t, WORD_PLACE_LINE) && !token_in(l, t, WORD_ROW_MARK);
}

bool judge_landmark_only(const struct lexicon *l, const struct reading *r)
{
    bool found = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        size_t landmark = landmark_end(l, r, i), street = street_end(l, r, i);
        size_t line = line_end(l, r, i);
        if (line > i) {
            found = found || is_ward_line(l, t);
            i = line - 1;
            continue;
        }
        if (landmark > i || street > i) {
            found = found || landmark > i;
            i = (landmark > i ? name_end(l, r, landmark) : street) - 1;
            continue;
        }
        bool empty = t->number || t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
                     token_traits(l, t) & (TRAIT_LIGHT | TRAIT_LOCATOR);
        if (!empty) return false;
    }
    return found;
}

/* --- where, by what stands there --- */

#define NEARBY_TOKENS_MAX 24
/* So many words of no table may stand before what stands there: "margorejo itu sebelah ..." */
#define NEARBY_WORDS_MAX 3

/* "depan masjid agung", "di alun alun": from its word of place on, up to the end of the name; i: it
 * is none. */
static size_t spot_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t at = i;
    bool beside = false;
    while (at < r->tokens.count && token_says_where(l, &r->tokens.at[at])) {
        beside = beside || token_traits(l, &r->tokens.at[at]) & TRAIT_LOCATOR;
        at++;
    }
    if (at == i || at == r->tokens.count || r->tokens.at[at].new_part) return i;
    const struct token *t = &r->tokens.at[at];
    bool stands = token_is_landmark(l, t);
    if ((!beside && !stands) || token_traits(l, t) & TRAIT_TROUBLE) return i;
    uint32_t word = r->word_at[at];
    return name_end(l, r, word == MATCH_NONE ? at + 1 : r->matches[word].to);
}

#define NAMED_WORDS_MAX 2

/* "alun alun [kraksaan]", "rsud [waluyo jati] kraksaan": before where it lies no word of place is
 * needed. */
static size_t named_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    if (!token_is_landmark(l, t)) return i;
    uint32_t word = r->word_at[i];
    size_t end = name_end(l, r, word == MATCH_NONE ? i + 1 : r->matches[word].to);
    /* "kantor desa tutup": a longer phrase tells what is with it. */
    if (word != MATCH_NONE && r->matches[word].to > i + NAMED_WORDS_MAX) return i;
    while (end < r->tokens.count && reading_roles(l, r, end) & ROLE_BIT(WORD_PLACE_MARK))
        end++;
    bool lies = end < r->tokens.count && r->place_at[end] != MATCH_NONE;
    return lies && !reading_troubled(l, r, i, end) ? end : i;
}

static size_t where_end(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t end = spot_end(l, r, i);
    if (end == i) end = named_end(l, r, i);
    if (end == i) end = street_end(l, r, i);
    return end > i ? end : line_end(l, r, i);
}

/* "jl raya leces": a road that has a name is where. */
static bool is_road_of(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool named = i + 1 < r->tokens.count && (token_in(l, &r->tokens.at[i + 1], WORD_PLACE_HOUSE) ||
                                             r->place_at[i + 1] != MATCH_NONE);
    return named && str_equal(r->tokens.at[i].norm.text, STR("jalan"));
}

bool judge_nearby(const struct lexicon *l, const struct reading *r)
{
    const uint32_t tells = TRAIT_REQUEST | TRAIT_ALSO | TRAIT_AGAIN | TRAIT_TROUBLE;
    const uint32_t says_nothing = TRAIT_LIGHT | TRAIT_LOCATOR | TRAIT_TIME | TRAIT_NEGATION;
    bool found = false;
    size_t words = 0;
    if (r->tokens.count > NEARBY_TOKENS_MAX || r->marked || reading_says(l, r, WORD_WISH))
        return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        size_t end = where_end(l, r, i);
        if (end > i) {
            found = true;
            i = end - 1;
            continue;
        }
        if (r->place_at[i] != MATCH_NONE || is_road_of(l, r, i)) continue;
        uint32_t traits = token_traits(l, t);
        bool told = traits & tells || says_what(l, r, i) ||
                    judge_alarm_over(l, r, ALARM_ROLES | ROLE_BIT(WORD_FILLER), i);
        if (told && !(traits & TRAIT_NEGATION)) return false;
        bool empty = t->number || t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
                     traits & says_nothing || token_in(l, t, WORD_PLACE_NOUN) ||
                     token_in(l, t, WORD_PLACE_HOUSE);
        /* "pasar leces sepi": what follows is told of it. */
        if (!empty && (found || ++words > NEARBY_WORDS_MAX)) return false;
    }
    return found;
}

/* "keliru pak, harusnya desa x", "alamatnya yang benar x" */
static bool puts_right(const struct lexicon *l, const struct token *t)
{
    uint32_t traits = token_traits(l, t);
    return (traits & TRAIT_AMEND && !(traits & TRAIT_NEGATION)) || token_in(l, t, WORD_AMEND);
}

/* A misspelt place is no match, so one word may be left over. */
bool judge_place_only(const struct lexicon *l, const struct reading *r)
{
    size_t others = 0;
    bool landmark = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        size_t end = landmark_end(l, r, i);
        if (end > i) {
            i = end - 1;
            continue;
        }
        const struct token *t = &r->tokens.at[i];
        uint32_t at = r->word_at[i];
        if (r->place_at[i] != MATCH_NONE || t->number || t->norm.text.len < 2) continue;
        if (at != MATCH_NONE && l->words.items[r->matches[at].phrase].roles & EMPTY_BITS) continue;
        if (reading_roles(l, r, i) & EMPTY_BITS || token_traits(l, t) & TRAIT_LIGHT) continue;
        if (puts_right(l, t) || token_in(l, t, WORD_PLACE_NOUN)) continue;
        /* "rs nya di tongas rsud" names one place twice. */
        bool again = landmark && is_landmark(l, r, i);
        landmark = landmark || is_landmark(l, r, i);
        others += says_what(l, r, i) ? 2 : !again;
    }
    return others <= 1;
}

/* "bukan gili ketapang, maksudnya gili timur": a word of the name before. */
static bool is_named_again(const struct reading *r, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (r->place_at[k] != MATCH_NONE &&
            str_equal(r->tokens.at[k].norm.text, r->tokens.at[i].norm.text))
            return true;
    return false;
}

bool judge_strange_instead(const struct lexicon *l, const struct reading *r)
{
    const uint32_t right = TRAIT_AMEND | TRAIT_BUT;
    const uint32_t says_nothing =
        TRAIT_LIGHT | TRAIT_LOCATOR | TRAIT_POINT | TRAIT_NEGATION | right;
    size_t names = 0;
    bool instead = false;
    if (r->marked) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        uint32_t traits = token_traits(l, t);
        if (r->place_at[i] != MATCH_NONE || t->norm.text.len < 2) continue;
        instead = instead || (traits & right && !(traits & TRAIT_NEGATION));
        bool name = is_named_again(r, i) || token_in(l, t, WORD_PLACE_COMPASS);
        if (!name && (traits & says_nothing || reading_roles(l, r, i) & EMPTY_BITS ||
                      token_in(l, t, WORD_PLACE_IN)))
            continue;
        name = name || (t->word == PHRASE_NONE && !traits && !t->number);
        if (!name || ++names > NAME_WORDS_MAX) return false;
    }
    return instead && names > 0;
}

void where_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    out->there = place_is_there(l, r);
    /* "beliau juga gak dapat bansos": who was told of, and lives there. */
    out->lies_there = out->also && (out->there || reading_says(l, r, WORD_CHIEF_HE));
    out->lies_before = place_is_known(l, r);
    out->same_place = place_is_same(l, r, &out->same_if_asked);
    out->whereabouts = judge_whereabouts(l, r);
    out->names_spot = judge_names_spot(l, r);
    out->by_spot = judge_by_spot(l, r, (uint32_t)(out->category - l->desk->categories));
    out->tells_self = out->states && judge_tells_self(l, r);
    out->source = judge_place_source(l, r);
    out->shows_where = judge_shows_where(l, r);
    out->tells_where = (out->place || out->namesake_count) &&
                       (judge_tells_where(l, r, out->amends) || judge_nearby(l, r));
}
