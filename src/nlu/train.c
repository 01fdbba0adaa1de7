/* train.c - the only door to liblinear.
 *
 * It is opened when a training begins and not before: with it come the C++ library and BLAS, which
 * would cost the server a tenth of its memory for what only `kanda train` does. */
#include "nlu/train.h"
#include "base/library.h"
#include "model_file.h"
#include "nlu/understand.h"
#include <linear.h>
#include <math.h>
#include <stdlib.h>

#define CODE_MAX 32

/* Half of the weights come from each department against all others, half from all of them at once
 * (Crammer and Singer): together they are right more often than either. Cost of an error and
 * precision, chosen by cross-validation. */
static const struct {
    int solver;
    double cost, precision;
} solutions[] = { { L2R_L2LOSS_SVC, 0.2, 0.01 }, { MCSVM_CS, 2, 0.1 } };
enum { SOLUTIONS = sizeof solutions / sizeof *solutions };

struct liblinear {
    void *handle;
    struct model *(*train)(const struct problem *what, const struct parameter *how);
    void (*free_model)(struct model **model);
    void (*set_print)(void (*print)(const char *text));
};

struct trainer {
    struct liblinear lib;
    const struct labelled_text *texts;
    size_t count, departments;
    struct str codes[MODEL_DEPARTMENTS_MAX];
    size_t sizes[MODEL_DEPARTMENTS_MAX]; /* texts of each department */
    size_t buckets;
    uint16_t *idf;
    struct arena rows; /* what liblinear reads */
    struct feature_node **x;
    double *y;
};

static void say_nothing(const char *text)
{
    (void)text;
}

static bool liblinear_open(struct liblinear *lib, struct err *e)
{
    static const char *const names[] = { "liblinear.so.4", "liblinear.so" };
    struct liblinear l = { 0 };
    for (size_t i = 0; i < sizeof names / sizeof *names && !l.handle; i++)
        l.handle = library_open(names[i]);
    if (!l.handle)
        return err_set(e, ERR_IO,
                       "liblinear is not installed (Debian: liblinear4), training needs it");
    *lib = l;
    return (library_function(l.handle, "train", &lib->train, sizeof lib->train) &&
            library_function(l.handle, "free_and_destroy_model", &lib->free_model,
                             sizeof lib->free_model) &&
            library_function(l.handle, "set_print_string_function", &lib->set_print,
                             sizeof lib->set_print)) ||
           err_set(e, ERR_IO, "this liblinear is not one that training knows");
}

static size_t department_find(const struct trainer *t, struct str code)
{
    size_t d = 0;
    while (d < t->departments && !str_equal(t->codes[d], code))
        d++;
    return d;
}

static bool departments_gather(struct trainer *t, struct err *e)
{
    for (size_t i = 0; i < t->count; i++) {
        struct str code = t->texts[i].department;
        size_t d = department_find(t, code);
        if (code.len == 0 || code.len > CODE_MAX)
            return err_set(e, ERR_INPUT, "a department code has 1 to %d bytes", CODE_MAX);
        if (d == MODEL_DEPARTMENTS_MAX)
            return err_set(e, ERR_INPUT, "more than %d departments", MODEL_DEPARTMENTS_MAX);
        if (d == t->departments) t->codes[t->departments++] = code;
        t->sizes[d]++;
        t->y[i] = (double)d;
    }
    return t->departments >= 2 ||
           err_set(e, ERR_INPUT, "there are texts of fewer than two departments");
}

static bool features_of(const struct trainer *t, size_t i, struct arena *arena,
                        struct features *out, struct err *e)
{
    struct tokens tokens;
    struct str text = str_slice(t->texts[i].text, 0, NLU_TEXT_MAX);
    return lex_text(text, arena, &tokens, e) && features_make(&tokens, t->buckets, arena, out, e);
}

/* A bucket counts once for each text, although both of its blocks may have it. */
static bool idf_measure(struct trainer *t, struct err *e)
{
    size_t buckets = t->buckets;
    uint32_t *seen = calloc(buckets, sizeof *seen), *last = calloc(buckets, sizeof *last);
    bool ok = seen && last;
    if (!ok) err_set(e, ERR_MEMORY, "train: out of memory");
    for (size_t i = 0; ok && i < t->count; i++) {
        struct arena scratch = { 0 };
        struct features f;
        ok = features_of(t, i, &scratch, &f, e);
        for (size_t k = 0; ok && k < f.count; k++) {
            uint32_t b = f.at[k].bucket;
            if (last[b] != i + 1) seen[b]++;
            last[b] = (uint32_t)(i + 1);
        }
        arena_clear(&scratch);
    }
    for (size_t b = 0; ok && b < buckets; b++) {
        double idf = log(((double)t->count + 1) / (seen[b] + 1.0)) + 1;
        double stored = fmin(round(idf * (double)FEATURES_IDF_ONE), UINT16_MAX);
        t->idf[b] = seen[b] ? (uint16_t)stored : 0;
    }
    free(seen);
    free(last);
    return ok;
}

static int by_index(const void *a, const void *b)
{
    int x = ((const struct feature_node *)a)->index, y = ((const struct feature_node *)b)->index;
    return (x > y) - (x < y);
}

/* Ascending, each index once, then the constant that becomes the bias. */
static struct feature_node *row_make(struct trainer *t, const struct features *f)
{
    struct feature_node *row = arena_alloc(&t->rows, (f->count + 2) * sizeof *row);
    size_t n = 0;
    if (!row) return NULL;
    for (size_t i = 0; i < f->count; i++)
        row[i] = (struct feature_node){ (int)f->at[i].bucket + 1, (double)f->at[i].value };
    if (f->count) qsort(row, f->count, sizeof *row, by_index);
    for (size_t i = 0; i < f->count; i++) {
        if (n > 0 && row[n - 1].index == row[i].index)
            row[n - 1].value += row[i].value;
        else
            row[n++] = row[i];
    }
    row[n] = (struct feature_node){ (int)t->buckets + 1, 1 };
    row[n + 1] = (struct feature_node){ -1, 0 };
    return row;
}

static bool rows_make(struct trainer *t, struct err *e)
{
    size_t words = 0;
    for (size_t i = 0; i < t->count; i++) {
        struct arena scratch = { 0 };
        struct features f = { 0 };
        bool ok = features_of(t, i, &scratch, &f, e);
        if (ok) {
            features_weigh(&f, t->idf);
            words += f.count;
            t->x[i] = row_make(t, &f);
            ok = t->x[i] || err_set(e, ERR_MEMORY, "train: out of memory");
        }
        arena_clear(&scratch);
        if (!ok) return false;
    }
    return words > 0 || err_set(e, ERR_INPUT, "the texts have no words");
}

/* Adds the share of one solution. liblinear numbers departments as it meets them, and of two keeps
 * one column, unless all are solved at once. */
static void weights_add(const struct trainer *t, const struct model *found, double *weights,
                        double *biases)
{
    size_t n = t->departments, buckets = t->buckets;
    bool halved = n == 2 && found->param.solver_type != MCSVM_CS;
    size_t columns = halved ? 1 : n;
    for (size_t b = 0; b <= buckets; b++)
        for (size_t k = 0; k < n; k++) {
            double w = found->w[b * columns + (halved ? 0 : k)] / (double)SOLUTIONS;
            size_t d = (size_t)found->label[k];
            if (halved && k == 1) w = -w;
            if (b == buckets)
                biases[d] += w;
            else
                weights[b * n + d] += w;
        }
}

static bool solve(struct trainer *t, double *weights, double *biases, struct err *e)
{
    int labels[MODEL_DEPARTMENTS_MAX];
    double costs[MODEL_DEPARTMENTS_MAX];
    for (size_t d = 0; d < t->departments; d++) {
        labels[d] = (int)d;
        costs[d] = (double)t->count / ((double)t->departments * (double)t->sizes[d]);
    }
    struct problem what = {
        .l = (int)t->count, .n = (int)t->buckets + 1, .y = t->y, .x = t->x, .bias = 1
    };
    t->lib.set_print(say_nothing);
    /* liblinear shuffles by rand(), and the same texts are to give the same bytes. */
    srand(1); /* NOLINT(cert-msc32-c,cert-msc51-cpp) */
    for (int i = 0; i < SOLUTIONS; i++) {
        struct parameter how = { .solver_type = solutions[i].solver,
                                 .eps = solutions[i].precision,
                                 .C = solutions[i].cost,
                                 .nr_weight = (int)t->departments,
                                 .weight_label = labels,
                                 .weight = costs };
        struct model *found = t->lib.train(&what, &how);
        if (!found) return err_set(e, ERR_MEMORY, "train: out of memory");
        weights_add(t, found, weights, biases);
        t->lib.free_model(&found);
    }
    return true;
}

static bool trainer_run(struct trainer *t, struct buf *out, struct err *e)
{
    bool ok = false;
    double biases[MODEL_DEPARTMENTS_MAX] = { 0 };
    if (!departments_gather(t, e) || !liblinear_open(&t->lib, e)) return false;
    t->buckets = model_buckets(t->departments);
    t->idf = calloc(t->buckets, sizeof *t->idf);
    double *weights = calloc(t->departments * t->buckets, sizeof *weights);
    if (!t->idf || !weights) {
        err_set(e, ERR_MEMORY, "train: out of memory");
        goto out;
    }
    if (!idf_measure(t, e) || !rows_make(t, e) || !solve(t, weights, biases, e)) goto out;
    struct model_draft draft = { .buckets = t->buckets,
                                 .departments = t->departments,
                                 .texts = t->count,
                                 .codes = t->codes,
                                 .sizes = t->sizes,
                                 .idf = t->idf,
                                 .weights = weights,
                                 .biases = biases };
    model_write(&draft, out);
    ok = buf_ok(out) || err_set(e, ERR_MEMORY, "train: out of memory");
out:
    free(weights);
    return ok;
}

bool nlu_train(const struct labelled_text *texts, size_t count, struct buf *out, struct err *e)
{
    struct trainer *t = calloc(1, sizeof *t);
    bool ok = false;
    if (count > INT32_MAX / 2) {
        free(t);
        return err_set(e, ERR_LIMIT, "train: too many texts");
    }
    if (t) {
        t->texts = texts;
        t->count = count;
        t->x = calloc(count + 1, sizeof *t->x);
        t->y = calloc(count + 1, sizeof *t->y);
    }
    if (t && t->x && t->y)
        ok = trainer_run(t, out, e);
    else
        err_set(e, ERR_MEMORY, "train: out of memory");
    if (t) {
        library_close(t->lib.handle);
        arena_clear(&t->rows);
        free(t->idf);
        free(t->x);
        free(t->y);
    }
    free(t);
    return ok;
}
