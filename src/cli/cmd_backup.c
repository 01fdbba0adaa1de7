/* cmd_backup.c - kanda backup FILE: the database beside a running server, and the list of the files
 * in store.media_dir that belong to it. */
#include "cli/app.h"
#include "media_walk.h"
#include "store/backup.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Of the copy, not of the database that goes on: the list fits the backup. */
static bool list_write(const char *file, const char *media_dir, const char *name,
                       struct media_walk *files, struct err *e)
{
    struct db *db;
    FILE *list = fopen(name, "wxe");
    if (!list) return err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
    bool ok = db_open(file, DB_READ, &db, e);
    if (ok) {
        ok = media_walk(db, media_dir, list, files, e);
        db_close(db);
    }
    if (ok && (fflush(list) != 0 || fsync(fileno(list)) != 0))
        ok = err_set(e, ERR_IO, "%s: %s", name, strerror(errno));
    (void)fclose(list);
    if (!ok) (void)unlink(name);
    return ok;
}

static bool run(struct app *app, const char *file, struct err *e)
{
    char name[1024];
    struct media_walk files;
    const struct conf *c = &app->conf;
    if ((size_t)snprintf(name, sizeof name, "%s.media", file) >= sizeof name)
        return err_set(e, ERR_INPUT, "%s: too long", file);
    if (access(name, F_OK) == 0) return err_set(e, ERR_CONFLICT, "%s exists", name);
    if (!app_migrate(app, e) || !store_backup(c->store_path, file, e)) return false;
    if (!list_write(file, c->store_media_dir, name, &files, e)) {
        (void)unlink(file);
        return false;
    }
    (void)printf("%s\tthe database\n%s\t%lld files of %s that belong to it\n", file, name,
                 (long long)files.files, c->store_media_dir);
    if (files.missing) (void)printf("missing\t%lld of these files\n", (long long)files.missing);
    return true;
}

int cmd_backup(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    if (line->count != 1) return cli_usage_of(cmd_backup);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    bool ok = run(&app, line->operand[0], &e);
    app_close(&app);
    return ok ? EXIT_DONE : cli_fail(&e);
}
