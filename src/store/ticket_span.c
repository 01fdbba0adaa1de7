/* ticket_span.c - how many tickets of a span a caller may know of. */
#include "store/ticket_store.h"

bool ticket_span_seen(struct db *db, const struct ticket_query *q, const struct ticket_span *span,
                      int64_t *out, struct err *e)
{
    int64_t count = 0;
    *out = span->count;
    if (span->first == 0) return true;
    const struct db_value first = V_INT(span->first), last = V_INT(span->last);
    if (q->department.len) {
        const struct db_value bounds[] = { V_TEXT(q->department), first, last,
                                           V_INT(!q->without_whistleblowing) };
        if (!db_exec_i64(db, STMT_TICKET_COUNT_OF_DEPARTMENT, bounds, 4, out, NULL, e))
            return false;
        if (q->or_referred &&
            !db_exec_i64(db, STMT_TICKET_COUNT_REFERRED, bounds, 4, &count, NULL, e))
            return false;
        *out += count;
        return true;
    }
    if (!q->without_whistleblowing) return true;
    const struct db_value bounds[] = { first, last };
    if (!db_exec_i64(db, STMT_TICKET_COUNT_IN_CONFIDENCE, bounds, 2, &count, NULL, e)) return false;
    *out -= count;
    return true;
}
