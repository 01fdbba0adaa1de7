/* alarm_store.h - alarms as rows: one open for each cause, each told once by each road, and once
 * more when it has grown worse. Threads: writing on the writer thread inside a job; reading on any
 * connection. */
#ifndef KANDA_STORE_ALARM_STORE_H
#define KANDA_STORE_ALARM_STORE_H

#include "domain/alarm.h"
#include "store/db.h"

/* Opens the alarm of this cause at a->since, or renews the open one (at most once a minute while it
 * says the same). What ended after a->since stays ended: news come out of order. */
MUST_CHECK bool alarm_raise(struct db *db, const struct alarm *a, struct err *e);
/* The cause is over. Nothing happens when it is not open, or began later. */
MUST_CHECK bool alarm_clear(struct db *db, const char *cause, int64_t at, struct err *e);
/* Ends those that nothing was heard of for their time. */
MUST_CHECK bool alarm_quiet(struct db *db, int64_t now, struct err *e);
MUST_CHECK bool alarm_count(struct db *db, int64_t *open, struct err *e);

#define ALARM_LIST_MAX 200
/* Newest first, before before_id (0: from the newest); out has room for limit. */
MUST_CHECK bool alarm_list(struct db *db, bool only_open, int64_t before_id, size_t limit,
                           struct alarm *out, size_t *count, bool *more, struct err *e);

enum alarm_road { ALARM_BY_MAIL, ALARM_BY_HOOK };
/* The oldest of which this road has not told that it began, grew worse or ended; id 0: none. */
MUST_CHECK bool alarm_next(struct db *db, enum alarm_road road, struct alarm *out, struct err *e);
/* This road told what alarm_next gave. */
MUST_CHECK bool alarm_told(struct db *db, enum alarm_road road, const struct alarm *a,
                           struct err *e);

#endif
