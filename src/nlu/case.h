/* case.h - questions about a report that was made: who has it, where to go, how to send more.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_CASE_H
#define KANDA_NLU_CASE_H

#include "domain/understood.h"
#include "match.h"

/* Sets asks_case and asks_sending, and the intent where nothing else is told; the rest of `out` is
 * judged before. */
void case_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
