/* event_chain.c - what proves that the timeline is the one that was written. */
#include "event_chain.h"
#include "event_state.h"
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

void link_digest(const uint8_t before[SHA256_SIZE], const struct link *link,
                 uint8_t out[SHA256_SIZE])
{
    const struct event *event = &link->event;
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
    if (link->words.len || link->state.len) {
        add_text(&s, link->words);
        add_text(&s, link->state);
    }
    sha256_end(&s, out);
}

void words_digest(struct str salt, struct str reason, struct str text, char out[WORDS_DIGEST_SIZE])
{
    uint8_t digest[SHA256_SIZE];
    struct sha256 s;
    out[0] = '\0';
    if (reason.len == 0 && text.len == 0) return;
    sha256_begin(&s);
    add_text(&s, reason);
    add_text(&s, text);
    sha256_end(&s, digest);
    if (salt.len) hmac_sha256(salt, (struct str){ (const char *)digest, sizeof digest }, digest);
    hex_encode(digest, sizeof digest, out);
}

struct str words_of_data(struct str data_json)
{
    static const size_t hex = WORDS_DIGEST_SIZE - 1;
    const struct str name = STR("\"words\":\"");
    size_t all = name.len + hex + 2;
    if (data_json.len <= all || !str_ends(data_json, STR("\"}"))) return STR_EMPTY;
    struct str member = str_slice(data_json, data_json.len - all, data_json.len);
    return str_starts(member, name) ? str_slice(member, name.len, name.len + hex) : STR_EMPTY;
}

void erasure_data(int64_t event_id, char out[ERASURE_SIZE])
{
    (void)snprintf(out, ERASURE_SIZE, "{\"event\":%lld}", (long long)event_id);
}

/* --- verifying --- */

static const uint8_t no_digest[SHA256_SIZE];

struct walk {
    struct db *db;
    const struct chain_head *known;
    struct chain_report *report;
    uint8_t before[SHA256_SIZE];
    int64_t last_id, last_ticket;
    bool begun;
};

/* One row of event_after. */
struct line {
    struct link link;
    struct str digest, salt, state_before;
    bool erased;
};

static void broken(struct walk *w, int64_t id, const char *why)
{
    if (w->report->broken_at) return;
    w->report->broken_at = id;
    (void)snprintf(w->report->why, sizeof w->report->why, "%s", why);
}

/* Words that were erased are those which the erasure left, and it is a line behind theirs. */
static bool erasure_find(struct walk *w, const struct line *l, char out[WORDS_DIGEST_SIZE],
                         struct err *e)
{
    char data[ERASURE_SIZE];
    struct db_rows *rows;
    bool more = false;
    out[0] = '\0';
    erasure_data(l->link.event.id, data);
    if (!db_open_rows(
            w->db, STMT_EVENT_ERASURE,
            VALUES(V_INT(l->link.event.ticket_id), V_INT(l->link.event.id), V_TEXT(str_of(data))),
            &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more && !str_copy(out, WORDS_DIGEST_SIZE, db_text(rows, 0))) out[0] = '\0';
    db_close_rows(rows);
    return ok;
}

static bool words_check(struct walk *w, const struct line *l, struct err *e)
{
    const struct event *event = &l->link.event;
    char words[WORDS_DIGEST_SIZE], left[WORDS_DIGEST_SIZE];
    struct str written = l->link.words.len ? l->link.words : words_of_data(event->data_json);
    if (str_equal(event->type, STR(EVENT_ERASED))) return true; /* they are another's */
    words_digest(l->salt, event->reason, event->text, words);
    if (!l->erased) {
        if (!str_equal(written, str_of(words)))
            broken(w, event->id, "the words of this event are not those that were written");
        return true;
    }
    w->report->erased++;
    if (!erasure_find(w, l, left, e)) return false;
    if (left[0] == '\0')
        broken(w, event->id,
               "words of this event are gone, and no line says that they were erased");
    else if (strcmp(left, words) != 0)
        broken(w, event->id, "the words of this event are not those that its erasure left");
    return true;
}

/* Is it the link that the caller knows of, and with its digest? */
static void known_check(struct walk *w, int64_t id, struct str digest)
{
    if (w->known && w->known->event_id == id)
        w->report->known_found =
            digest.len == SHA256_SIZE && memcmp(w->known->digest, digest.at, SHA256_SIZE) == 0;
}

/* A line without a digest was written before there was a chain, when no line held a state either:
 * one that does has lost its digest. The head of such lines is all zero. */
static void older_check(struct walk *w, const struct line *l)
{
    int64_t id = l->link.event.id;
    if (l->link.words.len || l->link.state.len || l->link.event.ticket_id == 0)
        broken(w, id, "the digest of this event was taken away");
    known_check(w, id, (struct str){ (const char *)no_digest, SHA256_SIZE });
    w->report->before++;
    w->last_id = id;
}

static bool link_check(struct walk *w, const struct line *l, struct err *e)
{
    const struct event *event = &l->link.event;
    struct str digest = l->digest;
    uint8_t expected[SHA256_SIZE];
    if (digest.len == 0 && !w->begun) {
        older_check(w, l);
        return true;
    }
    w->begun = true;
    if (event->id != w->last_id + 1)
        broken(w, w->last_id + 1, "an event between its neighbours is missing");
    link_digest(w->before, &l->link, expected);
    if (digest.len != SHA256_SIZE || memcmp(expected, digest.at, SHA256_SIZE) != 0)
        broken(w, event->id, "this event, or one before it, is not what was written");
    if (l->state_before.len && !event_state_may_follow(event->type, l->state_before, l->link.state))
        broken(w, event->id, "the ticket of this event was changed before it without a line");
    known_check(w, event->id, digest);
    memcpy(w->before, expected, SHA256_SIZE);
    w->last_id = event->id;
    w->report->events++;
    w->report->desk += event->ticket_id == 0;
    return words_check(w, l, e);
}

static bool line_read(struct db_rows *rows, struct arena *arena, struct line *out, struct err *e)
{
    *out = (struct line){ .erased = !db_is_null(rows, 10) };
    return event_read(rows, arena, &out->link.event, e) &&
           db_text_copy(rows, 7, arena, &out->digest, e) &&
           db_text_copy(rows, 11, arena, &out->salt, e) &&
           db_text_copy(rows, 12, arena, &out->link.words, e) &&
           db_text_copy(rows, 13, arena, &out->link.state, e) &&
           db_text_copy(rows, 14, arena, &out->state_before, e);
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
        struct line line;
        if (!(ok = line_read(rows, &arena, &line, e) && link_check(w, &line, e))) break;
        ++*count;
    }
    db_close_rows(rows);
    arena_clear(&arena);
    return ok;
}

/* Tickets stand as their newest event says. */
static bool tickets_walk(struct db *db, struct walk *w, int64_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    *count = 0;
    if (!db_open_rows(db, STMT_TICKET_STATE_AFTER, VALUES(V_INT(w->last_ticket), V_INT(BATCH)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        w->last_ticket = db_int(rows, 0);
        if (db_text(rows, 2).len && !event_state_is(db_text(rows, 2), db_text(rows, 1)))
            broken(w, db_int(rows, 3),
                   "the ticket of this event was changed behind it without a line");
        ++*count;
    }
    db_close_rows(rows);
    return ok;
}

/* Kept before the first event. */
static bool is_of_nothing(const struct chain_head *h)
{
    return h->event_id == 0 && memcmp(h->digest, no_digest, SHA256_SIZE) == 0;
}

bool event_verify(struct db *db, const struct chain_head *known, struct chain_report *out,
                  struct err *e)
{
    struct walk w = { .db = db, .known = known, .report = out };
    int64_t count;
    *out = (struct chain_report){ .known_found = !known || is_of_nothing(known) };
    if (!chain_head_get(db, &out->head, e)) return false;
    do {
        if (!batch_walk(db, &w, &count, e)) return false;
    } while (count == BATCH);
    if (out->head.event_id != w.last_id || memcmp(out->head.digest, w.before, SHA256_SIZE) != 0)
        broken(&w, w.last_id + 1, "the end of the trail is missing");
    do {
        if (!tickets_walk(db, &w, &count, e)) return false;
    } while (count == BATCH);
    return true;
}
