/* outbox_gate.h - what a leased row may go as (domain/window.h). Private to store. */
#ifndef KANDA_STORE_OUTBOX_GATE_H
#define KANDA_STORE_OUTBOX_GATE_H

#include "store/account_store.h"
#include "store/outbox_store.h"

struct outbox_gate {
    enum outbound_type type;
    int64_t last_inbound_at; /* of its contact */
    int64_t
        error_code;   /* of its latest refusal; OUTBOX_CODE_WINDOW: Meta calls the window closed */
    bool as_template; /* an earlier attempt went as a template */
    int64_t unreachable_code; /* why Meta cannot reach its contact; 0: it can, for all we know */
    struct account_people *people; /* of the lease */
};
/* What a row in state waiting needs, as in outbox.waits_for and waits_language; an empty text: its
 * citizen, whatever Meta approves. */
struct outbox_waits {
    struct str text, language;
};
#define WAITS_MESSAGE  "message:" /* and template_key_name: any template that says it */
#define WAITS_ACCOUNT  "account"  /* room in Meta's limit, or the end of a pause */
#define WAITS_TEMPLATE "name:"    /* and the name of a template that the row is by itself */

/* *goes false: the row waits, or was withdrawn; its line has moved on. Else content_json is what is
 * sent: its own, or a template's (in the arena). */
MUST_CHECK bool outbox_gate_pass(struct db *db, const struct outbox_gate *gate, int64_t now,
                                 struct arena *arena, struct outbox_lease *lease, bool *goes,
                                 struct err *e);
extern const struct outbox_reason outbox_reason_overtaken;
/* stale: no longer true (outbox_is_overtaken). untold: and of the stage in which its ticket is by
 * now no other row tells this person, because nobody was to be told, or another day was all that is
 * told since. */
struct outbox_truth {
    bool stale, untold;
    int64_t ticket_id;
};
MUST_CHECK bool outbox_truth_of(struct db *db, int64_t id, struct outbox_truth *out, struct err *e);
/* A row left the line of this contact, or came back into it: who is its head? */
MUST_CHECK bool outbox_line_moves_on(struct db *db, int64_t contact_id, struct err *e);

#endif
