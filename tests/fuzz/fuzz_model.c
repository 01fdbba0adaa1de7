/* fuzz_model.c - whatever stands in a model file: it is refused with a reason, or every prediction
 * is a number and the same one again. The check sum is made true first, or nothing would get past
 * it; what the head says of sizes cannot be met by short inputs, so a whole model is behind them.
 */
#include <stdlib.h>
#include <string.h>

#define fail_msg(...) abort()
#include "../unit/nlu/model_bed.h"
#include <math.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

static void check_prediction(const struct nlu_model *model, struct str text)
{
    float first[MODEL_DEPARTMENTS_MAX], second[MODEL_DEPARTMENTS_MAX];
    size_t size = nlu_model_departments(model) * sizeof *first;
    struct arena arena = { 0 };
    struct err e = { .code = ERR_NONE };
    demand(nlu_model_predict(model, text, &arena, first, &e));
    demand(nlu_model_predict(model, text, &arena, second, &e));
    demand(memcmp(first, second, size) == 0);
    for (size_t d = 0; d < nlu_model_departments(model); d++) {
        demand(!isnan(first[d]));
        demand(nlu_model_department(model, d).len > 0 && nlu_model_department(model, d).len <= 32);
    }
    arena_clear(&arena);
}

static void check(struct str bytes, struct str text)
{
    struct err e = { .code = ERR_NONE };
    struct nlu_model *model = nlu_model_create(bytes, &e);
    if (model) {
        check_prediction(model, text);
        check_prediction(model, STR("lampu jalan mati"));
    } else {
        demand(e.code == ERR_INPUT && e.text[0] != '\0');
    }
    nlu_model_destroy(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct buf good;
    struct err e = { .code = ERR_NONE };
    struct str input = { size ? (const char *)data : "", size };
    demand(crypto_init(&e));
    if (good.len == 0) good = model_bytes(model_texts, COUNT_OF(model_texts));
    check(input, input);
    /* The input in the place of the beginning of a good model. */
    size_t n = size < good.len - SHA256_SIZE ? size : good.len - SHA256_SIZE;
    struct buf spoilt;
    buf_init(&spoilt, MODEL_BYTES_MAX);
    buf_add(&spoilt, str_slice(input, 0, n));
    buf_add(&spoilt, str_slice(buf_view(&good), n, good.len));
    demand(buf_ok(&spoilt));
    model_sign(&spoilt);
    check(buf_view(&spoilt), input);
    buf_finish(&spoilt);
    return 0;
}
