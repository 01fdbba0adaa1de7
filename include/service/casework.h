/* casework.h - what the staff does with a ticket: one function per use case, each in the caller's
 * transaction. What the citizen is told is written in the same transaction, and is true by then.
 *
 * A function that cannot do what was asked leaves everything as it was and says why in c->refusal;
 * it still returns true. False is trouble with the database.
 *
 * Threads: the writer thread, inside a job. Memory: everything lives in c->arena. */
#ifndef KANDA_SERVICE_CASEWORK_H
#define KANDA_SERVICE_CASEWORK_H

#include "domain/move.h"
#include "service/intake.h"
#include "store/attachment_store.h"
#include "store/outbox_store.h"

enum refusal_kind {
    REFUSAL_NONE,
    REFUSAL_INVALID,   /* what was given is missing or wrong: 422 */
    REFUSAL_FORBIDDEN, /* this person may not, though another may: 403 */
    REFUSAL_STALE,     /* somebody else changed the ticket since: 412 */
    REFUSAL_CONFLICT   /* the ticket, or the window, does not allow it: 409 */
};

struct refusal {
    enum refusal_kind kind;
    const char *code;         /* stable: "illegal_move" ... */
    const char *detail;       /* a sentence to act on; arena or static */
    struct str template_name; /* window_closed: the template that would work; "" for none */
};

struct casework {
    /* in */
    struct db *db;
    const struct intake_options *options;
    bool proof_required;
    struct arena *arena;
    const struct staff *who;
    int64_t now;
    int64_t seen_version;  /* If-Match; 0: any */
    struct ticket *ticket; /* as read in this transaction; after success as it is now. NULL: a
                            * use case on a reply about none */
    /* out */
    struct refusal refusal;
    int64_t event_id;
    size_t replies; /* rows of the outbox */
};

#define CASEWORK_WORDS_MAX      2000 /* characters of a note, a reason or a staff reply */
#define CASEWORK_MOVE_WORDS_MAX 600  /* of what goes along with a move: choices may follow it */
#define CASEWORK_PROOFS_MAX     10

struct casework_move {
    enum ticket_status to;
    enum ticket_outcome outcome;
    struct str reason, message, department;
    struct str contact; /* referred: how to reach that body, instead of the table's; "": its own */
    int64_t into;       /* ticket id; 0: none */
    int64_t proof[CASEWORK_PROOFS_MAX]; /* attachment ids */
    size_t proof_count;
};
MUST_CHECK bool casework_move(struct casework *c, const struct casework_move *move, struct err *e);
/* A merged ticket lives on its own again. Needs a reason. */
MUST_CHECK bool casework_unmerge(struct casework *c, struct str reason, struct err *e);

/* By the desk, or by an officer of the department that has the ticket, who hands it over: once
 * until the desk assigns it anew (409 handed_over), with a note that says why. */
struct casework_assignment {
    struct str department; /* of the regency; the one that has it already is refused */
    struct str note;       /* for colleagues; needed to hand over */
    bool names_copy;       /* copy says which district office reads along, "" none; else it is the
                            * office of the ticket's district, where there is one. The desk's
                            * to say alone */
    struct str copy;
};
MUST_CHECK bool casework_assign(struct casework *c, const struct casework_assignment *to,
                                struct err *e);
/* Another day for the work, and why; the reporter is told both, and it is watched until the ticket
 * is resolved. day: the last one, a working day in the future and at most 60 working days ahead.
 * 409 while the reporter is asked: then no date is watched, and both move when the answer comes. */
MUST_CHECK bool casework_promise(struct casework *c, int64_t day, struct str reason, struct err *e);
/* Requests for information that were not answered yet: seven working days more, once, with a reason
 * (UU 14/2008). Refused when they would be over as well. */
MUST_CHECK bool casework_extend(struct casework *c, struct str reason, struct err *e);

MUST_CHECK bool casework_note(struct casework *c, struct str text, struct err *e);
/* Words to the reporter, while the 24-hour window is open, and with them (attachment not 0) a file
 * that staff added to the ticket. Then the words are at most CASEWORK_MOVE_WORDS_MAX long; who
 * follows the ticket gets the words alone, because what is sent to one person may be about them. */
MUST_CHECK bool casework_reply(struct casework *c, struct str text, int64_t attachment,
                               struct err *e);
/* An audit line; the caller then shows name and number. */
MUST_CHECK bool casework_identity(struct casework *c, struct str reason, struct err *e);

/* Abuse: the reporter's messages are recorded as ever and answered no more, on any ticket, until
 * casework_unblock. Both need a reason; 409 where it is so already. */
MUST_CHECK bool casework_block(struct casework *c, struct str reason, struct err *e);
MUST_CHECK bool casework_unblock(struct casework *c, struct str reason, struct err *e);

/* A file that is kept already becomes an attachment of the ticket; *id is its own. */
MUST_CHECK bool casework_upload(struct casework *c, const struct attachment_file *file, int64_t *id,
                                struct err *e);

/* A reply that failed: the same words once more, as a new row (*again) that passes the window's
 * gate like any other. 409 where it has not failed or is handled already (not_failed), where later
 * news made its words untrue (overtaken), for a notice to staff (not_failed), and where nobody is
 * there any more (not_reachable). */
MUST_CHECK bool casework_resend(struct casework *c, const struct outbox_row *row, int64_t *again,
                                struct err *e);
/* Or dealt with in another way, which the reason tells: a line of the trail where it is about a
 * ticket. */
MUST_CHECK bool casework_handled(struct casework *c, const struct outbox_row *row,
                                 struct str reason, struct err *e);

/* What everybody may read about the ticket, as a draft; a number of a person in it is refused, and
 * so is all of a report that was made in confidence. */
#define CASEWORK_SUMMARY_MAX 400
MUST_CHECK bool casework_summary(struct casework *c, struct str text, struct err *e);
/* The desk publishes it, or takes it back; what is so already stays so. */
MUST_CHECK bool casework_summary_approve(struct casework *c, bool approved, struct err *e);

/* What PATCH may change; a view with at == NULL, and kind or priority 0: left as it is. */
struct casework_change {
    struct str category;
    enum ticket_kind kind;
    enum ticket_priority priority;
    bool has_place;
    struct str place; /* code of a district or a village; "": none */
};
MUST_CHECK bool casework_change(struct casework *c, const struct casework_change *change,
                                struct err *e);

/* A report that came by phone, at the desk or elsewhere. Who gave a WhatsApp number is told, as
 * whoever reports in the chat is: c->replies says whether anybody is. */
struct casework_entry {
    struct str text, category, department, place, phone, name;
    enum ticket_source source; /* not SOURCE_WHATSAPP; 0: SOURCE_OTHER */
    enum ticket_kind kind;
};
MUST_CHECK bool casework_enter(struct casework *c, const struct casework_entry *entry,
                               struct err *e);

#endif
