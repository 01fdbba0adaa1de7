/* filter_store.h - filters of tickets that people have named, each for themselves alone.
 * Threads: writing on the writer thread inside a job; reading on any connection.
 * Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_FILTER_STORE_H
#define KANDA_STORE_FILTER_STORE_H

#include "store/db.h"

#define FILTERS_MAX 30 /* of one account */

struct saved_filter {
    int64_t id;
    struct str name, query;
};

/* The same name again replaces the query. ERR_CONFLICT: the account has FILTERS_MAX already. */
MUST_CHECK bool filter_put(struct db *db, int64_t staff_id, struct saved_filter *filter,
                           int64_t now, struct err *e);
/* By name; out has room for FILTERS_MAX. */
MUST_CHECK bool filter_list(struct db *db, int64_t staff_id, struct arena *arena,
                            struct saved_filter *out, size_t *count, struct err *e);
/* ERR_NOT_FOUND when this account has no such filter. */
MUST_CHECK bool filter_delete(struct db *db, int64_t staff_id, int64_t id, struct err *e);

#endif
