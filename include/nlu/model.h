/* model.h - the trainable layer: a linear model that ranks departments by the words of a text.
 *
 * A model file (routing.model) is made by nlu_train and only read here. All numbers are little-
 * endian:
 *   "KANDARM\n", u32 version, u32 features version, u32 buckets, u32 departments, u32 training
 * texts, each department: code (32 bytes, filled up with zeros), u32 texts, f32 scale, f32 bias,
 * u16 idf of each bucket (in 1/4096), i8 weight of each bucket and department, SHA-256 of
 * everything before. The margin of a department is bias + scale * the sum of feature weight * i8
 * weight; above 0 the model takes the text for one of this department, below for one of another.
 *
 * Threads: created on one thread, then read-only, any thread.
 * Memory: a model borrows the bytes, which must outlive it, and is itself small. */
#ifndef KANDA_NLU_MODEL_H
#define KANDA_NLU_MODEL_H

#include "base/arena.h"

/* Files stay below it: more departments have fewer buckets. */
#define MODEL_BYTES_MAX       ((size_t)2900000)
#define MODEL_DEPARTMENTS_MAX 255

struct nlu_model;

/* Everything is checked before anything is used: NULL with ERR_INPUT and a sentence when the bytes
 * are no whole model of this version, ERR_MEMORY when memory is refused. */
MUST_CHECK struct nlu_model *nlu_model_create(struct str bytes, struct err *e);
void nlu_model_destroy(struct nlu_model *model); /* NULL is fine */

size_t nlu_model_departments(const struct nlu_model *model);
struct str nlu_model_department(const struct nlu_model *model, size_t i); /* its code */
size_t nlu_model_texts(const struct nlu_model *model);                    /* trained on so many */

/* margins has room for each department. At most NLU_TEXT_MAX bytes are read. ERR_MEMORY or
 * ERR_LIMIT from the arena only. */
MUST_CHECK bool nlu_model_predict(const struct nlu_model *model, struct str text,
                                  struct arena *arena, float *margins, struct err *e);

#endif
