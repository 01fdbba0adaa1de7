/* reply.h - wording: texts of config/replies with their {placeholders} filled in.
 *
 * A line of the text that holds nothing but an empty value ({emergency}, mostly) is left out.
 *
 * Threads: pure. Memory: the result is appended to the caller's buffer. */
#ifndef KANDA_DOMAIN_REPLY_H
#define KANDA_DOMAIN_REPLY_H

#include "base/buf.h"
#include "domain/desk.h"

/* Every text the program may say. The ini key is in the table of reply.c; desk_create refuses a
 * file that lacks one, or that uses a placeholder the text does not get. */
enum reply_key {
    REPLY_MENU,           /* greeting, menu, help */
    REPLY_THANKS,         /* after a thank-you */
    REPLY_NOISE,          /* nothing to work with, kindly */
    REPLY_ASK_WORDS,      /* a photo, pin or voice note came alone */
    REPLY_UNREADABLE,     /* a kind of message that WhatsApp does not hand over */
    REPLY_RECEIVED,       /* {number} {matter} {unit} {place} {date} {emergency} */
    REPLY_RECEIVED_REFER, /* the same where the owner is an external body: {contact} besides */
    REPLY_EMERGENCY,      /* fills {emergency} when urgent; alone when a further message is */
    REPLY_STATUS_ONE,     /* {number} {matter} {unit} {status} {date} */
    REPLY_STATUS_LIST,    /* {lines} */
    REPLY_STATUS_LINE,    /* {number} {matter} {status} {date}: one line of the list */
    REPLY_STATUS_NONE,    /* no ticket at all */
    REPLY_STATUS_UNKNOWN, /* a number that is not the asker's, or nobody's: the same words */
    REPLY_CANCEL_NOTED,   /* {number}: the wish to cancel was added for the officers to read */
    REPLY_PLACE_UNKNOWN,  /* words for {place} when no place is known */
    REPLY_KEY_COUNT
};

struct reply_vars {
    struct str number, matter, unit, place, date, status, lines, emergency, contact;
};

/* ERR_LIMIT when the buffer is too small; it may then hold a part of the text. */
MUST_CHECK bool reply_render(const struct desk *desk, enum reply_key key,
                             const struct reply_vars *vars, struct buf *out, struct err *e);

/* For desk_create: checks that `texts` (sorted by key) holds every reply and nothing else, with
 * legal placeholders and lengths, and that no text leaves out what a citizen must be told (number,
 * unit, date, {emergency} ...; the table in reply.c). ERR_INPUT "ticket.received: lacks {date}". */
MUST_CHECK bool reply_texts_check(const struct reply_text *texts, size_t count, struct err *e);
const char *reply_key_name(enum reply_key key); /* "ticket.received" */

#endif
