/* cmd_costs.c - kanda costs [YYYY-MM]: what a month's messages cost, by kind and template. */
#include "cli/app.h"
#include "store/cost_store.h"
#include <stdio.h>
#include <stdlib.h>

#define LINES_MAX 256

static void print(const struct cost_sum *sum, int64_t month, int64_t cap)
{
    const char *currency = sum->rates->currency;
    char name[MONTH_SIZE];
    month_format(month, name);
    for (size_t i = 0; i < sum->line_count; i++) {
        const struct cost_line *l = &sum->lines[i];
        (void)printf("%s\t%s\t%s\t%lld\t%.2f\n", l->category, l->type,
                     l->template_name[0] ? l->template_name : "-", (long long)l->messages,
                     (double)l->cost / (double)COST_MICRO);
    }
    (void)printf("%s\t%lld messages\t%.2f %s estimated\n", name, (long long)sum->messages,
                 (double)sum->cost / (double)COST_MICRO, currency);
    if (cap) (void)printf("cap\t%lld %s\n", (long long)cap, currency);
    if (sum->unpriced)
        (void)printf("unpriced\t%lld messages: add their kind to rates.csv\n",
                     (long long)sum->unpriced);
    if (!sum->rates->confirmed) (void)printf("the prices in rates.csv are not confirmed\n");
}

static bool run(struct app *app, int64_t month, struct err *e)
{
    struct db *db = NULL;
    struct cost_sum sum = { .rates = &app->rates, .line_max = LINES_MAX };
    sum.lines = calloc(LINES_MAX, sizeof *sum.lines);
    bool ok = sum.lines || err_set(e, ERR_MEMORY, "costs: no memory");
    ok = ok && app_database(app, &db, e) && cost_month(db, month, &sum, e);
    db_close(db);
    if (ok) print(&sum, month, app->conf.whatsapp_monthly_cost_cap);
    free(sum.lines);
    return ok;
}

int cmd_costs(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    int64_t month = 0;
    if (line->count && !month_parse(str_of(line->operand[0]), &month, NULL))
        return cli_usage_of(cmd_costs);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    if (!month) month = month_of_ms(clock_now(&app.clock));
    bool ok = run(&app, month, &e);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
