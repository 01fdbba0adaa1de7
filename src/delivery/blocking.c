/* blocking.c - what the couriers share. */
#include "blocking.h"
#include "base/crypto.h"
#include <string.h>

static int on_progress(void *ctx, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    _Atomic bool *stopping = ctx;
    (void)a, (void)b, (void)c, (void)d;
    return *stopping; /* not 0: break off */
}

static size_t on_answer(char *at, size_t size, size_t count, void *ctx)
{
    (void)at, (void)ctx;
    return size * count;
}

CURL *blocking_handle(const char *url, _Atomic bool *stopping, long timeout_ms)
{
    CURL *easy = curl_easy_init();
    if (!easy) return NULL;
    (void)curl_easy_setopt(easy, CURLOPT_URL, url);
    (void)curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(easy, CURLOPT_PROXY, ""); /* not from the environment */
    (void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms);
    (void)curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* a dead name server holds up no stop */
    (void)curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    (void)curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    (void)curl_easy_setopt(easy, CURLOPT_XFERINFODATA, stopping);
    (void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_answer);
    return easy;
}

int blocking_post(CURL *easy, const char *protocols, struct curl_slist *headers, struct str body)
{
    long status = 0;
    (void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, protocols);
    (void)curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)body.len);
    (void)curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.at);
    if (curl_easy_perform(easy) != CURLE_OK ||
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK)
        return 0;
    return (int)status;
}

struct curl_slist *blocking_header(struct curl_slist *list, const char *line)
{
    struct curl_slist *more = curl_slist_append(list, line);
    if (!more) curl_slist_free_all(list);
    return more;
}

struct curl_slist *blocking_signature(struct curl_slist *list, const char *secret, struct str text)
{
    uint8_t mac[SHA256_SIZE];
    char line[64 + 2 * SHA256_SIZE] = "X-Kanda-Signature: sha256=";
    hmac_sha256(str_of(secret), text, mac);
    hex_encode(mac, sizeof mac, line + strlen(line));
    return blocking_header(list, line);
}
