/* pace.c - keeps Meta's limit before Meta has to say no, and slows down when it does.
 *
 * Two rules together. A bucket that holds a tenth of a second's worth spreads what leaves, so that
 * the delays of a network do not push two bursts into one second. By itself it would let a tenth
 * too many through after a pause, or had to be filled a tenth too slowly; so the times of the
 * latest messages are kept as well, and one more leaves only when the one a full second's worth
 * before it is a second old. That one is exact, and costs nothing of the rate. */
#include "delivery/pace.h"

#define MESSAGE     1000 /* tokens of one: a message a second is one each ms */
#define SECOND_MS   1000
#define SLOT_MS     100
#define BURST_PART  10
#define PERCENT_ALL 100

static int64_t clamped(int64_t n, int64_t least, int64_t most)
{
    if (n < least) return least;
    return n > most ? most : n;
}

static int64_t burst_of(const struct pace *p)
{
    return clamped(p->per_second * MESSAGE / BURST_PART, MESSAGE, INT64_MAX);
}

static void slots_advance(struct pace *p, int64_t now_ms)
{
    int64_t slot = now_ms / SLOT_MS;
    if (slot - p->heard_slot > PACE_HEARD_SLOTS) p->heard_slot = slot - PACE_HEARD_SLOTS;
    while (p->heard_slot < slot)
        p->heard[++p->heard_slot % PACE_HEARD_SLOTS] = 0;
}

/* What a second may see of ours, beside what it saw of others'. */
static int64_t share(struct pace *p, int64_t now_ms)
{
    int64_t heard = 0, least = (p->per_second + PACE_HEARD_PART - 1) / PACE_HEARD_PART;
    slots_advance(p, now_ms);
    for (int i = 0; i < PACE_HEARD_SLOTS; i++)
        heard += p->heard[i];
    return clamped(p->per_second - heard, least, p->per_second);
}

static void ease(struct pace *p, int64_t now_ms)
{
    int64_t step = clamped(p->normal / PACE_EASE_PART, 1, p->normal);
    while (p->per_second < p->normal && now_ms - p->eased_ms >= PACE_EASE_MS) {
        p->per_second = clamped(p->per_second + step, 1, p->normal);
        p->eased_ms += PACE_EASE_MS;
    }
}

static void refill(struct pace *p, int64_t now_ms)
{
    int64_t elapsed = now_ms - p->at_ms;
    if (elapsed <= 0) return;
    ease(p, now_ms);
    p->at_ms = now_ms;
    p->tokens = clamped(p->tokens + elapsed * share(p, now_ms), INT64_MIN, burst_of(p));
}

static void gathered_none(struct pace *p)
{
    if (p->tokens > 0) p->tokens = 0;
}

void pace_init(struct pace *p, int64_t per_second, int64_t now_ms)
{
    int64_t rate = clamped(per_second, 1, PACE_MAX);
    *p = (struct pace){ .normal = rate,
                        .per_second = rate,
                        .at_ms = now_ms,
                        .slowed_ms = INT64_MIN,
                        .held_until = INT64_MIN,
                        .heard_slot = now_ms / SLOT_MS };
    p->tokens = burst_of(p);
}

/* When the message that is `ahead` of the next one may leave, as far as the second before it goes;
 * INT64_MIN: at any time. */
static int64_t second_is_over(const struct pace *p, int64_t limit, int64_t ahead)
{
    int64_t before = (int64_t)p->sent + ahead - limit;
    if (before < 0) return INT64_MIN;
    return p->sent_at[before % PACE_MAX] + SECOND_MS;
}

int64_t pace_available(struct pace *p, int64_t now_ms)
{
    int64_t n = 0, limit;
    refill(p, now_ms);
    if (now_ms < p->held_until) return 0;
    limit = share(p, now_ms);
    while ((n + 1) * MESSAGE <= p->tokens && n < limit && second_is_over(p, limit, n) <= now_ms)
        n++;
    return n;
}

bool pace_has_spare(struct pace *p, int64_t now_ms)
{
    int64_t left = pace_available(p, now_ms) - 1;
    return left > 0 && left * MESSAGE * 2 >= burst_of(p);
}

void pace_change(struct pace *p, int64_t per_second, int64_t now_ms)
{
    int64_t rate = clamped(per_second, 1, PACE_MAX);
    refill(p, now_ms);
    p->per_second = clamped(p->per_second * rate / p->normal, 1, rate);
    p->normal = rate;
    p->tokens = clamped(p->tokens, INT64_MIN, burst_of(p));
}

void pace_take(struct pace *p, int64_t count, int64_t now_ms)
{
    p->tokens -= count * MESSAGE;
    for (int64_t i = 0; i < count; i++)
        p->sent_at[p->sent++ % PACE_MAX] = now_ms;
}

void pace_hear(struct pace *p, int64_t count, int64_t now_ms)
{
    refill(p, now_ms);
    slots_advance(p, now_ms);
    int32_t *slot = &p->heard[p->heard_slot % PACE_HEARD_SLOTS];
    *slot = (int32_t)clamped(*slot + count, 0, PACE_MAX);
}

void pace_slow(struct pace *p, int64_t started_ms, int64_t now_ms)
{
    refill(p, now_ms);
    p->eased_ms = now_ms;
    if (started_ms <= p->slowed_ms) return;
    p->slowed_ms = now_ms;
    p->per_second = clamped(p->per_second / 2, 1, p->normal);
    gathered_none(p);
}

void pace_usage(struct pace *p, int64_t percent, int64_t now_ms)
{
    if (percent <= PACE_USAGE_HIGH) return;
    refill(p, now_ms);
    int64_t left = clamped(PERCENT_ALL - percent, 0, PERCENT_ALL);
    int64_t most = clamped(p->normal * left / (PERCENT_ALL - PACE_USAGE_HIGH), 1, p->normal);
    if (p->per_second < most) return;
    p->eased_ms = now_ms;
    if (p->per_second == most) return;
    p->per_second = most;
    gathered_none(p);
}

void pace_hold(struct pace *p, int64_t for_ms, int64_t now_ms)
{
    int64_t until = now_ms + clamped(for_ms, 0, PACE_HOLD_MAX_MS);
    if (until > p->held_until) p->held_until = until;
    gathered_none(p);
}

int64_t pace_wait_ms(struct pace *p, int64_t now_ms)
{
    int64_t wait = 0, until;
    if (pace_available(p, now_ms) > 0) return 0;
    int64_t limit = share(p, now_ms);
    if (p->tokens < MESSAGE) wait = (MESSAGE - p->tokens + limit - 1) / limit;
    until = second_is_over(p, limit, 0);
    if (until < p->held_until) until = p->held_until;
    return until > now_ms + wait ? until - now_ms : wait;
}
