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

/* 1 to 5: "5", "nilai 4 pak", "tiga", three stars, "puas pak, sudah bersih"; 0: no rating. A number
 * among other words counts something else: "lama nunggu 3 bulan", "tiga bulan baru selesai".
 * text: as it came, for its stars. */
int rating_judge(const struct lexicon *l, const struct reading *r, struct str text);

#endif
