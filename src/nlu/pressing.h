/* pressing.h - what goes before others without being an emergency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PRESSING_H
#define KANDA_NLU_PRESSING_H

#include "match.h"

/* Fills in presses_by, pressing, befell and suffers of a report, once its category and urgency are
 * known. It presses if a road is barred; a tree, a pole, a hoarding fell a moment ago, or on
 * somebody or something, or that which was told of; somebody was nearly struck, fell lately, was
 * threatened a moment ago, or was hurt by a thing that all use, be it past: it goes on; what is
 * theirs was broken by it; water or the ground comes to the houses; something is about to fall, or
 * leans by now. Neither feared, denied, nor long past. */
void pressing_judge(const struct lexicon *l, const struct reading *r, struct understood *out);
/* So many words may stand between what is tall and what befell it ("dahan [sudah ada yang] patah"),
 * and between water, or what leans, and the home that it comes to. */
#define TALL_BEFORE 5
#define HOME_WORDS  12

/* A flood, the ground or a storm that comes to where people are, and not each time that it rains;
 * not a tree behind a house. */
bool judge_nears_home(const struct lexicon *l, const struct reading *r, const struct match *hazard);
/* The word at token i tells that something heavy fell, be it a house: not "takut roboh", "bisa
 * roboh", "mau roboh". */
bool judge_has_fallen(const struct lexicon *l, const struct reading *r, size_t i);
/* "tiangnya mau roboh", "rumah tetangga mau ambruk", "wis meh rubuh", by the word at token i. */
bool judge_about_to_fall(const struct lexicon *l, const struct reading *r, size_t i);
/* Something tall is named by the word at token i. */
bool judge_tall_near(const struct lexicon *l, const struct reading *r, size_t i);
/* "pohon tumbang di jalan", "warkop ada pohon tumbang": what is tall and fell at token `fall` lies
 * where people drive or live, and is no remainder. */
bool judge_lies_in_the_way(const struct lexicon *l, const struct reading *r, size_t fall);
/* "pohonnya menyender di tembok rumah", by the word at token i, or has cracked what it tilts to. */
bool judge_leans_on_home(const struct lexicon *l, const struct reading *r, size_t i);
/* Somebody is taken ill, or to hospital; or is hurt, or what is theirs was struck, so that it would
 * press of a thing that all use. */
bool judge_suffers(const struct lexicon *l, const struct reading *r);

#endif
