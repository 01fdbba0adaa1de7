/* online_webhook.c - does what Meta has to tell reach us? */
#include "online_private.h"
#include <string.h>

/* What wa/webhook.c and domain/account_news.c, domain/template_news.c act on. */
static const struct field {
    const char *name;
    bool coexistence; /* only where the WhatsApp Business app uses the number too */
} fields[] = {
    { "messages", false },
    { "message_template_status_update", false },
    { "message_template_quality_update", false },
    { "template_category_update", false },
    { "account_update", false },
    { "account_alerts", false },
    { "account_review_update", false },
    { "business_capability_update", false },
    { "phone_number_name_update", false },
    { "phone_number_quality_update", false },
    { "security", false },
    { "user_preferences", false },
    { "user_id_update", false },
    { "smb_message_echoes", true },
};

/* Names of hosts know no capitals, paths do. */
static bool is_our_address(struct str url, struct str public_url)
{
    struct str path = STR(ONLINE_WEBHOOK_PATH);
    return url.len == public_url.len + path.len && str_ends(url, path) &&
           str_equal_nocase(str_slice(url, 0, public_url.len), public_url);
}

/* An address as it may be printed. */
static struct str shown(struct str url)
{
    size_t query = str_find(url, STR("?"), 0); /* may hold a secret */
    if (query != SIZE_MAX) url = str_slice(url, 0, query);
    return str_slice(url, 0, url.len < 100 ? url.len : 100);
}

void online_number_webhook(const struct online_answer *a, const struct online_ours *ours,
                           bool *elsewhere, struct online_finding *out)
{
    *elsewhere = false;
    if (!online_usable(a, "number", out)) return;
    struct str url = json_text(json_path(a->body, ONLINE_NUMBER_WEBHOOK, "phone_number", NULL));
    *elsewhere = url.len > 0;
    if (url.len == 0)
        online_say(out, true, "the number has no address of its own");
    else if (ours->public_url.len == 0)
        online_say(out, true,
                   "the number sends to %.*s (http.public_url is not set: see yourself "
                   "that it is ours)",
                   STR_ARG(shown(url)));
    else if (is_our_address(url, ours->public_url))
        online_say(out, true, "the number has an address of its own, and it is ours");
    else
        online_say(out, false,
                   "the number sends to %.*s instead of %.*s" ONLINE_WEBHOOK_PATH
                   ": set override_callback_uri of its webhook_configuration anew, or take it away",
                   STR_ARG(shown(url)), STR_ARG(shown(ours->public_url)));
}

static const struct json *our_app(const struct json *list, struct str app_id)
{
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        struct str id = json_text(json_path(j, "whatsapp_business_api_data", "id", NULL));
        if (app_id.len == 0 || str_equal(id, app_id)) return j;
    }
    return NULL;
}

void online_account_webhook(const struct online_answer *a, const struct online_ours *ours,
                            bool *elsewhere, struct online_finding *out)
{
    *elsewhere = ours->number_elsewhere;
    if (!online_usable(a, "business account", out)) return;
    const struct json *list = json_get(a->body, "data");
    size_t count = json_count(list);
    const struct json *app = our_app(list, ours->app_id);
    struct str url = json_get_text(app, "override_callback_uri");
    *elsewhere = *elsewhere || url.len > 0;
    bool in_force = url.len && !ours->number_elsewhere;
    if (!app)
        online_say(out, false,
                   "%zu app(s) are subscribed to the account, ours%s%.*s is not, so no message "
                   "arrives: POST /{business_account_id}/subscribed_apps with our access token",
                   count, ours->app_id.len ? " " : "", STR_ARG(ours->app_id));
    else if (in_force && ours->public_url.len && !is_our_address(url, ours->public_url))
        online_say(out, false,
                   "the account sends to %.*s instead of %.*s" ONLINE_WEBHOOK_PATH
                   ": set override_callback_uri anew, or take it away",
                   STR_ARG(shown(url)), STR_ARG(shown(ours->public_url)));
    else
        online_say(out, true, "our app is subscribed to the account, %zu in all%s", count,
                   count > 1 ? "; a failing second one makes repeats" : "");
}

static bool has_field(const struct json *list, struct str name)
{
    for (const struct json *f = json_first(list); f; f = json_next(f))
        if (str_equal(json_get_text(f, "name"), name)) return true;
    return false;
}

/* The names that are missing, with commas; how many. */
static size_t missing(const struct json *list, bool coexistence, struct buf *names)
{
    size_t n = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if ((fields[i].coexistence && !coexistence) || has_field(list, str_of(fields[i].name)))
            continue;
        buf_addf(names, "%s%s", n++ ? ", " : "", fields[i].name);
    }
    return n;
}

static void judge_subscription(const struct json *s, const struct online_ours *ours, bool elsewhere,
                               struct online_finding *out)
{
    char memory[512];
    struct buf names;
    struct str url = json_get_text(s, "callback_url");
    bool compared = ours->public_url.len && !elsewhere;
    buf_fixed(&names, memory, sizeof memory);
    size_t lacking = missing(json_get(s, "fields"), ours->coexistence, &names);
    if (compared && !is_our_address(url, ours->public_url))
        online_say(out, false,
                   "the app sends to %.*s instead of %.*s" ONLINE_WEBHOOK_PATH
                   ": correct the callback in the app's dashboard, or http.public_url",
                   STR_ARG(shown(url)), STR_ARG(shown(ours->public_url)));
    else if (lacking)
        online_say(out, false,
                   "the app's webhook lacks %zu field(s), subscribe to them in its dashboard: %.*s",
                   lacking, STR_ARG(buf_view(&names)));
    else if (elsewhere)
        online_say(out, true,
                   "the app's webhook takes every field; messages have an address of their own, "
                   "news of templates and of the account still go to %.*s",
                   STR_ARG(shown(url)));
    else
        online_say(out, true, "the app sends every field to %.*s%s", STR_ARG(shown(url)),
                   compared ? "" : " (http.public_url is not set: see yourself that it is ours)");
}

void online_app_webhook(const struct online_answer *a, const struct online_ours *ours,
                        bool elsewhere, struct online_finding *out)
{
    int64_t code = 0;
    if (json_i64(json_path(a->body, "error", "code", NULL), &code) && code == 190) {
        online_say(out, false,
                   "Meta refuses the app's own token (code 190): whatsapp.app_secret is not the "
                   "secret of app %.*s, copy it from its dashboard",
                   STR_ARG(ours->app_id));
        return;
    }
    if (!online_usable(a, "app", out)) return;
    const struct json *list = json_get(a->body, "data");
    for (const struct json *s = json_first(list); s; s = json_next(s)) {
        if (!str_equal(json_get_text(s, "object"), STR("whatsapp_business_account"))) continue;
        if (!json_bool(json_get(s, "active"), true)) continue;
        judge_subscription(s, ours, elsewhere, out);
        return;
    }
    online_say(out, false,
               "the app has no webhook for whatsapp_business_account: set it up in its dashboard");
}
