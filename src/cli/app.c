/* app.c - opened by every command in the same order. */
#include "cli/app.h"
#include "base/crypto.h"
#include "store/migrate.h"
#include <stdlib.h>

static const char *from_environment(void *ctx, const char *name)
{
    (void)ctx;
    return getenv(name);
}

static bool log_open(struct app *app, struct err *e)
{
    app->log = (struct log){ .out = stderr, .clock = app->clock };
    return (log_level_parse(str_of(app->conf.log_level), &app->log.level) &&
            log_format_parse(str_of(app->conf.log_format), &app->log.format)) ||
           err_set(e, ERR_INPUT, "log: unknown level or format");
}

bool app_open(struct app *app, const char *config_path, struct err *e)
{
    *app = (struct app){ .clock = clock_system() };
    if (!crypto_init(e) || !conf_load(&app->conf, config_path, from_environment, NULL, e) ||
        !log_open(app, e))
        return false;
    app->desk = desk_load(app->conf.desk_data_dir, e);
    if (!app->desk) return false;
    app->nlu = nlu_create(app->desk, app->conf.desk_ticket_prefix, e);
    if (app->nlu) app->area = area_load(app->desk, app->conf.desk_boundaries, e);
    if (app->area) return true;
    app_close(app);
    return false;
}

void app_close(struct app *app)
{
    area_destroy(app->area);
    nlu_destroy(app->nlu);
    desk_destroy(app->desk);
    app->area = NULL;
    app->nlu = NULL;
    app->desk = NULL;
}

bool app_database(struct app *app, struct db **out, struct err *e)
{
    struct migrate_report report;
    return store_migrate(app->conf.store_path, &app->clock, &report, e) &&
           db_open(app->conf.store_path, DB_COMMAND, out, e);
}
