/* explain.h - why a text was understood as it was, as JSON for staff.
 *
 * Holds words of our own tables only, never other words of the citizen.
 * Threads: pure. */
#ifndef KANDA_NLU_EXPLAIN_H
#define KANDA_NLU_EXPLAIN_H

#include "judge.h"
#include "place.h"
#include "route.h"
#include "weigh.h"

struct reasons {
    const struct lexicon *lexicon;
    const struct reading *reading;
    struct scores scores;
    const struct nlu_model *model; /* that was asked; NULL: rules alone */
    struct route route;
    struct place_found place;
    const struct match *kind_by, *urgent_by; /* NULL: nothing */
    const struct match *harm_by, *missing_by, *accident_by;
    struct span hurt;               /* from == to: nobody is */
    const struct category *rescuer; /* NULL: no danger names one */
    bool ailing;    /* rescuer was not named: somebody is hurt, by whatever is told before */
    bool trapped;   /* the same: somebody is in what is about to fall */
    bool self_harm; /* urgent_by speaks of the own life */
    bool attacks;   /* who wants to end it threatens others, or waits at a home: for the police */
};

MUST_CHECK bool explain(const struct reasons *why, const struct understood *what,
                        struct arena *arena, struct str *out, struct err *e);

#endif
