/* disown.h - see disown.c.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_DISOWN_H
#define KANDA_NLU_DISOWN_H

#include "domain/understood.h"
#include "match.h"

/* Sets disowns, disowned_unit, disowned, owned and amiss of out, which has missent and denies_place
 * by then. */
void disown_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
