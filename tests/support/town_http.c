/* town_http.c - real requests through libcurl, and plain sockets for rude ones. */
#include "base/json.h"
#include "town.h"
#include "wa/signature.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TIMEOUT_S        60L
#define SERVED_WITHIN_MS 12000 /* far above what it takes, below every time-out towards Meta */

static size_t on_write(char *data, size_t size, size_t count, void *ctx)
{
    struct answer *a = ctx;
    char *grown = realloc(a->body, a->len + size * count + 1);
    if (!grown) return 0;
    a->body = grown;
    memcpy(a->body + a->len, data, size * count);
    a->len += size * count;
    a->body[a->len] = '\0';
    return size * count;
}

static size_t on_header(char *data, size_t size, size_t count, void *ctx)
{
    struct answer *a = ctx;
    size_t used = strlen(a->headers), len = size * count;
    if (len < sizeof a->headers - used) memcpy(a->headers + used, data, len);
    return len;
}

static struct answer request(int port, const char *method, const char *path, const char *token,
                             const char *body, size_t body_len, const char *header)
{
    char url[1024], bearer[256];
    struct answer a = { 0 };
    struct curl_slist *headers = NULL;
    long status = 0;
    char *type = NULL;
    CURL *c = curl_easy_init();
    if (!c) abort();
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d%s", port, path);
    headers = curl_slist_append(headers, "Expect:");
    if (token) {
        (void)snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", token);
        headers = curl_slist_append(headers, bearer);
    }
    if (header) headers = curl_slist_append(headers, header);
    (void)curl_easy_setopt(c, CURLOPT_URL, url);
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT, TIMEOUT_S);
    (void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_write);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, &a);
    (void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    (void)curl_easy_setopt(c, CURLOPT_HEADERDATA, &a);
    if (body) {
        (void)curl_easy_setopt(c, CURLOPT_POST, 1L);
        (void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, body);
        (void)curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body_len);
    }
    (void)curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, method);
    if (curl_easy_perform(c) == CURLE_OK) {
        (void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
        (void)curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
    }
    a.status = (int)status;
    (void)snprintf(a.type, sizeof a.type, "%s", type ? type : "");
    if (!a.body) a.body = calloc(1, 1);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return a;
}

void answer_free(struct answer *a)
{
    free(a->body);
    a->body = NULL;
}

struct answer town_http(const struct town *t, const char *method, const char *path,
                        const char *token, const char *body, size_t body_len, const char *header)
{
    return request(t->port, method, path, token, body, body_len, header);
}

struct answer town_get(const struct town *t, const char *path, const char *token)
{
    return request(t->port, "GET", path, token, NULL, 0, NULL);
}

void town_sign(const char *body, size_t len, char out[128])
{
    char signature[WA_SIGNATURE_SIZE];
    wa_signature_make(str_of(TOWN_SECRET), (struct str){ body, len }, signature);
    (void)snprintf(out, 128, "X-Hub-Signature-256: %s", signature);
}

struct answer town_post(const struct town *t, const char *body, size_t len)
{
    char header[128];
    town_sign(body, len, header);
    return request(t->port, "POST", "/webhook", NULL, body, len, header);
}

int town_post_status(const struct town *t, const char *body)
{
    struct answer a = town_post(t, body, strlen(body));
    int status = a.status;
    answer_free(&a);
    return status;
}

/* Somebody else's message gets through, with a new wamid each time, and soon. */
void town_others_served(const struct town *t)
{
    static int n;
    char wamid[32];
    int64_t begin = town_ms();
    (void)snprintf(wamid, sizeof wamid, "wamid.OTHER%d", ++n);
    assert_int_equal(town_post_status(t, town_text(wamid, "6281299999999", town_now(),
                                                   "Terima "
                                                   "kasih")),
                     200);
    assert_true(town_ms() - begin < SERVED_WITHIN_MS);
}

struct answer town_sim_get(const struct town *t, const char *path)
{
    return request(t->sim_port, "GET", path, NULL, NULL, 0, NULL);
}

void town_faults(const struct town *t, const char *json)
{
    struct answer a = request(t->sim_port, "POST", "/sim/faults", NULL, json, strlen(json),
                              "Content-Type: application/json");
    int status = a.status;
    answer_free(&a);
    if (status != 200) fail_msg("/sim/faults answered %d to %s", status, json);
}

struct answer town_sim_post(const struct town *t, const char *path, const char *json)
{
    struct answer a = request(t->sim_port, "POST", path, NULL, json, strlen(json),
                              "Content-Type: application/json");
    if (a.status != 200) fail_msg("%s answered %d: %s", path, a.status, a.body);
    return a;
}

const char *town_text(const char *wamid, const char *from, int64_t at_seconds, const char *text)
{
    static _Thread_local char body[16384];
    struct buf out;
    struct json_writer w;
    char memory[8192];
    buf_fixed(&out, memory, sizeof memory);
    json_writer_init(&w, &out);
    json_write_text(&w, str_of(text));
    int n = snprintf(
        body, sizeof body,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
        "\"changes\":"
        "[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
        "\"display_phone_number\":\"6281200009999\",\"phone_number_id\":\"" TOWN_NUMBER "\"},"
        "\"contacts\":[{\"profile\":{\"name\":\"Warga\"},\"wa_id\":\"%s\",\"user_id\":\"ID.%s\"}],"
        "\"messages\":[{\"from\":\"%s\",\"from_user_id\":\"ID.%s\",\"id\":\"%s\",\"timestamp\":\"%"
        "lld\","
        "\"type\":\"text\",\"text\":{\"body\":%s}}]}}]}]}",
        from, from, from, from, wamid, (long long)at_seconds, memory);
    if (n < 0 || (size_t)n >= sizeof body || !buf_ok(&out)) fail_msg("town_text: too long");
    return body;
}
