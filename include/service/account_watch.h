/* account_watch.h - warns before Meta's limit of people written to in a day is reached, and says
 * when what waits for it may try again. Threads: writer, inside a job. */
#ifndef KANDA_SERVICE_ACCOUNT_WATCH_H
#define KANDA_SERVICE_ACCOUNT_WATCH_H

#include "base/clock.h"
#include "store/db.h"

#define ALARM_CAUSE_PEOPLE "messaging.limit"
/* What is held is tried again so often, and not each time a single person leaves the day. */
#define ACCOUNT_HELD_MS (10 * MS_PER_MINUTE)

/* Alarm from 80 % of the limit, critical when it is reached. When there is room again, nothing is
 * held any more: the next outbox_wake brings what was. */
MUST_CHECK bool account_watch_run(struct db *db, int64_t now, struct err *e);

#endif
