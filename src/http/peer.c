/* peer.c - from where a request comes, as far as it can be known behind proxies. */
#include "request.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* IPv4 inside IPv6 is written as IPv4, so that one place has one text. */
static bool text_of_v6(const struct in6_addr *in6, char out[PEER_SIZE])
{
    if (IN6_IS_ADDR_V4MAPPED(in6))
        return inet_ntop(AF_INET, &in6->s6_addr[12], out, PEER_SIZE) != NULL;
    return inet_ntop(AF_INET6, in6, out, PEER_SIZE) != NULL;
}

static bool socket_text(const struct request *r, char out[PEER_SIZE])
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return false;
    if (info->client_addr->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, info->client_addr, sizeof in);
        return inet_ntop(AF_INET, &in.sin_addr, out, PEER_SIZE) != NULL;
    }
    if (info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, info->client_addr, sizeof in6);
        return text_of_v6(&in6.sin6_addr, out);
    }
    return false;
}

static bool is_trusted(const struct request *r, struct str address)
{
    const struct http_options *o = &r->server->options;
    for (size_t i = 0; i < o->trusted_proxy_count; i++)
        if (str_equal(o->trusted_proxies[i], address)) return true;
    return false;
}

/* A proxy on this machine speaks for the whole world: loopback alone proves nothing then. */
bool peer_is_operator(const struct request *r)
{
    char peer[PEER_SIZE];
    if (!socket_text(r, peer) || is_trusted(r, str_of(peer))) return false;
    return strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0;
}

bool peer_is_private(const struct request *r)
{
    char peer[PEER_SIZE];
    if (r->server->options.tls_cert_pem) return true;
    return socket_text(r, peer) && is_trusted(r, str_of(peer)) &&
           str_equal_nocase(str_trim(request_header(r, "X-Forwarded-Proto")), STR("https"));
}

/* One subscriber has a whole /64 of IPv6. */
static bool place_of(struct str address, char out[PEER_SIZE])
{
    char text[PEER_SIZE];
    struct in_addr in;
    struct in6_addr in6;
    if (!str_copy(text, sizeof text, address)) return false;
    if (inet_pton(AF_INET, text, &in) == 1) return inet_ntop(AF_INET, &in, out, PEER_SIZE) != NULL;
    if (inet_pton(AF_INET6, text, &in6) != 1) return false;
    if (!IN6_IS_ADDR_V4MAPPED(&in6)) memset(&in6.s6_addr[8], 0, 8);
    return text_of_v6(&in6, out);
}

struct heard {
    const struct request *r;
    struct str nearest;
};

static enum MHD_Result hear(void *ctx, enum MHD_ValueKind kind, const char *key, size_t key_len,
                            const char *value, size_t value_len)
{
    (void)kind;
    struct heard *h = ctx;
    struct str rest = { value ? value : "", value ? value_len : 0 }, piece;
    if (!str_equal_nocase((struct str){ key, key_len }, STR("X-Forwarded-For"))) return MHD_YES;
    while (str_cut(&rest, ',', &piece))
        if (!is_trusted(h->r, str_trim(piece))) h->nearest = str_trim(piece);
    return MHD_YES;
}

/* Each proxy adds at the end whom it heard, in the same line or in one more: the last address that
 * is none of ours is the nearest that can be believed; what stands before it, anybody can have
 * written. */
void peer_place(const struct request *r, char out[PEER_SIZE])
{
    char peer[PEER_SIZE] = "";
    struct heard h = { r, STR_EMPTY };
    (void)socket_text(r, peer);
    if (is_trusted(r, str_of(peer)))
        (void)MHD_get_connection_values_n(r->connection, MHD_HEADER_KIND, hear, &h);
    if (h.nearest.len && place_of(h.nearest, out)) return;
    if (!place_of(str_of(peer), out)) out[0] = '\0'; /* a socket without an address: one place */
}
