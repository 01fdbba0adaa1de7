/* model_bed.h - for the tests of the trainable layer: a few made-up texts of two small-desk
 * departments, trained, and their bytes to be spoilt. */
#ifndef KANDA_TESTS_MODEL_BED_H
#define KANDA_TESTS_MODEL_BED_H

#include "base/crypto.h"
#include "nlu/model.h"
#include "nlu/train.h"
#include "small_desk.h"

static const struct labelled_text model_texts[] = {
    { LIT("ROADS"), LIT("jalan rusak berlubang di depan toko") },
    { LIT("ROADS"), LIT("aspal mengelupas dan bolong semua") },
    { LIT("ROADS"), LIT("trotoar ambles banyak yang jatuh") },
    { LIT("ROADS"), LIT("mohon jalan diaspal sudah lama hancur") },
    { LIT("LAMPS"), LIT("lampu mati gelap sekali kalau malam") },
    { LIT("LAMPS"), LIT("penerangan padam sejak kemarin") },
    { LIT("LAMPS"), LIT("tolong pasang lampu di gang kami gelap gulita") },
    { LIT("LAMPS"), LIT("bohlam putus minta diganti") },
};

/* The bytes of the model of these texts; buf_finish. */
static inline struct buf model_bytes(const struct labelled_text *texts, size_t count)
{
    struct buf out;
    struct err e = { .code = ERR_NONE };
    buf_init(&out, MODEL_BYTES_MAX);
    if (!nlu_train(texts, count, &out, &e)) fail_msg("%s", e.text);
    return out;
}

/* Makes the check sum true again after a byte was changed. */
static inline void model_sign(struct buf *bytes)
{
    uint8_t sum[SHA256_SIZE];
    size_t len = bytes->len - sizeof sum;
    sha256((struct str){ bytes->at, len }, sum);
    memcpy(bytes->at + len, sum, sizeof sum);
}

#endif
