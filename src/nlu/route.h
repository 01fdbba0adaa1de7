/* route.h - which department: what the rules say and what the trained model says, weighed together.
 *
 * Without a model departments rank by the keywords that speak for them, then in the order in which
 * categories.csv names them. With one, keywords move the model's margins; a department of which
 * the model has never seen a text (an external body, mostly) ranks first only where the rules are
 * sure of it. The offices of the districts are one: which of them is a matter of the place.
 *
 * Threads: pure; a router is read-only once made. Memory: borrows lexicon and model. */
#ifndef KANDA_NLU_ROUTE_H
#define KANDA_NLU_ROUTE_H

#include "domain/understood.h"
#include "judge.h"
#include "model_file.h"

struct router {
    const struct lexicon *lexicon;
    const struct desk *desk;
    const struct nlu_model *model; /* NULL: rules alone */
    bool told_only;        /* the model chooses among units that keywords speak for, and no other */
    size_t units;          /* see lexicon.h */
    uint32_t *order;       /* by unit: its first category, later than all when it has none */
    uint32_t *class_units; /* by class, a department of the model: its unit */
};

enum route_by { ROUTE_BY_RULES, ROUTE_BY_MODEL, ROUTE_BY_BOTH };

struct route {
    const struct category *category;     /* of the first department; `other` when rules know none */
    const struct department *department; /* NULL: the office of the place */
    const struct department *ranked[UNDERSTOOD_CANDIDATES]; /* best first */
    const struct category *matters[UNDERSTOOD_CANDIDATES];  /* of each, its best */
    size_t ranked_count;
    size_t evident; /* so many of them some word spoke for; the others only follow in order */
    size_t offered; /* of those: for so many not only a word in passing */
    int32_t class;  /* of the first department in the model, or -1 */
    enum route_by by;
    double margin; /* between the first and the second */
    bool sure;
    bool weak; /* sure or not, one weak keyword decided: let the citizen choose */
};

/* *r is zeroed first; on failure call router_finish all the same. ERR_INPUT when the model knows a
 * department that the desk does not. */
MUST_CHECK bool router_init(struct router *r, const struct lexicon *lexicon,
                            const struct nlu_model *model, struct err *e);
void router_finish(struct router *r);

/* place: where it happened, or NULL. ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool route_find(const struct router *r, const struct reading *reading,
                           const struct scores *scores, const struct place *place,
                           struct arena *arena, struct route *out, struct err *e);

#endif
