/* choice.h - what a button or list row of ours says when it is tapped.
 *
 * An id holds all that its tap means ("unit:20260000042:PUPR:7"), so that a tap on an old menu, or
 * one that comes after a restart, still says what it meant. Its last part is the token of the
 * question that it answers: by it an old menu is recognised (DESIGN part 5, "Conversation").
 *
 * Threads: pure. Memory: parsed views point into the id. */
#ifndef KANDA_DOMAIN_CHOICE_H
#define KANDA_DOMAIN_CHOICE_H

#include "base/buf.h"

enum choice_verb {
    CHOICE_UNIT,       /* arg: code of the department that should have the ticket */
    CHOICE_DISTRICT,   /* arg: code of a district: its villages are asked next */
    CHOICE_DISTRICTS,  /* arg: number of a further page of districts, from 0 */
    CHOICE_VILLAGE,    /* arg: code of a village, or of a district when the village is not known */
    CHOICE_VILLAGES,   /* arg: district, dash, number of a further page: "35.13.17-1" */
    CHOICE_TICKET,     /* what was sent belongs to this ticket */
    CHOICE_NEW,        /* what was sent is a new matter */
    CHOICE_CANCEL,     /* yes, cancel the ticket */
    CHOICE_KEEP,       /* no, keep it */
    CHOICE_HUMAN,      /* call a human */
    CHOICE_SOLVED,     /* the matter is solved, */
    CHOICE_PARTLY,     /* in part, */
    CHOICE_NOT,        /* or not */
    CHOICE_RATE,       /* arg: 1 to 5 */
    CHOICE_FOLLOW,     /* follow ticket arg (a ticket id), which reports the same as this one */
    CHOICE_OWN,        /* keep the own ticket beside it */
    CHOICE_LANGUAGE,   /* arg: code of a language */
    CHOICE_CATEGORY,   /* arg: code of the category that the ticket is about */
    CHOICE_SECOND,     /* a report of its own for the second matter of ticket_id; arg "no": none */
    CHOICE_CATEGORIES, /* arg: number of a further page of categories, from 0 */
    CHOICE_APART, /* message arg (its row) of ticket_id is another matter; arg "no": it is not */
    CHOICE_VERB_COUNT
};

struct choice {
    enum choice_verb verb;
    int64_t ticket_id; /* 0: about none */
    struct str arg;    /* "-" in the id when empty; letters, digits, dots and dashes, at most 32 */
    int64_t token;     /* of the question, 1 and up */
};

#define CHOICE_ID_MAX 96 /* Meta allows 200 for a row and 256 for a button */

/* Appends the id; at most CHOICE_ID_MAX bytes. */
void choice_format(const struct choice *choice, struct buf *out);
/* False (out untouched) for what is no id of ours. */
bool choice_parse(struct str id, struct choice *out);

#endif
