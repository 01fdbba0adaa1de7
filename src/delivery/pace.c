/* pace.c - keeps Meta's limit before Meta has to say no. */
#include "delivery/pace.h"

#define MILLI 1000

static void refill(struct pace *p, int64_t now_ms)
{
    int64_t full = p->per_second * MILLI, elapsed = now_ms - p->at_ms;
    if (elapsed <= 0) return;
    p->at_ms = now_ms;
    /* per second in thousandths is the same as per millisecond in ones */
    p->tokens_milli = elapsed > MILLI * 2 ? full : p->tokens_milli + elapsed * p->per_second;
    if (p->tokens_milli > full) p->tokens_milli = full;
}

void pace_init(struct pace *p, int64_t per_second, int64_t now_ms)
{
    *p = (struct pace){ per_second, per_second * MILLI, now_ms };
}

int64_t pace_available(struct pace *p, int64_t now_ms)
{
    refill(p, now_ms);
    return p->tokens_milli < 0 ? 0 : p->tokens_milli / MILLI;
}

void pace_change(struct pace *p, int64_t per_second, int64_t now_ms)
{
    refill(p, now_ms);
    p->per_second = per_second;
    if (p->tokens_milli > per_second * MILLI) p->tokens_milli = per_second * MILLI;
}

void pace_take(struct pace *p, int64_t count)
{
    p->tokens_milli -= count * MILLI;
}

void pace_drain(struct pace *p)
{
    p->tokens_milli = -p->per_second * MILLI;
}

int64_t pace_wait_ms(struct pace *p, int64_t now_ms)
{
    refill(p, now_ms);
    if (p->tokens_milli >= MILLI) return 0;
    return (MILLI - p->tokens_milli) / p->per_second + 1;
}
