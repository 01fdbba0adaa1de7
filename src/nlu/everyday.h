/* everyday.h - ordinary words that are a typing error away from a place's name, a danger or a
 * command, so that they are not taken for it.
 *
 * Found by comparing all words of labelled complaints with the desk's tables: one error from a
 * grave word, one or two from a command (spelling.h). Threads: constant. */
#ifndef KANDA_NLU_EVERYDAY_H
#define KANDA_NLU_EVERYDAY_H

#include <stddef.h>

extern const char *const everyday_words[];
extern const size_t everyday_word_count;

#endif
