/* cmd_evaluate.c - kanda evaluate FILE: how often rules and model choose the right department. */
#include "cli/app.h"
#include "cli/labelled.h"
#include "cli/score.h"
#include <stdio.h>

#define STEPS 10 /* of the calibration: every tenth of the texts */

/* Tab-separated, so that a spreadsheet takes it: a line for each right department, a column for
 * each chosen one. */
static void print_table(const struct desk *desk, const struct score *s)
{
    (void)printf("right \\ chosen");
    for (size_t c = 0; c < s->departments; c++)
        if (score_part(s, c).chosen) (void)printf("\t%.*s", STR_ARG(desk->departments[c].code));
    (void)printf("\n");
    for (size_t d = 0; d < s->departments; d++) {
        if (score_part(s, d).count == 0) continue;
        (void)printf("%.*s", STR_ARG(desk->departments[d].code));
        for (size_t c = 0; c < s->departments; c++)
            if (score_part(s, c).chosen) (void)printf("\t%zu", s->table[d * s->departments + c]);
        (void)printf("\n");
    }
}

static void print_parts(const struct desk *desk, const struct score *s)
{
    (void)printf("\n%-16s %7s %7s %9s %6s\n", "department", "texts", "recall", "precision", "f1");
    for (size_t d = 0; d < s->departments; d++) {
        struct score_part p = score_part(s, d);
        if (p.count == 0) continue;
        (void)printf("%-16.*s %7zu %7.3f %9.3f %6.3f\n", STR_ARG(desk->departments[d].code),
                     p.count, p.recall, p.precision, p.f1);
    }
}

/* Were only the surest answers given: how many of them are right? */
static void print_calibration(struct score *s)
{
    size_t right = 0, i = 0;
    score_sort(s);
    (void)printf("\n%8s %8s %8s\n", "answered", "right", "margin");
    for (size_t step = 1; step <= STEPS; step++) {
        size_t n = s->count * step / STEPS;
        for (; i < n; i++)
            right += s->answers[i].right;
        if (n == 0) continue;
        (void)printf("%8.2f %8.3f %8.3f\n", (double)step / STEPS, (double)right / (double)n,
                     s->answers[n - 1].margin);
    }
}

static bool measure(const struct app *app, const struct labelled *l, struct score *s, struct err *e)
{
    size_t asked = 0, asked_right = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct department *truth = desk_department(app->desk, l->texts[i].department);
        struct nlu_ranking ranking;
        if (!nlu_rank(app->nlu, l->texts[i].text, &ranking, e)) return false;
        score_add(s, app->desk, (size_t)(truth - app->desk->departments), &ranking);
        asked += !ranking.sure;
        asked_right += !ranking.sure && ranking.departments[0] == truth;
    }
    print_table(app->desk, s);
    print_parts(app->desk, s);
    print_calibration(s);
    (void)printf("\nasked %.3f of all, right all the same %.3f; decided by %s\n",
                 (double)asked / (double)l->count,
                 asked ? (double)asked_right / (double)asked : 0.0,
                 app->model ? "rules and model" : "rules alone");
    (void)printf("top1=%.3f top3=%.3f macro_f1=%.3f n=%zu\n", (double)s->top1 / (double)s->count,
                 (double)s->top3 / (double)s->count, score_macro_f1(s), s->count);
    return true;
}

int cmd_evaluate(const struct command_line *line)
{
    struct app app;
    struct labelled labelled = { 0 };
    struct score score = { 0 };
    struct err e = { 0 };
    if (line->count != 1) return cli_usage_of(cmd_evaluate);
    if (!app_open(&app, line->config, &e)) return cli_fail(&e);
    bool ok = labelled_read(&labelled, app.desk, line->operand[0], &e);
    if (ok && labelled.count == 0) ok = err_set(&e, ERR_INPUT, "%s: no texts", line->operand[0]);
    ok = ok && score_init(&score, app.desk->department_count, labelled.count, &e) &&
         measure(&app, &labelled, &score, &e);
    score_finish(&score);
    labelled_finish(&labelled);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
