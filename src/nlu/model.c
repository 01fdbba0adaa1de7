/* model.c - reading a model and asking it. */
#include "nlu/model.h"
#include "model_file.h"
#include "nlu/understand.h"
#include <stdlib.h>

bool nlu_model_predict(const struct nlu_model *model, struct str text, struct arena *arena,
                       float *margins, struct err *e)
{
    struct tokens tokens;
    struct features features;
    if (!lex_text(str_slice(text, 0, NLU_TEXT_MAX), arena, &tokens, e) ||
        !features_make(&tokens, model->buckets, arena, &features, e))
        return false;
    model_score(model, &features, margins);
    return true;
}

/* Rows lie far apart in memory: each is asked for while some before it are added. */
#define ROWS_AHEAD 8
/* So many departments at once: a compiler makes single instructions of them. */
#define LANES 8

static void row_add(const int8_t *row, size_t n, float value, float *sums)
{
    size_t d = 0;
    for (; d + LANES <= n; d += LANES)
        for (size_t k = 0; k < LANES; k++)
            sums[d + k] += value * (float)row[d + k];
    for (; d < n; d++)
        sums[d] += value * (float)row[d];
}

void model_score(const struct nlu_model *model, struct features *f, float *margins)
{
    size_t n = model->departments;
    float sums[MODEL_DEPARTMENTS_MAX] = { 0 };
    features_weigh(f, model->idf);
    for (size_t i = 0; i < f->count; i++) {
        size_t ahead = i + ROWS_AHEAD < f->count ? i + ROWS_AHEAD : i;
        __builtin_prefetch(model->weights + (size_t)f->at[ahead].bucket * n);
        row_add(model->weights + (size_t)f->at[i].bucket * n, n, f->at[i].value, sums);
    }
    for (size_t d = 0; d < n; d++)
        margins[d] = sums[d] * model->scales[d] + model->biases[d];
}

size_t nlu_model_departments(const struct nlu_model *model)
{
    return model->departments;
}

struct str nlu_model_department(const struct nlu_model *model, size_t i)
{
    return model->codes[i];
}

size_t nlu_model_texts(const struct nlu_model *model)
{
    return model->texts;
}

void nlu_model_destroy(struct nlu_model *model)
{
    if (!model) return;
    free(model->codes);
    free(model->sizes);
    free(model->scales);
    free(model->biases);
    free(model->idf);
    free(model);
}
