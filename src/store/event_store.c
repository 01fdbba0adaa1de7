/* event_store.c - rows are only ever added; the database refuses anything else. */
#include "store/event_store.h"

bool event_insert(struct db *db, const struct event *event, int64_t *id, struct err *e)
{
    return db_exec_i64(db, STMT_EVENT_INSERT,
                       VALUES(V_INT(event->ticket_id), V_INT(event->at), V_TEXT(event->type),
                              V_TEXT(event->actor), v_int_or_null(event->message_id),
                              V_TEXT(event->data_json.len ? event->data_json : STR("{}"))),
                       id, NULL, e);
}

static bool event_read(struct db_rows *rows, struct arena *arena, struct event *out, struct err *e)
{
    *out = (struct event){
        .id = db_int(rows, 0),
        .ticket_id = db_int(rows, 1),
        .at = db_int(rows, 2),
        .message_id = db_int(rows, 5),
    };
    return db_text_copy(rows, 3, arena, &out->type, e) &&
           db_text_copy(rows, 4, arena, &out->actor, e) &&
           db_text_copy(rows, 6, arena, &out->data_json, e);
}

bool event_list(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                struct arena *arena, struct event *out, size_t *count, bool *more_pages,
                struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (limit < 1 || limit > EVENT_LIST_MAX)
        return err_set(e, ERR_INPUT, "timeline: limit must be 1 to %d", EVENT_LIST_MAX);
    if (!db_open_rows(db, STMT_EVENT_OF_TICKET,
                      VALUES(V_INT(ticket_id), V_INT(after_id), V_INT(limit + 1)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < limit) {
        if (!(ok = event_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}
