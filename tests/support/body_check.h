/* body_check.h - a message of ours as the body of a request, held against the simulator's checker.
 *
 * Not only must the checker take it: of each shape of body (keys and lengths of lists) every text
 * is stretched to 5,000 characters in turn, and the checker must refuse each of these bodies, so
 * that nothing is sent that no check looks at. KANDA_BODIES=FOLDER keeps the bodies as files, for a
 * validator of somebody else.
 *
 * Threads: the test's. What fails ends the test. */
#ifndef KANDA_TESTS_BODY_CHECK_H
#define KANDA_TESTS_BODY_CHECK_H

#include "domain/outbound.h"
#include "domain/template.h"

/* To a phone number and to a business-scoped user id; label names the files. */
void body_check(const struct outbound *message, const char *label);
/* The mark that a citizen's message was read. */
void body_check_receipt(struct str wamid, bool typing, const char *label);
/* A template as `kanda templates submit` hands it to Meta's reviewers. */
void body_check_submission(const struct message_template *m, const char *label);
/* Prints how many bodies were looked at, and how many stretched ones refused. */
void body_check_tell(void);

#endif
