/* model_file.c - the bytes of a model: written once, checked whole. */
#include "model_file.h"
#include "base/crypto.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC        "KANDARM\n"
#define MAGIC_SIZE   8
#define FILE_VERSION 1
#define HEAD_SIZE    (MAGIC_SIZE + 5 * 4)
#define CODE_SIZE    32
#define ENTRY_SIZE   (CODE_SIZE + 3 * 4)
#define WEIGHT_MAX   127

static size_t file_size(size_t buckets, size_t departments)
{
    return HEAD_SIZE + departments * ENTRY_SIZE + buckets * (departments + 2) + SHA256_SIZE;
}

size_t model_buckets(size_t departments)
{
    size_t most = (MODEL_BYTES_MAX - 1 - file_size(0, departments)) / (departments + 2);
    return most < BUCKETS_MAX ? most : BUCKETS_MAX;
}

/* --- writing --------------------------------------------------------------------------------- */

static void put_u32(struct buf *out, uint32_t n)
{
    char bytes[4];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(uint8_t)(n >> (8 * i));
    buf_add(out, (struct str){ bytes, sizeof bytes });
}

static void put_float(struct buf *out, float f)
{
    uint32_t n;
    memcpy(&n, &f, sizeof n);
    put_u32(out, n);
}

static float scale_of(const struct model_draft *m, size_t department)
{
    double most = 0;
    for (size_t b = 0; b < m->buckets; b++)
        most = fmax(most, fabs(m->weights[b * m->departments + department]));
    return most > 0 ? (float)(most / WEIGHT_MAX) : 1;
}

static void put_weights(const struct model_draft *m, const float *scales, struct buf *out)
{
    for (size_t i = 0; i < m->departments * m->buckets; i++) {
        double n = round(m->weights[i] / (double)scales[i % m->departments]);
        n = fmin(fmax(n, -WEIGHT_MAX), WEIGHT_MAX);
        buf_add_char(out, (char)(int8_t)n);
    }
}

void model_write(const struct model_draft *m, struct buf *out)
{
    uint8_t sum[SHA256_SIZE];
    char code[CODE_SIZE];
    float scales[MODEL_DEPARTMENTS_MAX];
    size_t begin = out->len;
    buf_add(out, STR(MAGIC));
    put_u32(out, FILE_VERSION);
    put_u32(out, FEATURES_VERSION);
    put_u32(out, (uint32_t)m->buckets);
    put_u32(out, (uint32_t)m->departments);
    put_u32(out, (uint32_t)m->texts);
    for (size_t d = 0; d < m->departments; d++) {
        memset(code, 0, sizeof code);
        memcpy(code, m->codes[d].at, m->codes[d].len);
        scales[d] = scale_of(m, d);
        buf_add(out, (struct str){ code, sizeof code });
        put_u32(out, (uint32_t)m->sizes[d]);
        put_float(out, scales[d]);
        put_float(out, (float)m->biases[d]);
    }
    for (size_t b = 0; b < m->buckets; b++) {
        buf_add_char(out, (char)(uint8_t)m->idf[b]);
        buf_add_char(out, (char)(uint8_t)(m->idf[b] >> 8));
    }
    put_weights(m, scales, out);
    sha256(str_slice(buf_view(out), begin, out->len), sum);
    buf_add(out, (struct str){ (const char *)sum, sizeof sum });
}

/* --- reading --------------------------------------------------------------------------------- */

static uint32_t take_u32(struct str *rest)
{
    uint32_t n = 0;
    for (size_t i = 0; i < 4; i++)
        n |= (uint32_t)(uint8_t)rest->at[i] << (8 * i);
    *rest = str_slice(*rest, 4, rest->len);
    return n;
}

static float take_float(struct str *rest)
{
    uint32_t n = take_u32(rest);
    float f;
    memcpy(&f, &n, sizeof f);
    return f;
}

struct head {
    uint32_t version, features, buckets, departments, texts;
};

static bool head_check(const struct head *h, size_t size, struct err *e)
{
    if (h->version != FILE_VERSION || h->features != FEATURES_VERSION)
        return err_set(e, ERR_INPUT, "made by another version of this program: train it again");
    if (h->buckets < BUCKETS_MIN || h->buckets > BUCKETS_MAX || h->departments < 2 ||
        h->departments > MODEL_DEPARTMENTS_MAX || size != file_size(h->buckets, h->departments))
        return err_set(e, ERR_INPUT, "damaged: cut off or changed; train it again");
    return true;
}

static bool head_read(struct str *rest, struct head *h, struct err *e)
{
    struct str whole = *rest;
    uint8_t sum[SHA256_SIZE];
    if (whole.len < HEAD_SIZE + SHA256_SIZE || !str_starts(whole, STR(MAGIC)))
        return err_set(e, ERR_INPUT, "is no routing model");
    *rest = str_slice(whole, MAGIC_SIZE, whole.len);
    h->version = take_u32(rest);
    h->features = take_u32(rest);
    h->buckets = take_u32(rest);
    h->departments = take_u32(rest);
    h->texts = take_u32(rest);
    if (!head_check(h, whole.len, e)) return false;
    sha256(str_slice(whole, 0, whole.len - SHA256_SIZE), sum);
    return memcmp(sum, whole.at + whole.len - SHA256_SIZE, sizeof sum) == 0 ||
           err_set(e, ERR_INPUT, "damaged: its check sum is wrong; train it again");
}

static bool code_read(struct str *rest, struct str *out)
{
    struct str field = str_slice(*rest, 0, CODE_SIZE);
    size_t len = 0;
    while (len < field.len && field.at[len])
        len++;
    *rest = str_slice(*rest, CODE_SIZE, rest->len);
    *out = str_slice(field, 0, len);
    for (size_t i = len; i < field.len; i++)
        if (field.at[i]) return false;
    return len > 0;
}

static bool departments_read(struct nlu_model *m, struct str *rest, struct err *e)
{
    for (size_t d = 0; d < m->departments; d++) {
        bool ok = code_read(rest, &m->codes[d]);
        m->sizes[d] = take_u32(rest);
        m->scales[d] = take_float(rest);
        m->biases[d] = take_float(rest);
        for (size_t i = 0; i < d; i++)
            ok = ok && !str_equal(m->codes[i], m->codes[d]);
        if (!ok || !isfinite(m->scales[d]) || m->scales[d] <= 0 || !isfinite(m->biases[d]))
            return err_set(e, ERR_INPUT, "damaged: department %zu; train it again", d + 1);
    }
    return true;
}

static struct nlu_model *model_alloc(const struct head *h)
{
    struct nlu_model *m = calloc(1, sizeof *m);
    if (!m) return NULL;
    m->buckets = h->buckets;
    m->departments = h->departments;
    m->texts = h->texts;
    m->codes = calloc(m->departments, sizeof *m->codes);
    m->sizes = calloc(m->departments, sizeof *m->sizes);
    m->scales = calloc(m->departments, sizeof *m->scales);
    m->biases = calloc(m->departments, sizeof *m->biases);
    m->idf = calloc(m->buckets, sizeof *m->idf);
    if (m->codes && m->sizes && m->scales && m->biases && m->idf) return m;
    nlu_model_destroy(m);
    return NULL;
}

struct nlu_model *nlu_model_create(struct str bytes, struct err *e)
{
    struct head head = { 0 };
    if (!head_read(&bytes, &head, e)) return NULL;
    struct nlu_model *m = model_alloc(&head);
    if (!m) {
        err_set(e, ERR_MEMORY, "no memory");
        return NULL;
    }
    if (!departments_read(m, &bytes, e)) {
        nlu_model_destroy(m);
        return NULL;
    }
    for (size_t b = 0; b < m->buckets; b++)
        m->idf[b] = (uint16_t)((uint8_t)bytes.at[2 * b] | (uint8_t)bytes.at[2 * b + 1] << 8);
    m->weights = (const int8_t *)bytes.at + 2 * m->buckets;
    return m;
}
