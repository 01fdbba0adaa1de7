/* alarm.c - what is watched becomes alarms. */
#include "service/alarm.h"
#include "store/alarm_store.h"
#include "store/outbox_store.h"
#include "store/quarantine_store.h"

bool alarm_set(struct db *db, const struct alarm *a, struct err *e)
{
    return a->severity ? alarm_raise(db, a, e) : alarm_clear(db, a->cause, a->last_at, e);
}

bool alarm_watch_run(struct db *db, const struct alarm_watch *seen, int64_t now, struct err *e)
{
    struct alarm_watch all = *seen;
    struct alarm judged[ALARM_WATCH_COUNT];
    struct outbox_counts counts;
    if (!quarantine_count(db, &all.quarantined, e) || !outbox_count(db, &counts, e)) return false;
    all.failed = counts.failed;
    alarm_watch_judge(&all, now, judged);
    for (int i = 0; i < ALARM_WATCH_COUNT; i++)
        if (!alarm_set(db, &judged[i], e)) return false;
    return alarm_quiet(db, now, e);
}
