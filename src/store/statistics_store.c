/* statistics_store.c - keeping the sums: each ticket is taken back before it is counted anew. */
#include "statistics_week.h"

#define COUNTS_MAX 2048

bool statistics_events(struct db *db, size_t max, struct statistics_event *out, size_t *count,
                       struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    int64_t mark;
    *count = 0;
    if (!db_exec_i64(db, STMT_STATISTICS_MARK, NO_VALUES, &mark, NULL, e) ||
        !db_open_rows(db, STMT_STATISTICS_EVENTS, VALUES(V_INT(mark), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && *count < max)
        out[(*count)++] = (struct statistics_event){ .id = db_int(rows, 0),
                                                     .ticket_id = db_int(rows, 1),
                                                     .at = db_int(rows, 2),
                                                     .resolved = db_int(rows, 3) != 0,
                                                     .late = db_int(rows, 4) != 0 };
    db_close_rows(rows);
    return ok;
}

bool statistics_advance(struct db *db, int64_t event_id, struct err *e)
{
    return db_exec(db, STMT_STATISTICS_ADVANCE, VALUES(V_INT(event_id)), NULL, e);
}

static bool ticket_read(struct db_rows *rows, struct arena *arena, struct statistics_ticket *t,
                        struct err *e)
{
    t->kind = (enum ticket_kind)db_int(rows, 0);
    t->confidential = db_int(rows, 6) != 0;
    t->created_at = db_int(rows, 8);
    t->now = (struct tally_ticket){ .status = (enum ticket_status)db_int(rows, 1),
                                    .outcome = (enum ticket_outcome)db_int(rows, 2),
                                    .source = (enum ticket_source)db_int(rows, 21),
                                    .received_at = db_int(rows, 7),
                                    .answered_at = db_int(rows, 9),
                                    .reopened = db_int(rows, 10),
                                    .rating = db_int(rows, 11),
                                    .late = db_int(rows, 13) != 0,
                                    .resolved_at = db_int(rows, 14) };
    t->cell_id = db_int(rows, 12);
    t->closed_at = db_int(rows, 16);
    t->flow = (struct statistics_flow){ .whistleblowing = db_int(rows, 18) != 0,
                                        .closed_week = db_int(rows, 19),
                                        .outcome = (enum ticket_outcome)db_int(rows, 20) };
    return db_text_copy(rows, 17, arena, &t->flow.department, e) &&
           db_text_copy(rows, 3, arena, &t->category, e) &&
           db_text_copy(rows, 4, arena, &t->department, e) &&
           db_text_copy(rows, 5, arena, &t->district, e) &&
           tally_add_text(&t->counted, db_text(rows, 15), e);
}

bool statistics_ticket_get(struct db *db, int64_t id, struct arena *arena,
                           struct statistics_ticket *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct statistics_ticket){ .id = id };
    if (!db_open_rows(db, STMT_STATISTICS_TICKET, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || ticket_read(rows, arena, out, e));
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_NOT_FOUND, "statistics: no such ticket");
}

static bool cell_of(struct db *db, const struct statistics_ticket *t, int64_t *id, struct err *e)
{
    bool found = false;
    const struct db_value key[] = { V_INT(month_of_ms(t->created_at)),
                                    V_TEXT(t->department),
                                    V_INT(t->kind),
                                    V_TEXT(t->category),
                                    V_TEXT(t->district),
                                    V_INT(t->confidential) };
    size_t n = sizeof key / sizeof key[0];
    if (!db_exec_i64(db, STMT_STATISTICS_CELL_FIND, key, n, id, &found, e)) return false;
    return found || db_exec_i64(db, STMT_STATISTICS_CELL_INSERT, key, n, id, NULL, e);
}

static bool cell_add(struct db *db, int64_t id, const struct tally *more, int sign, struct err *e)
{
    struct db_rows *rows;
    struct tally sum = { 0 };
    struct buf text;
    char memory[COUNTS_MAX];
    bool found = false;
    if (!db_open_rows(db, STMT_STATISTICS_CELL_GET, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &found, e) && (!found || tally_add_text(&sum, db_text(rows, 0), e));
    db_close_rows(rows);
    if (!ok) return false;
    if (!found) return err_set(e, ERR_INTERNAL, "statistics: a cell is missing");
    tally_add(&sum, more, sign);
    buf_fixed(&text, memory, sizeof memory);
    tally_write(&sum, &text);
    if (!buf_ok(&text)) return err_set(e, ERR_INTERNAL, "statistics: a cell is too long");
    return db_exec(db, STMT_STATISTICS_CELL_SET, VALUES(V_TEXT(buf_view(&text)), V_INT(id)), NULL,
                   e);
}

bool statistics_ticket_put(struct db *db, const struct statistics_ticket *t,
                           const struct tally *tally, struct err *e)
{
    int64_t cell;
    char memory[COUNTS_MAX];
    struct buf text;
    if (!cell_of(db, t, &cell, e)) return false;
    if (cell == t->cell_id && tally_equal(tally, &t->counted)) {
        /* the sums stay; what the timeline told may still be new */
    } else if ((t->cell_id && !cell_add(db, t->cell_id, &t->counted, -1, e)) ||
               !cell_add(db, cell, tally, 1, e)) {
        return false;
    }
    buf_fixed(&text, memory, sizeof memory);
    tally_write(tally, &text);
    struct statistics_flow flow = statistics_flow_of(t);
    return statistics_flow_change(db, t, &flow, e) &&
           db_exec(db, STMT_STATISTICS_TICKET_PUT,
                   VALUES(V_INT(t->id), V_INT(cell), V_INT(t->now.late),
                          v_int_or_null(t->now.resolved_at), V_TEXT(buf_view(&text)),
                          V_TEXT(flow.department), V_INT(flow.whistleblowing),
                          v_int_or_null(flow.closed_week), V_INT(flow.outcome)),
                   NULL, e);
}
