/* phrases.h - phrases of the desk's tables, compiled into one hash table.
 *
 * The key of a phrase is its words glued together. Each phrase carries roles (bits of
 * enum word_role) and meanings (a category with a weight, or a place).
 *
 * Threads: built on one thread, then read-only. Memory: keys live in the arena that was given,
 * arrays on the heap until phrases_finish. */
#ifndef KANDA_NLU_PHRASES_H
#define KANDA_NLU_PHRASES_H

#include "base/arena.h"
#include "piece.h"

#define PHRASE_NONE      UINT32_MAX
#define PHRASE_WORDS_MAX 8

struct phrase {
    struct str key;  /* "jalanrusak" */
    struct str text; /* "jalan rusak": what staff read */
    uint64_t hash;
    uint64_t roles;  /* ROLE_BIT(...) */
    uint32_t traits; /* TRAIT_...: what the word does in the language, see language.h */
    uint32_t first_meaning;
    uint32_t rescuer; /* of a danger: the category of whoever can help; PHRASE_NONE */
    uint32_t words;
    bool whole; /* stands in a table by itself; false: only a part of longer phrases */
    /* A word of a keyword of two words, which may stand apart: "jalan di desa kami rusak". */
    bool begins_pair, ends_pair;
};

#define ROLE_BIT(role) ((uint64_t)1 << (role))

struct meaning {
    uint32_t index; /* of a category, a place, or a slang value */
    int weight;
    bool alias;       /* of a place: one of its other names, which is no everyday word */
    bool second_name; /* of a place: not its name alone, but what remains without "Kota" */
    uint32_t next;    /* PHRASE_NONE ends the list */
};

struct phrase_slot {
    uint32_t tag, phrase;
};

struct phrases {
    struct arena *arena;
    struct phrase *items;
    struct meaning *meanings;
    struct phrase_slot *slots;
    size_t count, cap, meaning_count, meaning_cap, slot_count;
    uint64_t *begins; /* filter over the hashes of all beginnings of all keys */
    size_t begin_bits;
};

void phrases_init(struct phrases *p, struct arena *arena);
void phrases_finish(struct phrases *p);

/* The phrase of these pieces, made when it is new. ERR_MEMORY, or ERR_INPUT when it has no word
 * or more than PHRASE_WORDS_MAX. */
MUST_CHECK bool phrases_add(struct phrases *p, const struct piece *parts, size_t count,
                            struct str text, uint32_t *out, struct err *e);
/* The same index is added once; a second time the higher weight stays. */
MUST_CHECK bool phrases_mean(struct phrases *p, uint32_t phrase, struct meaning meaning,
                             struct err *e);

/* After the last phrase: lets phrases_begin answer. */
MUST_CHECK bool phrases_seal(struct phrases *p, struct err *e);
/* False: no key begins like this, so that looking further is in vain. True may be wrong. */
static inline bool phrases_begin(const struct phrases *p, struct glue glue)
{
    if (p->begin_bits == 0) return false;
    size_t bit = (size_t)glue_mixed(glue) & (p->begin_bits - 1);
    return p->begins[bit / 64] >> (bit % 64) & 1;
}

/* PHRASE_NONE when there is none. glue is that of all parts together. */
uint32_t phrases_find(const struct phrases *p, struct glue glue, const struct piece *const *parts,
                      size_t count);
uint32_t phrases_find_one(const struct phrases *p, const struct piece *piece);
uint32_t phrases_find_text(const struct phrases *p, struct str text);

#endif
