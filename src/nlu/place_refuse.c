/* place_refuse.c - names of ours that stand for another place, or for where the writer is, or may
 * do so. */
#include "place_inside.h"
#include "place_mention.h"
#include "place_writer.h"

const struct place *mention_district_of(const struct place *place)
{
    return place->level == PLACE_VILLAGE ? place->parent : place;
}

const struct place *mention_find(const struct mention *x, enum place_level level)
{
    for (size_t i = 0; i < x->count; i++)
        if (x->candidates[i]->level == level) return x->candidates[i];
    return NULL;
}

bool mentions_share_district(const struct mention *a, const struct mention *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (mention_district_of(a->candidates[i]) == mention_district_of(b->candidates[k]))
                return true;
    return false;
}

static bool is_elsewhere(const struct mention *x)
{
    for (size_t i = 0; i < x->count; i++)
        if (!place_is_elsewhere(x->candidates[i])) return false;
    return true;
}

void mentions_drop_writers(struct mentions *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++) {
        struct mention *x = &m->at[i];
        x->of_writer = place_is_of_writer(m->l, m->r, &m->r->matches[x->match]);
        if (!x->of_writer || !is_elsewhere(x)) m->at[kept++] = *x;
    }
    m->count = kept;
}

/* "saya lagi di leces, jalan di maron rusak": where no place of that district is told beside it. */
static bool is_refused(const struct mentions *m, const struct mention *x)
{
    bool other = false;
    for (size_t i = 0; i < m->count; i++) {
        if (!m->at[i].accepted || m->at[i].of_writer) continue;
        if (mentions_share_district(x, &m->at[i])) return false;
        other = true;
    }
    return other;
}

/* "kec simokerto": a word that is no district, nor the name of a neighbour. */
static bool is_known_district(const struct mentions *m, uint32_t i)
{
    for (size_t k = 0; k < m->count; k++) {
        const struct match *match = &m->r->matches[m->at[k].match];
        bool here = i >= match->from && i < match->to;
        if (here && (mention_find(&m->at[k], PLACE_DISTRICT) || is_elsewhere(&m->at[k])))
            return true;
    }
    return false;
}

/* "kel tambak rejo kec simokerto": the district is none of ours, and no misspelt one either, whose
 * first letter would be right. */
static bool lies_with_strangers(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    uint32_t i = place_district_behind(m->l, m->r, match);
    if (i == MATCH_NONE || is_known_district(m, i)) return place_outside_behind(m->l, m->r, match);
    for (size_t k = 0; k < x->count; k++) {
        const struct place *district = mention_district_of(x->candidates[k]);
        if (place_is_elsewhere(district) ||
            (district->name.at[0] | 0x20) == m->r->tokens.at[i].raw.text.at[0])
            return false;
    }
    return true;
}

/* "kelurahan gading surabaya": a district is no part of a neighbour's city unless it is said to be
 * something else than one; roads lead there. */
static bool is_part_of_strangers(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    bool part = x->mark == MARK_WEAK || x->mark == MARK_IN || x->ward ||
                place_name_end(m->l, m->r, match) > match->to; /* "gading karya, surabaya" */
    return part && place_outside_behind(m->l, m->r, match);
}

/* A neighbour's city is named, and no place of ours beside this one. */
static bool speaks_of_strangers(const struct mentions *m, const struct mention *x)
{
    bool strangers = false;
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *other = &m->at[i];
        if (other == x || m->r->matches[other->match].phrase == m->r->matches[x->match].phrase)
            continue;
        bool elsewhere = is_elsewhere(other);
        if (!elsewhere && other->accepted) return false;
        strangers = strangers || (elsewhere && other->accepted && !other->of_writer &&
                                  mention_find(other, PLACE_OUTSIDE));
    }
    return strangers;
}

/* "[surabaya,] kec tambaksari kel gading" */
#define CITY_BEFORE 4

static bool is_a_kelurahan(const struct mention *x)
{
    for (size_t i = 0; i < x->count; i++)
        if (x->candidates[i]->is_kelurahan) return true;
    return false;
}

/* "kapas madya surabaya, kelurahan gading": a ward of the city that is named right before it, where
 * none of ours that is called so is one. */
static bool is_ward_of_strangers(const struct mentions *m, const struct mention *x)
{
    size_t at = m->r->matches[x->match].from;
    if (!x->ward || is_a_kelurahan(x) || !speaks_of_strangers(m, x)) return false;
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *city = &m->at[i];
        size_t to = m->r->matches[city->match].to;
        if (city->accepted && mention_find(city, PLACE_OUTSIDE) && to <= at &&
            at - to <= CITY_BEFORE)
            return true;
    }
    return false;
}

/* "kelurahan tanjung perak": of a longer name than our village, which is no kelurahan. */
static bool is_longer_ward(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    const struct token *at = m->r->tokens.at;
    if (match->from == 0 || !token_in(m->l, &at[match->from - 1], WORD_PLACE_WARD)) return false;
    if (is_a_kelurahan(x)) return false;
    return place_name_end(m->l, m->r, match) > match->to && !at[match->to].number &&
           at[match->to].norm.text.len > 1 && !token_in(m->l, &at[match->to], WORD_PLACE_COMPASS);
}

/* "kelurahan petemon ..., pemerintah surabaya", "kecamatan pabean cantikan ... surabaya": it is
 * almost a name of ours, or more of a name than ours, in a letter about elsewhere. */
static bool resembles(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    bool goes_on = place_name_end(m->l, m->r, match) > match->to;
    bool announced = x->ward || x->mark != MARK_NONE;
    return announced && (x->misspelled || goes_on) && speaks_of_strangers(m, x);
}

/* "simo sidomulyo II, petemon, sawahan, surabaya": whatever else is told of that city. */
static void refuse_addresses(struct mentions *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (!is_elsewhere(&m->at[i]) &&
            place_address_outside(m->l, m->r, &m->r->matches[m->at[i].match]))
            m->at[i].accepted = false;
}

static void refuse_strangers(struct mentions *m)
{
    bool resembling[MENTIONS_MAX] = { false };
    refuse_addresses(m);
    for (size_t i = 0; i < m->count; i++)
        resembling[i] = resembles(m, &m->at[i]);
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *x = &m->at[i];
        bool district = mention_find(x, PLACE_DISTRICT) != NULL;
        if (resembling[i] || is_longer_ward(m, x) || is_ward_of_strangers(m, x) ||
            (district && is_part_of_strangers(m, x)) ||
            /* "kelurahan gading kec tambaksari": no district, as they say */
            ((!district || x->ward) && lies_with_strangers(m, x)))
            m->at[i].accepted = false;
    }
}

static void refuse_writers(struct mentions *m)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].of_writer && is_refused(m, &m->at[i])) m->at[i].accepted = false;
}

/* "[saya tinggal] di perumahan legundi", "[orang] desa besuk": so many words before the name. */
#define HOME_BEFORE 5
#define FROM_BEFORE 3
/* "orang desa besuk [kemarin mau] ke rumah saya" */
#define COMES_WITHIN 5

static bool is_home(const struct mentions *m, const struct mention *x)
{
    size_t to = m->r->matches[x->match].from, from;
    from = reading_back(m->r, to, HOME_BEFORE, STRETCH_PART);
    if (!reading_has(m->l, m->r, from, to, WORD_SELF)) return false;
    return reading_has(m->l, m->r, from, to, WORD_RESIDES);
}

/* "[orang desa besuk] ke rumah saya", "datang": not "korupsi bansos", nor "tenggelam di sungai". */
static bool comes_behind(const struct mentions *m, const struct mention *x)
{
    const struct token *at = m->r->tokens.at;
    size_t from = m->r->matches[x->match].to;
    size_t to = reading_ahead(m->r, from, COMES_WITHIN, STRETCH_PART);
    for (size_t i = from; i < to; i++) {
        bool home = i + 1 < to && token_in(m->l, &at[i], WORD_PLACE_TOWARDS) &&
                    token_in(m->l, &at[i + 1], WORD_HOME);
        if (home || token_in(m->l, &at[i], WORD_COMES_BACK)) return true;
    }
    return false;
}

/* "orang desa besuk ke rumah saya": whence somebody came. */
static bool is_whence(const struct mentions *m, const struct mention *x)
{
    size_t to = m->r->matches[x->match].from;
    for (size_t i = reading_back(m->r, to, FROM_BEFORE, STRETCH_PART); i < to; i++)
        if (token_in(m->l, &m->r->tokens.at[i], WORD_HAILS))
            return comes_behind(m, x) &&
                   (i == 0 || !token_in(m->l, &m->r->tokens.at[i - 1], WORD_SELF));
    return false;
}

/* Where they live is told beside it. */
static void refuse_visitors(struct mentions *m)
{
    const struct mention *home = NULL;
    for (size_t i = 0; i < m->count && !home; i++)
        if (m->at[i].accepted && is_home(m, &m->at[i])) home = &m->at[i];
    for (size_t i = 0; home && i < m->count; i++)
        if (&m->at[i] != home && is_whence(m, &m->at[i])) m->at[i].accepted = false;
}

void mentions_refuse(struct mentions *m)
{
    refuse_strangers(m);
    refuse_writers(m);
    if (m->count > 1) refuse_visitors(m);
}

/* Which of the two, is asked. */
static void doubt(const struct mentions *m, const struct mention *by, const struct place *other,
                  struct place_found *out)
{
    out->namesakes[0] = out->place;
    out->namesakes[1] = other;
    out->namesake_count = 2;
    out->place = NULL;
    out->names[out->name_count++] = m->r->matches[by->match].phrase;
}

/* "desa opo opo tiris": a village of another district, and the district right behind it. */
static bool is_contrary(const struct mentions *m, const struct mention *by,
                        const struct mention *other)
{
    const struct match *match = &m->r->matches[other->match];
    if (match->from != m->r->matches[by->match].to) return false;
    /* An everyday word is no district in the middle of a sentence. */
    return other->accepted ||
           !(place_is_own_word(m->r, match) || !place_ends_part(m->l, m->r, match));
}

/* "jl raya [paiton]" */
static bool is_of_road(const struct mentions *m, const struct mention *x)
{
    const struct token *at = m->r->tokens.at;
    uint32_t i = m->r->matches[x->match].from;
    if (i > 1 && str_equal(at[i - 1].norm.text, STR("raya"))) i--;
    return i > 0 && str_equal(at[i - 1].norm.text, STR("jalan"));
}

/* "jl raya paiton desa sumberrejo": a village that is almost called so lies in the district by
 * which the road is called. */
static const struct place *along_road(const struct mentions *m, const struct mention *road,
                                      const struct place *district)
{
    const struct phrases *places = &m->l->places;
    uint32_t phrase =
        is_of_road(m, road) ? place_inside(m->l, m->r, district, road->match) : PHRASE_NONE;
    uint32_t i = phrase == PHRASE_NONE ? PHRASE_NONE : places->items[phrase].first_meaning;
    for (; i != PHRASE_NONE; i = places->meanings[i].next) {
        const struct place *village = &m->l->desk->places[places->meanings[i].index];
        if (village->level == PLACE_VILLAGE && village->parent == district) return village;
    }
    return NULL;
}

/* "betek apa sumberanyar ya": which of the two, whoever writes does not know. */
static bool is_or(const struct mentions *m, const struct mention *a, const struct mention *b)
{
    const struct token *at = m->r->tokens.at;
    uint32_t i = m->r->matches[a->match].to, to = m->r->matches[b->match].from;
    if (i >= to || to > i + 2 || (to == i + 2 && place_mark_before(m->l, m->r, to) == MARK_NONE))
        return false;
    return token_in(m->l, &at[i], WORD_OR) || token_in(m->l, &at[i], WORD_ASK_WHETHER);
}

/* In one district that is what is known. */
static bool waver(const struct mentions *m, const struct mention *by, struct place_found *out)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *x = &m->at[i];
        if (x == by || !x->accepted || !(is_or(m, by, x) || is_or(m, x, by))) continue;
        const struct place *district = mention_find(x, PLACE_DISTRICT);
        const struct place *other = district ? district : x->candidates[0];
        if ((!district && x->count != 1) || other == out->place || place_is_elsewhere(other) ||
            place_is_elsewhere(out->place))
            continue;
        if (mention_district_of(other) == mention_district_of(out->place))
            out->place = mention_district_of(other);
        else
            doubt(m, x, other, out);
        return true;
    }
    return false;
}

void mentions_doubt(const struct mentions *m, const struct mention *by, bool settled,
                    struct place_found *out)
{
    if (waver(m, by, out) || settled) return;
    if (!by->ward || by->misspelled || out->place->level != PLACE_VILLAGE) return;
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *other = &m->at[i];
        const struct place *district = mention_find(other, PLACE_DISTRICT), *village;
        if (!district || district == out->place->parent || other->misspelled) continue;
        if (is_contrary(m, by, other))
            doubt(m, other, district, out);
        else if ((village = along_road(m, other, district)) != NULL)
            doubt(m, other, village, out);
        if (!out->place) return;
    }
}
