/* place.c - which place a text is about. */
#include "place.h"
#include "language.h"
#include "place_inside.h"
#include "place_mention.h"

/* Two names so near each other speak of one place: "sumber, wonokerso". */
#define BESIDE_MAX 4
/* A misspelled name without a word that announces it must be long to be believed. */
#define MISSPELLED_ALONE_MIN 9
#define MISSPELLED_WEAK_MIN  7 /* "di" is no proof: "di sentuh" is not Sentul */

static bool fits_mark(const struct place *place, enum mark mark)
{
    switch (mark) {
    case MARK_HAMLET:
    case MARK_VILLAGE: return place->level == PLACE_VILLAGE || place->level == PLACE_CITY;
    case MARK_DISTRICT: return place->level == PLACE_DISTRICT || place->level == PLACE_CITY;
    case MARK_REGENCY: return place->level == PLACE_OUTSIDE;
    case MARK_CITY: return place_is_elsewhere(place);
    case MARK_NONE:
    case MARK_LANE:
    case MARK_TOWARDS:
    case MARK_HOUSE:
    case MARK_WEAK:
    case MARK_IN: break;
    }
    return true;
}

static void keep_if_any(struct mention *x, enum mark mark)
{
    const struct place *kept[CANDIDATES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < x->count; i++)
        if (fits_mark(x->candidates[i], mark)) kept[count++] = x->candidates[i];
    for (size_t i = 0; i < count; i++)
        x->candidates[i] = kept[i];
    /* "kota kraksaan": the word before fits none of them, so it says nothing. */
    if (count) x->count = count;
    if (!count && mark != MARK_NONE) x->mark = x->misspelled ? MARK_NONE : MARK_WEAK;
}

static void mention_put(struct mentions *m, uint32_t index)
{
    const struct match *match = &m->r->matches[index];
    const struct phrases *places = &m->l->places;
    struct mention x = { .match = index, .misspelled = match->misspelled, .second_name = true };
    uint32_t i = places->items[match->phrase].first_meaning;
    for (; i != PHRASE_NONE && x.count < CANDIDATES_MAX; i = places->meanings[i].next) {
        const struct place *place = &m->l->desk->places[places->meanings[i].index];
        x.candidates[x.count++] = place;
        x.common = x.common || (place->common_word && !places->meanings[i].alias);
        x.second_name = x.second_name && places->meanings[i].second_name;
    }
    x.mark = place_mark_before(m->l, m->r, match->from);
    x.ward = x.mark == MARK_VILLAGE || x.mark == MARK_HAMLET;
    keep_if_any(&x, x.mark);
    x.count = place_keep_ward(m->l, m->r, match->from, x.candidates, x.count);
    if (x.count && m->count < MENTIONS_MAX) m->at[m->count++] = x;
}

static void deny(const struct mention *x, struct place_found *out)
{
    out->denied = true;
    for (size_t i = 0; i < x->count && out->denies_count < UNDERSTOOD_NAMESAKES; i++)
        out->denies[out->denies_count++] = x->candidates[i];
}

/* "bukan gili ketapang, maksudnya gili timur": a part of the name that was denied just before is
 * none of the place. */
static bool says_denied_again(const struct mention *x, const struct place_found *found)
{
    for (size_t i = 0; i < found->denies_count; i++)
        if (x->count == 1 && x->mark <= MARK_HOUSE && x->candidates[0] == found->denies[i])
            return true;
    return false;
}

/* "bukan pabean dringu": right behind the village that is denied the district in which it lies. */
static bool goes_with(const struct mentions *m, const struct mention *denied,
                      const struct mention *x)
{
    return denied->count > 0 && m->r->matches[denied->match].to == m->r->matches[x->match].from &&
           mention_find(x, PLACE_DISTRICT) && mentions_share_district(denied, x);
}

static void drop_denied(struct mentions *m, struct place_found *out)
{
    size_t kept = 0;
    struct mention denied = { .count = 0 };
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *x = &m->at[i];
        if (place_is_denied(m->l, m->r, &m->r->matches[x->match]) || goes_with(m, &denied, x)) {
            denied = *x;
            deny(&denied, out);
        } else if (!says_denied_again(x, out)) {
            m->at[kept++] = *x;
        }
    }
    m->count = kept;
}

static bool is_beside(const struct mentions *m, const struct mention *a, const struct mention *b)
{
    const struct match *x = &m->r->matches[a->match], *y = &m->r->matches[b->match];
    uint32_t gap = x->from >= y->to ? x->from - y->to : y->from >= x->to ? y->from - x->to : 0;
    return gap <= BESIDE_MAX;
}

/* "di pasar condong", "depan pasar condong": of the word before the name, where it is. */
static bool says_where(const struct mentions *m, const struct match *match)
{
    return match->from >= 2 && token_says_where(m->l, &m->r->tokens.at[match->from - 2]);
}

/* "di maron yang bocor": "yang" goes with a thing as well ("sumber yang kering"), but nobody says
 * "di" of it. */
static bool is_place_that(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    if (x->mark != MARK_IN || match->to >= m->r->tokens.count) return false;
    return token_traits(m->l, &m->r->tokens.at[match->to]) & TRAIT_POINT &&
           mention_find(x, PLACE_DISTRICT) && !place_is_own_word(m->r, match);
}

/* Whether a name that is also an everyday word stands for the place. */
static bool common_is_meant(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    bool district = mention_find(x, PLACE_DISTRICT) != NULL;
    bool own = place_is_own_word(m->r, match);
    if (x->mark >= MARK_HAMLET || match->to - match->from == m->r->tokens.count) return true;
    if (place_is_thing(m->l, m->r, match) && !is_place_that(m, x)) return false;
    if (m->asked) return true;
    if (district && !own && place_is_whole_text(m->l, m->r, match)) return true;
    switch (x->mark) {
    /* "di opo opo": nobody says "in" of the everyday words. */
    case MARK_IN: return district || !own || match->to - match->from > 1;
    case MARK_HOUSE: return district || (!own && says_where(m, match));
    case MARK_WEAK: return !own;
    case MARK_TOWARDS: return district && !own;
    default: return district && !own && place_is_part_of_its_own(m->r, match);
    }
}

/* "alasumur lor besuk": right behind it stands the district in which it lies. */
static bool has_own_district(const struct mentions *m, const struct mention *x)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *other = &m->at[i];
        if (m->r->matches[other->match].from != m->r->matches[x->match].to) continue;
        for (size_t k = 0; k < x->count; k++)
            if (mention_find(other, PLACE_DISTRICT) == x->candidates[k]->parent) return true;
    }
    return false;
}

/* A misspelt name that nothing announces may be another's: a village is asked for, unless it is the
 * answer, or all that is said. */
static bool misspelled_alone_is_meant(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    bool answers = m->asked && place_ends_text(m->l, m->r, match);
    return mention_find(x, PLACE_DISTRICT) || answers || has_own_district(m, x) ||
           place_is_whole_text(m->l, m->r, match);
}

static bool misspelled_is_meant(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    size_t letters = m->l->places.items[match->phrase].key.len;
    /* "kec. sumbuer" */
    if (x->common || match->doubtful)
        return x->mark == MARK_DISTRICT && mention_find(x, PLACE_DISTRICT);
    if (x->mark >= MARK_HAMLET) return true;
    if (x->mark >= MARK_WEAK) return letters >= MISSPELLED_WEAK_MIN;
    return letters >= MISSPELLED_ALONE_MIN && x->candidates[0]->level != PLACE_CITY &&
           misspelled_alone_is_meant(m, x);
}

/* "medokan semampir"; of a district nobody says that. */
static bool is_half_a_name(const struct mentions *m, const struct mention *x)
{
    return !mention_find(x, PLACE_DISTRICT) && place_goes_on(m->l, m->r, &m->r->matches[x->match]);
}

/* "jalan semampir selatan": the name of a street, which may lie anywhere. */
static bool is_street(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    const struct token *at = m->r->tokens.at;
    if (match->from == 0 || match->to >= m->r->tokens.count || at[match->to].new_part) return false;
    bool street = x->mark == MARK_LANE || str_equal(at[match->from - 1].norm.text, STR("jalan"));
    return street && token_in(m->l, &at[match->to], WORD_PLACE_COMPASS);
}

static bool stands_alone(const struct mentions *m, const struct mention *x)
{
    enum place_level level = x->candidates[0]->level;
    if (x->second_name || (x->common && level == PLACE_CITY)) return x->mark == MARK_CITY;
    if (x->mark == MARK_LANE && !mention_find(x, PLACE_DISTRICT)) return false;
    if (!m->asked && !mention_find(x, PLACE_DISTRICT) && is_street(m, x)) return false;
    if (x->misspelled) return misspelled_is_meant(m, x);
    if (!m->asked && level == PLACE_VILLAGE && is_half_a_name(m, x)) return false;
    return !x->common || common_is_meant(m, x);
}

/* "condong gading": two everyday words side by side that are a village and its district. */
static bool are_village_and_district(const struct mentions *m, const struct mention *a,
                                     const struct mention *b)
{
    const struct match *x = &m->r->matches[a->match], *y = &m->r->matches[b->match];
    bool touch = x->to == y->from || y->to == x->from;
    if (!touch || x->phrase == y->phrase || a->misspelled || b->misspelled) return false;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (a->candidates[i]->parent == b->candidates[k] ||
                b->candidates[k]->parent == a->candidates[i])
                return true;
    return false;
}

/* What does not stand alone is believed beside a place of its own district that does. */
static bool is_supported(const struct mentions *m, const struct mention *x)
{
    for (size_t k = 0; k < m->count; k++) {
        const struct mention *other = &m->at[k];
        if (other == x || !is_beside(m, x, other) || !mentions_share_district(x, other)) continue;
        if (other->accepted || are_village_and_district(m, x, other)) return true;
    }
    return false;
}

/* "lampu mati maron": the district's name where people put it, at the end. */
static bool ends_text(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    const struct place *district = mention_find(x, PLACE_DISTRICT);
    if (!district || district->common_word == COMMON_OFTEN) return false;
    return x->common && !x->misspelled && !x->second_name && x->mark == MARK_NONE &&
           match->from > 0 && !place_is_thing(m->l, m->r, match) &&
           !place_is_own_word(m->r, match) && place_ends_text(m->l, m->r, match);
}

static void accept(struct mentions *m)
{
    size_t accepted = 0;
    for (size_t i = 0; i < m->count; i++)
        accepted += m->at[i].accepted = stands_alone(m, &m->at[i]);
    for (size_t i = 0; i < m->count && accepted == 0; i++)
        accepted += m->at[i].accepted = ends_text(m, &m->at[i]);
    for (size_t i = 0; i < m->count; i++) {
        struct mention *x = &m->at[i];
        if (!x->accepted && !x->second_name) x->accepted = is_supported(m, x);
    }
}

/* A name that both the regency and its neighbours know is ours, unless the text speaks of no
 * other place of ours and of the neighbour by another name. */
static void settle_border(struct mentions *m, struct mention *x)
{
    bool ours = false, theirs = false;
    for (size_t i = 0; i < m->count; i++) {
        if (&m->at[i] == x || !m->at[i].accepted) continue;
        for (size_t k = 0; k < m->at[i].count; k++)
            *(place_is_elsewhere(m->at[i].candidates[k]) ? &theirs : &ours) = true;
    }
    bool keep_theirs = theirs && !ours;
    size_t kept = 0;
    for (size_t i = 0; i < x->count; i++)
        if (place_is_elsewhere(x->candidates[i]) == keep_theirs)
            x->candidates[kept++] = x->candidates[i];
    x->count = kept;
}

static void settle_borders(struct mentions *m)
{
    for (size_t i = 0; i < m->count; i++) {
        size_t outside = 0;
        for (size_t k = 0; k < m->at[i].count; k++)
            outside += place_is_elsewhere(m->at[i].candidates[k]);
        if (outside > 0 && outside < m->at[i].count) settle_border(m, &m->at[i]);
    }
}

/* Whether another mention speaks of this district, by its own name or by a village that stands
 * in it and nowhere else. Returns the mention, or NULL. */
static const struct mention *settled_by(const struct mentions *m, const struct mention *x,
                                        const struct place *district)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *other = &m->at[i];
        if (other == x || !other->accepted) continue;
        for (size_t k = 0; k < other->count; k++) {
            if (other->candidates[k] == district) return other;
            if (other->count == 1 && mention_district_of(other->candidates[k]) == district)
                return other;
        }
    }
    return NULL;
}

/* The village that is meant, or NULL when it is none or nobody can tell which. */
static const struct place *village_of(const struct mentions *m, const struct mention *x,
                                      const struct mention **settled)
{
    const struct place *only = NULL;
    size_t villages = 0;
    *settled = NULL;
    /* Its own district's name, without "desa". */
    if (mention_find(x, PLACE_DISTRICT)) return NULL;
    for (size_t i = 0; i < x->count; i++) {
        if (x->candidates[i]->level != PLACE_VILLAGE) continue;
        villages++;
        only = x->candidates[i];
        *settled = settled_by(m, x, only->parent);
        if (*settled) return only;
    }
    return villages == 1 ? only : NULL;
}

struct choice {
    const struct place *place;
    const struct mention *by, *settled;
    int rank;
};

static void choose(struct choice *best, const struct place *place, const struct mention *by,
                   const struct mention *settled, int rank)
{
    /* The first of equals stays: people name the place before what is near it. */
    if (place && rank > best->rank) *best = (struct choice){ place, by, settled, rank };
}

enum rank {
    RANK_CITY_UNMARKED = 1,
    RANK_REGENCY_UNMARKED = 10, /* plus 0..4 by what is known of it */
    RANK_CITY_MARKED = 20,
    RANK_REGENCY_MARKED = 30 /* plus 0..4 */
};

static bool is_marked(const struct mention *x)
{
    return x->mark > MARK_TOWARDS && !x->misspelled;
}

/* "desanya opo opo, kebonagung kraksaan": another village, and no way towards it, has its own
 * district right behind it, as one says where something lies. */
static bool another_lies_told(const struct mentions *m, const struct mention *x)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct mention *other = &m->at[i];
        uint32_t from = m->r->matches[other->match].from;
        bool named = other != x && other->accepted && !other->misspelled &&
                     !mention_find(other, PLACE_DISTRICT) &&
                     (other->mark == MARK_NONE || other->mark > MARK_HOUSE);
        bool near = from > 0 && token_traits(m->l, &m->r->tokens.at[from - 1]) & TRAIT_LOCATOR;
        if (named && !near && has_own_district(m, other)) return true;
    }
    return false;
}

/* Above its own district; below the district of another place unless "desa" stands before, and even
 * then below one that "kecamatan" stands before. */
static int village_rank(const struct mentions *m, const struct mention *x, bool settled)
{
    bool other_district = false, other_marked = false;
    for (size_t i = 0; i < m->count && !settled; i++) {
        const struct mention *other = &m->at[i];
        if (!other->accepted || other == x || !mention_find(other, PLACE_DISTRICT)) continue;
        other_district = true;
        other_marked = other_marked || other->mark == MARK_DISTRICT;
    }
    int base = is_marked(x) || settled ? RANK_REGENCY_MARKED : RANK_REGENCY_UNMARKED;
    /* "desa sumber centenk kecamatan kotaanyar": the village's name is only half understood. */
    if (other_marked) return RANK_REGENCY_UNMARKED;
    if (x->mark == MARK_VILLAGE && (settled || !another_lies_told(m, x))) return base + 4;
    if (settled) return base + 3;
    return other_district ? RANK_REGENCY_UNMARKED : base + 1;
}

static void weigh(const struct mentions *m, const struct mention *x, struct choice *best)
{
    const struct mention *settled;
    const struct place *village = village_of(m, x, &settled);
    const struct place *district = mention_find(x, PLACE_DISTRICT);
    const struct place *city = mention_find(x, PLACE_CITY);
    int marked = is_marked(x) ? RANK_REGENCY_MARKED : RANK_REGENCY_UNMARKED;
    if (!city) city = mention_find(x, PLACE_OUTSIDE);
    if (village) choose(best, village, x, settled, village_rank(m, x, settled != NULL));
    if (district) choose(best, district, x, NULL, marked + (x->mark == MARK_DISTRICT ? 2 : 1));
    if (!village && !district)
        choose(best, city, x, NULL, is_marked(x) ? RANK_CITY_MARKED : RANK_CITY_UNMARKED);
}

static void name_put(const struct mentions *m, const struct mention *x, struct place_found *out)
{
    out->names[out->name_count++] = m->r->matches[x->match].phrase;
}

static void go_inside(const struct mentions *m, const struct mention *by, struct place_found *out)
{
    const struct phrases *places = &m->l->places;
    uint32_t phrase = place_inside(m->l, m->r, out->place, by->match);
    if (phrase == PHRASE_NONE) return;
    for (uint32_t i = places->items[phrase].first_meaning; i != PHRASE_NONE;
         i = places->meanings[i].next) {
        const struct place *village = &m->l->desk->places[places->meanings[i].index];
        if (village->parent != out->place) continue;
        out->place = village;
        out->names[out->name_count++] = phrase;
        return;
    }
}

/* A name of several villages that nothing settles; more than can be offered are none. */
static bool namesakes_of(const struct mentions *m, const struct mention *x, struct place_found *out)
{
    const struct mention *settled;
    out->namesake_count = 0;
    if (!x->accepted || mention_find(x, PLACE_DISTRICT) || village_of(m, x, &settled)) return false;
    size_t villages = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (x->candidates[i]->level != PLACE_VILLAGE) continue;
        if (villages < UNDERSTOOD_NAMESAKES) out->namesakes[villages] = x->candidates[i];
        villages++;
    }
    if (villages >= 2 && villages <= UNDERSTOOD_NAMESAKES) out->namesake_count = villages;
    return out->namesake_count > 0;
}

static void look_for_namesakes(const struct mentions *m, struct place_found *out)
{
    for (size_t i = 0; i < m->count; i++) {
        if (!namesakes_of(m, &m->at[i], out)) continue;
        name_put(m, &m->at[i], out);
        return;
    }
}

void place_find(const struct lexicon *l, const struct reading *r, bool asked,
                struct place_found *out)
{
    struct mentions m = { .l = l, .r = r, .asked = asked };
    struct choice best = { 0 };
    *out = (struct place_found){ 0 };
    for (uint32_t i = 0; i < r->match_count; i++)
        if (r->matches[i].place) mention_put(&m, i);
    drop_denied(&m, out);
    if (!out->denied) mentions_drop_writers(&m); /* "kok Tongas? saya di Surabaya" */
    accept(&m);
    mentions_refuse(&m);
    settle_borders(&m);
    for (size_t i = 0; i < m.count; i++)
        if (m.at[i].accepted) weigh(&m, &m.at[i], &best);
    out->place = best.place;
    out->of_writer = best.by && best.by->of_writer && !out->denied;
    if (best.by) name_put(&m, best.by, out);
    if (best.settled) name_put(&m, best.settled, out);
    if (best.place && best.place->level == PLACE_DISTRICT) go_inside(&m, best.by, out);
    if (!best.place) look_for_namesakes(&m, out);
    if (best.by) mentions_doubt(&m, best.by, best.settled != NULL, out);
}
