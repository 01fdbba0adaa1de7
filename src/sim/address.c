/* address.c - where to listen, and which hosts `play` and `load` may talk to. */
#include "address.h"
#include <arpa/inet.h>
#include <string.h>

bool sim_address_parse(struct str text, struct sockaddr_in *out, struct err *e)
{
    char host[INET_ADDRSTRLEN];
    struct str rest = text, name = STR_EMPTY;
    struct sockaddr_in address;
    int64_t port;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    if (!str_cut(&rest, ':', &name) || !str_to_i64(rest, 0, 65535, &port, NULL) ||
        !str_copy(host, sizeof host, name) || inet_pton(AF_INET, host, &address.sin_addr) != 1)
        return err_set(e, ERR_INPUT,
                       "--listen: want an IPv4 address and a port, as 127.0.0.1:8090");
    address.sin_port = htons((uint16_t)port);
    *out = address;
    return true;
}

bool sim_url_is_loopback(struct str url)
{
    char host[64];
    struct in_addr address;
    size_t scheme = str_starts(url, STR("http://"))    ? sizeof "http://" - 1
                    : str_starts(url, STR("https://")) ? sizeof "https://" - 1
                                                       : 0;
    if (scheme == 0) return false;
    struct str rest = str_slice(url, scheme, url.len);
    /* Anything a URL parser might read in two ways is not worth the doubt. */
    size_t end = 0;
    while (end < rest.len && rest.at[end] != '/' && rest.at[end] != '?' && rest.at[end] != '#') {
        if (rest.at[end] == '@' || rest.at[end] == '\\' || rest.at[end] == '%') return false;
        end++;
    }
    struct str authority = str_slice(rest, 0, end);
    if (str_starts(authority, STR("[::1]"))) return authority.len == 5 || authority.at[5] == ':';
    struct str name = STR_EMPTY;
    if (!str_cut(&authority, ':', &name) || !str_copy(host, sizeof host, name)) return false;
    if (str_equal_nocase(name, STR("localhost"))) return true;
    return inet_pton(AF_INET, host, &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}
