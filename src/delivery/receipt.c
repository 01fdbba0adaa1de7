/* receipt.c - "read", and "is writing" where words follow: a courtesy that nothing waits for. What
 * cannot be said at once is not said: no retry, no row, no slot of a reply's, and of the pace only
 * what replies leave over. */
#include "sender_private.h"
#include <string.h>

#define TIMEOUT_MS (5 * MS_PER_SECOND)

void sender_read(struct sender *s, struct str wamid, bool typing)
{
    pthread_mutex_lock(&s->lock);
    struct receipt *r = &s->receipts_waiting[s->receipt_count];
    if (s->receipt_count < RECEIPTS_WAITING && str_copy(r->wamid, sizeof r->wamid, wamid)) {
        r->typing = typing;
        s->receipt_count++;
    }
    pthread_mutex_unlock(&s->lock);
}

static bool take_next(struct sender *s, struct receipt *out)
{
    pthread_mutex_lock(&s->lock);
    bool any = s->receipt_count > 0;
    if (any) {
        *out = s->receipts_waiting[0];
        s->receipt_count--;
        memmove(s->receipts_waiting, s->receipts_waiting + 1,
                s->receipt_count * sizeof s->receipts_waiting[0]);
    }
    pthread_mutex_unlock(&s->lock);
    return any;
}

static struct transfer *free_slot(struct sender *s)
{
    for (size_t i = 0; i < RECEIPTS_IN_FLIGHT; i++)
        if (!s->receipts[i].busy) return &s->receipts[i];
    return NULL;
}

static void send_one(struct sender *s, const struct receipt *r)
{
    struct graph_target target = s->target;
    struct transfer *t = free_slot(s);
    target.timeout_ms = TIMEOUT_MS;
    /* Meta counts every message type; a reply must never wait because of a courtesy. */
    if (!t || !pace_has_spare(&s->pace, steady_ms(s)) ||
        health_allowance(s, s->careful ? 0 : 1) == 0)
        return;
    if (!t->easy && !transfer_init(t, &target, NULL)) return;
    if (!receipt_prepare(t, str_of(r->wamid), r->typing, NULL) ||
        curl_multi_add_handle(s->multi, t->easy) != CURLM_OK)
        return;
    t->busy = true;
    pace_take(&s->pace, 1, steady_ms(s));
}

void receipts_send(struct sender *s)
{
    struct receipt next;
    while (take_next(s, &next))
        send_one(s, &next);
}

bool receipt_done(struct sender *s, struct transfer *t, CURLcode code)
{
    long status = 0;
    if (t < s->receipts || t >= s->receipts + RECEIPTS_IN_FLIGHT) return false;
    (void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    t->busy = false;
    pthread_mutex_lock(&s->lock);
    if (code == CURLE_OK && status == 200) s->stats.receipts++;
    pthread_mutex_unlock(&s->lock);
    return true;
}

void receipts_stop(struct sender *s)
{
    for (size_t i = 0; i < RECEIPTS_IN_FLIGHT; i++) {
        struct transfer *t = &s->receipts[i];
        if (t->busy) (void)curl_multi_remove_handle(s->multi, t->easy);
        transfer_finish(t);
        t->busy = false;
    }
}
