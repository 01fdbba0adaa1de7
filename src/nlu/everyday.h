/* everyday.h - ordinary words that are a typing error away from a place's name, a danger or a
 * command, so that they are not taken for it.
 *
 * Found by comparing all words of labelled complaints (tests/README.md, "Everyday words") with the
 * desk's tables. Threads: constant. */
#ifndef KANDA_NLU_EVERYDAY_H
#define KANDA_NLU_EVERYDAY_H

#include <stddef.h>

extern const char *const everyday_words[];
extern const size_t everyday_word_count;

#endif
