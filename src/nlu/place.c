/* place.c - which place a text is about. */
#include "place.h"

/* A message names few places; what comes after the first dozen decides nothing. */
#define MENTIONS_MAX   12
#define CANDIDATES_MAX 4
/* Two names so near each other speak of one place: "sumber, wonokerso". */
#define BESIDE_MAX 4
/* A misspelled name without a word that announces it must be long to be believed. */
#define MISSPELLED_ALONE_MIN 8
#define MISSPELLED_WEAK_MIN  7 /* "di" is no proof: "di sentuh" is not Sentul */

enum mark {
    MARK_NONE,
    MARK_TOWARDS, /* "ke", "arah": a name, but not where the matter is */
    MARK_WEAK,    /* "di", "daerah", "jalan raya" ... */
    MARK_HAMLET,  /* "dusun": often a village's name, often not this village */
    MARK_VILLAGE,
    MARK_DISTRICT,
    MARK_REGENCY,
    MARK_CITY
};

struct mention {
    const struct place *candidates[CANDIDATES_MAX];
    size_t count;
    uint32_t match;
    enum mark mark;
    bool common, misspelled, second_name;
    bool accepted;
};

struct mentions {
    const struct lexicon *l;
    const struct reading *r;
    struct mention at[MENTIONS_MAX];
    size_t count;
};

/* The administration's own words and how they are shortened. */
static enum mark mark_of_word(struct str word)
{
    static const struct {
        const char *word;
        enum mark mark;
    } words[] = {
        { "desa", MARK_VILLAGE },       { "ds", MARK_VILLAGE },      { "des", MARK_VILLAGE },
        { "kelurahan", MARK_VILLAGE },  { "kel", MARK_VILLAGE },     { "kades", MARK_VILLAGE },
        { "lurah", MARK_VILLAGE },      { "pemdes", MARK_VILLAGE },  { "dhisah", MARK_VILLAGE },
        { "dusun", MARK_HAMLET },       { "dsn", MARK_HAMLET },      { "dukuh", MARK_HAMLET },
        { "kecamatan", MARK_DISTRICT }, { "kec", MARK_DISTRICT },    { "camat", MARK_DISTRICT },
        { "kota", MARK_CITY },          { "kotamadya", MARK_CITY },  { "kodya", MARK_CITY },
        { "walikota", MARK_CITY },      { "pemkot", MARK_CITY },     { "kabupaten", MARK_REGENCY },
        { "kab", MARK_REGENCY },        { "ke", MARK_TOWARDS },      { "arah", MARK_TOWARDS },
        { "menuju", MARK_TOWARDS },     { "jurusan", MARK_TOWARDS },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(word, str_of(words[i].word))) return words[i].mark;
    return MARK_NONE;
}

static enum mark mark_before(const struct mentions *m, uint32_t from)
{
    if (from == 0) return MARK_NONE;
    const struct token *t = &m->r->tokens.at[from - 1];
    enum mark mark = mark_of_word(t->norm.text);
    if (mark != MARK_NONE) return mark;
    bool weak =
        reading_roles(m->l, m->r, from - 1) & ROLE_BIT(WORD_PLACE_MARK) ||
        (t->word != PHRASE_NONE && m->l->words.items[t->word].roles & ROLE_BIT(WORD_PLACE_MARK));
    return weak ? MARK_WEAK : MARK_NONE;
}

static bool fits_mark(const struct place *place, enum mark mark)
{
    switch (mark) {
    case MARK_HAMLET:
    case MARK_VILLAGE: return place->level == PLACE_VILLAGE || place->level == PLACE_CITY;
    case MARK_DISTRICT: return place->level == PLACE_DISTRICT || place->level == PLACE_CITY;
    case MARK_REGENCY: return place->level == PLACE_OUTSIDE;
    case MARK_CITY: return place->level == PLACE_CITY || place->level == PLACE_OUTSIDE;
    case MARK_NONE:
    case MARK_TOWARDS:
    case MARK_WEAK: break;
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
    if (!count && mark != MARK_NONE) x->mark = MARK_WEAK;
}

static void mention_put(struct mentions *m, uint32_t index)
{
    const struct match *match = &m->r->matches[index];
    const struct phrases *places = &m->l->places;
    struct mention x = { .match = index, .misspelled = match->misspelled };
    uint32_t i = places->items[match->phrase].first_meaning;
    x.second_name = true;
    for (; i != PHRASE_NONE && x.count < CANDIDATES_MAX; i = places->meanings[i].next) {
        const struct place *place = &m->l->desk->places[places->meanings[i].index];
        x.candidates[x.count++] = place;
        x.common = x.common || (place->common_word && !places->meanings[i].alias);
        x.second_name = x.second_name && places->meanings[i].second_name;
    }
    x.mark = mark_before(m, match->from);
    keep_if_any(&x, x.mark);
    if (x.count && m->count < MENTIONS_MAX) m->at[m->count++] = x;
}

static const struct place *district_of(const struct place *place)
{
    return place->level == PLACE_VILLAGE ? place->parent : place;
}

static bool shares_district(const struct mention *a, const struct mention *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (district_of(a->candidates[i]) == district_of(b->candidates[k])) return true;
    return false;
}

static bool is_beside(const struct mentions *m, const struct mention *a, const struct mention *b)
{
    const struct match *x = &m->r->matches[a->match], *y = &m->r->matches[b->match];
    uint32_t gap = x->from >= y->to ? x->from - y->to : y->from >= x->to ? y->from - x->to : 0;
    return gap <= BESIDE_MAX;
}

/* Whether our own tables use the name as a word ("taman", "besuk"): then "di" is not enough. */
static bool is_own_word(const struct mentions *m, const struct mention *x)
{
    return m->r->word_at[m->r->matches[x->match].from] != MATCH_NONE;
}

static bool stands_alone(const struct mentions *m, const struct mention *x)
{
    const struct match *match = &m->r->matches[x->match];
    enum place_level level = x->candidates[0]->level;
    if (x->second_name || (x->common && level == PLACE_CITY)) return x->mark == MARK_CITY;
    if (x->misspelled && x->common) return false;
    if (x->misspelled && x->mark <= MARK_WEAK)
        return m->l->places.items[match->phrase].key.len >=
               (x->mark == MARK_WEAK ? MISSPELLED_WEAK_MIN : MISSPELLED_ALONE_MIN);
    if (!x->common) return true;
    if (x->mark == MARK_WEAK || x->mark == MARK_TOWARDS) return !is_own_word(m, x);
    return x->mark != MARK_NONE;
}

static void accept(struct mentions *m)
{
    for (size_t i = 0; i < m->count; i++)
        m->at[i].accepted = stands_alone(m, &m->at[i]);
    for (size_t i = 0; i < m->count; i++) {
        struct mention *x = &m->at[i];
        if (x->accepted || !x->common || x->second_name) continue;
        for (size_t k = 0; k < m->count && !x->accepted; k++) {
            const struct mention *other = &m->at[k];
            if (k == i || !is_beside(m, x, other) || !shares_district(x, other)) continue;
            x->accepted = other->accepted;
        }
    }
}

static bool is_outside(const struct place *place)
{
    return place->level == PLACE_CITY || place->level == PLACE_OUTSIDE;
}

/* A name that both the regency and its neighbours know is ours, unless the text speaks of no
 * other place of ours and of the neighbour by another name. */
static void settle_border(struct mentions *m, struct mention *x)
{
    bool ours = false, theirs = false;
    for (size_t i = 0; i < m->count; i++) {
        if (&m->at[i] == x || !m->at[i].accepted) continue;
        for (size_t k = 0; k < m->at[i].count; k++)
            *(is_outside(m->at[i].candidates[k]) ? &theirs : &ours) = true;
    }
    bool keep_theirs = theirs && !ours;
    size_t kept = 0;
    for (size_t i = 0; i < x->count; i++)
        if (is_outside(x->candidates[i]) == keep_theirs) x->candidates[kept++] = x->candidates[i];
    x->count = kept;
}

static void settle_borders(struct mentions *m)
{
    for (size_t i = 0; i < m->count; i++) {
        size_t outside = 0;
        for (size_t k = 0; k < m->at[i].count; k++)
            outside += is_outside(m->at[i].candidates[k]);
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
            if (other->count == 1 && district_of(other->candidates[k]) == district) return other;
        }
    }
    return NULL;
}

static const struct place *find_level(const struct mention *x, enum place_level level)
{
    for (size_t i = 0; i < x->count; i++)
        if (x->candidates[i]->level == level) return x->candidates[i];
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
    if (find_level(x, PLACE_DISTRICT)) return NULL;
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

/* Above its own district; below the district of another place unless "desa" stands before. */
static int village_rank(const struct mentions *m, const struct mention *x, bool settled)
{
    bool other_district = false;
    for (size_t i = 0; i < m->count && !settled; i++)
        other_district |=
            m->at[i].accepted && &m->at[i] != x && find_level(&m->at[i], PLACE_DISTRICT);
    int base = is_marked(x) || settled ? RANK_REGENCY_MARKED : RANK_REGENCY_UNMARKED;
    if (x->mark == MARK_VILLAGE) return base + 4;
    if (settled) return base + 3;
    return other_district ? RANK_REGENCY_UNMARKED : base + 1;
}

static void weigh(const struct mentions *m, const struct mention *x, struct choice *best)
{
    const struct mention *settled;
    const struct place *village = village_of(m, x, &settled);
    const struct place *district = find_level(x, PLACE_DISTRICT);
    const struct place *city = find_level(x, PLACE_CITY);
    int marked = is_marked(x) ? RANK_REGENCY_MARKED : RANK_REGENCY_UNMARKED;
    if (!city) city = find_level(x, PLACE_OUTSIDE);
    if (village) choose(best, village, x, settled, village_rank(m, x, settled != NULL));
    if (district) choose(best, district, x, NULL, marked + (x->mark == MARK_DISTRICT ? 2 : 1));
    if (!village && !district)
        choose(best, city, x, NULL, is_marked(x) ? RANK_CITY_MARKED : RANK_CITY_UNMARKED);
}

void place_find(const struct lexicon *l, const struct reading *r, struct place_found *out)
{
    struct mentions m = { .l = l, .r = r };
    struct choice best = { 0 };
    *out = (struct place_found){ 0 };
    for (uint32_t i = 0; i < r->match_count; i++)
        if (r->matches[i].place) mention_put(&m, i);
    accept(&m);
    settle_borders(&m);
    for (size_t i = 0; i < m.count; i++)
        if (m.at[i].accepted) weigh(&m, &m.at[i], &best);
    out->place = best.place;
    if (best.by) out->matches[out->match_count++] = best.by->match;
    if (best.settled) out->matches[out->match_count++] = best.settled->match;
}
