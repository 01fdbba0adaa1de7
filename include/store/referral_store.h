/* referral_store.h - tickets that were referred when the external body took the department's place,
 * and what the trail tells of the time before.
 *
 * Threads: the writer thread, inside a job. */
#ifndef KANDA_STORE_REFERRAL_STORE_H
#define KANDA_STORE_REFERRAL_STORE_H

#include "base/arena.h"
#include "store/db.h"

/* One whose department is still the body that it was referred to; *id 0: there is none. */
MUST_CHECK bool referral_unsettled(struct db *db, int64_t *id, struct err *e);
/* Code of the department that it had when it was closed; "": the events are older than what tells
 * it. */
MUST_CHECK bool referral_department_before(struct db *db, int64_t ticket_id, struct arena *arena,
                                           struct str *out, struct err *e);
/* What its latest end says, JSON; "": there was none. */
MUST_CHECK bool referral_closed(struct db *db, int64_t ticket_id, struct arena *arena,
                                struct str *out, struct err *e);
/* What the latest assignment says, JSON; "": there was none. */
MUST_CHECK bool referral_assigned(struct db *db, int64_t ticket_id, struct arena *arena,
                                  struct str *out, struct err *e);

#endif
