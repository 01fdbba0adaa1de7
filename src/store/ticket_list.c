/* ticket_list.c - lists of tickets: which index drives, and where the page begins. */
#include "store/ticket_store.h"
#include "ticket_read.h"

#define LIST(name, oldest_first)                                                                   \
    ((oldest_first) ? STMT_TICKET_LIST_##name##_OLDEST : STMT_TICKET_LIST_##name##_NEWEST)

#define OPEN_ONES (-1) /* as status in the statements */

/* What a list reads: one statement between two ids, and for those whose index holds reports in
 * confidence apart, those or the others. */
struct walk {
    const struct ticket_query *q;
    enum stmt_id statement;
    int64_t low, high;
    bool apart;
};

struct found {
    struct ticket *at;
    size_t count;
};

/* The narrowest filter that has an index drives; a search drives always, because the full-text
 * table gives its rows in id order. */
static void statement_choose(struct walk *w)
{
    const struct ticket_query *q = w->q;
    w->apart = true;
    if (q->copied) {
        w->statement = LIST(COPY, q->oldest_first);
        w->apart = false;
    } else if (q->words.len) {
        w->statement = LIST(SEARCH, q->oldest_first);
        w->apart = false;
    } else if (q->district.len) {
        w->statement = LIST(DISTRICT, q->oldest_first);
    } else if (q->department.len) {
        w->statement = LIST(DEPARTMENT, q->oldest_first);
    } else if (q->category.len) {
        w->statement = LIST(CATEGORY, q->oldest_first);
    } else if (q->status) {
        w->statement = LIST(STATUS, q->oldest_first);
    } else {
        w->statement = LIST(ALL, q->oldest_first);
        w->apart = false;
    }
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

static bool bounds_find(struct db *db, struct walk *w, struct err *e)
{
    const struct ticket_query *q = w->q;
    int64_t id;
    w->low = q->only_id ? q->only_id : 1;
    w->high = q->only_id ? q->only_id : INT64_MAX;
    if (q->up_to_id && q->up_to_id < w->high) w->high = q->up_to_id;
    if (q->from) {
        if (!first_created(db, q->from, &id, e)) return false;
        if (id > w->low) w->low = id;
    }
    if (q->to) {
        if (!first_created(db, q->to, &id, e)) return false;
        if (id - 1 < w->high) w->high = id - 1;
    }
    if (q->after_id && q->oldest_first && q->after_id >= w->low) w->low = q->after_id + 1;
    if (q->after_id && !q->oldest_first && q->after_id <= w->high) w->high = q->after_id - 1;
    return true;
}

/* Up to one row more than the page has, which tells that there is a further page. */
static bool walk_read(struct db *db, const struct walk *w, bool whistleblowing, struct arena *arena,
                      struct found *out, struct err *e)
{
    const struct ticket_query *q = w->q;
    struct db_rows *rows;
    bool more, ok;
    struct found f = { .at = arena_alloc(arena, (q->limit + 1) * sizeof *f.at) };
    if (!f.at) return err_set(e, ERR_MEMORY, "ticket list: out of memory");
    if (!db_open_rows(db, w->statement,
                      VALUES(V_INT(w->low), V_INT(w->high),
                             V_INT(q->open ? OPEN_ONES : (int)q->status), V_INT(q->kind),
                             v_text_or_null(q->category), v_text_or_null(q->department),
                             v_text_or_null(q->district), v_text_or_null(q->village),
                             V_INT(q->from), V_INT(q->to), V_INT(q->overdue_at),
                             V_INT(whistleblowing), v_text_or_null(q->words), V_INT(q->limit + 1)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && f.count <= q->limit) {
        if (!(ok = ticket_row_read(rows, arena, &f.at[f.count], e))) break;
        f.count++;
    }
    db_close_rows(rows);
    if (ok) *out = f;
    return ok;
}

static bool walk_all(struct db *db, const struct walk *w, struct arena *arena, struct found *open,
                     struct found *confidential, struct err *e)
{
    const struct ticket_query *q = w->q;
    if (!w->apart) return walk_read(db, w, !q->without_whistleblowing, arena, open, e);
    if (q->kind != KIND_WHISTLEBLOWING && !walk_read(db, w, false, arena, open, e)) return false;
    return q->without_whistleblowing || (q->kind && q->kind != KIND_WHISTLEBLOWING) ||
           walk_read(db, w, true, arena, confidential, e);
}

/* Both are in the order of ids already. */
static size_t merge(const struct found *a, const struct found *b, const struct ticket_query *q,
                    struct ticket *out)
{
    size_t i = 0, k = 0;
    while (i + k < q->limit && (i < a->count || k < b->count)) {
        bool from_a =
            k == b->count || (i < a->count && (a->at[i].id < b->at[k].id) == q->oldest_first);
        out[i + k] = from_a ? a->at[i] : b->at[k];
        if (from_a)
            i++;
        else
            k++;
    }
    return i + k;
}

bool ticket_list(struct db *db, const struct ticket_query *q, struct arena *arena,
                 struct ticket *out, size_t *count, bool *more_pages, struct err *e)
{
    struct walk w = { .q = q };
    struct found open = { 0 }, confidential = { 0 };
    if (q->limit < 1 || q->limit > TICKET_LIST_MAX)
        return err_set(e, ERR_INPUT, "ticket list: limit must be 1 to %d", TICKET_LIST_MAX);
    statement_choose(&w);
    if (!bounds_find(db, &w, e) || !walk_all(db, &w, arena, &open, &confidential, e)) return false;
    *count = merge(&open, &confidential, q, out);
    *more_pages = open.count + confidential.count > *count;
    return true;
}

bool ticket_id_from(struct db *db, int64_t id, int64_t *out, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_ID_FROM, VALUES(V_INT(id)), out, &found, e)) return false;
    if (!found) *out = 0;
    return true;
}

/* Numbers of a year have no gaps (ticket_next_id), so that looking at its end is counting. */
static bool year_count(struct db *db, int64_t first, int64_t high, int64_t *last, struct err *e)
{
    int64_t end = (first / TICKET_IDS_PER_YEAR + 1) * TICKET_IDS_PER_YEAR - 1;
    return db_exec_i64(db, STMT_TICKET_ID_UNTIL, VALUES(V_INT(end < high ? end : high)), last, NULL,
                       e);
}

bool ticket_span_find(struct db *db, const struct ticket_query *q, struct ticket_span *out,
                      struct err *e)
{
    struct walk w = { .q = q };
    struct ticket_span span = { 0 };
    int64_t id, last;
    if (!bounds_find(db, &w, e) || !ticket_id_from(db, w.low, &id, e)) return false;
    while (id && id <= w.high) {
        if (!year_count(db, id, w.high, &last, e)) return false;
        if (!span.first) span.first = id;
        span.last = last;
        span.count += last - id + 1;
        if (!ticket_id_from(db, last + 1, &id, e)) return false;
    }
    *out = span;
    return true;
}
