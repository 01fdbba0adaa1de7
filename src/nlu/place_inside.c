/* place_inside.c - the village of a district that is known already. */
#include "place_inside.h"
#include "place_mark.h"
#include <string.h>

#define WORDS_MAX 3
/* Letters that a name must have to be believed with one error, and with two. */
#define LETTERS_ONE 4
#define LETTERS_TWO 7

struct search {
    const struct lexicon *l;
    const struct reading *r;
    const struct place *district; /* NULL: districts themselves are looked for */
    uint32_t phrase;              /* the best so far; PHRASE_NONE: none */
    size_t errors;
    bool twice; /* another place is as near */
};

static bool is_inside(const struct search *s, const struct place *place)
{
    if (!s->district) return place->level == PLACE_DISTRICT;
    return place->level == PLACE_VILLAGE && place->parent == s->district;
}

static const struct place *place_of(const struct search *s, uint32_t phrase)
{
    const struct phrases *places = &s->l->places;
    for (uint32_t i = places->items[phrase].first_meaning; i != PHRASE_NONE;
         i = places->meanings[i].next) {
        const struct place *place = &s->l->desk->places[places->meanings[i].index];
        if (is_inside(s, place)) return place;
    }
    return NULL;
}

static void compare(struct search *s, struct str name)
{
    const struct phrases *places = &s->l->places;
    for (uint32_t i = 0; i < places->count; i++) {
        struct str key = places->items[i].key;
        if (key.at[0] != name.at[0] || key.len < LETTERS_ONE) continue;
        if (key.len > name.len + 2 || name.len > key.len + 2) continue;
        const struct place *place = place_of(s, i);
        if (!place) continue;
        size_t errors = fuzzy_errors(key, name, key.len >= LETTERS_TWO ? 2 : 1);
        if (errors == SIZE_MAX || errors > s->errors) continue;
        s->twice =
            errors == s->errors && s->phrase != PHRASE_NONE && place_of(s, s->phrase) != place;
        s->phrase = i;
        s->errors = errors;
    }
}

/* Tokens from..to glued into out; false when they cannot be a name. */
static bool glue_name(const struct search *s, uint32_t from, uint32_t to, char *bytes,
                      struct str *out)
{
    size_t len = 0;
    for (uint32_t i = from; i < to; i++) {
        struct str word = token_spelled(&s->r->tokens.at[i]);
        if (s->r->tokens.at[i].number || word.len > FUZZY_LETTERS_MAX - len) return false;
        memcpy(bytes + len, word.at, word.len);
        len += word.len;
    }
    *out = (struct str){ bytes, len };
    return len >= LETTERS_ONE - 1;
}

static void look(struct search *s, uint32_t from, uint32_t to)
{
    char bytes[FUZZY_LETTERS_MAX];
    struct str name;
    if (glue_name(s, from, to, bytes, &name)) compare(s, name);
}

static bool is_unknown(const struct search *s, uint32_t i)
{
    return s->r->tokens.at[i].word == PHRASE_NONE && s->r->place_at[i] == MATCH_NONE;
}

uint32_t place_near_district(const struct lexicon *l, struct str name)
{
    struct search s = { .l = l, .phrase = PHRASE_NONE, .errors = SIZE_MAX };
    if (name.len >= LETTERS_ONE - 1) compare(&s, name);
    return s.twice ? PHRASE_NONE : s.phrase;
}

uint32_t place_inside(const struct lexicon *l, const struct reading *r,
                      const struct place *district, uint32_t by)
{
    struct search s = {
        .l = l, .r = r, .district = district, .phrase = PHRASE_NONE, .errors = SIZE_MAX
    };
    const struct match *named = &r->matches[by];
    uint32_t count = (uint32_t)r->tokens.count, end = named->from;
    for (uint32_t i = 1; i < count; i++) {
        if (place_mark_before(l, r, i) != MARK_VILLAGE) continue;
        for (uint32_t to = i + 1; to <= count && to <= i + WORDS_MAX; to++) {
            if (to > named->from && i < named->to) break;
            look(&s, i, to);
        }
    }
    if (end > 0 && place_mark_before(l, r, end) == MARK_DISTRICT) end--;
    for (uint32_t from = end; from > 0 && end - from < WORDS_MAX && is_unknown(&s, from - 1);)
        look(&s, --from, end);
    return s.twice ? PHRASE_NONE : s.phrase;
}
