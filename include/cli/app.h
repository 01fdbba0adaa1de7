/* app.h - what every command stands on: settings, log, desk, understanding.
 * Threads: opened and closed on the main thread; the desk and nlu inside are read-only. */
#ifndef KANDA_CLI_APP_H
#define KANDA_CLI_APP_H

#include "base/buf.h"
#include "base/log.h"
#include "cli/conf.h"
#include "delivery/access_token.h"
#include "domain/cost.h"
#include "nlu/area.h"
#include "nlu/understand.h"
#include "service/intake.h"
#include "store/event_store.h"

#define EXIT_DONE   0
#define EXIT_FAILED 1
#define EXIT_USAGE  2

struct app {
    struct conf conf;
    struct log log;
    struct clock clock;
    struct desk *desk;
    struct cost_rates rates;
    struct buf model_bytes;
    struct nlu_model *model; /* NULL: the desk has trained none */
    struct nlu *nlu;
    struct area *area;
};

/* Loads everything; ERR_INPUT means exit code 2. config_path NULL: no file. */
MUST_CHECK bool app_open(struct app *app, const char *config_path, struct err *e);
/* Settings, log and desk alone: what train needs, whatever the old model is like. */
MUST_CHECK bool app_open_desk(struct app *app, const char *config_path, struct err *e);
void app_close(struct app *app); /* safe on {0} */
/* What the use cases need of the settings; borrows from app. */
struct intake_options app_intake(const struct app *app);
/* The token of whatsapp.access_token, read again from its file where there is one; borrows from
 * app.
 */
struct access_token app_token(const struct app *app);
/* Brings the database that is there to this schema. ERR_NOT_FOUND, with its absolute path, when
 * there is none: a mistyped path must not look like an empty desk. Only serve, migrate, restore and
 * staff add make one (store_migrate). */
MUST_CHECK bool app_migrate(const struct app *app, struct err *e);
/* app_migrate, and opens it for a command beside a running server. */
MUST_CHECK bool app_database(struct app *app, struct db **out, struct err *e);
/* Ends what db_begin began: for good when ok, else as if it had not been tried. */
MUST_CHECK bool app_commit(struct db *db, bool ok, struct err *e);
/* Whoever runs this command, for the audit trail. */
struct desk_act app_act(const struct app *app);

/* Each file from data_dir, or the built-in copy where it is missing there. */
MUST_CHECK struct desk *desk_load(const char *data_dir, struct err *e);
/* Names of the roles that no word plays (desk_wordless), parted by blanks; gives how many. */
#define DESK_WORDLESS_TEXT (WORD_ROLE_COUNT * 24)
size_t desk_wordless_text(const struct desk *desk, char out[DESK_WORDLESS_TEXT]);
/* One of them; the text is in the arena or built in. */
MUST_CHECK bool desk_file_load(const char *data_dir, const char *name, struct arena *arena,
                               struct str *out, struct err *e);
/* rates.csv, the same way. */
MUST_CHECK bool rates_load(const char *data_dir, struct cost_rates *out, struct err *e);
/* The routing model of data_dir. None there is normal: *model is NULL then. ERR_INPUT "FILE: why"
 * when it is damaged. The model borrows *bytes, which starts as {0}. */
#define ROUTING_MODEL "routing.model"
MUST_CHECK bool routing_load(const char *data_dir, struct buf *bytes, struct nlu_model **model,
                             struct err *e);
/* By the borders of this GeoJSON file; "": by the centres of places.csv. NULL with ERR_INPUT
 * "desk.boundaries: FILE: why" when the file cannot be read or is not valid. */
MUST_CHECK struct area *area_load(const struct desk *desk, const char *boundaries, struct err *e);

/* --- commands: one table is dispatch, usage and documentation ------------------------------- */

struct command_line {
    const char *config;                                 /* --config; NULL: none was given */
    const char *role, *department, *password_file, *id; /* options of single commands */
    const char *scope, *expires, *label;                /* of tokens */
    const char *phone, *mail;                           /* of contacts */
    const char *format, *from, *to, *status, *kind, *output, *evidence; /* of export */
    const char *contact;                                                /* of erase */
    bool online, verify;
    bool tickets; /* of train */
    int count;    /* operands */
    char **operand;
};

struct command {
    const char *name;
    const char *usage; /* after "kanda NAME" */
    const char *help;
    int operands;                                /* at most */
    int (*run)(const struct command_line *line); /* exit code */
};
const struct command *cli_commands(size_t *count);

/* Says "kanda: ..." on stderr; gives the exit code that fits the error. */
int cli_fail(const struct err *e);
int cli_usage(const struct command *command);
int cli_usage_of(int (*run)(const struct command_line *line));

int cmd_serve(const struct command_line *line);
int cmd_costs(const struct command_line *line);
int cmd_check(const struct command_line *line);
int cmd_migrate(const struct command_line *line);
int cmd_staff(const struct command_line *line);
int cmd_contacts(const struct command_line *line);
int cmd_ticket(const struct command_line *line);
int cmd_export(const struct command_line *line);
int cmd_backup(const struct command_line *line);
int cmd_restore(const struct command_line *line);
int cmd_erase(const struct command_line *line);
int cmd_replay(const struct command_line *line);
int cmd_audit(const struct command_line *line);
int cmd_templates(const struct command_line *line);
int cmd_train(const struct command_line *line);
int cmd_evaluate(const struct command_line *line);
int cmd_version(const struct command_line *line);

#endif
