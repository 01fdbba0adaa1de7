/* chat_case.h - a chat of one citizen with the desk, written down line by line (tests/README.md).
 * Threads: the test's. */
#ifndef KANDA_TESTS_CHAT_CASE_H
#define KANDA_TESTS_CHAT_CASE_H

#include "intake_case.h"
#include "nlu/area.h"

#define CHAT_PHONE "628120000000" /* and the number of the citizen, 1 to 9 */

struct chat_run {
    struct intake_case *c;
    const struct area *area; /* NULL: pins lie nowhere */
    int64_t at;              /* sender's clock of the next message */
    int64_t seen;            /* outbox rows up to this one were looked at */
    int64_t read;            /* the same of who watches (chat_file.h) */
    int sent;                /* messages so far: their wamids count */
    int citizen;             /* 1..9: who writes; set it to 1 */
    int copies;              /* each message is delivered so often */
};

/* Plays one line; false with a sentence when what it expects is not so. */
bool chat_line(struct chat_run *r, struct str line, char *why, size_t cap);

#endif
