/* auth.c - who asks: a bearer token of staff, or the operator on the machine itself. */
#include "request.h"
#include "store/staff_store.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define TOKEN_MAX 128

/* The peer's address as text; IPv4 inside IPv6 is written as IPv4. */
static bool peer_text(const struct request *r, char out[INET6_ADDRSTRLEN])
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return false;
    if (info->client_addr->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, info->client_addr, sizeof in);
        return inet_ntop(AF_INET, &in.sin_addr, out, INET6_ADDRSTRLEN) != NULL;
    }
    if (info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, info->client_addr, sizeof in6);
        if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr))
            return inet_ntop(AF_INET, &in6.sin6_addr.s6_addr[12], out, INET6_ADDRSTRLEN) != NULL;
        return inet_ntop(AF_INET6, &in6.sin6_addr, out, INET6_ADDRSTRLEN) != NULL;
    }
    return false;
}

/* A proxy on this machine speaks for the whole world: loopback alone proves nothing then. */
static bool is_operator_peer(const struct request *r)
{
    char peer[INET6_ADDRSTRLEN];
    const struct http_options *o = &r->server->options;
    if (!peer_text(r, peer)) return false;
    for (size_t i = 0; i < o->trusted_proxy_count; i++)
        if (str_equal(o->trusted_proxies[i], str_of(peer))) return false;
    return strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0;
}

static struct str bearer_token(const struct request *r)
{
    struct str value = request_header(r, "Authorization");
    struct str scheme = str_word(&value);
    if (!str_equal_nocase(scheme, STR("Bearer"))) return STR_EMPTY;
    struct str token = str_trim(value);
    return token.len <= TOKEN_MAX ? token : STR_EMPTY;
}

static bool unknown_caller(struct request *r)
{
    answer_problem(r, 401, "unauthorized",
                   "Send `Authorization: Bearer TOKEN` with a token of `kanda staff add`.");
    return false;
}

bool auth_prove(struct request *r, struct db *db)
{
    struct err e = { 0 };
    unsigned roles = r->route->roles;
    struct str token = bearer_token(r);
    if (r->route->caller == CALLER_OPERATOR) {
        if (is_operator_peer(r)) return true;
        roles = ROLE_BIT(ROLE_ADMIN);
    } else if (r->route->caller != CALLER_STAFF) {
        return true;
    }
    if (token.len == 0) return unknown_caller(r);
    if (!staff_by_token(db, token, &r->arena, &r->staff, &e)) {
        if (e.code == ERR_NOT_FOUND) return unknown_caller(r);
        answer_error(r, &e);
        return false;
    }
    if (roles & ROLE_BIT(r->staff.role)) return true;
    answer_problem(r, 403, "forbidden", "Your role may not do this.");
    return false;
}
