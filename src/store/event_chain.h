/* event_chain.h - the digest of one event; shared by writing and verifying. */
#ifndef KANDA_STORE_EVENT_CHAIN_H
#define KANDA_STORE_EVENT_CHAIN_H

#include "store/event_store.h"

/* Every field is preceded by its length, so that none can pass for a part of another. */
void event_digest(const uint8_t before[SHA256_SIZE], const struct event *event,
                  uint8_t out[SHA256_SIZE]);
/* SHA-256 of what staff wrote, as it stands in the event's data; "" when they wrote nothing. */
#define WORDS_DIGEST_SIZE (2 * SHA256_SIZE + 1)
void words_digest(struct str reason, struct str text, char out[WORDS_DIGEST_SIZE]);

/* The columns of event_of_ticket and its sisters. digest may be NULL; *has_digest: the event is a
 * link of the chain. */
MUST_CHECK bool event_read(struct db_rows *rows, struct arena *arena, struct event *out,
                           struct err *e);

#endif
