/* media_url.c - the list of hosts that may see the token. */
#include "media_url.h"
#include <curl/curl.h>
#include <stdio.h>

struct url_parts {
    char *scheme, *host, *port, *user;
};

static void parts_free(struct url_parts *p)
{
    curl_free(p->scheme);
    curl_free(p->host);
    curl_free(p->port);
    curl_free(p->user);
}

static bool parts_read(const char *url, struct url_parts *out)
{
    struct url_parts p = { 0 };
    CURLU *u = curl_url();
    bool ok = u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_SCHEME, &p.scheme, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_HOST, &p.host, 0) == CURLUE_OK &&
              curl_url_get(u, CURLUPART_PORT, &p.port, CURLU_DEFAULT_PORT) == CURLUE_OK;
    if (ok) (void)curl_url_get(u, CURLUPART_USER, &p.user, 0);
    curl_url_cleanup(u);
    if (ok)
        *out = p;
    else
        parts_free(&p);
    return ok;
}

static bool is_loopback(struct str host)
{
    return str_equal(host, STR("127.0.0.1")) || str_equal(host, STR("[::1]")) ||
           str_equal_nocase(host, STR("localhost"));
}

static bool is_https(const struct url_parts *p)
{
    return str_equal_nocase(str_of(p->scheme), STR("https"));
}

static bool ends_nocase(struct str host, struct str suffix)
{
    return host.len > suffix.len &&
           str_equal_nocase(str_slice(host, host.len - suffix.len, host.len), suffix);
}

static bool is_of_meta(struct str host)
{
    return str_equal_nocase(host, STR("lookaside.fbsbx.com")) ||
           ends_nocase(host, STR(".fbsbx.com")) || ends_nocase(host, STR(".fbcdn.net")) ||
           ends_nocase(host, STR(".whatsapp.net"));
}

static bool parts_allowed(const struct url_parts *url, const struct url_parts *graph)
{
    struct str host = str_of(url->host);
    bool same_port = str_equal(str_of(url->port), str_of(graph->port));
    if (url->user) return false;
    if (is_loopback(str_of(graph->host)) && is_loopback(host))
        return same_port && str_equal_nocase(str_of(url->scheme), str_of(graph->scheme));
    if (!is_https(url)) return false;
    if (str_equal_nocase(host, str_of(graph->host))) return same_port;
    return is_of_meta(host) && str_equal(str_of(url->port), STR("443"));
}

bool media_url_make(const char *url, const char *base, char *out, size_t size)
{
    char *path = NULL, *query = NULL;
    int n = -1;
    if (!base) return str_copy(out, size, str_of(url));
    CURLU *u = curl_url();
    if (u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(u, CURLUPART_PATH, &path, 0) == CURLUE_OK) {
        (void)curl_url_get(u, CURLUPART_QUERY, &query, 0);
        /* Of "file:.evil.example/x" the path begins with no slash, and would go on with the host.
         */
        if (path[0] == '/')
            n = snprintf(out, size, "%s%s%s%s", base, path, query ? "?" : "", query ? query : "");
    }
    curl_url_cleanup(u);
    curl_free(path);
    curl_free(query);
    return n >= 0 && (size_t)n < size;
}

bool media_url_allowed(const char *url, const char *graph_url)
{
    struct url_parts a, b;
    if (!parts_read(url, &a)) return false;
    bool ok = parts_read(graph_url, &b);
    if (ok) {
        ok = parts_allowed(&a, &b);
        parts_free(&b);
    }
    parts_free(&a);
    return ok;
}
