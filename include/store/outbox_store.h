/* outbox_store.h - replies waiting to reach a citizen.
 *
 * A reply is stored in the transaction of the decision that caused it, so one never exists without
 * the other. Only the head of a contact's line can be leased, so one contact never has two messages
 * in flight and they leave in order. Life of a row: include/domain/outbox.h.
 *
 * A row that is about to leave passes one gate (domain/window.h): outside the 24-hour window it
 * goes as its template, or waits until its citizen writes. The gate stands at the lease, because a
 * reply that was queued inside the window may leave it during an outage.
 *
 * Threads: writing on the writer thread inside a job; reading on any connection.
 * Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_OUTBOX_STORE_H
#define KANDA_STORE_OUTBOX_STORE_H

#include "domain/inbound.h"
#include "domain/outbound.h"
#include "domain/outbox.h"
#include "domain/template.h"
#include "store/db.h"

struct outbox_draft {
    int64_t contact_id, ticket_id, event_id, message_id; /* event or message: the cause; else 0 */
    const struct outbound *content;
    const struct outbox_fallback
        *fallback; /* said instead outside the window; NULL: it then waits */
    int64_t now;
    int64_t due_at; /* not before; 0: at once */
};
/* ERR_INPUT when outbound_check refuses the content. */
MUST_CHECK bool outbox_put(struct db *db, const struct outbox_draft *draft, int64_t *id,
                           struct err *e);

/* What of this contact was not to be said before a later moment, and was never tried, waits until
 * then instead; now: it goes at once. */
MUST_CHECK bool outbox_hold(struct db *db, int64_t contact_id, int64_t until, int64_t now,
                            struct err *e);

/* A reply that has not left is withdrawn, because a later one makes it pointless. *done false: it
 * has left, or may have. */
MUST_CHECK bool outbox_take_back(struct db *db, int64_t id, int64_t now, bool *done, struct err *e);
/* Or says something else; fallback NULL: the same as before; due_at 0: when it would have gone,
 * else then, but no later than OUTBOX_UNSAID_MS after it was put. Nothing happens to one that has
 * left. */
MUST_CHECK bool outbox_say_anew(struct db *db, int64_t id, const struct outbound *content,
                                const struct outbox_fallback *fallback, int64_t due_at, int64_t now,
                                struct err *e);
#define OUTBOX_UNSAID_MS INT64_C(12000)

struct outbox_unsaid {
    int64_t id, ticket_id;
    bool receipt, caused; /* the first answer of its ticket; it tells of an event */
    struct str content_json;
};
/* What was put to be said later than now and was never tried, oldest first. */
MUST_CHECK bool outbox_unsaid(struct db *db, int64_t contact_id, int64_t now, struct arena *arena,
                              struct outbox_unsaid *out, size_t max, size_t *count, struct err *e);

struct outbox_tries {
    int attempt;  /* 1 for the first request */
    int unsent;   /* of those before: never came to Meta */
    int64_t code; /* the latest of Meta's that counts its tries (graph_counts_tries), or 0 */
    int refusals; /* by it, in a row */
};
struct outbox_lease {
    int64_t id, contact_id;
    struct outbox_tries tries;
    struct str content_json; /* outbound_decode */
    bool is_template;        /* content_json is one */
    struct str wa_id, bsuid;
};
/* Takes up to max due rows; *count says how many may be sent now. Of those whose window has closed
 * content_json is the template, or they wait and are not among them; reactions, and what is no
 * longer true (outbox_is_overtaken), are withdrawn; what is damaged fails. */
MUST_CHECK bool outbox_lease(struct db *db, int64_t now, struct arena *arena,
                             struct outbox_lease *out, size_t max, size_t *count, struct err *e);

/* Results of a lease. Each leaves a row alone that a status webhook moved on in the meantime. */
MUST_CHECK bool outbox_accept(struct db *db, int64_t id, struct str wamid, int64_t now,
                              struct err *e);
struct outbox_reason {
    int64_t code;    /* Meta's, or 0 */
    struct str text; /* for staff; never a citizen's words */
};
/* why->code 0: it never came to Meta. */
MUST_CHECK bool outbox_retry(struct db *db, int64_t id, int64_t due_at,
                             const struct outbox_reason *why, int64_t now, struct err *e);
/* Nothing was sent and the attempt does not count (all sending was stopped). */
MUST_CHECK bool outbox_give_back(struct db *db, int64_t id, int64_t due_at,
                                 const struct outbox_reason *why, int64_t now, struct err *e);
/* May have been sent: waits for a status webhook until settle_at. */
MUST_CHECK bool outbox_unsure(struct db *db, int64_t id, int64_t settle_at,
                              const struct outbox_reason *why, int64_t now, struct err *e);
MUST_CHECK bool outbox_fail(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                            struct err *e);

/* Whatever becomes of a row that Meta refused: what its code asks for besides
 * (domain/graph_rule.h): an alarm; and of class U that nothing is sent to this person for
 * CONTACT_UNREACHABLE_MS, or until they write, or something arrives. Rows of such a person fail at
 * the lease. */
MUST_CHECK bool outbox_refused(struct db *db, int64_t id, int64_t code, int64_t now, struct err *e);
/* The latest code of a status that concerns all sending, and when it was heard; both untouched
 * while there was none. */
MUST_CHECK bool outbox_told(struct db *db, int64_t *code, int64_t *at, struct err *e);

/* Meta refused the row with 131047: it goes into line again, and the gate no longer takes its
 * window for open. A row that went as a template fails for a human. */
MUST_CHECK bool outbox_window_closed(struct db *db, int64_t id, const struct outbox_reason *why,
                                     int64_t now, struct err *e);
/* Meta refused its template with a code of template_state_of_error: the template is marked, the row
 * goes into line again, and the gate decides anew. */
MUST_CHECK bool outbox_template_refused(struct db *db, int64_t id, const struct outbox_reason *why,
                                        int64_t now, struct err *e);
/* The contact does not take its template (outbox_code_is_unwanted): it waits until they write, and
 * then goes in its own words. *waits: it has such words; else nothing was done. */
MUST_CHECK bool outbox_unwanted(struct db *db, int64_t id, const struct outbox_reason *why,
                                int64_t now, bool *waits, struct err *e);
/* The contact wrote: what would have to wait for a template goes at once, in its own words. */
MUST_CHECK bool outbox_hurry(struct db *db, int64_t contact_id, int64_t now, struct err *e);
/* The contact wrote: what waits for it goes into line, oldest first, texts that follow each other
 * as one text; what is no longer true (outbox_is_overtaken) is withdrawn. What is about
 * whistleblowing is merged with its own ticket's texts only. count: rows that can be sent now.
 * tickets: those of whose present stage nothing that goes tells; the caller says it. It says how
 * many it can say (room, at most OUTBOX_PRESENT_MAX), and what is withdrawn for others waits on. */
#define OUTBOX_PRESENT_MAX 5
struct outbox_released {
    size_t room; /* in */
    int64_t count;
    int64_t tickets[OUTBOX_PRESENT_MAX];
    size_t ticket_count;
};
MUST_CHECK bool outbox_release(struct db *db, int64_t contact_id, int64_t now, struct arena *arena,
                               struct outbox_released *out, struct err *e);
/* Rows whose template may be sent by now, if they wait for one, pass the gate once more. A bounded
 * piece of work, nearly always one look into an index; *more: there are others. *count: rows. */
MUST_CHECK bool outbox_wake(struct db *db, int64_t now, int64_t *count, bool *more, struct err *e);

/* Since when the reporter of a resolved ticket knows that they are asked whether it is solved: it
 * is on their phone, else it was sent, else a human has told them (outbox_handled), ms. 0: the
 * question has not reached them yet. *asked false: nobody was ever asked over WhatsApp. */
MUST_CHECK bool outbox_question(struct db *db, int64_t ticket_id, int64_t contact_id, bool *asked,
                                int64_t *since, struct err *e);

/* At start: rows a dead process had leased become unsure, and all that are unsure wait until
 * settle_at. *count may be NULL. */
MUST_CHECK bool outbox_recover(struct db *db, int64_t settle_at, int64_t now, int64_t *count,
                               struct err *e);
/* Unsure rows whose time has passed. At most max of those that became unsure before again_before
 * are sent once more. A second time, and templates: failed for a human, if Meta has had a sane
 * outcome since (sane_at) - a status cannot come while it is away - or was away for an hour. */
MUST_CHECK bool outbox_settle(struct db *db, int64_t now, int64_t sane_at, int64_t again_before,
                              size_t max, int64_t *again, int64_t *failed, struct err *e);

/* When something may be due next: ms, or 0 when nothing waits. */
MUST_CHECK bool outbox_next_due(struct db *db, int64_t *pending_at, int64_t *unsure_at,
                                struct err *e);

/* A status webhook: stored once per wamid and status, joined through the callback data or the
 * wamid, and the row moves up. Unknown messages are kept for a later outbox_accept. *fresh is
 * false for a repeat. "failed" means that nothing arrived: by its code (domain/graph_rule.h) the
 * row goes into line again after a pause, a few times, waits, or fails for a human; never after
 * something of it arrived. A code that stops all sending counts as no try (outbox_told). */
MUST_CHECK bool outbox_status(struct db *db, const struct inbound_status *status, int64_t now,
                              bool *fresh, struct err *e);

struct outbox_row {
    int64_t id, contact_id, ticket_id, due_at, created_at, updated_at, error_code;
    int attempt;
    enum outbox_state state;
    struct str type, content_json, wamid, error_text;
    int64_t ticket_kind;      /* 0 when about no ticket */
    struct str template_json; /* outbound_decode; empty: it goes, or went, as content */
    int64_t merged_into; /* the row that goes on with its words: OUTBOX_MERGED, or sent again */
    struct str ticket_department;
    int64_t handled_at; /* OUTBOX_FAILED: a human has dealt with it; 0: it waits for one */
    struct str handled_by, handled_reason; /* "" while handled_at is 0; no reason: sent again */
};
/* A template by itself is a notice to a unit's people; what citizens get is a template only where
 * its window is closed. */
bool outbox_is_notice(const struct outbox_row *row);
/* ERR_NOT_FOUND when there is no such row. */
MUST_CHECK bool outbox_get(struct db *db, int64_t id, struct arena *arena, struct outbox_row *out,
                           struct err *e);

/* A failed reply is dealt with by a human: it leaves the list of what failed, and its alarm. by:
 * sign-in name. again: the row that outbox_again made of it, else 0 and a reason in words. *done
 * false: it has not failed, or somebody was quicker. */
MUST_CHECK bool outbox_handled(struct db *db, int64_t id, struct str by, struct str reason,
                               int64_t again, int64_t now, bool *done, struct err *e);
/* The same words once more, as a row of its own with its own way through the gate, to the person
 * as they are known today, although WhatsApp did not reach them before: somebody wants to know.
 * *again 0: they have no address any more. */
MUST_CHECK bool outbox_again(struct db *db, int64_t id, int64_t now, int64_t *again, struct err *e);
/* Has the ticket that this row tells of gone on since (outbox_is_overtaken)? */
MUST_CHECK bool outbox_overtaken(struct db *db, int64_t id, bool *overtaken, struct err *e);

enum outbox_filter { OUTBOX_ALL, OUTBOX_ONLY_WAITING, OUTBOX_ONLY_FAILED };
#define OUTBOX_LIST_MAX 200
/* Newest first. ticket_id 0: of any ticket (then filter applies, and without all_of_it rows about
 * reports in confidence and notices to staff are left out). before_id 0: from the newest. */
MUST_CHECK bool outbox_list(struct db *db, enum outbox_filter filter, bool all_of_it,
                            int64_t ticket_id, int64_t before_id, size_t limit, struct arena *arena,
                            struct outbox_row *out, size_t *count, bool *more, struct err *e);

struct outbox_counts {
    int64_t pending, leased, unsure, waiting;
    int64_t failed; /* replies, not handled yet; notices to staff have an alarm of their own */
};
MUST_CHECK bool outbox_count(struct db *db, struct outbox_counts *out, struct err *e);

#endif
