/* phrases.c - the compiled multi-phrase matcher: open addressing over glued words. */
#include "phrases.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 256

void phrases_init(struct phrases *p, struct arena *arena)
{
    *p = (struct phrases){ .arena = arena };
}

void phrases_finish(struct phrases *p)
{
    free(p->items);
    free(p->meanings);
    free(p->slots);
    free(p->begins);
    *p = (struct phrases){ 0 };
}

static void slot_take(struct phrases *p, uint32_t phrase)
{
    size_t mask = p->slot_count - 1;
    size_t at = (size_t)p->items[phrase].hash & mask;
    while (p->slots[at].phrase != PHRASE_NONE)
        at = (at + 1) & mask;
    p->slots[at] = (struct phrase_slot){ (uint32_t)(p->items[phrase].hash >> 32), phrase };
}

/* Slots are twice the room for phrases: a miss, the usual case, ends at the first or second look.
 */
static bool grow(struct phrases *p, struct err *e)
{
    if (p->count < p->cap) return true;
    size_t cap = p->cap ? p->cap * 2 : FIRST_CAP;
    struct phrase *items = realloc(p->items, cap * sizeof *items);
    if (!items) return err_set(e, ERR_MEMORY, "phrases: out of memory");
    p->items = items;
    struct phrase_slot *slots = malloc(cap * 2 * sizeof *slots);
    if (!slots) return err_set(e, ERR_MEMORY, "phrases: out of memory");
    free(p->slots);
    p->slots = slots;
    p->cap = cap;
    p->slot_count = cap * 2;
    memset(slots, 0xFF, p->slot_count * sizeof *slots);
    for (size_t i = 0; i < p->count; i++)
        slot_take(p, (uint32_t)i);
    return true;
}

static bool key_copy(struct phrases *p, const struct piece *parts, size_t count, size_t len,
                     struct str *out)
{
    char *key = arena_alloc(p->arena, len + 1);
    if (!key) return false;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].text.len) memcpy(key + at, parts[i].text.at, parts[i].text.len);
        at += parts[i].text.len;
    }
    key[at] = '\0';
    *out = (struct str){ key, at };
    return true;
}

bool phrases_add(struct phrases *p, const struct piece *parts, size_t count, struct str text,
                 uint32_t *out, struct err *e)
{
    const struct piece *pointers[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    if (count > PHRASE_WORDS_MAX)
        return err_set(e, ERR_INPUT, "a phrase has more than %d words", PHRASE_WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        glue = glue_join(glue, parts[i].glue);
        pointers[i] = &parts[i];
    }
    if (glue.len == 0) return err_set(e, ERR_INPUT, "a phrase has no word");
    uint32_t known = phrases_find(p, glue, pointers, count);
    if (known != PHRASE_NONE) {
        *out = known;
        return true;
    }
    struct phrase made = { .hash = glue_mixed(glue),
                           .first_meaning = PHRASE_NONE,
                           .rescuer = PHRASE_NONE,
                           .words = (uint32_t)count };
    if (!grow(p, e)) return false;
    if (!key_copy(p, parts, count, glue.len, &made.key) || !arena_copy(p->arena, text, &made.text))
        return err_set(e, ERR_MEMORY, "phrases: out of memory");
    *out = (uint32_t)p->count;
    p->items[p->count++] = made;
    slot_take(p, *out);
    return true;
}

static bool meaning_room(struct phrases *p, struct err *e)
{
    if (p->meaning_count < p->meaning_cap) return true;
    size_t cap = p->meaning_cap ? p->meaning_cap * 2 : FIRST_CAP;
    struct meaning *more = realloc(p->meanings, cap * sizeof *more);
    if (!more) return err_set(e, ERR_MEMORY, "phrases: out of memory");
    p->meanings = more;
    p->meaning_cap = cap;
    return true;
}

bool phrases_mean(struct phrases *p, uint32_t phrase, struct meaning meaning, struct err *e)
{
    uint32_t last = PHRASE_NONE;
    for (uint32_t i = p->items[phrase].first_meaning; i != PHRASE_NONE; i = p->meanings[i].next) {
        struct meaning *m = &p->meanings[i];
        last = i;
        if (m->index != meaning.index) continue;
        if (meaning.weight > m->weight) m->weight = meaning.weight;
        m->second_name = m->second_name && meaning.second_name;
        m->alias = m->alias && meaning.alias;
        return true;
    }
    if (!meaning_room(p, e)) return false;
    meaning.next = PHRASE_NONE;
    p->meanings[p->meaning_count] = meaning;
    uint32_t *link =
        last == PHRASE_NONE ? &p->items[phrase].first_meaning : &p->meanings[last].next;
    *link = (uint32_t)p->meaning_count++;
    return true;
}

bool phrases_seal(struct phrases *p, struct err *e)
{
    size_t letters = 0, bits = 1024;
    for (size_t i = 0; i < p->count; i++)
        letters += p->items[i].key.len;
    while (bits < letters * 8)
        bits *= 2;
    p->begins = calloc(bits / 64, sizeof *p->begins);
    if (!p->begins) return err_set(e, ERR_MEMORY, "phrases: out of memory");
    p->begin_bits = bits;
    for (size_t i = 0; i < p->count; i++) {
        struct glue glue = GLUE_NOTHING;
        for (size_t k = 0; k + 1 < p->items[i].key.len; k++) {
            glue = glue_byte(glue, p->items[i].key.at[k]);
            size_t bit = (size_t)glue_mixed(glue) & (bits - 1);
            p->begins[bit / 64] |= (uint64_t)1 << (bit % 64);
        }
    }
    return true;
}

static bool key_is(struct str key, const struct piece *const *parts, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct str part = parts[i]->text;
        if (part.len > key.len - at) return false;
        if (part.len && memcmp(key.at + at, part.at, part.len) != 0) return false;
        at += part.len;
    }
    return at == key.len;
}

uint32_t phrases_find(const struct phrases *p, struct glue glue, const struct piece *const *parts,
                      size_t count)
{
    if (p->slot_count == 0) return PHRASE_NONE;
    uint64_t hash = glue_mixed(glue);
    size_t mask = p->slot_count - 1;
    for (size_t at = (size_t)hash & mask; p->slots[at].phrase != PHRASE_NONE; at = (at + 1) & mask)
        if (p->slots[at].tag == (uint32_t)(hash >> 32) &&
            key_is(p->items[p->slots[at].phrase].key, parts, count))
            return p->slots[at].phrase;
    return PHRASE_NONE;
}

uint32_t phrases_find_one(const struct phrases *p, const struct piece *piece)
{
    return phrases_find(p, piece->glue, &piece, 1);
}

uint32_t phrases_find_text(const struct phrases *p, struct str text)
{
    struct piece piece = piece_of(text);
    return phrases_find_one(p, &piece);
}
