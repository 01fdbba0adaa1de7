/* reply_truth.h - is what a message tells a citizen true? Read back from the text alone: which of
 * the desk's texts it is made of, in which language, and what was filled in.
 *
 * Threads: the test's. */
#ifndef KANDA_TESTS_REPLY_TRUTH_H
#define KANDA_TESTS_REPLY_TRUTH_H

#include "domain/outbound.h"
#include "intake_case.h"

/* Ends the test with a sentence unless: every word of the body comes from texts of this language;
 * nothing is left of a {placeholder}; each ticket number is of a ticket that the contact has or
 * follows; and matter, unit, place, status and day beside a number are that ticket's own, as they
 * are in the database now. */
void reply_truth_check(struct intake_case *c, int64_t contact_id, enum language language,
                       const struct outbound *m);
/* Texts found so far, and values compared with the database. */
void reply_truth_tell(void);

#endif
