/* intake_turn.h - one turn of a conversation: what came at once, and what it is answered.
 *
 * A body may hold a greeting, a report, its place and an album, and so may a burst of bodies. Each
 * message is decided by itself; none of their answers can leave before the request is stored, and
 * what may still change (a courtesy, the first answer of a ticket whose place is asked for,
 * whatever follows right behind another message) waits TURN_MS more. So what a later one makes
 * pointless is taken back, and what it changes is said anew: one answer for each turn and ticket.
 * Danger waits for nothing.
 *
 * Threads: one request's. Memory: TURN_MAX rows; further answers are said as they are. */
#ifndef KANDA_SERVICE_INTAKE_TURN_H
#define KANDA_SERVICE_INTAKE_TURN_H

#include "domain/conversation.h"
#include "domain/outbound.h"
#include "store/outbox_store.h"

struct intake_step;

#define TURN_MAX 32
/* So long people take from one word of a burst to the next. Our clock. */
#define TURN_MS INT64_C(4000)

enum said {
    SAID_OTHER = 0,
    SAID_KINDLY,  /* a courtesy: pointless beside any other answer */
    SAID_RECEIPT, /* the first answer of a ticket: tells how it stands */
    SAID_GUIDE    /* the menu, or that a human may help: pointless beside a receipt */
};

struct said_row {
    int64_t id, contact_id, ticket_id;
    enum said what;
    bool self_harm;  /* begins with the words for who speaks of ending it */
    struct str more; /* was said beside it; in the turn's arena */
};

struct turn {
    struct arena *arena; /* of the request */
    struct said_row rows[TURN_MAX];
    size_t count;
    struct {
        int64_t contact_id, token;
    } asked[TURN_MAX]; /* questions that nobody has seen yet */
    size_t asked_count;
};

/* What was said to s->contact_id before this request and has not left yet is of this turn, and the
 * question in it was not seen; s->burst tells that there is something. Not so what asks for words
 * of photos: who binds those takes it back. */
MUST_CHECK bool turn_recall(struct intake_step *s, const struct conversation *before,
                            struct err *e);
/* Before something of this kind is said to s->contact_id: courtesies give way. *say false: it is
 * one itself, and something was said already. */
MUST_CHECK bool turn_open(struct intake_step *s, enum said what, bool *say, struct err *e);
void turn_note(struct intake_step *s, enum said what, int64_t ticket_id, int64_t row);
/* The answer to a new ticket, of this turn; NULL: none, or it is no more to be changed. */
struct said_row *turn_receipt(const struct intake_step *s, int64_t ticket_id);
/* The question with this token was put in this turn: what comes along with it is no answer. */
void turn_asked(struct intake_step *s, int64_t token);
bool turn_is_unseen(const struct intake_step *s, int64_t token);
/* Says words of a ticket in the answer to it that is about to leave. *done false: there is none, or
 * they do not fit into it. */
MUST_CHECK bool turn_append(struct intake_step *s, int64_t ticket_id, struct str words, bool *done,
                            struct err *e);
/* content and its row->more, as the row is said from now on. */
MUST_CHECK bool turn_replace(struct intake_step *s, const struct said_row *row,
                             struct outbound *content, const struct outbox_fallback *fallback,
                             struct err *e);

#endif
