/* open311_store.c - a bounded walk over the newest tickets of a span. */
#include "store/open311_store.h"

static bool row_read(struct db_rows *rows, struct arena *arena, struct ticket *t, struct err *e)
{
    *t = (struct ticket){ .id = db_int(rows, 0),
                          .kind = KIND_COMPLAINT,
                          .status = (enum ticket_status)db_int(rows, 1),
                          .outcome = (enum ticket_outcome)db_int(rows, 2),
                          .created_at = db_int(rows, 7),
                          .updated_at = db_int(rows, 8),
                          .due_at = db_int(rows, 9) };
    return db_text_copy(rows, 3, arena, &t->category, e) &&
           db_text_copy(rows, 4, arena, &t->department, e) &&
           db_text_copy(rows, 5, arena, &t->district, e) &&
           db_text_copy(rows, 6, arena, &t->village, e) &&
           db_text_copy(rows, 10, arena, &t->text, e) &&
           db_text_copy(rows, 11, arena, &t->referred_to, e);
}

/* created_at grows with id but for jumps of the clock, so ids of the days around bound the walk,
 * and the statement checks the time itself. */
static bool ids_of(struct db *db, const struct open311_query *q, int64_t *low, int64_t *high,
                   struct err *e)
{
    bool found;
    *high = INT64_MAX;
    if (!db_exec_i64(db, STMT_TICKET_FIRST_CREATED, VALUES(V_INT(q->from)), low, &found, e))
        return false;
    if (!found) *low = INT64_MAX;
    if (!db_exec_i64(db, STMT_TICKET_FIRST_CREATED, VALUES(V_INT(q->to + MS_PER_HOUR)), high,
                     &found, e))
        return false;
    if (!found) *high = INT64_MAX;
    return true;
}

bool open311_list(struct db *db, const struct open311_query *query, struct arena *arena,
                  struct ticket *out, size_t *count, struct err *e)
{
    struct db_rows *rows;
    int64_t low, high;
    bool more, ok;
    size_t seen = 0, n = 0;
    if (!ids_of(db, query, &low, &high, e) ||
        !db_open_rows(db, STMT_OPEN311_LIST,
                      VALUES(V_INT(low), V_INT(high), V_INT(OPEN311_WALK_MAX),
                             v_text_or_null(query->categories), V_INT(query->open),
                             V_INT(query->from), V_INT(query->to),
                             V_INT(query->skip + query->limit)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < query->limit) {
        if (seen++ < query->skip) continue;
        if (!(ok = row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool open311_get(struct db *db, int64_t id, struct arena *arena, struct ticket *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_OPEN311_GET, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || row_read(rows, arena, out, e));
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_NOT_FOUND, "open311: no such request");
}
