/* sender_pace.c - what the pace is told and tells, once each turn. */
#include "sender_private.h"
#include <stdatomic.h>

int sender_slots(const struct sender *s)
{
    int64_t slots = s->pace.normal * SENDER_IN_FLIGHT_1000 / PACE_MAX;
    if (s->options.in_flight > 0) return s->options.in_flight;
    return slots > SENDER_IN_FLIGHT_LEAST ? (int)slots : SENDER_IN_FLIGHT_LEAST;
}

void sender_pace_turn(struct sender *s)
{
    int64_t now = steady_ms(s);
    uint32_t heard = atomic_exchange(&s->heard, 0);
    if (heard) pace_hear(&s->pace, heard, now);
    (void)pace_available(&s->pace, now); /* it may have come back by a step */
    if (s->stats.per_second == s->pace.per_second) return;
    log_event(s->options.log, LOG_INFO, "sender.pace_now",
              LOG_NUM("per_second", s->pace.per_second), LOG_NUM("normal", s->pace.normal));
    pthread_mutex_lock(&s->lock);
    s->stats.per_second = (int)s->pace.per_second;
    pthread_mutex_unlock(&s->lock);
}

void sender_pace_throttled(struct sender *s, int64_t started_ms)
{
    pace_slow(&s->pace, started_ms, steady_ms(s));
    pthread_mutex_lock(&s->lock);
    s->stats.throttled++;
    pthread_mutex_unlock(&s->lock);
}
