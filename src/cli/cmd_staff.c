/* cmd_staff.c - kanda staff add | password | token | tokens | revoke | disable | list. A running
 * server sees the change at once. */
#include "base/crypto.h"
#include "cli/app.h"
#include "cli/file.h"
#include "service/staff_account.h"
#include "store/migrate.h"
#include "store/staff_store.h"
#include "store/token_store.h"
#include <stdio.h>
#include <string.h>

/* The password of the file, hashed; NULL in *out when there is no file. */
static bool read_password(const char *path, char hash[PASSWORD_HASH_SIZE], const char **out,
                          struct err *e)
{
    struct buf text;
    *out = NULL;
    if (!path) return true;
    buf_init(&text, 1024);
    bool ok = file_read(path, &text, e);
    while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r'))
        text.len--;
    if (ok && text.len == 0) ok = err_set(e, ERR_INPUT, "password file: empty");
    ok = ok && staff_account_hash(buf_view(&text), hash, e);
    if (text.at) secret_wipe(text.at, text.cap);
    buf_finish(&text);
    if (ok) *out = hash;
    return ok;
}

static bool make_token(struct app *app, struct db *db, const struct command_line *line,
                       char token[STAFF_TOKEN_SIZE], struct err *e)
{
    int64_t id;
    struct staff_token wanted = { .label = str_of(line->label), .scope = str_of(line->scope) };
    const struct desk_act by = app_act(app);
    if (line->expires &&
        !str_to_i64(str_of(line->expires), 1, STAFF_TOKEN_DAYS_MAX, &wanted.days, NULL))
        return err_set(e, ERR_INPUT, "--expires: 1 to %d days", STAFF_TOKEN_DAYS_MAX);
    return staff_account_token(db, str_of(line->operand[1]), &wanted, &by, &id, token, e);
}

static bool staff_add(struct app *app, struct db *db, const struct command_line *line,
                      struct err *e)
{
    char token[STAFF_TOKEN_SIZE], hash[PASSWORD_HASH_SIZE];
    struct staff_account account = { .name = str_of(line->operand[1]),
                                     .role = str_of(line->role),
                                     .department = str_of(line->department) };
    const struct desk_act by = app_act(app);
    bool ok = read_password(line->password_file, hash, &account.password_hash, e) &&
              db_begin(db, e) &&
              app_commit(db,
                         staff_account_add(db, app->desk, &account, &by, e) &&
                             make_token(app, db, line, token, e),
                         e);
    if (ok) (void)printf("%s\n", token);
    return ok;
}

static bool staff_password(struct app *app, struct db *db, const struct command_line *line,
                           struct err *e)
{
    const struct desk_act by = app_act(app);
    char hash[PASSWORD_HASH_SIZE];
    const char *made;
    if (!line->password_file) return err_set(e, ERR_INPUT, "password: needs --password-file F");
    return read_password(line->password_file, hash, &made, e) && db_begin(db, e) &&
           app_commit(db, staff_account_password(db, str_of(line->operand[1]), made, &by, e), e);
}

static bool staff_token(struct app *app, struct db *db, const struct command_line *line,
                        struct err *e)
{
    char token[STAFF_TOKEN_SIZE];
    bool ok = db_begin(db, e) && app_commit(db, make_token(app, db, line, token, e), e);
    if (ok) (void)printf("%s\n", token);
    return ok;
}

static bool staff_revoke(struct app *app, struct db *db, const struct command_line *line,
                         struct err *e)
{
    int64_t id;
    if (!str_to_i64(str_of(line->operand[1]), 1, INT64_MAX, &id, NULL))
        return err_set(e, ERR_INPUT, "revoke: the number that `kanda staff tokens` shows");
    struct arena arena = { 0 };
    struct str name;
    const struct desk_act by = app_act(app);
    bool ok = db_begin(db, e) && app_commit(db,
                                            token_owner(db, id, &arena, &name, e) &&
                                                staff_account_revoke(db, name, id, &by, e),
                                            e);
    arena_clear(&arena);
    return ok;
}

static bool staff_close(struct app *app, struct db *db, const struct command_line *line,
                        struct err *e)
{
    const struct desk_act by = app_act(app);
    return db_begin(db, e) &&
           app_commit(db, staff_account_disable(db, str_of(line->operand[1]), &by, e), e);
}

static void print_token(const struct token_row *row, int64_t now)
{
    char expires[RFC3339_SIZE] = "never";
    if (row->expires_at) rfc3339_format(row->expires_at, expires);
    (void)printf("%lld\t%s\t%s%s\t%.*s\n", (long long)row->id, row->read_only ? "read" : "write",
                 expires, row->expires_at && row->expires_at <= now ? " (expired)" : "",
                 STR_ARG(row->label));
}

static bool staff_tokens(struct app *app, struct db *db, const struct command_line *line,
                         struct err *e)
{
    struct arena arena = { 0 };
    struct staff_row who;
    size_t count = 0;
    struct token_row *rows = arena_zero(&arena, TOKEN_LIST_MAX, sizeof *rows);
    bool ok = (rows || err_set(e, ERR_MEMORY, "staff: no memory")) &&
              staff_find(db, str_of(line->operand[1]), &arena, &who, e) &&
              token_list(db, who.staff.id, &arena, rows, TOKEN_LIST_MAX, &count, e);
    for (size_t i = 0; ok && i < count; i++)
        print_token(&rows[i], clock_now(&app->clock));
    arena_clear(&arena);
    return ok;
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
        bool adds; /* needs a role; is often the first that a new database sees, and makes it */
        bool (*run)(struct app *, struct db *, const struct command_line *, struct err *);
    } actions[] = {
        { "add", 2, true, staff_add },        { "password", 2, false, staff_password },
        { "token", 2, false, staff_token },   { "tokens", 2, false, staff_tokens },
        { "revoke", 2, false, staff_revoke }, { "disable", 2, false, staff_close },
        { "list", 1, false, staff_print },
    };
    struct app app;
    struct db *db = NULL;
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (line->count < 1 || strcmp(line->operand[0], actions[i].name) != 0) continue;
        if (line->count != actions[i].operands || (actions[i].adds && !line->role)) break;
        if (!app_open(&app, line->config, &e)) return cli_fail(&e);
        bool ok = (!actions[i].adds || store_migrate(app.conf.store_path, &app.clock, NULL, &e)) &&
                  app_database(&app, &db, &e) && actions[i].run(&app, db, line, &e);
        db_close(db);
        app_close(&app);
        return ok ? EXIT_DONE : cli_fail(&e);
    }
    return cli_usage_of(cmd_staff);
}
