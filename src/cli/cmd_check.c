/* cmd_check.c - everything that can be known before the start; changes nothing. */
#include "check_private.h"
#include "cli/file.h"
#include "domain/alarm.h"
#include "domain/workday.h"
#include "store/migrate.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool check_say(bool good, const char *what, const char *text)
{
    (void)printf("%-8s %-10s %s\n", good ? "ok" : "TROUBLE", what, text);
    return good;
}

bool check_say_why(const char *what, const char *seen, const char *remedy)
{
    char text[480];
    size_t len = strlen(seen);
    if (len && seen[len - 1] == '.') len--; /* a sentence of Meta's */
    (void)snprintf(text, sizeof text, "%.*s: %s", (int)len, seen, remedy);
    return check_say(false, what, text);
}

static bool check_serve(const struct conf *c)
{
    struct err e = { 0 };
    bool ok = conf_require_serve(c, &e);
    return check_say(ok, "settings", ok ? "everything that serve needs is set" : e.text);
}

/* Whoever reads https and sees no certificate of ours came through a proxy. */
static bool check_door(const struct conf *c)
{
    const char *url = c->http_public_url;
    if (url[0] == '\0')
        return check_say(true, "door",
                         "http.public_url is not set: answers to citizens hold no link to the "
                         "page of their ticket");
    bool proxied = strncmp(url, "https://", 8) == 0 && c->http_tls_cert[0] == '\0';
    if (!proxied || c->http_trusted_proxies[0] != '\0') return check_say(true, "door", url);
    return check_say_why("door",
                         "http.public_url is https, http.tls_cert is empty and so is "
                         "http.trusted_proxies",
                         "set trusted_proxies to the proxy's address (127.0.0.1 on this machine), "
                         "or 20 wrong passwords by anybody lock everybody out, cookies are not "
                         "Secure, and the proxy shows /metrics to all");
}

static bool check_database(const struct conf *c)
{
    struct err e = { 0 };
    char absolute[PATH_BYTES], text[PATH_BYTES + 64];
    const char *path = path_absolute(c->store_path, absolute);
    if (access(c->store_path, F_OK) != 0) {
        (void)snprintf(text, sizeof text, "%s does not exist yet: serve creates it", path);
        return check_say(true, "database", text);
    }
    if (access(c->store_path, R_OK | W_OK) != 0)
        return check_say_why("database", strerror(errno),
                             "give the file to the user that runs kanda");
    bool ok = store_schema_check(c->store_path, &e);
    if (!ok && e.code == ERR_CONFLICT) return check_say(false, "database", e.text);
    if (ok) {
        (void)snprintf(text, sizeof text, "%s: schema is current", path);
        return check_say(true, "database", text);
    }
    return check_say_why("database", e.text,
                         "correct store.path, or bring back a backup with `kanda restore`");
}

static void say_routing(const struct nlu_model *model)
{
    char text[80];
    if (model)
        (void)snprintf(text, sizeof text, "keywords and a model of %zu departments, %zu texts",
                       nlu_model_departments(model), nlu_model_texts(model));
    (void)check_say(true, "routing", model ? text : "keywords alone: there is no " ROUTING_MODEL);
}

/* Where a pin lies. Several features of one place may be right (islands), or a slip. */
static void say_boundaries(const struct area *area)
{
    char text[160];
    struct area_contents c = area_contents(area);
    int n = snprintf(text, sizeof text, "%zu areas", c.features);
    if (c.twice && n > 0 && (size_t)n < sizeof text)
        (void)snprintf(text + n, sizeof text - (size_t)n,
                       "; %.*s (%.*s) has more than one, feature %zu again", STR_ARG(c.twice->name),
                       STR_ARG(c.twice->code), c.twice_at);
    (void)check_say(
        true, "boundaries",
        c.features ? text : "desk.boundaries is not set: pins go by the centres of places.csv");
}

static bool check_clock(const struct app *app)
{
    static const int64_t year_2026 = INT64_C(1767225600000), year_2100 = INT64_C(4102444800000);
    char now[RFC3339_SIZE];
    int64_t ms = clock_now(&app->clock);
    rfc3339_format(ms, now);
    return ms > year_2026 && ms < year_2100
               ? check_say(true, "clock", now)
               : check_say_why("clock", now, "set the clock and let NTP keep it");
}

static bool check_holidays(const struct app *app)
{
    int64_t end = desk_holidays_end(app->desk);
    char day[DATE_TEXT_SIZE], text[DATE_TEXT_SIZE + 40];
    date_text(end, day);
    (void)snprintf(text, sizeof text, "known until %s", end > 1 ? day : "no day at all");
    if (!alarm_holidays_end(end, clock_now(&app->clock))) return check_say(true, "holidays", text);
    return check_say_why("holidays", text,
                         "enter the next year's in holidays.csv, or deadlines behind that will be "
                         "wrong");
}

static bool check_disk(const struct conf *c, const char *path, const char *key, const char *what)
{
    char text[120], remedy[120];
    int64_t free_bytes = disk_free(path);
    if (free_bytes < 0) {
        (void)snprintf(remedy, sizeof remedy, "correct %s", key);
        return check_say_why("disk", strerror(errno), remedy);
    }
    (void)snprintf(text, sizeof text, "%lld MiB free where %s", (long long)(free_bytes >> 20),
                   what);
    if (free_bytes >> 20 >= c->store_disk_free_mib) return check_say(true, "disk", text);
    (void)snprintf(remedy, sizeof remedy,
                   "at least %d are needed (store.disk_free_mib), delete what is not needed there "
                   "or enlarge the disk",
                   c->store_disk_free_mib);
    return check_say_why("disk", text, remedy);
}

static bool check_media(const struct conf *c)
{
    const char *path = c->store_media_dir;
    struct stat st;
    if (stat(path, &st) != 0)
        return errno == ENOENT
                   ? check_say(true, "media", "the folder does not exist yet: serve creates it")
                   : check_say_why("media", strerror(errno), "correct store.media_dir");
    if (!S_ISDIR(st.st_mode))
        return check_say_why("media", "store.media_dir is no folder", "name one there");
    return access(path, R_OK | W_OK | X_OK) == 0
               ? check_say(true, "media", "the folder can be written")
               : check_say_why("media", "the folder cannot be written",
                               "give it to the user that runs kanda");
}

int cmd_check(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    if (!app_open(&app, line->config, &e)) return cli_fail(&e);
    (void)check_say(true, "files", "settings and desk data are read and valid");
    say_routing(app.model);
    say_boundaries(app.area);
    bool settings = check_serve(&app.conf);
    bool rest = check_door(&app.conf);
    rest = check_database(&app.conf) && rest;
    rest = check_tables(&app.conf) && rest;
    rest = check_words(app.desk) && rest;
    rest = check_clock(&app) && rest;
    rest = check_holidays(&app) && rest;
    rest = check_media(&app.conf) && rest;
    rest = check_disk(&app.conf, app.conf.store_path, "store.path", "the database lives") && rest;
    rest = check_disk(&app.conf, app.conf.store_media_dir, "store.media_dir",
                      "files of citizens go") &&
           rest;
    if (line->online) rest = check_online(&app) && rest;
    app_close(&app);
    return !settings ? EXIT_USAGE : rest ? EXIT_DONE : EXIT_FAILED;
}
