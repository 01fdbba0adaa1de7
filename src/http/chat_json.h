/* chat_json.h - what the chat of a ticket and its replies have in common in the API. */
#ifndef KANDA_HTTP_CHAT_JSON_H
#define KANDA_HTTP_CHAT_JSON_H

#include "base/json.h"
#include "store/message_store.h"

/* The member refers_to: which message of the same ticket is quoted, reacted to, changed or taken
 * back. wamid "": null. What belongs to another ticket is nobody's to know here: both its members
 * are null. */
MUST_CHECK bool member_refers_to(struct json_writer *w, struct db *db, struct str wamid,
                                 int64_t ticket_id, struct err *e);

#endif
