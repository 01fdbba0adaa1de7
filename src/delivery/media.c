/* media.c - slots, the finishing thread, start and stop of downloads. */
#include "media_private.h"
#include <stdlib.h>
#include <string.h>

struct recovery {
    int64_t now, count;
};

static bool recover(void *ctx, struct db *db, struct err *e)
{
    struct recovery *r = ctx;
    return attachment_recover(db, r->now, &r->count, e);
}

/* What a dead process had begun is due again, and what it had written aside goes away. */
static bool tidy(struct media *m, struct err *e)
{
    struct recovery r = { .now = clock_now(&m->options->clock) };
    int64_t removed = 0;
    if (!media_store_sweep(m->options->media_store, &removed, e) ||
        !writer_call(m->options->writer, recover, &r, e))
        return false;
    if (r.count || removed)
        log_event(m->options->log, LOG_WARN, "media.recovered", LOG_NUM("begun", r.count),
                  LOG_NUM("parts", removed));
    return true;
}

bool media_create(const struct sender_options *options, CURLM *multi, struct curl_slist *headers,
                  struct media **out, struct err *e)
{
    struct media *m = calloc(1, sizeof *m);
    if (!m) return err_set(e, ERR_MEMORY, "media: no memory");
    m->options = options;
    m->multi = multi;
    m->headers = headers;
    m->schemes = str_starts(str_of(options->graph_url), STR("http:")) ? "http,https" : "https";
    m->look = true;
    (void)pthread_mutex_init(&m->lock, NULL);
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        m->slots[i].owner = m;
        m->slots[i].part.fd = -1;
    }
    if (!tidy(m, e)) {
        media_destroy(m);
        return false;
    }
    *out = m;
    return true;
}

bool media_token_refused(struct media *m)
{
    bool refused = m && m->token_refused;
    if (m) m->token_refused = false;
    return refused;
}

void media_authorise(struct media *m, struct curl_slist *headers)
{
    if (m) m->headers = headers;
}

void media_destroy(struct media *m)
{
    if (!m) return;
    pthread_mutex_lock(&m->lock); /* the last job's done may still be in it */
    pthread_mutex_unlock(&m->lock);
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        slot_drop(&m->slots[i]);
        buf_finish(&m->slots[i].answer);
    }
    pthread_mutex_destroy(&m->lock);
    free(m);
}

void media_look(struct media *m)
{
    if (m) m->look = true;
}

static void *finish_main(void *ctx)
{
    struct media_slot *s = ctx;
    struct media *m = s->owner;
    struct media_report *r = &s->report;
    struct err e = { 0 };
    bool known = media_type_sniff(s->part.fd, r->type);
    if (!known)
        log_event(m->options->log, LOG_ERROR, "media.no_libmagic",
                  LOG_TEXT("why", "libmagic is not installed (Debian: libmagic1)"));
    r->suspect =
        known && attachment_is_suspect(s->work.kind, str_of(s->work.said_type), str_of(r->type));
    if (!media_part_keep(m->options->media_store, &s->part, r->hash, &e)) {
        s->fault = MEDIA_DISK;
        log_event(m->options->log, LOG_ERROR, "media.disk", LOG_TEXT("why", e.text));
    }
    m->finished = true;
    (void)curl_multi_wakeup(m->multi);
    return NULL;
}

static void finish_next(struct media *m)
{
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        struct media_slot *s = &m->slots[i];
        if (m->finishing || s->stage != SLOT_LANDED) continue;
        m->finished = false;
        if (pthread_create(&m->finisher, NULL, finish_main, s) != 0) {
            slot_fault(s, MEDIA_DISK);
            continue;
        }
        s->stage = SLOT_FINISHING;
        m->finishing = s;
    }
}

static void finish_collect(struct media *m)
{
    struct media_slot *s = m->finishing;
    if (!s || !m->finished) return;
    (void)pthread_join(m->finisher, NULL);
    m->finishing = NULL;
    if (s->fault != MEDIA_FINE) {
        slot_fault(s, s->fault);
        return;
    }
    slot_drop(s);
    s->stage = SLOT_REPORTS;
    m->stored++;
    log_event(m->options->log, LOG_INFO, "media.stored", LOG_NUM("attachment", s->work.id),
              LOG_NUM("bytes", s->report.size), LOG_NUM("attempt", s->work.attempt));
}

void media_turn(struct media *m)
{
    if (!m) return;
    media_take(m);
    finish_collect(m);
    finish_next(m);
    media_give(m);
}

bool media_ended(struct media *m, CURL *easy, CURLcode code)
{
    for (size_t i = 0; m && i < MEDIA_IN_FLIGHT; i++)
        if (m->slots[i].easy == easy) {
            slot_ended(&m->slots[i], code);
            return true;
        }
    return false;
}

void media_stop(struct media *m)
{
    if (!m || m->stopping) return;
    m->stopping = true;
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        struct media_slot *s = &m->slots[i];
        if (s->stage == SLOT_ASKING || s->stage == SLOT_LOADING) slot_give_back(s);
    }
}

bool media_is_still(const struct media *m, bool hurry)
{
    if (!m) return true;
    if (m->state != MEDIA_IDLE || m->finishing) return false;
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++)
        if (m->slots[i].stage != SLOT_FREE && !hurry) return false;
    return true;
}

int64_t media_wait_ms(const struct media *m)
{
    if (!m || m->state != MEDIA_IDLE) return -1;
    int64_t pause = m->exchange_not_before - clock_now(&m->options->steady);
    int64_t due = m->next_due ? m->next_due - clock_now(&m->options->clock) : -1;
    bool reports = false, room = false;
    for (size_t i = 0; i < MEDIA_IN_FLIGHT; i++) {
        reports = reports || m->slots[i].stage == SLOT_REPORTS;
        room = room || m->slots[i].stage == SLOT_FREE;
    }
    if (reports || (room && m->look && !m->stopping)) return pause > 0 ? pause : 0;
    if (!room || m->stopping || !m->next_due) return -1;
    return due > 0 ? due : 0;
}

void media_stats(const struct media *m, struct sender_stats *out)
{
    if (!m) return;
    out->media_stored = m->stored;
    out->media_retried = m->retried;
    out->media_lost = m->lost;
}
