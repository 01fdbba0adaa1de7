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
/* Reporter and followers of `from` follow `into`; supporters are counted anew. */
MUST_CHECK bool merge_follow(const struct merge *m, struct err *e);
/* They no longer do, but for whom another merged ticket, or their own wish, holds there. */
MUST_CHECK bool merge_unfollow(const struct merge *m, struct err *e);

#endif
