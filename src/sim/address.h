/* address.h - where to listen, and which hosts `play` and `load` may talk to.
 *
 * A load generator that signs its requests must not be pointed at somebody else's server, so
 * both refuse everything but the loopback addresses. Threads: pure. */
#ifndef KANDA_SIM_ADDRESS_H
#define KANDA_SIM_ADDRESS_H

#include "base/str.h"
#include <netinet/in.h>

/* "127.0.0.1:8090"; port 0 is allowed. */
MUST_CHECK bool sim_address_parse(struct str text, struct sockaddr_in *out, struct err *e);
/* http or https, host 127.x.x.x, localhost or [::1], no user part. */
MUST_CHECK bool sim_url_is_loopback(struct str url);

#endif
