/* conversation.h - what to do with one message, decided from what is known; no I/O.
 *
 * Service loads the facts, conversation_decide decides, service carries it out and renders the
 * reply in the same transaction. DESIGN part 5, "Conversation".
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_CONVERSATION_H
#define KANDA_DOMAIN_CONVERSATION_H

#include "domain/inbound.h"
#include "domain/reply.h"
#include "domain/understood.h"

/* What is remembered between two messages of one contact (row of table conversation). */
struct conversation {
    int64_t contact_id;
    int64_t last_ticket_id;  /* the ticket that the latest message made or joined; 0: none */
    int64_t last_message_at; /* sender's time of that message, ms */
    int64_t courtesy_at;     /* when a menu, thanks or noise answer was last given, ms */
};

/* A ticket as far as deciding needs it. */
struct known_ticket {
    int64_t id; /* 0: there is none */
    bool own;   /* the contact is its reporter or subscriber */
    bool open;
    struct str category, department;
    struct str district; /* code or "" */
};

struct conversation_facts {
    const struct inbound *message;
    const struct understood *understood; /* NULL: there was no text */
    struct conversation before;
    struct known_ticket quoted; /* found through the quoted message or reaction target */
    struct known_ticket named;  /* found through a number in the text */
    struct known_ticket last;   /* before.last_ticket_id */
    struct known_ticket newest_open;
    int64_t settle_ms;
};

enum act {
    ACT_NOTHING, /* stored, and silence is right (reaction, edit, system, group ...) */
    ACT_REPLY,   /* answer only */
    ACT_CREATE,  /* make a ticket, answer with it */
    ACT_JOIN,    /* add to ticket_id; acknowledged by a reaction, or by `reply` when not NONE */
    ACT_STATUS   /* answer with ticket_id (or with the list when 0) */
};

struct decision {
    enum act act;
    int64_t ticket_id;    /* JOIN, STATUS; NOTHING: the own ticket a reaction is about, or 0 */
    enum reply_key reply; /* when has_reply: REPLY always, JOIN for a cancel wish or danger */
    bool has_reply, react, needs_words;
    struct conversation after; /* to be stored; CREATE: the caller sets last_ticket_id */
};

/* Greeting, thanks and noise in words always get a kind answer, but a burst of them ("halo", "pak",
 * "selamat pagi") gets one: each message costs money and pair quota since October 2026. */
#define CONVERSATION_BURST_MS (30 * (int64_t)1000)
/* Answers to what holds no words (an album, stickers, what WhatsApp does not hand over) are given
 * at most this often. A command is always answered. */
#define CONVERSATION_COURTESY_MS (10 * (int64_t)60000)

void conversation_decide(const struct conversation_facts *facts, struct decision *out);

#endif
