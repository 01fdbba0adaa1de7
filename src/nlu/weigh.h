/* weigh.h - what a text as a whole says about its keywords, before they are added up.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_WEIGH_H
#define KANDA_NLU_WEIGH_H

#include "match.h"

/* along.c: whether a road that has an owner of its own only says where another matter is ("sampah
 * di pinggir jalan pantura"), by the scores (by category) of all keywords. Its damage, its lamps
 * and its signs are the owner's all the same. */
bool along_is_place(const struct lexicon *l, const struct reading *r, const int *scores);
/* Whether the match names such a road. */
bool along_is_road(const struct lexicon *l, const struct match *match);

/* licence.c: what is built or run without a permit ("pabrik di tongas tidak punya izin"): the code
 * of its category; empty: nothing is, or it is told of what other keywords know (mines). */
struct str licence_lacking(const struct lexicon *l, const struct reading *r);
/* So much does it weigh. */
#define LICENCE_WEIGHT 12

/* manner.c: where it is told how somebody in office behaves ("pegawai kecamatan judes", "dokternya
 * kasar", "lurah sering bolos"): the category of whoever that is, by the keyword that names them
 * (dokter, guru, kades, or petugas before pln), else l->servants; and what it weighs besides that
 * keyword, MANNER_WEIGHT with it. of is NULL where nobody's behaviour is told. */
struct manner {
    const struct category *of;
    int weight;
};
struct manner manner_told(const struct lexicon *l, const struct reading *r);
#define MANNER_WEIGHT 8

#endif
