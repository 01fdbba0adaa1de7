/* reporter_search.h - the desk finds what somebody has reported who calls or stands at the counter
 * and does not know the number of the ticket.
 *
 * Only by the whole phone number or by the ref that staff see on a ticket: names and parts of
 * numbers find nothing. Each search is a line of the audit trail, in the same transaction, also one
 * that finds nothing; what was typed is not in it.
 *
 * Threads: the writer thread, inside a job. Source: DESIGN part 5, Roles. */
#ifndef KANDA_SERVICE_REPORTER_SEARCH_H
#define KANDA_SERVICE_REPORTER_SEARCH_H

#include "domain/role.h"
#include "domain/ticket.h"
#include "store/event_store.h"

#define REPORTER_SEARCH_MAX 50 /* tickets */

struct reporter_search {
    const struct staff *who; /* admin or operator; finds what exists for them */
    struct str phone;        /* as typed: "0812-0000-0001"; or "" and ref */
    struct str ref;          /* "P-3F7K" */
    struct str reason;       /* "call", "counter", "letter" or "other": a word, because the trail
                              * is never erased and must hold nothing of a citizen */
};
/* Own tickets and those that were joined, the newest first; out has room for REPORTER_SEARCH_MAX.
 * ERR_INPUT says which member is wrong. Texts live in the arena. */
MUST_CHECK bool reporter_search(struct db *db, const struct reporter_search *search,
                                const struct desk_act *by, struct arena *arena, struct ticket *out,
                                size_t *count, struct err *e);

#endif
