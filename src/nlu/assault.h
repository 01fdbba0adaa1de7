/* assault.h - who strikes others, or comes with arms or in numbers: told in everyday words, beside
 * whatever the report is about.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_ASSAULT_H
#define KANDA_NLU_ASSAULT_H

#include "match.h"

/* "barusan jukirnya mukul pembeli": somebody was struck a moment ago, or is struck now. */
bool judge_assaulted(const struct lexicon *l, const struct reading *r);

/* "ngumpul bawa kayu sama celurit, takut ada tawuran": somebody carries a weapon, or what is one
 * in the brawl that is spoken of. */
bool judge_armed(const struct lexicon *l, const struct reading *r);

/* "sekarang bawa parang": somebody who was told of before does, and no word says who. */
bool judge_armed_by_now(const struct lexicon *l, const struct reading *r);

/* "eh datang lagi orangnya", "mereka balik lagi": whoever was told of is there again; not whoever
 * came to help. */
bool judge_comes_back(const struct lexicon *l, const struct reading *r);

#endif
