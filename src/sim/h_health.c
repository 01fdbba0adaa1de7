/* h_health.c - what `kanda check --online` asks for: the token, the number, the app's webhook. */
#include "route.h"

void sim_h_debug_token(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_standing *a = &sim->standing;
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_key_name(&w, "data");
    json_begin_object(&w);
    json_member_text(&w, "app_id", STR(SIM_APP_ID));
    json_member_text(&w, "type", STR("SYSTEM_USER"));
    json_member_bool(&w, "is_valid", a->token_valid);
    json_member_i64(&w, "expires_at", a->token_expires_at);
    json_key_name(&w, "scopes");
    json_begin_array(&w);
    json_write_text(&w, STR("whatsapp_business_messaging"));
    if (a->can_manage) json_write_text(&w, STR("whatsapp_business_management"));
    json_end_array(&w);
    json_end_object(&w);
    sim_answer_done(x, &w, 200);
}

/* Only the app itself may ask: its token is "id|secret". */
static bool is_app_token(const struct sim *sim, const struct sim_exchange *x)
{
    struct str token = sim_exchange_header(x, "Authorization");
    struct str secret = str_of(sim->settings->app_secret ? sim->settings->app_secret : "");
    static const struct str prefix = { "Bearer " SIM_APP_ID "|",
                                       sizeof "Bearer " SIM_APP_ID "|" - 1 };
    return str_starts(token, prefix) && str_equal(str_slice(token, prefix.len, token.len), secret);
}

static void write_fields(struct json_writer *w, struct str names)
{
    struct str name;
    while (str_cut(&names, ',', &name)) {
        json_begin_object(w);
        json_member_text(w, "name", name);
        json_member_text(w, "version", STR("v25.0"));
        json_end_object(w);
    }
}

void sim_h_subscriptions(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_standing *a = &sim->standing;
    struct json_writer w;
    struct refusal why;
    if (!is_app_token(sim, x)) {
        sim_refuse(&why, 190, "This needs an access token of the app.");
        sim_answer_refusal(sim, x, &why);
        return;
    }
    sim_answer_begin(x, &w);
    json_key_name(&w, "data");
    json_begin_array(&w);
    if (a->app_subscribed) {
        struct str url = str_of(a->callback_url[0] ? a->callback_url : sim->settings->webhook);
        json_begin_object(&w);
        json_member_text(&w, "object", STR("whatsapp_business_account"));
        json_member_text(&w, "callback_url", url);
        json_member_bool(&w, "active", true);
        json_key_name(&w, "fields");
        json_begin_array(&w);
        write_fields(&w, str_of(a->app_fields));
        json_end_array(&w);
        json_end_object(&w);
    }
    json_end_array(&w);
    sim_answer_done(x, &w, 200);
}

static void answer_account(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    sim_standing_write(&w, &sim->standing);
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_account_get(struct sim *sim, struct sim_exchange *x)
{
    answer_account(sim, x);
}

void sim_h_sim_account(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    struct err e;
    if (!sim_exchange_json(x, &body)) return;
    if (sim_standing_read(body, &sim->standing, &e))
        answer_account(sim, x);
    else
        sim_answer_error(x, 422, e.text);
    json_free(body);
}
