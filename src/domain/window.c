/* window.c - the rule in one place. */
#include "domain/window.h"

bool window_is_open(int64_t last_inbound_at, int64_t now)
{
    if (last_inbound_at <= 0) return false;
    int64_t age = now - last_inbound_at;
    return age < WINDOW_MS && age > -WINDOW_MS;
}

int64_t window_inbound_at(int64_t sent_at, int64_t arrived_at)
{
    return sent_at < arrived_at ? sent_at : arrived_at;
}

enum window_way window_way(enum outbound_type type, bool open, bool has_template)
{
    if (type == OUTBOUND_TEMPLATE) return has_template ? WINDOW_AS_IT_IS : WINDOW_WAIT;
    if (open) return WINDOW_AS_IT_IS;
    if (type == OUTBOUND_REACTION) return WINDOW_DROP;
    return has_template ? WINDOW_TEMPLATE : WINDOW_WAIT;
}
