/* plain.h - the few words of an answer: "yang DLH aja pak" is "dlh".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLAIN_H
#define KANDA_NLU_PLAIN_H

#include "domain/understood.h"
#include "match.h"

/* See understood.plain. ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool plain_words(const struct lexicon *l, const struct reading *r, struct arena *arena,
                            struct str *out, struct err *e);
/* See understood.row. */
int plain_row(const struct lexicon *l, const struct reading *r);

#endif
