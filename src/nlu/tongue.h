/* tongue.h - which language a text is written in, by words that only one of them has.
 *
 * Everybody here mixes with Indonesian, so two different words of a language are wanted, and more
 * than of the other; in a message of a few words one, where it is half of what is said. The words
 * are roles of words.csv. Threads: pure. */
#ifndef KANDA_NLU_TONGUE_H
#define KANDA_NLU_TONGUE_H

#include "domain/language.h"
#include "match.h"

/* UNKNOWN: not clear. *indonesian: two words that only Indonesian has, and none of the others. */
enum language tongue_of(const struct lexicon *l, const struct reading *r, bool *indonesian);
/* The language that "bahasa madura" names; UNKNOWN: none. */
enum language tongue_named(const struct lexicon *l, const struct reading *r);

#endif
