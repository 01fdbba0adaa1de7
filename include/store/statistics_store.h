/* statistics_store.h - sums of tickets: kept up by a job (service/counting.h), read for answers.
 * Threads: writing on the writer thread inside a job; reading on any connection.
 * Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_STATISTICS_STORE_H
#define KANDA_STORE_STATISTICS_STORE_H

#include "domain/tally.h"
#include "store/db.h"

/* --- keeping up --- */

struct statistics_event {
    int64_t id, ticket_id, at;
    bool resolved, late; /* what only the timeline remembers */
};
/* The events after the mark, at most max. */
MUST_CHECK bool statistics_events(struct db *db, size_t max, struct statistics_event *out,
                                  size_t *count, struct err *e);
MUST_CHECK bool statistics_advance(struct db *db, int64_t event_id, struct err *e);

/* What a ticket is counted as in the sums of weeks. */
struct statistics_flow {
    struct str department; /* "": not counted yet */
    bool whistleblowing;
    int64_t closed_week; /* 0: open */
    enum ticket_outcome outcome;
};

/* A ticket, and what it was counted as before. */
struct statistics_ticket {
    int64_t id, created_at;
    enum ticket_kind kind;
    struct str category, department, district;
    bool confidential;
    struct tally_ticket now;
    int64_t closed_at;           /* 0: open */
    int64_t cell_id;             /* 0: not counted yet */
    struct tally counted;        /* with late and resolved_at of `now` as they were then */
    struct statistics_flow flow; /* as it was counted */
};
MUST_CHECK bool statistics_ticket_get(struct db *db, int64_t id, struct arena *arena,
                                      struct statistics_ticket *out, struct err *e);
/* Takes back what it was counted as, and counts it as `tally`. */
MUST_CHECK bool statistics_ticket_put(struct db *db, const struct statistics_ticket *t,
                                      const struct tally *tally, struct err *e);

/* --- reading --- */

enum statistics_by {
    BY_KIND,
    BY_CATEGORY,
    BY_DEPARTMENT,
    BY_DISTRICT,
    BY_MONTH,
    BY_NOTHING, /* one group: all of it */
    STATISTICS_BY_END
};

struct statistics_group {
    struct str code; /* BY_KIND: its name; BY_MONTH: "2026-11"; BY_DISTRICT: "" without one */
    struct tally tally;
};
#define STATISTICS_GROUPS_MAX 512
struct statistics_set {
    enum statistics_by by;
    struct statistics_group *groups; /* in the order in which they were met */
    size_t count;
};

/* Months as 202611, both included. */
#define STATISTICS_MONTHS_MAX 36
struct statistics_query {
    int64_t from_month, to_month;
    struct str department;             /* empty: every one */
    bool whistleblowing, confidential; /* included */
};
/* One walk fills every set; the caller sets `by`. ERR_LIMIT for more groups than there can be. */
MUST_CHECK bool statistics_read(struct db *db, const struct statistics_query *query,
                                struct statistics_set *sets, size_t set_count, struct arena *arena,
                                struct err *e);

/* What came and what was closed in a week; both weeks as their Monday's day number, included. */
struct statistics_week {
    int64_t week, received;
    int64_t solved, partly_solved, referred, other; /* closed in it, and closed since */
};
#define STATISTICS_WEEKS_MAX 106
MUST_CHECK bool statistics_weeks(struct db *db, int64_t from_week, int64_t to_week,
                                 struct str department, bool whistleblowing,
                                 struct statistics_week out[STATISTICS_WEEKS_MAX], size_t *count,
                                 struct err *e);
int64_t statistics_week_of(int64_t ms);

#endif
