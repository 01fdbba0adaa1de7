/* graph_error.c - reading an answer of the Graph API. */
#include "wa/graph_error.h"
#include "base/json.h"
#include "refusal.h"

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
        r->answer = GRAPH_STRANGER; /* GRAPH_RETRY, as it is already */
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
