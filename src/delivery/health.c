/* health.c - is Meta there, and may we send?
 *
 * One insane outcome (5xx, garbage, silence, a broken connection) puts everything in doubt: nothing
 * more is sent until a harmless GET, or an answer that was still under way, shows Meta there. So an
 * outage costs each reply at most one try, whatever it looks like. */
#include "sender_private.h"
#include <stdio.h>

#define PROBE_FIRST_MS          1000
#define PROBE_MAX_MS            30000
#define PROBES_BEFORE_A_MESSAGE 6 /* then one message goes along: a server may know no GET */

static void stats_stopped(struct sender *s, const char *by)
{
    pthread_mutex_lock(&s->lock);
    s->stats.can_send = by[0] == '\0';
    (void)snprintf(s->stats.stopped_by, sizeof s->stats.stopped_by, "%s", by);
    pthread_mutex_unlock(&s->lock);
}

void health_sane(struct sender *s)
{
    s->alive_at = clock_now(&s->options.clock);
    if (s->doubt || s->careful) {
        log_event(s->options.log, LOG_INFO, "sender.resumed",
                  LOG_NUM("failed_probes", s->failed_probes));
        stats_stopped(s, "");
        s->look = true;
    }
    s->doubt = s->careful = false;
    s->failed_probes = 0;
}

static int64_t probe_delay(int failed)
{
    int64_t delay = PROBE_FIRST_MS;
    for (int i = 0; i < failed && delay < PROBE_MAX_MS; i++)
        delay *= 2;
    return delay < PROBE_MAX_MS ? delay : PROBE_MAX_MS;
}

void health_doubt(struct sender *s)
{
    if (s->doubt) return;
    s->doubt = true;
    s->probe_at = clock_monotonic_ms() + probe_delay(s->failed_probes);
    log_event(s->options.log, LOG_WARN, "sender.doubt", LOG_NUM("in_flight", s->busy));
}

void health_stop_all(struct sender *s, int64_t code, int64_t for_ms)
{
    char by[32];
    (void)snprintf(by, sizeof by, "%lld", (long long)code);
    s->stopped_until = clock_monotonic_ms() + for_ms;
    s->careful = true;
    stats_stopped(s, by);
    log_event(s->options.log, LOG_ERROR, "sender.stopped", LOG_NUM("code", code),
              LOG_NUM("for_ms", for_ms));
}

size_t health_allowance(struct sender *s, size_t free_slots)
{
    if (s->stopping || s->doubt || clock_monotonic_ms() < s->stopped_until) return 0;
    if (s->careful) return s->busy == 0 && free_slots ? 1 : 0;
    return free_slots;
}

/* Unsure rows whose time has come may be sent again only if Meta was sane since. */
static bool probe_is_wanted(const struct sender *s)
{
    if (s->doubt) return true;
    return s->next_unsure && s->next_unsure <= clock_now(&s->options.clock) &&
           s->alive_at < s->next_unsure;
}

void health_probe_if_due(struct sender *s)
{
    if (s->probing || s->stopping || !probe_is_wanted(s) || clock_monotonic_ms() < s->probe_at)
        return;
    probe_prepare(&s->probe, &s->target);
    s->probing = curl_multi_add_handle(s->multi, s->probe.easy) == CURLM_OK;
}

void health_probe_done(struct sender *s, CURLcode code)
{
    s->probing = false;
    if (probe_is_sane(&s->probe, code)) {
        health_sane(s);
        s->look = true;
        return;
    }
    s->doubt = true;
    s->failed_probes++;
    s->probe_at = clock_monotonic_ms() + probe_delay(s->failed_probes);
    if (s->failed_probes == 2) stats_stopped(s, "unreachable");
    if (s->failed_probes >= PROBES_BEFORE_A_MESSAGE) {
        s->doubt = false;
        s->careful = s->look = true;
    }
}

int64_t health_wait_ms(const struct sender *s)
{
    int64_t now = clock_monotonic_ms();
    if (now < s->stopped_until) return s->stopped_until - now;
    if (s->probing || !probe_is_wanted(s)) return -1;
    return s->probe_at > now ? s->probe_at - now : 0;
}
