/* place_mention.h - the names of places in a text, while it is found out which of them is meant:
 * what place.c and place_refuse.c share.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_MENTION_H
#define KANDA_NLU_PLACE_MENTION_H

#include "match.h"
#include "place.h"
#include "place_mark.h"

/* A message names few places; what comes after the first dozen decides nothing. */
#define MENTIONS_MAX   12
#define CANDIDATES_MAX 4

struct mention {
    const struct place *candidates[CANDIDATES_MAX];
    size_t count;
    uint32_t match;
    enum mark mark;
    bool common, misspelled, second_name;
    bool ward; /* "desa", "kelurahan" stands before it, whatever it is */
    bool accepted, of_writer;
};

struct mentions {
    const struct lexicon *l;
    const struct reading *r;
    bool asked;
    struct mention at[MENTIONS_MAX];
    size_t count;
};

/* The district itself, or the one in which the village lies. */
const struct place *mention_district_of(const struct place *place);
/* The candidate of this level; NULL: none is. */
const struct place *mention_find(const struct mention *x, enum place_level level);
/* Some candidate of the one lies in the district of some of the other. */
bool mentions_share_district(const struct mention *a, const struct mention *b);

/* "lagi di surabaya pak, rumah saya bocor": a place elsewhere that only whoever writes is at. */
void mentions_drop_writers(struct mentions *m);
/* What was accepted, and is a place that we do not know, or one where only the writer is. */
void mentions_refuse(struct mentions *m);
/* A place that `by` decided for (settled: with another name), where another mention may mean that
 * it is another one: these are namesakes then. */
void mentions_doubt(const struct mentions *m, const struct mention *by, bool settled,
                    struct place_found *out);

#endif
