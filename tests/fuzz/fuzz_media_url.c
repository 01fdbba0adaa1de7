/* fuzz_media_url.c - whatever address Meta, or somebody else, says that a file has: the token goes
 * to a host of Meta's by https, or to the simulator on this machine, and nowhere else; and what a
 * provider is asked for lies below the provider's own address. */
#include "../../src/delivery/media_url.h"
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#define META     "https://graph.facebook.com"
#define SIM      "http://127.0.0.1:8090"
#define PROVIDER "https://provider.example/wa"

static void demand(bool promise)
{
    if (!promise) abort();
}

/* Of the address as libcurl will ask it: "https://HOST:PORT/...", in pieces that are cut here by
 * hand. False: it has another scheme. */
static bool host_of(const char *url, struct str scheme, struct str *host, struct str *port)
{
    struct str rest = str_of(url), user;
    *port = STR_EMPTY;
    if (!str_starts(rest, scheme)) return false;
    rest = str_slice(rest, scheme.len, strcspn(url + scheme.len, "/?#") + scheme.len);
    demand(!str_contains(rest, STR("@")));
    if (!str_contains(rest, STR("["))) {
        demand(str_cut(&rest, ':', &user));
        *host = user;
        *port = rest;
    } else {
        size_t end = str_find(rest, STR("]"), 0);
        demand(end != SIZE_MAX);
        *host = str_slice(rest, 0, end + 1);
        *port = str_slice(rest, end + 2, rest.len);
    }
    return true;
}

static bool ends(struct str host, struct str domain)
{
    return host.len > domain.len &&
           str_equal_nocase(str_slice(host, host.len - domain.len, host.len), domain);
}

static void check_meta(const char *asked)
{
    struct str host, port;
    demand(host_of(asked, STR("https://"), &host, &port));
    demand(port.len == 0 || str_equal(port, STR("443")));
    demand(str_equal_nocase(host, STR("graph.facebook.com")) || ends(host, STR(".fbsbx.com")) ||
           ends(host, STR(".fbcdn.net")) || ends(host, STR(".whatsapp.net")));
}

static void check_sim(const char *asked)
{
    struct str host, port;
    if (!host_of(asked, STR("http://"), &host, &port)) {
        check_meta(asked); /* what Meta names is fetched there also in a test of the two */
        return;
    }
    demand(str_equal(port, STR("8090")));
    demand(str_equal(host, STR("127.0.0.1")) || str_equal_nocase(host, STR("localhost")) ||
           str_equal(host, STR("[::1]")));
}

static void check_allowed(const char *url, const char *graph, void (*check)(const char *asked))
{
    char *asked = NULL;
    if (!media_url_allowed(url, graph)) return;
    CURLU *u = curl_url();
    demand(u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK &&
           curl_url_get(u, CURLUPART_URL, &asked, 0) == CURLUE_OK);
    check(asked);
    curl_free(asked);
    curl_url_cleanup(u);
}

static void check_made(const char *url)
{
    size_t size = strlen(url) + 1, full = 3 * size + sizeof PROVIDER + 1;
    char *out = malloc(full);
    demand(out != NULL);
    demand(media_url_make(url, NULL, out, size) && strcmp(out, url) == 0);
    demand(!media_url_make(url, NULL, out, size - 1));
    if (media_url_make(url, PROVIDER, out, full)) {
        size_t len = strlen(out);
        demand(strncmp(out, PROVIDER "/", sizeof PROVIDER) == 0);
        for (size_t i = 0; i < len; i++)
            demand((unsigned char)out[i] > ' ' && out[i] != '#');
        demand(!media_url_make(url, PROVIDER, out, len));
        demand(media_url_make(url, PROVIDER, out, len + 1));
    }
    free(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *url = strndup(size ? (const char *)data : "", size);
    demand(url != NULL);
    check_allowed(url, META, check_meta);
    check_allowed(url, SIM, check_sim);
    check_made(url);
    free(url);
    return 0;
}
