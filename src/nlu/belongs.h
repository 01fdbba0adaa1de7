/* belongs.h - with whose reports a text goes on, by the things it speaks of.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_BELONGS_H
#define KANDA_NLU_BELONGS_H

#include "domain/understood.h"
#include "match.h"

/* Fills belongs, follows_from, follows_any and heads_there of `out`, whose category is known.
 * ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool belongs_judge(const struct lexicon *l, const struct reading *r, struct arena *arena,
                              struct understood *out, struct err *e);

#endif
