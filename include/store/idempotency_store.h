/* idempotency_store.h - answers that are given again when a request is repeated under its key.
 *
 * Draft "The Idempotency-Key HTTP Header Field" (IETF httpapi): the same key with another body is
 * an error of the caller.
 *
 * Threads: the writer thread, inside a job. Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_IDEMPOTENCY_STORE_H
#define KANDA_STORE_IDEMPOTENCY_STORE_H

#include "base/clock.h"
#include "base/crypto.h"
#include "store/db.h"

#define IDEMPOTENCY_KEY_MAX 255 /* bytes */
#define IDEMPOTENCY_KEPT_MS (48 * MS_PER_HOUR)

struct kept_answer {
    uint8_t request_digest[SHA256_SIZE]; /* of method, path, role and body */
    unsigned status;
    struct str etag, body; /* etag "": none */
};
/* *found is false when the key is new, or older than it is kept. */
MUST_CHECK bool idempotency_find(struct db *db, int64_t staff_id, struct str key, int64_t now,
                                 struct arena *arena, struct kept_answer *out, bool *found,
                                 struct err *e);
MUST_CHECK bool idempotency_put(struct db *db, int64_t staff_id, struct str key,
                                const struct kept_answer *answer, int64_t now, struct err *e);
/* Those that are too old; a bounded number is no concern: staff make a few thousand a day. */
MUST_CHECK bool idempotency_forget(struct db *db, int64_t now, struct err *e);

#endif
