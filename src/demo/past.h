/* past.h - the past of the made-up town: whatever is done here goes through the use cases of the
 * service, as if it had happened, with the time of then passed in.
 *
 * Everything of one call happens in the transaction that is open; past_commit ends it and begins
 * the next. The same begin and the same script give the same past.
 *
 * Threads: main, before the server starts. */
#ifndef KANDA_DEMO_PAST_H
#define KANDA_DEMO_PAST_H

#include "cli/app.h"
#include "domain/role.h"
#include "service/casework.h"
#include <stdio.h>

#define PAST_OFFICERS_MAX 16
#define PAST_PHONE_PREFIX "62812000010" /* the numbers of the citizens of the phone page */

struct past {
    struct app app;
    struct db *db;
    struct intake_options options;
    struct arena arena; /* of the step; cleared by past_commit */
    int64_t now;        /* of then, ms; never goes back */
    uint64_t dice;
    int64_t letters; /* messages that citizens wrote: numbers their wamids */
    int64_t kept_up; /* when upkeep ran last */
    FILE *chats;     /* what the citizens of the phone see; NULL: nowhere */
    struct staff desk, officer[PAST_OFFICERS_MAX];
    size_t officers, refused; /* refused: deeds that the rules did not allow */
    char refusal[200];        /* the last of them */
};

struct past_person {
    const char *name;
    char phone[20]; /* with PAST_PHONE_PREFIX: one of those whom the phone page shows */
};

/* Opens the settings' database, which must have no ticket yet (ERR_CONFLICT), makes the accounts
 * of the desk with this password, and takes all templates for approved. chats: path, or NULL. */
MUST_CHECK bool past_open(struct past *p, const char *config, const char *password,
                          const char *chats, int64_t begin, struct err *e);
void past_close(struct past *p); /* safe on {0} */
MUST_CHECK bool past_commit(struct past *p, struct err *e);

size_t past_roll(struct past *p, size_t below); /* [0, below); below > 0 */

/* A citizen writes, or (text empty) sends a place; our answers reach the phone. quoted: the wamid
 * of what is answered, or "". *ticket_id: the ticket that came of it, 0 when there is none. */
struct past_letter {
    const struct past_person *from;
    struct str text, quoted;
    double latitude, longitude;
};
MUST_CHECK bool past_write(struct past *p, const struct past_letter *letter, int64_t *ticket_id,
                           struct err *e);

/* Time passes up to `until`: deadlines, ladder, silence, statistics. */
MUST_CHECK bool past_wait(struct past *p, int64_t until, struct err *e);

/* Begins a deed of who on a ticket, which is read into *t; then call one of casework.h and
 * past_did with what it gave. */
MUST_CHECK bool past_work(struct past *p, const struct staff *who, int64_t ticket_id,
                          struct ticket *t, struct casework *c, struct err *e);
MUST_CHECK bool past_did(struct past *p, const struct casework *c, bool ok, struct err *e);
/* The officer of this department; the desk where it has none. */
const struct staff *past_officer(const struct past *p, struct str department);

#endif
