/* verdict.h - is it done? What an answer says of that, in words.
 *
 * A wrong verdict closes, or opens again, a ticket that its reporter sees otherwise; a question
 * costs one message. So what is not plain is VERDICT_UNSURE.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_VERDICT_H
#define KANDA_NLU_VERDICT_H

#include "domain/understood.h"
#include "match.h"

/* Sets out->verdict and out->verdict_first. */
void verdict_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
