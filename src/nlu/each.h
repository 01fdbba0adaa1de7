/* each.h - two verdicts in one text: "yang lampu sudah, yang sampah belum".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_EACH_H
#define KANDA_NLU_EACH_H

#include "judge.h"

/* Fills out->each where either side of a cut names a matter of its own and a plain verdict on it.
 * out->verdict and scores are those of the whole. ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool each_judge(const struct lexicon *l, const struct scores *scores, struct str text,
                           struct arena *scratch, struct understood *out, struct err *e);

#endif
