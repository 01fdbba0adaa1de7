/* cut.h - where a text may be cut, so that either part is read by itself.
 *
 * Threads: pure. Memory: nothing is kept. */
#ifndef KANDA_NLU_CUT_H
#define KANDA_NLU_CUT_H

#include "base/str.h"

struct cut_mark {
    const char *words; /* ",", " dan "; letter case does not matter */
    bool pairs;        /* joins two of a kind */
};

struct cut {
    size_t at, end; /* of the mark; of the text: there is none */
    bool pairs;
};

/* The first of these marks from `from` on. */
struct cut cut_find(struct str text, size_t from, const struct cut_mark *marks, size_t count);

#endif
