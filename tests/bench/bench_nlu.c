/* bench_nlu.c - how long understanding one message takes.
 *
 *   bench_nlu [--file TSV] [--messages N] [--desk DIR]
 *
 * Without a file: made-up sentences. With one: the second column of each line. With a desk the
 * routing model of its folder is asked too. Only numbers are printed. Each text is understood
 * several times in different rounds and its median counts, so that a visit of the scheduler is not
 * taken for a slow sentence. */
#include "bench.h"
#include "cli/app.h"
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX 2000
#define ROUNDS    5

struct texts {
    char *at[TEXTS_MAX];
    size_t count;
};

static void keep(struct texts *t, const char *text)
{
    char *copy = strdup(text);
    if (!copy) bench_die("no memory", NULL);
    t->at[t->count++] = copy;
}

static void texts_read(struct texts *t, const char *path)
{
    char line[32768];
    FILE *f = fopen(path, "r");
    if (!f) bench_die(path, NULL);
    while (t->count < TEXTS_MAX && fgets(line, sizeof line, f)) {
        char *text = strchr(line, '\t');
        line[strcspn(line, "\r\n")] = '\0';
        if (text) keep(t, text + 1);
    }
    (void)fclose(f);
}

static void texts_make(struct texts *t, const struct desk *desk, size_t count)
{
    struct bench_dice dice = { 7 };
    char text[1024];
    while (t->count < TEXTS_MAX && t->count < count) {
        (void)bench_sentence(desk, &dice, text, sizeof text);
        keep(t, text);
    }
}

/* The model of a desk's folder, which is asked from now on. */
static void model_take(struct bench_desk *desk, const char *folder, struct buf *bytes,
                       struct nlu_model **model)
{
    struct err e = { 0 };
    if (!routing_load(folder, bytes, model, &e)) bench_die("model", &e);
    if (!*model) bench_die("no " ROUTING_MODEL " in the folder of --desk", NULL);
    nlu_destroy(desk->nlu);
    desk->nlu = nlu_create(desk->desk, "LK", *model, &e);
    if (!desk->nlu) bench_die("nlu", &e);
}

static int64_t measure_one(const struct nlu *nlu, const char *text)
{
    struct arena arena = { 0 };
    struct understood understood;
    struct err e = { 0 };
    int64_t begin = bench_ns();
    bool ok = nlu_understand(nlu, str_of(text), (struct telling){ 0 }, &arena, &understood, &e);
    int64_t end = bench_ns();
    arena_clear(&arena);
    if (!ok) bench_die("understand", &e);
    return end - begin;
}

int main(int argc, char **argv)
{
    static struct texts texts;
    static int64_t took[TEXTS_MAX][ROUNDS];
    struct bench_desk desk;
    struct bench_values medians = { 0 };
    const char *file = bench_option(argc, argv, "--file");
    const char *folder = bench_option(argc, argv, "--desk");
    struct buf bytes = { 0 };
    struct nlu_model *model = NULL;
    bench_desk_open(&desk);
    if (folder) model_take(&desk, folder, &bytes, &model);
    if (file)
        texts_read(&texts, file);
    else
        texts_make(&texts, desk.desk, (size_t)bench_number(argc, argv, "--messages", TEXTS_MAX));
    for (int round = -1; round < ROUNDS; round++) /* the first only warms up */
        for (size_t i = 0; i < texts.count; i++) {
            int64_t ns = measure_one(desk.nlu, texts.at[i]);
            if (round >= 0) took[i][round] = ns;
        }
    for (size_t i = 0; i < texts.count; i++) {
        struct bench_values one = { took[i], ROUNDS, ROUNDS };
        bench_add(&medians, bench_share(&one, 0.5));
        free(texts.at[i]);
    }
    if (medians.count == 0) bench_die("no text to understand", NULL);
    (void)printf("texts %zu\np50 %.1f\np90 %.1f\np99 %.1f\nmax %.1f\n", medians.count,
                 (double)bench_share(&medians, 0.5) / 1e3, (double)bench_share(&medians, 0.9) / 1e3,
                 (double)bench_share(&medians, 0.99) / 1e3, (double)bench_share(&medians, 1) / 1e3);
    bench_values_free(&medians);
    bench_desk_close(&desk);
    nlu_model_destroy(model);
    buf_finish(&bytes);
    return 0;
}
