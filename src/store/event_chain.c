/* event_chain.c - what proves that the timeline is the one that was written. */
#include "event_chain.h"
#include <stdio.h>
#include <string.h>

#define BATCH 512

static void add_number(struct sha256 *s, int64_t n)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%lld\n", (long long)n);
    sha256_add(s, str_of(text));
}

static void add_text(struct sha256 *s, struct str text)
{
    add_number(s, (int64_t)text.len);
    sha256_add(s, text);
}

void event_digest(const uint8_t before[SHA256_SIZE], const struct event *event,
                  uint8_t out[SHA256_SIZE])
{
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, (struct str){ (const char *)before, SHA256_SIZE });
    add_number(&s, event->id);
    add_number(&s, event->ticket_id);
    add_number(&s, event->at);
    add_text(&s, event->type);
    add_text(&s, event->actor);
    add_number(&s, event->message_id);
    add_text(&s, event->data_json);
    sha256_end(&s, out);
}

void words_digest(struct str reason, struct str text, char out[WORDS_DIGEST_SIZE])
{
    uint8_t digest[SHA256_SIZE];
    struct sha256 s;
    out[0] = '\0';
    if (reason.len == 0 && text.len == 0) return;
    sha256_begin(&s);
    add_text(&s, reason);
    add_text(&s, text);
    sha256_end(&s, digest);
    hex_encode(digest, sizeof digest, out);
}

/* --- verifying --- */

struct walk {
    const struct chain_head *known;
    struct chain_report *report;
    uint8_t before[SHA256_SIZE];
    int64_t last_id;
    bool begun;
};

static void broken(struct walk *w, int64_t id, const char *why)
{
    if (w->report->broken_at) return;
    w->report->broken_at = id;
    (void)snprintf(w->report->why, sizeof w->report->why, "%s", why);
}

static void words_check(struct walk *w, const struct event *event, bool erased)
{
    char words[WORDS_DIGEST_SIZE];
    words_digest(event->reason, event->text, words);
    bool said = str_contains(event->data_json, STR("\"words\":\""));
    if (erased)
        w->report->erased++;
    else if (said != (words[0] != '\0') || (said && !str_contains(event->data_json, str_of(words))))
        broken(w, event->id, "the words of this event are not those that were written");
}

static void link_check(struct walk *w, const struct event *event, struct str digest, bool erased)
{
    uint8_t expected[SHA256_SIZE];
    if (digest.len == 0 && !w->begun) {
        w->report->before++;
        w->last_id = event->id;
        return;
    }
    w->begun = true;
    if (event->id != w->last_id + 1)
        broken(w, w->last_id + 1, "an event between its neighbours is missing");
    event_digest(w->before, event, expected);
    if (digest.len != SHA256_SIZE || memcmp(expected, digest.at, SHA256_SIZE) != 0)
        broken(w, event->id, "this event, or one before it, is not what was written");
    words_check(w, event, erased);
    if (w->known && w->known->event_id == event->id)
        w->report->known_found = memcmp(w->known->digest, digest.at, SHA256_SIZE) == 0;
    memcpy(w->before, expected, SHA256_SIZE);
    w->last_id = event->id;
    w->report->events++;
}

static bool batch_walk(struct db *db, struct walk *w, int64_t *count, struct err *e)
{
    struct arena arena = { 0 };
    struct db_rows *rows;
    bool more, ok;
    *count = 0;
    if (!db_open_rows(db, STMT_EVENT_AFTER, VALUES(V_INT(w->last_id), V_INT(BATCH)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        struct event event;
        struct str digest;
        if (!(ok =
                  event_read(rows, &arena, &event, e) && db_text_copy(rows, 7, &arena, &digest, e)))
            break;
        link_check(w, &event, digest, !db_is_null(rows, 10));
        ++*count;
    }
    db_close_rows(rows);
    arena_clear(&arena);
    return ok;
}

bool event_verify(struct db *db, const struct chain_head *known, struct chain_report *out,
                  struct err *e)
{
    struct walk w = { .known = known, .report = out };
    int64_t count;
    *out = (struct chain_report){ .known_found = known == NULL || known->event_id == 0 };
    if (!chain_head_get(db, &out->head, e)) return false;
    do {
        if (!batch_walk(db, &w, &count, e)) return false;
    } while (count == BATCH);
    if (out->head.event_id != w.last_id ||
        (w.begun && memcmp(out->head.digest, w.before, SHA256_SIZE) != 0))
        broken(&w, w.last_id + 1, "the end of the trail is missing");
    if (known && known->event_id > 0 && known->event_id <= out->before) out->known_found = true;
    return true;
}
