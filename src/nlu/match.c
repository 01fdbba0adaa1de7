/* match.c - which phrases of our tables stand in a text, longest first. */
#include "match.h"
#include "language.h"
#include "place_inside.h"
#include "place_mark.h"
#include "told.h"
#include <stdlib.h>
#include <string.h>

/* How far apart the two words of a keyword may stand. */
#define APART_MAX 8
/* A misspelled name has at most this many words. */
#define MISSPELLED_WORDS_MAX 3
/* Several words glued to one of ours must be at least this long: "di ri" is no name. */
#define GLUED_KEY_MIN 5

#define MATCHES_FIRST 64

struct matcher {
    const struct lexicon *l;
    struct arena *arena;
    struct reading *r;
    struct match *all; /* every phrase that fits anywhere */
    size_t count, cap;
    bool failed;
};

static void match_put(struct matcher *m, struct match match)
{
    if (m->count == m->cap) {
        size_t cap = m->cap * 2;
        struct match *more = arena_alloc(m->arena, cap * sizeof *more);
        if (!more) m->failed = true;
        if (!more) return;
        memcpy(more, m->all, m->count * sizeof *more);
        m->all = more;
        m->cap = cap;
    }
    m->all[m->count++] = match;
}

static bool glue_is_fair(const struct phrase *p, size_t words)
{
    return words <= p->words || p->key.len >= GLUED_KEY_MIN || p->key.len == words;
}

static void found_put(struct matcher *m, bool place, uint32_t found, size_t words, size_t from,
                      size_t to)
{
    const struct phrases *table = place ? &m->l->places : &m->l->words;
    if (found == PHRASE_NONE || !table->items[found].whole) return;
    if (!glue_is_fair(&table->items[found], words)) return;
    match_put(m, (struct match){
                     .phrase = found, .from = (uint32_t)from, .to = (uint32_t)to, .place = place });
}

/* Looks up the words gathered so far. */
static void look_up(struct matcher *m, bool place, const struct piece *const *parts, size_t words,
                    struct glue glue, size_t from, size_t to)
{
    const struct phrases *table = place ? &m->l->places : &m->l->words;
    found_put(m, place, phrases_find(table, glue, parts, words), words, from, to);
}

/* "yang", "sangat" ... may stand inside a phrase; a negation never. */
static bool may_skip(const struct matcher *m, const struct token *t)
{
    if (t->word == PHRASE_NONE || token_traits(m->l, t) & TRAIT_NEGATION) return false;
    return m->l->words.items[t->word].roles == ROLE_BIT(WORD_FILLER);
}

/* "bukan lampu, jalan rusak": what a denial begins ends at the comma. */
static bool ends_denied(const struct matcher *m, size_t i, size_t k)
{
    const struct token *at = m->r->tokens.at;
    if (i == 0 || k == i || !at[k].new_part) return false;
    uint32_t traits = token_traits(m->l, &at[i - 1]);
    return traits & TRAIT_NEGATION && traits & TRAIT_AMEND;
}

/* "jalan [di] depan [rumah rusak]": where something lies that has a keyword of its own, and that is
 * broken. */
static bool says_where_of(const struct matcher *m, size_t i)
{
    const struct token *at = m->r->tokens.at;
    size_t k = i;
    if (i < 2 || at[i].new_part || !(token_traits(m->l, &at[--k]) & TRAIT_LOCATOR)) return false;
    if (k > 1 && token_in(m->l, &at[k - 1], WORD_PLACE_IN)) k--;
    if (k == 0 || at[k].new_part || at[k - 1].word == PHRASE_NONE) return false;
    return m->l->words.items[at[k - 1].word].begins_pair;
}

/* Phrases that begin at token i; with skip, those with a filler inside only. */
static void words_from(struct matcher *m, size_t i, bool skip)
{
    const struct tokens *tokens = &m->r->tokens;
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    size_t words = 0, skipped = 0;
    bool where = says_where_of(m, i);
    for (size_t k = i; k < tokens->count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *t = &tokens->at[k];
        if (where && k > i && traits_tell_trouble(token_traits(m->l, t))) return;
        if (ends_denied(m, i, k)) return;
        if (skip && k > i && may_skip(m, t)) {
            if (++skipped > 2) return;
            continue;
        }
        if (t->norm.glue.len) parts[words++] = &t->norm;
        glue = glue_join(glue, t->norm.glue);
        if (!skip && k == i)
            found_put(m, false, t->word, words, i, k + 1); /* looked up already */
        else if (!skip || skipped)
            look_up(m, false, parts, words, glue, i, k + 1);
        if (!phrases_begin(&m->l->words, glue)) return;
    }
}

/* slang: as slang says it, where it says anything ("maron kdul"). */
static void places_from(struct matcher *m, size_t i, bool slang)
{
    const struct tokens *tokens = &m->r->tokens;
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    bool replaced = false;
    for (size_t k = i, words = 0; k < tokens->count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *t = &tokens->at[k];
        replaced = replaced || (slang && t->slang);
        parts[words] = slang && t->slang ? &t->norm : &t->raw;
        glue = glue_join(glue, parts[words++]->glue);
        if (replaced == slang) look_up(m, true, parts, words, glue, i, k + 1);
        if (!phrases_begin(&m->l->places, glue)) return;
    }
}

static int longer_first(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    uint32_t x_len = x->to - x->from, y_len = y->to - y->from;
    if (x_len != y_len) return x_len > y_len ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (int)x->place - (int)y->place;
}

static int earlier_first(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (int)x->place - (int)y->place;
}

/* Length of the match that covers token i, 0 when there is none. */
static uint32_t cover(const struct match *all, const uint32_t *at, size_t i)
{
    return at[i] == MATCH_NONE ? 0 : all[at[i]].to - all[at[i]].from;
}

/* A name that is no everyday word stays a name inside a longer phrase: "tpa seboro". */
static bool is_proper_name(const struct matcher *m, const struct match *match)
{
    const struct phrases *places = &m->l->places;
    if (!match->place) return false;
    uint32_t i = places->items[match->phrase].first_meaning;
    for (; i != PHRASE_NONE; i = places->meanings[i].next)
        if (!m->l->desk->places[places->meanings[i].index].common_word) return true;
    return false;
}

/* Keeps a match whose tokens are all free; one of the other table and the same length is no
 * hindrance. */
static bool settle_match(struct matcher *m, size_t index)
{
    const struct match *match = &m->all[index];
    uint32_t *own = match->place ? m->r->place_at : m->r->word_at;
    const uint32_t *other = match->place ? m->r->word_at : m->r->place_at;
    uint32_t len = match->to - match->from;
    bool shielded = !is_proper_name(m, match);
    for (size_t i = match->from; i < match->to; i++)
        if (own[i] != MATCH_NONE || (shielded && cover(m->all, other, i) > len)) return false;
    for (size_t i = match->from; i < match->to; i++)
        own[i] = (uint32_t)index;
    return true;
}

/* What the words are listed as. */
static void lists_join(const struct lexicon *l, struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        if (t->raw_listed != PHRASE_NONE) role_set_join(&r->listed, &l->listed_as[t->raw_listed]);
        if (t->norm_listed != PHRASE_NONE) role_set_join(&r->listed, &l->listed_as[t->norm_listed]);
    }
}

static void covers_clear(struct reading *r)
{
    memset(r->word_at, 0xFF, (r->tokens.count + 1) * sizeof *r->word_at);
    memset(r->place_at, 0xFF, (r->tokens.count + 1) * sizeof *r->place_at);
}

static bool is_alarm(const struct matcher *m, const struct match *match)
{
    uint64_t roles = match_roles(m->l, m->r, match);
    return roles & ALARM_ROLES || (roles & ROLE_BIT(WORD_FILLER) && match->to - match->from > 1);
}

/* Of everything that fits anywhere; longer_first is their order. */
static void alarms_find(struct matcher *m)
{
    struct reading *r = m->r;
    r->alarms = arena_alloc(m->arena, (m->count + 1) * sizeof *r->alarms);
    if (!r->alarms) m->failed = true;
    if (!r->alarms) return;
    for (size_t i = 0; i < m->count; i++) {
        struct match match = m->all[i];
        bool free = is_alarm(m, &match);
        for (size_t k = match.from; k < match.to && free; k++)
            free = r->word_at[k] == MATCH_NONE;
        if (!free) continue;
        for (size_t k = match.from; k < match.to; k++)
            r->word_at[k] = (uint32_t)r->alarm_count;
        r->alarms[r->alarm_count++] = match;
    }
    covers_clear(r);
    if (r->alarm_count) qsort(r->alarms, r->alarm_count, sizeof *r->alarms, earlier_first);
}

/* What happens, or is done, and by whom. */
#define DEED_ROLES                                                                                 \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_EVENT) |                        \
     ROLE_BIT(WORD_SELF_HARM) | ROLE_BIT(WORD_ASSET) | ROLE_BIT(WORD_EMBEZZLED) |                  \
     ROLE_BIT(WORD_CUT) | ROLE_BIT(WORD_SOLD) | ROLE_BIT(WORD_USED) | ROLE_BIT(WORD_OWN) |         \
     ROLE_BIT(WORD_SERVANT) | ROLE_BIT(WORD_MANNER))

/* A danger that no category knows hides no keyword: "kabel putus di jalan" is urgent, "kabel putus"
 * in it the electricity's. Whoever is in it does: in "tidak bisa jalan" there is no "jalan". */
static bool is_mere_alarm(const struct matcher *m, const struct match *match)
{
    const struct phrase *p = match->place ? NULL : &m->l->words.items[match->phrase];
    return p && p->words > 1 && p->roles && !(p->roles & ~DEED_ROLES) &&
           p->first_meaning == PHRASE_NONE;
}

static void longest_win(struct matcher *m)
{
    size_t kept = 0;
    if (m->count == 0) return;
    qsort(m->all, m->count, sizeof *m->all, longer_first);
    covers_clear(m->r);
    alarms_find(m);
    for (size_t i = 0; i < m->count; i++) {
        struct match match = m->all[i];
        if (is_mere_alarm(m, &match)) continue;
        /* Kept ones move to the front, so that the covers' numbers stay true. */
        m->all[kept] = match;
        kept += settle_match(m, kept);
    }
    m->count = kept;
}

/* Single words that no longer phrase has taken. */
static const struct phrase *free_word(const struct matcher *m, size_t i)
{
    const struct token *t = &m->r->tokens.at[i];
    if (t->word == PHRASE_NONE || cover(m->all, m->r->word_at, i) > 1) return NULL;
    return &m->l->words.items[t->word];
}

static void pairs_from(struct matcher *m, size_t i)
{
    const struct tokens *tokens = &m->r->tokens;
    const struct phrase *first = free_word(m, i);
    if (!first || !first->begins_pair) return;
    for (size_t k = i + 1; k < tokens->count && k <= i + APART_MAX; k++) {
        if (tokens->at[k].new_start || token_traits(m->l, &tokens->at[k]) & TRAIT_NEGATION) return;
        if (ends_denied(m, i, k)) return;
        const struct phrase *second = free_word(m, k);
        if (k == i + 1 || !second || !second->ends_pair) continue;
        const struct piece *parts[2] = { &tokens->at[i].norm, &tokens->at[k].norm };
        uint32_t found =
            phrases_find(&m->l->words, glue_join(parts[0]->glue, parts[1]->glue), parts, 2);
        if (found == PHRASE_NONE || m->l->words.items[found].words != 2 ||
            m->l->words.items[found].first_meaning == PHRASE_NONE)
            continue;
        match_put(m,
                  (struct match){
                      .phrase = found, .from = (uint32_t)i, .to = (uint32_t)k + 1, .apart = true });
        return;
    }
}

/* How long a name with two errors must be to be believed behind this word; SIZE_MAX: it never is.
 * "desa" says that a name follows, "di" may be followed by anything. */
static size_t far_letters(enum mark mark)
{
    if (mark >= MARK_HAMLET) return FUZZY_LETTERS_FAR;
    return mark >= MARK_WEAK ? FUZZY_LETTERS_FAR + 2 : SIZE_MAX;
}

static bool may_be_misspelled(const struct matcher *m, size_t i)
{
    const struct token *t = &m->r->tokens.at[i];
    return !t->number && t->word == PHRASE_NONE && t->norm.text.len >= 2 &&
           m->r->place_at[i] == MATCH_NONE && m->r->word_at[i] == MATCH_NONE;
}

/* "wonosari" is rather a place we do not know than Wonoasri; a name that lacks a letter is ours. */
static bool is_other_name(const struct phrases *places, uint32_t found, struct str name)
{
    return name.len == places->items[found].key.len && fuzzy_is_like_a_name(places, name);
}

/* Names with a typing error, made of words that nobody knows. */
static void misspelled_from(struct matcher *m, size_t i)
{
    const struct tokens *tokens = &m->r->tokens;
    const struct phrases *places = &m->l->places;
    if (!may_be_misspelled(m, i)) return;
    char bytes[FUZZY_LETTERS_MAX];
    struct str name = { bytes, 0 };
    enum mark mark = place_mark_before(m->l, m->r, (uint32_t)i);
    size_t far = far_letters(mark);
    struct match best = { .phrase = PHRASE_NONE };
    for (size_t k = i; k < tokens->count && k < i + MISSPELLED_WORDS_MAX; k++) {
        struct str word = token_spelled(&tokens->at[k]);
        if (!may_be_misspelled(m, k) || word.len > sizeof bytes - name.len) break;
        memcpy(bytes + name.len, word.at, word.len);
        name.len += word.len;
        uint32_t doubled = k == i ? fuzzy_find_doubled(places, name) : PHRASE_NONE;
        uint32_t found = doubled;
        if (found == PHRASE_NONE) found = fuzzy_find(&m->l->fuzzy, places, name);
        if (found == PHRASE_NONE && mark == MARK_DISTRICT) found = place_near_district(m->l, name);
        bool is_far = found == PHRASE_NONE && name.len >= far;
        if (is_far) found = fuzzy_find_far(places, name);
        if (found == PHRASE_NONE) continue;
        best = (struct match){ .phrase = found,
                               .from = (uint32_t)i,
                               .to = (uint32_t)k + 1,
                               .place = true,
                               .misspelled = doubled == PHRASE_NONE,
                               .doubtful = is_far || is_other_name(places, found, name) };
    }
    if (best.phrase != PHRASE_NONE) match_put(m, best);
}

static bool filler_near(const struct matcher *m, size_t i)
{
    const struct tokens *tokens = &m->r->tokens;
    for (size_t k = i + 1; k < tokens->count && k <= i + 2; k++)
        if (may_skip(m, &tokens->at[k])) return true;
    return false;
}

static bool slang_near(const struct tokens *tokens, size_t i)
{
    for (size_t k = i; k < tokens->count && k <= i + 2; k++)
        if (tokens->at[k].slang) return true;
    return false;
}

static void find_all(struct matcher *m)
{
    const struct tokens *tokens = &m->r->tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        places_from(m, i, false);
        if (slang_near(tokens, i)) places_from(m, i, true);
        if (tokens->at[i].norm.text.len == 0) continue;
        words_from(m, i, false);
        if (filler_near(m, i)) words_from(m, i, true);
    }
    longest_win(m);
    size_t exact = m->count;
    for (size_t i = 0; i < tokens->count; i++) {
        misspelled_from(m, i);
        pairs_from(m, i);
    }
    for (size_t i = exact; i < m->count; i++)
        if (m->all[i].place && !settle_match(m, i)) m->all[i].to = m->all[i].from;
}

/* Puts what was kept into the order of the text, and the covers with it. */
static void order(struct matcher *m)
{
    struct reading *r = m->r;
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++)
        if (m->all[i].to > m->all[i].from) m->all[kept++] = m->all[i];
    if (kept) qsort(m->all, kept, sizeof *m->all, earlier_first);
    r->matches = m->all;
    r->match_count = kept;
    covers_clear(r);
    for (size_t i = 0; i < kept; i++)
        for (size_t k = m->all[i].from; !m->all[i].apart && k < m->all[i].to; k++)
            (m->all[i].place ? r->place_at : r->word_at)[k] = (uint32_t)i;
}

bool reading_make(const struct lexicon *l, struct str text, bool command, struct arena *arena,
                  struct reading *out, struct err *e)
{
    struct reading made = { 0 };
    struct match *matches = arena_alloc(arena, MATCHES_FIRST * sizeof *matches);
    struct matcher m = { .l = l, .arena = arena, .r = &made, .all = matches, .cap = MATCHES_FIRST };
    if (!normalise(l, text, command, arena, &made.plain, &made.tokens, e)) return false;
    made.word_at = arena_alloc(arena, (made.tokens.count + 1) * sizeof *made.word_at);
    made.place_at = arena_alloc(arena, (made.tokens.count + 1) * sizeof *made.place_at);
    made.sayings = arena_alloc(arena, SAYINGS_MAX * sizeof *made.sayings);
    if (!matches || !made.word_at || !made.place_at || !made.sayings)
        return err_set(e, ERR_MEMORY, "nlu: out of memory");
    made.marked = str_contains(text, STR("?"));
    made.ends_marked = str_ends(str_trim(text), STR("?"));
    lists_join(l, &made);
    covers_clear(&made);
    find_all(&m);
    if (m.failed) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    order(&m);
    told_find(l, &made);
    *out = made;
    return true;
}
