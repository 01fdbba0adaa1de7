/* queue_store.h - how long the desk's queues are. Counts stop at QUEUE_COUNT_MAX: a person sees
 * "1000 or more", and no count costs more than that. Threads: any connection. */
#ifndef KANDA_STORE_QUEUE_STORE_H
#define KANDA_STORE_QUEUE_STORE_H

#include "domain/role.h"
#include "store/db.h"

#define QUEUE_COUNT_MAX 1000

enum queue {
    QUEUE_NEW,         /* received, nobody has looked yet */
    QUEUE_VERIFIED,    /* looked at, of no unit yet */
    QUEUE_ASSIGNED,    /* the unit has not begun */
    QUEUE_IN_PROGRESS, /* the unit works */
    QUEUE_WAITING,     /* for the reporter */
    QUEUE_RESOLVED,    /* the reporter is asked whether it is */
    QUEUE_MINE,        /* open, owned by the own department */
    QUEUE_OVERDUE,     /* legal deadline passed, not paused */
    QUEUE_DUE_TODAY,   /* legal deadline later today */
    QUEUE_FAILED,      /* replies that a human must see to; not for officers */
    QUEUE_END
};
const char *queue_name(enum queue q); /* "due_today" */
/* The status that all its tickets have; 0: they have no one status. */
enum ticket_status queue_status(enum queue q);

struct queue_view {
    enum role role;
    struct str department; /* officers: their only one; others: whose QUEUE_MINE is */
    bool whistleblowing;   /* the caller may know of it */
    int64_t now;
};
/* False in *exists for a queue that this caller does not have. */
MUST_CHECK bool queue_count(struct db *db, const struct queue_view *view, enum queue q,
                            int64_t *count, bool *exists, struct err *e);

/* Open tickets by the days since they were made: calendar days, both ends included. */
struct queue_age {
    int64_t from_days, to_days;    /* to_days -1: and older */
    int64_t of_status[STATUS_END]; /* each stops at QUEUE_AGE_MAX */
};
#define QUEUE_AGES    6
#define QUEUE_AGE_MAX 10000
MUST_CHECK bool queue_ages(struct db *db, const struct queue_view *view,
                           struct queue_age out[QUEUE_AGES], struct err *e);

#endif
