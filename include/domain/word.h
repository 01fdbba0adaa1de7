/* word.h - the words that the desk listens for: words.csv.
 *
 * Threads: plain data. Memory: phrases are borrowed from the desk. */
#ifndef KANDA_DOMAIN_WORD_H
#define KANDA_DOMAIN_WORD_H

#include "domain/word_role.h"

struct word {
    enum word_role role;
    struct str phrase; /* folded (unicode_fold) */
    /* WORD_SLANG: replacement; WORD_URGENT, WORD_HAZARD: code of the category of whoever can help,
     * or empty; WORD_BELONGS: codes of the categories whose reports it goes on with, parted by '|',
     * with :2 behind those with which it goes on by itself, or empty for all; else empty */
    struct str value;
};

#endif
