/* conversation.h - what to do with one message, decided from what is known; no I/O.
 *
 * Service loads the facts, conversation_decide decides, service carries it out and renders the
 * reply in the same transaction. DESIGN part 5, "Conversation".
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_CONVERSATION_H
#define KANDA_DOMAIN_CONVERSATION_H

#include "domain/choice.h"
#include "domain/inbound.h"
#include "domain/reply.h"
#include "domain/ticket.h"
#include "domain/understood.h"

/* What was asked last. Stored: add at the end, never renumber. A question never holds anything up:
 * whatever comes instead of an answer is understood as if nothing had been asked. */
enum question {
    QUESTION_NONE = 0,
    QUESTION_UNIT = 1,     /* three buttons beside a new ticket whose unit is unsure */
    QUESTION_PLACE = 2,    /* where? with a button that sends the location */
    QUESTION_DISTRICT = 3, /* the same by list */
    QUESTION_VILLAGE = 4,
    QUESTION_TICKET = 5,        /* which ticket is this photo about? */
    QUESTION_CANCEL = 6,        /* really? */
    QUESTION_WORDS = 7,         /* what is the photo about, of which a ticket was made? */
    QUESTION_ADDITION = 8,      /* \"tambah\": what comes next belongs to the ticket */
    QUESTION_HUMAN = 9,         /* shall a human help? */
    QUESTION_REPORTER = 10,     /* staff asked, or wrote: what comes next belongs to the ticket */
    QUESTION_SOLVED = 11,       /* the work is done: sudah, sebagian, belum? */
    QUESTION_RATING = 12,       /* 1 to 5 */
    QUESTION_COMMENT = 13,      /* on the rating */
    QUESTION_SIMILAR = 14,      /* others report the same: follow theirs? */
    QUESTION_LANGUAGE = 15,     /* in which language? */
    QUESTION_NAMESAKE = 16,     /* in which of the districts that have a village of this name? */
    QUESTION_MATTER = 17,       /* beside a new ticket: or is it a part of the one before? */
    QUESTION_PHONE = 18,        /* which number can be called? */
    QUESTION_CATEGORY = 19,     /* what is it about? by list */
    QUESTION_BORDER = 20,       /* a pin near a border, or off the words: which of the two? */
    QUESTION_AGAIN = 21,        /* SOLVED once more: the answer did not settle it */
    QUESTION_SECOND = 22,       /* a report of its own for the second matter of the same message? */
    QUESTION_OBJECTION = 23,    /* rejected, or nothing can be done: is that a mistake? */
    QUESTION_CANCEL_ALL = 24,   /* CANCEL, of all that were open when it was asked: really? */
    QUESTION_PART = 25,         /* what was joined speaks of something else: still that report? */
    QUESTION_RATING_AGAIN = 26, /* RATING once more: the answer was none of 1 to 5 */
    QUESTION_END
};

/* Photos, pins and voice notes that came before any words; the next ticket takes them. WhatsApp's
 * largest album has 30. */
#define LOOSE_MAX 30
struct loose {
    int64_t ids[LOOSE_MAX]; /* message rows */
    size_t count;
    int64_t at;        /* sender's time of the newest; 0: there is none */
    int64_t due_at;    /* our clock: when they become a ticket without words */
    int64_t asked_row; /* of the outbox: words were asked for; 0: not yet */
    bool dropped;      /* by "batal": only a report that was sent before that still takes them */
    bool has_pin;      /* of the newest location among them */
    double latitude, longitude;
    struct str place; /* its code; "" when it lies nowhere. Lives in the caller's arena */
    struct str other; /* a place where it may lie as well; "": it is sure. The same */
};

/* Messages that wait for their ticket, oldest first; of more than a few the newest. The numbers are
 * stored: add at the end. */
#define HELD_MAX 8
enum held_what {
    HELD_CHASE = 1,        /* asks how it goes, of one of several tickets */
    HELD_CONFIDENTIAL = 2, /* "rahasia" that found no ticket: its report may be on its way */
    HELD_ASIDE = 3,        /* so may that of "sudah seminggu pak" */
    HELD_CANCEL = 4,       /* of "batal", */
    HELD_ADD = 5,          /* of "tambah", */
    HELD_CORRECT = 6,      /* of "salah dinas" */
    HELD_NUMBER = 7,       /* a bare phone or identity number: of the report beside it */
    HELD_ANNOUNCED = 8,    /* "mau lapor tapi anonim bisa?": the report behind it is confidential */
    HELD_PLACE = 9,        /* "lampunya juga mati di desa X": so lies a report that it overtook */
    HELD_LEANING = 10,     /* "aspalnya jelek": a part of a report in confidence that it overtook */
    HELD_WORD = 11,        /* "jalan", before "rusak" */
    /* These tell something of what is stored, and wait for nothing. */
    HELD_PART = 12,   /* made its ticket, and may be a part of a report that it overtook; or came
                       * before such a one within the same ticket */
    HELD_JOINED = 13, /* a part of a report, though it speaks of something else; */
    HELD_ASKED = 14,  /* the same, and QUESTION_PART was put about it */
    HELD_WHERE = 15, /* no message: "where?" of ticket `id`, asked at `at`; another question came */
    HELD_BESIDE = 16, /* "lampunya juga mati" made its ticket, and lies where a report lies that it
                       * overtook */
    HELD_TOLD = 17,   /* no message: how ticket `id` stands was told at `at`; */
    HELD_NOTED = 18,  /* and that what they wrote was put into it */
    HELD_SAME = 19, /* no message: what was told at `at` is of ticket `id`, they said when asked */
    HELD_FEARED = 20, /* "saya takut, ga jadi": of a report to hide, which may be on its way */
};
struct held_message {
    enum held_what what;
    int64_t at; /* sender's time of it; one beyond 2^53 is forgotten */
    int64_t id; /* its row; 0: the message at hand, which is not stored yet; WHERE: the ticket */
};
struct held {
    struct held_message messages[HELD_MAX];
    size_t count;
};

/* Whether it is a word right before (or at the time of) a message that was sent then. */
bool held_is_of_burst(const struct held_message *m, int64_t at);

/* Somebody whom the desk has blocked (abuse) is recorded as ever and answered no more, which is
 * said once; but danger is always answered. Stored. */
enum block { BLOCK_NONE = 0, BLOCK_NEW = 1, BLOCK_TOLD = 2 };

/* What is remembered between two messages of one contact (row of table conversation). */
struct conversation {
    int64_t contact_id;
    int64_t last_ticket_id;  /* the ticket that the latest message made or joined; 0: none */
    int64_t last_message_at; /* sender's time of that message, ms */
    int64_t courtesy_at;     /* when a menu, thanks or noise answer was last given, ms */
    enum question asked;
    int64_t asked_ticket_id; /* 0: about none */
    int64_t asked_at;        /* sender's time of the message that led to the question */
    int64_t token;           /* of the latest question; each gets the next number */
    int64_t misses;          /* messages in a row that were not understood */
    int64_t burst_at;        /* sender's time of the first message of the present minute */
    int64_t burst;           /* messages since then */
    enum language language;  /* to answer in */
    bool language_chosen;    /* by the citizen; else guessed from the first clear words */
    enum block blocked;      /* by the desk */
    struct loose loose;
    struct held held;
    int64_t quiet_until; /* our clock: a human speaks with the citizen, the bot does not; set by
                          * conversation_silence alone */
};

/* A ticket as far as deciding needs it. */
struct known_ticket {
    int64_t id;   /* 0: there is none */
    bool own;     /* the contact is its reporter, */
    bool follows; /* or was added to it as somebody who reports the same */
    bool open;
    enum ticket_status status;
    struct str category, department;
    struct str field;             /* of its unit; "": none. Not of the chosen one */
    struct str district, village; /* codes or "" */
    enum ticket_outcome outcome;
    int64_t closed_at; /* 0: open */
    int64_t place_at;  /* sender's time of the words that told its place; 0: no citizen did */
    int64_t received_at;
    bool urgent;       /* danger: its reporter was told whom to call; */
    bool pressing;     /* or it goes before others without that */
    bool in_public;    /* not of the chosen one: about a thing that all use, as roads and lamps
                        */
    bool outside;      /* not of the chosen one: a body outside has it */
    bool confidential; /* nobody but the desk reads who reported it */
    bool may_reopen;   /* domain/move.h; the service knows the holidays */
    bool may_take_up;  /* the same, of what was cancelled */
    bool pin_apart;    /* of the quoted and the last one: the pin at hand is surely elsewhere; */
    bool pin_far;      /* the same, where nobody can tell what lies there */
};

#define CONVERSATION_OPEN_MAX  9 /* a list has ten rows, and one of them is for a new matter */
#define CONVERSATION_ENDED_MAX 9 /* the newest */

/* The one message by which `last` was made, where that overtook the message at hand. */
struct overtaker {
    const struct inbound *message; /* NULL: there is none, or more was told of the ticket */
    const struct understood *understood;
    bool retold; /* the message at hand holds what it speaks by for another matter */
};

struct conversation_facts {
    const struct inbound *message;
    const struct understood *understood; /* NULL: there was no text */
    const struct choice *choice;         /* NULL: no choice of ours was tapped, or named */
    struct conversation before;
    struct known_ticket quoted; /* found through the quoted message or reaction target */
    bool quoted_asks;           /* which asked whether it is solved */
    struct known_ticket named;  /* found through a number in the text */
    /* before.last_ticket_id; of a message that was overtaken by others, the own ticket that it
     * follows by the sender's clock (or, if it is the first, goes before), if there is one. */
    struct known_ticket last;
    bool overtaken; /* last is of the latter kind */
    struct overtaker behind;
    bool unseen; /* what was asked last has not left yet: only a place can answer it */
    struct known_ticket asked;  /* before.asked_ticket_id */
    struct known_ticket chosen; /* choice->ticket_id */
    /* Open, of the same category, reported within the settling time: known where a report is
     * clearly of one, and not of the last ticket's. */
    struct known_ticket alike;
    struct known_ticket newest_open; /* known where conversation_wants_open says so */
    /* All open ones, theirs and those they follow, newest first. */
    struct known_ticket open[CONVERSATION_OPEN_MAX];
    size_t open_count;
    /* Own ones that ended and may be taken up again: known where conversation_wants_ended says so.
     */
    struct known_ticket ended[CONVERSATION_ENDED_MAX];
    size_t ended_count;
    /* The open ticket that the message may go on with, whose own words hold what the message speaks
     * by for another matter; 0: none. */
    int64_t retold_id;
    bool retold_merely; /* of that, where one is cancelled: its matter is not told there */
    /* Of several open ones the newest whose own words name what the message says is over; 0: none.
     */
    int64_t over_id;
    /* Of who wishes a report to another office: one of theirs speaks of somebody in office. */
    bool accused;
    /* Of who asks of a house: the desk has sent them there, in what it wrote of the asked ticket.
     */
    bool sent_there;
    /* Of who lacks what the hurt need: no urgent report of theirs tells of anybody. */
    bool nobody_hurt;
    const struct department *police; /* of the desk; NULL: it knows of none */
    int64_t peril_id; /* the ticket whose hazard puts in danger whom this tells of; 0: none */
    int64_t settle_ms;
};

enum act {
    ACT_NOTHING,  /* stored, and silence is right (reaction, edit, system, group ...) */
    ACT_REPLY,    /* answer only */
    ACT_CREATE,   /* make a ticket, answer with it */
    ACT_JOIN,     /* add to ticket_id; acknowledged by a reaction, or by `reply` when not NONE */
    ACT_STATUS,   /* answer with ticket_id (or with the list when 0) */
    ACT_UNIT,     /* ticket_id goes to the department `arg`; answered, the next question asked */
    ACT_CATEGORY, /* ticket_id is about the category `arg`, and goes to its owner */
    ACT_PLACE,    /* ticket_id lies at the place `arg`; answered, the next question asked */
    ACT_BIND,     /* the loose messages join ticket_id */
    ACT_CANCEL,   /* the reporter cancels ticket_id */
    ACT_CONFIDE,  /* ticket_id hides its reporter from all but the desk */
    ACT_ASK,      /* ask `question`; arg: what the list begins with */
    ACT_VERDICT,  /* the reporter says whether ticket_id is done: `verdict` */
    ACT_RATE,     /* the reporter rates ticket_id: `rating` */
    ACT_COMMENT,  /* words about how ticket_id was handled */
    ACT_OBJECT,   /* that ticket_id was not taken up is a mistake, says the reporter */
    ACT_SECOND,   /* a ticket for the second matter that ticket_id's message told of */
    ACT_APART,    /* message_id, which was joined to ticket_id, is a matter of its own */
    ACT_FOLLOW,   /* ticket_id ends in into_id, which the contact has or follows from now on */
    ACT_TAKE_UP,  /* ticket_id, which its reporter has ended, is not over, they say */
    ACT_LEAVE     /* ticket_id, which is somebody else's, is followed no more */
};

struct further_verdict {
    int64_t ticket_id;
    enum verdict verdict;
};

/* What is joined, where a thumb alone would be too little. */
enum note {
    NOTE_NONE,
    NOTE_PLAIN,  /* told hours later, in several words: a thumb looks as if nobody had read it */
    NOTE_ANSWER, /* it asks or objects: a human reads it */
    NOTE_OTHER   /* it says that it is of something else */
};

struct decision {
    enum act act;
    int64_t ticket_id;     /* JOIN, STATUS; NOTHING: the own ticket a reaction is about, or 0 */
    int64_t into_id;       /* FOLLOW; what QUESTION_MATTER and QUESTION_SIMILAR name */
    enum reply_key reply;  /* when has_reply: REPLY always, JOIN for a wish or danger, CREATE
                            * instead of what a report is answered */
    bool has_reply, react; /* NOTHING with react: seen, of ticket_id */
    bool courtesy;         /* REPLY: kind, and no answer to a wish */
    enum ticket_kind kind; /* CREATE; 0: as understood */
    bool call_human;       /* REPLY: offer a button that calls a human */
    bool keep_loose;       /* the message waits for words: remember its row */
    bool unknown_number;   /* CREATE: the words name a ticket that is nobody's, or not theirs */
    bool tell_status;      /* JOIN, PLACE: answered with how the ticket goes */
    enum note notes;       /* of react: in words */
    bool repeats;          /* the same: what it tells was told before */
    int64_t told_at;       /* the same: how it goes was told then, not long ago; 0: it was not */
    struct held take_held; /* CREATE, JOIN, PLACE, STATUS: what waited, and belongs to it */
    bool beside_secret;    /* the new ticket may be of one story with a report in secret */
    /* CREATE, JOIN: whoever reports these is hidden as well, which nobody is told. */
    int64_t hides[CONVERSATION_OPEN_MAX];
    size_t hides_count;
    /* JOIN, CATEGORY: what made the ticket urgent is denied: "bukan kecelakaan kok". */
    bool denies_danger;
    bool confide; /* the same: "rahasia" was said already, or somebody is accused */
    /* CONFIDE, CANCEL, PLACE, REPLY that cancels nothing, ASK whether to cancel all: beside
     * ticket_id. CREATE: these lie there too. */
    int64_t also[CONVERSATION_OPEN_MAX - 1];
    size_t also_count;
    bool adds;          /* CREATE: so was "tambah" */
    bool over;          /* JOIN with QUESTION_CANCEL: because it is over, as they say */
    bool missent;       /* QUESTION_CANCEL: because it was not meant for us */
    bool amiss;         /* QUESTION_CATEGORY: or something else of it is wrong */
    bool only;          /* QUESTION_TICKET: ticket_id alone is open */
    int64_t kept_with;  /* the same: with which the message stands until that is answered; or 0 */
    bool correct;       /* JOIN: now it is clear what the ticket is about */
    bool resumes;       /* JOIN: the ticket waited for its reporter, who has answered */
    bool part;          /* JOIN: of a report, though it speaks of something else */
    struct held parts;  /* CREATE: parts of other reports, which may have overtaken it */
    bool unplaces;      /* JOIN with QUESTION_DISTRICT: it is not where it was taken to be */
    bool leads;         /* JOIN, PLACE: the rest of the ticket is a part of this, and overtook it */
    bool past_hurt;     /* JOIN, PLACE: somebody was hurt by it: pressing, and no alarm */
    bool asks_still;    /* JOIN, PLACE: QUESTION_PART, of message_id, has not left yet */
    int64_t message_id; /* APART, QUESTION_PART: its row; 0: the message at hand */
    bool take_loose;    /* CREATE, JOIN: the loose messages belong to this ticket */
    enum verdict verdict;                                  /* VERDICT */
    struct further_verdict further[CONVERSATION_OPEN_MAX]; /* the same message, on others */
    size_t further_count;
    int64_t rating;         /* RATE: 1..5; VERDICT: told with it, or 0 */
    enum question question; /* ASK; JOIN: instead of the reaction; CREATE: beside the ticket */
    bool wonders;           /* QUESTION_PART: it asks, and is answered beside that */
    bool place_next;        /* REPLY of ticket_id: where, if its unit must know and does not */
    bool unit_next;         /* the same: which unit, if that was left open for another question */
    bool call_back;         /* CREATE, JOIN: a human is wanted, who needs a number to call */
    /* UNIT, CATEGORY, PLACE, REPLY_ASK_WHOSE: a code; ASK: what the list is of; CREATE: of a place,
     * where the words name none; PLACE the same. */
    struct str arg;
    int64_t place_of_id;       /* CREATE: arg is the place of this ticket, which is said; 0: none */
    bool mute, tell_blocked;   /* nothing of this goes out; but first that it is so */
    struct conversation after; /* to be stored; CREATE: the caller sets last_ticket_id */
};

/* Greeting, thanks and noise in words always get a kind answer, but a burst of them ("halo", "pak",
 * "selamat pagi") gets one: each message costs money and pair quota since October 2026. */
#define CONVERSATION_BURST_MS (30 * (int64_t)1000)
/* Answers to what holds no words (an album, stickers, what WhatsApp does not hand over) are given
 * at most this often. A command is always answered. */
#define CONVERSATION_COURTESY_MS (10 * (int64_t)60000)
/* An answer to a question is looked for in what comes within this time; a yes to what cannot be
 * taken back, and whatever needs more than a place to be one, only within the settling time. */
#define CONVERSATION_ANSWER_MS (24 * (int64_t)3600000)
/* A "ya" or "bukan" that comes when nothing else has come since the question: people answer when
 * they look at their phone again. */
#define CONVERSATION_CONSENT_MS (72 * (int64_t)3600000)
/* Who tells the same of the same village within this time tells it again; later it may well be
 * another lamp, or another hole. */
#define CONVERSATION_REPEAT_MS (7 * (int64_t)24 * 3600000)
/* What goes on with an open report and names no other matter goes on with it within this time: a
 * unit has ten working days, and the late notice asks for an answer. */
#define CONVERSATION_GOES_ON_MS (30 * (int64_t)24 * 3600000)
/* Who asks how a report stands again within this time has the whole answer before the eyes, unless
 * the desk has moved it since. */
#define CONVERSATION_TOLD_MS CONVERSATION_ANSWER_MS
/* More messages than this within a minute are recorded as ever, but courtesies and reactions cease;
 * that is said once. A new ticket always gets its answer. */
#define CONVERSATION_BURST_MAX 20
#define CONVERSATION_MINUTE_MS ((int64_t)60000)
/* After so many messages in a row that were not understood, a human is offered. */
#define CONVERSATION_MISSES_MAX 2

/* Of a matter that is told word by word: is the message the report in it, or a word by which the
 * ticket before it may become clear? Either is then understood together with the rest. */
enum burst_part { BURST_NONE, BURST_REPORT, BURST_WORD };
enum burst_part conversation_burst_part(const struct conversation_facts *facts);
/* Whether deciding needs to know the newest open ticket of the contact. */
bool conversation_wants_open(const struct inbound *message, const struct understood *understood);
/* Or the own ticket that is about the same as this report. */
bool conversation_wants_alike(const struct known_ticket *last, const struct understood *understood);
/* Or those that ended. */
bool conversation_wants_ended(const struct understood *understood);
/* Where is it? In words, by list, which of two. */
bool question_asks_where(enum question question);
/* Really? Of one, or of all. */
bool question_asks_cancel(enum question question);
/* Is the work done? Be it once more. */
bool question_asks_solved(enum question question);
/* How was it? Be it once more. */
bool question_asks_rating(enum question question);
/* Ends the question that was asked, if one was. */
void conversation_answered(struct conversation *c);
/* Another question, with a token of its own. "Where?" that was open waits behind it. */
void conversation_ask(struct conversation *c, enum question question, int64_t ticket_id,
                      int64_t at);
/* Where does the ticket lie that was asked about last? That is open, be it behind what was asked.
 */
bool conversation_asks_where(const struct conversation *c);
/* The ticket of which "where?" waits, and waits no longer; what waited a day at `at` is forgotten.
 * 0: none. */
int64_t conversation_where_next(struct conversation *c, int64_t at);

void conversation_decide(const struct conversation_facts *facts, struct decision *out);

#endif
