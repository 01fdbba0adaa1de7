/* ticket_store.h - tickets: made and joined by the writer, listed by the readers.
 * Threads: writing on the writer thread inside a job; reading on any connection.
 * Memory: text lives in the arena passed in. */
#ifndef KANDA_STORE_TICKET_STORE_H
#define KANDA_STORE_TICKET_STORE_H

#include "domain/conversation.h"
#include "domain/ticket.h"
#include "store/db.h"

/* Inserts t with the next id of its year (of t->created_at); sets t->id and t->version. Ignores
 * status-dependent fields that a new ticket cannot have (outcome, paused_since, supporters). */
MUST_CHECK bool ticket_insert(struct db *db, struct ticket *t, struct err *e);

/* What a further message brings: words and the codes of a place, any of them "", and a location
 * that may be absent. */
struct ticket_addition {
    struct str text;
    const struct inbound_location *location;
    struct str district, village;
    enum ticket_priority priority; /* what it tells is so pressing: so is the ticket, at least */
    int64_t sent_at;               /* by the sender's clock; 0: not known */
    int64_t settle_ms;             /* it may be the first message of the ticket that came so late */
};
/* The words are added. The rest only fills what the ticket lacks; a village only where it does not
 * contradict the ticket's district. */
MUST_CHECK bool ticket_join(struct db *db, int64_t id, const struct ticket_addition *more,
                            int64_t now, struct err *e);

/* What deciding needs; out->id is 0 when there is none. contact_id fills `own`. */
MUST_CHECK bool ticket_known(struct db *db, int64_t id, int64_t contact_id, struct arena *arena,
                             struct known_ticket *out, struct err *e);
/* The same of all that are open, own ones and those that are followed, newest first. */
MUST_CHECK bool ticket_known_open(struct db *db, int64_t contact_id, struct arena *arena,
                                  struct known_ticket *out, size_t max, size_t *count,
                                  struct err *e);
MUST_CHECK bool ticket_newest_open(struct db *db, int64_t contact_id, struct arena *arena,
                                   struct known_ticket *out, struct err *e);
/* The newest open one before `before`, an id, for which secrecy was asked; what accuses somebody is
 * secret anyhow, and none of these. */
MUST_CHECK bool ticket_newest_confidential(struct db *db, int64_t contact_id, int64_t before,
                                           struct arena *arena, struct known_ticket *out,
                                           struct err *e);

/* The newest closed one of those before `before`, an id. */
MUST_CHECK bool ticket_newest_ended(struct db *db, int64_t contact_id, int64_t before,
                                    struct arena *arena, struct known_ticket *out, struct err *e);

/* An open ticket of this contact and category that was reported within these times (sender's
 * clock), among the contact's ten newest. */
MUST_CHECK bool ticket_own_alike(struct db *db, int64_t contact_id, struct str category,
                                 int64_t from_at, int64_t to_at, struct arena *arena,
                                 struct known_ticket *out, struct err *e);

/* The own open ticket that a message of this time follows: the newest that was reported by then,
 * else the first behind it; reported within settle_ms of it, and among the contact's ten newest. */
MUST_CHECK bool ticket_followed(struct db *db, int64_t contact_id, int64_t at, int64_t settle_ms,
                                struct arena *arena, struct known_ticket *out, struct err *e);

/* What a citizen changes of an open ticket. Each fails with ERR_NOT_FOUND when the ticket is not
 * one that can be changed so. */
struct ticket_correction {
    enum ticket_kind kind;
    struct str category, department;
    enum ticket_priority priority; /* the ticket's own if that is higher, */
    enum ticket_priority was;      /* unless that is this; 0: no such one */
};
MUST_CHECK bool ticket_correct(struct db *db, int64_t id, const struct ticket_correction *to,
                               int64_t now, struct err *e); /* only while it is `received` */
/* Without the words of a message that left it. */
MUST_CHECK bool ticket_retell(struct db *db, int64_t id, struct str text, int64_t now,
                              struct err *e);
struct ticket_place {
    struct str district, village; /* "": outside the regency, not known */
    struct str department;        /* its owner there */
    int64_t sent_at;              /* of the words that say so */
    bool drops_pin;               /* the one that it has lies somewhere else; instead of it: */
    const struct inbound_location *location; /* not present: none */
};
MUST_CHECK bool ticket_set_place(struct db *db, int64_t id, const struct ticket_place *place,
                                 int64_t now, struct err *e);
MUST_CHECK bool ticket_cancel(struct db *db, int64_t id, int64_t now, struct err *e);
/* A ticket of the contact that is a part of this one, be it by way of others; 0: none is. */
MUST_CHECK bool ticket_part_of(struct db *db, int64_t id, int64_t contact_id, int64_t *part,
                               struct err *e);
/* What was merged into one ticket is merged into another from now on. */
MUST_CHECK bool ticket_parts_move(struct db *db, int64_t from, int64_t to, struct err *e);
/* What is a part of this one, be it by way of others, and not in confidence with it; 0: nothing. Of
 * several the one that is merged into what is in confidence. */
MUST_CHECK bool ticket_part_in_open(struct db *db, int64_t id, int64_t *part, struct err *e);
MUST_CHECK bool ticket_confide(struct db *db, int64_t id, int64_t now, struct err *e);

/* Writes what may change of a ticket that was read before (all but its words, its location, its
 * reporter and its times of receipt), if its version is still t->version (else ERR_CONFLICT), and
 * raises that. */
MUST_CHECK bool ticket_save(struct db *db, struct ticket *t, int64_t now, struct err *e);

/* Something that tickets show of this contact is another: the versions of all but this one, which
 * is saved by itself, go up. */
MUST_CHECK bool ticket_reporter_changed(struct db *db, int64_t contact_id, int64_t but_id,
                                        struct err *e);

/* The ticket whose ladder, or whose reporter's silence, has been due for longest; 0: none. */
MUST_CHECK bool ticket_ladder_due(struct db *db, int64_t now, int64_t *id, struct err *e);
MUST_CHECK bool ticket_silent(struct db *db, int64_t now, int64_t *id, struct err *e);
/* Neither is due before later_at. */
MUST_CHECK bool ticket_put_off(struct db *db, int64_t id, int64_t later_at, struct err *e);

/* ERR_NOT_FOUND when there is no such ticket. */
MUST_CHECK bool ticket_get(struct db *db, int64_t id, struct arena *arena, struct ticket *out,
                           struct err *e);

/* The newest `max` tickets of a contact, without their texts; *count says how many were written to
 * out. */
MUST_CHECK bool ticket_list_of_contact(struct db *db, int64_t contact_id, struct arena *arena,
                                       struct ticket *out, size_t max, size_t *count,
                                       struct err *e);

/* The same of those that are open. */
MUST_CHECK bool ticket_list_open_of_contact(struct db *db, int64_t contact_id, struct arena *arena,
                                            struct ticket *out, size_t max, size_t *count,
                                            struct err *e);

/* Open tickets of the same category near this one, oldest first, without their texts: by village,
 * or where t has a pin those of its whole district; domain/similar.h judges them. At most max. */
#define TICKET_ALIKE_MAX 50
MUST_CHECK bool ticket_alike(struct db *db, const struct ticket *t, int64_t since,
                             struct arena *arena, struct ticket *out, size_t max, size_t *count,
                             struct err *e);

#define TICKET_LIST_MAX 200

struct ticket_query {
    enum ticket_status status;                          /* 0: any */
    bool open;                                          /* all but the closed ones */
    enum ticket_kind kind;                              /* 0: any */
    enum ticket_source source;                          /* 0: any */
    struct str category, department, district, village; /* empty: any */
    struct str referred_to;                             /* an external body; empty: any */
    bool or_referred; /* department is an external body: what was referred to it passes as well */
    int64_t from, to; /* created in [from, to), ms; 0: open */
    int64_t due_from, due_before; /* legal deadline in [from, before), open, not paused; 0: any */
    bool without_whistleblowing;  /* for a caller who may not know of it */
    struct str words;             /* full-text query of ticket_words_query; empty: none */
    int64_t only_id;              /* not 0: this ticket alone, if it passes the filters */
    bool copied; /* those of which department has a copy, instead of its own; not with words */
    bool oldest_first;
    int64_t after_id; /* keyset: continue behind this id; 0: from the start */
    int64_t up_to_id; /* no id above this one; 0: any */
    size_t limit;     /* 1..TICKET_LIST_MAX */
};

/* One page. It ends when it is full, and also when the driving filter (the narrowest that has an
 * index) has let 1,000 tickets pass (5,000 where that is quick): where the other filters let hardly
 * any of them pass, a page may hold fewer than limit, even none, and others follow. */
struct ticket_found {
    size_t count;
    bool more;       /* there may be further pages: continue with after_id = last_id */
    int64_t last_id; /* 0: nothing found */
};
/* out must have room for limit tickets. */
MUST_CHECK bool ticket_list(struct db *db, const struct ticket_query *query, struct arena *arena,
                            struct ticket *out, struct ticket_found *found, struct err *e);

/* A queue: due in [due_from, due_to), the oldest deadline first; or of which a reply has failed,
 * newest first. */
struct ticket_place_in_queue {
    int64_t due_at, id; /* id 0: the beginning; due_at 0 where replies have failed */
};
struct ticket_queue {
    bool failed, whistleblowing; /* the latter: the caller may know of it */
    int64_t due_from, due_to;
    struct str department; /* "": of all */
    struct ticket_place_in_queue after;
    size_t limit; /* 1..TICKET_LIST_MAX */
};
MUST_CHECK bool ticket_queue_list(struct db *db, const struct ticket_queue *queue,
                                  struct arena *arena, struct ticket *out, size_t *count,
                                  bool *more, struct err *e);
/* The ids between which all that passes the query's ids and times lies, and how many tickets stand
 * there, whoever may see them: for what is never shown. Costs the same however many. first is 0
 * when there is none. */
struct ticket_span {
    int64_t first, last, count;
};
MUST_CHECK bool ticket_span_find(struct db *db, const struct ticket_query *query,
                                 struct ticket_span *out, struct err *e);
/* How many of a span belong to the query's department and to what its caller may know of: as many
 * as pass at most, whatever else it asks for. A walk of one index over the department's tickets of
 * the span, or over its reports in confidence. */
MUST_CHECK bool ticket_span_seen(struct db *db, const struct ticket_query *query,
                                 const struct ticket_span *span, int64_t *out, struct err *e);
/* The first id at or after `id`; 0: none. */
MUST_CHECK bool ticket_id_from(struct db *db, int64_t id, int64_t *out, struct err *e);

/* What a person typed -> the dialect's search expression: every word must occur, those of 3
 * letters or more also as the beginning of a longer one, of which the first 9 letters count; words
 * shorter than 2 letters and numbers of 6 digits or more (phones, NIK: not to be searched) are
 * dropped. *out is empty when nothing remains. At most 8 words, the others are not looked at. */
MUST_CHECK bool ticket_words_query(struct str typed, struct arena *arena, struct str *out,
                                   struct err *e);

/* Puts the words of at most `max` waiting tickets into the full-text index; *count says how many.
 */
MUST_CHECK bool ticket_words_index(struct db *db, size_t max, int64_t *count, struct err *e);

/* Open tickets by status, for metrics; counts[status]. */
MUST_CHECK bool ticket_count_open(struct db *db, int64_t counts[STATUS_END], struct err *e);

#endif
