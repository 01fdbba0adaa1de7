/* move.h - the life of a ticket as one table of moves: from, to, who may, what must be given, what
 * the citizen is told, what it does to the clocks. DESIGN parts 2 and 5.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_MOVE_H
#define KANDA_DOMAIN_MOVE_H

#include "domain/desk.h"
#include "domain/reply.h"
#include "domain/role.h"

enum move_need {
    NEEDS_REASON = 1,     /* why, for colleagues; told to the citizen where the text has room */
    NEEDS_MESSAGE = 2,    /* the words the citizen gets */
    NEEDS_DEPARTMENT = 4, /* an external body, to which is referred */
    NEEDS_INTO = 8,       /* the ticket that goes on */
    NEEDS_PROOF = 16,     /* photos of the work, where the desk demands them */
    NEEDS_UNIT = 32       /* another department of the regency: made by an assignment alone */
};

/* Who may make a move, beside the ticket being theirs to see at all. */
enum mover {
    MOVER_DESK = 1,     /* operator and admin */
    MOVER_OFFICER = 2,  /* an officer of the owning department */
    MOVER_REPORTER = 4, /* the citizen, by word or tap */
    MOVER_TIME = 8,     /* the citizen's silence */
    MOVER_SPEAKER = 16  /* the desk, of a ticket that staff entered: it writes down their word */
};

struct move_rule {
    unsigned from; /* bits: 1 << status */
    enum ticket_status to;
    enum ticket_outcome outcome; /* NONE: any move that does not close */
    unsigned movers, needs;
    bool tells;
    enum reply_key reply; /* what the reporter is told, when tells */
};

/* The rule of a move; NULL when there is none: the move is illegal. */
const struct move_rule *move_find(enum ticket_status from, enum ticket_status to,
                                  enum ticket_outcome outcome);
/* The same for one person (mover: bits): their own rule where they have one, else the first, which
 * is then not theirs. */
const struct move_rule *move_find_for(enum ticket_status from, enum ticket_status to,
                                      enum ticket_outcome outcome, unsigned mover);
/* All of them, in the order of a ticket's life: for the console, the documents and the tests. */
const struct move_rule *move_rules(size_t *count);

/* What a person of the staff is on this ticket: MOVER_DESK, MOVER_OFFICER or none. Officers of the
 * inspectorate are the desk of whistleblowing. On a ticket that staff entered for somebody, the
 * desk also is MOVER_SPEAKER: whoever has no chat with us says it by telephone. */
unsigned mover_of(const struct staff *who, const struct ticket *t);

/* The way back to work once it was closed: open to the reporter for so many working days. */
#define MOVE_REOPEN_DAYS 10
bool move_may_reopen(const struct desk *desk, enum ticket_status status,
                     enum ticket_outcome outcome, int64_t closed_at, int64_t now);

/* The way back to the desk, which may have been wrong to reject, refer, cancel or not take up: for
 * as many working days. What was merged is taken out instead (move_take_out). */
bool move_may_take_up(const struct desk *desk, const struct ticket *t, int64_t now);

/* The ticket is `to`'s from now on. By its own department (handing over) it may be done once until
 * the desk assigns anew, and an assigned ticket keeps its clock, so that no report wanders while
 * its deadline begins again and again. By the desk the stage begins anew. */
void move_to_department(const struct desk *desk, struct ticket *t, struct str to, bool hands_over,
                        int64_t now);

/* Closes it as referred to an external body. The department that worked on it stays, for counting
 * and reading; what only ever was an external body's the desk has worked on. */
void move_refer(const struct desk *desk, struct ticket *t, struct str body, int64_t now);

/* Changes status, outcome and every clock of t. Whatever is not referred has nobody it was referred
 * to. A pause keeps the stage that waits; its end moves
 * both deadlines by the working days it took, and the same stage goes on. A closed ticket that
 * leads back to the desk is promised a new day. */
void move_apply(const struct desk *desk, struct ticket *t, enum ticket_status to,
                enum ticket_outcome outcome, int64_t now);

/* What was merged lives on its own again: verified, and its reporter waits for the day that was
 * told, or for another one. */
void move_take_out(const struct desk *desk, struct ticket *t, int64_t now);

#endif
