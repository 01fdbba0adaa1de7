/* intake_private.h - what the files of intake share while one message is taken in. */
#ifndef KANDA_SERVICE_INTAKE_PRIVATE_H
#define KANDA_SERVICE_INTAKE_PRIVATE_H

#include "domain/conversation.h"
#include "service/intake.h"

struct intake_step {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    const struct inbound *message;
    const struct understood *understood;
    const struct pin *pin; /* all zero when the message holds no location */
    int64_t now, contact_id;
    int64_t body_id;    /* raw body row of the request; 0 until the first fresh message */
    int64_t message_id; /* row of this message, once stored */
    struct intake_result *result;
};

/* intake_reply.c: words into the outbox, owned by event_id or (0) by the message itself. */
MUST_CHECK bool intake_reply_received(struct intake_step *s, const struct ticket *ticket,
                                      int64_t event_id, struct err *e);
MUST_CHECK bool intake_reply_status(struct intake_step *s, int64_t ticket_id, struct err *e);
MUST_CHECK bool intake_reply_plain(struct intake_step *s, enum reply_key key, int64_t ticket_id,
                                   int64_t event_id, struct err *e);
MUST_CHECK bool intake_reply_reaction(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                                      struct err *e);

/* intake_details.c: JSON of what a message holds besides its words; "" when nothing. */
MUST_CHECK bool intake_details(const struct inbound *m, struct arena *arena, struct str *out,
                               struct err *e);
/* JSON for the event of a new ticket. */
MUST_CHECK bool intake_event_data(const struct ticket *t, struct arena *arena, struct str *out,
                                  struct err *e);
/* JSON for the event of a further message: the place it speaks of; "" when it names none. */
MUST_CHECK bool intake_joined_data(const struct intake_step *s, struct str *out, struct err *e);

/* intake_message.c: takes one message in; fails whole or succeeds whole (the caller's savepoint).
 */
MUST_CHECK bool intake_message(struct intake_step *s, const struct str body, struct err *e);

#endif
