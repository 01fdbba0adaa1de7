/* hurt.h - somebody is hurt, told of their body or of how they lie; and what is pressing without
 * being an emergency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_HURT_H
#define KANDA_NLU_HURT_H

#include "weigh.h"

/* "kakinya patah", "orang sakit tergeletak di jalan", now: where it is told. Not "kaki kursi
 * patah", "sampah warga tergeletak"; neither denied, feared, nor past. */
bool judge_hurt(const struct lexicon *l, const struct reading *r, struct span *out);

/* Words of danger, real or not, or a request beside a word of a moment ago. */
bool judge_pleads(const struct lexicon *l, const struct reading *r);
/* "ga ada bahaya", "bukan keadaan darurat": said, not hoped or asked. */
bool judge_harmless(const struct lexicon *l, const struct reading *r);

/* A fallen tree or a cable bars a road; or a thing that all use (in_public) has hurt somebody, be
 * it past ("kemarin ada yang jatuh sampai kakinya patah"): it goes on. */
bool judge_pressing(const struct lexicon *l, const struct reading *r, bool in_public);

/* Somebody was hurt the day before or earlier, and no word pleads for help, denies, or tells of
 * now.
 */
bool judge_hurt_past(const struct lexicon *l, const struct reading *r);
/* "ibu saya tidak bisa jalan, tolong cepat": danger where a hazard was told before. */
bool judge_in_need(const struct lexicon *l, const struct reading *r);

#endif
