/* unit_names.h - what units are called: their codes, names, short names in brackets and aliases
 * (role `unit_alias` of words.csv), compared without blanks, signs and capitals.
 *
 * Threads: made on one thread, then read-only. Memory: borrows the desk, and the arena it is made
 * in. */
#ifndef KANDA_NLU_UNIT_NAMES_H
#define KANDA_NLU_UNIT_NAMES_H

#include "base/buf.h"
#include "domain/desk.h"

struct unit_names {
    struct unit_name *at; /* by letters */
    size_t count;
};

/* Zeroed first. False: out of memory. */
MUST_CHECK bool unit_names_init(struct unit_names *n, const struct desk *desk, struct arena *arena);

/* Appends the letters and digits of a text as names are compared. */
void unit_names_letters(struct str text, struct buf *out);

/* The unit of which these letters are a name, or the only one whose name begins with them, if they
 * are many ("satpolpp"). NULL: none, or several. *further: some name goes on behind them. */
const struct department *unit_names_find(const struct unit_names *n, struct str letters,
                                         bool *further);

#endif
