/* pace.h - a token bucket: how many messages may leave now, so that no second sees more than
 * per_second of them. Threads: one owner. */
#ifndef KANDA_DELIVERY_PACE_H
#define KANDA_DELIVERY_PACE_H

#include <stdbool.h>
#include <stdint.h>

struct pace {
    int64_t per_second; /* 1..100000 */
    int64_t tokens; /* parts of a message; at most a tenth of a second's worth, but one message */
    int64_t at_ms;  /* monotonic */
};

void pace_init(struct pace *p, int64_t per_second, int64_t now_ms); /* starts full */
int64_t pace_available(struct pace *p, int64_t now_ms);
/* Whether half of what can gather would be left after one more: for what may as well not be sent.
 * Below 20 messages a second never. */
bool pace_has_spare(struct pace *p, int64_t now_ms);
/* Another rate from now on. What has gathered stays, as far as the new rate lets it gather; a debt
 * takes as long as before. */
void pace_change(struct pace *p, int64_t per_second, int64_t now_ms);
void pace_take(struct pace *p, int64_t count);
void pace_drain(struct pace *p); /* Meta said: too fast */
/* Milliseconds until one message may leave; 0: now. */
int64_t pace_wait_ms(struct pace *p, int64_t now_ms);

#endif
