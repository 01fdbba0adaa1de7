/* threat.h - somebody is threatened: "saya diancam pak RT", "tetangga marah marah ke rumah,
 * ngancam".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_THREAT_H
#define KANDA_NLU_THREAT_H

#include "match.h"

/* At token i, neither denied nor feared. lately: it was a moment ago; else it must be told as
 * plainly as above, and not with what somebody may lose: "diancam dicoret dari PKH". */
bool threat_at(const struct lexicon *l, const struct reading *r, size_t i, bool lately);
/* "dapat ancaman", "ini nyata pak ancamannya, saya takut": of whoever writes, and of no tree or
 * flood. */
bool threat_named(const struct lexicon *l, const struct reading *r);

#endif
