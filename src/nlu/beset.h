/* beset.h - who is beset where they live: by water in the house, by somebody who waits there, by an
 * animal that bites.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_BESET_H
#define KANDA_NLU_BESET_H

#include "weigh.h"

/* "rumah saya sekarang kemasukan air", "air masuk rumah, tolong pak": water comes to a home, and
 * that is told as of now or with a bare call for help; not "got buntu, air masuk rumah, tolong
 * diperbaiki". NULL: none. */
const struct match *judge_engulfed(const struct lexicon *l, const struct reading *r);

/* "ada yang nunggu di depan rumah saya, saya takut": somebody lurks at a home, which is told as of
 * now or with fear. */
bool judge_besieged(const struct lexicon *l, const struct reading *r);

/* "orangnya sekarang di depan rumah saya": who was told of is there, be it one who mends. */
bool judge_at_door(const struct lexicon *l, const struct reading *r);

/* "anjingnya tadi gigit anak saya": where it is told that an animal has bitten somebody. */
bool judge_bitten(const struct lexicon *l, const struct reading *r, struct span *out);

#endif
