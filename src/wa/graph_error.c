/* graph_error.c - the table of Meta's error codes, and reading an answer of the Graph API. */
#include "wa/graph_error.h"
#include "base/json.h"
#include "refusal.h"

/* Sorted by code. Where the reference names two classes, the more careful one stands here. */
static const struct graph_rule rules[] = {
    { 0, 0, GRAPH_STOP_ALL, 0, "access token expired or invalidated" },
    { 1, 1, GRAPH_RETRY, 2, "unknown error: bad request or server fault" },
    { 2, 2, GRAPH_RETRY, 0, "service down or overloaded" },
    { 3, 3, GRAPH_STOP_ALL, 0, "capability or permission missing" },
    { 4, 4, GRAPH_RETRY_SLOW, 0, "call rate of the app reached" },
    { 10, 10, GRAPH_STOP_ALL, 0, "permission denied" },
    { 33, 33, GRAPH_STOP_ALL, 0, "phone number deleted or id unknown" },
    { 100, 100, GRAPH_NEVER, 0, "bad, misspelt or too long parameter" },
    { 190, 190, GRAPH_STOP_ALL, 0, "access token expired" },
    { 200, 299, GRAPH_STOP_ALL, 0, "permission missing" },
    { 368, 368, GRAPH_STOP_ALL, 0, "account restricted for a policy violation" },
    { 80007, 80007, GRAPH_RETRY_SLOW, 0, "call rate of the business account reached" },
    { 130403, 130403, GRAPH_STOP_USER, 0, "we have blocked this user" },
    { 130429, 130429, GRAPH_RETRY, 0, "throughput of the number reached: lower the pace" },
    { 130472, 130472, GRAPH_STOP_USER, 0, "user is part of a marketing experiment" },
    { 130497, 130497, GRAPH_NEVER, 0, "country not allowed for our category" },
    { 131000, 131000, GRAPH_RETRY, 3, "something went wrong; may have been sent" },
    { 131005, 131005, GRAPH_STOP_ALL, 0, "access denied" },
    { 131008, 131008, GRAPH_NEVER, 0, "required parameter missing" },
    { 131009, 131009, GRAPH_NEVER, 0, "parameter value invalid" },
    { 131016, 131016, GRAPH_RETRY, 0, "service unavailable" },
    { 131020, 131020, GRAPH_NEVER, 0, "groups: not allowed for this group" },
    { 131021, 131021, GRAPH_NEVER, 0, "sender and recipient are the same" },
    { 131026, 131026, GRAPH_STOP_USER, 0, "undeliverable: no WhatsApp, old client or blocked" },
    { 131030, 131030, GRAPH_NEVER, 0, "recipient not on the list of the test number" },
    { 131031, 131031, GRAPH_STOP_ALL, 0, "account locked" },
    { 131035, 131035, GRAPH_NEVER, 0, "no storage: a webhook was lost at Meta" },
    { 131036, 131036, GRAPH_NEVER, 0, "no storage: device asked for it too late" },
    { 131037, 131037, GRAPH_STOP_ALL, 0, "display name not approved" },
    { 131041, 131041, GRAPH_NEVER, 0, "groups: unknown group" },
    { 131042, 131042, GRAPH_STOP_ALL, 0, "payment problem" },
    { 131044, 131044, GRAPH_NEVER, 0, "payment problem with calls" },
    { 131045, 131045, GRAPH_STOP_ALL, 0, "number must be registered again" },
    { 131047, 131047, GRAPH_NEVER, 0, "24-hour window closed: use a template" },
    { 131048, 131048, GRAPH_STOP_ALL, 0, "spam rate limit on our number" },
    { 131049, 131049, GRAPH_WAIT, 0, "Meta chose not to deliver (marketing cap)" },
    { 131050, 131050, GRAPH_STOP_USER, 0, "user stopped marketing messages" },
    { 131051, 131051, GRAPH_NEVER, 0, "message type not supported" },
    { 131052, 131052, GRAPH_NEVER, 0, "inbound media cannot be downloaded" },
    { 131053, 131053, GRAPH_NEVER, 0, "our media could not be uploaded" },
    { 131055, 131055, GRAPH_NEVER, 0, "method not allowed" },
    { 131056, 131056, GRAPH_PAIR, 0, "too many messages to this contact" },
    { 131057, 131057, GRAPH_WAIT, 0, "number in maintenance" },
    { 131059, 131059, GRAPH_NEVER, 0, "groups: bad cursor" },
    { 131060, 131060, GRAPH_NEVER, 0, "inbound message is unavailable" },
    { 131062, 131062, GRAPH_NEVER, 0, "this message needs a phone number, not a BSUID" },
    { 131063, 131063, GRAPH_NEVER, 0, "marketing templates are switched off" },
    { 131064, 131064, GRAPH_WAIT, 0, "limited for template mis-categorisation" },
    { 131200, 131299, GRAPH_NEVER, 0, "groups: participants" },
    { 132000, 132000, GRAPH_NEVER, 0, "wrong number of template parameters" },
    { 132001, 132001, GRAPH_NEVER, 0, "template or language missing or not approved" },
    { 132005, 132005, GRAPH_NEVER, 0, "template text too long when filled in" },
    { 132007, 132007, GRAPH_NEVER, 0, "template breaks the content policy" },
    { 132008, 132008, GRAPH_NEVER, 0, "template parameter content invalid" },
    { 132012, 132012, GRAPH_NEVER, 0, "template parameter format mismatch" },
    { 132015, 132015, GRAPH_WAIT, 0, "template paused" },
    { 132016, 132016, GRAPH_NEVER, 0, "template disabled for good" },
    { 132018, 132018, GRAPH_NEVER, 0, "template parameter content invalid" },
    { 132068, 132068, GRAPH_NEVER, 0, "flow blocked" },
    { 132069, 132069, GRAPH_NEVER, 0, "flow throttled" },
    { 133000, 133000, GRAPH_STOP_ALL, 0, "deregistration incomplete" },
    { 133004, 133004, GRAPH_RETRY, 0, "server temporarily unavailable" },
    { 133005, 133006, GRAPH_STOP_ALL, 0, "PIN or verification of the number" },
    { 133008, 133009, GRAPH_STOP_ALL, 0, "too many or too fast PIN attempts" },
    { 133010, 133010, GRAPH_STOP_ALL, 0, "number not registered" },
    { 133015, 133015, GRAPH_WAIT, 0, "number was deleted a moment ago" },
    { 133016, 133016, GRAPH_WAIT, 0, "too many registrations in 72 hours" },
    { 134011, 134011, GRAPH_NEVER, 0, "terms of payment not accepted" },
    { 134100, 134100, GRAPH_NEVER, 0, "marketing API: wrong type" },
    { 134101, 134102, GRAPH_WAIT, 0, "marketing API: template not ready" },
    { 135000, 135000, GRAPH_RETRY, 2, "generic user error" },
    { 136024, 136024, GRAPH_STOP_ALL, 0, "verification of the number" },
    { 137000, 137000, GRAPH_STOP_USER, 0, "identity of the contact has changed" },
    { 139000, 139004, GRAPH_NEVER, 0, "flow management" },
    { 139100, 139103, GRAPH_NEVER, 0, "block list" },
    { 139200, 139200, GRAPH_NEVER, 0, "direct send refused" },
    { 147001, 147005, GRAPH_NEVER, 0, "business username" },
    { 2388000, 2388999, GRAPH_NEVER, 0, "template creation or migration" },
    { 2494100, 2494100, GRAPH_WAIT, 0, "maintenance mode" },
};

const struct graph_rule *graph_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

const struct graph_rule *graph_rule(int64_t code)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (code >= rules[i].code && code <= rules[i].code_to) return &rules[i];
    return NULL;
}

enum graph_class graph_class_by_http(int http_status)
{
    if (http_status == 401 || http_status == 403) return GRAPH_STOP_ALL;
    if (http_status == 429) return GRAPH_RETRY;
    return http_status >= 400 && http_status < 500 ? GRAPH_NEVER : GRAPH_RETRY;
}

const char *graph_class_name(enum graph_class class)
{
    switch (class) {
    case GRAPH_RETRY: return "retry";
    case GRAPH_RETRY_SLOW: return "retry_slow";
    case GRAPH_PAIR: return "pair";
    case GRAPH_WAIT: return "wait";
    case GRAPH_NEVER: return "never";
    case GRAPH_STOP_USER: return "stop_user";
    case GRAPH_STOP_ALL: return "stop_all";
    }
    return "unknown";
}

/* Sticky in *e, so that a chain of members is checked once. */
static struct str copied(struct arena *arena, const struct json *node, struct err *e)
{
    struct str copy = STR_EMPTY;
    struct str text = json_text(node);
    if (text.len && !arena_copy(arena, text, &copy))
        (void)err_set(e, refusal_code(arena, text.len), "graph answer: no room in the arena");
    return copy;
}

static void read_refusal(const struct json *error, int64_t code, struct arena *arena,
                         struct graph_result *r, struct err *e)
{
    const struct json *data = json_get(error, "error_data");
    const struct graph_rule *rule = graph_rule(code);
    r->answer = GRAPH_REFUSED;
    r->code = code;
    r->class = rule ? rule->class : graph_class_by_http(r->http_status);
    r->title = copied(arena, json_get(error, "message"), e);
    r->detail = copied(arena, json_is_object(data) ? json_get(data, "details") : data, e);
    if (r->detail.len == 0) r->detail = copied(arena, json_get(error, "error_user_msg"), e);
    r->trace = copied(arena, json_get(error, "fbtrace_id"), e);
}

/* messages[0].id, or the {"success":true} of a read receipt, which has no id. */
static void read_acceptance(const struct json *body, struct arena *arena, struct graph_result *r,
                            struct err *e)
{
    const struct json *list = json_get(body, "messages");
    const struct json *first = json_is_array(list) ? json_first(list) : NULL;
    r->wamid = copied(arena, json_get(first, "id"), e);
    r->message_status = copied(arena, json_get(first, "message_status"), e);
    if (r->wamid.len || json_bool(json_get(body, "success"), false)) r->answer = GRAPH_ACCEPTED;
}

static void read_answer(const struct json *body, struct arena *arena, struct graph_result *r,
                        struct err *e)
{
    int64_t code;
    const struct json *error = json_get(body, "error");
    if (json_i64(json_get(error, "code"), &code)) {
        read_refusal(error, code, arena, r, e);
    } else if (r->http_status >= 200 && r->http_status < 300) {
        read_acceptance(body, arena, r, e);
    } else if (r->http_status >= 400 && r->http_status < 500) {
        r->answer = GRAPH_REFUSED;
        r->class = graph_class_by_http(r->http_status);
    }
}

bool graph_result_parse(int http_status, struct str body, struct arena *arena,
                        struct graph_result *out, struct err *e)
{
    const struct str none = STR_EMPTY;
    struct graph_result r = {
        .answer = GRAPH_UNSURE,
        .http_status = http_status,
        .wamid = none,
        .message_status = none,
        .class = GRAPH_RETRY,
        .title = none,
        .detail = none,
        .trace = none,
    };
    struct json *tree = NULL;
    struct err why = { 0 };
    /* A proxy's page is no JSON: then only the HTTP status speaks. */
    if (!json_parse(body, &tree, &why)) {
        if (why.code != ERR_INPUT) return err_set(e, why.code, "%s", why.text);
        why.code = ERR_NONE;
    }
    read_answer(tree, arena, &r, &why);
    json_free(tree);
    if (why.code != ERR_NONE) return err_set(e, why.code, "%s", why.text);
    *out = r;
    return true;
}
