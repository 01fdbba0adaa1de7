/* cmd_train.c - kanda train [--tickets] FILE...: labelled texts, and tickets that staff have given
 * to a department, become routing.model in the desk's folder. */
#include "cli/app.h"
#include "cli/file.h"
#include "cli/labelled.h"
#include "store/label_store.h"
#include <stdio.h>

#define TICKETS_MAX ((size_t)1 << 30) /* bytes of their texts */

/* Few texts teach little: those departments are named. */
#define FEW_TEXTS 10
/* Of 7,183 labelled complaints models of 200 and of 500 chose the right unit 0.01 and 0.02 more
 * often than keywords alone, and more than twice as many citizens were asked for it (0.40 and 0.37
 * against 0.16). */
#define FEW_IN_ALL 500

static bool model_path(const struct conf *c, char *out, size_t cap, struct err *e)
{
    if (c->desk_data_dir[0] == '\0')
        return err_set(e, ERR_INPUT,
                       "desk.data_dir is not set: it is where " ROUTING_MODEL " is written");
    return (size_t)snprintf(out, cap, "%s/" ROUTING_MODEL, c->desk_data_dir) < cap ||
           err_set(e, ERR_INPUT, "desk.data_dir: too long");
}

/* A department that the desk no longer has is nobody's answer, and whether a place is ours the
 * words of the matter do not tell. */
static bool ticket_add(struct labelled *l, const struct desk *desk, const struct ticket_label *t,
                       struct err *e)
{
    const struct department *department = desk_department(desk, t->department);
    if (!department || department_is_elsewhere(t->department)) return true;
    return labelled_add(l, department, t->text, e);
}

static bool page_read(struct db *db, int64_t *after, const struct desk *desk, struct labelled *l,
                      size_t *count, struct err *e)
{
    struct arena arena;
    struct ticket_label page[LABEL_PAGE];
    arena_init(&arena, TICKETS_MAX);
    bool ok = label_list(db, *after, &arena, page, count, e);
    for (size_t i = 0; ok && i < *count; i++) {
        ok = ticket_add(l, desk, &page[i], e);
        *after = page[i].ticket_id;
    }
    arena_clear(&arena);
    return ok;
}

static bool tickets_read(struct app *app, struct labelled *l, struct err *e)
{
    struct db *db = NULL;
    int64_t after = 0;
    size_t count = LABEL_PAGE, before = l->count;
    if (!app_migrate(app, e) || !db_open(app->conf.store_path, DB_READ, &db, e)) return false;
    bool ok = true;
    while (ok && count == LABEL_PAGE)
        ok = page_read(db, &after, app->desk, l, &count, e);
    db_close(db);
    if (ok) (void)printf("%zu tickets that staff have given to a department\n", l->count - before);
    return ok;
}

static bool read_all(const struct command_line *line, struct app *app, struct labelled *l,
                     struct err *e)
{
    for (int i = 0; i < line->count; i++)
        if (!labelled_read(l, app->desk, line->operand[i], e)) return false;
    return !line->tickets || tickets_read(app, l, e);
}

static size_t texts_of(const struct labelled *l, const struct department *department)
{
    size_t n = 0;
    for (size_t i = 0; i < l->count; i++)
        n += str_equal(l->texts[i].department, department->code);
    return n;
}

static void print_counts(const struct desk *desk, const struct labelled *l)
{
    size_t departments = 0;
    for (size_t d = 0; d < desk->department_count; d++) {
        size_t n = texts_of(l, &desk->departments[d]);
        departments += n > 0;
        if (n > 0)
            (void)printf("%-16.*s %7zu%s\n", STR_ARG(desk->departments[d].code), n,
                         n < FEW_TEXTS ? "  few: it will seldom be chosen" : "");
    }
    (void)printf("%zu texts of %zu departments\n", l->count, departments);
}

/* What can be done about it, where somebody sees it although the table goes into a file. */
static void warn_of_few(const struct desk *desk, const struct labelled *l)
{
    size_t few = 0;
    for (size_t d = 0; d < desk->department_count; d++) {
        size_t n = texts_of(l, &desk->departments[d]);
        if (n == 0 || n >= FEW_TEXTS) continue;
        (void)fprintf(stderr, "%s%.*s", few++ ? ", " : "kanda: warning: too few texts of ",
                      STR_ARG(desk->departments[d].code));
    }
    if (few)
        (void)fprintf(stderr,
                      ": fewer than %d, so the model will seldom choose them; add texts of them "
                      "and train again\n",
                      FEW_TEXTS);
    if (l->count < FEW_IN_ALL)
        (void)fprintf(stderr,
                      "kanda: warning: %zu texts in all are few, fewer than %d: more citizens "
                      "will be asked for the unit than by keywords alone; compare `kanda evaluate "
                      "FILE` with and without this " ROUTING_MODEL ", and take it away if it is "
                      "no better\n",
                      l->count, FEW_IN_ALL);
}

static bool train_run(const struct command_line *line, struct app *app, struct labelled *l,
                      struct buf *model, struct err *e)
{
    char path[1024];
    if (!model_path(&app->conf, path, sizeof path, e) || !read_all(line, app, l, e) ||
        !nlu_train(l->texts, l->count, model, e) || !file_replace(path, buf_view(model), e))
        return false;
    print_counts(app->desk, l);
    warn_of_few(app->desk, l);
    (void)printf("%s: %zu bytes; a running server reads it when it starts again\n", path,
                 model->len);
    return true;
}

int cmd_train(const struct command_line *line)
{
    struct app app;
    struct labelled labelled = { 0 };
    struct buf model;
    struct err e = { 0 };
    if (line->count < 1 && !line->tickets) return cli_usage_of(cmd_train);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    buf_init(&model, MODEL_BYTES_MAX);
    bool ok = train_run(line, &app, &labelled, &model, &e);
    buf_finish(&model);
    labelled_finish(&labelled);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
