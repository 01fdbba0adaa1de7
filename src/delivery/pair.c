/* pair.c - keeps the quota of each contact before Meta has to say no. */
#include "pair.h"

static int64_t place_of(int64_t contact_id)
{
    return (int64_t)((uint64_t)contact_id % PAIR_PLACES);
}

int64_t pair_wait_ms(const struct pair_pace *p, int64_t contact_id, int64_t now_ms)
{
    int64_t paid_at = p->paid_at[place_of(contact_id)];
    int64_t borrowed = paid_at > now_ms ? paid_at - now_ms : 0;
    int64_t over = borrowed + PAIR_GAP_MS - PAIR_BURST * PAIR_GAP_MS;
    return over > 0 ? over : 0;
}

void pair_take(struct pair_pace *p, int64_t contact_id, int64_t now_ms)
{
    int64_t *paid_at = &p->paid_at[place_of(contact_id)];
    *paid_at = (*paid_at > now_ms ? *paid_at : now_ms) + PAIR_GAP_MS;
}
