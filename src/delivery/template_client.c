/* template_client.c - a plain curl handle; nothing here is in a hurry. */
#include "delivery/template_client.h"
#include "base/json.h"
#include "wa/graph_error.h"
#include "wa/template_list.h"
#include <curl/curl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_MAX     (4 << 20)
#define REQUEST_MAX    32768
#define PAGE           100
#define PAGES_MAX      (WA_TEMPLATES_MAX / PAGE)
#define PRESET_TIMEOUT 15000
#define URL_SIZE       (512 + 3 * WA_CURSOR_SIZE)
#define TEMPLATE_FIELDS                                                                            \
    "fields=name,language,status,category,components,rejected_reason,quality_score"

struct template_client {
    struct template_client_options options;
    CURL *easy;
    char token[ACCESS_TOKEN_SIZE];
    struct curl_slist *headers; /* hold the token */
    struct buf answer;
};

static size_t on_write(char *data, size_t size, size_t count, void *ctx)
{
    buf_add(ctx, (struct str){ data, size * count });
    return size * count;
}

static int on_progress(void *ctx, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct template_client *client = ctx;
    (void)a, (void)b, (void)c, (void)d;
    return client->options.cancel && atomic_load(client->options.cancel);
}

static bool headers_make(struct template_client *c, struct err *e)
{
    char bearer[1100];
    struct curl_slist *next;
    if (!wa_provider_token_line(c->options.provider, c->token, bearer, sizeof bearer, e))
        return false;
    curl_slist_free_all(c->headers);
    c->headers = curl_slist_append(NULL, bearer);
    memset(bearer, 0, sizeof bearer);
    next = c->headers ? curl_slist_append(c->headers, "Content-Type: application/json") : NULL;
    if (next) c->headers = next;
    return next || err_set(e, ERR_MEMORY, "templates: no memory");
}

static bool handle_ready(struct template_client *c, const char *url)
{
    int64_t timeout = c->options.timeout_ms ? c->options.timeout_ms : PRESET_TIMEOUT;
    CURL *h = c->easy;
    curl_easy_reset(h);
    return curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_USERAGENT, "kanda") == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, (long)timeout) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, 5000L) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, on_write) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_WRITEDATA, &c->answer) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_XFERINFODATA, c) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_HTTPHEADER, c->headers) == CURLE_OK &&
           curl_easy_setopt(h, CURLOPT_URL, url) == CURLE_OK;
}

/* Meta's sentence, when there is one; never what we sent. *token: it may be the token's fault. */
static bool refused(const struct template_client *c, int status, bool *token, struct err *e)
{
    struct arena arena = { 0 };
    struct graph_result r;
    struct err why = { 0 };
    if (!graph_result_parse(status, buf_view(&c->answer), &arena, &r, &why)) {
        arena_clear(&arena);
        return err_set(e, why.code, "%s", why.text);
    }
    *token = r.answer == GRAPH_REFUSED ? graph_blames_token(r.code)
                                       : wa_provider_refuses_key(c->options.provider, status);
    bool later = r.class == GRAPH_RETRY || r.class == GRAPH_RETRY_SLOW || r.class == GRAPH_WAIT;
    struct str text = r.detail.len ? r.detail : r.title;
    err_set(e, later ? ERR_BUSY : ERR_DENIED, "Meta: HTTP %d, code %lld: %.*s", status,
            (long long)r.code, STR_ARG(text));
    arena_clear(&arena);
    return false;
}

/* body NULL: GET. */
static bool request_once(struct template_client *c, const char *url, const struct buf *body,
                         bool *token_refused, struct err *e)
{
    long status = 0;
    buf_clear(&c->answer);
    bool ok = handle_ready(c, url);
    if (ok && body)
        ok = curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body->len) ==
                 CURLE_OK &&
             curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS, body->at) == CURLE_OK;
    if (!ok) return err_set(e, ERR_MEMORY, "templates: curl refused the request");
    CURLcode code = curl_easy_perform(c->easy);
    if (code != CURLE_OK)
        return err_set(e, ERR_BUSY, "Meta does not answer: %s", curl_easy_strerror(code));
    (void)curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &status);
    if (!buf_ok(&c->answer)) return err_set(e, ERR_LIMIT, "templates: Meta's answer is too long");
    return (status >= 200 && status < 300) || refused(c, (int)status, token_refused, e);
}

/* What was refused for its token was not done, so it may be asked again with another. */
static bool request(struct template_client *c, const char *url, const struct buf *body,
                    struct err *e)
{
    bool token_refused = false;
    if (request_once(c, url, body, &token_refused, e)) return true;
    if (!token_refused || !access_token_renewed(&c->options.token, c->token, c->token))
        return false;
    return headers_make(c, e) && request_once(c, url, body, &token_refused, e);
}

bool template_client_open(const struct template_client_options *options,
                          struct template_client **out, struct err *e)
{
    const struct wa_provider *provider = options->provider ? options->provider : wa_provider_meta();
    bool nameless = options->business_account_id[0] == '\0' && wa_provider_needs_account(provider);
    struct template_client *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "templates: no memory");
    c->options = *options;
    access_token_now(&options->token, c->token);
    c->options.provider = provider;
    buf_init(&c->answer, ANSWER_MAX);
    c->easy = curl_easy_init();
    if (nameless || c->token[0] == '\0')
        (void)err_set(e, ERR_INPUT,
                      "templates need whatsapp.business_account_id and whatsapp.access_token");
    else if (headers_make(c, e) && (c->easy || err_set(e, ERR_MEMORY, "templates: no memory"))) {
        *out = c;
        return true;
    }
    template_client_close(c);
    return false;
}

void template_client_close(struct template_client *c)
{
    if (!c) return;
    if (c->easy) curl_easy_cleanup(c->easy);
    curl_slist_free_all(c->headers);
    buf_finish(&c->answer);
    memset(c->token, 0, sizeof c->token);
    free(c);
}

static bool address_make(const struct template_client *c, char url[URL_SIZE], struct err *e)
{
    const struct template_client_options *o = &c->options;
    const struct wa_address_parts parts = { .base_url = o->graph_url,
                                            .version = o->api_version,
                                            .account = o->business_account_id };
    return wa_provider_url(o->provider, WA_ADDRESS_TEMPLATES, &parts, url, URL_SIZE, e);
}

static bool url_make(struct template_client *c, const char *after, char url[URL_SIZE],
                     struct err *e)
{
    bool by_offset = c->options.provider->pages_by_offset;
    if (!address_make(c, url, e)) return false;
    char *cursor = after[0] ? curl_easy_escape(c->easy, after, 0) : NULL;
    if (after[0] && !cursor) return err_set(e, ERR_MEMORY, "templates: no memory");
    size_t len = strlen(url);
    int n = snprintf(url + len, URL_SIZE - len, "?%slimit=%d%s%s",
                     by_offset ? "" : TEMPLATE_FIELDS "&", PAGE,
                     !cursor     ? ""
                     : by_offset ? "&offset="
                                 : "&after=",
                     cursor ? cursor : "");
    curl_free(cursor);
    return (n > 0 && (size_t)n < URL_SIZE - len) || err_set(e, ERR_INPUT, "graph_url: too long");
}

bool template_client_list(struct template_client *c, struct arena *arena,
                          struct template_listed **out, size_t *count, struct err *e)
{
    char url[URL_SIZE], after[WA_CURSOR_SIZE] = "";
    size_t n = 0, room = 0;
    struct template_listed *all = NULL;
    for (int page = 0; page < PAGES_MAX; page++) {
        if (n + PAGE > room) { /* the arena frees the old ones together with the new */
            struct template_listed *more = arena_zero(arena, 2 * room + 2 * PAGE, sizeof *more);
            if (!more) return err_set(e, ERR_MEMORY, "templates: no memory");
            if (n) memcpy(more, all, n * sizeof *all);
            all = more;
            room = 2 * room + 2 * PAGE;
        }
        if (!url_make(c, after, url, e) || !request(c, url, NULL, e) ||
            !wa_templates_parse(buf_view(&c->answer), arena, all, room, &n, after, e))
            return false;
        if (after[0]) continue;
        *out = all;
        *count = n;
        return true;
    }
    return err_set(e, ERR_LIMIT, "templates: Meta's list does not end");
}

bool template_client_submit(struct template_client *c, const struct message_template *m,
                            enum template_state *state, struct err *e)
{
    char url[URL_SIZE];
    struct buf body;
    struct json *answer = NULL;
    if (!address_make(c, url, e)) return false;
    buf_init(&body, REQUEST_MAX);
    bool ok = wa_template_build(m, &body, e) && request(c, url, &body, e) &&
              json_parse(buf_view(&c->answer), &answer, e);
    enum template_state said = TEMPLATE_PENDING;
    if (ok && !template_state_parse(json_get_text(answer, "status"), &said))
        said = TEMPLATE_PENDING;
    json_free(answer);
    buf_finish(&body);
    if (ok) *state = said;
    return ok;
}
