/* casework_private.h - what the use cases of the staff share. */
#ifndef KANDA_SERVICE_CASEWORK_PRIVATE_H
#define KANDA_SERVICE_CASEWORK_PRIVATE_H

#include "base/buf.h"
#include "base/json.h"
#include "service/casework.h"

/* Says no; returns true, so that a use case can end with it. */
bool casework_refuse(struct casework *c, enum refusal_kind kind, const char *code,
                     const char *detail);
/* False after a refusal: the caller has seen another version. */
bool casework_is_current(struct casework *c);
/* False after a refusal: empty though it is needed, or longer than max characters. */
bool casework_words_fit(struct casework *c, const char *name, struct str words, bool needed,
                        size_t max);

/* "staff:NAME" */
MUST_CHECK bool casework_actor(const struct casework *c, struct str *out, struct err *e);
/* One line of the ticket's timeline by this person; sets c->event_id. */
MUST_CHECK bool casework_event(struct casework *c, const char *type, struct str data,
                               struct str reason, struct str text, struct err *e);
/* Writes the ticket and its event. */
MUST_CHECK bool casework_save(struct casework *c, const char *type, struct str data,
                              struct str reason, struct str text, struct err *e);
/* What the reporter, and everybody who follows the ticket, is told. */
struct news {
    enum reply_key key;
    struct str lines;            /* what staff wrote; "" */
    int64_t other_id;            /* a ticket whose number stands in the words; 0: none */
    const struct outbound *file; /* goes to the reporter with them; NULL: none */
    struct str contact;          /* instead of the unit's own; "" */
};
MUST_CHECK bool casework_tell(struct casework *c, const struct news *news, struct err *e);
/* A human has done or said something: the promise of a first follow-up is kept. */
void casework_answered(struct casework *c);
/* The words in the arena. */
MUST_CHECK bool casework_copy(struct casework *c, const struct buf *text, struct str *out,
                              struct err *e);

#endif
