/* ladder.h - who is told when a deadline comes near: at 50, 80, 100 and 150 % of the working days
 * of a stage the contact person of the unit, its head, the secretary, the regent. DESIGN part 5,
 * "Ticket life".
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
/* The percent that is due next; 0: none. */
int64_t ladder_next_step(const struct ticket *t);
/* Who is told at this percent: "contact", "head", "secretary", "regent". */
const char *ladder_rung(int64_t percent);

/* When the office closes on the newest date that the citizen holds (ticket_told_date): whoever
 * waits in vain is told so, and of another day, before that one is over. 0: nobody waits. It is
 * watched until the ticket is resolved, whoever answered what in between. */
int64_t ladder_told_check(const struct desk *desk, const struct ticket *t);

#endif
