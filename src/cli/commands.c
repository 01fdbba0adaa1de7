/* commands.c - the table, and the small commands. */
#include "cli/app.h"
#include "store/migrate.h"
#include <limits.h>
#include <stdio.h>

#ifndef KANDA_VERSION
#define KANDA_VERSION "0.1.0"
#endif

static const struct command commands[] = {
    { "serve", "--config FILE", "run the service", 0, cmd_serve },
    { "check", "[--online] --config FILE",
      "test configuration, database, clock and disk, --online Meta's side too; change nothing", 0,
      cmd_check },
    { "migrate", "--config FILE", "bring the database to this version", 0, cmd_migrate },
    { "staff",
      "add NAME --role ROLE [--department CODE] [--password-file F] | password NAME "
      "--password-file F | token NAME [--scope read|write] [--expires DAYS] [--label TEXT] | "
      "tokens NAME | revoke ID | disable NAME | list  --config FILE",
      "accounts of the desk; add and token print the token once", 2, cmd_staff },
    { "contacts",
      "list | set DEPARTMENT RUNG [--phone NUMBER] [--mail ADDRESS] | remove DEPARTMENT RUNG  "
      "--config FILE",
      "whom of a department notices go to: contact, head; of KABUPATEN: secretary, regent", 3,
      cmd_contacts },
    { "ticket", "NUMBER --config FILE", "one ticket with its timeline, names and numbers masked", 1,
      cmd_ticket },
    { "export",
      "[--format csv|json|sp4n|sp4n-json|register|register-json] [--from TIME] [--to TIME] "
      "[--status S] [--kind K] "
      "[--department CODE] [--output FILE] | --evidence YYYY-MM DIR  --config FILE",
      "tickets as a file, as an operator sees them; or the evidence of a month as a folder", 1,
      cmd_export },
    { "backup", "FILE --config FILE",
      "copy the database beside a running server into FILE, the list of its files into FILE.media",
      1, cmd_backup },
    { "restore", "FILE [--verify] --config FILE",
      "make a backup the database, where none is yet; --verify proves it and prints counts", 1,
      cmd_restore },
    { "erase", "--contact PHONE|BSUID --config FILE",
      "forget a person: name, number and ids leave every row, text and file; tickets stay", 0,
      cmd_erase },
    { "replay", "[--id N] --config FILE", "run what is in quarantine again", 0, cmd_replay },
    { "audit", "verify --config FILE",
      "prove that the audit trail is whole: no line changed, missing or moved", 1, cmd_audit },
    { "costs", "[YYYY-MM] --config FILE",
      "messages of a month and their estimated cost, by kind and template", 1, cmd_costs },
    { "train", "[--tickets] FILE... --config FILE",
      "learn routing from lines of department code, tab, text, and with --tickets (then without "
      "FILE too) from what staff assigned; writes routing.model to data_dir",
      INT_MAX, cmd_train },
    { "evaluate", "FILE --config FILE", "measure routing on lines of department code, tab, text", 1,
      cmd_evaluate },
    { "templates", "[list | compare | submit] --config FILE",
      "message templates: what is known of them, compared with Meta's list, submitted to it", 1,
      cmd_templates },
    { "version", "", "print the version", 0, cmd_version },
};

const struct command *cli_commands(size_t *count)
{
    *count = sizeof commands / sizeof commands[0];
    return commands;
}

int cli_fail(const struct err *e)
{
    (void)fprintf(stderr, "kanda: %s\n", e->text);
    return e->code == ERR_INPUT ? EXIT_USAGE : EXIT_FAILED;
}

int cli_usage(const struct command *command)
{
    (void)fprintf(stderr, "usage: kanda %s %s\n", command->name, command->usage);
    return EXIT_USAGE;
}

int cli_usage_of(int (*run)(const struct command_line *line))
{
    size_t i = 0;
    while (commands[i].run != run)
        i++;
    return cli_usage(&commands[i]);
}

int cmd_version(const struct command_line *line)
{
    (void)line;
    (void)printf("kanda %s\n", KANDA_VERSION);
    return EXIT_DONE;
}

int cmd_migrate(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    struct migrate_report report;
    if (!app_open(&app, line->config, &e)) return cli_fail(&e);
    bool ok = store_migrate(app.conf.store_path, &app.clock, &report, &e);
    app_close(&app);
    if (!ok) return cli_fail(&e);
    if (report.copied_to[0]) (void)printf("copied the old database to %s\n", report.copied_to);
    (void)printf("schema %d -> %d\n", report.from, report.to);
    return EXIT_DONE;
}
