/* rescue.h - who is in danger, by which words, and who can help: filled into the reasons.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_RESCUE_H
#define KANDA_NLU_RESCUE_H

#include "explain.h"

/* Danger to a life now, the own one first: it is answered in another way. */
void rescue_danger(struct reasons *why);
bool rescue_is_needed(const struct reasons *why);
/* Who can help, once the danger and the scores are known. */
void rescue_find(struct reasons *why);
/* Violence at home or at school has one owner, whoever else is named; so has an accident on
 * whoever's road ("tabrakan di pantura, korban luka"), any other danger that names who can help,
 * and a missing person. NULL: nothing of that is told. */
const struct category *rescue_owner(const struct reasons *why);

#endif
