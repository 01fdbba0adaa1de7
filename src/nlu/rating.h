/* rating.h - how was it? What an answer to that question says, in digits, words or stars.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_RATING_H
#define KANDA_NLU_RATING_H

#include "match.h"

/* The highest number that a word stands for (WORD_NUMBER_ONE and those behind it). */
#define NUMBER_WORDS 9
/* Which number a word stands for: "siji"; 0: none. Digits are none. */
int number_word(const struct lexicon *l, const struct token *t);

/* Into rating and rated_plainly: 1 to 5 of "5", "nilai 4 pak", "tiga", three stars, "puas pak,
 * sudah bersih"; 0: no rating. A digit at the beginning rates with words behind it ("5 bagus,
 * cepat"), as long as it counts nothing: "3 bulan". Among other words a number counts something
 * else: "lama nunggu 3 bulan", "tiga bulan baru selesai". text: as it came, for its stars. */
void rating_judge(const struct lexicon *l, const struct reading *r, struct str text,
                  struct understood *out);
/* Token i is a part of a number that is called a rating: "nilai 5", "kasih bintang lima". */
bool rating_told_at(const struct lexicon *l, const struct reading *r, size_t i);

#endif
