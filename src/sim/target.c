/* target.c - which kanda `play` and `load` write to. */
#include "target.h"
#include "address.h"
#include "base/json.h"
#include "options.h"
#include <stdio.h>

#define CONFIG_MAX 16384

struct field {
    const char *key, *option;
    char *to;
    size_t cap;
};

static bool fill(const struct field *f, const struct json *config, struct err *e)
{
    if (f->option && !str_copy(f->to, f->cap, str_of(f->option)))
        return err_set(e, ERR_INPUT, "%s is too long", f->key);
    if (f->option) return true;
    struct str text = json_get_text(config, f->key);
    return (text.len && str_copy(f->to, f->cap, text)) ||
           err_set(e, ERR_IO, "the simulator does not say its %s", f->key);
}

static bool ask(struct sim_caller *caller, const char *graph, struct json **config, struct err *e)
{
    char url[300];
    struct buf answer;
    int status = 0;
    (void)snprintf(url, sizeof url, "%s/sim/config", graph);
    buf_init(&answer, CONFIG_MAX);
    bool ok = sim_caller_get(caller, url, &answer, &status, e);
    if (ok && status != 200) ok = err_set(e, ERR_IO, "%s answers %d", url, status);
    ok = ok && json_parse(buf_view(&answer), config, e);
    buf_finish(&answer);
    return ok;
}

bool sim_target_find(const struct sim_target_options *o, struct sim_caller *caller,
                     struct sim_target *out, struct err *e)
{
    struct sim_target t = { 0 };
    struct json *config = NULL;
    const char *graph = o->graph ? o->graph : SIM_GRAPH_DEFAULT;
    bool whole = o->webhook && o->app_secret && o->phone_number_id;
    const struct field fields[] = {
        { "webhook", o->webhook, t.webhook, sizeof t.webhook },
        { "app_secret", o->app_secret, t.secret, sizeof t.secret },
        { "phone_number_id", o->phone_number_id, t.number, sizeof t.number },
        { "business_account_id", whole ? "200000000000002" : NULL, t.account, sizeof t.account },
        { "display_number", whole ? "6281200009999" : NULL, t.display, sizeof t.display },
    };
    struct str base = str_of(graph);
    if (str_ends(base, STR("/"))) base.len--;
    if (!str_copy(t.graph, sizeof t.graph, base))
        return err_set(e, ERR_INPUT, "--graph is too long");
    if (!sim_url_is_loopback(str_of(t.graph)))
        return err_set(e, ERR_DENIED, "--graph: only addresses of this machine, as 127.0.0.1");
    if (!whole && !ask(caller, t.graph, &config, e)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof fields / sizeof *fields; i++)
        ok = fill(&fields[i], config, e);
    json_free(config);
    if (ok && !sim_url_is_loopback(str_of(t.webhook)))
        ok = err_set(e, ERR_DENIED, "--webhook: only addresses of this machine, as 127.0.0.1");
    if (ok) *out = t;
    return ok;
}

struct sim_line sim_target_line(const struct sim_target *t)
{
    return (struct sim_line){ str_of(t->number), str_of(t->display), str_of(t->account) };
}

int sim_target_exit(const struct err *e)
{
    return e->code == ERR_DENIED || e->code == ERR_INPUT ? SIM_USAGE : SIM_FAILED;
}
