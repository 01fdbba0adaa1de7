/* pace.h - how many messages may leave now: never more than per_second of them in any second, and
 * less after Meta has called that too fast.
 *
 * Meta counts what comes in as well (reference 7.3: throughput per number, in + out): what was
 * heard within the last second is taken off, down to a quarter of the pace, so that a flood of
 * reports never leaves citizens without answers. Threads: one owner. All times are monotonic ms. */
#ifndef KANDA_DELIVERY_PACE_H
#define KANDA_DELIVERY_PACE_H

#include <stdbool.h>
#include <stdint.h>

#define PACE_MAX         1000    /* messages a second: Meta's highest */
#define PACE_EASE_MS     10000   /* without a throttle: one step back towards normal */
#define PACE_EASE_PART   10      /* a step is a tenth of normal, but one message */
#define PACE_USAGE_HIGH  80      /* percent of a quota of Meta's: slower above it */
#define PACE_HOLD_MAX_MS 3600000 /* longer than this nobody is believed */
#define PACE_HEARD_PART  4       /* what comes in leaves this part of the pace, whatever it is */
#define PACE_HEARD_SLOTS 11      /* a second and a bit, in tenths */

struct pace {
    int64_t normal;     /* 1..PACE_MAX: what Meta or a setting allows */
    int64_t per_second; /* now; 1..normal */
    int64_t tokens;     /* thousandths of a message; at most a tenth of a second's worth */
    int64_t at_ms;
    int64_t slowed_ms, eased_ms, held_until;
    int64_t sent_at[PACE_MAX]; /* of the latest, in turn */
    uint64_t sent;
    int32_t heard[PACE_HEARD_SLOTS];
    int64_t heard_slot; /* of the newest: tenths of a second */
};

void pace_init(struct pace *p, int64_t per_second, int64_t now_ms); /* starts full */
int64_t pace_available(struct pace *p, int64_t now_ms);
/* Whether half of what can gather would be left after one more: for what may as well not be sent.
 * Below 20 messages a second never. */
bool pace_has_spare(struct pace *p, int64_t now_ms);
/* Another normal rate from now on; what is lowered stays lowered by the same share. */
void pace_change(struct pace *p, int64_t per_second, int64_t now_ms);
void pace_take(struct pace *p, int64_t count, int64_t now_ms);
void pace_hear(struct pace *p, int64_t count, int64_t now_ms); /* messages that came in */
/* Meta refused a message that left at started_ms as too fast: half of the pace from now on (at
 * least one a second), and back by a step for every PACE_EASE_MS without such a word. What had left
 * before the pace was halved says nothing new. */
void pace_slow(struct pace *p, int64_t started_ms, int64_t now_ms);
/* Meta says how much of a quota is used: above PACE_USAGE_HIGH percent the pace falls in
 * proportion, to one a second at 100. */
void pace_usage(struct pace *p, int64_t percent, int64_t now_ms);
/* Meta says when to come back: nothing leaves for that long. */
void pace_hold(struct pace *p, int64_t for_ms, int64_t now_ms);
/* Milliseconds until one message may leave; 0: now. */
int64_t pace_wait_ms(struct pace *p, int64_t now_ms);

#endif
