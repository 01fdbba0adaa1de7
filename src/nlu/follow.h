/* follow.h - what a text is to those before it: it chases, puts right, or adds.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_FOLLOW_H
#define KANDA_NLU_FOLLOW_H

#include "domain/understood.h"
#include "match.h"

/* Fills what a further message is to those before it, and takes back a verdict that is a question.
 */
void follow_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

/* "laporan saya", "laporan yang saya kirim", "saya sudah pernah lapor". */
bool tells_of_report(const struct lexicon *l, const struct reading *r);

#endif
