/* staff_store.h - accounts of the desk.
 * Threads: writing on the writer thread or a command; reading on any connection. */
#ifndef KANDA_STORE_STAFF_STORE_H
#define KANDA_STORE_STAFF_STORE_H

#include "domain/role.h"
#include "domain/sign_in.h"
#include "store/db.h"

struct staff_draft {
    struct str name, department; /* department: officers only */
    enum role role;
    const char *password_hash; /* NULL: no sign-in by password */
    int64_t now;
};
/* ERR_CONFLICT when the name is taken. */
MUST_CHECK bool staff_insert(struct db *db, const struct staff_draft *draft, int64_t *id,
                             struct err *e);

struct staff_row {
    struct staff staff;
    int64_t created_at, disabled_at; /* disabled_at 0: open */
    const char *password_hash;       /* arena; NULL: no sign-in by password */
    struct failures failures;        /* wrong passwords in a row */
};
/* Open or closed; ERR_NOT_FOUND. */
MUST_CHECK bool staff_find(struct db *db, struct str name, struct arena *arena,
                           struct staff_row *out, struct err *e);
#define STAFF_LIST_MAX 1000
MUST_CHECK bool staff_list(struct db *db, struct arena *arena, struct staff_row *out, size_t max,
                           size_t *count, struct err *e);
/* Open accounts of role admin. */
MUST_CHECK bool staff_count_admins(struct db *db, int64_t *out, struct err *e);

MUST_CHECK bool staff_disable(struct db *db, int64_t id, int64_t now, struct err *e);
MUST_CHECK bool staff_enable(struct db *db, int64_t id, struct err *e);
/* department "" for all but officers; ERR_CONFLICT otherwise. */
MUST_CHECK bool staff_set_role(struct db *db, int64_t id, enum role role, struct str department,
                               struct err *e);
/* Failures are forgotten. */
MUST_CHECK bool staff_set_password(struct db *db, int64_t id, const char *hash, struct err *e);
MUST_CHECK bool staff_set_failures(struct db *db, int64_t id, struct failures failures,
                                   struct err *e);

#endif
