/* staff_store.h - accounts of the desk and their tokens (only hashes are stored).
 * Threads: writing on the writer thread or a command; reading on any connection. */
#ifndef KANDA_STORE_STAFF_STORE_H
#define KANDA_STORE_STAFF_STORE_H

#include "domain/role.h"
#include "store/db.h"

struct staff_draft {
    struct str name, department; /* department: officers only */
    enum role role;
    const char *password_hash; /* NULL: no sign-in by password */
    struct str token;          /* its SHA-256 is stored */
    int64_t now;
};
/* ERR_CONFLICT when the name is taken. */
MUST_CHECK bool staff_insert(struct db *db, const struct staff_draft *draft, int64_t *id,
                             struct err *e);
/* ERR_NOT_FOUND for an unknown, revoked or disabled token. */
MUST_CHECK bool staff_by_token(struct db *db, struct str token, struct arena *arena,
                               struct staff *out, struct err *e);
/* Revokes every token and closes the account. ERR_NOT_FOUND. */
MUST_CHECK bool staff_disable(struct db *db, struct str name, int64_t now, struct err *e);
/* New token for an account, the old ones are revoked. ERR_NOT_FOUND. */
MUST_CHECK bool staff_new_token(struct db *db, struct str name, struct str token, int64_t now,
                                struct err *e);

struct staff_row {
    struct staff staff;
    int64_t created_at, disabled_at;
};
#define STAFF_LIST_MAX 1000
MUST_CHECK bool staff_list(struct db *db, struct arena *arena, struct staff_row *out, size_t max,
                           size_t *count, struct err *e);

#endif
