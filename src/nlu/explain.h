/* explain.h - why a text was understood as it was, as JSON for staff.
 *
 * Holds words of our own tables only, never other words of the citizen.
 * Threads: pure. */
#ifndef KANDA_NLU_EXPLAIN_H
#define KANDA_NLU_EXPLAIN_H

#include "judge.h"
#include "place.h"

struct reasons {
    const struct lexicon *lexicon;
    const struct reading *reading;
    const struct category *category;
    struct scores scores;
    struct place_found place;
    uint32_t kind_by, urgent_by; /* matches, or MATCH_NONE */
};

MUST_CHECK bool explain(const struct reasons *why, struct arena *arena, struct str *out,
                        struct err *e);

#endif
