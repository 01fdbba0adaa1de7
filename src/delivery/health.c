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
#include <string.h>

#define PAUSE_FIRST_MS          1000
#define PAUSE_MAX_MS            30000
#define PAUSED_LOOK_MS          (10 * MS_PER_MINUTE)
#define PROBES_AWAY             2 /* failed ones in a row: nobody is there */
#define PROBES_BEFORE_A_MESSAGE 6 /* a server may not even know GET */
#define INSANE_FAILING          5 /* in a row, with half a minute between first and last */
#define STOP_MS                 MS_PER_MINUTE
#define TOLD_STOP_MAX_MS        (15 * MS_PER_MINUTE)
#define TOLD_LAG_MS             (5 * MS_PER_SECOND) /* a status comes so late, or earlier */
#define SLOW_MS                 (30 * MS_PER_MINUTE)
#define SLOW_GAP_MS             (3 * MS_PER_SECOND) /* between two replies */

/* The one place that says why nothing leaves: what comes first here hides what comes after. */
static void stats_tell(struct sender *s)
{
    char by[sizeof s->stats.stopped_by] = "";
    if (s->failed_probes >= PROBES_AWAY)
        (void)snprintf(by, sizeof by, "unreachable");
    else if (s->stop_code != GRAPH_NO_CODE)
        (void)snprintf(by, sizeof by, "%lld", (long long)s->stop_code);
    else if (s->insane >= INSANE_FAILING)
        (void)snprintf(by, sizeof by, "failing");
    else if (s->paused)
        (void)snprintf(by, sizeof by, "account");
    pthread_mutex_lock(&s->lock);
    s->stats.can_send = by[0] == '\0';
    memcpy(s->stats.stopped_by, by, sizeof by);
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

static void resume(struct sender *s)
{
    log_event(s->options.log, LOG_INFO, "sender.resumed", LOG_NUM("insane", s->insane),
              LOG_NUM("failed_probes", s->failed_probes));
    s->look = true;
    s->careful = false;
    s->failed_probes = s->insane = s->told_stops = 0;
    s->stop_code = GRAPH_NO_CODE;
    s->proof_at = 0;
    stats_tell(s);
}

/* After a stop by a status "accepted" proves nothing: what was accepted may be reported as failed.
 * Only when a while has passed without such a report the next acceptance is believed. */
static bool is_proven(struct sender *s)
{
    int64_t now = steady_ms(s);
    if (s->told_stops == 0 || (s->proof_at && now >= s->proof_at)) return true;
    if (s->proof_at == 0) s->proof_at = now + s->options.unsure_ms;
    s->careful_at = s->proof_at;
    return false;
}

void health_sane(struct sender *s)
{
    s->sane_at = clock_now(&s->options.clock);
    /* It had left before the stop, and says nothing of the time after it. */
    if (s->stop_code != GRAPH_NO_CODE && steady_ms(s) < s->stopped_until) return;
    if (s->doubt) s->back_at = steady_ms(s);
    bool was_stopped = s->doubt || s->careful;
    s->doubt = false;
    if (was_stopped && is_proven(s)) resume(s);
    s->failed_probes = s->insane = 0;
    if (was_stopped) stats_tell(s);
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
    if (s->insane == INSANE_FAILING) stats_tell(s);
    if (s->doubt) return;
    s->doubt = true;
    s->probe_at = now + pause_after(1);
    log_event(s->options.log, LOG_WARN, "sender.doubt", LOG_NUM("in_flight", s->busy),
              LOG_NUM("insane", s->insane));
}

/* Nothing is sent, and after a while a harmless GET asks whether it may be: no citizen's reply is
 * the probe while the token is no good. */
void health_stop_all(struct sender *s, int64_t code, int64_t for_ms)
{
    s->stopped_until = steady_ms(s) + for_ms;
    s->doubt = s->careful = true;
    s->careful_at = s->probe_at = s->stopped_until;
    s->probe_fine = false;
    s->stop_code = code;
    s->failed_probes = 0; /* somebody is there and says no */
    stats_tell(s);
    log_event(s->options.log, LOG_ERROR, "sender.stopped", LOG_NUM("code", code),
              LOG_NUM("for_ms", for_ms));
}

void health_told(struct sender *s, int64_t code)
{
    const struct graph_rule *rule = graph_rule(code);
    int64_t stop = STOP_MS;
    if (graph_says_too_fast(code)) sender_pace_throttled(s, steady_ms(s) - TOLD_LAG_MS);
    if (rule && rule->class == GRAPH_STOP_TEMPLATES) health_slow(s, code);
    if (!rule || rule->class != GRAPH_STOP_ALL) return;
    /* What was accepted before the stop is reported one by one: the same trouble, not one more. */
    if (s->told_stops == 0 || steady_ms(s) >= s->stopped_until) s->told_stops++;
    for (int i = 1; i < s->told_stops && stop < TOLD_STOP_MAX_MS; i++)
        stop *= 2;
    s->proof_at = 0;
    health_stop_all(s, code, stop < TOLD_STOP_MAX_MS ? stop : TOLD_STOP_MAX_MS);
}

void health_slow(struct sender *s, int64_t code)
{
    int64_t now = steady_ms(s);
    if (now >= s->slow_until)
        log_event(s->options.log, LOG_ERROR, "sender.slow", LOG_NUM("code", code),
                  LOG_NUM("for_ms", SLOW_MS));
    s->slow_until = now + SLOW_MS;
    s->slow_next = now + SLOW_GAP_MS;
}

int64_t health_template_hold_ms(const struct sender *s, const struct outbox_lease *lease)
{
    int64_t left = s->slow_until - steady_ms(s);
    return lease->is_template && left > 0 ? left : 0;
}

void health_begun(struct sender *s)
{
    int64_t now = steady_ms(s);
    if (now < s->slow_until) s->slow_next = now + SLOW_GAP_MS;
}

/* While replies go slowly, how many may go now. */
static size_t slow_allowance(const struct sender *s, int64_t now, size_t free_slots)
{
    if (now >= s->slow_until || free_slots == 0) return free_slots;
    return now >= s->slow_next ? 1 : 0;
}

void health_account(struct sender *s, int64_t paused_until, int64_t now)
{
    int64_t wait = paused_until - now < PAUSED_LOOK_MS ? paused_until - now : PAUSED_LOOK_MS;
    bool was_paused = s->paused;
    if (paused_until == 0 && !was_paused) return;
    s->paused = paused_until != 0;
    s->account_at = s->paused ? steady_ms(s) + wait : 0;
    s->look = true;
    if (s->paused == was_paused) return;
    s->paused_at = steady_ms(s);
    stats_tell(s);
    log_event(s->options.log, s->paused ? LOG_ERROR : LOG_INFO,
              s->paused ? "sender.paused" : "sender.unpaused",
              LOG_NUM("for_ms", s->paused ? wait : 0));
}

void health_account_again(struct sender *s)
{
    if (!s->paused) return;
    s->account_at = steady_ms(s);
    s->look = true;
}

size_t health_allowance(const struct sender *s, size_t free_slots)
{
    int64_t now = steady_ms(s);
    if (s->stopping || s->doubt || now < s->stopped_until || now < s->account_at) return 0;
    if (s->careful && now < s->careful_at) return 0;
    if (s->careful || s->paused) return s->busy == 0 && free_slots ? 1 : 0;
    return slow_allowance(s, now, free_slots);
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
    struct graph_target target = s->target;
    if (s->probing || s->stopping || !s->doubt || steady_ms(s) < s->probe_at) return;
    if (s->stop_code != GRAPH_NO_CODE) {
        token_renew(s);
        target = s->target;
        target.probe_url = s->health_url;
    }
    probe_prepare(&s->probe, &target);
    s->probing = curl_multi_add_handle(s->multi, s->probe.easy) == CURLM_OK;
}

void health_probe_ended(struct sender *s, CURLcode result)
{
    int64_t code = GRAPH_NO_CODE;
    enum probe_answer answer = probe_read(&s->probe, &s->target, result, &code);
    health_probe_done(s, answer, code);
}

void health_probe_done(struct sender *s, enum probe_answer answer, int64_t code)
{
    s->probing = false;
    s->probe_fine = answer == PROBE_FINE;
    if (answer == PROBE_REFUSED || answer == PROBE_BLOCKED) {
        health_stop_all(s, answer == PROBE_REFUSED ? code : s->stop_code, STOP_MS);
        return;
    }
    if (answer == PROBE_AWAY) {
        s->failed_probes++;
        s->probe_at = steady_ms(s) + pause_after(s->failed_probes + 1);
        if (s->failed_probes == PROBES_AWAY) stats_tell(s);
        if (s->failed_probes < PROBES_BEFORE_A_MESSAGE) return;
    }
    s->doubt = false; /* careful still */
    s->back_at = steady_ms(s);
    s->look = true;
    if (steady_ms(s) < s->account_at) health_nothing_due(s);
}

/* Nobody waits, or may go, who could be the proof: what the probe says is believed. */
void health_nothing_due(struct sender *s)
{
    if (s->careful && !s->doubt && s->probe_fine && s->busy == 0) resume(s);
}

int64_t health_wait_ms(const struct sender *s)
{
    int64_t now = steady_ms(s);
    if (s->doubt && !s->probing) return s->probe_at > now ? s->probe_at - now : 0;
    /* Once that time has passed, only a reply that is due can bring news. */
    if (!s->doubt && s->careful && s->careful_at > now) return s->careful_at - now;
    if (s->account_at > now) return s->account_at - now;
    if (now < s->slow_until && s->slow_next > now) return s->slow_next - now;
    return -1;
}
