/* model_file.h - a model as its bytes lie in memory; see nlu/model.h for the format.
 *
 * Threads: pure. Memory: views into the bytes. */
#ifndef KANDA_NLU_MODEL_FILE_H
#define KANDA_NLU_MODEL_FILE_H

#include "base/buf.h"
#include "features.h"
#include "nlu/model.h"

struct nlu_model {
    size_t buckets, departments, texts;
    struct str *codes;
    uint32_t *sizes; /* training texts of each department */
    float *scales, *biases;
    uint16_t *idf;         /* own copy: the bytes may lie anywhere */
    const int8_t *weights; /* departments in a row, by bucket */
};

/* What nlu_train has found, before rounding. */
struct model_draft {
    size_t buckets, departments, texts;
    const struct str *codes;
    const size_t *sizes;
    const uint16_t *idf;
    const double *weights; /* by bucket, then department */
    const double *biases;
};

/* As many as a model of so many departments can have below MODEL_BYTES_MAX. */
size_t model_buckets(size_t departments);
/* Rounds the weights to 8 bits, one scale for each department, and appends the file. */
void model_write(const struct model_draft *m, struct buf *out);

/* Margins of features that features_make counted. Adds to nothing: margins are overwritten. */
void model_score(const struct nlu_model *model, struct features *f, float *margins);

#endif
