/* conversation_store.h - what is remembered of a chat. Threads: the writer thread, inside a job. */
#ifndef KANDA_STORE_CONVERSATION_STORE_H
#define KANDA_STORE_CONVERSATION_STORE_H

#include "domain/conversation.h"
#include "store/db.h"

/* Zeros (and contact_id) when nothing is remembered yet. Text lives in the arena. */
MUST_CHECK bool conversation_get(struct db *db, int64_t contact_id, struct arena *arena,
                                 struct conversation *out, struct err *e);
/* A human answered: the bot is silent until then, or longer where it already is. */
MUST_CHECK bool conversation_silence(struct db *db, int64_t contact_id, int64_t until,
                                     struct err *e);
/* Leaves quiet_until as it is. */
MUST_CHECK bool conversation_save(struct db *db, const struct conversation *c, struct err *e);
/* A contact whose messages have waited for words long enough; 0: there is none. */
MUST_CHECK bool conversation_loose_due(struct db *db, int64_t now, int64_t *contact_id,
                                       struct err *e);

#endif
