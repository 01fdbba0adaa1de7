/* cmd_contacts.c - kanda contacts list | set | remove: whom of a department notices go to. A
 * running server sees the change at once. */
#include "cli/app.h"
#include "service/staff_contact.h"
#include "store/staff_contact_store.h"
#include <stdio.h>
#include <string.h>

static struct str text_of(const char *option)
{
    return option ? str_of(option) : STR_EMPTY;
}

static bool run_set(struct app *app, struct db *db, const struct command_line *line, struct err *e)
{
    const struct staff_contact_wish wish = { .department = str_of(line->operand[1]),
                                             .rung = str_of(line->operand[2]),
                                             .phone = text_of(line->phone),
                                             .mail = text_of(line->mail) };
    const struct desk_act by = app_act(app);
    return db_begin(db, e) && app_commit(db, staff_contact_set(db, app->desk, &wish, &by, e), e);
}

static bool run_remove(struct app *app, struct db *db, const struct command_line *line,
                       struct err *e)
{
    const struct desk_act by = app_act(app);
    return db_begin(db, e) && app_commit(db,
                                         staff_contact_remove(db, str_of(line->operand[1]),
                                                              str_of(line->operand[2]), &by, e),
                                         e);
}

static bool run_list(struct app *app, struct db *db, const struct command_line *line, struct err *e)
{
    struct arena arena = { 0 };
    size_t count = 0;
    (void)app;
    (void)line;
    struct staff_contact *rows = arena_zero(&arena, STAFF_CONTACT_LIST_MAX, sizeof *rows);
    bool ok = rows ? staff_contact_list(db, &arena, rows, STAFF_CONTACT_LIST_MAX, &count, e)
                   : err_set(e, ERR_MEMORY, "contacts: no memory");
    for (size_t i = 0; ok && i < count; i++)
        (void)printf("%.*s\t%s\t%.*s\t%.*s\n", STR_ARG(rows[i].department),
                     notice_rung_name(rows[i].rung), STR_ARG(rows[i].phone), STR_ARG(rows[i].mail));
    arena_clear(&arena);
    return ok;
}

int cmd_contacts(const struct command_line *line)
{
    static const struct {
        const char *name;
        int operands;
        bool (*run)(struct app *, struct db *, const struct command_line *, struct err *);
    } actions[] = { { "list", 1, run_list }, { "set", 3, run_set }, { "remove", 3, run_remove } };
    struct app app;
    struct db *db = NULL;
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (line->count != actions[i].operands || strcmp(line->operand[0], actions[i].name) != 0)
            continue;
        if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
        bool ok = app_database(&app, &db, &e) && actions[i].run(&app, db, line, &e);
        db_close(db);
        app_close(&app);
        return ok ? EXIT_DONE : cli_fail(&e);
    }
    return cli_usage_of(cmd_contacts);
}
