/* pressing.h - what goes before others without being an emergency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PRESSING_H
#define KANDA_NLU_PRESSING_H

#include "match.h"

/* A road is barred; a tree, a pole, a hoarding fell a moment ago, or on somebody or something;
 * somebody was nearly struck, was threatened a moment ago, or was hurt by a thing that all use
 * (in_public), be it past: it goes on; water or the ground comes to the houses; something is about
 * to fall. Neither feared, denied, nor long past. *befell: it has happened, and does not only
 * threaten. */
bool judge_pressing(const struct lexicon *l, const struct reading *r, bool in_public, bool *befell);

#endif
