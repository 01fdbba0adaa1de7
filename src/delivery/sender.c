/* sender.c - start, loop, stop. */
#include "sender_private.h"
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PRESET_PER_SECOND 80
#define POLL_MAX_MS       1000 /* the wall clock may jump: look at it now and then */
#define RETRY_EXCHANGE_MS 20
#define LOOK_MS           5000
#define LAST_WORDS_MS     500

static int64_t least(int64_t a, int64_t b)
{
    if (b < 0) return a;
    return a < b ? a : b;
}

/* How long nothing will happen that only the clock can tell. */
static int64_t poll_ms(struct sender *s)
{
    int64_t now = clock_now(&s->options.clock);
    int64_t wait = least(least(POLL_MAX_MS, health_wait_ms(s)), media_wait_ms(s->media));
    wait = least(wait, number_ask_wait_ms(s));
    if (s->exchange_state != EXCHANGE_IDLE) return wait; /* its end wakes us */
    if (s->waiting_count) return least(wait, RETRY_EXCHANGE_MS);
    /* Nothing is left that could wake us, or only the end of a file. */
    if (s->stopping && s->busy == 0)
        return media_is_still(s->media, false) ? 0 : least(RETRY_EXCHANGE_MS, wait);
    if (s->busy >= sender_slots(s) || health_allowance(s, 1) == 0) return wait;
    if (s->look || (s->next_due && s->next_due <= now))
        return least(wait, pace_wait_ms(&s->pace, steady_ms(s)));
    return s->next_due ? least(wait, s->next_due - now) : wait;
}

static bool is_finished(struct sender *s)
{
    if (!s->stopping) return false;
    media_stop(s->media);
    number_ask_stop(s);
    receipts_stop(s);
    if (s->busy && steady_ms(s) >= s->stop_by) send_abort_all(s);
    if (s->busy || s->exchange_state != EXCHANGE_IDLE) return false;
    bool hurry = steady_ms(s) >= s->stop_by + LAST_WORDS_MS;
    if (!media_is_still(s->media, hurry)) return false;
    /* Outcomes that cannot be stored are lost with us; their rows stay leased, and the next start
     * finds them unsure. */
    return s->waiting_count == 0 || hurry;
}

static void look_now_and_then(struct sender *s)
{
    int64_t now = steady_ms(s);
    if (atomic_exchange(&s->account_changed, false)) health_account_again(s);
    if (atomic_exchange(&s->media_woken, false) || now >= s->look_at) media_look(s->media);
    if (!atomic_exchange(&s->woken, false) && now < s->look_at) return;
    s->look = true;
    s->look_at = now + LOOK_MS;
}

static void *sender_main(void *ctx)
{
    struct sender *s = ctx;
    int running;
    while (!is_finished(s)) {
        look_now_and_then(s);
        sender_pace_turn(s);
        receipts_send(s);
        exchange_take(s);
        (void)curl_multi_perform(s->multi, &running);
        send_collect(s);
        health_probe_if_due(s);
        number_ask_if_due(s);
        exchange_give(s);
        if (media_token_refused(s->media)) token_renew(s);
        media_turn(s->media);
        (void)curl_multi_poll(s->multi, NULL, 0, (int)poll_ms(s), NULL);
    }
    return NULL;
}

static bool target_make(struct sender *s, struct err *e)
{
    const struct sender_options *o = &s->options;
    const struct wa_address_parts parts = { .base_url = o->graph_url,
                                            .version = o->api_version,
                                            .number = o->phone_number_id };
    if (!wa_provider_url(o->provider, WA_ADDRESS_NUMBER, &parts, s->probe_url, sizeof s->probe_url,
                         e) ||
        !wa_provider_url(o->provider, WA_ADDRESS_MESSAGES, &parts, s->messages_url,
                         sizeof s->messages_url, e) ||
        !wa_provider_url(o->provider, WA_ADDRESS_UPLOAD, &parts, s->upload_url,
                         sizeof s->upload_url, e))
        return false;
    s->target.messages_url = s->messages_url;
    s->target.probe_url = s->probe_url;
    s->target.timeout_ms = o->timeout_ms;
    s->target.connect_timeout_ms = o->connect_timeout_ms;
    s->target.provider = o->provider;
    (void)snprintf(s->health_url, sizeof s->health_url, "%s%s", s->probe_url,
                   o->provider->is_graph ? "?fields=health_status" : "");
    return number_ask_prepare(s, e) && token_set(s, o->token.text, e);
}

static bool transfers_make(struct sender *s, struct err *e)
{
    s->transfer_count = s->options.in_flight > 0 ? s->options.in_flight : SENDER_IN_FLIGHT_1000;
    s->transfers = calloc((size_t)s->transfer_count, sizeof *s->transfers);
    s->multi = curl_multi_init();
    if (!s->transfers || !s->multi) return err_set(e, ERR_MEMORY, "sender: no memory");
    (void)curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS,
                            (long)s->transfer_count + 1 + MEDIA_IN_FLIGHT);
    return transfer_init(&s->probe, &s->target, e);
}

void sender_destroy(struct sender *s)
{
    if (!s) return;
    for (int i = 0; s->transfers && i < s->transfer_count; i++)
        transfer_finish(&s->transfers[i]);
    transfer_finish(&s->probe);
    number_ask_stop(s);
    receipts_stop(s);
    free(s->transfers);
    media_destroy(s->media);
    if (s->multi) (void)curl_multi_cleanup(s->multi);
    token_forget(s);
    arena_clear(&s->exchange.arena);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

static int64_t steady_now(void *ctx)
{
    (void)ctx;
    return clock_monotonic_ms();
}

static void presets_apply(struct sender_options *o)
{
    if (!o->provider) o->provider = wa_provider_meta();
    if (!o->steady.now_ms) o->steady.now_ms = steady_now;
    if (o->in_flight > IN_FLIGHT_MAX) o->in_flight = IN_FLIGHT_MAX;
    if (o->messages_per_second <= 0) o->messages_per_second = PRESET_PER_SECOND;
    if (o->unsure_ms <= 0) o->unsure_ms = SENDER_UNSURE_MS;
    if (o->timeout_ms <= 0) o->timeout_ms = SENDER_TIMEOUT_MS;
    if (o->connect_timeout_ms <= 0) o->connect_timeout_ms = SENDER_CONNECT_MS;
}

bool sender_library_open(struct err *e)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ||
           err_set(e, ERR_INTERNAL, "libcurl cannot be set up");
}

void sender_library_close(void)
{
    curl_global_cleanup();
}

struct recovery {
    int64_t now, settle_at, count;
    int64_t told_code, told_at; /* of the time before: no news */
};

static bool recover(void *ctx, struct db *db, struct err *e)
{
    struct recovery *r = ctx;
    return outbox_recover(db, r->settle_at, r->now, &r->count, e) &&
           outbox_told(db, &r->told_code, &r->told_at, e);
}

static bool recover_leases(struct sender *s, struct err *e)
{
    int64_t now = clock_now(&s->options.clock);
    struct recovery r = { .now = now, .settle_at = now + s->options.unsure_ms };
    if (!writer_call(s->options.writer, recover, &r, e)) return false;
    s->told_seen = r.told_at;
    if (r.count) log_event(s->options.log, LOG_WARN, "sender.recovered", LOG_NUM("count", r.count));
    return true;
}

static bool media_begin(struct sender *s, struct err *e)
{
    return !s->options.media_store ||
           media_create(&s->options, s->multi, s->target.get_headers, &s->media, e);
}

bool sender_start(const struct sender_options *options, struct sender **out, struct err *e)
{
    struct sender *s = calloc(1, sizeof *s);
    if (!s) return err_set(e, ERR_MEMORY, "sender: no memory");
    s->options = *options;
    presets_apply(&s->options);
    (void)pthread_mutex_init(&s->lock, NULL);
    s->stats.can_send = true;
    s->look = true;
    s->stop_code = GRAPH_NO_CODE;
    pace_init(&s->pace, s->options.messages_per_second, steady_ms(s));
    s->stats.per_second = (int)s->pace.per_second;
    if (!target_make(s, e) || !transfers_make(s, e) || !recover_leases(s, e) || !media_begin(s, e))
        goto fail;
    if (pthread_create(&s->thread, NULL, sender_main, s) != 0) {
        err_set(e, ERR_MEMORY, "sender: no thread");
        goto fail;
    }
    *out = s;
    return true;
fail:
    sender_destroy(s);
    return false;
}

void sender_wake(struct sender *s)
{
    if (!atomic_exchange(&s->woken, true)) (void)curl_multi_wakeup(s->multi);
}

void sender_wake_media(struct sender *s)
{
    if (!atomic_exchange(&s->media_woken, true)) (void)curl_multi_wakeup(s->multi);
}

void sender_heard(struct sender *s, size_t messages)
{
    (void)atomic_fetch_add(&s->heard, (uint32_t)messages);
}

void sender_account_changed(struct sender *s, bool number)
{
    if (number) atomic_store(&s->ask_number, true);
    atomic_store(&s->account_changed, true);
    (void)curl_multi_wakeup(s->multi);
}

void sender_stats(struct sender *s, struct sender_stats *out)
{
    pthread_mutex_lock(&s->lock);
    *out = s->stats;
    media_stats(s->media, out);
    pthread_mutex_unlock(&s->lock);
}

void sender_stop(struct sender *s, int64_t grace_ms)
{
    if (!s) return;
    s->stop_by = steady_ms(s) + grace_ms;
    s->stopping = true;
    (void)curl_multi_wakeup(s->multi);
    (void)pthread_join(s->thread, NULL);
    pthread_mutex_lock(&s->lock); /* the last job's done may still be in it */
    pthread_mutex_unlock(&s->lock);
}
