/* window.c - a phone whose clock runs ahead opens no longer window than any other. */
#include "domain/window.h"

bool window_is_open(int64_t last_inbound_at, int64_t now)
{
    if (last_inbound_at == 0) return false;
    int64_t opened = last_inbound_at < now ? last_inbound_at : now;
    return now - opened < WINDOW_MS;
}
