/* plight.h - people lose the house over their heads, or have nothing to eat.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLIGHT_H
#define KANDA_NLU_PLIGHT_H

#include "weigh.h"

/* "rumah pak A sudah ambruk": the keyword of a house that fell, whatever stands between its two
 * words; neither feared, about to, nor long past. NULL: none did. */
const struct match *judge_house_fell(const struct lexicon *l, const struct reading *r);
/* "temboknya mau roboh, mbah masih di dalam": somebody is in what is about to fall, by these words;
 * not who lives there. */
bool judge_in_what_falls(const struct lexicon *l, const struct reading *r, struct span *out);
/* At token i, of a fall: "rumah saya mau roboh, minta bedah rumah" is no matter of a moment. */
bool plight_own_house(const struct lexicon *l, const struct reading *r, size_t i);
/* "tinggal 1 meter dari rumah warga": what was told of comes so near. */
bool judge_near_by_distance(const struct lexicon *l, const struct reading *r);
/* "kartunya mau dipakai cuci darah lusa": of one's own matter, somebody is treated within days. */
bool judge_treated_soon(const struct lexicon *l, const struct reading *r);
/* "dari kemarin belum makan", "anak2 kelaparan": somebody is hungry by now. */
bool judge_starves(const struct lexicon *l, const struct reading *r);

#endif
