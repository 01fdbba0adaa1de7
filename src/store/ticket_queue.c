/* ticket_queue.c - queues with an order of their own: what is due first, and what has failed. */
#include "ticket_read.h"

struct found {
    struct ticket *at;
    size_t count;
};

static bool walk(struct db *db, const struct ticket_queue *q, enum stmt_id statement,
                 const struct db_value *values, size_t n, struct arena *arena, struct found *out,
                 struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    struct found f = { .at = arena_alloc(arena, (q->limit + 1) * sizeof *f.at) };
    if (!f.at) return err_set(e, ERR_MEMORY, "ticket queue: out of memory");
    if (!db_open_rows(db, statement, values, n, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && f.count <= q->limit) {
        ok = ticket_row_read(rows, arena, &f.at[f.count], e);
        if (!ok) break;
        f.count++;
    }
    db_close_rows(rows);
    if (ok) *out = f;
    return ok;
}

static bool walk_unit(struct db *db, const struct ticket_queue *q, bool whistleblowing,
                      struct arena *arena, struct found *out, struct err *e)
{
    return walk(db, q, STMT_TICKET_QUEUE_UNIT_DUE,
                VALUES(V_TEXT(q->department), V_INT(whistleblowing), V_INT(q->due_from),
                       V_INT(q->due_to), V_INT(q->after.due_at), V_INT(q->after.id),
                       V_INT(q->limit + 1)),
                arena, out, e);
}

static bool walk_all(struct db *db, const struct ticket_queue *q, struct arena *arena,
                     struct found *open, struct found *confidential, struct err *e)
{
    if (q->failed)
        return walk(db, q, STMT_TICKET_QUEUE_FAILED,
                    VALUES(V_INT(q->after.id ? q->after.id : INT64_MAX), V_INT(q->whistleblowing),
                           V_INT(q->limit + 1)),
                    arena, open, e);
    if (q->department.len)
        return walk_unit(db, q, false, arena, open, e) &&
               (!q->whistleblowing || walk_unit(db, q, true, arena, confidential, e));
    return walk(db, q, STMT_TICKET_QUEUE_DUE,
                VALUES(V_INT(q->due_from), V_INT(q->due_to), V_INT(q->after.due_at),
                       V_INT(q->after.id), V_INT(q->whistleblowing), V_INT(q->limit + 1)),
                arena, open, e);
}

static bool is_before(const struct ticket *a, const struct ticket *b)
{
    return a->due_at < b->due_at || (a->due_at == b->due_at && a->id < b->id);
}

bool ticket_queue_list(struct db *db, const struct ticket_queue *q, struct arena *arena,
                       struct ticket *out, size_t *count, bool *more, struct err *e)
{
    struct found a = { 0 }, b = { 0 };
    size_t i = 0, k = 0;
    if (!walk_all(db, q, arena, &a, &b, e)) return false;
    while (i + k < q->limit && (i < a.count || k < b.count)) {
        bool from_a = k == b.count || (i < a.count && is_before(&a.at[i], &b.at[k]));
        out[i + k] = from_a ? a.at[i] : b.at[k];
        *(from_a ? &i : &k) += 1;
    }
    *count = i + k;
    *more = a.count + b.count > *count;
    return true;
}
