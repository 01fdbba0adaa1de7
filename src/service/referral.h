/* referral.h - gives tickets that were referred before referred_to had a column of its own the
 * department back that had worked on them: by the trail, else the desk. Each gets an event, so that
 * the trail tells of it and the statistics follow. Room-private.
 *
 * Threads: the writer thread, inside a job. */
#ifndef KANDA_SERVICE_REFERRAL_H
#define KANDA_SERVICE_REFERRAL_H

#include "service/intake.h"

/* A few at a time; *more: there are others. */
MUST_CHECK bool referral_settle(struct db *db, const struct intake_options *options, int64_t now,
                                bool *more, struct err *e);

#endif
