/* statistics_week.c - what came and what was closed, week by week. */
#include "statistics_week.h"

int64_t statistics_week_of(int64_t ms)
{
    int64_t day = day_of_ms(ms);
    return day - day_weekday(day);
}

struct statistics_flow statistics_flow_of(const struct statistics_ticket *t)
{
    bool closed = !ticket_is_open(t->now.status) && t->closed_at;
    return (struct statistics_flow){ .department = t->department,
                                     .whistleblowing = t->kind == KIND_WHISTLEBLOWING,
                                     .closed_week = closed ? statistics_week_of(t->closed_at) : 0,
                                     .outcome = closed ? t->now.outcome : OUTCOME_NONE };
}

static bool week_add(struct db *db, const struct statistics_flow *flow,
                     const struct statistics_week *more, struct err *e)
{
    return db_exec(db, STMT_STATISTICS_WEEK_ADD,
                   VALUES(V_INT(more->week), V_TEXT(flow->department), V_INT(flow->whistleblowing),
                          V_INT(more->received), V_INT(more->solved), V_INT(more->partly_solved),
                          V_INT(more->referred), V_INT(more->other)),
                   NULL, e);
}

/* sign: 1 counts, -1 takes back. */
static bool flow_add(struct db *db, const struct statistics_flow *flow, int64_t created_at,
                     int sign, struct err *e)
{
    struct statistics_week came = { .week = statistics_week_of(created_at), .received = sign };
    struct statistics_week went = { .week = flow->closed_week };
    if (!week_add(db, flow, &came, e)) return false;
    if (flow->closed_week == 0) return true;
    switch (flow->outcome) {
    case OUTCOME_SOLVED: went.solved = sign; break;
    case OUTCOME_PARTLY_SOLVED: went.partly_solved = sign; break;
    case OUTCOME_REFERRED: went.referred = sign; break;
    default: went.other = sign; break;
    }
    return week_add(db, flow, &went, e);
}

bool statistics_flow_change(struct db *db, const struct statistics_ticket *t,
                            const struct statistics_flow *now, struct err *e)
{
    const struct statistics_flow *was = &t->flow;
    if (str_equal(was->department, now->department) && was->whistleblowing == now->whistleblowing &&
        was->closed_week == now->closed_week && was->outcome == now->outcome)
        return true;
    return (was->department.len == 0 || flow_add(db, was, t->created_at, -1, e)) &&
           flow_add(db, now, t->created_at, 1, e);
}

bool statistics_weeks(struct db *db, int64_t from_week, int64_t to_week, struct str department,
                      bool whistleblowing, struct statistics_week out[STATISTICS_WEEKS_MAX],
                      size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    *count = 0;
    if (!db_open_rows(db, STMT_STATISTICS_WEEKS,
                      VALUES(V_INT(from_week), V_INT(to_week), v_text_or_null(department),
                             V_INT(whistleblowing)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < STATISTICS_WEEKS_MAX)
        out[n++] = (struct statistics_week){ .week = db_int(rows, 0),
                                             .received = db_int(rows, 1),
                                             .solved = db_int(rows, 2),
                                             .partly_solved = db_int(rows, 3),
                                             .referred = db_int(rows, 4),
                                             .other = db_int(rows, 5) };
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}
