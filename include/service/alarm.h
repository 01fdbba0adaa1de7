/* alarm.h - the one function through which alarms begin and end, and what feeds it.
 *
 * Threads: on the writer thread, inside a job. */
#ifndef KANDA_SERVICE_ALARM_H
#define KANDA_SERVICE_ALARM_H

#include "domain/alarm.h"
#include "domain/inbound.h"
#include "store/db.h"

/* Begins or renews (severity 1 or 2) or ends (severity 0, at a->last_at) the alarm of this cause.
 * The only way in: sender, disk, quarantine, templates, account and cost all go through it. */
MUST_CHECK bool alarm_set(struct db *db, const struct alarm *a, struct err *e);
/* Judges what was seen (quarantined and failed are counted here) and ends what went quiet. */
MUST_CHECK bool alarm_watch_run(struct db *db, const struct alarm_watch *seen, int64_t now,
                                struct err *e);
/* What the sender is to know of news that were carried out. */
struct account_effect {
    int64_t replies; /* that waited for their citizens' window and go now */
    bool standing;   /* pauses or limits may have changed */
    bool number;     /* the number is to be asked */
};
/* Carries out one fresh piece of news of the account (domain/account_news.h); adds to *effect. */
MUST_CHECK bool account_news_take(struct db *db, const struct inbound_notice *notice, int64_t now,
                                  struct account_effect *effect, struct err *e);

#endif
