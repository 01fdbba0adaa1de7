/* hurt.h - somebody is hurt, told of their body or of how they lie; and whether a text pleads, or
 * says that there is no danger.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_HURT_H
#define KANDA_NLU_HURT_H

#include "weigh.h"

/* "kakinya patah", "anak terjepit pintu", "orang sakit tergeletak di jalan", now: where it is told.
 * Not "kaki kursi patah", "sampah warga tergeletak"; neither denied, feared, nor past. */
bool judge_hurt(const struct lexicon *l, const struct reading *r, struct span *out);

/* The same, be it past. */
bool judge_injured(const struct lexicon *l, const struct reading *r, struct span *out);

/* "bapak saya makin sesak": who is ill gets worse, now. */
bool judge_grows_worse(const struct lexicon *l, const struct reading *r);

/* Words of danger, real or not, or a request beside a word of a moment ago. */
bool judge_pleads(const struct lexicon *l, const struct reading *r);
/* "ga ada bahaya", "bukan keadaan darurat": said, not hoped or asked. */
bool judge_harmless(const struct lexicon *l, const struct reading *r);

/* Somebody was hurt the day before or earlier, and no word pleads for help, denies, or tells of
 * now.
 */
bool judge_hurt_past(const struct lexicon *l, const struct reading *r);
/* "jatuh di kamar mandi": by nothing that others use; not "di depan rumah". */
bool judge_fell_at_home(const struct lexicon *l, const struct reading *r);
/* "ibu saya tidak bisa jalan", "ada lansia pak": danger where a hazard was told before; "anak saya
 * kesetrum": danger that has come to somebody. keyword: of the matter that is told; "": none. */
bool judge_in_need(const struct lexicon *l, const struct reading *r, struct str keyword);

#endif
