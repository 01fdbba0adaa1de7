/* sign_in.c - the numbers of the lock-out. */
#include "domain/sign_in.h"

const struct sign_in_rule sign_in_account = {
    .free = 5, .first_ms = 30 * MS_PER_SECOND, .max_ms = 15 * MS_PER_MINUTE, .forget_ms = MS_PER_DAY
};
const struct sign_in_rule sign_in_address = { .free = 20,
                                              .first_ms = 30 * MS_PER_SECOND,
                                              .max_ms = 15 * MS_PER_MINUTE,
                                              .forget_ms = MS_PER_HOUR };

int64_t session_expiry(int64_t created_at, int64_t now)
{
    int64_t idle = now + SESSION_IDLE_MS, in_all = created_at + SESSION_MAX_MS;
    return idle < in_all ? idle : in_all;
}

/* A clock that was set back must not lock anybody out for longer than the longest wait. */
static bool is_forgotten(const struct sign_in_rule *rule, struct failures f, int64_t now)
{
    return f.count <= 0 || now - f.last_at >= rule->forget_ms || f.last_at - now > rule->max_ms;
}

int64_t sign_in_wait(const struct sign_in_rule *rule, struct failures f, int64_t now)
{
    if (is_forgotten(rule, f, now) || f.count < rule->free) return 0;
    int64_t wait = rule->first_ms;
    for (int64_t n = rule->free; n < f.count && wait < rule->max_ms; n++)
        wait *= 2;
    if (wait > rule->max_ms) wait = rule->max_ms;
    int64_t left = f.last_at + wait - now;
    return left > 0 ? left : 0;
}

struct failures sign_in_failed(const struct sign_in_rule *rule, struct failures f, int64_t now)
{
    int64_t before = is_forgotten(rule, f, now) ? 0 : f.count;
    return (struct failures){ before + 1, now };
}
