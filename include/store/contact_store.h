/* contact_store.h - contacts: found by BSUID first, by phone second, merged when both match.
 *
 * Threads: on the writer thread inside a job; contact_get on any connection. Memory: text lives in
 * the arena passed in. Source of the rules: reference part 3.5. */
#ifndef KANDA_STORE_CONTACT_STORE_H
#define KANDA_STORE_CONTACT_STORE_H

#include "base/clock.h"
#include "domain/contact.h"
#include "store/db.h"

/* What a message tells about its sender; empty views are unknown. */
struct contact_seen {
    struct str bsuid, wa_id, username, name;
    int64_t sent_at; /* sender's clock, ms; 0: not a message of theirs (the window stays).
                      * The window counts it as no later than now (domain/window.h). */
    int64_t now;     /* arrival, ms */
};

/* Finds, makes, completes or merges, and gives the contact's id in *contact_id. Rules, in order:
 * 1. The BSUID is known: that row. If the phone belongs to another row: a row without a BSUID is
 *    merged into it (one person, seen from two sides); a row with its own BSUID only loses the
 *    phone, because numbers are recycled and its tickets must not be shown to somebody else.
 * 2. Only the phone is known: that row, and it learns the BSUID; but if it has another BSUID, the
 *    phone changed hands: a new row is made and takes the phone.
 * 3. Neither: a new row.
 * ERR_INPUT when both identifiers are empty (the caller stores the message as an orphan). */
MUST_CHECK bool contact_see(struct db *db, const struct contact_seen *seen, struct arena *arena,
                            int64_t *contact_id, struct err *e);

/* A new row, also for a person without any identifier, for whom staff enter a report. */
MUST_CHECK bool contact_make(struct db *db, const struct contact_seen *seen, int64_t *id,
                             struct err *e);

/* The same person under a new phone and/or BSUID (system message): re-keys the row
 * that has old_wa_id or old_bsuid. Nothing happens when there is none. */
struct contact_change {
    struct str old_wa_id, old_bsuid, new_wa_id, new_bsuid;
    int64_t now;
};
MUST_CHECK bool contact_rekey(struct db *db, const struct contact_change *change,
                              struct arena *arena, struct err *e);

/* The person stopped or resumed marketing messages at that moment of Meta's clock; news that are
 * older than what is known change nothing. */
MUST_CHECK bool contact_marketing(struct db *db, int64_t contact_id, bool stop, int64_t at,
                                  struct err *e);

/* How long after Meta could not deliver to somebody nothing is sent to them. Half a day, so that
 * what is good for a day, as a notice to staff, gets one further try, and nobody more than two a
 * day. */
#define CONTACT_UNREACHABLE_MS (12 * MS_PER_HOUR)
/* Something reached this person after all, or is to be tried once more: nothing is held back. The
 * version of each of their tickets goes up where it was. */
MUST_CHECK bool contact_reachable(struct db *db, int64_t id, struct err *e);
/* *until: nothing is sent to this person before; 0: they can be reached, for all we know. */
MUST_CHECK bool contact_unreachable_until(struct db *db, int64_t contact_id, int64_t now,
                                          int64_t *until, struct err *e);

/* *id: who has this phone now; 0: nobody. */
MUST_CHECK bool contact_of_wa_id(struct db *db, struct str wa_id, struct arena *arena, int64_t *id,
                                 struct err *e);
/* ERR_NOT_FOUND when there is no such row. */
MUST_CHECK bool contact_get(struct db *db, int64_t id, struct arena *arena, struct contact *out,
                            struct err *e);

#endif
