/* message_store.h - messages by wamid, and the raw bodies they came in.
 * Threads: writing on the writer thread inside a job; reading on any connection. */
#ifndef KANDA_STORE_MESSAGE_STORE_H
#define KANDA_STORE_MESSAGE_STORE_H

#include "domain/inbound.h"
#include "store/db.h"

struct message_row {
    struct str wamid;
    bool outbound;
    enum message_type type;
    int64_t contact_id, ticket_id, outbox_id, body_id; /* 0: none */
    int64_t sent_at, received_at;
    struct str text, reply_to, details_json; /* empty: none */
};

/* *id is 0 when this wamid was stored before: a repeat, nothing was written. */
MUST_CHECK bool message_insert(struct db *db, const struct message_row *row, int64_t *id,
                               struct err *e);

struct message_ref {
    int64_t id, contact_id, ticket_id, outbox_id; /* id 0: not known */
    int64_t sent_at; /* the sender's clock; of ours, when Meta took it */
    bool outbound;
};
MUST_CHECK bool message_find(struct db *db, struct str wamid, struct message_ref *out,
                             struct err *e);

/* The words of a message; "" when there are none, or no such row. */
MUST_CHECK bool message_text(struct db *db, int64_t id, struct arena *arena, struct str *out,
                             struct err *e);

/* Whether it is one of ours that asked its reporter if the work is done. */
MUST_CHECK bool message_asks_solved(struct db *db, const struct message_ref *ref, bool *asks,
                                    struct err *e);

/* Whether another picture came to this ticket within so short a time of this message. */
MUST_CHECK bool message_of_album(struct db *db, int64_t id, int64_t ticket_id, int64_t within_ms,
                                 bool *album, struct err *e);

struct ticket_message {
    int64_t id, sent_at, received_at;
    enum message_type type;
    bool by_desk; /* a human of the desk wrote it in the WhatsApp Business app */
    struct str text, reply_to, details_json;
};
#define MESSAGE_LIST_MAX 200
/* What humans wrote about this ticket in WhatsApp, in the order in which it arrived, behind
 * after_id; out must have room for limit. Files that staff added are no part of the chat. */
MUST_CHECK bool message_of_ticket(struct db *db, int64_t ticket_id, int64_t after_id, size_t limit,
                                  struct arena *arena, struct ticket_message *out, size_t *count,
                                  bool *more_pages, struct err *e);
/* The same, newest first, before before_id (0: from the newest). */
MUST_CHECK bool message_of_ticket_newest(struct db *db, int64_t ticket_id, int64_t before_id,
                                         size_t limit, struct arena *arena,
                                         struct ticket_message *out, size_t *count,
                                         bool *more_pages, struct err *e);

/* A message of a contact that belongs to a ticket. */
struct message_told {
    int64_t id, ticket_id, sent_at; /* id 0: there is no such one */
    struct str text;
};
/* ticket_id 0: to any. */
MUST_CHECK bool message_told(struct db *db, int64_t id, int64_t ticket_id, int64_t contact_id,
                             struct arena *arena, struct message_told *out, struct err *e);
/* It leaves the one ticket for the other; nothing happens to a message of any other. */
MUST_CHECK bool message_move(struct db *db, int64_t id, int64_t from, int64_t to, struct err *e);

/* A message that belonged to no ticket belongs to this one; nothing happens to any other. */
MUST_CHECK bool message_bind(struct db *db, int64_t id, int64_t ticket_id, struct err *e);

/* Keeps a raw webhook body; message rows refer to it. */
MUST_CHECK bool webhook_body_insert(struct db *db, struct str body, int64_t received_at,
                                    int64_t *id, struct err *e);

#endif
