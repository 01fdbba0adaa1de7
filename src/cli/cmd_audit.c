/* cmd_audit.c - walks the chain of events and compares its end with the head kept beside the
 * database. Exit code 0: whole; 1: broken, or it cannot be read. */
#include "audit_head.h"
#include "cli/app.h"
#include <stdio.h>

static void say(const struct chain_report *r, bool has_head)
{
    (void)printf("%lld lines in the chain", (long long)r->events);
    if (r->desk) (void)printf(", %lld of them about the desk itself", (long long)r->desk);
    if (r->before) (void)printf(", %lld older than it", (long long)r->before);
    if (r->erased) (void)printf(", words of %lld erased", (long long)r->erased);
    (void)printf("\n");
    if (r->broken_at)
        (void)printf("BROKEN at line %lld: %s\n", (long long)r->broken_at, r->why);
    else if (!r->known_found)
        (void)printf("BROKEN: the line that was kept beside the database is not in it\n");
    else
        (void)printf("whole%s\n", has_head ? "" : "; no head is kept beside the database yet");
}

static bool verify(struct app *app, struct chain_report *report, bool *has_head, struct err *e)
{
    struct db *db;
    struct chain_head head = { 0 };
    struct err why = { 0 };
    *has_head = audit_head_read(app->conf.store_path, &head, &why);
    if (!*has_head && why.code != ERR_NOT_FOUND) {
        *e = why;
        return false;
    }
    if (!app_database(app, &db, e)) return false;
    bool ok = db_begin_read(db, e);
    if (ok) {
        ok = event_verify(db, *has_head ? &head : NULL, report, e);
        db_rollback(db);
    }
    db_close(db);
    return ok;
}

int cmd_audit(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    struct chain_report report;
    bool has_head;
    if (line->count != 1 || !str_equal(str_of(line->operand[0]), STR("verify")))
        return cli_usage_of(cmd_audit);
    if (!app_open(&app, line->config, &e)) return cli_fail(&e);
    bool ok = verify(&app, &report, &has_head, &e);
    app_close(&app);
    if (!ok) return cli_fail(&e);
    say(&report, has_head);
    return report.broken_at || !report.known_found ? EXIT_FAILED : EXIT_DONE;
}
