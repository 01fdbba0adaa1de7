/* consent.h - yes or no? What an answer to such a question says.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_CONSENT_H
#define KANDA_NLU_CONSENT_H

#include "domain/understood.h"
#include "match.h"

/* NONE also for what tells more: "ya di desa Seboro", "tidak bisa lewat"; and for what asks, or
 * makes a reserve: "ya gimana ya". *proceeds: of a YES, it says to go on ("lanjut saja"), and not
 * with cancelling ("lanjut batalkan"). */
enum consent consent_judge(const struct lexicon *l, const struct reading *r, bool *proceeds);

/* "masih itu", "ya masih": the same still, and nothing else. */
bool consent_is_still(const struct lexicon *l, const struct reading *r);
/* "bukan, itu masalah lain": another one than was asked about, and nothing of what. */
bool consent_is_other(const struct lexicon *l, const struct reading *r);

/* "oalah", "oh gitu pak", "yo wes lah": that it was read, and no more; it agrees to nothing. */
bool judge_noted(const struct lexicon *l, const struct reading *r);

#endif
