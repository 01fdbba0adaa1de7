/* evidence.c - what folder and archive read alike. */
#include "http/evidence.h"
#include "base/clock.h"

bool evidence_sums(struct db *db, struct evidence *v, struct arena *arena, struct err *e)
{
    static const enum statistics_by by[EVIDENCE_TABLES] = {
        [EVIDENCE_DEPARTMENTS] = BY_DEPARTMENT, [EVIDENCE_CATEGORIES] = BY_CATEGORY,
        [EVIDENCE_DISTRICTS] = BY_DISTRICT,     [EVIDENCE_KINDS] = BY_KIND,
        [EVIDENCE_TOTAL] = BY_NOTHING,
    };
    struct statistics_query q = { v->month, v->month, STR_EMPTY, false, true };
    for (int i = 0; i < EVIDENCE_TABLES; i++)
        v->set[i].by = by[i];
    v->months.by = BY_MONTH;
    if (!statistics_read(db, &q, v->set, EVIDENCE_TABLES, arena, e)) return false;
    q.from_month = month_add(v->month, -11);
    return statistics_read(db, &q, &v->months, 1, arena, e);
}

struct ticket_query evidence_tickets(const struct evidence *v)
{
    return (struct ticket_query){ .from = month_start_ms(v->month),
                                  .to = month_start_ms(month_add(v->month, 1)),
                                  .without_whistleblowing = true };
}

struct export_style evidence_style(const struct evidence *v, const char *prefix,
                                   enum export_words words)
{
    return (struct export_style){ .words = words,
                                  .role = ROLE_SUPERVISOR,
                                  .desk = v->desk,
                                  .prefix = prefix,
                                  .now = v->made_at };
}
