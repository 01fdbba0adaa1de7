/* webhook_private.h - what the files of the webhook parser share.
 *
 * One struct walk goes through one request. Refused memory is remembered in it (sticky) and
 * looked at before each next update, so that reading one member stays one line.
 * Views that the walk returns live in the arena unless said otherwise. */
#ifndef KANDA_WA_WEBHOOK_PRIVATE_H
#define KANDA_WA_WEBHOOK_PRIVATE_H

#include "base/json.h"
#include "wa/webhook.h"

/* Where the walk stands, so that a reject can say it. */
struct place {
    enum { PLACE_BODY, PLACE_ENTRY, PLACE_CHANGE, PLACE_ITEM } level;
    size_t entry, change, item;
    const char *list; /* "messages", "statuses" or "errors" */
};

struct walk {
    struct arena *arena;
    struct str our_number;
    int64_t now;
    size_t body_len;
    struct place place;
    size_t updates; /* messages, statuses, notices and rejects so far */
    bool full;      /* WA_UPDATES_MAX was reached: the rest is not read */
    bool failed;    /* memory was refused; err says how */
    struct err err;
    struct inbound_batch batch;
    size_t message_cap, echo_cap, status_cap, notice_cap, reject_cap;
};

/* One more update may be read. At the limit this leaves one reject "too_many" behind. */
bool walk_next(struct walk *w);
void walk_add_message(struct walk *w, const struct inbound *message);
void walk_add_echo(struct walk *w, const struct inbound *echo);
void walk_add_status(struct walk *w, const struct inbound_status *status);
void walk_add_notice(struct walk *w, struct inbound_notice notice, const struct json *value);
/* `reason` and `what` are literals: no content of the request goes into a reject. */
void walk_reject(struct walk *w, const char *reason, const char *what);

/* A copy of a string, or of a number as text; else the empty view. */
struct str walk_text(struct walk *w, const struct json *node);
struct str walk_member(struct walk *w, const struct json *object, const char *key);
/* Compact JSON of a subtree. */
struct str walk_json(struct walk *w, const struct json *node);
/* Seconds as string or number -> ms; arrival when absent, not positive or far in the future. */
int64_t walk_time(const struct walk *w, const struct json *seconds);
/* errors[0] of a message or status; NULL when there is none. */
const struct json *walk_first_error(const struct json *owner);
int64_t walk_error_code(const struct json *error); /* 0 when absent */

/* Who somebody is. Either half may be missing (reference 3.2). */
struct identity {
    struct str wa_id, bsuid;
};
struct identity walk_identity(struct walk *w, const struct json *phone, const struct json *user);
/* Finds the contact that is this person (by BSUID, else by wa_id, else the only contact there
 * is, provided that it contradicts nothing), fills from it what `who` lacks, and returns it.
 * NULL: none, `who` is unchanged. */
const struct json *walk_contact(struct walk *w, const struct json *contacts, struct identity *who);

/* One element of `messages`, `message_echoes` or `statuses`: added to the batch, as a reject if it
 * must be. */
void walk_message(struct walk *w, const struct json *m, const struct json *contacts);
void walk_echo(struct walk *w, const struct json *m);
void walk_status(struct walk *w, const struct json *s, const struct json *contacts);

#endif
