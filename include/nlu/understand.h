/* understand.h - from a citizen's text to what was understood: kind, category, place, urgency.
 *
 * Table-driven: words.csv, categories.csv and places.csv of the desk are compiled once into
 * matchers. Which department is decided by the keywords and, where the desk has trained one, by a
 * model (nlu/model.h) together. No I/O, no clock, no lock.
 *
 * Threads: nlu_create once; nlu_understand may run on any number of threads at the same time.
 * Memory: the nlu borrows the desk and the model (which must outlive it) and owns its own tables;
 * results live in the arena passed in. Cost: well under 100 microseconds for a usual message. */
#ifndef KANDA_NLU_UNDERSTAND_H
#define KANDA_NLU_UNDERSTAND_H

#include "domain/understood.h"
#include "nlu/model.h"

struct nlu;

/* ticket_prefix as in [desk] ticket_prefix; borrowed. model: NULL for rules alone. NULL with *e set
 * when memory is refused, or (ERR_INPUT) when the model knows a department that the desk does not.
 */
MUST_CHECK struct nlu *nlu_create(const struct desk *desk, const char *ticket_prefix,
                                  const struct nlu_model *model, struct err *e);
void nlu_destroy(struct nlu *nlu);

/* Reads at most NLU_TEXT_MAX bytes of the text (a message is at most 4096 characters; captions
 * less). ERR_MEMORY or ERR_LIMIT from the arena only: no text is an error. */
#define NLU_TEXT_MAX 16384
MUST_CHECK bool nlu_understand(const struct nlu *nlu, struct str text, struct telling telling,
                               struct arena *arena, struct understood *out, struct err *e);

/* What the words alone say about the department, whatever the text is otherwise: what `kanda
 * evaluate` measures. The rules of confidence and of places outside come later. */
struct nlu_ranking {
    const struct department *departments[UNDERSTOOD_CANDIDATES]; /* best first */
    size_t count;
    double margin; /* between the first and the second; only its order means something */
    bool sure;
};
MUST_CHECK bool nlu_rank(const struct nlu *nlu, struct str text, struct nlu_ranking *out,
                         struct err *e);

#endif
