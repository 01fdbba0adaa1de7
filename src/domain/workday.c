/* workday.c - working days, deadlines, and the way a date is written to a citizen. */
#include "domain/workday.h"
#include "base/buf.h"

#define DAYS_MAX 1000

static bool is_weekend(int64_t day)
{
    return day_weekday(day) >= 5;
}

bool workday_is(const struct desk *desk, int64_t day)
{
    return !is_weekend(day) && !desk_is_holiday(desk, day);
}

int64_t workday_add(const struct desk *desk, int64_t day, int n)
{
    if (n > DAYS_MAX) n = DAYS_MAX;
    while (n > 0)
        if (workday_is(desk, ++day)) n--;
    return day;
}

/* Monday to Friday in (from, to], holidays or not. Whole weeks are not walked: a ticket that was
 * forgotten for years must not cost more than one of last week. */
static int64_t weekdays_between(int64_t from, int64_t to)
{
    int64_t weeks = (to - from) / 7;
    int64_t count = weeks * 5;
    for (int64_t day = from + weeks * 7 + 1; day <= to; day++)
        count += !is_weekend(day);
    return count;
}

int workday_between(const struct desk *desk, int64_t from, int64_t to)
{
    if (to <= from) return 0;
    int64_t count = weekdays_between(from, to);
    for (size_t i = 0; i < desk->holiday_count; i++) {
        int64_t day = desk->holidays[i].day;
        bool named_before = i > 0 && desk->holidays[i - 1].day == day;
        if (day > from && day <= to && !is_weekend(day) && !named_before) count--;
    }
    return count > INT32_MAX ? INT32_MAX : (int)count;
}

int64_t deadline_ms(const struct desk *desk, int64_t start_ms, int n)
{
    return day_end_ms(workday_add(desk, day_of_ms(start_ms), n));
}

/* Day 0 of the legal clock. Requests for information have ten days in all, whatever stage they are
 * in, until they are answered; every other stage counts from its own first day. */
static int64_t legal_start(const struct ticket *ticket, enum ticket_status stage, int64_t now)
{
    if (ticket->received_at == 0) return now;
    if (stage == STATUS_RECEIVED) return ticket->received_at;
    bool answered = stage == STATUS_RESOLVED || stage == STATUS_CLOSED;
    return ticket->kind == KIND_INFORMATION && !answered ? ticket->received_at : now;
}

void ticket_start_clocks(const struct desk *desk, struct ticket *ticket, enum ticket_status stage,
                         bool inspection, int64_t now)
{
    const struct clock_rule *rule = desk_clock(desk, ticket->kind, stage, inspection);
    int64_t start = legal_start(ticket, stage, now);
    ticket->stage_at = now;
    ticket->due_at = rule && rule->legal_days > 0 ? deadline_ms(desk, start, rule->legal_days) : 0;
    if (stage != STATUS_RECEIVED) return;
    ticket->promise_at =
        rule && rule->promise_days > 0 ? deadline_ms(desk, start, rule->promise_days) : 0;
}

void date_text(int64_t ms, char out[DATE_TEXT_SIZE])
{
    static const char *const days[] = { "Senin", "Selasa", "Rabu",  "Kamis",
                                        "Jumat", "Sabtu",  "Minggu" };
    static const char *const months[] = { "Januari",   "Februari", "Maret",    "April",
                                          "Mei",       "Juni",     "Juli",     "Agustus",
                                          "September", "Oktober",  "November", "Desember" };
    struct civil c;
    struct buf text;
    civil_of_ms(ms, &c);
    buf_fixed(&text, out, DATE_TEXT_SIZE);
    buf_addf(&text, "%s %d %s %d", days[c.weekday], c.day, months[c.month - 1], c.year);
}
