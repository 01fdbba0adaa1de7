/* place_told.h - what a text says of a place against those told before it.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_TOLD_H
#define KANDA_NLU_PLACE_TOLD_H

#include "match.h"

/* "tempatnya sama pak", and no more; *bare: "sama pak", which says so where "where?" was asked. */
bool place_is_same(const struct lexicon *l, const struct reading *r, bool *bare);
/* "lampu[nya] juga mati", "... di [situ]": of a further matter, that it is where the one before is.
 */
bool place_is_there(const struct lexicon *l, const struct reading *r);
/* "eh salah pak, [bukan situ]", "alamatnya salah", and no more: not where we took it to be. */
bool place_denies_there(const struct lexicon *l, const struct reading *r);
/* "di [gang itu]", "[tetangga yang sama]": of what was told before, or of who lives there, and
 * neither was named in this text. */
bool place_is_known(const struct lexicon *l, const struct reading *r);
/* "[sekalian] kabelnya semrawut": a further matter begins. */
bool place_begins_further(const struct lexicon *l, const struct reading *r);
/* "saya pindah ke desa x": nothing is told before that. */
bool place_moves(const struct lexicon *l, const struct reading *r);

#endif
