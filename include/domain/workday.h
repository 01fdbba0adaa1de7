/* workday.h - deadlines in working days.
 *
 * Monday to Friday are working days unless holidays.csv names them. The day of receipt is day 0
 * whatever the hour and whether or not it is a working day; a deadline is 23:59:59 WIB of its
 * last day (DESIGN part 5, "Clocks").
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_WORKDAY_H
#define KANDA_DOMAIN_WORKDAY_H

#include "base/crypto.h"
#include "domain/desk.h"

bool workday_is(const struct desk *desk, int64_t day);
/* The n-th working day after `day` (n = 0: the day itself). n in 0..1000. */
int64_t workday_add(const struct desk *desk, int64_t day, int n);
/* How many working days lie in (from, to]; 0 when to <= from. */
int workday_between(const struct desk *desk, int64_t from, int64_t to);
/* The instant a clock of n working days that began at start_ms runs out. */
int64_t deadline_ms(const struct desk *desk, int64_t start_ms, int n);

/* Working days by which the clock of a request for information may be lengthened, once (UU 14/2008
 * article 22). */
#define EXTENSION_DAYS 7

/* The clock that runs, or waits for the reporter: the instant whose day is its day 0, and the
 * working days that pauses have taken of it since. */
struct clock_run {
    int64_t start, paused;
};
struct clock_run ticket_clock(const struct ticket *t);

/* The legal deadline of the stage that runs, or that waits for the reporter; 0 where the tables
 * name no clock. It follows from kind, category, stage, received_at, stage_at, extended,
 * reopened_at and what pauses took, by the holidays as they are now: this is the one place that
 * knows how, so due_at is the same whenever and however often it is computed.
 *
 * received_at is day 0 of the first stage, and of every stage of a request for information until it
 * is answered: ten days in all, seven more when extended, and its pauses whatever stage they were
 * in. Opened again, it is a request again: ten days from the day on which it was, whose pauses
 * alone count, and an extension of its own. Elsewhere day 0 is the stage's own first day, and its
 * own pauses count. */
int64_t ticket_due(const struct desk *desk, const struct ticket *t);
/* The same for a category that needs an inspection, or does not. */
int64_t legal_deadline(const struct desk *desk, const struct ticket *t, bool inspection);

/* A ticket that begins at `now`: stage_at, due_at, promise_at (both counted from received_at) and
 * that the first follow-up is promised. A day that is over by now (a message that came days late)
 * is not promised: it is counted from now. Kind, category and status are set before. */
void ticket_start_clocks(const struct desk *desk, struct ticket *t, int64_t now);

/* Whoever waited in vain for a day is told of another one, so many working days on. A first
 * follow-up that nobody has made is still one; anything else is the work, until it is resolved. */
#define LATE_DAYS 5
void ticket_promise_anew(const struct desk *desk, struct ticket *t, int64_t now);

/* SHA-256 of what the clocks of a desk go by beside clocks.csv: the days of its holidays, not their
 * names, and its office hours. */
void calendar_digest(const struct desk *desk, uint8_t out[SHA256_SIZE]);

/* "Jumat 4 Desember 2026" into out (NUL-terminated; 32 bytes are enough). */
#define DATE_TEXT_SIZE 40
void date_text(int64_t ms, char out[DATE_TEXT_SIZE]);

#endif
