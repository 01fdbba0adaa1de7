/* ticket.h - one matter of one or more citizens: its words, its number, its life.
 *
 * Stored numbers (kind, status, outcome, channel, priority) are fixed for ever: add at the end.
 * Names are the ones of the API; labels are what people read, in Indonesian.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_TICKET_H
#define KANDA_DOMAIN_TICKET_H

#include "base/arena.h"
#include "base/clock.h"

enum ticket_kind {
    KIND_COMPLAINT = 1,
    KIND_ASPIRATION = 2,
    KIND_INFORMATION = 3,
    KIND_CONSULTATION = 4,
    KIND_WHISTLEBLOWING = 5,
    KIND_END
};

enum ticket_status {
    STATUS_RECEIVED = 1,
    STATUS_VERIFIED = 2,
    STATUS_ASSIGNED = 3,
    STATUS_IN_PROGRESS = 4,
    STATUS_AWAITING_REPORTER = 5,
    STATUS_RESOLVED = 6,
    STATUS_CLOSED = 7,
    STATUS_END
};

enum ticket_outcome {
    OUTCOME_NONE = 0,
    OUTCOME_SOLVED = 1,
    OUTCOME_PARTLY_SOLVED = 2,
    OUTCOME_NOT_ACTIONABLE = 3,
    OUTCOME_REFERRED = 4,
    OUTCOME_MERGED = 5,
    OUTCOME_CANCELLED = 6,
    OUTCOME_UNANSWERED = 7,
    OUTCOME_REJECTED = 8,
    OUTCOME_END
};

enum ticket_channel { CHANNEL_WHATSAPP = 1, CHANNEL_STAFF = 2, CHANNEL_END };
/* By which way it reached the desk; channel says who wrote it down. Stored: add at the end. */
enum ticket_source {
    SOURCE_WHATSAPP = 1, /* the citizen, in the chat: the only one without the desk */
    SOURCE_PHONE = 2,
    SOURCE_DESK = 3, /* came in person */
    SOURCE_SOCIAL_MEDIA = 4,
    SOURCE_LETTER = 5,
    SOURCE_SP4N = 6, /* the national system, SP4N-LAPOR */
    SOURCE_OTHER = 7,
    SOURCE_END
};
enum ticket_priority { PRIORITY_NORMAL = 1, PRIORITY_HIGH = 2, PRIORITY_URGENT = 3, PRIORITY_END };

/* What the citizen waits for under promise_at. */
enum promise {
    PROMISE_KEPT = 0, /* nothing: what was promised has happened, the legal deadline remains */
    PROMISE_FIRST =
        1, /* a first follow-up: kept by the first deed or word of a human that is told */
    PROMISE_WORK = 2, /* the work, by a day that was told later: kept by `resolved` alone */
    PROMISE_END
};

const char *ticket_kind_name(enum ticket_kind kind);     /* "complaint" */
const char *ticket_kind_label(enum ticket_kind kind);    /* "Pengaduan" */
const char *ticket_status_name(enum ticket_status s);    /* "in_progress" */
const char *ticket_status_label(enum ticket_status s);   /* "Ditindaklanjuti": the desk's word */
const char *ticket_status_plain(enum ticket_status s);   /* "Sedang dikerjakan": for citizens */
const char *ticket_outcome_name(enum ticket_outcome o);  /* "solved"; "" for none */
const char *ticket_outcome_label(enum ticket_outcome o); /* "Tuntas"; "" for none */
const char *ticket_channel_name(enum ticket_channel c);
/* As a sentence lists them. */
#define TICKET_SOURCES "whatsapp, phone, desk, social_media, letter, sp4n or other"
const char *ticket_source_name(enum ticket_source s); /* "social_media" */
const char *ticket_priority_name(enum ticket_priority p);
/* By API name; false (out untouched) when unknown. */
MUST_CHECK bool ticket_kind_parse(struct str name, enum ticket_kind *out);
MUST_CHECK bool ticket_status_parse(struct str name, enum ticket_status *out);
MUST_CHECK bool ticket_outcome_parse(struct str name, enum ticket_outcome *out); /* not "" */
MUST_CHECK bool ticket_source_parse(struct str name, enum ticket_source *out);
MUST_CHECK bool ticket_priority_parse(struct str name, enum ticket_priority *out);

bool ticket_kind_asks(enum ticket_kind k); /* a question: information, consultation */
bool ticket_is_open(enum ticket_status s); /* everything but closed */
/* Closed as none of ours, or as nothing that can be done: its reporter may object. */
bool ticket_is_refused(enum ticket_status s, enum ticket_outcome o);

/* --- the number people see -------------------------------------------------------------
 * LK26-00042-7: prefix, two digits of the year (WIB) of receipt, the year's sequence in at
 * least five digits, one Damm check digit over the sequence (H. M. Damm, 2004: finds every single
 * wrong digit and every swap of neighbours in sequence and check digit).
 * The number is computed from the ticket id, so it needs no index of its own:
 * id = year * TICKET_IDS_PER_YEAR + sequence. */
#define TICKET_IDS_PER_YEAR ((int64_t)10000000)
#define TICKET_NUMBER_SIZE  32

int64_t ticket_first_id(int64_t received_at); /* id of sequence 1 in that WIB year */
int64_t ticket_last_id(int64_t received_at);  /* highest id of that WIB year */
void ticket_number_format(const char *prefix, int64_t id, char out[TICKET_NUMBER_SIZE]);
/* Accepts what people type: any case; blanks, dots, slashes, other dashes or nothing in place of
 * the dashes ("lk26 00042 7", "LK26000427"). ERR_INPUT when the form or the check digit is wrong,
 * or the prefix is another. The century is 2000. */
MUST_CHECK bool ticket_number_parse(const char *prefix, struct str text, int64_t *id,
                                    struct err *e);
/* Finds the first ticket number inside a longer text; false when there is none. */
bool ticket_number_find(const char *prefix, struct str text, int64_t *id);
/* Whether the text holds what has the form of one. Where none is found, its check digit says that
 * somebody has mistyped it. */
bool ticket_number_like(const char *prefix, struct str text);

/* One row as the rooms above the store see it. Times in ms UTC; 0 means "not set".
 * Codes are those of the desk data; empty when unknown. Views live in the caller's arena. */
struct ticket {
    int64_t id, version, contact_id;
    enum ticket_kind kind;
    enum ticket_status status;
    enum ticket_outcome outcome;
    enum ticket_channel channel;
    enum ticket_source source;
    enum ticket_priority priority;
    struct str category, department, district, village;
    struct str copy_to;     /* the district office that reads along since its assignment */
    struct str handed_from; /* the department that handed it over to its owner; empty: the desk
                             * assigned it, or nobody yet */
    struct str referred_to; /* outcome referred: the external body; department stays the one that
                             * worked on it */
    bool has_location, confidential, needs_words;
    double latitude, longitude;
    struct str text;        /* the citizen's words, first message and joined ones */
    struct str explanation; /* why kind, category and place were chosen: JSON text */
    int64_t received_at;    /* the sender's clock: day 0 of every clock */
    int64_t place_at;       /* sender's time of the words that told the place, 0: none; written only
                             * when a ticket is made, and not read back */
    int64_t created_at, updated_at, stage_at, due_at, promise_at, paused_since;
    int64_t supporters;  /* contacts subscribed to it, the reporter included */
    int64_t merged_into; /* outcome merged: the ticket that goes on */
    int64_t closed_at;   /* when it was closed last */
    int64_t resolved_at; /* when it was resolved last; 0: never, or reopened since */
    int64_t answered_at; /* first word or deed of a human about it */
    int64_t reopened;    /* how often */
    int64_t reopened_at; /* when last; 0: never */
    /* Paused: the stage that waits, and when it began. paused_days: working days of all pauses that
     * ended; both deadlines were moved by them. stage_paused: those of the present stage. */
    enum ticket_status resume_status; /* 0: none */
    int64_t resume_at, paused_days, stage_paused;
    int64_t paused_before; /* of paused_days those before it was reopened */
    enum promise promise;
    bool extended;                  /* the legal clock was lengthened, which is allowed once */
    int64_t rating;                 /* 1..5, the reporter's; 0: none */
    int64_t ladder_step, ladder_at; /* domain/ladder.h; written by whoever changes a ticket */
    /* of the reporter, for masking by role; empty where the caller did not ask for them */
    struct str reporter_ref, reporter_name, reporter_phone;
    struct str closed_reason; /* of staff, for closing it last; empty where nobody asked for it */
    int64_t reporter_unreachable_at; /* Meta cannot deliver to them, since then; 0: it can */
    bool reporter_blocked;           /* the desk does not let them be answered */
};

/* Whose matter it is, as citizens read it: the external body to which it was referred, else its
 * department. Counting and access go by the department alone. */
struct str ticket_in_charge(const struct ticket *t);

/* The newest date that the citizen holds: the promised day while it is open, else the legal
 * deadline of the stage. 0: none. */
int64_t ticket_told_date(const struct ticket *t);
/* A human has done or said something of which the citizen hears. */
void ticket_answer(struct ticket *t, int64_t now);

/* Events of a ticket's timeline; stored by name in event.type. */
#define EVENT_RECEIVED "received" /* the ticket was made */
#define EVENT_ASSIGNED "assigned" /* a department became its owner */
#define EVENT_JOINED   "joined"   /* a further message was added */
#define EVENT_REPLY    "reply"    /* something was told to the citizen */
#define EVENT_REACTION "reaction" /* the citizen reacted to one of our messages */
#define EVENT_EDITED                                                                               \
    "edited"                         /* the citizen changed a message in the chat; its words stay. \
                                      * data: "message", its row, and "now", that of the new       \
                                      * words; none where WhatsApp tells neither */
#define EVENT_REVOKED      "revoked" /* or took it back there */
#define EVENT_CORRECTED    "corrected"    /* the citizen, or a further message, named its unit */
#define EVENT_PLACE        "place"        /* the citizen chose its place from a list */
#define EVENT_CANCELLED    "cancelled"    /* the reporter cancelled it */
#define EVENT_CONFIDENTIAL "confidential" /* the reporter asked to be hidden */
/* A move has the name of the status it leads to, but for the way back into work: */
#define EVENT_REOPENED      "reopened"
#define EVENT_NOTE          "note"          /* a word among colleagues */
#define EVENT_CHANGED       "changed"       /* staff changed category, kind, priority or place */
#define EVENT_PROMISED      "promised"      /* another day was promised, with a reason */
#define EVENT_EXTENDED      "extended"      /* the legal clock was lengthened */
#define EVENT_CALENDAR      "calendar"      /* holidays changed, and with them a date */
#define EVENT_LADDER        "ladder"        /* so much of a deadline has passed */
#define EVENT_LATE          "late"          /* the promised day was missed; the citizen was told */
#define EVENT_RATED         "rated"         /* the reporter gave 1 to 5 */
#define EVENT_MERGED_FROM   "merged_from"   /* another ticket became part of this one */
#define EVENT_PARTED        "parted"        /* a message of its reporter went to another ticket */
#define EVENT_UNMERGED_FROM "unmerged_from" /* and was taken out again */
#define EVENT_UNMERGED      "unmerged" /* it was part of another ticket, and lives on its own again */
#define EVENT_BLOCKED       "blocked"   /* staff: the reporter is answered no more */
#define EVENT_UNBLOCKED     "unblocked" /* and is again */
#define EVENT_ERASED        "erased"    /* its reporter was forgotten */
#define EVENT_UPLOADED      "uploaded"  /* staff added a file */
#define EVENT_SUMMARY       "summary" /* staff wrote what everybody may read, once it is approved */
#define EVENT_PUBLISHED     "published"   /* the desk approved it */
#define EVENT_UNPUBLISHED   "unpublished" /* and took that back */
#define EVENT_RESENT        "resent"      /* staff: a reply that had failed is sent once more */
#define EVENT_HANDLED       "handled"     /* staff dealt with such a reply in another way */
/* Lines of the audit trail alone: the timeline does not show them. */
#define EVENT_IDENTITY   "identity_opened"   /* name and number were shown to staff */
#define EVENT_ATTACHMENT "attachment_opened" /* so was a file */

/* And what is of no ticket (store/event_store.h, desk_event_insert), with its data; what changed is
 * {"from", "to"}. */
#define EVENT_STAFF_ADDED     "staff_added"       /* "account", "role", "department" */
#define EVENT_STAFF_CHANGED   "staff_changed"     /* "account", "role", "department", "disabled" */
#define EVENT_STAFF_PASSWORD  "staff_password"    /* "account": another one was set */
#define EVENT_TOKEN_MADE      "token_made"        /* "account", "token": its id, "scope" */
#define EVENT_TOKEN_REVOKED   "token_revoked"     /* "account", "token" */
#define EVENT_HOOK_ADDED      "hook_added"        /* "hook": its id, "host", "events" */
#define EVENT_HOOK_CHANGED    "hook_changed"      /* "hook", "host", "enabled" */
#define EVENT_HOOK_DELETED    "hook_deleted"      /* "hook", "host" */
#define EVENT_HOOK_GIVEN_UP   "hook_given_up"     /* "hook", "host": nobody answered for days */
#define EVENT_CONTACT_SET     "staff_contact_set" /* "department", "rung", "changed": roads */
#define EVENT_CONTACT_REMOVED "staff_contact_removed" /* "department", "rung" */
#define EVENT_CONTACT_ERASED  "contact_erased"        /* "tickets": how many of theirs are kept */
#define EVENT_REPORTER_SOUGHT "reporter_sought"       /* "by": phone or ref, "reason", "tickets" */

struct event {
    int64_t id, ticket_id, contact_id, message_id, at;
    struct str type;      /* one of EVENT_... */
    struct str actor;     /* "reporter", "system", "staff:NAME", "app": a human in WhatsApp's app */
    struct str data_json; /* details by type; never a name or a number */
    /* What staff wrote for it; "" where they wrote nothing. Kept apart (store/event_store.h). */
    struct str reason, text;
    enum ticket_kind ticket_kind; /* in the audit trail only */
};

#endif
