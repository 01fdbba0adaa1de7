/* place.h - which place a text is about.
 *
 * Rules (reference "Places"): a name that is also an everyday word counts only behind a word that
 * announces a place, beside another place of its district, or when it is all that is said; so does
 * one that is misspelled so far that it may be another's. Such a name of a district counts too
 * where it ends what is said ("jalan rusak maron") and nothing else names a place. A village name
 * that stands in two districts is settled by the district that the text names, or is for the
 * citizen to settle; a village with the name of its own district is the district unless "desa"
 * stands before it; a village beats its district; a district beats a village of another one unless
 * "desa" stands before that and no "kecamatan" before the district.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_H
#define KANDA_NLU_PLACE_H

#include "domain/understood.h"
#include "match.h"

struct place_found {
    const struct place *place; /* NULL: none named */
    /* Only where place is NULL: the villages of one name, at most UNDERSTOOD_NAMESAKES; or a
     * village and the district that stands behind it, in which it does not lie. */
    const struct place *namesakes[UNDERSTOOD_NAMESAKES];
    size_t namesake_count;
    bool of_writer; /* it is where whoever writes is, and the text tells no other */
    bool denied;    /* a place is named as one where it is not: one of these */
    const struct place *denies[UNDERSTOOD_NAMESAKES];
    size_t denies_count;
    uint32_t names[3]; /* phrases of lexicon.places: what decided, and what settled it */
    size_t name_count;
};

/* asked: the text answers "where?", so that an everyday word that is a place's name means the place
 * ("yang maron"). */
void place_find(const struct lexicon *l, const struct reading *r, bool asked,
                struct place_found *out);

#endif
