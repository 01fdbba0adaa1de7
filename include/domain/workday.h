/* workday.h - deadlines in working days.
 *
 * Monday to Friday are working days unless holidays.csv names them. The day of receipt is day 0
 * whatever the hour and whether or not it is a working day; a deadline is 23:59:59 WIB of its
 * last day (DESIGN part 5, "Clocks").
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_WORKDAY_H
#define KANDA_DOMAIN_WORKDAY_H

#include "domain/desk.h"

bool workday_is(const struct desk *desk, int64_t day);
/* The n-th working day after `day` (n = 0: the day itself). n in 0..1000. */
int64_t workday_add(const struct desk *desk, int64_t day, int n);
/* How many working days lie in (from, to]; 0 when to <= from. */
int workday_between(const struct desk *desk, int64_t from, int64_t to);
/* The instant a clock of n working days that began at start_ms runs out. */
int64_t deadline_ms(const struct desk *desk, int64_t start_ms, int n);

/* Sets stage_at, due_at and (on the first stage) promise_at of a ticket that enters `stage` at
 * `now`. received_at is day 0 of the promise, of the first stage, and of every stage of a request
 * for information until it is answered (ten days in all); elsewhere due_at counts from the stage's
 * own first day. 0 where the tables name no clock. */
void ticket_start_clocks(const struct desk *desk, struct ticket *ticket, enum ticket_status stage,
                         bool inspection, int64_t now);

/* "Jumat 4 Desember 2026" into out (NUL-terminated; 32 bytes are enough). */
#define DATE_TEXT_SIZE 40
void date_text(int64_t ms, char out[DATE_TEXT_SIZE]);

#endif
