/* everyday.h - ordinary words that are a typing error away from a place's name, a danger or a
 * command, or hold a keyword that they have nothing to do with ("keretakan": kereta, "berikan":
 * ikan), so that they are not taken for it.
 *
 * Found by comparing all words of labelled complaints with the desk's tables: one error from a
 * grave word, one or two from a command (spelling.h), or less their affixes a keyword (stem.h).
 * Threads: constant. */
#ifndef KANDA_NLU_EVERYDAY_H
#define KANDA_NLU_EVERYDAY_H

#include <stddef.h>

extern const char *const everyday_words[];
extern const size_t everyday_word_count;

#endif
