/* hook_store.h - rows of hooks (domain/hook.h) and the log of what was tried.
 *
 * A hook is a place in the timeline: nothing is queued for it, and what it missed while it was
 * away is found again. Every change of one is a line of the audit trail, by whom and of which host
 * (event_store.h), in the same transaction. Threads: writing on the writer thread inside a job;
 * reading on any connection. Memory: text of rows lives in the arena passed in. */
#ifndef KANDA_STORE_HOOK_STORE_H
#define KANDA_STORE_HOOK_STORE_H

#include "domain/hook.h"
#include "store/event_store.h"

struct hook {
    int64_t id, created_at, seen_event_id, failures;
    int64_t failing_since, disabled_at; /* 0: not */
    struct str url, events;
};

/* Hears what happens from now on. ERR_CONFLICT: there are HOOKS_MAX. */
MUST_CHECK bool hook_insert(struct db *db, struct hook *hook, struct str secret,
                            const struct desk_act *by, struct err *e);
/* out has room for HOOKS_MAX. */
MUST_CHECK bool hook_list(struct db *db, struct arena *arena, struct hook *out, size_t *count,
                          struct err *e);
/* Of one that hook_list gave. On again it goes on where it stopped. ERR_NOT_FOUND: there is none;
 * of delete as well. */
MUST_CHECK bool hook_enable(struct db *db, const struct hook *hook, bool on,
                            const struct desk_act *by, struct err *e);
MUST_CHECK bool hook_delete(struct db *db, const struct hook *hook, const struct desk_act *by,
                            struct err *e);

/* One event to one hook. */
struct hook_work {
    int64_t hook_id; /* 0: there is nothing to tell now */
    int64_t failures, event_id, at, ticket_id, created_at, updated_at;
    char url[HOOK_URL_MAX + 1], secret[64], type[32], category[64], district[32];
    enum ticket_kind kind;
    enum ticket_status status;
};
/* The next for a hook that is due, those behind after_hook first, so that none waits for another
 * for ever. Moves hooks over what is not for them. */
MUST_CHECK bool hook_next(struct db *db, int64_t after_hook, int64_t now, struct hook_work *out,
                          struct err *e);

struct hook_outcome {
    int status;          /* of HTTP; 0: none */
    const char *trouble; /* NULL: taken */
    int64_t took_ms;
};
/* Notes it. A failure is tried again after a pause; after HOOK_GIVE_UP_MS the hook is disabled and
 * an alarm raised. */
MUST_CHECK bool hook_settle(struct db *db, const struct hook_work *work,
                            const struct hook_outcome *outcome, int64_t now, struct err *e);

#define HOOK_DELIVERIES_MAX  200 /* of one page */
#define HOOK_DELIVERIES_KEPT 500 /* of one hook */
struct hook_delivery {
    int64_t id, event_id, attempt, at, took_ms, status;
    struct str trouble; /* "": taken */
};
/* Newest first, before before_id (0: from the newest). */
MUST_CHECK bool hook_deliveries(struct db *db, int64_t hook_id, int64_t before_id, size_t limit,
                                struct arena *arena, struct hook_delivery *out, size_t *count,
                                bool *more, struct err *e);

#endif
