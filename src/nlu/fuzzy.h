/* fuzzy.h - names, and words that must not be missed, found in spite of typing errors: a letter
 * missing, added, changed, or two neighbours swapped; one such error anywhere, two where a place is
 * announced.
 *
 * Every name of at least FUZZY_LETTERS letters is stored under the hashes of itself with each one
 * letter left out. Two words within one error of each other share such a hash, so a look-up costs
 * one probe per letter instead of a comparison with every name.
 *
 * Threads: built on one thread, then read-only. */
#ifndef KANDA_NLU_FUZZY_H
#define KANDA_NLU_FUZZY_H

#include "phrases.h"

#define FUZZY_LETTERS     6
#define FUZZY_LETTERS_MAX 32

#define FUZZY_FILTER_BITS 4096

struct fuzzy_slot {
    uint64_t hash;
    uint32_t phrase; /* PHRASE_NONE: empty */
};

/* What is asked of a table of phrases: which of them are found, and which two are no contradiction
 * when both are near. */
struct fuzzy_rules {
    bool (*wants)(const struct phrase *phrase);
    bool (*alike)(const struct phrases *all, uint32_t a, uint32_t b);
};

/* Names of places: all of them; a name and an alias of one place are alike. */
extern const struct fuzzy_rules fuzzy_places;

struct fuzzy {
    const struct fuzzy_rules *rules;
    struct fuzzy_slot *slots;
    size_t slot_count;
    /* Filters: how the names begin and end. */
    uint64_t heads[FUZZY_FILTER_BITS / 64], tails[FUZZY_FILTER_BITS / 64];
};

/* Phrases of `all`, which the fuzzy does not keep. */
MUST_CHECK bool fuzzy_init(struct fuzzy *f, const struct fuzzy_rules *rules,
                           const struct phrases *all, struct err *e);
void fuzzy_finish(struct fuzzy *f);

/* The one phrase within one error of text; PHRASE_NONE when there is none, or more than one. */
uint32_t fuzzy_find(const struct fuzzy *f, const struct phrases *all, struct str text);

/* The short name that text is when a doubled letter is made single ("lecess"): that is stressed
 * rather than misspelled. */
uint32_t fuzzy_find_doubled(const struct phrases *places, struct str text);

/* The one name of FUZZY_LETTERS_FAR letters or more within two errors of text. Compares with every
 * name: only for where a place is announced. */
#define FUZZY_LETTERS_FAR 8
uint32_t fuzzy_find_far(const struct phrases *places, struct str text);

/* Whether text is put together as the names are: "wonosari" is the beginning of some and the end of
 * others, so that it is rather a name we do not know than Wonoasri misspelled. */
bool fuzzy_is_like_a_name(const struct phrases *places, struct str text);

/* Letters added, left out, changed or swapped with their neighbour between a and b; SIZE_MAX when
 * they are more than `most`, or one is longer than FUZZY_LETTERS_MAX. */
size_t fuzzy_errors(struct str a, struct str b, size_t most);

/* Whether one error (or none) turns a into b. */
bool fuzzy_near(struct str a, struct str b);

#endif
