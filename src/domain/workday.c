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

/* Requests for information have one clock for all stages until they are answered. */
static bool one_clock(const struct ticket *t, enum ticket_status stage)
{
    return t->kind == KIND_INFORMATION && stage < STATUS_RESOLVED;
}

static enum ticket_status stage_of(const struct ticket *t)
{
    return t->paused_since ? t->resume_status : t->status;
}

struct clock_run ticket_clock(const struct ticket *t)
{
    enum ticket_status stage = stage_of(t);
    bool all = one_clock(t, stage);
    struct clock_run run = { t->paused_since ? t->resume_at : t->stage_at,
                             all ? t->paused_days - t->paused_before : t->stage_paused };
    if (all && t->reopened_at)
        run.start = t->reopened_at;
    else if ((stage == STATUS_RECEIVED || all) && t->received_at)
        run.start = t->received_at;
    return run;
}

int64_t legal_deadline(const struct desk *desk, const struct ticket *t, bool inspection)
{
    enum ticket_status stage = stage_of(t);
    struct clock_run run = ticket_clock(t);
    const struct clock_rule *rule = desk_clock(desk, t->kind, stage, inspection);
    if (!rule || rule->legal_days <= 0 || !ticket_is_open(stage)) return 0;
    int days = rule->legal_days;
    if (one_clock(t, stage)) days += t->extended ? EXTENSION_DAYS : 0;
    return deadline_ms(desk, run.start,
                       days + (int)(run.paused < DAYS_MAX ? run.paused : DAYS_MAX));
}

static bool needs_inspection(const struct desk *desk, const struct ticket *t)
{
    const struct category *category = desk_category(desk, t->category);
    return category && category->inspection;
}

int64_t ticket_due(const struct desk *desk, const struct ticket *t)
{
    return legal_deadline(desk, t, needs_inspection(desk, t));
}

void ticket_start_clocks(const struct desk *desk, struct ticket *t, int64_t now)
{
    const struct clock_rule *rule = desk_clock(desk, t->kind, t->status, needs_inspection(desk, t));
    int64_t start = t->received_at ? t->received_at : now;
    int days = rule ? rule->promise_days : 0;
    t->stage_at = now;
    t->stage_paused = 0;
    t->due_at = ticket_due(desk, t);
    t->promise_at = days > 0 ? deadline_ms(desk, start, days) : 0;
    if (t->promise_at && t->promise_at <= now) t->promise_at = deadline_ms(desk, now, days);
    t->promise = t->promise_at ? PROMISE_FIRST : PROMISE_KEPT;
}

void ticket_promise_anew(const struct desk *desk, struct ticket *t, int64_t now)
{
    t->promise_at = deadline_ms(desk, now, LATE_DAYS);
    if (t->promise != PROMISE_FIRST) t->promise = PROMISE_WORK;
}

static void add_days(struct sha256 *s, int64_t first, int64_t last)
{
    char text[48];
    struct buf line;
    buf_fixed(&line, text, sizeof text);
    buf_addf(&line, "%lld %lld\n", (long long)first, (long long)last);
    sha256_add(s, buf_view(&line));
}

static void add_week(struct sha256 *s, const struct office_span week[OFFICE_WEEK])
{
    for (int i = 0; i < OFFICE_WEEK; i++)
        add_days(s, week[i].opens, week[i].closes);
}

void calendar_digest(const struct desk *desk, uint8_t out[SHA256_SIZE])
{
    struct sha256 s;
    sha256_begin(&s);
    for (size_t i = 0; i < desk->holiday_count; i++)
        if (i == 0 || desk->holidays[i].day != desk->holidays[i - 1].day)
            add_days(&s, desk->holidays[i].day, desk->holidays[i].day);
    add_week(&s, desk->office.week);
    for (size_t i = 0; i < desk->office.period_count; i++) {
        add_days(&s, desk->office.periods[i].first, desk->office.periods[i].last);
        add_week(&s, desk->office.periods[i].week);
    }
    sha256_end(&s, out);
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
