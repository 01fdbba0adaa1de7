/* told.h - what a decision makes the desk tell the citizen, rendered from the desk's own texts by
 * the program's own words, and held against the tickets as they are once it is carried out. For
 * tests without a database.
 *
 * Threads: the test's. What fails ends the test. */
#ifndef KANDA_TESTS_TOLD_H
#define KANDA_TESTS_TOLD_H

#include "domain/conversation.h"

struct told_tickets {
    const struct known_ticket *at; /* all of the contact; ids from 1 on, in order */
    size_t count;
};

int told_group_setup(void **state); /* loads the desk of config/ */
int told_group_teardown(void **state);

/* before: the tickets as they were before the decision was carried out. Ends the test unless each
 * text that follows from it (rendered is every third): has all its placeholders filled, and no
 * piece of one left; is as long as WhatsApp allows, with buttons too; names the number of the
 * ticket it is about and of no other one than the contact's; names that ticket's matter, unit,
 * place, status and day where it names any; and claims nothing (cancelled, closed, opened again,
 * still in work, none there, left, unknown) that is not so. */
void told_check(const struct told_tickets *before, const struct told_tickets *after,
                const struct conversation_facts *f, const struct decision *d);
/* Prints how many texts and values were looked at. */
void told_tell(void);

#endif
