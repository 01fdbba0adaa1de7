/* outbox_list.c - what staff see of the outbox, and what they do about what failed. */
#include "outbox_gate.h"
#include "store/contact_store.h"

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
                              .merged_into = db_int(rows, 16),
                              .handled_at = db_int(rows, 17) };
    return db_text_copy(rows, 3, arena, &r->type, e) &&
           db_text_copy(rows, 4, arena, &r->content_json, e) &&
           db_text_copy(rows, 10, arena, &r->wamid, e) &&
           db_text_copy(rows, 12, arena, &r->error_text, e) &&
           db_text_copy(rows, 14, arena, &r->ticket_department, e) &&
           db_text_copy(rows, 15, arena, &r->template_json, e) &&
           db_text_copy(rows, 18, arena, &r->handled_by, e) &&
           db_text_copy(rows, 19, arena, &r->handled_reason, e);
}

bool outbox_get(struct db *db, int64_t id, struct arena *arena, struct outbox_row *out,
                struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_OUTBOX_GET, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || row_read(rows, arena, out, e));
    db_close_rows(rows);
    if (ok && !more) return err_set(e, ERR_NOT_FOUND, "outbox: no such row");
    return ok;
}

bool outbox_handled(struct db *db, int64_t id, struct str by, struct str reason, int64_t again,
                    int64_t now, bool *done, struct err *e)
{
    int64_t changes = 0;
    bool ok = db_exec(
        db, STMT_OUTBOX_HANDLED,
        VALUES(V_INT(now), V_TEXT(by), v_text_or_null(reason), v_int_or_null(again), V_INT(id)),
        &changes, e);
    *done = ok && changes != 0;
    return ok;
}

bool outbox_is_notice(const struct outbox_row *row)
{
    return str_equal(row->type, str_of(outbound_type_name(OUTBOUND_TEMPLATE)));
}

bool outbox_again(struct db *db, int64_t id, int64_t now, int64_t *again, struct err *e)
{
    struct outbox_row row;
    struct arena arena = { 0 };
    bool found;
    *again = 0;
    bool ok = db_exec_i64(db, STMT_OUTBOX_AGAIN, VALUES(V_INT(now), V_INT(id)), again, &found, e) &&
              (!found || (outbox_get(db, *again, &arena, &row, e) &&
                          contact_reachable(db, row.contact_id, e) &&
                          outbox_line_moves_on(db, row.contact_id, e)));
    arena_clear(&arena);
    return ok;
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
