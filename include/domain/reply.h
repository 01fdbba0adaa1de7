/* reply.h - wording: texts of config/replies with their {placeholders} filled in.
 *
 * A line of the text that holds nothing but an empty value ({emergency}, mostly) is left out, the
 * last one too.
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
    REPLY_MENU_BACK,      /* a greeting of who has an open report */
    REPLY_HELLO,          /* {greeting} of these two, */
    REPLY_SALAM,          /* and to who greets with salam */
    REPLY_THANKS,         /* after a thank-you */
    REPLY_NOISE,          /* nothing to work with, kindly */
    REPLY_ASK_WORDS,      /* a photo, pin or voice note came alone */
    REPLY_UNREADABLE,     /* a kind of message that WhatsApp does not hand over */
    REPLY_RECEIVED,       /* {number} {matter} {unit} {place} {date} {emergency} {link} */
    REPLY_RECEIVED_REFER, /* the same where the owner is an external body: {contact} besides */
    REPLY_URGENT,         /* as REPLY_RECEIVED, in danger: {date} is no promise of help */
    REPLY_URGENT_REFER,   /* as REPLY_RECEIVED_REFER, in danger */
    REPLY_QUESTION,       /* as REPLY_RECEIVED, of what was asked and not reported; no {place} */
    REPLY_HUMAN_RECEIVED, /* {number} {unit} {date} {link}: a human was called, about no report */
    REPLY_ERASE_RECEIVED, /* the same: the own data are to be erased */
    REPLY_EMERGENCY,      /* fills {emergency} when urgent; alone when a further message is */
    REPLY_SELF_HARM,      /* instead of it where somebody may end the own life */
    REPLY_STATUS_ONE,     /* {number} {matter} {unit} {place} {status} {date} */
    REPLY_STATUS_WORK,    /* the same, once somebody has followed up */
    REPLY_STATUS_CHASED,  /* either, to somebody who asks how it goes: the question is kept */
    REPLY_STATUS_CHASED_FIRST, /* the same, as long as the date is that of the first step */
    REPLY_STATUS_REPEATED,     /* either, to somebody who tells it again */
    REPLY_STATUS_ASKED,       /* {number} {matter} {unit} {date}: what was asked goes to the unit */
    REPLY_STATUS_ASKED_DONE,  /* {number} {matter} {unit}: the same where no date runs */
    REPLY_STATUS_ASKED_REFER, /* {number} {matter} {unit} {contact}: the same of a body outside */
    REPLY_STATUS_ASKED_AGAIN, /* {number} {unit}: that once more, not long after */
    REPLY_STATUS_STILL,       /* {number} {matter} {unit} {status} {date}: asked again at once */
    REPLY_STATUS_ONLY,        /* {number} {matter}: no other is open than this */
    REPLY_STATUS_SINGLE,      /* the same, to whoever wonders why there are two */
    REPLY_STATUS_REGRET,      /* {number}: to whoever is disappointed in us */
    REPLY_STATUS_CLOSED,      /* {number} {matter} {unit} {place} {status}: no date runs */
    REPLY_STATUS_LIST,        /* {lines} */
    REPLY_STATUS_LINE,        /* {number} {matter} {status} {date}: one line of the list */
    REPLY_STATUS_NONE,        /* no ticket at all */
    REPLY_NONE_OPEN,          /* nothing to cancel, to add to or to correct: no open ticket */
    REPLY_STATUS_UNKNOWN,     /* a number that is not the asker's, or nobody's: the same words */
    REPLY_PLACE_UNKNOWN,      /* words for {place} when no place is known */
    /* Questions. Those beside a ticket follow its first answer as one message. */
    REPLY_ASK_UNIT,        /* {lines}: the units to choose from */
    REPLY_ASK_UNIT_ONLY,   /* the same where words spoke for one unit alone */
    REPLY_ASK_PLACE,       /* with a button that sends the location */
    REPLY_ASK_PLACE_OURS,  /* the same; {other}: the district that was told is none of ours */
    REPLY_ASK_PLACE_STILL, /* {number} {matter}: the same of a ticket that was asked about before */
    REPLY_ASK_NAMESAKE,    /* {place}: the name that several villages have; with their districts */
    REPLY_ASK_BORDER,      /* {place} {other}: the pin lies between them */
    REPLY_ASK_PIN,         /* {number} {place} {other}: the words say place, the pin other */
    REPLY_ASK_MATTER, /* {number} {matter}: of the ticket before; the new one may be a part of it */
    REPLY_ASK_PART,   /* the same, of the ticket that the latest message was put into */
    REPLY_PART_STAYS, /* {number}: it was a part */
    REPLY_PART_ELSE,  /* behind the answer to what asks something: a button for another matter */
    REPLY_SEND_HERE,  /* how to send a photo: in this chat */
    REPLY_ASK_WHOSE,  /* {matter} {unit}: who has what they ask about, which is no report yet */
    REPLY_ASK_WHOSE_REFER,  /* {matter} {unit} {contact}: the same of an external body */
    REPLY_MACHINE,          /* who answers: a program, and how to reach a human */
    REPLY_ASK_AGAIN,        /* {number} {matter}: is it done? the answer before did not settle it */
    REPLY_ASK_SECOND,       /* {matter}: the message tells of it too; a report of its own? */
    REPLY_ASK_PHONE,        /* with a button that shares the own number */
    REPLY_ASK_CATEGORY,     /* what is it about? with a list */
    REPLY_ASK_AMISS,        /* the same, to who said that something is wrong, and not what */
    REPLY_ASK_DISTRICT,     /* with a list */
    REPLY_ASK_DISTRICT_PIN, /* the same, to a pin that lies nowhere */
    REPLY_PIN_FAR,          /* {number}: to one that lies far off, of what has a place by words */
    REPLY_ASK_DISTRICT_NOT, /* the same, to whoever said where {number} does not lie */
    REPLY_ASK_VILLAGE,      /* {place}: the district; with a list */
    REPLY_ASK_TICKET,       /* a photo came alone: with a list of open tickets */
    REPLY_ASK_TICKET_ONE,   /* {number} {matter}: it joins the only open one; a button */
    REPLY_ASK_WHICH,        /* how does it go, but which of several? with the same list */
    REPLY_ASK_ABOUT,        /* beside a ticket whose words tell no matter: what is it about? */
    REPLY_ASK_VOICE,        /* a voice note came alone: kept, and words asked for */
    /* What was done. */
    REPLY_NEEDS_WORDS,        /* {number} {place} {unit} {date}: photos alone became a ticket */
    REPLY_UNIT_NOTED,         /* {number} {unit} {date} */
    REPLY_UNIT_REFERRED,      /* the same where the unit is an external body: {contact} besides */
    REPLY_PLACE_NOTED,        /* {number} {place} {unit} */
    REPLY_PLACE_CHANGED,      /* {number} {place} {unit}: it lay somewhere else before */
    REPLY_UNIT_HAS,           /* {number} {matter} {unit}: noted there, and whose it is */
    REPLY_NOTED,              /* {number}: so does what they asked, or objected */
    REPLY_NOTED_PLAIN,        /* {number} {matter}: so does what they told */
    REPLY_NOTED_OTHER,        /* {number} {matter}: the same, of something else, as they say */
    REPLY_BOUND,              /* {number}: what was sent belongs to it */
    REPLY_VOICE_KEPT,         /* {number}: a voice note joined it; officers hear it */
    REPLY_RAISED,             /* {number} {matter}: noted there, and urgent from now on */
    REPLY_PRESSING,           /* {number} {matter}: noted there, which goes before others now */
    REPLY_AFTER_ELSEWHERE,    /* {number}: it was not taken up; where else they may tell it */
    REPLY_UNANSWERED,         /* {number}: whom they called in danger does not answer */
    REPLY_OVER_NOTED,         /* {number}: it is over, they say, and somebody works on it */
    REPLY_HALF_NOTED,         /* {number}: some of it is over, they say, and some is not */
    REPLY_CONDOLENCE,         /* {number}: the same, of somebody's death, which does not */
    REPLY_PLACE_NOT_OURS,     /* {other}: a district that is none of ours; no place is asked for */
    REPLY_PLACE_TAKEN,        /* {number}: a new report lies where that one does, as far as told */
    REPLY_HARMLESS,           /* {number} {matter}: there is no danger, and it is urgent no more */
    REPLY_CALMED,             /* {number} {matter}: the danger is past, and is urgent no more */
    REPLY_CORRECTED,          /* {number} {matter} {unit} {place} {date}: it is clear now */
    REPLY_CANCEL_ASK,         /* {number} {matter} */
    REPLY_CANCEL_OVER,        /* the same, of what is over: {number} {matter} */
    REPLY_CANCEL_MISSENT,     /* the same, of what was not meant for us: {number} {matter} */
    REPLY_CANCEL_BEREAVED,    /* the same, because somebody died: {number} {matter} */
    REPLY_CANCELLED,          /* {number} */
    REPLY_CANCEL_KEPT,        /* {number} */
    REPLY_DROPPED,            /* what waited for words needs none any more */
    REPLY_CONFIDENTIAL,       /* {number} */
    REPLY_CONFIDENTIAL_SINCE, /* {number}: it was so already */
    REPLY_CONFIDENTIAL_HOW,   /* no ticket yet */
    REPLY_ANNOUNCED,          /* and one is announced, to be kept secret */
    REPLY_CONFIDENTIAL_OFFER, /* the same, where only another open one of theirs does */
    REPLY_OUTSIDE,            /* of what is told in confidence: that it lies outside, and no more */
    REPLY_CONFIDENTIAL_KEPT,  /* beside the number of a ticket that hides its reporter */
    REPLY_ADD,                /* {number} */
    REPLY_HUMAN,              /* {number}: an officer will write */
    REPLY_ERASE,              /* {number}: the wish to be forgotten is noted there */
    REPLY_PHONE_NOTED,        /* the number that was asked for is kept */
    REPLY_PRIVACY,
    REPLY_LANGUAGE_ASK, /* with a button for each */
    REPLY_LANGUAGE_SET, /* in the new one */
    REPLY_MISSED,       /* not understood twice: with a button that calls a human */
    REPLY_CALM,         /* too many messages at once: all recorded, answers cease for a moment */
    REPLY_BLOCKED,      /* by the desk: recorded as ever, not answered any more */
    REPLY_STAFF_ANSWER, /* below a notice to staff: no report, and where it belongs */
    REPLY_CHOICE_OLD,   /* a tap on a menu that is no longer good */
    /* The desk at work. {lines}: what staff wrote, where they wrote something. */
    REPLY_WORK_ASSIGNED,       /* {number} {matter} {unit} {date} */
    REPLY_WORK_STARTED,        /* {number} {matter} {unit} {date} {lines} */
    REPLY_WORK_ASKED,          /* {number} {matter} {unit} {lines} */
    REPLY_WORK_RESOLVED,       /* {number} {matter} {unit} {lines}: with sudah, sebagian, belum */
    REPLY_WORK_ANSWERED,       /* the same, of what was asked and not reported */
    REPLY_WORK_FOLLOWED,       /* either, for who follows the ticket and is not asked */
    REPLY_FOLLOWED_ASKED,      /* {number} {matter} {unit}: the reporter is asked, not they */
    REPLY_FOLLOWED_REFUSED,    /* {number} {matter} {lines}: theirs is no objection */
    REPLY_FOLLOWED_REOPENED,   /* {number} {matter} {unit} {date}: it was another who said so */
    REPLY_WORK_REOPENED,       /* {number} {unit} {date} */
    REPLY_WORK_TAKEN_UP,       /* {number} {matter} {unit} {date}: it was a mistake to close it */
    REPLY_WORK_REFERRED,       /* {number} {matter} {unit} {contact} {lines} */
    REPLY_WORK_MERGED,         /* {number} {matter} {other}: the number it goes on under */
    REPLY_WORK_UNMERGED,       /* {number} {matter} {unit} {date} {other}: on its own again */
    REPLY_WORK_REJECTED,       /* {number} {matter} {lines} */
    REPLY_WORK_NOT_ACTIONABLE, /* {number} {matter} {unit} {lines} */
    REPLY_WORK_REPLY,          /* {number} {unit} {lines}: staff write */
    REPLY_WORK_PROMISED,       /* {number} {unit} {date} {lines}: another day, and why */
    REPLY_WORK_SOONER,         /* the same, for a day that is not later than the one before */
    REPLY_WORK_LATE,           /* {number} {unit} {date}: the promised day passes without a deed */
    REPLY_WORK_OVERDUE,        /* {number} {unit} {date}: ... without an end, though work began */
    REPLY_WORK_WAITED, /* {number} {unit} {date}: the reporter was asked, and the day moved */
    REPLY_WORK_MOVED,  /* {number} {unit} {date}: holidays changed, and the day with them */
    /* After the work. */
    REPLY_AFTER_SOLVED,     /* {number}: thanks, with a list of 1 to 5 */
    REPLY_AFTER_PARTLY,     /* {number}: the same */
    REPLY_AFTER_SILENCE,    /* {number} */
    REPLY_AFTER_RATED,      /* {number} */
    REPLY_AFTER_RATE_AGAIN, /* {number}: which of 1 to 5? the answer before was none of them */
    REPLY_AFTER_COMMENT,    /* {number}: a comment on the rating was kept */
    REPLY_AFTER_OBJECTION,  /* {number}: that it was not taken up is a mistake */
    REPLY_SIMILAR_ASK,      /* {number} {matter} {place} {count}: others report the same */
    REPLY_SIMILAR_JOINED,   /* {number} {count}: of the others who follow it */
    REPLY_SIMILAR_LEFT,     /* {number}: followed no more */
    /* Titles: at most 20 letters on a button, 24 in a list. */
    REPLY_BUTTON_CANCEL,
    REPLY_BUTTON_CLOSE,
    REPLY_BUTTON_KEEP,
    REPLY_BUTTON_HUMAN,
    REPLY_BUTTON_LIST,    /* opens a list */
    REPLY_ROW_MORE,       /* a further page of it */
    REPLY_ROW_UNKNOWN,    /* the village is not known */
    REPLY_ROW_NEW,        /* a new matter */
    REPLY_BUTTON_SECOND,  /* a report for the second matter, */
    REPLY_BUTTON_NONE,    /* or none */
    REPLY_BUTTON_NEITHER, /* of the places that a pin may lie in */
    REPLY_BUTTON_SOLVED,
    REPLY_BUTTON_PARTLY,
    REPLY_BUTTON_NOT,
    REPLY_ROW_RATE_5,
    REPLY_ROW_RATE_4,
    REPLY_ROW_RATE_3,
    REPLY_ROW_RATE_2,
    REPLY_ROW_RATE_1,
    REPLY_BUTTON_JOIN, /* follow the same report of others */
    REPLY_BUTTON_OWN,  /* keep the own one */
    REPLY_BUTTON_PART, /* a part of the ticket before, */
    REPLY_BUTTON_NEW,  /* or a matter of its own */
    REPLY_KEY_COUNT
};

struct reply_vars {
    struct str number, matter, unit, place, date, status, lines, emergency, contact, other, count,
        link, greeting;
};

/* In this language, or in Indonesian where the desk has none of it. ERR_LIMIT when the buffer is
 * too small; it may then hold a part of the text. */
MUST_CHECK bool reply_render(const struct desk *desk, enum language language, enum reply_key key,
                             const struct reply_vars *vars, struct buf *out, struct err *e);

/* Any text with these placeholders, such as a canned answer. ERR_INPUT: it holds others;
 * ERR_LIMIT: as above. */
MUST_CHECK bool reply_fill(struct str text, const struct reply_vars *vars, struct buf *out,
                           struct err *e);
/* For desk_create: a canned answer may use {number} {matter} {unit} {place} {date}. */
MUST_CHECK bool reply_canned_check(struct str text, struct err *e);
bool reply_names_date(struct str text); /* does it hold {date}? */

/* For desk_create: checks that `texts` (sorted by key) holds every reply and nothing else, with
 * legal placeholders and lengths, and that no text leaves out what a citizen must be told (number,
 * unit, date, {emergency} ...; the table in reply.c). ERR_INPUT "ticket.received: lacks {date}". */
MUST_CHECK bool reply_texts_check(const struct reply_text *texts, size_t count, struct err *e);
const char *reply_key_name(enum reply_key key); /* "ticket.received" */

#endif
