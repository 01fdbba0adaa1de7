/* place_inside.h - the village of a district that is known already, or a district where one is
 * announced: among a dozen names a short or badly misspelled one can be told that among all would
 * be a guess.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_INSIDE_H
#define KANDA_NLU_PLACE_INSIDE_H

#include "match.h"

/* Looks behind "desa", and at what stands just before the district's own name, which is the match
 * `by`. The phrase of the village's name, or PHRASE_NONE. */
uint32_t place_inside(const struct lexicon *l, const struct reading *r,
                      const struct place *district, uint32_t by);

/* The district that is nearest to a name behind "kecamatan", as letters: one error, two in a long
 * name ("lces", "bnantrn"). PHRASE_NONE: none is, or several are. */
uint32_t place_near_district(const struct lexicon *l, struct str name);

#endif
