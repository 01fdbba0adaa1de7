/* sign_in.h - from name and password to a session. Two steps, because argon2id takes tens of
 * milliseconds and the writer has none to spare: judge (reads, hashes), then open (writes).
 *
 * What an attacker can learn: nothing about which names exist. A name without an account, a closed
 * account and one without a password cost the same hash, wait by the same rule and get the same
 * answer. Whoever knows a name can make its owner wait for up to 15 minutes at a time; sessions
 * that are open and tokens go on. */
#ifndef KANDA_SERVICE_SIGN_IN_H
#define KANDA_SERVICE_SIGN_IN_H

#include "base/crypto.h"
#include "service/attempts.h"
#include "store/staff_store.h"

#define SESSION_COOKIE_SIZE 64 /* holds the cookie and its NUL */

struct sign_in_attempt {
    struct str name, password;
    struct str address; /* where it comes from, any text that is the same for one place */
    int64_t now;
};

enum sign_in_end { SIGN_IN_RIGHT, SIGN_IN_WRONG, SIGN_IN_WAIT };

struct sign_in_verdict {
    enum sign_in_end end;
    struct staff_row who; /* the open account of that name; staff.id 0: there is none */
    int64_t wait_ms;      /* WAIT: until the next try */
    struct failures
        failures; /* WRONG: to be stored for who, if there is one; RIGHT: to be forgotten */
    bool locked;  /* WRONG: who must wait now */
    char new_hash[PASSWORD_HASH_SIZE]; /* RIGHT: of today's cost, to be stored; "": stays */
};

/* Any connection; one thread at a time (argon2id: 19 MiB). Counts a failure in memory. */
MUST_CHECK bool sign_in_judge(struct db *db, struct attempts *memory,
                              const struct sign_in_attempt *attempt, struct arena *arena,
                              struct sign_in_verdict *out, struct err *e);
/* After RIGHT, on the writer: a session, and failures are forgotten. Writes the cookie (256 random
 * bits; only its hash is stored). ERR_CONFLICT when the account was changed since it was judged. */
MUST_CHECK bool sign_in_open(struct db *db, const struct sign_in_verdict *verdict, int64_t now,
                             char cookie[SESSION_COOKIE_SIZE], struct err *e);

#endif
