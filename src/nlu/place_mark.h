/* place_mark.h - what the words around a place's name say of it: that it is one, and which.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_MARK_H
#define KANDA_NLU_PLACE_MARK_H

#include "match.h"

/* From what says least to what says most; the words are roles of words.csv, place_... */
enum mark {
    MARK_NONE,
    MARK_LANE,
    MARK_TOWARDS, /* a name, but not where the matter is */
    MARK_HOUSE,
    MARK_WEAK,   /* WORD_PLACE_MARK alone: "daerah", "wilayah", "alamat" */
    MARK_IN,     /* be it a place or a thing */
    MARK_HAMLET, /* often a village's name, often not this village */
    MARK_VILLAGE,
    MARK_DISTRICT,
    MARK_REGENCY,
    MARK_CITY
};

/* What stands before token i. */
enum mark place_mark_before(const struct lexicon *l, const struct reading *r, uint32_t i);
/* "kelurahan patokan": of the candidates for the name at `from` the only one that is a kelurahan
 * stays. Returns how many stay. */
size_t place_keep_ward(const struct lexicon *l, const struct reading *r, uint32_t from,
                       const struct place **candidates, size_t count);
/* Whether our own tables know the word by itself or in a phrase ("taman", "besuk"). */
bool place_is_own_word(const struct reading *r, const struct match *match);
/* "sumber air", "bantaran sungai", "merah maron": the words beside it make it the everyday word. */
bool place_is_thing(const struct lexicon *l, const struct reading *r, const struct match *match);
/* "bukan [Tukul] tapi Gemito", "kok [Tukul] pak?": the word in front, be there a mark between, says
 * that it is not. */
bool place_is_denied(const struct lexicon *l, const struct reading *r, const struct match *match);
/* "di mojokan [semampir]", "mojokan [semampir] banjir": a word that nobody knows stands before it
 * where the name would begin, so that both may be the name of another place. */
bool place_goes_on(const struct lexicon *l, const struct reading *r, const struct match *match);
/* The name is all that is said, but for politeness: an answer to "where?". */
bool place_is_whole_text(const struct lexicon *l, const struct reading *r,
                         const struct match *match);
/* "[kel tambak rejo] kec simokerto": the word that names a district behind it, known or not;
 * MATCH_NONE: there is none. */
uint32_t place_district_behind(const struct lexicon *l, const struct reading *r,
                               const struct match *match);
/* Where a name ends that begins like one of ours: behind "karya v 53" of "gading karya v 53"; where
 * the match ends if it does not go on. */
uint32_t place_name_end(const struct lexicon *l, const struct reading *r,
                        const struct match *match);
/* "tanjungsari surabaya", "pabean cantikan surabaya": right behind it, or behind the rest of its
 * name, stands that of a neighbour. */
bool place_outside_behind(const struct lexicon *l, const struct reading *r,
                          const struct match *match);
/* "[sidomulyo] II no 5, petemon, sawahan, surabaya": the parts of an address behind it, none of
 * them a place of ours, end at a neighbour's city. */
bool place_address_outside(const struct lexicon *l, const struct reading *r,
                           const struct match *match);
/* Nothing but courtesy stands behind it up to the next comma. */
bool place_ends_part(const struct lexicon *l, const struct reading *r, const struct match *match);
/* Nothing but politeness follows it, and it is no colour ("cat temboknya maron"). */
bool place_ends_text(const struct lexicon *l, const struct reading *r, const struct match *match);
/* It stands between commas, like the parts of an address. */
bool place_is_part_of_its_own(const struct reading *r, const struct match *match);

#endif
