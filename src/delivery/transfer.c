/* transfer.c - the curl side of one message. */
#include "transfer.h"
#include "base/clock.h"
#include "base/json.h"
#include "upload.h"
#include "wa/request.h"
#include <string.h>

#define BODY_MAX             32768
#define HTTP_NOT_IMPLEMENTED 501
#define CODE_TOKEN           190
#define CONNECTION_AGE_MAX                                                                         \
    60L /* seconds; below the idle time of servers, so that reuse rarely fails */

/* No seek function goes with this: what was handed out cannot be sent again (see sender.h). */
static size_t on_read(char *out, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t room = size * count, left = t->body.len - t->body_at;
    size_t n = left < room ? left : room;
    t->body_started = true;
    memcpy(out, t->body.at + t->body_at, n);
    t->body_at += n;
    return n;
}

static size_t on_write(char *data, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    buf_add(&t->response, (struct str){ data, size * count });
    return size *
           count; /* a response beyond the limit is read to its end and then not understood */
}

static bool options_set(struct transfer *t, const struct graph_target *target)
{
    CURL *c = t->easy;
    return curl_easy_setopt(c, CURLOPT_PRIVATE, t) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK && /* not from the environment */
           curl_easy_setopt(c, CURLOPT_USERAGENT, "kanda") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)target->connect_timeout_ms) ==
               CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)target->timeout_ms) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_MAXAGE_CONN, CONNECTION_AGE_MAX) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_READDATA, t) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_write) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEDATA, t) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_URL, target->messages_url) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTPHEADER, target->post_headers) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_POST, 1L) == CURLE_OK;
}

bool transfer_init(struct transfer *t, const struct graph_target *target, struct err *e)
{
    *t = (struct transfer){ 0 };
    buf_init(&t->body, BODY_MAX);
    buf_init(&t->response, RESPONSE_MAX);
    t->easy = curl_easy_init();
    if (t->easy && options_set(t, target)) return true;
    transfer_finish(t);
    return err_set(e, ERR_MEMORY, "sender: curl cannot be set up");
}

void transfer_finish(struct transfer *t)
{
    upload_free(t->upload);
    t->upload = NULL;
    if (t->easy) curl_easy_cleanup(t->easy);
    t->easy = NULL;
    buf_finish(&t->body);
    buf_finish(&t->response);
}

static void transfer_reset(struct transfer *t)
{
    buf_clear(&t->body);
    buf_clear(&t->response);
    t->body_at = 0;
    t->body_started = false;
}

static bool body_ready(struct transfer *t, struct err *e)
{
    return curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->body.len) ==
               CURLE_OK ||
           err_set(e, ERR_MEMORY, "sender: curl refused the body");
}

bool transfer_prepare(struct transfer *t, const struct outbox_lease *lease,
                      const struct outbound *m, struct err *e)
{
    char callback[OUTBOX_CALLBACK_SIZE];
    struct wa_recipient to = { lease->wa_id, lease->bsuid };
    transfer_reset(t);
    t->outbox_id = lease->id;
    t->tries = lease->tries;
    outbox_callback_format(lease->id, callback);
    return wa_request_build(m, &to, str_of(callback), &t->body, e) && body_ready(t, e);
}

bool receipt_prepare(struct transfer *t, struct str wamid, bool typing, struct err *e)
{
    transfer_reset(t);
    return wa_receipt_build(wamid, typing, &t->body, e) && body_ready(t, e);
}

void probe_prepare(struct transfer *t, const struct graph_target *target)
{
    transfer_reset(t);
    (void)curl_easy_setopt(t->easy, CURLOPT_URL, target->probe_url);
    (void)curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, target->get_headers);
    (void)curl_easy_setopt(t->easy, CURLOPT_HTTPGET, 1L);
}

static int http_status(struct transfer *t)
{
    long status = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

bool transfer_outcome(struct transfer *t, CURLcode code, struct arena *arena,
                      enum send_outcome *outcome, struct graph_result *result, struct err *e)
{
    if (code != CURLE_OK) {
        *outcome = t->body_started ? SEND_UNSURE : SEND_NOT_SENT;
        return true;
    }
    *outcome = SEND_ANSWERED;
    return graph_result_parse(http_status(t), buf_view(&t->response), arena, result, e);
}

static struct str header_of(struct transfer *t, const char *name)
{
    struct curl_header *h;
    return curl_easy_header(t->easy, name, 0, CURLH_HEADER, -1, &h) == CURLHE_OK ? str_of(h->value)
                                                                                 : STR_EMPTY;
}

void transfer_hints_read(struct transfer *t, struct transfer_hints *out)
{
    curl_off_t seconds = 0;
    (void)curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &seconds);
    wa_usage_read(header_of(t, WA_USAGE_APP), header_of(t, WA_USAGE_BUSINESS), &out->usage);
    out->retry_after_ms = seconds > 0 && seconds < INT32_MAX ? (int64_t)seconds * MS_PER_SECOND : 0;
}

void transfer_authorise(struct transfer *t, const struct graph_target *target)
{
    if (t->easy) (void)curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, target->post_headers);
}

/* "Not implemented", and any refusal below 500 that means something else than "nothing at all", is
 * fine: the server is there and speaks. A provider refuses a key in words of its own; a stranger
 * may say anything, but not in Graph's words. */
static enum probe_answer refusal_read(const struct graph_target *target, int status,
                                      const struct json *body, int64_t *code)
{
    const struct json *error = json_get(body, "error");
    bool told = json_i64(json_get(error, "code"), code);
    if (!told && wa_provider_refuses_key(target->provider, status)) {
        *code = CODE_TOKEN;
        return PROBE_REFUSED;
    }
    if (!target->provider->is_graph) return status < 500 ? PROBE_FINE : PROBE_AWAY;
    if (!told) return PROBE_AWAY;
    const struct graph_rule *rule = graph_rule(*code);
    enum graph_class class = rule ? rule->class : graph_class_by_http(status);
    if (class == GRAPH_STOP_ALL) return PROBE_REFUSED;
    return status < 500 ? PROBE_FINE : PROBE_AWAY;
}

/* A 200 must be JSON, because what stands in front of a dead server likes to answer 200 with a
 * page.
 */
static enum probe_answer body_read(const struct graph_target *target, int status, struct str text,
                                   int64_t *code)
{
    struct json *body = NULL;
    enum probe_answer answer = PROBE_FINE;
    bool parsed = json_parse(text, &body, NULL);
    struct str can = json_text(json_path(body, "health_status", "can_send_message", NULL));
    if (status >= 400)
        answer = refusal_read(target, status, body, code);
    else if (!parsed)
        answer = PROBE_AWAY;
    else if (str_equal_nocase(can, STR("BLOCKED")))
        answer = PROBE_BLOCKED;
    json_free(body);
    return answer;
}

enum probe_answer probe_read(struct transfer *t, const struct graph_target *target, CURLcode result,
                             int64_t *code)
{
    int status = http_status(t);
    if (result != CURLE_OK || status == 0) return PROBE_AWAY;
    if (status == HTTP_NOT_IMPLEMENTED) return PROBE_FINE;
    return body_read(target, status, buf_view(&t->response), code);
}
