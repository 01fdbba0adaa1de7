/* cmd_staff.c - kanda staff add | token | disable | list. A running server sees the change at once.
 */
#include "base/crypto.h"
#include "cli/app.h"
#include "cli/file.h"
#include "service/staff_account.h"
#include "store/staff_store.h"
#include <stdio.h>
#include <string.h>

static bool read_password(const char *path, struct buf *out, struct err *e)
{
    if (!path) return true;
    if (!file_read(path, out, e)) return false;
    while (out->len && (out->at[out->len - 1] == '\n' || out->at[out->len - 1] == '\r'))
        out->len--;
    return out->len > 0 || err_set(e, ERR_INPUT, "password file: empty");
}

static bool in_transaction(struct db *db, bool ok, struct err *e)
{
    if (ok && db_commit(db, e)) return true;
    db_rollback(db);
    return false;
}

static bool staff_add(struct app *app, struct db *db, const struct command_line *line,
                      struct err *e)
{
    char token[STAFF_TOKEN_SIZE];
    struct buf password;
    struct staff_account account = { .name = str_of(line->operand[1]),
                                     .role = str_of(line->role),
                                     .department = str_of(line->department),
                                     .now = clock_now(&app->clock) };
    buf_init(&password, 1024);
    bool ok = read_password(line->password_file, &password, e);
    account.password = buf_view(&password);
    ok = ok && db_begin(db, e) &&
         in_transaction(db, staff_account_add(db, app->desk, &account, token, e), e);
    if (password.at) secret_wipe(password.at, password.cap);
    buf_finish(&password);
    if (ok) (void)printf("%s\n", token);
    return ok;
}

static bool staff_token(struct app *app, struct db *db, const struct command_line *line,
                        struct err *e)
{
    char token[STAFF_TOKEN_SIZE];
    bool ok =
        db_begin(db, e) &&
        in_transaction(
            db, staff_account_token(db, str_of(line->operand[1]), clock_now(&app->clock), token, e),
            e);
    if (ok) (void)printf("%s\n", token);
    return ok;
}

static bool staff_close(struct app *app, struct db *db, const struct command_line *line,
                        struct err *e)
{
    return db_begin(db, e) &&
           in_transaction(
               db, staff_disable(db, str_of(line->operand[1]), clock_now(&app->clock), e), e);
}

static bool staff_print(struct app *app, struct db *db, const struct command_line *line,
                        struct err *e)
{
    (void)app;
    (void)line;
    struct arena arena = { 0 };
    size_t count = 0;
    struct staff_row *rows = arena_zero(&arena, STAFF_LIST_MAX, sizeof *rows);
    bool ok = rows ? staff_list(db, &arena, rows, STAFF_LIST_MAX, &count, e)
                   : err_set(e, ERR_MEMORY, "staff: no memory");
    for (size_t i = 0; ok && i < count; i++)
        (void)printf("%.*s\t%s\t%.*s\t%s\n", STR_ARG(rows[i].staff.name),
                     role_name(rows[i].staff.role), STR_ARG(rows[i].staff.department),
                     rows[i].disabled_at ? "disabled" : "open");
    arena_clear(&arena);
    return ok;
}

int cmd_staff(const struct command_line *line)
{
    static const struct {
        const char *name;
        int operands;
        bool needs_role;
        bool (*run)(struct app *, struct db *, const struct command_line *, struct err *);
    } actions[] = {
        { "add", 2, true, staff_add },
        { "token", 2, false, staff_token },
        { "disable", 2, false, staff_close },
        { "list", 1, false, staff_print },
    };
    struct app app;
    struct db *db = NULL;
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (line->count < 1 || strcmp(line->operand[0], actions[i].name) != 0) continue;
        if (line->count != actions[i].operands || (actions[i].needs_role && !line->role)) break;
        if (!app_open(&app, line->config, &e)) return cli_fail(&e);
        bool ok = app_database(&app, &db, &e) && actions[i].run(&app, db, line, &e);
        db_close(db);
        app_close(&app);
        return ok ? EXIT_DONE : cli_fail(&e);
    }
    return cli_usage_of(cmd_staff);
}
