/* event_chain.h - the digest of one event; shared by writing and verifying. */
#ifndef KANDA_STORE_EVENT_CHAIN_H
#define KANDA_STORE_EVENT_CHAIN_H

#include "store/event_store.h"

/* An event with what proves it beside what it shows. */
struct link {
    struct event event;
    struct str
        words; /* digest of its remark; of an erasure: of what that left. "": none, or older */
    struct str state; /* its ticket behind it, statement ticket_state; "": older */
};
/* Every field is preceded by its length, so that none can pass for a part of another. Links older
 * than words and state have neither. */
void link_digest(const uint8_t before[SHA256_SIZE], const struct link *link,
                 uint8_t out[SHA256_SIZE]);
/* What staff wrote, under its salt, so that nobody finds the words by trying; salt "" is SHA-256
 * alone, as older events hold it in their data. "" when they wrote nothing. */
#define WORDS_DIGEST_SIZE (2 * SHA256_SIZE + 1)
void words_digest(struct str salt, struct str reason, struct str text, char out[WORDS_DIGEST_SIZE]);
/* The digest of the words in the data of an older event; "" where there is none. */
struct str words_of_data(struct str data_json);
/* Data of an erasure: {"event":7}. */
#define ERASURE_SIZE 40
void erasure_data(int64_t event_id, char out[ERASURE_SIZE]);

/* The columns of event_of_ticket and its sisters. */
MUST_CHECK bool event_read(struct db_rows *rows, struct arena *arena, struct event *out,
                           struct err *e);

#endif
