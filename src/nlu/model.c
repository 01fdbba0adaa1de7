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

void model_score(const struct nlu_model *model, struct features *f, float *margins)
{
    size_t n = model->departments;
    features_weigh(f, model->idf);
    for (size_t d = 0; d < n; d++)
        margins[d] = 0;
    for (size_t i = 0; i < f->count; i++) {
        const int8_t *row = model->weights + (size_t)f->at[i].bucket * n;
        float value = f->at[i].value;
        for (size_t d = 0; d < n; d++)
            margins[d] += value * (float)row[d];
    }
    for (size_t d = 0; d < n; d++)
        margins[d] = margins[d] * model->scales[d] + model->biases[d];
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
