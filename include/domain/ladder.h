/* ladder.h - who is told when a deadline comes near: at 50, 80, 100 and 150 % of the working days
 * of a clock the contact person of the unit, its head, the secretary, the regent. DESIGN part 5,
 * "Ticket life". A clock is a stage, or of a request for information all stages together
 * (ticket_clock in workday.h); the days that pauses took of it are no part of its percent.
 *
 * Reminders come when the office opens on a working day (office.h); 100 % is the deadline itself.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_LADDER_H
#define KANDA_DOMAIN_LADDER_H

#include "domain/desk.h"

/* The step after ladder_step and when it is due: 0 and 0 while nothing runs (no deadline, paused,
 * closed), or after the last. Sets t->ladder_at; call it after every change of a clock. */
void ladder_set(const struct desk *desk, struct ticket *t);
/* After a change that made the clock longer (an extension, another kind or category): a step that
 * was told, and now lies ahead of `now` again, will be told again when it is true of this clock. */
void ladder_fall_back(const struct desk *desk, struct ticket *t, int64_t now);
/* The percent that is due next; 0: none. */
int64_t ladder_next_step(const struct ticket *t);
/* Who is told at this percent: "contact", "head", "secretary", "regent". */
const char *ladder_rung(int64_t percent);

/* When the office closes on the newest date that the citizen holds (ticket_told_date): whoever
 * waits in vain is told so, and of another day, before that one is over. 0: nobody waits. It is
 * watched until the ticket is resolved, whoever answered what in between. */
int64_t ladder_told_check(const struct desk *desk, const struct ticket *t);

#endif
