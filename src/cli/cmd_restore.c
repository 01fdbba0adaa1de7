/* cmd_restore.c - kanda restore FILE [--verify]: a backup becomes the database of these settings,
 * where none is yet. */
#include "audit_head.h"
#include "cli/app.h"
#include "media_walk.h"
#include "store/backup.h"
#include "store/migrate.h"
#include <stdio.h>

struct proof {
    struct store_counts counts;
    struct media_walk files;
    struct chain_report chain;
    bool has_head;
};

static bool prove(struct app *app, struct proof *p, struct err *e)
{
    struct db *db;
    struct chain_head head;
    const struct conf *c = &app->conf;
    p->has_head = audit_head_read(c->store_path, &head, NULL);
    if (!db_open(c->store_path, DB_READ, &db, e)) return false;
    bool ok = db_begin_read(db, e) && store_count(db, &p->counts, e) &&
              event_verify(db, p->has_head ? &head : NULL, &p->chain, e) &&
              media_walk(db, c->store_media_dir, NULL, &p->files, e);
    db_rollback(db);
    db_close(db);
    return ok;
}

static void say(const struct proof *p)
{
    const struct store_counts *n = &p->counts;
    (void)printf("contacts\t%lld\ntickets\t%lld\nmessages\t%lld\nevents\t%lld\nreplies\t%lld\n"
                 "attachments\t%lld\nstaff\t%lld\n",
                 (long long)n->contacts, (long long)n->tickets, (long long)n->messages,
                 (long long)n->events, (long long)n->replies, (long long)n->attachments,
                 (long long)n->staff);
    (void)printf("files\t%lld\nfiles missing\t%lld\n", (long long)p->files.files,
                 (long long)p->files.missing);
    if (p->chain.broken_at)
        (void)printf("audit trail\tBROKEN at line %lld: %s\n", (long long)p->chain.broken_at,
                     p->chain.why);
    else
        (void)printf("audit trail\twhole, %lld lines\n", (long long)p->chain.events);
    if (p->has_head && !p->chain.known_found)
        (void)printf(
            "audit trail\tthe head kept beside the database is not in this backup: it is "
            "older than that head. The server keeps that head, and an alarm says so, until "
            "you move the file .audit-head away\n");
}

static bool run(struct app *app, const struct command_line *line, struct proof *p, struct err *e)
{
    struct migrate_report report;
    const char *path = app->conf.store_path;
    if (!store_restore(line->operand[0], path, line->verify, e) ||
        !store_migrate(path, &app->clock, &report, e))
        return false;
    (void)printf("restored\t%s\nschema\t%d\n", path, report.to);
    return !line->verify || prove(app, p, e);
}

int cmd_restore(const struct command_line *line)
{
    struct app app;
    struct proof proof = { 0 };
    struct err e = { 0 };
    if (line->count != 1) return cli_usage_of(cmd_restore);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    bool ok = run(&app, line, &proof, &e);
    app_close(&app);
    if (!ok) {
        (void)cli_fail(&e);
        return EXIT_FAILED; /* a backup that is damaged is no wrong use of the command */
    }
    if (line->verify) say(&proof);
    return proof.chain.broken_at || proof.files.missing ? EXIT_FAILED : EXIT_DONE;
}
