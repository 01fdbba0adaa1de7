/* counting.c - from events to tickets, from tickets to sums. */
#include "service/counting.h"
#include "store/statistics_store.h"

/* What several events of one ticket tell together. */
struct change {
    int64_t ticket_id, resolved_at; /* 0: nothing new */
    bool late;
};

static size_t changes_of(const struct statistics_event *events, size_t count,
                         struct change changes[COUNTING_EVENTS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < n && changes[at].ticket_id != events[i].ticket_id)
            at++;
        if (at == n) changes[n++] = (struct change){ .ticket_id = events[i].ticket_id };
        if (events[i].resolved) changes[at].resolved_at = events[i].at;
        changes[at].late = changes[at].late || events[i].late;
    }
    return n;
}

/* No external body has a row: what is theirs is the desk's work, and its referral the desk's. */
static struct str counted_for(const struct desk *desk, struct str department)
{
    const struct department *owner = desk_department(desk, department);
    return owner ? desk_worker(desk, owner)->code : department;
}

static bool count_one(struct db *db, const struct intake_options *options,
                      const struct change *change, struct err *e)
{
    struct arena arena = { 0 };
    struct statistics_ticket t;
    struct tally tally;
    bool ok = statistics_ticket_get(db, change->ticket_id, &arena, &t, e);
    if (ok) {
        if (change->resolved_at) t.now.resolved_at = change->resolved_at;
        t.now.late = t.now.late || change->late;
        t.department = counted_for(options->desk, t.department);
        tally_of_ticket(options->desk, &t.now, &tally);
        ok = statistics_ticket_put(db, &t, &tally, e);
    }
    arena_clear(&arena);
    return ok;
}

bool counting_run(struct db *db, const struct intake_options *options, int64_t *events,
                  struct err *e)
{
    struct statistics_event found[COUNTING_EVENTS_MAX];
    struct change changes[COUNTING_EVENTS_MAX] = { 0 };
    size_t count;
    if (!statistics_events(db, COUNTING_EVENTS_MAX, found, &count, e)) return false;
    *events = (int64_t)count;
    size_t n = changes_of(found, count, changes);
    for (size_t i = 0; i < n; i++)
        if (!count_one(db, options, &changes[i], e)) return false;
    return count == 0 || statistics_advance(db, found[count - 1].id, e);
}
