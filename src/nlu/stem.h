/* stem.h - takes the usual affixes of Indonesian (and the Javanese and Madurese "the") off a word
 * until one of our words remains.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_STEM_H
#define KANDA_NLU_STEM_H

#include "phrases.h"

struct stem {
    uint32_t phrase; /* of the stem in `words` */
    bool derived;    /* more than a "the" was taken off: the sense may have changed */
};

/* False when no known word is inside. */
bool stem_find(const struct phrases *words, struct str word, struct stem *out);

#endif
