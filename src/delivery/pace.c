/* pace.c - keeps Meta's limit before Meta has to say no.
 *
 * A bucket that holds a second's worth lets nearly two of them leave within a second: here it holds
 * a tenth, and nine tenths come back in a second, so that no second sees more than the limit. */
#include "delivery/pace.h"

#define MESSAGE 10000 /* tokens of one; at 9 for each ms and message a second, nine tenths */
#define BACK    9
#define TENTH   (MESSAGE / 10)

static int64_t burst_of(const struct pace *p)
{
    int64_t burst = p->per_second * TENTH;
    return burst > MESSAGE ? burst : MESSAGE;
}

static void refill(struct pace *p, int64_t now_ms)
{
    int64_t elapsed = now_ms - p->at_ms;
    if (elapsed <= 0) return;
    p->at_ms = now_ms;
    p->tokens += elapsed * p->per_second * BACK;
    if (p->tokens > burst_of(p)) p->tokens = burst_of(p);
}

void pace_init(struct pace *p, int64_t per_second, int64_t now_ms)
{
    *p = (struct pace){ .per_second = per_second, .at_ms = now_ms };
    p->tokens = burst_of(p);
}

int64_t pace_available(struct pace *p, int64_t now_ms)
{
    refill(p, now_ms);
    return p->tokens < 0 ? 0 : p->tokens / MESSAGE;
}

bool pace_has_spare(struct pace *p, int64_t now_ms)
{
    int64_t left = pace_available(p, now_ms) - 1;
    return left > 0 && left * MESSAGE * 2 >= burst_of(p);
}

void pace_change(struct pace *p, int64_t per_second, int64_t now_ms)
{
    refill(p, now_ms);
    if (p->tokens < 0) p->tokens = p->tokens * per_second / p->per_second;
    p->per_second = per_second;
    if (p->tokens > burst_of(p)) p->tokens = burst_of(p);
}

void pace_take(struct pace *p, int64_t count)
{
    p->tokens -= count * MESSAGE;
}

void pace_drain(struct pace *p)
{
    p->tokens = -p->per_second * BACK * 1000;
}

int64_t pace_wait_ms(struct pace *p, int64_t now_ms)
{
    refill(p, now_ms);
    if (p->tokens >= MESSAGE) return 0;
    return (MESSAGE - p->tokens) / (p->per_second * BACK) + 1;
}
