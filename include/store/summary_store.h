/* summary_store.h - what everybody may read about a ticket: words of staff, approved by the desk.
 *
 * Of a ticket that is told in confidence, or became so later, nothing is public whatever was
 * approved.
 *
 * Threads: writing on the writer thread inside a job; reading on any connection. Memory: text lives
 * in the arena passed in. */
#ifndef KANDA_STORE_SUMMARY_STORE_H
#define KANDA_STORE_SUMMARY_STORE_H

#include "domain/ticket.h"
#include "store/db.h"

struct summary {
    struct str text;                    /* "": none was written */
    struct str written_by, approved_by; /* names of accounts; approved_by "": a draft */
    int64_t written_at, approved_at;    /* 0: never */
};
MUST_CHECK bool summary_get(struct db *db, int64_t ticket_id, struct arena *arena,
                            struct summary *out, struct err *e);
/* Writes it anew: a draft. */
MUST_CHECK bool summary_put(struct db *db, int64_t ticket_id, struct str text, int64_t staff_id,
                            int64_t now, struct err *e);
/* staff_id 0: takes the approval back. ERR_NOT_FOUND when none was written. */
MUST_CHECK bool summary_approve(struct db *db, int64_t ticket_id, int64_t staff_id, int64_t now,
                                struct err *e);

/* The approved text; "" where there is none that everybody may read. */
MUST_CHECK bool summary_public(struct db *db, int64_t ticket_id, struct arena *arena,
                               struct str *out, struct err *e);

/* Of the ticket: id, status, outcome, category, department, referred_to, district
 * and village are read. */
struct public_summary {
    struct ticket ticket;
    struct str text;
    int64_t approved_at;
};
/* Newest first; out has room for max. */
MUST_CHECK bool summary_newest(struct db *db, size_t max, struct arena *arena,
                               struct public_summary *out, size_t *count, struct err *e);

#endif
