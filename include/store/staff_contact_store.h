/* staff_contact_store.h - whom of a department, and of the regency, notices go to.
 * Threads: writing on the writer thread inside a job; reading on any connection. Memory: text lives
 * in the arena passed in. */
#ifndef KANDA_STORE_STAFF_CONTACT_STORE_H
#define KANDA_STORE_STAFF_CONTACT_STORE_H

#include "domain/staff_notice.h"
#include "store/db.h"

struct staff_contact {
    struct str department; /* or NOTICE_REGENCY */
    enum notice_rung rung;
    struct str phone, mail; /* "": none; not both */
    int64_t updated_at;
};
/* In place of what was there. */
MUST_CHECK bool staff_contact_put(struct db *db, const struct staff_contact *c, int64_t now,
                                  struct err *e);
/* ERR_NOT_FOUND when there is none. */
MUST_CHECK bool staff_contact_delete(struct db *db, struct str department, enum notice_rung rung,
                                     struct err *e);
/* *found false: nobody is known there. */
MUST_CHECK bool staff_contact_get(struct db *db, struct str department, enum notice_rung rung,
                                  struct arena *arena, struct staff_contact *out, bool *found,
                                  struct err *e);
#define STAFF_CONTACT_LIST_MAX 500
MUST_CHECK bool staff_contact_list(struct db *db, struct arena *arena, struct staff_contact *out,
                                   size_t max, size_t *count, struct err *e);

/* The contact persons and heads whose digest of this day is not settled, one by one. */
MUST_CHECK bool staff_contact_digest_next(struct db *db, int64_t day, struct arena *arena,
                                          struct staff_contact *out, bool *found, struct err *e);
MUST_CHECK bool staff_contact_digest_done(struct db *db, const struct staff_contact *c, int64_t day,
                                          struct err *e);

#endif
