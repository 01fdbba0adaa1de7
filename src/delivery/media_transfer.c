/* media_transfer.c - one download: the address, the bytes, and what their end means. */
#include "base/crypto.h"
#include "base/json.h"
#include "media_private.h"
#include "media_url.h"
#include <stdio.h>
#include <string.h>

#define ANSWER_MAX      16384
#define HOPS_MAX        3
#define LOAD_TIMEOUT_MS (10 * MS_PER_MINUTE)
#define SLOW_BYTES      1024L /* a second, on average of SLOW_SECONDS */
#define SLOW_SECONDS    20L
#define HTTP_OK         200
#define JITTER_RANGE    ((uint64_t)1 << 32)

static int status_of(CURL *easy)
{
    long status = 0;
    (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

static size_t on_answer(char *data, size_t size, size_t count, void *ctx)
{
    struct media_slot *s = ctx;
    buf_add(&s->answer, (struct str){ data, size * count });
    return size * count; /* beyond its limit it is read to its end and then not understood */
}

/* Returning less than was given ends the transfer. */
static size_t on_bytes(char *data, size_t size, size_t count, void *ctx)
{
    struct media_slot *s = ctx;
    struct str bytes = { data, size * count };
    struct err e;
    if (status_of(s->easy) != HTTP_OK) {
        buf_add(&s->answer, bytes); /* a refusal may say why */
        return bytes.len;
    }
    if (s->part.fd < 0 && !media_part_begin(s->owner->options->media_store, &s->part, &e))
        s->fault = MEDIA_DISK;
    else if (s->part.size + (int64_t)bytes.len > attachment_max_bytes(s->work.kind))
        s->fault = MEDIA_TOO_LARGE;
    else if (!media_part_add(&s->part, bytes, &e))
        s->fault = MEDIA_DISK;
    return s->fault == MEDIA_FINE ? bytes.len : 0;
}

static bool options_set(struct media_slot *s, const char *url)
{
    struct media *m = s->owner;
    CURL *c = s->easy;
    bool load = s->stage == SLOT_LOADING;
    return curl_easy_setopt(c, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, m->schemes) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK && /* see redirected() */
           curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
           /* Meta's hosts answer agents they do not know with a page. */
           curl_easy_setopt(c, CURLOPT_USERAGENT, "curl/8 (kanda)") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTPHEADER, m->headers) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)m->options->connect_timeout_ms) ==
               CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_TIMEOUT_MS,
                            (long)(load ? LOAD_TIMEOUT_MS : m->options->timeout_ms)) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
                            (curl_off_t)attachment_max_bytes(s->work.kind)) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, load ? on_bytes : on_answer) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEDATA, s) == CURLE_OK;
}

static void request_end(struct media_slot *s)
{
    if (!s->easy) return;
    (void)curl_multi_remove_handle(s->owner->multi, s->easy);
    curl_easy_cleanup(s->easy);
    s->easy = NULL;
}

/* A handle lives as long as its request: files are rare, and a handle is memory. */
static void request_begin(struct media_slot *s, enum slot_stage stage, const char *url)
{
    s->stage = stage;
    s->fault = MEDIA_FINE;
    buf_clear(&s->answer);
    s->easy = curl_easy_init();
    if (s->easy && options_set(s, url) &&
        curl_multi_add_handle(s->owner->multi, s->easy) == CURLM_OK)
        return;
    if (s->easy) curl_easy_cleanup(s->easy);
    s->easy = NULL;
    slot_fault(s, MEDIA_NETWORK);
}

void slot_drop(struct media_slot *s)
{
    request_end(s);
    media_part_drop(s->owner->options->media_store, &s->part);
    buf_finish(&s->answer);
    buf_init(&s->answer, ANSWER_MAX);
}

void slot_give_back(struct media_slot *s)
{
    slot_drop(s);
    s->report = (struct media_report){ .kind = REPORT_GIVE_BACK, .id = s->work.id };
    s->stage = SLOT_REPORTS;
}

void slot_fault(struct media_slot *s, enum media_fault fault)
{
    const struct sender_options *o = s->owner->options;
    int64_t now = clock_now(&o->clock);
    slot_drop(s);
    s->report = (struct media_report){ .kind = REPORT_FAULT,
                                       .id = s->work.id,
                                       .verdict = media_fault_decide(fault, &s->work, now,
                                                                     random_below(JITTER_RANGE)) };
    const struct media_verdict *v = &s->report.verdict;
    if (fault == MEDIA_TOKEN) s->owner->token_refused = true;
    s->stage = SLOT_REPORTS;
    if (v->again)
        s->owner->retried++;
    else
        s->owner->lost++;
    log_event(o->log, LOG_WARN, "media.not_stored", LOG_NUM("attachment", s->work.id),
              LOG_TEXT("why", v->why.code), LOG_NUM("attempt", s->work.attempt),
              LOG_NUM("again_in_ms", v->again ? v->due_at - now : -1));
}

/* What is no plain word must not become part of a path. */
static bool id_is_plain(const char *id)
{
    size_t n = strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");
    return n > 0 && id[n] == '\0';
}

static void ask(struct media_slot *s)
{
    const struct sender_options *o = s->owner->options;
    const struct wa_address_parts parts = { .base_url = o->graph_url,
                                            .version = o->api_version,
                                            .number = o->phone_number_id,
                                            .media = s->work.media_id };
    char url[768];
    if (!id_is_plain(s->work.media_id) ||
        !wa_provider_url(o->provider, WA_ADDRESS_MEDIA, &parts, url, sizeof url, NULL)) {
        slot_fault(s, MEDIA_BAD_ID);
        return;
    }
    s->asked = true;
    request_begin(s, SLOT_ASKING, url);
}

static void load(struct media_slot *s, const char *given)
{
    const struct sender_options *o = s->owner->options;
    char url[ATTACHMENT_URL_MAX + 256];
    media_part_drop(o->media_store, &s->part);
    if (media_url_allowed(given, o->graph_url) &&
        media_url_make(given, o->provider->files_at_base ? o->graph_url : NULL, url, sizeof url))
        request_begin(s, SLOT_LOADING, url);
    else if (s->asked)
        slot_fault(s, MEDIA_FOREIGN_HOST);
    else
        ask(s);
}

/* Without a hash the bytes could not be checked: then the id is asked, which has one. */
void slot_start(struct media_slot *s)
{
    s->asked = false;
    s->hops = 0;
    s->expected = -1;
    s->part.fd = -1;
    buf_init(&s->answer, ANSWER_MAX);
    if (s->work.url[0] && s->work.has_hash)
        load(s, s->work.url);
    else
        ask(s);
}

/* Webhooks have base64, the answer to the id has hex; both are read everywhere. */
static bool hash_read(struct str text, uint8_t out[SHA256_SIZE])
{
    size_t len = 0;
    return hex_decode(text, out, SHA256_SIZE) ||
           (base64_decode(text, out, SHA256_SIZE, &len) && len == SHA256_SIZE);
}

static enum media_fault address_read(struct media_slot *s, char url[ATTACHMENT_URL_MAX + 1])
{
    struct json *tree = NULL;
    enum media_fault fault = MEDIA_FINE;
    if (!buf_ok(&s->answer) || !json_parse(buf_view(&s->answer), &tree, NULL))
        return MEDIA_STRANGER;
    if (!json_i64(json_get(tree, "file_size"), &s->expected)) s->expected = -1;
    if (!s->work.has_hash)
        s->work.has_hash = hash_read(json_get_text(tree, "sha256"), s->work.said_hash);
    struct str at = json_get_text(tree, "url");
    if (at.len == 0 || !str_copy(url, ATTACHMENT_URL_MAX + 1, at) || !s->work.has_hash)
        fault = MEDIA_BAD_ANSWER;
    else if (s->expected > attachment_max_bytes(s->work.kind))
        fault = MEDIA_TOO_LARGE;
    json_free(tree);
    return fault;
}

static enum media_fault refusal_of(struct media_slot *s, int status)
{
    struct json *tree = NULL;
    int64_t code = GRAPH_NO_CODE;
    if (buf_ok(&s->answer) && json_parse(buf_view(&s->answer), &tree, NULL) &&
        !json_i64(json_path(tree, "error", "code", NULL), &code))
        code = GRAPH_NO_CODE;
    json_free(tree);
    return media_fault_of_answer(s->owner->options->provider, status, code);
}

static void asked(struct media_slot *s, int status)
{
    char url[ATTACHMENT_URL_MAX + 1];
    enum media_fault fault = status == HTTP_OK ? address_read(s, url) : refusal_of(s, status);
    request_end(s);
    if (fault == MEDIA_FINE)
        load(s, url);
    else
        slot_fault(s, fault);
}

/* libcurl would carry the token along to wherever it is sent: each hop is judged like the first. */
static void redirected(struct media_slot *s)
{
    char *next = NULL, url[ATTACHMENT_URL_MAX + 1];
    (void)curl_easy_getinfo(s->easy, CURLINFO_REDIRECT_URL, &next);
    bool known = next && str_copy(url, sizeof url, str_of(next));
    request_end(s);
    if (!known || s->hops++ >= HOPS_MAX)
        slot_fault(s, MEDIA_BAD_ANSWER);
    else if (s->asked && !media_url_allowed(url, s->owner->options->graph_url))
        slot_fault(s, MEDIA_STRANGER);
    else
        load(s, url);
}

/* The webhook's address is good for minutes only: the id gives a fresh one at once. Who serves
 * files knows no Graph codes, so that a file is gone is for the id to say. */
static void refused(struct media_slot *s, int status)
{
    enum media_fault fault = refusal_of(s, status);
    request_end(s);
    if (!s->asked && fault != MEDIA_AWAY)
        ask(s);
    else
        slot_fault(s, fault == MEDIA_GONE || fault == MEDIA_STRANGER ? MEDIA_DEAD_URL : fault);
}

/* A page where none was sent: of whoever wants a login first. */
static bool is_page(struct media_slot *s)
{
    char *type = NULL;
    struct str html = STR("text/html");
    (void)curl_easy_getinfo(s->easy, CURLINFO_CONTENT_TYPE, &type);
    return type && str_starts(str_of(type), html) && !str_starts(str_of(s->work.said_type), html);
}

static void landed(struct media_slot *s)
{
    uint8_t hash[SHA256_SIZE];
    bool page = is_page(s);
    request_end(s);
    if (s->part.fd < 0 || (s->expected >= 0 && s->part.size != s->expected)) {
        slot_fault(s, page ? MEDIA_STRANGER : MEDIA_WRONG_LENGTH);
        return;
    }
    media_part_hash(&s->part, hash);
    if (memcmp(hash, s->work.said_hash, sizeof hash) != 0) {
        slot_fault(s, page ? MEDIA_STRANGER : MEDIA_WRONG_HASH);
        return;
    }
    s->report =
        (struct media_report){ .kind = REPORT_STORED, .id = s->work.id, .size = s->part.size };
    hex_encode(hash, sizeof hash, s->report.hash);
    s->stage = SLOT_LANDED;
}

static void loaded(struct media_slot *s, int status)
{
    if (status == HTTP_OK)
        landed(s);
    else if (status >= 300 && status < 400)
        redirected(s);
    else
        refused(s, status);
}

static enum media_fault fault_of_end(const struct media_slot *s, CURLcode code)
{
    if (s->fault != MEDIA_FINE) return s->fault;
    switch (code) {
    case CURLE_FILESIZE_EXCEEDED: return MEDIA_TOO_LARGE;
    case CURLE_OPERATION_TIMEDOUT: return MEDIA_SLOW;
    default: return MEDIA_NETWORK;
    }
}

void slot_ended(struct media_slot *s, CURLcode code)
{
    int status = status_of(s->easy);
    if (code != CURLE_OK)
        slot_fault(s, fault_of_end(s, code));
    else if (s->stage == SLOT_ASKING)
        asked(s, status);
    else
        loaded(s, status);
}
