/* open311_store.h - what everybody may know of tickets: complaints that nobody told in confidence,
 * without a word of the citizen. Threads: reading, any connection. */
#ifndef KANDA_STORE_OPEN311_STORE_H
#define KANDA_STORE_OPEN311_STORE_H

#include "domain/ticket.h"
#include "store/db.h"

#define OPEN311_LIST_MAX 200
#define OPEN311_WALK_MAX 5000 /* newest tickets of the span that are looked at */

/* The fields of struct ticket that are read: id, status, outcome, category, department,
 * referred_to, district,
 * village, created_at, updated_at, due_at; text is the approved summary, "" without one. */
struct open311_query {
    struct str categories; /* ",road,waste,": any of these; empty: any */
    int open;              /* 0: any, 1: open, 2: closed */
    int64_t from, to;      /* created in [from, to), ms */
    size_t skip, limit;    /* skip + limit at most OPEN311_WALK_MAX, limit at most the maximum */
};
MUST_CHECK bool open311_list(struct db *db, const struct open311_query *query, struct arena *arena,
                             struct ticket *out, size_t *count, struct err *e);
/* ERR_NOT_FOUND also for one that is not public. */
MUST_CHECK bool open311_get(struct db *db, int64_t id, struct arena *arena, struct ticket *out,
                            struct err *e);

#endif
