/* train.h - makes a routing model from texts whose department is known.
 *
 * The mean of two linear support vector machines, each department against the rest (squared hinge
 * loss) and all at once (Crammer and Singer, 2001), rare ones weighted up; then rounded to eight
 * bits. The same texts in the same order give the same bytes.
 *
 * Threads: one training at a time in a process (liblinear keeps its message function in a global,
 * and draws from rand(), which every training seeds anew).
 * ERR_IO where liblinear is not installed.
 * Memory: about 20 KiB for each text of usual length while it runs. Cost: seconds for ten thousand
 * texts. */
#ifndef KANDA_NLU_TRAIN_H
#define KANDA_NLU_TRAIN_H

#include "base/buf.h"

struct labelled_text {
    struct str department; /* its code, at most 32 bytes */
    struct str text;
};

/* Appends the bytes of the model (nlu/model.h) to *out. ERR_INPUT when there are fewer than two
 * departments, more than MODEL_DEPARTMENTS_MAX, or no words at all. */
MUST_CHECK bool nlu_train(const struct labelled_text *texts, size_t count, struct buf *out,
                          struct err *e);

#endif
