/* number_ask.c - asks Meta at start and daily how fast this number may send, beside the messages
 * and on the same thread, so that nobody waits for it. */
#include "sender_private.h"
#include "wa/number_rate.h"
#include <stdatomic.h>
#include <stdio.h>

#define AGAIN_MS  MS_PER_DAY
#define FAILED_MS (10 * MS_PER_MINUTE) /* Meta was away, or told nothing: sooner than tomorrow */

static bool is_wanted(const struct sender *s)
{
    return s->options.pace_by_meta && s->options.provider->is_graph && !s->stopping;
}

bool number_ask_prepare(struct sender *s, struct err *e)
{
    int n =
        snprintf(s->number_url, sizeof s->number_url, "%s?fields=" WA_RATE_FIELDS, s->probe_url);
    if (n < 0 || (size_t)n >= sizeof s->number_url)
        return err_set(e, ERR_INPUT, "graph_url: too long");
    s->ask_at = steady_ms(s);
    return true;
}

void number_ask_if_due(struct sender *s)
{
    struct graph_target target = s->target;
    if (atomic_exchange(&s->ask_number, false)) s->ask_at = steady_ms(s);
    if (!is_wanted(s) || s->asking || steady_ms(s) < s->ask_at) return;
    s->ask_at = steady_ms(s) + FAILED_MS;
    target.probe_url = s->number_url;
    if (!s->number.easy && !transfer_init(&s->number, &target, NULL)) return;
    probe_prepare(&s->number, &target);
    s->asking = curl_multi_add_handle(s->multi, s->number.easy) == CURLM_OK;
}

void number_ask_done(struct sender *s, CURLcode code)
{
    struct wa_number_rate rate;
    struct err e = { 0 };
    long status = 0;
    s->asking = false;
    (void)curl_easy_getinfo(s->number.easy, CURLINFO_RESPONSE_CODE, &status);
    bool told = code == CURLE_OK && status == 200 &&
                wa_number_rate_read(buf_view(&s->number.response), &rate, &e);
    transfer_finish(&s->number); /* memory at rest is a promise, and this is once a day */
    if (!told) {
        log_event(s->options.log, LOG_WARN, "sender.pace_unknown", LOG_NUM("http", status),
                  LOG_TEXT("why", code == CURLE_OK ? e.text : curl_easy_strerror(code)));
        return;
    }
    s->ask_at = steady_ms(s) + AGAIN_MS;
    if (rate.per_second != s->pace.normal) pace_change(&s->pace, rate.per_second, steady_ms(s));
    (void)snprintf(s->tier, sizeof s->tier, "%s", rate.tier);
    s->look = true; /* it may be faster now */
    log_event(s->options.log, LOG_INFO, "sender.pace", LOG_NUM("per_second", rate.per_second),
              LOG_NUM("shared_with_app", rate.shared), LOG_TEXT("level", rate.level),
              LOG_TEXT("tier", rate.tier));
}

void number_ask_stop(struct sender *s)
{
    if (s->asking) (void)curl_multi_remove_handle(s->multi, s->number.easy);
    s->asking = false;
    transfer_finish(&s->number);
}

int64_t number_ask_wait_ms(const struct sender *s)
{
    int64_t now = steady_ms(s);
    if (!is_wanted(s) || s->asking) return -1;
    return s->ask_at > now ? s->ask_at - now : 0;
}
