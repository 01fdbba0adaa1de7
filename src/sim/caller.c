/* caller.c - one HTTP request after another. */
#include "caller.h"
#include "wa/signature.h"
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

struct sim_caller {
    CURL *easy;
};

struct sim_caller *sim_caller_create(void)
{
    struct sim_caller *c = calloc(1, sizeof *c);
    if (c && (c->easy = curl_easy_init()) != NULL) return c;
    free(c);
    return NULL;
}

void sim_caller_destroy(struct sim_caller *c)
{
    if (!c) return;
    curl_easy_cleanup(c->easy);
    free(c);
}

static size_t take(char *at, size_t size, size_t count, void *ctx)
{
    struct buf *answer = ctx;
    buf_add(answer, (struct str){ at, size * count });
    return buf_ok(answer) ? size * count : 0;
}

static bool perform(struct sim_caller *c, const char *url, struct buf *answer, int *status,
                    struct err *e)
{
    char why[CURL_ERROR_SIZE] = "";
    long code = 0;
    buf_clear(answer);
    if (curl_easy_setopt(c->easy, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_PROTOCOLS_STR, "http,https") != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_PROXY, "") != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_NOSIGNAL, 1L) != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_TIMEOUT_MS, 30000L) != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_ERRORBUFFER, why) != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_WRITEFUNCTION, take) != CURLE_OK ||
        curl_easy_setopt(c->easy, CURLOPT_WRITEDATA, answer) != CURLE_OK)
        return err_set(e, ERR_INTERNAL, "curl refuses an option");
    CURLcode result = curl_easy_perform(c->easy);
    (void)curl_easy_setopt(c->easy, CURLOPT_ERRORBUFFER, NULL);
    if (result != CURLE_OK || curl_easy_getinfo(c->easy, CURLINFO_RESPONSE_CODE, &code) != CURLE_OK)
        return err_set(e, ERR_IO, "%s: %s", url, why[0] ? why : curl_easy_strerror(result));
    *status = (int)code;
    return true;
}

bool sim_caller_get(struct sim_caller *c, const char *url, struct buf *answer, int *status,
                    struct err *e)
{
    curl_easy_reset(c->easy);
    return perform(c, url, answer, status, e);
}

bool sim_caller_staff(struct sim_caller *c, const char *url, const char *token, struct str body,
                      struct buf *answer, int *status, struct err *e)
{
    char bearer[300];
    if (snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", token) >= (int)sizeof bearer)
        return err_set(e, ERR_INPUT, "the token is too long");
    struct curl_slist *headers = curl_slist_append(NULL, bearer), *longer;
    bool ok = headers != NULL;
    curl_easy_reset(c->easy);
    if (ok && body.len) {
        longer = curl_slist_append(headers, "Content-Type: application/json");
        ok = longer &&
             curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE, (long)body.len) == CURLE_OK &&
             curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS, body.at) == CURLE_OK;
    }
    ok = ok && curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK;
    ok = ok ? perform(c, url, answer, status, e) : err_set(e, ERR_MEMORY, "no memory");
    curl_easy_reset(c->easy);
    curl_slist_free_all(headers);
    return ok;
}

bool sim_caller_post(struct sim_caller *c, const char *url, struct str body, struct str secret,
                     struct buf *answer, int *status, struct err *e)
{
    char signature[WA_SIGNATURE_SIZE], line[WA_SIGNATURE_SIZE + 32];
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json"), *longer;
    bool ok = headers != NULL;
    if (ok && secret.len) {
        wa_signature_make(secret, body, signature);
        (void)snprintf(line, sizeof line, "X-Hub-Signature-256: %s", signature);
        longer = curl_slist_append(headers, line);
        ok = longer != NULL;
    }
    curl_easy_reset(c->easy);
    ok = ok && curl_easy_setopt(c->easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
         curl_easy_setopt(c->easy, CURLOPT_POSTFIELDSIZE, (long)body.len) == CURLE_OK &&
         curl_easy_setopt(c->easy, CURLOPT_POSTFIELDS, body.at) == CURLE_OK;
    ok = ok ? perform(c, url, answer, status, e) : err_set(e, ERR_MEMORY, "no memory");
    curl_easy_reset(c->easy);
    curl_slist_free_all(headers);
    return ok;
}
