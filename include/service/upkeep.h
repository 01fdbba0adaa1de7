/* upkeep.h - what time brings, not a person: run every moment by the main thread, as a job.
 *
 * Threads: upkeep_run on the writer thread, inside a job. */
#ifndef KANDA_SERVICE_UPKEEP_H
#define KANDA_SERVICE_UPKEEP_H

#include "service/intake.h"
#include "store/event_store.h"

struct upkeep_result {
    int64_t wordless;       /* tickets made of what waited for words in vain; each was answered */
    int64_t words_indexed;  /* tickets that can be searched now */
    int64_t steps;          /* of the ladder that were reached */
    int64_t late;           /* promised days that were missed; the reporters were told */
    int64_t silent;         /* resolved tickets closed because their reporters kept silent */
    int64_t replies;        /* rows of the outbox that these made, or that a template has woken */
    int64_t counted;        /* events that the statistics have taken in */
    int64_t emptied;        /* raw webhooks that were kept long enough */
    int64_t sessions;       /* ended ones that are gone */
    int64_t troubles;       /* tickets that were put off because something about them failed */
    struct chain_head head; /* of the audit trail, to be kept elsewhere as well */
    bool more;              /* there is more to do at once */
};
/* A bounded piece of work (a few milliseconds), so that webhooks do not wait for it. */
MUST_CHECK bool upkeep_run(struct db *db, const struct intake_options *options, int64_t now,
                           struct upkeep_result *out, struct err *e);

#endif
