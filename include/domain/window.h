/* window.h - Meta's 24-hour window: free text only while it is open.
 *
 * It opens with every message of the citizen and counts from the citizen's own timestamps
 * (reference: "customer service window"). We stop ten minutes early, because what is decided now
 * is sent a little later.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_WINDOW_H
#define KANDA_DOMAIN_WINDOW_H

#include "base/clock.h"
#include <stdbool.h>

#define WINDOW_MS (23 * MS_PER_HOUR + 50 * MS_PER_MINUTE)

/* last_inbound_at: newest message of the contact, sender's clock, ms; 0: none. */
bool window_is_open(int64_t last_inbound_at, int64_t now);

#endif
