/* statistics_week.h - keeping the sums of weeks; private to the room. */
#ifndef KANDA_STORE_STATISTICS_WEEK_H
#define KANDA_STORE_STATISTICS_WEEK_H

#include "store/statistics_store.h"

/* What the ticket is counted as now. */
struct statistics_flow statistics_flow_of(const struct statistics_ticket *t);
/* Takes t->flow back and counts `now`, where they differ. */
MUST_CHECK bool statistics_flow_change(struct db *db, const struct statistics_ticket *t,
                                       const struct statistics_flow *now, struct err *e);

#endif
