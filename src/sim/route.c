/* route.c - the Graph API and the control API as one table. */
#include "route.h"

#define JSON_MAX ((size_t)1 << 20)
#define FILE_MAX ((size_t)32 << 20)

/* Fixed paths stand before patterns that would swallow them. */
static const struct sim_route routes[] = {
    { "GET", "/", ROUTE_LOCAL, 0, sim_h_phone_page },
    { "GET", "/phone/:file", ROUTE_LOCAL, 0, sim_h_phone_file },
    { "GET", "/sim/photos/:id", ROUTE_LOCAL, 0, sim_h_phone_photo },
    { "GET", "/sim/letters", ROUTE_LOCAL, 0, sim_h_sim_letters },
    { "GET", "/sim/webhooks", ROUTE_LOCAL, 0, sim_h_sim_webhooks },
    { "GET", "/sim/time", ROUTE_LOCAL, 0, sim_h_sim_time_get },
    { "POST", "/sim/time", ROUTE_LOCAL, JSON_MAX, sim_h_sim_time },
    { "GET", "/sim/messages", ROUTE_LOCAL, 0, sim_h_sim_messages },
    { "GET", "/sim/stats", ROUTE_LOCAL, 0, sim_h_sim_stats },
    { "GET", "/sim/faults", ROUTE_LOCAL, 0, sim_h_sim_faults_get },
    { "POST", "/sim/faults", ROUTE_LOCAL, JSON_MAX, sim_h_sim_faults },
    { "GET", "/sim/config", ROUTE_LOCAL, 0, sim_h_sim_config },
    { "GET", "/sim/account", ROUTE_LOCAL, 0, sim_h_sim_account_get },
    { "POST", "/sim/account", ROUTE_LOCAL, JSON_MAX, sim_h_sim_account },
    { "POST", "/sim/send", ROUTE_LOCAL, JSON_MAX, sim_h_sim_send },
    { "POST", "/sim/citizens", ROUTE_LOCAL, JSON_MAX, sim_h_sim_citizens },
    { "POST", "/sim/media", ROUTE_LOCAL, FILE_MAX, sim_h_sim_media },
    { "POST", "/sim/templates", ROUTE_LOCAL, JSON_MAX, sim_h_sim_template },
    { "GET", "/media-files/:id", ROUTE_GRAPH, 0, sim_h_media_file },
    { "POST", "/:version/:id/messages", ROUTE_GRAPH | ROUTE_FAULTY, JSON_MAX, sim_h_messages },
    { "POST", "/:version/:id/media", ROUTE_GRAPH | ROUTE_FORM | ROUTE_FILE, FILE_MAX,
      sim_h_media_put },
    { "GET", "/:version/:id/message_templates", ROUTE_GRAPH, 0, sim_h_templates_list },
    { "POST", "/:version/:id/message_templates", ROUTE_GRAPH, JSON_MAX, sim_h_templates_add },
    { "GET", "/:version/:id/subscribed_apps", ROUTE_GRAPH, 0, sim_h_apps_list },
    { "POST", "/:version/:id/subscribed_apps", ROUTE_GRAPH, JSON_MAX, sim_h_apps_add },
    { "DELETE", "/:version/:id/subscribed_apps", ROUTE_GRAPH, 0, sim_h_apps_remove },
    { "GET", "/:version/:id/subscriptions", 0, 0, sim_h_subscriptions },
    { "GET", "/:version/debug_token", ROUTE_GRAPH, 0, sim_h_debug_token },
    { "GET", "/:version/:id", ROUTE_GRAPH | ROUTE_FILE, 0, sim_h_object_get },
    { "DELETE", "/:version/:id", ROUTE_GRAPH, 0, sim_h_object_delete },
};

static bool is_version(struct str s)
{
    size_t dots = 0;
    for (size_t i = 1; i < s.len; i++) {
        if (s.at[i] == '.')
            dots++;
        else if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    }
    return s.len >= 4 && s.at[0] == 'v' && dots == 1;
}

static bool matches(const char *pattern, struct sim_exchange *x)
{
    struct str want = str_of(pattern), have = x->path, piece, word;
    size_t args = 0;
    while (true) {
        bool more = str_cut(&want, '/', &piece), given = str_cut(&have, '/', &word);
        if (more != given) return false;
        if (!more) return true;
        if (piece.len == 0 || piece.at[0] != ':') {
            if (!str_equal(piece, word)) return false;
            continue;
        }
        if (word.len == 0 || args == SIM_ARGS_MAX) return false;
        if (str_equal(piece, STR(":version")) && !is_version(word)) return false;
        x->args[args++] = word;
    }
}

const struct sim_route *sim_route_find(struct sim_exchange *x, bool *known_path)
{
    *known_path = false;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!matches(routes[i].pattern, x)) continue;
        if (str_equal(x->method, str_of(routes[i].method))) return &routes[i];
        *known_path = true;
    }
    return NULL;
}
