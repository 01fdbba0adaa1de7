/* place.h - which place a text is about.
 *
 * Rules (reference "Places"): a name that is also an everyday word counts only after a word that
 * announces a place, or beside another place of its district; a village name that stands in two
 * districts is settled by the district that the text names, or counts for nothing; a village with
 * the name of its own district is the district unless "desa" stands before it; a village beats
 * its district; a district beats a village of another one unless "desa" stands before that.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_H
#define KANDA_NLU_PLACE_H

#include "match.h"

struct place_found {
    const struct place *place; /* NULL: none named */
    uint32_t names[3];         /* phrases of lexicon.places: what decided, and what settled it */
    size_t name_count;
};

void place_find(const struct lexicon *l, const struct reading *r, struct place_found *out);

#endif
