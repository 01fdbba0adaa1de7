/* outbox_status.c - what Meta reports on a message: kept whole, and the row only moves up.
 * Source: reference part 4. */
#include "outbox_status.h"
#include "outbox_gate.h"
#include "store/contact_store.h"
#include "store/cost_store.h"
#include "store/message_store.h"

#define STATUSES_MAX 8 /* there are six kinds, each kept once per wamid */

static enum outbox_state state_of(enum delivery_status status)
{
    switch (status) {
    case DELIVERY_SENT: return OUTBOX_SENT;
    case DELIVERY_DELIVERED: return OUTBOX_DELIVERED;
    case DELIVERY_READ: return OUTBOX_READ;
    case DELIVERY_PLAYED: return OUTBOX_PLAYED;
    case DELIVERY_FAILED: return OUTBOX_FAILED;
    case DELIVERY_OTHER: break;
    }
    return OUTBOX_PENDING;
}

/* Whether a report moves a row that stands at `now`. A failure does not take back what reached the
 * phone; a later arrival on the phone ends a failure (both orders occur: 131026 and `delivered`).
 */
static bool moves(const struct outbox_target *t, enum outbox_state reported)
{
    enum outbox_state now = t->state;
    if (reported == OUTBOX_PENDING || now == OUTBOX_MERGED) return false;
    /* What an earlier try did on its way says nothing of this one; that it arrived does. */
    if (t->other_try && (reported == OUTBOX_SENT || reported == OUTBOX_FAILED)) return false;
    /* It was sent after all, before its window closed. */
    if (now == OUTBOX_WAITING || now == OUTBOX_WITHDRAWN) return reported != OUTBOX_FAILED;
    /* A failure without a code of Meta's is our own guess ("never reported"): any report ends it.
     */
    if (now == OUTBOX_FAILED && t->error_code == 0) return true;
    if (now == OUTBOX_FAILED) return reported >= OUTBOX_DELIVERED && reported < OUTBOX_FAILED;
    if (reported == OUTBOX_FAILED) return now < OUTBOX_DELIVERED;
    return reported > now;
}

/* wamid: what the report is about. */
static bool target_get(struct db *db, int64_t id, struct str wamid, struct outbox_target *out,
                       struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    struct outbox_target t = { 0 };
    if (!db_open_rows(db, STMT_OUTBOX_BY_ID, VALUES(V_TEXT(wamid), V_INT(id)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more)
        t = (struct outbox_target){ .id = db_int(rows, 0),
                                    .contact_id = db_int(rows, 1),
                                    .ticket_id = db_int(rows, 2),
                                    .state = (enum outbox_state)db_int(rows, 3),
                                    .error_code = db_int(rows, 4),
                                    .unsure_count = db_int(rows, 5),
                                    .undelivered = db_int(rows, 6),
                                    .other_try = db_int(rows, 7) != 0 };
    db_close_rows(rows);
    if (ok) *out = t;
    return ok;
}

/* By our own id in the callback data, else by the wamid. */
static bool target_find(struct db *db, const struct inbound_status *status,
                        struct outbox_target *out, struct err *e)
{
    int64_t id;
    struct message_ref ref;
    *out = (struct outbox_target){ 0 };
    if (outbox_callback_parse(status->callback, &id)) {
        if (!target_get(db, id, status->wamid, out, e)) return false;
        if (out->id != 0) return true;
    }
    if (!message_find(db, status->wamid, &ref, e)) return false;
    return ref.outbox_id == 0 || target_get(db, ref.outbox_id, status->wamid, out, e);
}

bool outbox_reopen(struct db *db, const struct outbox_target *t, const struct outbox_reason *why,
                   int64_t now, bool *again, struct err *e)
{
    int64_t changes = 0;
    if (!db_exec(db, STMT_OUTBOX_REOPEN,
                 VALUES(V_INT(now), V_INT(why->code), v_text_or_null(why->text), V_INT(t->id)),
                 &changes, e))
        return false;
    *again = changes != 0;
    return changes == 0 || outbox_line_moves_on(db, t->contact_id, e);
}

/* A failure is the end of its wamid, in whatever order Meta tells: a later "sent" of it must not
 * take the row, which goes again, out of the line. */
static bool has_failed(struct db *db, struct str wamid, bool *failed, struct err *e)
{
    int64_t id;
    return db_exec_i64(db, STMT_STATUS_FAILED, VALUES(V_TEXT(wamid)), &id, failed, e);
}

static bool target_move(struct db *db, const struct outbox_target *t, enum outbox_state to,
                        struct str wamid, const struct outbox_reason *why, int64_t now,
                        struct err *e)
{
    bool settled = false;
    if (!moves(t, to)) return true;
    if (to == OUTBOX_SENT && outbox_state_blocks(t->state) && !has_failed(db, wamid, &settled, e))
        return false;
    if (to == OUTBOX_FAILED && !outbox_undelivered(db, t, why, now, &settled, e)) return false;
    if (settled) return true;
    if (!db_exec(db, STMT_OUTBOX_MOVE,
                 VALUES(V_INT(to), v_text_or_null(wamid), V_INT(now), v_int_or_null(why->code),
                        v_text_or_null(why->text), V_INT(t->id)),
                 NULL, e))
        return false;
    bool arrived = to >= OUTBOX_DELIVERED && to < OUTBOX_FAILED;
    return (!arrived || contact_reachable(db, t->contact_id, e)) &&
           (!outbox_state_blocks(t->state) ||
            db_exec(db, STMT_OUTBOX_PROMOTE, VALUES(V_INT(t->contact_id)), NULL, e));
}

/* A report may be the first time we hear a message's wamid (its answer was lost). */
static bool wamid_learn(struct db *db, const struct outbox_target *t, struct str wamid, int64_t now,
                        struct err *e)
{
    int64_t message_id;
    struct message_row row = { .wamid = wamid,
                               .outbound = true,
                               .contact_id = t->contact_id,
                               .ticket_id = t->ticket_id,
                               .outbox_id = t->id,
                               .sent_at = now,
                               .received_at = now };
    bool known = t->state >= OUTBOX_ACCEPTED && t->state != OUTBOX_FAILED;
    return known || (message_insert(db, &row, &message_id, e) &&
                     db_exec(db, STMT_OUTBOX_LEARN, VALUES(V_TEXT(wamid), V_INT(t->id)), NULL, e));
}

static struct str error_sentence(const struct inbound_status *status)
{
    return status->error_detail.len ? status->error_detail : status->error_title;
}

bool outbox_status(struct db *db, const struct inbound_status *status, int64_t now, bool *fresh,
                   struct err *e)
{
    struct outbox_target t;
    const struct outbox_reason why = { status->error_code, error_sentence(status) };
    int64_t id;
    bool stored;
    if (!target_find(db, status, &t, e)) return false;
    if (!db_exec_i64(db, STMT_STATUS_INSERT,
                     VALUES(V_TEXT(status->wamid), V_INT(status->status), v_int_or_null(t.id),
                            V_INT(status->at), V_INT(now), v_int_or_null(status->error_code),
                            v_text_or_null(error_sentence(status)),
                            v_text_or_null(status->pricing_type),
                            v_text_or_null(status->pricing_category)),
                     &id, &stored, e))
        return false;
    *fresh = stored;
    if (!stored) return true;
    if (!cost_note(db, id, status->wamid, t.id, e)) return false;
    if (t.id == 0) return true;
    return wamid_learn(db, &t, status->wamid, now, e) &&
           target_move(db, &t, state_of(status->status), status->wamid, &why, now, e);
}

bool outbox_adopt_statuses(struct db *db, int64_t id, struct str wamid, int64_t now, struct err *e)
{
    enum delivery_status found[STATUSES_MAX];
    int64_t codes[STATUSES_MAX];
    size_t count = 0;
    struct db_rows *rows;
    bool more, ok;
    if (wamid.len == 0) return true;
    if (!db_open_rows(db, STMT_STATUS_OF_WAMID, VALUES(V_TEXT(wamid)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && count < STATUSES_MAX) {
        found[count] = (enum delivery_status)db_int(rows, 0);
        codes[count++] = db_int(rows, 2);
    }
    db_close_rows(rows);
    for (size_t i = 0; ok && i < count; i++) {
        struct outbox_target t;
        const struct outbox_reason why = { codes[i], STR_EMPTY };
        ok = target_get(db, id, wamid, &t, e) &&
             target_move(db, &t, state_of(found[i]), wamid, &why, now, e);
    }
    return ok;
}

bool outbox_question(struct db *db, int64_t ticket_id, int64_t contact_id, bool *asked,
                     int64_t *since, struct err *e)
{
    struct db_rows *rows;
    *since = 0;
    if (!db_open_rows(db, STMT_OUTBOX_QUESTION, VALUES(V_INT(ticket_id), V_INT(contact_id)), &rows,
                      e))
        return false;
    bool ok = db_step(rows, asked, e);
    if (ok && *asked) {
        enum outbox_state state = (enum outbox_state)db_int(rows, 0);
        bool waits = outbox_state_blocks(state) || state == OUTBOX_WAITING;
        if (state == OUTBOX_FAILED)
            *since = db_int(rows, 3);
        else if (!waits)
            *since = db_int(rows, db_is_null(rows, 2) ? 1 : 2);
    }
    db_close_rows(rows);
    return ok;
}
