/* graph_code.c - Meta's error codes, as far as a small sender can meet them. */
#include "graph_code.h"
#include "base/json.h"
#include <stdarg.h>
#include <stdio.h>

static const struct graph_code codes[] = {
    { 0, 401, "We were unable to authenticate the app user" },
    { 1, 400, "Possibly a bad request or a server fault" },
    { 2, 503, "Service is down or overloaded" },
    { 3, 500, "Capability or permission problem" },
    { 4, 400, "Application request limit reached" },
    { 10, 403, "Permission is not granted or was removed" },
    { 33, 400, "The business phone number was deleted or is not known" },
    { 100, 400, "Invalid parameter" },
    { 190, 401, "Access token has expired or is invalid" },
    { 200, 403, "Permission is missing" },
    { 368, 403, "Temporarily blocked for policy violations" },
    { 80007, 400, "Account rate limit reached" },
    { 130429, 400, "Throughput limit reached" },
    { 130472, 400, "The user is part of an experiment" },
    { 130497, 403, "Business is restricted from this country" },
    { 131000, 500, "Something went wrong" },
    { 131005, 403, "Access denied" },
    { 131008, 400, "Required parameter is missing" },
    { 131009, 400, "Parameter value is not valid" },
    { 131016, 500, "Service unavailable" },
    { 131021, 400, "Recipient cannot be the sender" },
    { 131026, 400, "Message undeliverable" },
    { 131030, 400, "Recipient is not in the allowed list" },
    { 131031, 403, "Account is locked" },
    { 131037, 400, "Display name is not approved" },
    { 131042, 400, "Payment problem" },
    { 131045, 500, "Phone number registration problem" },
    { 131047, 400, "Re-engagement message: the 24-hour window is closed" },
    { 131048, 400, "Spam rate limit hit" },
    { 131049, 400, "Not delivered, to keep the ecosystem healthy" },
    { 131050, 400, "The user stopped marketing messages" },
    { 131051, 400, "Unsupported message type" },
    { 131052, 400, "Media could not be downloaded" },
    { 131053, 400, "Media could not be uploaded" },
    { 131056, 400, "Pair rate limit hit" },
    { 131057, 500, "Account is in maintenance mode" },
    { 131062, 400, "Business-scoped user ids are not allowed here" },
    { 132000, 400, "Number of template parameters does not match" },
    { 132001, 404, "Template does not exist in this language" },
    { 132005, 400, "Template text is too long when filled in" },
    { 132007, 400, "Template violates the content policy" },
    { 132008, 400, "Template parameter content is invalid" },
    { 132012, 400, "Template parameter format does not match" },
    { 132015, 400, "Template is paused" },
    { 132016, 400, "Template is disabled" },
    { 132018, 400, "Template parameter content is invalid" },
    { 133004, 503, "Server temporarily unavailable" },
    { 133010, 400, "Phone number is not registered" },
    { 135000, 400, "Generic user error" },
};

const struct graph_code *sim_code_find(int64_t code)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].code == code) return &codes[i];
    return NULL;
}

int sim_code_http(int64_t code)
{
    const struct graph_code *known = sim_code_find(code);
    return known ? known->http : 400;
}

bool sim_refuse(struct refusal *why, int64_t code, const char *fmt, ...)
{
    va_list arguments;
    va_start(arguments, fmt);
    (void)vsnprintf(why->details, sizeof why->details, fmt, arguments);
    va_end(arguments);
    why->code = code;
    return false;
}

void sim_error_add(struct buf *out, const struct refusal *why, const char *trace)
{
    const struct graph_code *known = sim_code_find(why->code);
    char message[400];
    (void)snprintf(message, sizeof message, "(#%lld) %s", (long long)why->code,
                   known ? known->title : "Error asked for by the simulator");
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_key_name(&w, "error");
    json_begin_object(&w);
    json_member_text(&w, "message", str_of(message));
    json_member_text(&w, "type", STR("OAuthException"));
    json_member_i64(&w, "code", why->code);
    json_key_name(&w, "error_data");
    json_begin_object(&w);
    json_member_text(&w, "messaging_product", STR("whatsapp"));
    json_member_text(&w, "details", str_of(why->details));
    json_end_object(&w);
    json_member_text(&w, "fbtrace_id", str_of(trace));
    json_end_object(&w);
    json_end_object(&w);
}
