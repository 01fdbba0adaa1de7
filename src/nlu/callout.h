/* callout.h - whom to call in an emergency is asked, or what to do when it comes to that.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_CALLOUT_H
#define KANDA_NLU_CALLOUT_H

#include "domain/understood.h"
#include "match.h"

/* Sets asks_whom_to_call, asks_rescuer, asks_if_threatened, asks_shelter, awaits_rescue,
 * awaits_service, unanswered, asks_somebody, stays_there, at_door, unabated and comes_back; the
 * place and what is troubled are judged before. */
void callout_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

#endif
