/* cmd_export.c - kanda export: tickets as a file, read beside a running server step by step.
 * Standard error tells how far it is; standard output, or --output, holds nothing but the file. */
#include "cli/app.h"
#include "evidence.h"
#include "export_file.h"
#include <stdio.h>

static bool format_read(const char *format, struct export_style *style, struct err *e)
{
    static const struct {
        const char *name;
        enum export_format format;
        enum export_words words;
    } known[] = {
        { "csv", EXPORT_CSV, EXPORT_KANDA },
        { "json", EXPORT_JSON, EXPORT_KANDA },
        { "sp4n", EXPORT_CSV, EXPORT_SP4N },
        { "sp4n-json", EXPORT_JSON, EXPORT_SP4N },
        { "register", EXPORT_CSV, EXPORT_REGISTER },
        { "register-json", EXPORT_JSON, EXPORT_REGISTER },
    };
    struct str name = format ? str_of(format) : STR("csv");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (!str_equal(name, str_of(known[i].name))) continue;
        style->format = known[i].format;
        style->words = known[i].words;
        return true;
    }
    return err_set(e, ERR_INPUT, "--format: csv, json, sp4n, sp4n-json, register or register-json");
}

static bool time_read(const char *name, const char *text, int64_t *out, struct err *e)
{
    return !text || rfc3339_parse(str_of(text), out, NULL) ||
           err_set(e, ERR_INPUT, "%s: a date (2026-12-04) or a time (2026-12-04T08:00:00+07:00)",
                   name);
}

/* As an operator of the desk sees them: without reports in confidence to the inspectorate. */
static bool query_read(const struct command_line *line, const struct desk *desk,
                       struct ticket_query *q, struct err *e)
{
    *q = (struct ticket_query){ .without_whistleblowing = true };
    if (!time_read("--from", line->from, &q->from, e) || !time_read("--to", line->to, &q->to, e))
        return false;
    if (q->from && q->to && q->from >= q->to)
        return err_set(e, ERR_INPUT, "--from must be before --to");
    if (line->status && !ticket_status_parse(str_of(line->status), &q->status))
        return err_set(e, ERR_INPUT,
                       "--status: received, verified, assigned, in_progress, "
                       "awaiting_reporter, resolved or closed");
    if (line->kind && !ticket_kind_parse(str_of(line->kind), &q->kind))
        return err_set(e, ERR_INPUT, "--kind: complaint, aspiration, information or consultation");
    q->department = str_of(line->department);
    const struct department *owner = desk_department(desk, q->department);
    q->or_referred = owner && owner->external;
    return q->department.len == 0 || owner || err_set(e, ERR_INPUT, "--department: no such code");
}

static bool run(struct app *app, const struct command_line *line, struct err *e)
{
    struct db *db = NULL;
    struct ticket_query q;
    struct export_style style = { .role = ROLE_OPERATOR,
                                  .desk = app->desk,
                                  .prefix = app->conf.desk_ticket_prefix,
                                  .now = clock_now(&app->clock) };
    if (!format_read(line->format, &style, e) || !query_read(line, app->desk, &q, e)) return false;
    if (!app_migrate(app, e) || !db_open(app->conf.store_path, DB_READ, &db, e)) return false;
    bool ok = line->output ? export_to_file(db, &style, &q, line->output, stderr, NULL, e)
                           : export_to_stream(db, &style, &q, stdout, stderr, NULL, e);
    db_close(db);
    return ok;
}

int cmd_export(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    if (line->count != (line->evidence ? 1 : 0)) return cli_usage_of(cmd_export);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    bool ok = line->evidence ? evidence_make(&app, line->evidence, line->operand[0], &e)
                             : run(&app, line, &e);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
