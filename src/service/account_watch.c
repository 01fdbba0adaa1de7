/* account_watch.c - people written to first, against Meta's limit. */
#include "service/account_watch.h"
#include "service/alarm.h"
#include "store/account_store.h"
#include <stdio.h>

static bool alarm(struct db *db, const struct account_standing *s, int64_t reached, int64_t now,
                  struct err *e)
{
    struct alarm a = { .cause = ALARM_CAUSE_PEOPLE, .since = now, .last_at = now };
    int level = account_people_level(s, reached);
    if (level) a.severity = level == 2 ? ALARM_CRITICAL : ALARM_WARNING;
    (void)snprintf(a.text, sizeof a.text,
                   level == 2
                       ? "Batas Meta tercapai: dalam 24 jam paling banyak %lld orang boleh "
                         "disapa lebih dulu. Template untuk orang lain menunggu; balasan "
                         "kepada yang baru menulis tetap berjalan."
                       : "Lebih dari 80%% dari %lld orang yang boleh disapa lebih dulu dalam "
                         "24 jam sudah disapa. Setelah batas itu template menunggu.",
                   (long long)s->people);
    return alarm_set(db, &a, e);
}

static bool release(struct db *db, const struct account_standing *s, int64_t reached, int64_t now,
                    struct err *e)
{
    bool may = account_way(s, reached, false, now) == ACCOUNT_GOES;
    if (!s->held || !may || now - s->held_at < ACCOUNT_HELD_MS) return true;
    return account_fact_put(db, ACCOUNT_FACT_HELD, STR("0"), now, e);
}

bool account_watch_run(struct db *db, int64_t now, struct err *e)
{
    struct account_standing s;
    int64_t reached = 0;
    if (!account_standing_get(db, &s, e)) return false;
    if (account_is_limited(&s) && !account_reached(db, now, s.people, &reached, e)) return false;
    return alarm(db, &s, reached, now, e) && release(db, &s, reached, now, e);
}
