/* label_store.h - texts of tickets of which a human has said whose they are: what routing learns
 * from. Threads: any connection's owner. */
#ifndef KANDA_STORE_LABEL_STORE_H
#define KANDA_STORE_LABEL_STORE_H

#include "store/db.h"

struct ticket_label {
    int64_t ticket_id;
    struct str department; /* code; of what was referred, the external body's */
    struct str text;       /* the citizen's words, those that joined it too */
};

#define LABEL_PAGE 256

/* Those behind `after` (0: from the first) by number, in the caller's arena; fewer than LABEL_PAGE
 * are the last. */
MUST_CHECK bool label_list(struct db *db, int64_t after, struct arena *arena,
                           struct ticket_label out[LABEL_PAGE], size_t *count, struct err *e);

#endif
