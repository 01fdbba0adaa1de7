/* work.h - what the routes share that change a ticket. Private to the room. */
#ifndef KANDA_HTTP_WORK_H
#define KANDA_HTTP_WORK_H

#include "request.h"
#include "service/casework.h"

/* A use case of the caller on *t, which is read later. */
struct casework work_of(struct request *r, struct db *db, struct ticket *t);
/* Finds the ticket of the path, reads the body (members: known) and If-Match, and fills *c for a
 * use case. *body is NULL after a refusal, which is answered. */
MUST_CHECK bool work_begin(struct request *r, struct db *db, const char *known, struct ticket *t,
                           struct casework *c, const struct json **body, struct err *e);
/* Answers the refusal if there is one; else the ticket as it is now, with its ETag. */
MUST_CHECK bool work_end(struct request *r, struct db *db, const struct casework *c,
                         unsigned status, struct err *e);
/* The same, and whether its reporter is told of what was done. */
MUST_CHECK bool work_end_told(struct request *r, struct db *db, const struct casework *c,
                              unsigned status, struct err *e);
/* The same, with an answer of the caller's own: true when nothing was refused. */
bool work_allowed(struct request *r, const struct casework *c);

/* What a refusal of this kind is answered with. */
unsigned work_status(enum refusal_kind kind);

/* What a body says of a move: to, outcome, reason, message, department, into, proof. False: 422 was
 * answered. */
bool work_read_move(struct request *r, const struct json *body, struct casework_move *out);

/* A member that must be text when it is there; "" when absent or null,
 * or nothing but blanks and control characters. False: 422 was answered. */
bool body_text(struct request *r, const struct json *body, const char *name, struct str *out);

/* Who changes the desk, for the audit trail; in the request's arena. False: no memory. */
struct desk_act;
bool act_of(struct request *r, struct desk_act *out, struct err *e);

#endif
