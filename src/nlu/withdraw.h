/* withdraw.h - what withdraw.c, over.c and verdict.c share: words beside the news that a matter is
 * over.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_WITHDRAW_H
#define KANDA_NLU_WITHDRAW_H

#include "match.h"

/* "lampunya", "dalane", Madurese "aengnga", "jhalanna": the matter that was told before. */
bool withdraw_names(const struct token *t);
/* Such a word, courtesy, who did it, when: beside the news no matter is told by these. */
bool withdraw_tells_no_more(const struct lexicon *l, const struct reading *r, size_t i);
/* "pak [camat]", "bu [kades]": who is spoken to, or has done it. */
bool withdraw_addresses(const struct lexicon *l, const struct reading *r, size_t i);
/* "sudah dicopot [kok]": asks nothing. */
bool withdraw_assures(const struct lexicon *l, const struct reading *r, size_t i);
/* "dibersihkan", "ketemu" */
bool withdraw_is_done(const struct lexicon *l, const struct token *t);
/* "ga jadi", "ora sido pak"; not "ga jadi lapor". */
bool withdraw_is_not_after_all(const struct lexicon *l, const struct reading *r);

#endif
