/* score.c - counting right and wrong answers. */
#include "cli/score.h"
#include <stdlib.h>

bool score_init(struct score *s, size_t departments, size_t answers, struct err *e)
{
    *s = (struct score){ .departments = departments, .cap = answers };
    s->table = calloc(departments * departments + 1, sizeof *s->table);
    s->answers = calloc(answers + 1, sizeof *s->answers);
    return (s->table && s->answers) || err_set(e, ERR_MEMORY, "no memory");
}

void score_finish(struct score *s)
{
    free(s->table);
    free(s->answers);
    *s = (struct score){ 0 };
}

void score_add(struct score *s, const struct desk *desk, size_t truth,
               const struct nlu_ranking *ranking)
{
    const struct department *right = &desk->departments[truth];
    if (s->count == s->cap || ranking->count == 0) return;
    bool first = ranking->departments[0] == right;
    s->table[truth * s->departments + (size_t)(ranking->departments[0] - desk->departments)]++;
    s->answers[s->count++] = (struct score_answer){ ranking->margin, first };
    s->top1 += first;
    for (size_t i = 0; i < ranking->count; i++)
        s->top3 += ranking->departments[i] == right;
}

struct score_part score_part(const struct score *s, size_t department)
{
    struct score_part p = { .right = s->table[department * s->departments + department] };
    for (size_t i = 0; i < s->departments; i++) {
        p.count += s->table[department * s->departments + i];
        p.chosen += s->table[i * s->departments + department];
    }
    if (p.count) p.recall = (double)p.right / (double)p.count;
    if (p.chosen) p.precision = (double)p.right / (double)p.chosen;
    if (p.right) p.f1 = 2 * p.recall * p.precision / (p.recall + p.precision);
    return p;
}

double score_macro_f1(const struct score *s)
{
    double sum = 0;
    size_t n = 0;
    for (size_t d = 0; d < s->departments; d++) {
        struct score_part p = score_part(s, d);
        if (p.count == 0) continue;
        sum += p.f1;
        n++;
    }
    return n ? sum / (double)n : 0;
}

static int surest_first(const void *a, const void *b)
{
    double x = ((const struct score_answer *)a)->margin;
    double y = ((const struct score_answer *)b)->margin;
    return (x < y) - (x > y);
}

void score_sort(struct score *s)
{
    if (s->count) qsort(s->answers, s->count, sizeof *s->answers, surest_first);
}
