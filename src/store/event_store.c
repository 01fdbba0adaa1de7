/* event_store.c - rows are only ever added; the database refuses anything else. */
#include "event_chain.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SALT_SIZE      32   /* bytes */
#define DESK_DATA_SIZE 1024 /* a host and the names of all events, with their words */

bool chain_head_get(struct db *db, struct chain_head *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_CHAIN_HEAD, NO_VALUES, &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        struct str digest = db_text(rows, 1);
        out->event_id = db_int(rows, 0);
        more = digest.len == SHA256_SIZE;
        if (more) memcpy(out->digest, digest.at, SHA256_SIZE);
    }
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_INTERNAL, "event: the chain has no head");
}

bool chain_holds(struct db *db, const struct chain_head *head, bool *found, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *found = head->event_id == 0;
    if (*found) return true;
    if (!db_open_rows(db, STMT_CHAIN_LINK, VALUES(V_INT(head->event_id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        struct str digest = db_text(rows, 0);
        *found = digest.len == SHA256_SIZE && memcmp(digest.at, head->digest, SHA256_SIZE) == 0;
    }
    db_close_rows(rows);
    return ok;
}

static bool state_read(struct db *db, int64_t ticket_id, struct arena *arena, struct str *out,
                       struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_TICKET_STATE, VALUES(V_INT(ticket_id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || db_text_copy(rows, 0, arena, out, e));
    db_close_rows(rows);
    return ok && (more || err_set(e, ERR_NOT_FOUND, "event: of no ticket"));
}

static bool chain_advance(struct db *db, int64_t id, struct str digest, struct err *e)
{
    int64_t changes;
    return db_exec(db, STMT_CHAIN_ADVANCE, VALUES(V_INT(id), V_BLOB(digest)), &changes, e) &&
           (changes == 1 || err_set(e, ERR_INTERNAL, "event: the chain did not advance"));
}

/* What the trail refuses is our fault, nothing that the caller asked for. */
static bool refused(struct err *e)
{
    if (e && e->code == ERR_CONFLICT) e->code = ERR_INTERNAL;
    return false;
}

/* Gives the link its place in the chain. */
static bool link_put(struct db *db, struct link *link, struct arena *arena, struct err *e)
{
    struct chain_head head;
    struct event *event = &link->event;
    uint8_t digest[SHA256_SIZE];
    struct str view = { (const char *)digest, sizeof digest };
    if (event->data_json.len == 0) event->data_json = STR("{}");
    if (!chain_head_get(db, &head, e) || !state_read(db, event->ticket_id, arena, &link->state, e))
        return false;
    event->id = head.event_id + 1;
    link_digest(head.digest, link, digest);
    return (db_exec(db, STMT_EVENT_INSERT,
                    VALUES(V_INT(event->id), V_INT(event->ticket_id), V_INT(event->at),
                           V_TEXT(event->type), V_TEXT(event->actor),
                           v_int_or_null(event->message_id), V_TEXT(event->data_json), V_BLOB(view),
                           V_TEXT(link->words), V_TEXT(link->state)),
                    NULL, e) &&
            chain_advance(db, event->id, view, e)) ||
           refused(e);
}

static bool desk_link_put(struct db *db, const struct event *event, struct err *e)
{
    struct chain_head head;
    uint8_t digest[SHA256_SIZE];
    struct str view = { (const char *)digest, sizeof digest };
    struct link link = { .event = *event, .words = STR_EMPTY };
    if (!chain_head_get(db, &head, e)) return false;
    link.event.id = head.event_id + 1;
    link_digest(head.digest, &link, digest);
    return (db_exec(db, STMT_DESK_EVENT_INSERT,
                    VALUES(V_INT(link.event.id), V_INT(event->at), V_TEXT(event->type),
                           V_TEXT(event->actor), V_TEXT(event->data_json), V_BLOB(view)),
                    NULL, e) &&
            chain_advance(db, link.event.id, view, e)) ||
           refused(e);
}

bool desk_event_insert(struct db *db, const struct desk_act *by, const char *type, struct err *e,
                       const char *data, ...)
{
    char memory[DESK_DATA_SIZE];
    struct event event = { .at = by->now, .type = str_of(type), .actor = by->actor };
    va_list args;
    va_start(args, data);
    int len = vsnprintf(memory, sizeof memory, data, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof memory)
        return err_set(e, ERR_INTERNAL, "event: %s has too much data", type);
    event.data_json = (struct str){ memory, (size_t)len };
    return desk_link_put(db, &event, e);
}

bool event_insert(struct db *db, const struct event *event, struct arena *arena, int64_t *id,
                  struct err *e)
{
    char words[WORDS_DIGEST_SIZE], salt[SALT_SIZE];
    struct str salted = { salt, sizeof salt };
    struct link link = { .event = *event, .words = STR_EMPTY };
    bool said = event->reason.len || event->text.len;
    if (said) {
        random_bytes(salt, sizeof salt);
        words_digest(salted, event->reason, event->text, words);
        link.words = str_of(words);
    }
    if (!link_put(db, &link, arena, e)) return false;
    if (said && !db_exec(db, STMT_REMARK_INSERT,
                         VALUES(V_INT(link.event.id), V_TEXT(event->reason), V_TEXT(event->text),
                                V_BLOB(salted)),
                         NULL, e))
        return false;
    *id = link.event.id;
    return true;
}

static bool remark_read(struct db *db, int64_t event_id, struct arena *arena, struct event *out,
                        struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_REMARK_OF_EVENT, VALUES(V_INT(event_id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) out->ticket_id = db_int(rows, 0);
    ok = ok && (more || err_set(e, ERR_NOT_FOUND, "event: no words")) &&
         db_text_copy(rows, 1, arena, &out->reason, e) &&
         db_text_copy(rows, 2, arena, &out->text, e);
    db_close_rows(rows);
    return ok;
}

bool event_words_erased(struct db *db, int64_t event_id, int64_t now, struct arena *arena,
                        struct err *e)
{
    char words[WORDS_DIGEST_SIZE], salt[SALT_SIZE], data[ERASURE_SIZE];
    struct str salted = { salt, sizeof salt };
    struct event left = { .id = event_id };
    if (!remark_read(db, event_id, arena, &left, e)) return false;
    random_bytes(salt, sizeof salt);
    words_digest(salted, left.reason, left.text, words);
    erasure_data(event_id, data);
    struct link link = { .event = { .ticket_id = left.ticket_id,
                                    .at = now,
                                    .type = STR(EVENT_ERASED),
                                    .actor = STR("system"),
                                    .data_json = str_of(data) },
                         .words = str_of(words) };
    return db_exec(db, STMT_REMARK_RESALT, VALUES(V_BLOB(salted), V_INT(event_id)), NULL, e) &&
           link_put(db, &link, arena, e);
}

bool event_read(struct db_rows *rows, struct arena *arena, struct event *out, struct err *e)
{
    *out = (struct event){
        .id = db_int(rows, 0),
        .ticket_id = db_int(rows, 1),
        .at = db_int(rows, 2),
        .message_id = db_int(rows, 5),
    };
    return db_text_copy(rows, 3, arena, &out->type, e) &&
           db_text_copy(rows, 4, arena, &out->actor, e) &&
           db_text_copy(rows, 6, arena, &out->data_json, e) &&
           db_text_copy(rows, 8, arena, &out->reason, e) &&
           db_text_copy(rows, 9, arena, &out->text, e);
}

/* Older events hold a bare hash of their words in their data, which nobody is shown. */
static bool data_show(struct event *event, struct arena *arena, struct err *e)
{
    struct str words = words_of_data(event->data_json), data = event->data_json;
    if (words.len == 0) return true;
    size_t len = (size_t)(words.at - data.at) - strlen("\"words\":\"");
    if (data.at[len - 1] == ',') len--;
    const char *shown = arena_printf(arena, "%.*s}", (int)len, data.at);
    if (!shown) return err_set(e, ERR_MEMORY, "event: no memory");
    event->data_json = str_of(shown);
    return true;
}

/* The values are those of the statement; the last of them is limit + 1. */
static bool list(struct db *db, enum stmt_id statement, const struct db_value *values, size_t n,
                 size_t limit, struct arena *arena, struct event *out, size_t *count,
                 bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t taken = 0;
    if (limit < 1 || limit > EVENT_LIST_MAX)
        return err_set(e, ERR_INPUT, "timeline: limit must be 1 to %d", EVENT_LIST_MAX);
    if (!db_open_rows(db, statement, values, n, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && taken < limit) {
        if (!(ok = event_read(rows, arena, &out[taken], e) && data_show(&out[taken], arena, e)))
            break;
        if (statement == STMT_EVENT_BEFORE || statement == STMT_EVENT_BEFORE_OF_TICKET)
            out[taken].ticket_kind = (enum ticket_kind)db_int(rows, 11);
        taken++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = taken;
    *more_pages = more;
    return true;
}

bool event_list(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                struct arena *arena, struct event *out, size_t *count, bool *more, struct err *e)
{
    return list(db, STMT_EVENT_OF_TICKET,
                VALUES(V_INT(ticket_id), V_INT(after_id), V_INT(limit + 1)), limit, arena, out,
                count, more, e);
}

bool event_list_newest(struct db *db, int64_t ticket_id, int64_t before_id, size_t limit,
                       struct arena *arena, struct event *out, size_t *count, bool *more,
                       struct err *e)
{
    int64_t before = before_id ? before_id : INT64_MAX;
    return list(db, STMT_EVENT_OF_TICKET_NEWEST,
                VALUES(V_INT(ticket_id), V_INT(before), V_INT(limit + 1)), limit, arena, out, count,
                more, e);
}

bool event_closing_reason(struct db *db, int64_t ticket_id, struct arena *arena, struct str *out,
                          struct err *e)
{
    return db_exec_text(db, STMT_EVENT_CLOSING_REASON, VALUES(V_INT(ticket_id)), arena, out, e);
}

/* The event at this place, or the one before it; *at 0: there is none. */
static bool place_read(struct db *db, int64_t place, int64_t *id, int64_t *at, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *id = *at = 0;
    if (!db_open_rows(db, STMT_EVENT_AT_PLACE, VALUES(V_INT(place)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        *id = db_int(rows, 0);
        *at = db_int(rows, 1);
    }
    db_close_rows(rows);
    return ok;
}

/* The first place of the trail that is not older than `when`: ids grow with time, and no index of
 * times is needed. */
static bool place_of_time(struct db *db, int64_t newest, int64_t when, int64_t *place,
                          struct err *e)
{
    int64_t low = 1, high = newest + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2, id, at;
        if (!place_read(db, middle, &id, &at, e)) return false;
        if (id == 0 || at < when)
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return true;
}

/* Between which places to look: from *floor up to, not with, *before. *end: what is older than
 * *floor is not asked for. */
static bool stretch_of(struct db *db, const struct event_filter *f, int64_t *before, int64_t *floor,
                       bool *end, struct err *e)
{
    int64_t newest, at, first = 1, behind;
    if (!place_read(db, INT64_MAX, &newest, &at, e)) return false;
    if (*before == 0 || *before > newest + 1) *before = newest + 1;
    if (f->to && !place_of_time(db, newest, f->to, &behind, e)) return false;
    if (f->to && behind < *before) *before = behind;
    if (f->from && !place_of_time(db, newest, f->from, &first, e)) return false;
    *floor = *before - EVENT_LOOK_MAX;
    *end = *floor <= first;
    if (*end) *floor = first;
    return true;
}

static bool trail_of_ticket(struct db *db, const struct event_filter *f, int64_t before_id,
                            size_t limit, struct arena *arena, struct event *out, size_t *count,
                            bool *more, struct err *e)
{
    return list(db, STMT_EVENT_BEFORE_OF_TICKET,
                VALUES(V_INT(f->ticket_id), V_INT(before_id ? before_id : INT64_MAX),
                       V_INT(!f->not_confidential), v_text_or_null(f->actor),
                       v_text_or_null(f->type), V_INT(f->from), V_INT(f->to), V_INT(limit + 1)),
                limit, arena, out, count, more, e);
}

bool event_trail(struct db *db, const struct event_filter *f, int64_t before_id, size_t limit,
                 struct arena *arena, struct event *out, size_t *count, int64_t *next_id,
                 struct err *e)
{
    int64_t floor = 0;
    bool more, end = true;
    bool ok = f->ticket_id ? trail_of_ticket(db, f, before_id, limit, arena, out, count, &more, e)
                           : stretch_of(db, f, &before_id, &floor, &end, e) &&
                                 list(db, STMT_EVENT_BEFORE,
                                      VALUES(V_INT(before_id), V_INT(floor),
                                             v_text_or_null(f->actor), v_text_or_null(f->type),
                                             V_INT(f->from), V_INT(f->to), V_INT(limit + 1)),
                                      limit, arena, out, count, &more, e);
    if (!ok) return false;
    *next_id = more ? out[*count - 1].id : end ? 0 : floor;
    return true;
}

bool event_is_of_trail(struct str type)
{
    return str_equal(type, STR(EVENT_IDENTITY)) || str_equal(type, STR(EVENT_ATTACHMENT));
}

static bool news_read(struct db_rows *rows, struct event_news *out, struct err *e)
{
    *out = (struct event_news){ .id = db_int(rows, 0),
                                .ticket_id = db_int(rows, 1),
                                .at = db_int(rows, 2),
                                .kind = (enum ticket_kind)db_int(rows, 4),
                                .status = (enum ticket_status)db_int(rows, 6),
                                .version = db_int(rows, 7) };
    return (str_copy(out->type, sizeof out->type, db_text(rows, 3)) &&
            str_copy(out->department, sizeof out->department, db_text(rows, 5)) &&
            str_copy(out->copy_to, sizeof out->copy_to, db_text(rows, 8))) ||
           err_set(e, ERR_INTERNAL, "event: a type or a department is too long");
}

bool event_news(struct db *db, int64_t after_id, size_t max, struct event_news *out, size_t *count,
                struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_EVENT_NEWS, VALUES(V_INT(after_id), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        ok = news_read(rows, &out[n], e);
        if (!ok) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}
