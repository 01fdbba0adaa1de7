/* outbox_list.c - what staff see of the outbox. */
#include "store/outbox_store.h"

static bool row_read(struct db_rows *rows, struct arena *arena, struct outbox_row *r, struct err *e)
{
    *r = (struct outbox_row){ .id = db_int(rows, 0),
                              .contact_id = db_int(rows, 1),
                              .ticket_id = db_int(rows, 2),
                              .state = (enum outbox_state)db_int(rows, 5),
                              .attempt = (int)db_int(rows, 6),
                              .due_at = db_int(rows, 7),
                              .created_at = db_int(rows, 8),
                              .updated_at = db_int(rows, 9),
                              .error_code = db_int(rows, 11),
                              .ticket_kind = db_int(rows, 13),
                              .merged_into = db_int(rows, 16) };
    return db_text_copy(rows, 3, arena, &r->type, e) &&
           db_text_copy(rows, 4, arena, &r->content_json, e) &&
           db_text_copy(rows, 10, arena, &r->wamid, e) &&
           db_text_copy(rows, 12, arena, &r->error_text, e) &&
           db_text_copy(rows, 14, arena, &r->ticket_department, e) &&
           db_text_copy(rows, 15, arena, &r->template_json, e);
}

static bool list_open(struct db *db, enum outbox_filter filter, bool all_of_it, int64_t ticket_id,
                      int64_t before, size_t limit, struct db_rows **rows, struct err *e)
{
    if (ticket_id)
        return db_open_rows(db, STMT_OUTBOX_LIST_TICKET,
                            VALUES(V_INT(ticket_id), V_INT(before), V_INT(limit)), rows, e);
    enum stmt_id statement = filter == OUTBOX_ONLY_FAILED    ? STMT_OUTBOX_LIST_FAILED
                             : filter == OUTBOX_ONLY_WAITING ? STMT_OUTBOX_LIST_WAITING
                                                             : STMT_OUTBOX_LIST_ALL;
    return db_open_rows(db, statement, VALUES(V_INT(before), V_INT(all_of_it), V_INT(limit)), rows,
                        e);
}

bool outbox_list(struct db *db, enum outbox_filter filter, bool all_of_it, int64_t ticket_id,
                 int64_t before_id, size_t limit, struct arena *arena, struct outbox_row *out,
                 size_t *count, bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (limit < 1 || limit > OUTBOX_LIST_MAX)
        return err_set(e, ERR_INPUT, "outbox list: limit must be 1 to %d", OUTBOX_LIST_MAX);
    if (!list_open(db, filter, all_of_it, ticket_id, before_id ? before_id : INT64_MAX, limit + 1,
                   &rows, e))
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

bool outbox_count(struct db *db, struct outbox_counts *out, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    struct outbox_counts c = { 0 };
    if (!db_open_rows(db, STMT_OUTBOX_COUNT_STATES, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        int64_t n = db_int(rows, 1);
        switch (db_int(rows, 0)) {
        case OUTBOX_PENDING: c.pending = n; break;
        case OUTBOX_LEASED: c.leased = n; break;
        case OUTBOX_UNSURE: c.unsure = n; break;
        default: break;
        }
    }
    db_close_rows(rows);
    if (!ok || !db_exec_i64(db, STMT_OUTBOX_COUNT_FAILED, NO_VALUES, &c.failed, NULL, e) ||
        !db_exec_i64(db, STMT_OUTBOX_COUNT_WAITING, NO_VALUES, &c.waiting, NULL, e))
        return false;
    *out = c;
    return true;
}
