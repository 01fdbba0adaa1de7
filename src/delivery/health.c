/* health.c - is Meta there, and may we send?
 *
 * One insane outcome of a message (5xx, garbage, silence, a broken connection) puts everything in
 * doubt. Then, in this order: a harmless GET must show that somebody answers; one message at a time
 * goes along, with growing pauses, until one has a final outcome; only that ends the doubt, because
 * a server may answer GET and be broken for POST, and one that says "try later" has proven nothing.
 * So an outage costs few replies a try, whatever it looks like, and what is unsure keeps its one
 * further try for when it is worth it. */
#include "sender_private.h"
#include <stdio.h>

#define PAUSE_FIRST_MS          1000
#define PAUSE_MAX_MS            30000
#define PAUSED_LOOK_MS          (10 * MS_PER_MINUTE)
#define PROBES_BEFORE_A_MESSAGE 6 /* a server may not even know GET */

static void stats_stopped(struct sender *s, const char *by)
{
    pthread_mutex_lock(&s->lock);
    s->stats.can_send = by[0] == '\0';
    (void)snprintf(s->stats.stopped_by, sizeof s->stats.stopped_by, "%s", by);
    pthread_mutex_unlock(&s->lock);
}

/* 1, 2, 4 ... 30 s after that many failures. */
static int64_t pause_after(int failures)
{
    int64_t pause = PAUSE_FIRST_MS;
    for (int i = 1; i < failures && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    return pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS;
}

/* With nothing else to try, an unsure reply must be the one that goes along; it has only one
 * further try, so the pauses are long. */
static int64_t unsure_pause_after(int failures)
{
    if (failures <= 1) return 0;
    return failures == 2 ? MS_PER_MINUTE : 5 * MS_PER_MINUTE;
}

void health_sane(struct sender *s)
{
    s->sane_at = clock_now(&s->options.clock);
    if (s->paused && !s->doubt) return; /* what was under way says nothing of the pause */
    if (s->doubt || s->careful) {
        log_event(s->options.log, LOG_INFO, "sender.resumed", LOG_NUM("insane", s->insane),
                  LOG_NUM("failed_probes", s->failed_probes));
        stats_stopped(s, "");
        s->look = true;
    }
    if (s->doubt) s->back_at = steady_ms(s);
    s->doubt = s->careful = false;
    s->failed_probes = s->insane = 0;
}

void health_not_yet(struct sender *s)
{
    if (s->careful) s->careful_at = steady_ms(s) + pause_after(s->insane);
}

void health_insane(struct sender *s, int64_t started_ms)
{
    int64_t now = steady_ms(s);
    /* Was under way already when the trouble was found: the same trouble, not one more. */
    if (s->insane && started_ms <= s->insane_at) return;
    s->insane++;
    s->careful = true;
    s->careful_at = now + pause_after(s->insane);
    s->insane_at = now;
    if (s->doubt) return;
    s->doubt = true;
    s->probe_at = now + pause_after(1);
    log_event(s->options.log, LOG_WARN, "sender.doubt", LOG_NUM("in_flight", s->busy),
              LOG_NUM("insane", s->insane));
}

void health_stop_all(struct sender *s, int64_t code, int64_t for_ms)
{
    char by[32];
    (void)snprintf(by, sizeof by, "%lld", (long long)code);
    s->stopped_until = steady_ms(s) + for_ms;
    s->careful = true;
    s->careful_at = s->stopped_until;
    stats_stopped(s, by);
    log_event(s->options.log, LOG_ERROR, "sender.stopped", LOG_NUM("code", code),
              LOG_NUM("for_ms", for_ms));
}

void health_account(struct sender *s, int64_t paused_until, int64_t now)
{
    int64_t wait = paused_until - now < PAUSED_LOOK_MS ? paused_until - now : PAUSED_LOOK_MS;
    if (paused_until == 0 && !s->paused) return;
    bool begins = !s->paused;
    s->paused = paused_until != 0;
    if (!s->paused) {
        health_sane(s);
        return;
    }
    if (begins) s->paused_at = steady_ms(s);
    s->stopped_until = s->careful_at = steady_ms(s) + wait;
    s->careful = s->look = true;
    stats_stopped(s, "account");
    if (begins) log_event(s->options.log, LOG_ERROR, "sender.paused", LOG_NUM("for_ms", wait));
}

void health_account_again(struct sender *s)
{
    if (!s->paused) return;
    s->stopped_until = s->careful_at = steady_ms(s);
    s->look = true;
}

size_t health_allowance(const struct sender *s, size_t free_slots)
{
    int64_t now = steady_ms(s);
    if (s->stopping || s->doubt || now < s->stopped_until) return 0;
    if (s->careful) return s->busy == 0 && free_slots && now >= s->careful_at ? 1 : 0;
    return free_slots;
}

/* A message that went out after the row became unsure had a sane outcome: Meta would have reported
 * on the row, had it taken it. */
static bool is_proven_since(const struct sender *s)
{
    return s->sane_at > s->next_unsure - s->options.unsure_ms;
}

int health_settle_limit(const struct sender *s)
{
    int64_t now = clock_now(&s->options.clock);
    if (!s->next_unsure || s->next_unsure > now || s->stopping) return 0;
    /* While it was away it could not report either: it gets the same time again. */
    if (s->doubt || steady_ms(s) - s->back_at < s->options.unsure_ms) return 0;
    if (is_proven_since(s)) return HEALTH_SETTLE_ALL;
    if (health_allowance(s, 1) == 0 || (s->next_due && s->next_due <= now)) return 0;
    return steady_ms(s) - s->insane_at >= unsure_pause_after(s->insane) ? 1 : 0;
}

void health_probe_if_due(struct sender *s)
{
    if (s->probing || s->stopping || !s->doubt || steady_ms(s) < s->probe_at) return;
    probe_prepare(&s->probe, &s->target);
    s->probing = curl_multi_add_handle(s->multi, s->probe.easy) == CURLM_OK;
}

void health_probe_done(struct sender *s, bool sane)
{
    s->probing = false;
    if (!sane) {
        s->failed_probes++;
        s->probe_at = steady_ms(s) + pause_after(s->failed_probes + 1);
        if (s->failed_probes == 2) stats_stopped(s, "unreachable");
        if (s->failed_probes < PROBES_BEFORE_A_MESSAGE) return;
    }
    s->doubt = false; /* careful still */
    s->back_at = steady_ms(s);
    s->look = true;
}

int64_t health_wait_ms(const struct sender *s)
{
    int64_t now = steady_ms(s);
    if (now < s->stopped_until) return s->stopped_until - now;
    if (s->doubt && !s->probing) return s->probe_at > now ? s->probe_at - now : 0;
    /* Once that time has passed, only a reply that is due can bring news. */
    if (!s->doubt && s->careful && s->careful_at > now) return s->careful_at - now;
    return -1;
}
