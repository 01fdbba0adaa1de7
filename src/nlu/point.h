/* point.h - a command among words that say which report it is about: "batalkan yang jalan",
 * "tambahan untuk lampu: tiangnya miring".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_POINT_H
#define KANDA_NLU_POINT_H

#include "domain/understood.h"
#include "match.h"

/* Sets out->command and out->points. */
void point_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
