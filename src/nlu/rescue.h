/* rescue.h - who is in danger, by which words, and who can help: filled into the reasons.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_RESCUE_H
#define KANDA_NLU_RESCUE_H

#include "explain.h"

/* Danger to a life now, the own one first: it is answered in another way. */
void rescue_danger(struct reasons *why);
bool rescue_is_needed(const struct reasons *why);
/* Once the scores are known: "banjir", "kebakaran", a matter that is pressing by itself. */
bool rescue_is_named(const struct reasons *why);
/* Who can help, once the danger and the scores are known. */
void rescue_find(struct reasons *why);
/* Violence at home or at school has one owner, whoever else is named; so has an accident on
 * whoever's road ("tabrakan di pantura, korban luka"), any other danger that names who can help,
 * and a missing person. NULL: nothing of that is told. */
const struct category *rescue_owner(const struct reasons *why);
/* Of danger told by no keyword of a matter ("kesetrum waktu nutup kotaknya"): the thing of what was
 * told before that it befell by (kotak), where whoever can help is not for danger alone, so that
 * the report of that thing may be about it. category: what was understood; *out: the keyword of
 * it, which stays where there is one. */
MUST_CHECK bool rescue_thing(const struct reasons *why, const struct category *category,
                             struct arena *arena, struct str *out, struct err *e);

/* A category that is urgent by itself is not where its events are past: the unit's calm one is. */
void rescue_calm(const struct reasons *why, struct understood *out);

#endif
