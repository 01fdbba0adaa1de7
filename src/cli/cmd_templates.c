/* cmd_templates.c - kanda templates list | compare | submit. A running server sees the change at
 * once. */
#include "cli/app.h"
#include "delivery/sender.h"
#include "delivery/template_client.h"
#include "store/template_store.h"
#include <stdio.h>
#include <string.h>

struct templates {
    struct app app;
    struct db *db;
    struct arena arena;
    struct wa_provider provider;
    struct template_client *client;
    struct template_count count;
};

static bool client_open(struct templates *t, struct err *e)
{
    const struct conf *c = &t->app.conf;
    conf_provider(c, &t->provider);
    const struct template_client_options options = {
        .graph_url = c->whatsapp_graph_url,
        .api_version = c->whatsapp_api_version,
        .business_account_id = c->whatsapp_business_account_id,
        .token = app_token(&t->app),
        .provider = &t->provider,
    };
    return template_client_open(&options, &t->client, e);
}

static bool sync(struct templates *t, struct err *e)
{
    const struct desk *desk = t->app.desk;
    return db_begin(t->db, e) &&
           app_commit(t->db,
                      template_sync(t->db, desk->templates, desk->template_count,
                                    clock_now(&t->app.clock), e),
                      e);
}

static bool compare(struct templates *t, struct err *e)
{
    const struct desk *desk = t->app.desk;
    int64_t now = clock_now(&t->app.clock);
    struct template_listed *theirs;
    size_t listed;
    return template_client_list(t->client, &t->arena, &theirs, &listed, e) && db_begin(t->db, e) &&
           app_commit(t->db,
                      template_reconcile(t->db, desk->templates, desk->template_count, theirs,
                                         listed, now, &t->count, e),
                      e);
}

static bool print_all(struct templates *t, struct err *e)
{
    size_t count;
    struct template_row *rows = arena_zero(&t->arena, TEMPLATE_LIST_MAX, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "templates: no memory");
    if (!template_list(t->db, &t->arena, rows, TEMPLATE_LIST_MAX, &count, e)) return false;
    for (size_t i = 0; i < count; i++)
        (void)printf(
            "%.*s\t%.*s\t%.*s\t%s\t%.*s\t%.*s\n", STR_ARG(rows[i].name), STR_ARG(rows[i].language),
            STR_ARG(rows[i].message.len ? rows[i].message : STR("-")),
            template_state_name(rows[i].state),
            STR_ARG(rows[i].category.len ? rows[i].category : STR("-")), STR_ARG(rows[i].reason));
    return true;
}

static bool run_list(struct templates *t, struct err *e)
{
    return print_all(t, e);
}

static bool run_compare(struct templates *t, struct err *e)
{
    return client_open(t, e) && compare(t, e) && print_all(t, e);
}

/* Only what Meta's list lacks: a second submission would be refused, and an edit is reviewed anew.
 */
static bool run_submit(struct templates *t, struct err *e)
{
    const struct desk *desk = t->app.desk;
    if (!client_open(t, e) || !compare(t, e)) return false;
    for (size_t i = 0; i < desk->template_count; i++) {
        const struct message_template *m = &desk->templates[i];
        enum template_state state;
        struct err why = { 0 };
        if (!template_state_of(t->db, m->name, m->language, &state, e)) return false;
        if (state != TEMPLATE_UNKNOWN && state != TEMPLATE_DELETED) continue;
        bool ok = template_client_submit(t->client, m, &state, &why);
        (void)printf("%.*s\t%.*s\t%s\n", STR_ARG(m->name), STR_ARG(m->language),
                     ok ? template_state_name(state) : why.text);
        if (!ok && why.code == ERR_BUSY) return err_set(e, ERR_BUSY, "%s", why.text);
    }
    return compare(t, e) && print_all(t, e);
}

int cmd_templates(const struct command_line *line)
{
    static const struct {
        const char *name;
        bool judges; /* exit 1 unless all of ours are approved */
        bool (*run)(struct templates *t, struct err *e);
    } actions[] = { { "list", false, run_list },
                    { "compare", true, run_compare },
                    { "submit", false, run_submit } };
    const char *name = line->count ? line->operand[0] : "list";
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(name, actions[i].name) != 0) continue;
        struct templates t = { 0 };
        if (!app_open_desk(&t.app, line->config, &e)) return cli_fail(&e);
        bool ok = sender_library_open(&e) && app_database(&t.app, &t.db, &e) && sync(&t, &e) &&
                  actions[i].run(&t, &e);
        bool all = !actions[i].judges || t.count.other == 0;
        template_client_close(t.client);
        arena_clear(&t.arena);
        db_close(t.db);
        app_close(&t.app);
        sender_library_close();
        if (!ok) return cli_fail(&e);
        return all ? EXIT_DONE : EXIT_FAILED;
    }
    return cli_usage_of(cmd_templates);
}
