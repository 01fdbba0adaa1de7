/* sign_in.h - the rules of signing in: how long a session lives, who must wait after wrong
 * passwords. Threads: pure. */
#ifndef KANDA_DOMAIN_SIGN_IN_H
#define KANDA_DOMAIN_SIGN_IN_H

#include "base/clock.h"

#define SESSION_IDLE_MS  (30 * MS_PER_MINUTE) /* without a request */
#define SESSION_MAX_MS   (12 * MS_PER_HOUR)   /* from sign-in, whatever happens */
#define SESSION_TOUCH_MS MS_PER_MINUTE        /* "last used" is written once in so long */
#define SESSIONS_MAX     10                   /* of one account; the oldest makes room */

/* When a session that is used now ends: the idle time from now, but not beyond 12 h in all. */
int64_t session_expiry(int64_t created_at, int64_t now);

/* Wrong passwords in a row, for an account or an address. */
struct failures {
    int64_t count;
    int64_t last_at; /* ms; 0: none */
};

/* The first tries are free; from then on each failure doubles the wait, up to the longest. Failures
 * are forgotten after a time without one. An office shares one address, so it may fail more often.
 */
struct sign_in_rule {
    int64_t free;      /* failures without a wait */
    int64_t first_ms;  /* the first wait */
    int64_t max_ms;    /* the longest */
    int64_t forget_ms; /* without a failure */
};
extern const struct sign_in_rule sign_in_account; /* 5 free, 30 s to 15 min, 24 h */
extern const struct sign_in_rule sign_in_address; /* 20 free, 30 s to 15 min, 1 h */

/* Milliseconds until the next try is allowed; 0: now. */
int64_t sign_in_wait(const struct sign_in_rule *rule, struct failures f, int64_t now);
/* After one more failure. */
struct failures sign_in_failed(const struct sign_in_rule *rule, struct failures f, int64_t now);

#endif
