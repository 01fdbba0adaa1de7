/* outbox_store.c - the way of a reply: put, leased, answered, settled. Statuses of Meta and the
 * views of staff are in outbox_status.c and outbox_list.c. */
#include "base/clock.h"
#include "domain/graph_rule.h"
#include "domain/ticket.h"
#include "outbox_gate.h"
#include "outbox_status.h"

#define CONTENT_MAX 16384       /* 4096 characters of text, escaped, with room to spare */
#define SETTLE_MAX  256         /* rows failed in one job */
#define WAMID_SIZE  256         /* Meta's are about 130 bytes */
#define GIVE_UP_MS  MS_PER_HOUR /* Meta away for so long: a human is called */

/* What is said, and what instead outside the window, as columns; to be finished. */
static bool content_write(const struct outbound *content, const struct outbox_fallback *instead,
                          struct buf *json, struct buf *fallback, struct err *e)
{
    buf_init(json, CONTENT_MAX);
    buf_init(fallback, CONTENT_MAX);
    if (!outbound_check(content, e)) return false;
    outbound_encode(content, json);
    if (instead) outbox_fallback_encode(instead, fallback);
    return (buf_ok(json) && buf_ok(fallback)) ||
           err_set(e, ERR_MEMORY, "outbox: content does not fit");
}

bool outbox_put(struct db *db, const struct outbox_draft *draft, int64_t *id, struct err *e)
{
    struct buf json, fallback;
    bool ok =
        content_write(draft->content, draft->fallback, &json, &fallback, e) &&
        db_exec_i64(db, STMT_OUTBOX_INSERT,
                    VALUES(V_INT(draft->contact_id), v_int_or_null(draft->ticket_id),
                           v_int_or_null(draft->event_id), v_int_or_null(draft->message_id),
                           V_TEXT(str_of(outbound_type_name(draft->content->type))),
                           V_TEXT(buf_view(&json)), v_text_or_null(buf_view(&fallback)),
                           V_INT(draft->due_at ? draft->due_at : draft->now), V_INT(draft->now)),
                    id, NULL, e);
    buf_finish(&fallback);
    buf_finish(&json);
    return ok;
}

bool outbox_hold(struct db *db, int64_t contact_id, int64_t until, int64_t now, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_HOLD, VALUES(V_INT(until), V_INT(now), V_INT(contact_id)), NULL,
                   e);
}

bool outbox_take_back(struct db *db, int64_t id, int64_t now, bool *done, struct err *e)
{
    int64_t contact_id;
    return db_exec_i64(db, STMT_OUTBOX_TAKE_BACK,
                       VALUES(V_INT(now), V_TEXT(STR("answered together with what came after it")),
                              V_INT(id)),
                       &contact_id, done, e) &&
           (!*done || outbox_line_moves_on(db, contact_id, e));
}

bool outbox_unsaid(struct db *db, int64_t contact_id, int64_t now, struct arena *arena,
                   struct outbox_unsaid *out, size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_OUTBOX_UNSAID, VALUES(V_INT(contact_id), V_INT(now), V_INT(max)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        out[n].id = db_int(rows, 0);
        out[n].ticket_id = db_int(rows, 1);
        out[n].caused = !db_is_null(rows, 2);
        out[n].receipt = str_equal(db_text(rows, 3), STR(EVENT_RECEIVED));
        if (!(ok = db_text_copy(rows, 4, arena, &out[n].content_json, e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool outbox_say_anew(struct db *db, int64_t id, const struct outbound *content,
                     const struct outbox_fallback *fallback, int64_t due_at, int64_t now,
                     struct err *e)
{
    struct buf json, instead;
    bool ok = content_write(content, fallback, &json, &instead, e) &&
              db_exec(db, STMT_OUTBOX_SAY_ANEW,
                      VALUES(V_TEXT(str_of(outbound_type_name(content->type))),
                             V_TEXT(buf_view(&json)), v_text_or_null(buf_view(&instead)),
                             V_INT(now), v_int_or_null(due_at), V_INT(OUTBOX_UNSAID_MS), V_INT(id)),
                      NULL, e);
    buf_finish(&instead);
    buf_finish(&json);
    return ok;
}

static bool lease_read(struct db_rows *rows, struct arena *arena, struct outbox_gate *gate,
                       struct outbox_lease *out, struct err *e)
{
    out->id = db_int(rows, 0);
    out->tries = (struct outbox_tries){ .attempt = (int)db_int(rows, 1),
                                        .unsent = (int)db_int(rows, 11),
                                        .code = db_int(rows, 12),
                                        .refusals = (int)db_int(rows, 13) };
    out->contact_id = db_int(rows, 9);
    gate->last_inbound_at = db_int(rows, 5);
    gate->error_code = db_int(rows, 7);
    gate->as_template = db_int(rows, 8) != 0;
    gate->unreachable_code = db_int(rows, 10);
    if (!outbound_type_parse(db_text(rows, 6), &gate->type)) gate->type = OUTBOUND_TEXT;
    return db_text_copy(rows, 2, arena, &out->content_json, e) &&
           db_text_copy(rows, 3, arena, &out->wa_id, e) &&
           db_text_copy(rows, 4, arena, &out->bsuid, e);
}

static bool lease_take(struct db *db, int64_t now, struct arena *arena, struct outbox_gate *gates,
                       struct outbox_lease *out, size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_OUTBOX_LEASE, VALUES(V_INT(now), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = lease_read(rows, arena, &gates[n], &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    *count = n;
    return ok;
}

/* A row of which nobody can make sense must not hold up all others. */
static bool gate_or_fail(struct db *db, const struct outbox_gate *gate, int64_t now,
                         struct arena *arena, struct outbox_lease *lease, bool *goes, struct err *e)
{
    static const struct outbox_reason damaged = { 0, { "its words cannot be read any more", 33 } };
    struct err why = { 0 };
    if (outbox_gate_pass(db, gate, now, arena, lease, goes, &why)) return true;
    *goes = false;
    if (why.code != ERR_INPUT && why.code != ERR_LIMIT) return err_set(e, why.code, "%s", why.text);
    return outbox_fail(db, lease->id, &damaged, now, e);
}

bool outbox_lease(struct db *db, int64_t now, struct arena *arena, struct outbox_lease *out,
                  size_t max, size_t *count, struct err *e)
{
    size_t taken = 0, n = 0;
    if (max == 0) {
        *count = 0;
        return true;
    }
    struct outbox_gate *gates = arena_zero(arena, max, sizeof *gates);
    if (!gates) return err_set(e, ERR_MEMORY, "outbox: no memory");
    if (!lease_take(db, now, arena, gates, out, max, &taken, e)) return false;
    struct account_people people = { 0 };
    for (size_t i = 0; i < taken; i++) {
        bool goes;
        gates[i].people = &people;
        if (!gate_or_fail(db, &gates[i], now, arena, &out[i], &goes, e)) return false;
        if (goes) out[n++] = out[i];
    }
    *count = n;
    return true;
}

bool outbox_line_moves_on(struct db *db, int64_t contact_id, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_PROMOTE, VALUES(V_INT(contact_id)), NULL, e);
}

/* Meta's id of an accepted message gets its message row, so that quotes, reactions and statuses
 * find it; statuses that were faster than the answer are joined now. */
static bool accepted_keep(struct db *db, int64_t id, struct str wamid, int64_t contact_id,
                          int64_t ticket_id, int64_t now, struct err *e)
{
    int64_t message_id;
    bool found;
    if (wamid.len == 0) return true;
    return db_exec_i64(db, STMT_MESSAGE_INSERT,
                       VALUES(V_TEXT(wamid), V_INT(1), V_INT(MESSAGE_UNKNOWN), V_INT(contact_id),
                              v_int_or_null(ticket_id), V_INT(id), V_NULL, V_INT(now), V_INT(now),
                              V_NULL, V_NULL, V_NULL),
                       &message_id, &found, e) &&
           db_exec(db, STMT_STATUS_ADOPT, VALUES(V_INT(id), V_TEXT(wamid)), NULL, e);
}

bool outbox_accept(struct db *db, int64_t id, struct str wamid, int64_t now, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    int64_t contact_id = 0, ticket_id = 0;
    if (!db_open_rows(db, STMT_OUTBOX_ACCEPT, VALUES(v_text_or_null(wamid), V_INT(now), V_INT(id)),
                      &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        contact_id = db_int(rows, 0);
        ticket_id = db_int(rows, 1);
    }
    db_close_rows(rows);
    if (!ok) return false;
    if (!more) return err_set(e, ERR_NOT_FOUND, "outbox: no such row");
    return accepted_keep(db, id, wamid, contact_id, ticket_id, now, e) &&
           outbox_adopt_statuses(db, id, wamid, now, e) && outbox_line_moves_on(db, contact_id, e);
}

bool outbox_retry(struct db *db, int64_t id, int64_t due_at, const struct outbox_reason *why,
                  int64_t now, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_RETRY,
                   VALUES(V_INT(due_at), V_INT(now), V_INT(why->code), v_text_or_null(why->text),
                          V_INT(why->code ? 0 : 1),
                          graph_counts_tries(why->code) ? V_INT(why->code) : V_NULL, V_INT(id)),
                   NULL, e);
}

bool outbox_give_back(struct db *db, int64_t id, int64_t due_at, const struct outbox_reason *why,
                      int64_t now, struct err *e)
{
    return db_exec(
        db, STMT_OUTBOX_GIVE_BACK,
        VALUES(V_INT(due_at), V_INT(now), V_INT(why->code), v_text_or_null(why->text), V_INT(id)),
        NULL, e);
}

bool outbox_unsure(struct db *db, int64_t id, int64_t settle_at, const struct outbox_reason *why,
                   int64_t now, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    char wamid[WAMID_SIZE] = "";
    if (!db_exec(db, STMT_OUTBOX_UNSURE,
                 VALUES(V_INT(settle_at), V_INT(now), v_text_or_null(why->text), V_INT(id)), NULL,
                 e) ||
        !db_open_rows(db, STMT_OUTBOX_WAMID, VALUES(V_INT(id)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more && !str_copy(wamid, sizeof wamid, db_text(rows, 0))) wamid[0] = '\0';
    db_close_rows(rows);
    /* A report was faster than our patience. */
    return ok && outbox_adopt_statuses(db, id, str_of(wamid), now, e);
}

bool outbox_fail(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                 struct err *e)
{
    int64_t contact_id;
    bool found;
    if (!db_exec_i64(db, STMT_OUTBOX_FAIL,
                     VALUES(V_INT(now), V_INT(why->code), v_text_or_null(why->text), V_INT(id)),
                     &contact_id, &found, e))
        return false;
    return !found || outbox_line_moves_on(db, contact_id, e);
}

bool outbox_recover(struct db *db, int64_t settle_at, int64_t now, int64_t *count, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_RECOVER, VALUES(V_INT(settle_at), V_INT(now)), count, e);
}

static bool settle_ids(struct db *db, int64_t now, int64_t sane_at, int64_t *ids, size_t *count,
                       struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(
            db, STMT_OUTBOX_SETTLE_FAILED,
            VALUES(V_INT(now), V_INT(sane_at), V_INT(now - GIVE_UP_MS), V_INT(SETTLE_MAX)), &rows,
            e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < SETTLE_MAX)
        ids[n++] = db_int(rows, 0);
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool outbox_settle(struct db *db, int64_t now, int64_t sane_at, int64_t again_before, size_t max,
                   int64_t *again, int64_t *failed, struct err *e)
{
    static const struct outbox_reason never_heard = {
        0, { "sent, but WhatsApp never reported on it", 39 }
    };
    int64_t ids[SETTLE_MAX];
    size_t count;
    if (!settle_ids(db, now, sane_at, ids, &count, e)) return false;
    for (size_t i = 0; i < count; i++)
        if (!outbox_fail(db, ids[i], &never_heard, now, e)) return false;
    if (!db_exec(db, STMT_OUTBOX_SETTLE_AGAIN, VALUES(V_INT(now), V_INT(again_before), V_INT(max)),
                 again, e))
        return false;
    *failed = (int64_t)count;
    return true;
}

bool outbox_next_due(struct db *db, int64_t *pending_at, int64_t *unsure_at, struct err *e)
{
    int64_t pending = 0, unsure = 0;
    bool found;
    if (!db_exec_i64(db, STMT_OUTBOX_NEXT_DUE, NO_VALUES, &pending, &found, e) ||
        !db_exec_i64(db, STMT_OUTBOX_NEXT_UNSURE, NO_VALUES, &unsure, &found, e))
        return false;
    *pending_at = pending;
    *unsure_at = unsure;
    return true;
}
