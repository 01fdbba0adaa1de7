/* staff_notice_store.h - notices to staff on their way: put once, told or failed in sight.
 *
 * Where they go is looked up when they go, so that whoever is taken off the list is told nothing
 * more. Life of a row: include/domain/staff_notice.h.
 *
 * Threads: writing on the writer thread inside a job; reading on any connection. Memory: text lives
 * in the arena passed in. */
#ifndef KANDA_STORE_STAFF_NOTICE_STORE_H
#define KANDA_STORE_STAFF_NOTICE_STORE_H

#include "domain/staff_notice.h"
#include "store/db.h"

struct staff_notice {
    int64_t id; /* 0: none */
    enum notice_kind kind;
    int64_t cause; /* id of the event; of a digest its day number */
    struct str department;
    enum notice_rung rung;
    enum notice_road road;
    int64_t ticket_id; /* 0: a digest */
    enum notice_state state;
    int64_t due_at, expires_at, attempts, created_at, updated_at;
    struct str error;
    struct str phone, mail; /* of staff_notice_next only: where it goes by now; "": nowhere */
};
/* Nothing happens when the same was put before. */
MUST_CHECK bool staff_notice_put(struct db *db, const struct staff_notice *n, int64_t now,
                                 struct err *e);
/* Whether a notice that this ticket's reporter objects was put since then. */
MUST_CHECK bool staff_notice_objection(struct db *db, int64_t ticket_id, int64_t since, bool *put,
                                       struct err *e);
/* The one that has been due for longest on this road. */
MUST_CHECK bool staff_notice_next(struct db *db, enum notice_road road, int64_t now,
                                  struct arena *arena, struct staff_notice *out, struct err *e);
/* Pending: its outbox row was made, for this contact. */
MUST_CHECK bool staff_notice_handed(struct db *db, int64_t id, int64_t outbox_id,
                                    int64_t contact_id, int64_t now, struct err *e);
/* The end of one that is pending or handed. why: of NOTICE_FAILED and NOTICE_MOOT, for staff; a
 * failure raises the alarm ALARM_CAUSE_NOTICE. */
MUST_CHECK bool staff_notice_end(struct db *db, int64_t id, enum notice_state state, struct str why,
                                 int64_t now, struct err *e);
/* Pending: did not succeed, to be tried again then. */
MUST_CHECK bool staff_notice_later(struct db *db, int64_t id, int64_t due_at, struct str why,
                                   struct err *e);
/* Ends what WhatsApp has delivered or refused, and what is pending past its time; at most max. */
MUST_CHECK bool staff_notice_settle(struct db *db, int64_t now, int max, struct err *e);

#define STAFF_NOTICE_LIST_MAX 200
/* Newest first, before before_id (0: from the newest). */
MUST_CHECK bool staff_notice_list(struct db *db, bool only_failed, int64_t before_id, size_t limit,
                                  struct arena *arena, struct staff_notice *out, size_t *count,
                                  bool *more, struct err *e);

/* What a department has open and what is due before soon_at. Nothing in confidence. */
MUST_CHECK bool staff_digest_get(struct db *db, struct str department, int64_t soon_at, int64_t now,
                                 struct arena *arena, struct notice_digest *out, struct err *e);

/* What to say: of a ticket as it is by now, or the digest. *ticket and *digest are the caller's;
 * desk, ticket_prefix and console_url of *words must be set. */
MUST_CHECK bool staff_notice_words(struct db *db, const struct staff_notice *n, int64_t now,
                                   struct arena *arena, struct ticket *ticket,
                                   struct notice_digest *digest, struct notice_words *words,
                                   bool *is_true, struct err *e);

/* Whether what this contact wrote is an answer to a notice (notice_is_answered); if so they are
 * counted as told where answers belong. reply_to: wamid of what it quotes; "": nothing. unasked:
 * also what quotes nothing may be one. */
MUST_CHECK bool staff_line_answered(struct db *db, int64_t contact_id, struct str reply_to,
                                    bool unasked, int64_t now, bool *answered, struct err *e);

#endif
