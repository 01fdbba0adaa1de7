/* pair.h - Meta's quota for messages to one contact: one in six seconds, of which 45 may be
 * borrowed from later (131056 above that). Kept here, so that Meta need not say no.
 * Source: reference 7.3. Private to delivery.
 *
 * Contacts share places in a small table: two that do are paced as one, which is too careful
 * sometimes and never too fast. Threads: one owner. */
#ifndef KANDA_DELIVERY_PAIR_H
#define KANDA_DELIVERY_PAIR_H

#include <stdint.h>

#define PAIR_GAP_MS 6000
#define PAIR_BURST  40 /* five less than Meta's: messages on their way crowd together */
#define PAIR_PLACES 8192

struct pair_pace {
    int64_t paid_at[PAIR_PLACES]; /* monotonic ms: what was borrowed has come back */
};

/* Milliseconds until one more may leave for this contact; 0: now. */
int64_t pair_wait_ms(const struct pair_pace *p, int64_t contact_id, int64_t now_ms);
void pair_take(struct pair_pace *p, int64_t contact_id, int64_t now_ms);

#endif
