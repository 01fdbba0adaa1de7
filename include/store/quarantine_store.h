/* quarantine_store.h - signed requests that could not be used, and news other than messages.
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_QUARANTINE_STORE_H
#define KANDA_STORE_QUARANTINE_STORE_H

#include "domain/inbound.h"
#include "store/db.h"

MUST_CHECK bool quarantine_put(struct db *db, const char *reason, struct str detail,
                               struct str body, int64_t now, int64_t *id, struct err *e);

struct quarantine_row {
    int64_t id, received_at;
    struct str reason, detail, body;
};
/* The first unsettled row behind after_id; id 0 in *out when there is none. */
MUST_CHECK bool quarantine_next(struct db *db, int64_t after_id, struct arena *arena,
                                struct quarantine_row *out, struct err *e);
/* One row by id; ERR_NOT_FOUND. */
MUST_CHECK bool quarantine_get(struct db *db, int64_t id, struct arena *arena,
                               struct quarantine_row *out, struct err *e);
MUST_CHECK bool quarantine_replayed(struct db *db, int64_t id, bool settled, int64_t now,
                                    struct err *e);
MUST_CHECK bool quarantine_count(struct db *db, int64_t *open, struct err *e);

/* *fresh is false when the same news was stored before: the same words at the same time of Meta's,
 * or, where it gave none, within the same hour. A number that is flagged once more is news. */
MUST_CHECK bool notice_put(struct db *db, const struct inbound_notice *notice, int64_t now,
                           bool *fresh, struct err *e);

#endif
