/* fuzzy.c - one typing error, by the names' deletion neighbourhood; two, by comparing. */
#include "fuzzy.h"
#include <stdlib.h>
#include <string.h>

/* Hashes of text as it is and with each one letter left out. */
struct variants {
    uint64_t hash[FUZZY_LETTERS_MAX + 1];
    size_t count;
};

static void variants_make(struct str text, struct variants *out)
{
    struct glue before[FUZZY_LETTERS_MAX + 1], after[FUZZY_LETTERS_MAX + 1];
    size_t n = text.len;
    before[0] = GLUE_NOTHING;
    for (size_t i = 0; i < n; i++)
        before[i + 1] = glue_byte(before[i], text.at[i]);
    after[n] = GLUE_NOTHING;
    for (size_t i = n; i > 0; i--)
        after[i - 1] = glue_join(glue_byte(GLUE_NOTHING, text.at[i - 1]), after[i]);
    out->count = 0;
    out->hash[out->count++] = glue_mixed(before[n]);
    for (size_t i = 0; i < n; i++)
        out->hash[out->count++] = glue_mixed(glue_join(before[i], after[i + 1]));
}

static bool is_fuzzy_length(struct str s)
{
    return s.len >= FUZZY_LETTERS && s.len <= FUZZY_LETTERS_MAX;
}

static void put(struct fuzzy *f, uint64_t hash, uint32_t phrase)
{
    size_t mask = f->slot_count - 1, at = (size_t)hash & mask;
    while (f->slots[at].phrase != PHRASE_NONE) {
        /* "aa" with either a left out is the same word. */
        if (f->slots[at].hash == hash && f->slots[at].phrase == phrase) return;
        at = (at + 1) & mask;
    }
    f->slots[at] = (struct fuzzy_slot){ hash, phrase };
}

#define HEAD_LETTERS      2
#define HEAD_LETTERS_LONG 3 /* of names so long that no error reaches both ends */
#define TAIL_LETTERS      3
#define LONG_NAME         8

static size_t filter_bit(struct glue glue)
{
    return glue_mixed(glue) % FUZZY_FILTER_BITS;
}

static size_t head_bit(struct str s, size_t letters)
{
    return filter_bit(glue_of(str_slice(s, 0, letters)));
}

/* The first letter is never wrong, so it belongs to the end too. */
static size_t tail_bit(struct str s)
{
    struct glue first = glue_of(str_slice(s, 0, 1));
    return filter_bit(glue_join(first, glue_of(str_slice(s, s.len - TAIL_LETTERS, s.len))));
}

static void bit_set(uint64_t *bits, size_t bit)
{
    bits[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static bool bit_get(const uint64_t *bits, size_t bit)
{
    return bits[bit / 64] >> (bit % 64) & 1;
}

static void ends_put(struct fuzzy *f, struct str name)
{
    bit_set(f->heads, head_bit(name, HEAD_LETTERS));
    bit_set(f->heads, head_bit(name, HEAD_LETTERS_LONG));
    bit_set(f->tails, tail_bit(name));
}

/* One error spares one end of a word: nearly all words are sorted out here. */
static bool ends_fit(const struct fuzzy *f, struct str text)
{
    size_t letters = text.len < LONG_NAME ? HEAD_LETTERS : HEAD_LETTERS_LONG;
    return bit_get(f->heads, head_bit(text, letters)) || bit_get(f->tails, tail_bit(text));
}

static bool is_wanted(const struct fuzzy *f, const struct phrase *phrase)
{
    return is_fuzzy_length(phrase->key) && f->rules->wants(phrase);
}

bool fuzzy_init(struct fuzzy *f, const struct fuzzy_rules *rules, const struct phrases *all,
                struct err *e)
{
    size_t total = 0;
    f->rules = rules;
    for (size_t i = 0; i < all->count; i++)
        if (is_wanted(f, &all->items[i])) total += all->items[i].key.len + 1;
    f->slot_count = 64;
    while (f->slot_count < total * 2)
        f->slot_count *= 2;
    f->slots = malloc(f->slot_count * sizeof *f->slots);
    if (!f->slots) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    memset(f->slots, 0xFF, f->slot_count * sizeof *f->slots);
    for (size_t i = 0; i < all->count; i++) {
        struct variants v;
        if (!is_wanted(f, &all->items[i])) continue;
        ends_put(f, all->items[i].key);
        variants_make(all->items[i].key, &v);
        for (size_t k = 0; k < v.count; k++)
            put(f, v.hash[k], (uint32_t)i);
    }
    return true;
}

void fuzzy_finish(struct fuzzy *f)
{
    free(f->slots);
    *f = (struct fuzzy){ 0 };
}

bool fuzzy_near(struct str a, struct str b)
{
    size_t head = 0, tail = 0;
    while (head < a.len && head < b.len && a.at[head] == b.at[head])
        head++;
    while (tail < a.len - head && tail < b.len - head &&
           a.at[a.len - 1 - tail] == b.at[b.len - 1 - tail])
        tail++;
    size_t rest_a = a.len - head - tail, rest_b = b.len - head - tail;
    if (rest_a <= 1 && rest_b <= 1) return true;
    return rest_a == 2 && rest_b == 2 && a.at[head] == b.at[head + 1] &&
           a.at[head + 1] == b.at[head];
}

/* A name and an alias of one place, both near, are no contradiction. */
static bool same_place(const struct phrases *places, uint32_t a, uint32_t b)
{
    uint32_t first = places->items[a].first_meaning, second = places->items[b].first_meaning;
    return first != PHRASE_NONE && second != PHRASE_NONE &&
           places->meanings[first].index == places->meanings[second].index;
}

static bool is_any(const struct phrase *phrase)
{
    (void)phrase;
    return true;
}

const struct fuzzy_rules fuzzy_places = { is_any, same_place };

uint32_t fuzzy_find(const struct fuzzy *f, const struct phrases *all, struct str text)
{
    struct variants v;
    uint32_t found = PHRASE_NONE;
    if (!is_fuzzy_length(text) || !ends_fit(f, text)) return PHRASE_NONE;
    variants_make(text, &v);
    for (size_t k = 0; k < v.count; k++) {
        size_t mask = f->slot_count - 1, at = (size_t)v.hash[k] & mask;
        for (; f->slots[at].phrase != PHRASE_NONE; at = (at + 1) & mask) {
            uint32_t here = f->slots[at].phrase;
            if (f->slots[at].hash != v.hash[k] || here == found) continue;
            /* People rarely miss the first letter, and "hilang" is not Pilang. */
            if (all->items[here].key.at[0] != text.at[0]) continue;
            if (!fuzzy_near(all->items[here].key, text)) continue;
            if (found == PHRASE_NONE)
                found = here;
            else if (!f->rules->alike(all, found, here))
                return PHRASE_NONE;
        }
    }
    return found;
}

/* Names are put together from parts of at least this many letters, and a part stands in at least
 * this many of them. */
#define PART_LETTERS 4
#define PART_NAMES   3

uint32_t fuzzy_find_doubled(const struct phrases *places, struct str text)
{
    char single[FUZZY_LETTERS];
    if (text.len > sizeof single + 1) return PHRASE_NONE;
    for (size_t i = 1; i < text.len; i++) {
        if (text.at[i] != text.at[i - 1]) continue;
        memcpy(single, text.at, i);
        memcpy(single + i, text.at + i + 1, text.len - i - 1);
        uint32_t found = phrases_find_text(places, (struct str){ single, text.len - 1 });
        if (found != PHRASE_NONE && places->items[found].whole) return found;
    }
    return PHRASE_NONE;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t fuzzy_errors(struct str a, struct str b, size_t most)
{
    if (a.len > FUZZY_LETTERS_MAX || b.len > FUZZY_LETTERS_MAX) return SIZE_MAX;
    size_t rows[3][FUZZY_LETTERS_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t k = 0; k <= b.len; k++)
        last[k] = k;
    for (size_t i = 1; i <= a.len; i++) {
        size_t fewest = now[0] = i;
        for (size_t k = 1; k <= b.len; k++) {
            bool same = a.at[i - 1] == b.at[k - 1];
            bool swapped =
                i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1];
            now[k] = least(least(last[k], now[k - 1]) + 1, last[k - 1] + !same);
            if (swapped) now[k] = least(now[k], before[k - 2] + 1);
            fewest = least(fewest, now[k]);
        }
        if (fewest > most) return SIZE_MAX; /* the rows below have no fewer */
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[b.len] <= most ? last[b.len] : SIZE_MAX;
}

uint32_t fuzzy_find_far(const struct phrases *places, struct str text)
{
    uint32_t found = PHRASE_NONE;
    if (text.len < FUZZY_LETTERS_FAR || text.len > FUZZY_LETTERS_MAX) return PHRASE_NONE;
    for (uint32_t i = 0; i < places->count; i++) {
        struct str key = places->items[i].key;
        if (key.len < FUZZY_LETTERS_FAR || key.len > FUZZY_LETTERS_MAX) continue;
        if (!places->items[i].whole || key.at[0] != text.at[0]) continue;
        if (key.len > text.len + 2 || text.len > key.len + 2) continue;
        if (fuzzy_errors(key, text, 2) == SIZE_MAX) continue;
        if (found != PHRASE_NONE && !same_place(places, found, i)) return PHRASE_NONE;
        found = i;
    }
    return found;
}

/* Whether at least PART_NAMES names begin (or end) with this part. */
static bool is_part(const struct phrases *places, struct str part, bool end)
{
    size_t names = 0;
    for (size_t i = 0; i < places->count && names < PART_NAMES; i++) {
        struct str key = places->items[i].key;
        names += key.len > part.len && (end ? str_ends(key, part) : str_starts(key, part));
    }
    return names >= PART_NAMES;
}

bool fuzzy_is_like_a_name(const struct phrases *places, struct str text)
{
    for (size_t cut = PART_LETTERS; cut + PART_LETTERS <= text.len; cut++)
        if (is_part(places, str_slice(text, 0, cut), false) &&
            is_part(places, str_slice(text, cut, text.len), true))
            return true;
    return false;
}
