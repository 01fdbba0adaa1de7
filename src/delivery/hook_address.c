/* hook_address.c - looked at when the connection is made, so that no name server decides. */
#include "hook_address.h"
#include <string.h>
#include <sys/socket.h>

static bool four_allowed(const unsigned char *a, bool local)
{
    bool loopback = a[0] == 127;
    if (loopback || local) return loopback && local;
    return a[0] != 0 && a[0] < 224 && !(a[0] == 169 && a[1] == 254);
}

bool hook_address_allowed(int family, const unsigned char *a, bool local)
{
    static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    static const unsigned char none[15] = { 0 };
    if (family == AF_INET) return four_allowed(a, local);
    if (family != AF_INET6) return false;
    if (memcmp(a, mapped, sizeof mapped) == 0) return four_allowed(a + sizeof mapped, local);
    bool low = memcmp(a, none, sizeof none) == 0; /* :: and ::1 */
    bool loopback = low && a[15] == 1;
    if (loopback || local) return loopback && local;
    return !low && a[0] != 0xff && !(a[0] == 0xfe && (a[1] & 0xc0) == 0x80);
}
