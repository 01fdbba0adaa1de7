/* event_store.h - the append-only timeline of tickets, which is the audit trail as well.
 *
 * Every event is a link of a chain: its digest is SHA-256 over the digest before it and all of its
 * own fields, so that a line that was changed, taken out or moved is found (event_verify; DESIGN
 * part 5, "Audit"). It holds how its ticket stands behind it as well, so that a date or a unit that
 * was changed without a line is found too. What staff wrote for an event (reason, text) is a row of
 * its own, because words may have to be erased; the event holds their HMAC under a salt in that
 * row, which ends with them. None of that is ever shown.
 *
 * Threads: writing on the writer thread inside a job; reading on any connection. Memory: text lives
 * in the arena passed in. */
#ifndef KANDA_STORE_EVENT_STORE_H
#define KANDA_STORE_EVENT_STORE_H

#include "base/crypto.h"
#include "domain/ticket.h"
#include "store/db.h"

/* Behind the change of its ticket, if it tells of one. data_json may be empty ("{}" is stored);
 * reason and text too. Gives the new id. */
MUST_CHECK bool event_insert(struct db *db, const struct event *event, struct arena *arena,
                             int64_t *id, struct err *e);

/* Who changes the desk itself, and when. */
struct desk_act {
    struct str actor; /* "staff:NAME", ACTOR_COMMAND, or "system": the program by itself */
    int64_t now;
};
#define ACTOR_COMMAND "command" /* somebody on the server, whom we do not know by name */

/* A change of accounts, tokens, hooks or staff contacts, a search or an erasure of a reporter
 * (EVENT_STAFF_ADDED and below), in the transaction of that change. A link of the same chain, in a
 * table of its own, so that whoever follows tickets does not meet it. The format makes its data, a
 * JSON object, of names that were checked, codes and numbers: nothing is escaped, and no secret,
 * number or address may be in it. */
MUST_CHECK __attribute__((format(printf, 5, 6))) bool desk_event_insert(struct db *db,
                                                                        const struct desk_act *by,
                                                                        const char *type,
                                                                        struct err *e,
                                                                        const char *data, ...);

/* Words of this event's remark were just taken out: what is left is proven anew, and an event
 * `erased` of its ticket says so. */
MUST_CHECK bool event_words_erased(struct db *db, int64_t event_id, int64_t now,
                                   struct arena *arena, struct err *e);

/* Whether lines of this type are written at all. */
bool event_type_known(struct str type);

#define EVENT_LIST_MAX 200
/* Oldest first, behind after_id; out must have room for limit events. Openings of identity and of
 * attachments are left out. */
MUST_CHECK bool event_list(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                           struct arena *arena, struct event *out, size_t *count, bool *more,
                           struct err *e);
/* The same, newest first, before before_id (0: from the newest). */
MUST_CHECK bool event_list_newest(struct db *db, int64_t ticket_id, int64_t before_id, size_t limit,
                                  struct arena *arena, struct event *out, size_t *count, bool *more,
                                  struct err *e);
/* Why staff closed the ticket last; "" where they gave no reason, or it was erased. */
MUST_CHECK bool event_closing_reason(struct db *db, int64_t ticket_id, struct arena *arena,
                                     struct str *out, struct err *e);
/* What of the trail is asked for. */
struct event_filter {
    int64_t ticket_id;     /* 0: every ticket */
    bool not_confidential; /* of one ticket: nothing where it is a report in confidence */
    struct str actor;      /* "staff:rina"; "": everybody */
    struct str type;       /* EVENT_...; "": all */
    int64_t from, to;      /* ms, to exclusive; 0: from the first, to the newest */
};
#define EVENT_LOOK_MAX 20000
/* Events of every ticket, newest first, before before_id (0: from the newest). A filter may be kept
 * by few: at most EVENT_LOOK_MAX lines are looked at, so that *count may be less than limit, or 0,
 * while older ones are left. *next_id is before_id of the next piece; 0: there is none. */
MUST_CHECK bool event_trail(struct db *db, const struct event_filter *filter, int64_t before_id,
                            size_t limit, struct arena *arena, struct event *out, size_t *count,
                            int64_t *next_id, struct err *e);

/* What has happened, without its words, and the ticket as it is now. */
struct event_news {
    int64_t id, ticket_id, at, version;
    enum ticket_kind kind;
    enum ticket_status status;
    char type[32], department[64], copy_to[64];
};
/* Of every ticket, oldest first, behind after_id; out has room for max. */
MUST_CHECK bool event_news(struct db *db, int64_t after_id, size_t max, struct event_news *out,
                           size_t *count, struct err *e);
/* Shown in the audit trail alone: name, number or a file were opened. */
bool event_is_of_trail(struct str type);

struct chain_head {
    int64_t event_id; /* 0: no event yet */
    uint8_t digest[SHA256_SIZE];
};
MUST_CHECK bool chain_head_get(struct db *db, struct chain_head *out, struct err *e);
/* *found: this head, kept elsewhere, is a link of the trail, or there was none yet (0). Looks at
 * one line; that the line is also linked to the others, event_verify proves. */
MUST_CHECK bool chain_holds(struct db *db, const struct chain_head *head, bool *found,
                            struct err *e);

struct chain_report {
    int64_t events;    /* links that were looked at */
    int64_t before;    /* events older than the chain: they have no digest, and no line with one is
                          before them; a head that is not all zero is proof of a chain */
    int64_t broken_at; /* id of the first event that does not fit, else of the newest one of a
                          ticket that does not; 0: whole */
    int64_t desk;      /* of events: changes of the desk itself */
    int64_t erased;    /* remarks whose words were erased */
    char why[128];     /* of broken_at */
    bool known_found;  /* the link that the caller knew of is there, with its digest */
    struct chain_head head;
};
/* Walks the whole chain, then every ticket. known: a head that was kept elsewhere, NULL for none;
 * an end that was cut off is found by it. Fails only where the database cannot be read. */
MUST_CHECK bool event_verify(struct db *db, const struct chain_head *known,
                             struct chain_report *out, struct err *e);

#endif
