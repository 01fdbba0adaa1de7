/* account_store.h - what Meta told of the account, and whom we wrote to first.
 *
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_ACCOUNT_STORE_H
#define KANDA_STORE_ACCOUNT_STORE_H

#include "domain/account.h"
#include "store/db.h"

/* at: when it was said; what was said later stays. */
MUST_CHECK bool account_fact_put(struct db *db, const char *name, struct str value, int64_t at,
                                 struct err *e);
MUST_CHECK bool account_standing_get(struct db *db, struct account_standing *out, struct err *e);
/* Meta took a message although we believed it had paused us: it has not, or no longer. */
MUST_CHECK bool account_resume(struct db *db, int64_t now, struct err *e);

/* People to whom a template went within the last 24 hours while their window was closed; counts no
 * further than limit. */
MUST_CHECK bool account_reached(struct db *db, int64_t now, int64_t limit, int64_t *count,
                                struct err *e);
/* What account_reached said, for one moment and one job: a hundred thousand people are not counted
 * anew for each template. Begin with {0}. */
struct account_people {
    bool known;
    int64_t reached;
};
/* A template is about to leave for this contact, whose window is closed: may it? Then the contact
 * is counted, whatever becomes of the message. Else it is noted that something is held. */
MUST_CHECK bool account_reach(struct db *db, int64_t contact_id, int64_t now,
                              struct account_people *people, enum account_way *way, struct err *e);

#endif
