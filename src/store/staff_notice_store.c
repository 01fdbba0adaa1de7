/* staff_notice_store.c - the unique key of a notice is what makes it be told once. */
#include "store/staff_notice_store.h"
#include "domain/alarm.h"
#include "store/alarm_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <stdio.h>

/* Taken by WhatsApp, and no word of its delivery for so long: the phone is off. */
#define SILENT_MS MS_PER_DAY

bool staff_notice_put(struct db *db, const struct staff_notice *n, int64_t now, struct err *e)
{
    return db_exec(db, STMT_STAFF_NOTICE_PUT,
                   VALUES(V_INT(n->kind), V_INT(n->cause), V_TEXT(n->department), V_INT(n->rung),
                          V_INT(n->road), v_int_or_null(n->ticket_id), V_INT(n->due_at),
                          V_INT(n->expires_at), V_INT(now)),
                   NULL, e);
}

bool staff_notice_objection(struct db *db, int64_t ticket_id, int64_t since, bool *put,
                            struct err *e)
{
    int64_t id;
    return db_exec_i64(db, STMT_STAFF_NOTICE_OBJECTION, VALUES(V_INT(ticket_id), V_INT(since)), &id,
                       put, e);
}

static bool row_read(struct db_rows *rows, struct arena *arena, struct staff_notice *n,
                     struct err *e)
{
    *n = (struct staff_notice){ .id = db_int(rows, 0),
                                .kind = (enum notice_kind)db_int(rows, 1),
                                .cause = db_int(rows, 2),
                                .rung = (enum notice_rung)db_int(rows, 4),
                                .road = (enum notice_road)db_int(rows, 5),
                                .ticket_id = db_int(rows, 6),
                                .state = (enum notice_state)db_int(rows, 7),
                                .due_at = db_int(rows, 8),
                                .expires_at = db_int(rows, 9),
                                .attempts = db_int(rows, 10),
                                .created_at = db_int(rows, 12),
                                .updated_at = db_int(rows, 13) };
    return db_text_copy(rows, 3, arena, &n->department, e) &&
           db_text_copy(rows, 11, arena, &n->error, e) &&
           db_text_copy(rows, 14, arena, &n->phone, e) &&
           db_text_copy(rows, 15, arena, &n->mail, e);
}

bool staff_notice_next(struct db *db, enum notice_road road, int64_t now, struct arena *arena,
                       struct staff_notice *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct staff_notice){ 0 };
    if (!db_open_rows(db, STMT_STAFF_NOTICE_NEXT, VALUES(V_INT(road), V_INT(now)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e) && (!more || row_read(rows, arena, out, e));
    db_close_rows(rows);
    return ok;
}

bool staff_notice_handed(struct db *db, int64_t id, int64_t outbox_id, int64_t contact_id,
                         int64_t now, struct err *e)
{
    return db_exec(db, STMT_STAFF_NOTICE_HANDED, VALUES(V_INT(outbox_id), V_INT(now), V_INT(id)),
                   NULL, e) &&
           db_exec(db, STMT_STAFF_LINE_PUT, VALUES(V_INT(contact_id), V_INT(now)), NULL, e);
}

static bool alarm_failed(struct db *db, int64_t now, struct err *e)
{
    struct alarm a;
    alarm_notice_failed(now, &a);
    return alarm_raise(db, &a, e);
}

bool staff_notice_end(struct db *db, int64_t id, enum notice_state state, struct str why,
                      int64_t now, struct err *e)
{
    return db_exec(db, STMT_STAFF_NOTICE_END,
                   VALUES(V_INT(state), v_text_or_null(why), V_INT(now), V_INT(id)), NULL, e) &&
           (state != NOTICE_FAILED || alarm_failed(db, now, e));
}

bool staff_notice_later(struct db *db, int64_t id, int64_t due_at, struct str why, struct err *e)
{
    return db_exec(db, STMT_STAFF_NOTICE_LATER,
                   VALUES(V_INT(due_at), v_text_or_null(why), V_INT(id)), NULL, e);
}

/* --- what became of it --- */

struct settled {
    int64_t id, outbox_id;
    enum outbox_state state;
    char why[200];
};

static bool settled_next(struct db *db, int64_t now, struct settled *s, bool *found, struct err *e)
{
    struct db_rows *rows;
    if (!db_open_rows(db, STMT_STAFF_NOTICE_SETTLED, VALUES(V_INT(now - SILENT_MS)), &rows, e))
        return false;
    bool ok = db_step(rows, found, e);
    if (ok && *found) {
        *s = (struct settled){ .id = db_int(rows, 0),
                               .outbox_id = db_int(rows, 1),
                               .state = (enum outbox_state)db_int(rows, 2) };
        (void)snprintf(s->why, sizeof s->why, "%.*s", STR_ARG(db_text(rows, 3)));
    }
    db_close_rows(rows);
    return ok;
}

static bool settle_one(struct db *db, const struct settled *s, int64_t now, struct err *e)
{
    switch ((int)s->state) {
    case OUTBOX_FAILED:
    case OUTBOX_WITHDRAWN:
    case OUTBOX_MERGED: return staff_notice_end(db, s->id, NOTICE_FAILED, str_of(s->why), now, e);
    case OUTBOX_WAITING:
        return db_exec(db, STMT_STAFF_NOTICE_TAKE_BACK, VALUES(V_INT(now), V_INT(s->outbox_id)),
                       NULL, e) &&
               staff_notice_end(db, s->id, NOTICE_FAILED, str_of(s->why), now, e);
    default: return staff_notice_end(db, s->id, NOTICE_TOLD, STR_EMPTY, now, e);
    }
}

static bool expired_end(struct db *db, int64_t now, bool *found, struct err *e)
{
    struct db_rows *rows;
    char why[200] = "";
    int64_t id = 0;
    if (!db_open_rows(db, STMT_STAFF_NOTICE_EXPIRED, VALUES(V_INT(now)), &rows, e)) return false;
    bool ok = db_step(rows, found, e);
    if (ok && *found) {
        struct str last = db_text(rows, 1);
        id = db_int(rows, 0);
        (void)snprintf(why, sizeof why, "%.*s", STR_ARG(last.len ? last : STR("not sent in time")));
    }
    db_close_rows(rows);
    return ok && (!*found || staff_notice_end(db, id, NOTICE_FAILED, str_of(why), now, e));
}

bool staff_notice_settle(struct db *db, int64_t now, int max, struct err *e)
{
    struct settled s;
    bool found = true;
    for (int i = 0; i < max && found; i++)
        if (!settled_next(db, now, &s, &found, e) || (found && !settle_one(db, &s, now, e)))
            return false;
    found = true;
    for (int i = 0; i < max && found; i++)
        if (!expired_end(db, now, &found, e)) return false;
    return true;
}

bool staff_notice_list(struct db *db, bool only_failed, int64_t before_id, size_t limit,
                       struct arena *arena, struct staff_notice *out, size_t *count,
                       bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (limit < 1 || limit > STAFF_NOTICE_LIST_MAX)
        return err_set(e, ERR_INPUT, "notices: limit must be 1 to %d", STAFF_NOTICE_LIST_MAX);
    if (!db_open_rows(db, only_failed ? STMT_STAFF_NOTICE_LIST_FAILED : STMT_STAFF_NOTICE_LIST_ALL,
                      VALUES(V_INT(before_id ? before_id : INT64_MAX), V_INT(limit + 1)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < limit) {
        if (!(ok = row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}

/* --- what to say --- */

static bool line_read(struct db_rows *rows, struct arena *arena, struct ticket *t, struct err *e)
{
    *t = (struct ticket){ .id = db_int(rows, 0), .due_at = db_int(rows, 4) };
    return db_text_copy(rows, 1, arena, &t->category, e) &&
           db_text_copy(rows, 2, arena, &t->district, e) &&
           db_text_copy(rows, 3, arena, &t->village, e);
}

bool staff_digest_get(struct db *db, struct str department, int64_t soon_at, int64_t now,
                      struct arena *arena, struct notice_digest *out, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    *out = (struct notice_digest){ 0 };
    if (!db_exec_i64(db, STMT_QUEUE_UNIT_OPEN,
                     VALUES(V_TEXT(department), V_INT(false), V_INT(NOTICE_COUNT_MAX)), &out->open,
                     NULL, e) ||
        !db_open_rows(db, STMT_STAFF_DIGEST_LINES,
                      VALUES(V_TEXT(department), V_INT(soon_at), V_INT(NOTICE_COUNT_MAX)), &rows,
                      e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        if (db_int(rows, 4) < now)
            out->overdue++;
        else
            out->soon++;
        if (out->line_count == NOTICE_LINES_MAX) continue;
        if (!(ok = line_read(rows, arena, &out->lines[out->line_count], e))) break;
        out->line_count++;
    }
    db_close_rows(rows);
    return ok;
}

bool staff_notice_words(struct db *db, const struct staff_notice *n, int64_t now,
                        struct arena *arena, struct ticket *ticket, struct notice_digest *digest,
                        struct notice_words *words, bool *is_true, struct err *e)
{
    words->kind = n->kind;
    words->department = n->department;
    words->now = now;
    words->ticket = n->ticket_id ? ticket : NULL;
    words->digest = n->ticket_id ? NULL : digest;
    if (n->ticket_id) {
        if (!ticket_get(db, n->ticket_id, arena, ticket, e)) return false;
        *is_true = notice_is_true(n->kind, ticket, n->department, n->created_at);
        return true;
    }
    if (!staff_digest_get(db, n->department, notice_soon_at(words->desk, now), now, arena, digest,
                          e))
        return false;
    *is_true = digest->open > 0;
    return true;
}

/* --- answers --- */

static bool quotes_notice(struct db *db, struct str reply_to, bool *out, struct err *e)
{
    struct message_ref ref;
    int64_t id;
    *out = false;
    if (reply_to.len == 0) return true;
    if (!message_find(db, reply_to, &ref, e)) return false;
    return ref.outbox_id == 0 ||
           db_exec_i64(db, STMT_STAFF_NOTICE_OF_OUTBOX, VALUES(V_INT(ref.outbox_id)), &id, out, e);
}

bool staff_line_answered(struct db *db, int64_t contact_id, struct str reply_to, bool unasked,
                         int64_t now, bool *answered, struct err *e)
{
    struct db_rows *rows;
    struct staff_line line = { 0 };
    bool more = false, quotes;
    *answered = false;
    if (!db_open_rows(db, STMT_STAFF_LINE_GET, VALUES(V_INT(contact_id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) line = (struct staff_line){ db_int(rows, 0), db_int(rows, 1) };
    db_close_rows(rows);
    if (!ok || !more) return ok;
    if (!quotes_notice(db, reply_to, &quotes, e)) return false;
    *answered = (quotes || unasked) && notice_is_answered(&line, quotes, now);
    return !*answered ||
           db_exec(db, STMT_STAFF_LINE_ANSWERED, VALUES(V_INT(now), V_INT(contact_id)), NULL, e);
}
