/* cut.h - where a text may be cut, so that either part is read by itself.
 *
 * Threads: pure. Memory: nothing is kept. */
#ifndef KANDA_NLU_CUT_H
#define KANDA_NLU_CUT_H

#include "lexicon.h"

/* Signs by themselves; and what stands between two blanks. */
struct cut_marks {
    const char *signs;      /* ",." */
    const char *pair_signs; /* "&": joins two of a kind, as do */
    enum word_role pairs;   /* the words of this role; */
    enum word_role parts;   /* those of this one begin the second */
};

struct cut {
    size_t at, end; /* of the mark; of the text: there is none */
    bool pairs;
};

/* The first of these marks from `from` on. */
struct cut cut_find(const struct lexicon *l, struct str text, size_t from,
                    const struct cut_marks *marks);

/* Whether the word stands in the list of this role, which stands apart, as it is written; letter
 * case does not matter. */
bool cut_word_in(const struct lexicon *l, struct str word, enum word_role role);

#endif
