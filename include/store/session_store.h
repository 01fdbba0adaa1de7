/* session_store.h - sessions of the console; only the hash of a cookie is kept.
 * Threads: writing on the writer thread or a command; reading on any connection. */
#ifndef KANDA_STORE_SESSION_STORE_H
#define KANDA_STORE_SESSION_STORE_H

#include "domain/role.h"
#include "store/db.h"

struct session {
    struct staff staff; /* whose, as the account is now */
    int64_t created_at, seen_at, expires_at;
};

MUST_CHECK bool session_insert(struct db *db, int64_t staff_id, struct str cookie, int64_t now,
                               struct err *e);
/* ERR_NOT_FOUND when it is unknown, over, or the account is closed. */
MUST_CHECK bool session_find(struct db *db, struct str cookie, int64_t now, struct arena *arena,
                             struct session *out, struct err *e);
/* Used now. Nothing happens when the session is over. */
MUST_CHECK bool session_touch(struct db *db, struct str cookie, int64_t created_at, int64_t now,
                              struct err *e);
/* Signed out. Nothing happens when there is no such session. */
MUST_CHECK bool session_delete(struct db *db, struct str cookie, struct err *e);
/* All sessions of an account. */
MUST_CHECK bool session_delete_of(struct db *db, int64_t staff_id, struct err *e);
/* What is over, of everybody, and what is one too many of this account. */
MUST_CHECK bool session_tidy(struct db *db, int64_t staff_id, int64_t now, struct err *e);

#endif
