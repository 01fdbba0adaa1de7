/* message_store.c - the unique wamid is what makes a repeated webhook harmless. */
#include "store/message_store.h"

bool message_insert(struct db *db, const struct message_row *row, int64_t *id, struct err *e)
{
    int64_t new_id = 0;
    bool found;
    if (!db_exec_i64(db, STMT_MESSAGE_INSERT,
                     VALUES(V_TEXT(row->wamid), V_INT(row->outbound), V_INT(row->type),
                            v_int_or_null(row->contact_id), v_int_or_null(row->ticket_id),
                            v_int_or_null(row->outbox_id), v_int_or_null(row->body_id),
                            V_INT(row->sent_at), V_INT(row->received_at), v_text_or_null(row->text),
                            v_text_or_null(row->reply_to), v_text_or_null(row->details_json)),
                     &new_id, &found, e))
        return false;
    *id = found ? new_id : 0;
    return true;
}

bool message_find(struct db *db, struct str wamid, struct message_ref *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    struct message_ref ref = { 0 };
    if (!db_open_rows(db, STMT_MESSAGE_BY_WAMID, VALUES(V_TEXT(wamid)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more)
        ref = (struct message_ref){ .id = db_int(rows, 0),
                                    .outbound = db_int(rows, 1) != 0,
                                    .contact_id = db_int(rows, 2),
                                    .ticket_id = db_int(rows, 3),
                                    .outbox_id = db_int(rows, 4),
                                    .sent_at = db_int(rows, 5) };
    db_close_rows(rows);
    if (ok) *out = ref;
    return ok;
}

bool message_asks_solved(struct db *db, const struct message_ref *ref, bool *asks, struct err *e)
{
    int64_t one;
    *asks = false;
    return ref->outbox_id == 0 ||
           db_exec_i64(db, STMT_MESSAGE_ASKS_SOLVED, VALUES(V_INT(ref->outbox_id)), &one, asks, e);
}

bool message_of_album(struct db *db, int64_t id, int64_t ticket_id, int64_t within_ms, bool *album,
                      struct err *e)
{
    int64_t one;
    *album = false;
    return db_exec_i64(db, STMT_MESSAGE_OF_ALBUM,
                       VALUES(V_INT(id), V_INT(ticket_id), V_INT(within_ms), V_INT(MESSAGE_IMAGE),
                              V_INT(MESSAGE_VIDEO)),
                       &one, album, e);
}

bool message_bind(struct db *db, int64_t id, int64_t ticket_id, struct err *e)
{
    return db_exec(db, STMT_MESSAGE_BIND, VALUES(V_INT(ticket_id), V_INT(id)), NULL, e);
}

bool message_move(struct db *db, int64_t id, int64_t from, int64_t to, struct err *e)
{
    return db_exec(db, STMT_MESSAGE_MOVE, VALUES(V_INT(to), V_INT(id), V_INT(from)), NULL, e);
}

bool message_told(struct db *db, int64_t id, int64_t ticket_id, int64_t contact_id,
                  struct arena *arena, struct message_told *out, struct err *e)
{
    struct db_rows *rows;
    bool one = false;
    *out = (struct message_told){ .text = STR_EMPTY };
    if (!db_open_rows(db, STMT_MESSAGE_TOLD, VALUES(V_INT(id), V_INT(ticket_id), V_INT(contact_id)),
                      &rows, e))
        return false;
    bool ok = db_step(rows, &one, e) && (!one || db_text_copy(rows, 1, arena, &out->text, e));
    if (ok && one) {
        out->id = id;
        out->sent_at = db_int(rows, 0);
        out->ticket_id = db_int(rows, 2);
    }
    db_close_rows(rows);
    return ok;
}

static bool ticket_message_read(struct db_rows *rows, struct arena *arena,
                                struct ticket_message *out, struct err *e)
{
    *out = (struct ticket_message){ .id = db_int(rows, 0),
                                    .type = (enum message_type)db_int(rows, 1),
                                    .sent_at = db_int(rows, 2),
                                    .received_at = db_int(rows, 3),
                                    .by_desk = db_int(rows, 6) != 0 };
    return db_text_copy(rows, 4, arena, &out->text, e) &&
           db_text_copy(rows, 5, arena, &out->details_json, e) &&
           db_text_copy(rows, 7, arena, &out->reply_to, e);
}

bool message_text(struct db *db, int64_t id, struct arena *arena, struct str *out, struct err *e)
{
    return db_exec_text(db, STMT_MESSAGE_TEXT, VALUES(V_INT(id)), arena, out, e);
}

static bool ticket_messages(struct db *db, enum stmt_id statement, int64_t ticket_id, int64_t from,
                            size_t limit, struct arena *arena, struct ticket_message *out,
                            size_t *count, bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (!db_open_rows(db, statement, VALUES(V_INT(ticket_id), V_INT(from), V_INT(limit + 1)), &rows,
                      e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < limit) {
        if (!(ok = ticket_message_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}

bool message_of_ticket(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                       struct arena *arena, struct ticket_message *out, size_t *count,
                       bool *more_pages, struct err *e)
{
    return ticket_messages(db, STMT_MESSAGE_OF_TICKET, ticket_id, after_id, limit, arena, out,
                           count, more_pages, e);
}

bool message_of_ticket_newest(struct db *db, int64_t ticket_id, int64_t before_id, size_t limit,
                              struct arena *arena, struct ticket_message *out, size_t *count,
                              bool *more_pages, struct err *e)
{
    return ticket_messages(db, STMT_MESSAGE_OF_TICKET_NEWEST, ticket_id,
                           before_id ? before_id : INT64_MAX, limit, arena, out, count, more_pages,
                           e);
}

bool webhook_body_insert(struct db *db, struct str body, int64_t received_at, int64_t *id,
                         struct err *e)
{
    return db_exec_i64(db, STMT_WEBHOOK_BODY_INSERT, VALUES(V_INT(received_at), V_BLOB(body)), id,
                       NULL, e);
}
