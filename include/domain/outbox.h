/* outbox.h - the life of a reply on its way to a citizen (words only; the rows are in
 * store/outbox_store.h).
 *
 * pending -> leased -> accepted -> sent -> delivered -> read (-> played), or failed for a human.
 * `waiting`: the 24-hour window has closed (domain/window.h).
 * `withdrawn`: never sent, and not to be: later news overtook it, or it was worth something at its
 * time alone, or its citizen was forgotten.
 * `unsure` is leased whose outcome nobody knows: it may have been sent. Status only moves up. */
#ifndef KANDA_DOMAIN_OUTBOX_H
#define KANDA_DOMAIN_OUTBOX_H

#include "base/str.h"

/* Stored in outbox.state: add at the end, never renumber. Order is the order of life, but for
 * `waiting`, from which a row comes back to pending or ends as withdrawn. */
enum outbox_state {
    OUTBOX_PENDING = 0,
    OUTBOX_LEASED = 1,
    OUTBOX_UNSURE = 2,
    OUTBOX_ACCEPTED = 3,
    OUTBOX_SENT = 4,
    OUTBOX_DELIVERED = 5,
    OUTBOX_READ = 6,
    OUTBOX_PLAYED = 7,
    OUTBOX_FAILED = 8,
    OUTBOX_WAITING = 9,    /* the window is closed and no template fits: until the citizen writes */
    OUTBOX_MERGED = 10,    /* its words went into another row, when that citizen wrote */
    OUTBOX_WITHDRAWN = 11, /* nobody gets it, and nobody needs to look; error_text says why */
    OUTBOX_STATE_COUNT
};
const char *outbox_state_name(enum outbox_state state); /* "pending" ... */
MUST_CHECK bool outbox_state_parse(struct str name, enum outbox_state *out);

#define OUTBOX_CODE_WINDOW 131047 /* Meta: the window is closed; source: reference "Errors" */

/* Meta's codes for a template that this person does not take, and that is not to be sent to them
 * again (130472 part of a marketing experiment, 131050 stopped marketing messages). None of ours is
 * marketing (domain/template.h), but Meta may call it so. Source: reference "Errors", class U. */
bool outbox_code_is_unwanted(int64_t code);

/* A reply that has waited tells of the event `told` (EVENT_... of domain/ticket.h; "": it answers a
 * message of the citizen). Is it no longer true once `later` has happened to the same ticket? What
 * staff wrote as a reply always is: those words are a person's. A change of status overtakes all
 * other news; another day overtakes what names a day, but no question and no result; the first
 * answer, which holds the number, is overtaken by news alone that say the number again. */
bool outbox_is_overtaken(struct str told, struct str later);

/* Does this event change in which stage the ticket is? */
bool outbox_is_stage(struct str event);

/* The line of a contact waits behind a row in one of these states: pending, leased, unsure. */
bool outbox_state_blocks(enum outbox_state state);

/* biz_opaque_callback_data of a row: "lk:out:4711". At most 512 bytes at Meta. */
#define OUTBOX_CALLBACK_SIZE 32
void outbox_callback_format(int64_t outbox_id, char out[OUTBOX_CALLBACK_SIZE]);
bool outbox_callback_parse(struct str text, int64_t *outbox_id); /* false: not one of ours */

#endif
