/* merge.h - the people of one ticket follow another. Room-private; shared by staff and citizens. */
#ifndef KANDA_SERVICE_MERGE_H
#define KANDA_SERVICE_MERGE_H

#include "service/intake.h"

struct merge {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    const struct ticket
        *from;           /* the ticket that ends, or lives again; saved by the caller before */
    struct ticket *into; /* the one that goes on; saved, with an event of its own */
    struct str actor;
    int64_t now;
};
/* Reporter and followers of `from` follow `into`, which goes before others as that did; supporters
 * are counted anew. */
MUST_CHECK bool merge_follow(const struct merge *m, struct err *e);
/* They no longer do, but for whom another merged ticket, or their own wish, holds there. */
MUST_CHECK bool merge_unfollow(const struct merge *m, struct err *e);

/* A part of what was told in confidence is as little for other eyes. Changes t alone. */
void merge_confide(struct ticket *t, const struct ticket *into);
/* `into`, which is stored as a report in confidence, is one from now on: what others reported and
 * was merged into it goes on by itself, because they hear nothing more of it and are owed an
 * answer; other reports of its own reporter are in confidence with it. `from` is not looked at.
 * *replies is raised by the rows that were made. */
MUST_CHECK bool merge_into_confidence(const struct merge *m, size_t *replies, struct err *e);

#endif
