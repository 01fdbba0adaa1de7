/* mishap.h - what befell people by a thing that was told of, without being an emergency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_MISHAP_H
#define KANDA_NLU_MISHAP_H

#include "told.h"

/* "tadi ada yang jatuh disitu", "truknya kejeblos": at token i somebody fell, or what they drive
 * sank in. It has happened lately, or by what was told; neither feared, denied, nor usual. */
bool mishap_at(const struct told *t, size_t i);

/* "anak saya hampir jatuh": at token i it is said that somebody nearly did. */
bool mishap_nearly_at(const struct told *t, size_t i);

/* "anak saya kena db", "adik saya masuk rs": somebody is taken ill, or to hospital. */
bool judge_ails(const struct lexicon *l, const struct reading *r);

/* "ibu saya meninggal tadi pagi": somebody died, which is neither feared nor denied. */
bool judge_bereaved(const struct lexicon *l, const struct reading *r);

#endif
