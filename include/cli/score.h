/* score.h - how well departments were chosen: counts, then shares.
 *
 * Threads: main. Memory: owns its tables until score_finish. */
#ifndef KANDA_CLI_SCORE_H
#define KANDA_CLI_SCORE_H

#include "nlu/understand.h"

struct score_answer {
    double margin;
    bool right;
};

struct score {
    size_t departments;
    size_t *table; /* true department, then chosen one; by number in the desk */
    struct score_answer *answers;
    size_t count, cap;
    size_t top1, top3;
};

MUST_CHECK bool score_init(struct score *s, size_t departments, size_t answers, struct err *e);
void score_finish(struct score *s); /* safe on {0} */

/* truth: the number of the right department. At most as many as score_init was told. */
void score_add(struct score *s, const struct desk *desk, size_t truth,
               const struct nlu_ranking *ranking);

/* Of one department: how much of what is its was found, how much of what it got is its, and their
 * harmonic mean; 0 where nothing can be said. */
struct score_part {
    size_t count, chosen, right;
    double recall, precision, f1;
};
struct score_part score_part(const struct score *s, size_t department);
/* The mean of f1 over the departments that have texts. */
double score_macro_f1(const struct score *s);
/* Puts the answers in order, the surest first. */
void score_sort(struct score *s);

#endif
