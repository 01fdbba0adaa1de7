/* second.h - a text that tells of several matters: "jalan rusak di X, juga lampu mati di Y".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_SECOND_H
#define KANDA_NLU_SECOND_H

#include "judge.h"

/* Fills beside, and the place of the first matter where its part of the text says one. What made
 * its unit unsure were the other matters: it is sure. r, scores: of the whole text. */
MUST_CHECK bool second_judge(const struct lexicon *l, const struct reading *r,
                             const struct scores *scores, struct str text, struct arena *scratch,
                             struct understood *out, struct err *e);

#endif
