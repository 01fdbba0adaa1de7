/* graph_get.c - blocking, and careful with what it says of a failure. */
#include "delivery/graph_get.h"
#include "base/clock.h"
#include <curl/curl.h>
#include <gnutls/gnutls.h>
#include <stdio.h>
#include <string.h>

#define TIMEOUT_MS 15000L

static size_t on_body(char *at, size_t size, size_t count, void *ctx)
{
    buf_add(ctx, (struct str){ at, size * count });
    return buf_ok(ctx) ? size * count : 0;
}

static size_t on_header(char *at, size_t size, size_t count, void *ctx)
{
    struct graph_reply *reply = ctx;
    struct str line = { at, size * count };
    char date[64];
    if (line.len > 5 && str_equal_nocase(str_slice(line, 0, 5), STR("Date:")) &&
        str_copy(date, sizeof date, str_trim(str_slice(line, 5, line.len)))) {
        time_t seconds = curl_getdate(date, NULL);
        if (seconds > 0) reply->date = (int64_t)seconds * MS_PER_SECOND;
    }
    return line.len;
}

/* libcurl hands on what GnuTLS found; a certificate may be wrong in several ways, and the date is
 * what nobody but its owner can mend. */
static const char *certificate_fault(CURL *c)
{
    long seen = 0;
    const char *library = curl_version_info(CURLVERSION_NOW)->ssl_version;
    if (!library || strncmp(library, "GnuTLS", 6) != 0 ||
        curl_easy_getinfo(c, CURLINFO_SSL_VERIFYRESULT, &seen) != CURLE_OK)
        seen = 0;
    if (seen & GNUTLS_CERT_EXPIRED)
        return "its certificate has expired: check the clock; if that is right, tell its owner";
    if (seen & GNUTLS_CERT_NOT_ACTIVATED)
        return "its certificate is not valid yet: check the clock";
    if (seen & GNUTLS_CERT_SIGNER_NOT_FOUND)
        return "its certificate is from nobody we trust: install ca-certificates; if they are "
               "there, look for a proxy in between";
    return "its certificate is not right for its name or not trusted: check graph_url, "
           "ca-certificates and the clock";
}

static const char *step_of(CURL *c, CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "its name is not known (DNS): check the resolver";
    case CURLE_COULDNT_CONNECT: return "no connection: check network and firewall";
    case CURLE_OPERATION_TIMEDOUT: return "no answer in time: check network and firewall";
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_fault(c);
    case CURLE_SSL_CACERT_BADFILE:
        return "no list of trusted certificates: install ca-certificates";
    case CURLE_SSL_CONNECT_ERROR: return "TLS fails: check for a proxy in between";
    default: return "the transfer broke: try again; if it stays, check network and firewall";
    }
}

static bool options_set(CURL *c, const char *url, struct curl_slist *headers, struct buf *body,
                        struct graph_reply *reply)
{
    return curl_easy_setopt(c, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_USERAGENT, "kanda") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, TIMEOUT_MS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEDATA, body) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HEADERDATA, reply) == CURLE_OK;
}

bool graph_get(const struct wa_provider *provider, const char *url, const char *token,
               struct buf *body, struct graph_reply *out, struct err *e)
{
    char bearer[1200];
    long status = 0;
    *out = (struct graph_reply){ 0 };
    if (!wa_provider_token_line(provider, token, bearer, sizeof bearer, e)) return false;
    CURL *easy = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, bearer);
    memset(bearer, 0, sizeof bearer);
    bool ok = easy && headers && options_set(easy, url, headers, body, out);
    if (!ok) err_set(e, ERR_MEMORY, "graph: no memory");
    if (ok) {
        CURLcode code = curl_easy_perform(easy);
        ok = code == CURLE_OK || err_set(e, ERR_IO, "%s", step_of(easy, code));
        (void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        out->status = (int)status;
    }
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    return ok;
}
