/* cost_watch.h - warns before the month becomes too dear. Threads: writer, inside a job. */
#ifndef KANDA_SERVICE_COST_WATCH_H
#define KANDA_SERVICE_COST_WATCH_H

#include "domain/cost.h"
#include "store/db.h"

#define ALARM_CAUSE_COST "cost"
/* Alarm from 80 % of the cap (whole units of the table's currency; 0: no cap), critical from 100 %;
 * ends with the month. */
MUST_CHECK bool cost_watch_run(struct db *db, const struct cost_rates *rates, int64_t cap,
                               int64_t now, struct err *e);

#endif
