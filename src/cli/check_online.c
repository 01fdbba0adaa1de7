/* check_online.c - kanda check --online: what only Meta can tell; one line for each finding. */
#include "check_private.h"
#include "delivery/graph_get.h"
#include "delivery/sender.h"
#include "delivery/template_client.h"
#include "store/account_store.h"
#include "store/migrate.h"
#include "wa/online_check.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define URL_MAX 4096

struct talk {
    const struct app *app;
    struct online_ours ours;
    struct wa_provider provider;
    struct buf body;
    struct json *tree;
    struct graph_reply reply;
    struct err why;
};

/* Letters, digits and -._~ as they are, the rest as %XX. */
static void add_escaped(struct buf *url, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr("-._~", c) != NULL;
        if (plain)
            buf_add_char(url, (char)c);
        else
            buf_addf(url, "%%%02X", c);
    }
}

/* False: nothing was answered; t->why says why. */
static bool ask_url(struct talk *t, const char *url, const char *token, struct online_answer *out)
{
    struct err ignored = { 0 };
    buf_clear(&t->body);
    json_free(t->tree);
    t->tree = NULL;
    if (!graph_get(&t->provider, url, token, &t->body, &t->reply, &t->why)) return false;
    if (!json_parse(buf_view(&t->body), &t->tree, &ignored)) t->tree = NULL;
    *out = (struct online_answer){ t->reply.status, t->tree };
    return true;
}

/* The path is under the API's version. */
static bool ask(struct talk *t, const char *path, const char *secret_query, const char *token,
                struct online_answer *out)
{
    const struct conf *c = &t->app->conf;
    struct buf url;
    buf_init(&url, URL_MAX);
    buf_addf(&url, "%s/%s/%s", c->whatsapp_graph_url, c->whatsapp_api_version, path);
    if (secret_query) add_escaped(&url, secret_query);
    bool ok = buf_ok(&url) ? ask_url(t, url.at, token, out)
                           : err_set(&t->why, ERR_INPUT, "graph_url: too long");
    if (url.at) memset(url.at, 0, url.cap); /* it may hold the token */
    buf_finish(&url);
    return ok;
}

static bool ask_token(struct talk *t, char app_id[ONLINE_APP_ID_SIZE], bool *reached)
{
    const char *token = t->app->conf.whatsapp_access_token;
    struct online_answer answer;
    struct online_finding found;
    int64_t now = clock_now(&t->app->clock);
    *reached = ask(t, "debug_token?input_token=", token, token, &answer);
    if (!*reached) return check_say(false, "meta", t->why.text);
    (void)check_say(true, "meta", "reached");
    online_clock(t->reply.date, clock_now(&t->app->clock), &found);
    bool good = check_say(found.good, "time", found.text);
    online_token(&answer, now, app_id, &found);
    return check_say(found.good, "token", found.text) && good;
}

/* Without a database of ours, or with one of another schema, nothing is known. */
static bool people_reached(const struct app *app, struct str tier, int64_t *out)
{
    const char *path = app->conf.store_path;
    struct err e = { 0 };
    struct db *db = NULL;
    int64_t limit = account_people(tier);
    bool ok = access(path, R_OK) == 0 && store_schema_check(path, &e) &&
              db_open(path, DB_READ, &db, &e) &&
              account_reached(db, clock_now(&app->clock), limit ? limit : 1, out, &e);
    db_close(db);
    return ok;
}

typedef void judge(const struct online_answer *, struct online_finding *);

/* The number's own answer is read twice: what it is like, and how much of its limit is used. */
static bool ask_number(struct talk *t)
{
    const struct conf *c = &t->app->conf;
    struct online_answer answer;
    struct online_finding found;
    char path[320];
    int64_t reached = 0;
    (void)snprintf(path, sizeof path, "%s?fields=" ONLINE_NUMBER_FIELDS,
                   c->whatsapp_phone_number_id);
    if (!ask(t, path, NULL, c->whatsapp_access_token, &answer))
        return check_say(false, "number", t->why.text);
    online_number(&answer, &found);
    bool good = check_say(found.good, "number", found.text);
    struct str tier = json_get_text(answer.body, "whatsapp_business_manager_messaging_limit");
    if (tier.len == 0 || !people_reached(t->app, tier, &reached)) return good;
    online_people(tier, reached, &found);
    return check_say(found.good, "people", found.text) && good;
}

static bool ask_number_webhook(struct talk *t)
{
    const struct conf *c = &t->app->conf;
    struct online_answer answer;
    struct online_finding found;
    char path[160];
    (void)snprintf(path, sizeof path, "%s?fields=" ONLINE_NUMBER_WEBHOOK,
                   c->whatsapp_phone_number_id);
    if (!ask(t, path, NULL, c->whatsapp_access_token, &answer))
        return check_say(false, "number", t->why.text);
    online_number_webhook(&answer, &t->ours, &t->ours.number_elsewhere, &found);
    return check_say(found.good, "number", found.text);
}

static struct template_client_options client_options(const struct talk *t)
{
    const struct conf *c = &t->app->conf;
    return (struct template_client_options){ .graph_url = c->whatsapp_graph_url,
                                             .api_version = c->whatsapp_api_version,
                                             .business_account_id = c->whatsapp_business_account_id,
                                             .token = app_token(t->app),
                                             .provider = &t->provider };
}

/* Ours in Meta's list, however many pages it has. */
static bool ask_templates(struct talk *t)
{
    const struct template_client_options options = client_options(t);
    const struct desk *desk = t->app->desk;
    struct online_finding found[ONLINE_TEMPLATE_FINDINGS];
    struct template_client *client = NULL;
    struct template_listed *theirs = NULL;
    struct arena arena = { 0 };
    size_t listed = 0, n = 0;
    bool good = true;
    if (template_client_open(&options, &client, &t->why) &&
        template_client_list(client, &arena, &theirs, &listed, &t->why))
        n = online_templates(desk->templates, desk->template_count, theirs, listed, found);
    for (size_t i = 0; i < n; i++)
        good = check_say(found[i].good, "templates", found[i].text) && good;
    if (n == 0)
        good = check_say_why("templates", t->why.text,
                             t->why.code == ERR_BUSY
                                 ? "try again later"
                                 : "compare whatsapp.business_account_id and the token's "
                                   "permissions with Meta Business Suite");
    template_client_close(client);
    arena_clear(&arena);
    return good;
}

static bool ask_account(struct talk *t, bool *elsewhere)
{
    const struct conf *c = &t->app->conf;
    char path[160];
    struct online_answer answer;
    struct online_finding found;
    *elsewhere = false;
    if (c->whatsapp_business_account_id[0] == '\0')
        return check_say(false, "account",
                         "whatsapp.business_account_id is not set: subscription "
                         "and templates cannot be looked at");
    (void)snprintf(path, sizeof path, "%s/subscribed_apps", c->whatsapp_business_account_id);
    if (!ask(t, path, NULL, c->whatsapp_access_token, &answer))
        return check_say(false, "account", t->why.text);
    online_account_webhook(&answer, &t->ours, elsewhere, &found);
    bool good = check_say(found.good, "account", found.text);
    return ask_templates(t) && good;
}

/* The app asks with a token of its own, id|secret; of several secrets the first is the newest. */
static bool ask_app(struct talk *t, bool elsewhere)
{
    struct str rest = str_of(t->app->conf.whatsapp_app_secret), secret = STR_EMPTY;
    char path[80], token[640];
    struct online_answer answer;
    struct online_finding found;
    if (t->ours.app_id.len == 0) return true; /* the token's own finding has said why */
    (void)str_cut(&rest, ',', &secret);
    secret = str_trim(secret);
    (void)snprintf(path, sizeof path, "%.*s/subscriptions", STR_ARG(t->ours.app_id));
    (void)snprintf(token, sizeof token, "%.*s|%.*s", STR_ARG(t->ours.app_id), STR_ARG(secret));
    bool asked = ask(t, path, NULL, token, &answer);
    memset(token, 0, sizeof token);
    if (!asked) return check_say(false, "app", t->why.text);
    online_app_webhook(&answer, &t->ours, elsewhere, &found);
    return check_say(found.good, "app", found.text);
}

static bool check_version(const struct app *app)
{
    struct arena arena = { 0 };
    struct str versions;
    struct online_finding found;
    struct err e = { 0 };
    bool ok =
        desk_file_load(app->conf.desk_data_dir, "graph_versions.csv", &arena, &versions, &e) &&
        online_version(str_of(app->conf.whatsapp_api_version), versions, clock_now(&app->clock),
                       &found, &e);
    arena_clear(&arena);
    return ok ? check_say(found.good, "version", found.text) : check_say(false, "version", e.text);
}

static bool check_meta(struct talk *t)
{
    const struct conf *c = &t->app->conf;
    char app_id[ONLINE_APP_ID_SIZE];
    bool reached, elsewhere, good = check_version(t->app);
    good = ask_token(t, app_id, &reached) && good;
    if (!reached) return good;
    t->ours = (struct online_ours){ .app_id = str_of(app_id),
                                    .public_url = str_of(c->http_public_url),
                                    .coexistence = c->whatsapp_coexistence };
    good = ask_number(t) && good;
    good = ask_number_webhook(t) && good;
    good = ask_account(t, &elsewhere) && good;
    return ask_app(t, elsewhere) && good;
}

static bool ask_address(struct talk *t, enum wa_address which, const char *what, judge *by,
                        bool *reached)
{
    const struct conf *c = &t->app->conf;
    const struct wa_address_parts parts = { .base_url = c->whatsapp_graph_url,
                                            .version = c->whatsapp_api_version,
                                            .number = c->whatsapp_phone_number_id,
                                            .account = c->whatsapp_business_account_id };
    char url[1024];
    struct online_answer answer;
    struct online_finding found;
    *reached = wa_provider_url(&t->provider, which, &parts, url, sizeof url, &t->why) &&
               ask_url(t, url, c->whatsapp_access_token, &answer);
    if (!*reached) return check_say(false, what, t->why.text);
    by(&answer, &found);
    return check_say(found.good, what, found.text);
}

/* A provider tells little; the rest stands in its own console. */
static bool check_provider(struct talk *t)
{
    struct online_finding found;
    bool reached, good = ask_address(t, WA_ADDRESS_NUMBER, "number", online_number, &reached);
    if (!reached) return false;
    online_clock(t->reply.date, clock_now(&t->app->clock), &found);
    good = check_say(found.good, "time", found.text) && good;
    good = ask_templates(t) && good;
    (void)check_say(true, "webhook",
                    "look in the provider's console that it calls /webhook with "
                    "the headers of whatsapp.webhook_proof");
    return good;
}

bool check_online(const struct app *app)
{
    struct talk t = { .app = app };
    if (!sender_library_open(&t.why)) return check_say(false, "meta", t.why.text);
    conf_provider(&app->conf, &t.provider);
    buf_init(&t.body, GRAPH_GET_MAX);
    bool good = t.provider.is_graph ? check_meta(&t) : check_provider(&t);
    json_free(t.tree);
    buf_finish(&t.body);
    sender_library_close();
    return good;
}
