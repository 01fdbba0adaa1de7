/* cost_watch.c - the month's estimate against its cap. */
#include "service/cost_watch.h"
#include "base/clock.h"
#include "service/alarm.h"
#include "store/cost_store.h"
#include <stdio.h>

bool cost_watch_run(struct db *db, const struct cost_rates *rates, int64_t cap, int64_t now,
                    struct err *e)
{
    struct cost_sum sum = { .rates = rates };
    struct alarm a = { .cause = ALARM_CAUSE_COST, .since = now, .last_at = now };
    if (cap > 0 && !cost_month(db, month_of_ms(now), &sum, e)) return false;
    int level = cost_cap_level(sum.cost, cap);
    if (level) a.severity = level == 2 ? ALARM_CRITICAL : ALARM_WARNING;
    (void)snprintf(a.text, sizeof a.text,
                   level == 2 ? "Perkiraan biaya pesan bulan ini sudah mencapai batas %lld %s. "
                                "Pengiriman tetap berjalan; periksa biaya dan batasnya."
                              : "Perkiraan biaya pesan bulan ini sudah lebih dari 80%% dari batas "
                                "%lld %s.",
                   (long long)cap, rates->currency);
    return alarm_set(db, &a, e);
}
