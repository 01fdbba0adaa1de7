/* app.c - opened by every command in the same order. */
#include "cli/app.h"
#include "base/crypto.h"
#include "cli/file.h"
#include "store/migrate.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

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

bool app_open_desk(struct app *app, const char *config_path, struct err *e)
{
    *app = (struct app){ .clock = clock_system() };
    if (!crypto_init(e) || !conf_load(&app->conf, config_path, from_environment, NULL, e) ||
        !log_open(app, e))
        return false;
    app->desk = desk_load(app->conf.desk_data_dir, e);
    if (app->desk && !office_hours_parse(str_of(app->conf.desk_office_hours), &app->desk->office))
        app->desk->office = (struct office_hours){ 0 }; /* cannot be: it was checked when read */
    if (app->desk && rates_load(app->conf.desk_data_dir, &app->rates, e)) return true;
    app_close(app);
    return false;
}

static bool nlu_open(struct app *app, struct err *e)
{
    const struct conf *c = &app->conf;
    if (!routing_load(c->desk_data_dir, &app->model_bytes, &app->model, e)) return false;
    app->nlu = nlu_create(app->desk, c->desk_ticket_prefix, app->model, e);
    return app->nlu || (app->model && err_wrap(e, ROUTING_MODEL));
}

bool app_open(struct app *app, const char *config_path, struct err *e)
{
    if (!app_open_desk(app, config_path, e)) return false;
    if (nlu_open(app, e)) app->area = area_load(app->desk, app->conf.desk_boundaries, e);
    if (app->area) return true;
    app_close(app);
    return false;
}

void app_close(struct app *app)
{
    area_destroy(app->area);
    nlu_destroy(app->nlu);
    nlu_model_destroy(app->model);
    buf_finish(&app->model_bytes);
    desk_destroy(app->desk);
    app->area = NULL;
    app->nlu = NULL;
    app->model = NULL;
    app->desk = NULL;
}

static bool understand(const void *nlu, struct str text, struct telling telling,
                       struct arena *arena, struct understood *out, struct err *e)
{
    return nlu_understand(nlu, text, telling, arena, out, e);
}

struct intake_options app_intake(const struct app *app)
{
    const struct conf *c = &app->conf;
    int digest_minute;
    if (!office_minute_parse(str_of(c->desk_digest_at), &digest_minute)) digest_minute = -1;
    return (struct intake_options){ .desk = app->desk,
                                    .ticket_prefix = c->desk_ticket_prefix,
                                    .silence_ms = c->desk_silence_minutes * MS_PER_MINUTE,
                                    .settle_ms = c->desk_settle_seconds * MS_PER_SECOND,
                                    .raw_kept_ms = c->store_raw_days * MS_PER_DAY,
                                    .public_url = c->http_public_url,
                                    .digest_minute = digest_minute,
                                    .understand = understand,
                                    .understand_ctx = app->nlu,
                                    .similar = { c->desk_similar_days * MS_PER_DAY,
                                                 c->desk_similar_metres } };
}

/* On the thread of whoever asks; the path never changes. */
static bool token_again(const void *ctx, char *out, size_t size)
{
    const struct app *app = ctx;
    struct err e = { 0 };
    const char *path = app->conf.whatsapp_access_token_file;
    if (path[0] == '\0') return false;
    if (conf_secret_read(path, out, size, &e) && out[0]) return true;
    log_event(&app->log, LOG_ERROR, "token.file", LOG_TEXT("why", e.text));
    return false;
}

struct access_token app_token(const struct app *app)
{
    return (struct access_token){ app->conf.whatsapp_access_token, token_again, app };
}

bool app_migrate(const struct app *app, struct err *e)
{
    char absolute[PATH_BYTES];
    const char *path = app->conf.store_path;
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return err_set(e, ERR_NOT_FOUND, "%.160s does not exist; check store.path",
                       path_absolute(path, absolute));
    return store_migrate(path, &app->clock, NULL, e);
}

bool app_database(struct app *app, struct db **out, struct err *e)
{
    return app_migrate(app, e) && db_open(app->conf.store_path, DB_COMMAND, out, e);
}

bool app_commit(struct db *db, bool ok, struct err *e)
{
    if (ok && db_commit(db, e)) return true;
    db_rollback(db);
    return false;
}

struct desk_act app_act(const struct app *app)
{
    return (struct desk_act){ .actor = STR(ACTOR_COMMAND), .now = clock_now(&app->clock) };
}
