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

/* meant.c: by match whether it is a keyword that speaks for its category: not denied ("bukan soal
 * sampah"), no mere suspicion beside a complaint ("takutnya dikorupsi"), not of a thing at home
 * ("kulkas rusak"), a car that is towed, a shop's people, or the time. Where all is denied, that is
 * what is told of. */
void meant_find(const struct lexicon *l, const struct reading *r, bool *meant);

/* spot.c: by match, as from meant_find: a place where people meet ("copet di [pasar]", "pengamen
 * dekat [lampu merah]") speaks for nothing where another unit's matter is told beside it. */
void spot_drop(const struct lexicon *l, const struct reading *r, bool *meant);

/* named.c: the category whose keyword is one of `category` and a place that stand apart, in
 * whatever order ("rumah sakit lambat, di tongas": "rumah sakit tongas"); MATCH_NONE: there is
 * none. meant: by match. */
uint32_t named_at_place(const struct lexicon *l, const struct reading *r, const bool *meant,
                        uint32_t category);

/* institution.c: the category of the house that is named by its kind ("smk", "puskesmas", "mts"),
 * whoever is told to work in it; MATCH_NONE: there is none, or there are two of different units.
 * meant: by match, NULL: all are. *times: how often it is. */
uint32_t institution_named(const struct lexicon *l, const struct reading *r, const bool *meant,
                           size_t *times);

/* Tokens. */
struct span {
    size_t from, to;
};
/* from == to: nothing is told. */
static inline bool span_is_told(const struct span *span)
{
    return span->from < span->to;
}
static inline bool span_holds(const struct span *span, size_t from, size_t to)
{
    return span->from <= from && to <= span->to;
}

/* secrecy.c: "[jangan sampai pak kades tau]", "[jangan dikasih tau nama saya]": where who reports
 * pleads not to be told; whoever is named there is no matter. */
struct span secrecy_plea(const struct lexicon *l, const struct reading *r);

/* licence.c: what is built or run without a permit ("pabrik di tongas tidak punya izin"): the code
 * of its category; empty: nothing is, or it is told of what other keywords know (mines). permit,
 * thing: the words that told it. */
struct licence {
    struct str code;
    struct span permit, thing;
};
struct licence licence_lacking(const struct lexicon *l, const struct reading *r);
/* So much does it weigh. */
#define LICENCE_WEIGHT 12

/* fee.c: money that the neighbourhood takes ("iuran rt naik", "diminta biaya oleh rw"), which is
 * the office of the place's, whatever paper it is for: the two words; from == to: none is told of.
 */
struct fee {
    struct span money, taker;
};
struct fee fee_told(const struct lexicon *l, const struct reading *r);
/* So much does it weigh for PLACE_OFFICE_CATEGORY. */
#define FEE_WEIGHT 10

/* The offices of villages and districts. */
#define PLACE_OFFICE_CATEGORY "village_office"

/* manner.c: where it is told how somebody in office behaves ("pegawai kecamatan judes", "dokternya
 * kasar", "lurah sering bolos"): the category of whoever that is, by the keyword that names them
 * (dokter, guru, kades, or petugas before pln), else l->servants; and what it weighs besides that
 * keyword, MANNER_WEIGHT with it. of is NULL where nobody's behaviour is told. */
struct manner {
    const struct category *of;
    int weight;
    const struct match *servant, *manner; /* the words that told it */
    bool chief;                           /* lurah, camat, kepala dinsos: who leads an office, */
    const struct department *led;         /* whose names stand in it: dinsos; NULL: none do */
    bool blames;                          /* and blamed for more than not being there today */
};
struct manner manner_told(const struct lexicon *l, const struct reading *r);
/* "lurah patokan tidak pernah adil": something is complained of whoever leads an office, in no word
 * that is known. */
bool manner_blames_chief(const struct lexicon *l, const struct reading *r);
/* "anak camat menabrak motor saya": somebody of his house is spoken of. */
bool manner_names_kin(const struct lexicon *l, const struct reading *r);
#define MANNER_WEIGHT 8
/* "pegawai alfamart ketus": how the people of a shop behave is no matter of an office. Empty: they
 * are not told of. */
struct business {
    struct span who, how;
};
struct business manner_of_business(const struct lexicon *l, const struct reading *r);

#endif
