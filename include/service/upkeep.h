/* upkeep.h - what time brings, not a person: run every moment by the main thread, as a job.
 *
 * Threads: upkeep_run on the writer thread, inside a job. */
#ifndef KANDA_SERVICE_UPKEEP_H
#define KANDA_SERVICE_UPKEEP_H

#include "service/intake.h"

struct upkeep_result {
    int64_t wordless;      /* tickets made of what waited for words in vain; each was answered */
    int64_t words_indexed; /* tickets that can be searched now */
    bool more;             /* there is more to do at once */
};
/* A bounded piece of work (a few milliseconds), so that webhooks do not wait for it. */
MUST_CHECK bool upkeep_run(struct db *db, const struct intake_options *options, int64_t now,
                           struct upkeep_result *out, struct err *e);

#endif
