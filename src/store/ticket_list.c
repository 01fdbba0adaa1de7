/* ticket_list.c - lists of tickets: which index drives, and where the page begins. */
#include "store/ticket_store.h"
#include "ticket_read.h"

/* The narrowest filter that has an index drives; a search drives always, because the full-text
 * table gives its rows in id order. */
static enum stmt_id list_statement(const struct ticket_query *q)
{
    bool old = q->oldest_first;
    if (q->words.len) return old ? STMT_TICKET_LIST_SEARCH_OLDEST : STMT_TICKET_LIST_SEARCH_NEWEST;
    if (q->district.len || q->village.len)
        return q->district.len == 0
                   ? (old ? STMT_TICKET_LIST_ALL_OLDEST : STMT_TICKET_LIST_ALL_NEWEST)
               : old ? STMT_TICKET_LIST_DISTRICT_OLDEST
                     : STMT_TICKET_LIST_DISTRICT_NEWEST;
    if (q->department.len)
        return old ? STMT_TICKET_LIST_DEPARTMENT_OLDEST : STMT_TICKET_LIST_DEPARTMENT_NEWEST;
    if (q->category.len)
        return old ? STMT_TICKET_LIST_CATEGORY_OLDEST : STMT_TICKET_LIST_CATEGORY_NEWEST;
    if (q->status) return old ? STMT_TICKET_LIST_STATUS_OLDEST : STMT_TICKET_LIST_STATUS_NEWEST;
    return old ? STMT_TICKET_LIST_ALL_OLDEST : STMT_TICKET_LIST_ALL_NEWEST;
}

/* First id made at or after `from`, so that a span of time far back is not walked to from the
 * newest row. Past the end: an id no ticket has. */
static bool first_created(struct db *db, int64_t from, int64_t *id, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_FIRST_CREATED, VALUES(V_INT(from)), id, &found, e))
        return false;
    if (!found) *id = INT64_MAX;
    return true;
}

static bool list_bounds(struct db *db, const struct ticket_query *q, int64_t *low, int64_t *high,
                        struct err *e)
{
    int64_t id;
    *low = q->only_id ? q->only_id : 1;
    *high = q->only_id ? q->only_id : INT64_MAX;
    if (q->from) {
        if (!first_created(db, q->from, &id, e)) return false;
        if (id > *low) *low = id;
    }
    if (q->to) {
        if (!first_created(db, q->to, &id, e)) return false;
        if (id - 1 < *high) *high = id - 1;
    }
    if (q->after_id && q->oldest_first && q->after_id >= *low) *low = q->after_id + 1;
    if (q->after_id && !q->oldest_first && q->after_id <= *high) *high = q->after_id - 1;
    return true;
}

bool ticket_list(struct db *db, const struct ticket_query *q, struct arena *arena,
                 struct ticket *out, size_t *count, bool *more_pages, struct err *e)
{
    int64_t low, high;
    struct db_rows *rows;
    bool more = false, ok;
    size_t n = 0;
    if (q->limit < 1 || q->limit > TICKET_LIST_MAX)
        return err_set(e, ERR_INPUT, "ticket list: limit must be 1 to %d", TICKET_LIST_MAX);
    if (!list_bounds(db, q, &low, &high, e)) return false;
    if (!db_open_rows(db, list_statement(q),
                      VALUES(V_INT(low), V_INT(high), V_INT(q->status), V_INT(q->kind),
                             v_text_or_null(q->category), v_text_or_null(q->department),
                             v_text_or_null(q->district), v_text_or_null(q->village),
                             V_INT(q->from), V_INT(q->to), V_INT(q->overdue_at),
                             V_INT(q->hidden_kind), v_text_or_null(q->words), V_INT(q->limit + 1)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < q->limit) {
        if (!(ok = ticket_row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}
