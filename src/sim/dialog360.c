/* dialog360.c - addresses of 360dialog. */
#include "dialog360.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FILES       "/whatsapp_business/attachments/"
#define URL_LIFE_MS (5 * MS_PER_MINUTE)

bool sim_is_dialog360(const struct sim *sim)
{
    const char *name = sim->settings->provider;
    return name && strcmp(name, SIM_DIALOG360) == 0;
}

static bool is_file(struct str path, struct str mid)
{
    return str_equal(path, STR(FILES)) && mid.len > 0 && str_find(mid, STR("/"), 0) == SIZE_MAX;
}

/* "/messages" and "/300000000000003": one piece, and not the control API. */
static bool is_one_piece(struct str path)
{
    return path.len > 1 && path.at[0] == '/' && str_find(path, STR("/"), 1) == SIZE_MAX;
}

void sim_dialog360_translate(const struct sim *sim, struct sim_exchange *x)
{
    const struct sim_line *line = &sim->line;
    struct str path = x->path, mid = sim_exchange_query(x, "mid");
    int n;
    if (str_starts(path, STR("/sim/"))) return;
    if (str_equal(path, STR("/messages")) || str_equal(path, STR("/media")))
        n = snprintf(x->graph_path, sizeof x->graph_path, "/v0.0/%.*s%.*s",
                     STR_ARG(line->phone_number_id), STR_ARG(path));
    else if (str_equal(path, STR("/health_status")))
        n = snprintf(x->graph_path, sizeof x->graph_path, "/v0.0/%.*s",
                     STR_ARG(line->phone_number_id));
    else if (str_equal(path, STR("/v1/configs/templates")))
        n = snprintf(x->graph_path, sizeof x->graph_path, "/v0.0/%.*s/message_templates",
                     STR_ARG(line->business_account_id));
    else if (is_file(path, mid))
        n = snprintf(x->graph_path, sizeof x->graph_path, "/media-files/%.*s", STR_ARG(mid));
    else if (is_one_piece(path))
        n = snprintf(x->graph_path, sizeof x->graph_path, "/v0.0%.*s", STR_ARG(path));
    else
        n = 0;
    bool fits = n > 0 && (size_t)n < sizeof x->graph_path;
    x->path = fits ? str_of(x->graph_path) : STR("/");
}

void sim_dialog360_refuse_key(struct sim_exchange *x)
{
    sim_answer_text(x, 401, "application/json",
                    STR("{\"meta\":{\"httpCode\":401,\"developerMessage\":\"Invalid api_key\","
                        "\"success\":false}}"));
}

void sim_media_address(const struct sim *sim, const struct sim_media_item *item,
                       char out[SIM_MEDIA_URL_SIZE])
{
    int64_t now = clock_now(&sim->clock);
    if (!sim_is_dialog360(sim)) {
        sim_media_url(sim->port, now, item, out);
        return;
    }
    (void)snprintf(out, SIM_MEDIA_URL_SIZE,
                   "https://lookaside.fbsbx.com" FILES "?mid=%s&until=%" PRId64, item->id,
                   now + URL_LIFE_MS);
}
