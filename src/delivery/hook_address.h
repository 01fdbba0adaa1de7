/* hook_address.h - which addresses a hook may lead to. Private to the room; pure. */
#ifndef KANDA_DELIVERY_HOOK_ADDRESS_H
#define KANDA_DELIVERY_HOOK_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* family: AF_INET (4 bytes at address) or AF_INET6 (16). local: the URL names this machine; then
 * loopback alone is allowed. */
bool hook_address_allowed(int family, const unsigned char *address, bool local);

#endif
