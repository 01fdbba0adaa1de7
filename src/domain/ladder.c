/* ladder.c - percent of a deadline as days of the calendar. */
#include "domain/ladder.h"
#include "domain/workday.h"

static const struct {
    int64_t percent;
    const char *rung;
} steps[] = { { 50, "contact" }, { 80, "head" }, { 100, "secretary" }, { 150, "regent" } };

#define STEPS (sizeof steps / sizeof steps[0])

int64_t ladder_next_step(const struct ticket *t)
{
    for (size_t i = 0; i < STEPS; i++)
        if (steps[i].percent > t->ladder_step) return steps[i].percent;
    return 0;
}

const char *ladder_rung(int64_t percent)
{
    for (size_t i = 0; i < STEPS; i++)
        if (steps[i].percent == percent) return steps[i].rung;
    return "";
}

/* A clock of n working days: half of three is over on the morning of the second. What pauses took
 * lies behind, so it puts every step off. */
static int64_t step_at(const struct desk *desk, const struct ticket *t, int64_t percent)
{
    struct clock_run run = ticket_clock(t);
    int64_t first = day_of_ms(run.start), last = day_of_ms(t->due_at);
    int paused = (int)run.paused, n = workday_between(desk, first, last) - paused;
    if (percent == 100) return t->due_at;
    if (n < 0) n = 0;
    int days = (int)((percent * n + 99) / 100);
    int64_t day = percent > 100 ? workday_add(desk, last, days > n ? days - n : 1)
                                : workday_add(desk, first, days + paused);
    return office_opens_at(desk, day);
}

void ladder_fall_back(const struct desk *desk, struct ticket *t, int64_t now)
{
    for (size_t i = STEPS; t->due_at && i > 0; i--)
        if (steps[i - 1].percent == t->ladder_step && step_at(desk, t, t->ladder_step) > now)
            t->ladder_step = i > 1 ? steps[i - 2].percent : 0;
}

int64_t ladder_told_check(const struct desk *desk, const struct ticket *t)
{
    int64_t told = ticket_told_date(t);
    if (told == 0 || t->paused_since || t->status >= STATUS_RESOLVED) return 0;
    return office_closes_at(desk, day_of_ms(told));
}

void ladder_set(const struct desk *desk, struct ticket *t)
{
    int64_t step = ladder_next_step(t), told = ladder_told_check(desk, t);
    bool runs = t->due_at && !t->paused_since && t->status < STATUS_RESOLVED;
    t->ladder_at = runs && step ? step_at(desk, t, step) : 0;
    if (told && (t->ladder_at == 0 || told < t->ladder_at)) t->ladder_at = told;
}
