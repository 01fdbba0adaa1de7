/* queue_store.c - officers count in the index of what their unit has open, the desk by status and
 * by deadline. Reports in confidence are counted apart, because the indexes hold them apart. */
#include "store/queue_store.h"

static const struct {
    const char *name;
    enum ticket_status status;
} queues[QUEUE_END] = {
    [QUEUE_NEW] = { "new", STATUS_RECEIVED },
    [QUEUE_VERIFIED] = { "verified", STATUS_VERIFIED },
    [QUEUE_ASSIGNED] = { "assigned", STATUS_ASSIGNED },
    [QUEUE_IN_PROGRESS] = { "in_progress", STATUS_IN_PROGRESS },
    [QUEUE_WAITING] = { "waiting", STATUS_AWAITING_REPORTER },
    [QUEUE_RESOLVED] = { "resolved", STATUS_RESOLVED },
    [QUEUE_MINE] = { "mine", 0 },
    [QUEUE_OVERDUE] = { "overdue", 0 },
    [QUEUE_DUE_TODAY] = { "due_today", 0 },
    [QUEUE_FAILED] = { "failed_replies", 0 },
};

const char *queue_name(enum queue q)
{
    return (size_t)q < QUEUE_END ? queues[q].name : "";
}

enum ticket_status queue_status(enum queue q)
{
    return (size_t)q < QUEUE_END ? queues[q].status : (enum ticket_status)0;
}

struct count {
    struct db *db;
    const struct queue_view *view;
    bool unit; /* only tickets of the own department exist for the caller */
    int64_t sum;
};

static bool add(struct count *c, enum stmt_id statement, const struct db_value *values, size_t n,
                struct err *e)
{
    int64_t found;
    if (!db_exec_i64(c->db, statement, values, n, &found, NULL, e)) return false;
    c->sum += found;
    return true;
}

static bool of_status(struct count *c, enum ticket_status status, bool whistleblowing,
                      struct err *e)
{
    if (c->unit)
        return add(c, STMT_QUEUE_UNIT_STATUS,
                   VALUES(V_TEXT(c->view->department), V_INT(whistleblowing), V_INT(status),
                          V_INT(QUEUE_COUNT_MAX)),
                   e);
    return add(c, STMT_QUEUE_STATUS,
               VALUES(V_INT(status), V_INT(whistleblowing), V_INT(QUEUE_COUNT_MAX)), e);
}

static bool of_open(struct count *c, bool whistleblowing, struct err *e)
{
    return add(c, STMT_QUEUE_UNIT_OPEN,
               VALUES(V_TEXT(c->view->department), V_INT(whistleblowing), V_INT(QUEUE_COUNT_MAX)),
               e);
}

static bool of_due(struct count *c, int64_t from, int64_t to, bool whistleblowing, struct err *e)
{
    return add(c, STMT_QUEUE_UNIT_DUE,
               VALUES(V_TEXT(c->view->department), V_INT(whistleblowing), V_INT(from), V_INT(to),
                      V_INT(QUEUE_COUNT_MAX)),
               e);
}

/* One kind of tickets: those in confidence, or the others. */
static bool of_kind(struct count *c, enum queue q, bool whistleblowing, struct err *e)
{
    int64_t now = c->view->now, tonight = day_end_ms(day_of_ms(now)) + MS_PER_SECOND;
    switch (q) {
    case QUEUE_NEW:
    case QUEUE_VERIFIED:
    case QUEUE_ASSIGNED:
    case QUEUE_IN_PROGRESS:
    case QUEUE_WAITING:
    case QUEUE_RESOLVED: return of_status(c, queue_status(q), whistleblowing, e);
    case QUEUE_MINE: return of_open(c, whistleblowing, e);
    case QUEUE_OVERDUE: return of_due(c, 0, now, whistleblowing, e);
    case QUEUE_DUE_TODAY: return of_due(c, now, tonight, whistleblowing, e);
    case QUEUE_FAILED:
    case QUEUE_END: break;
    }
    return true;
}

static bool of_desk(struct count *c, enum queue q, struct err *e)
{
    const struct queue_view *v = c->view;
    int64_t from = q == QUEUE_OVERDUE ? 0 : v->now;
    int64_t to = q == QUEUE_OVERDUE ? v->now : day_end_ms(day_of_ms(v->now)) + MS_PER_SECOND;
    if (q == QUEUE_FAILED)
        return add(c, STMT_QUEUE_FAILED, VALUES(V_INT(QUEUE_COUNT_MAX), V_INT(v->whistleblowing)),
                   e);
    return add(c, STMT_QUEUE_DUE,
               VALUES(V_INT(from), V_INT(to), V_INT(QUEUE_COUNT_MAX), V_INT(v->whistleblowing)), e);
}

bool queue_count(struct db *db, const struct queue_view *view, enum queue q, int64_t *count,
                 bool *exists, struct err *e)
{
    struct count c = { .db = db, .view = view, .unit = view->role == ROLE_OFFICER };
    bool whole = !c.unit && (q == QUEUE_OVERDUE || q == QUEUE_DUE_TODAY || q == QUEUE_FAILED);
    *exists = !(c.unit && q == QUEUE_FAILED);
    *count = 0;
    if (!*exists) return true;
    bool ok = whole
                  ? of_desk(&c, q, e)
                  : of_kind(&c, q, false, e) && (!view->whistleblowing || of_kind(&c, q, true, e));
    if (ok) *count = c.sum < QUEUE_COUNT_MAX ? c.sum : QUEUE_COUNT_MAX;
    return ok;
}

/* --- how old --- */

/* The first ticket made at or after an instant; INT64_MAX when there is none. */
static bool first_id(struct db *db, int64_t at, int64_t *id, struct err *e)
{
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_FIRST_CREATED, VALUES(V_INT(at)), id, &found, e)) return false;
    if (!found) *id = INT64_MAX;
    return true;
}

static bool age_count(struct count *c, enum ticket_status status, bool whistleblowing,
                      int64_t from_id, int64_t to_id, struct err *e)
{
    if (c->unit)
        return add(c, STMT_QUEUE_UNIT_AGE,
                   VALUES(V_TEXT(c->view->department), V_INT(whistleblowing), V_INT(status),
                          V_INT(from_id), V_INT(to_id), V_INT(QUEUE_AGE_MAX)),
                   e);
    return add(c, STMT_QUEUE_AGE,
               VALUES(V_INT(status), V_INT(whistleblowing), V_INT(from_id), V_INT(to_id),
                      V_INT(QUEUE_AGE_MAX)),
               e);
}

static bool age_read(struct db *db, const struct queue_view *view, struct queue_age *age,
                     struct err *e)
{
    int64_t today = day_of_ms(view->now), from_id = 0, to_id;
    if (!first_id(db, day_start_ms(today - age->from_days + 1), &to_id, e) ||
        (age->to_days >= 0 && !first_id(db, day_start_ms(today - age->to_days), &from_id, e)))
        return false;
    for (int s = STATUS_RECEIVED; s < STATUS_CLOSED; s++) {
        struct count c = { .db = db, .view = view, .unit = view->role == ROLE_OFFICER };
        enum ticket_status status = (enum ticket_status)s;
        if (!age_count(&c, status, false, from_id, to_id, e) ||
            (view->whistleblowing && !age_count(&c, status, true, from_id, to_id, e)))
            return false;
        age->of_status[s] = c.sum;
    }
    return true;
}

bool queue_ages(struct db *db, const struct queue_view *view, struct queue_age out[QUEUE_AGES],
                struct err *e)
{
    static const int64_t days[QUEUE_AGES][2] = { { 0, 3 },   { 4, 7 },   { 8, 14 },
                                                 { 15, 30 }, { 31, 60 }, { 61, -1 } };
    for (size_t i = 0; i < QUEUE_AGES; i++) {
        out[i] = (struct queue_age){ .from_days = days[i][0], .to_days = days[i][1] };
        if (!age_read(db, view, &out[i], e)) return false;
    }
    return true;
}
