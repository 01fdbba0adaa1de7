/* outbound.h - one message to a citizen, before it becomes Meta's JSON.
 *
 * Stored in outbox.content as our own JSON (outbound_encode), so that what was promised can be
 * read without knowing Meta's format. The limits are checked where the message is made:
 * outbound_check holds every limit of the reference ("Types and limits"), counted in code points.
 *
 * Threads: pure. Memory: views are the caller's; outbound_decode copies into its arena. */
#ifndef KANDA_DOMAIN_OUTBOUND_H
#define KANDA_DOMAIN_OUTBOUND_H

#include "base/arena.h"
#include "base/buf.h"

enum outbound_type {
    OUTBOUND_TEXT,
    OUTBOUND_BUTTONS,
    OUTBOUND_LIST,
    OUTBOUND_REACTION,
    OUTBOUND_LOCATION_REQUEST,
    OUTBOUND_CONTACT_REQUEST, /* a button that shares the own number */
    OUTBOUND_TEMPLATE,
    OUTBOUND_IMAGE,    /* a kept file, with words below it */
    OUTBOUND_DOCUMENT, /* the same, under a name */
    OUTBOUND_TYPE_COUNT
};
const char *outbound_type_name(enum outbound_type type); /* "text", "buttons" ... */
MUST_CHECK bool outbound_type_parse(struct str name, enum outbound_type *out);

#define OUTBOUND_BUTTONS_MAX 3
#define OUTBOUND_ROWS_MAX    10
#define OUTBOUND_PARAMS_MAX  10

struct outbound_choice {
    struct str id;          /* buttons: at most 256; rows: at most 200 */
    struct str title;       /* buttons: at most 20; rows: at most 24 */
    struct str description; /* rows only: at most 72 */
};

struct outbound {
    enum outbound_type type;
    struct str body;   /* text: 1..4096; interactive: 1..1024; a file: at most 1024; template: what
                        * its words say, filled in, for whoever reads the chat here (Meta has
                        * them), or empty; unused elsewhere */
    struct str footer; /* buttons and list: at most 60; may be empty */
    struct str reply_to;    /* wamid to quote; for a reaction, the message reacted to */
    struct str emoji;       /* reaction; empty takes ours away */
    struct str list_button; /* list: 1..20 */
    struct outbound_choice choices[OUTBOUND_ROWS_MAX];
    size_t choice_count;
    struct str template_name, template_language;
    struct str file;      /* image and document: SHA-256 of a kept file, hex */
    struct str file_type; /* its MIME type */
    struct str file_name; /* document: what the phone calls it, at most 240 */
    int64_t attachment;   /* image and document: our id of it; 0: none */
    struct str media_id;  /* Meta's, once it has the file; set for sending, never stored */
    struct str params[OUTBOUND_PARAMS_MAX]; /* body parameters in order */
    size_t param_count;
};

/* How a file of this MIME type and size goes to a citizen: OUTBOUND_IMAGE or OUTBOUND_DOCUMENT.
 * False: WhatsApp does not take it; *why: a sentence for staff. Source: reference 6, "Media". */
bool outbound_file_type(struct str mime, int64_t size, enum outbound_type *out, const char **why);
bool outbound_has_file(enum outbound_type type);

/* ERR_INPUT names the field and the limit. */
MUST_CHECK bool outbound_check(const struct outbound *m, struct err *e);
/* Appends our JSON; the sticky failure of the buffer is the only error. */
void outbound_encode(const struct outbound *m, struct buf *out);
MUST_CHECK bool outbound_decode(struct str json, struct arena *arena, struct outbound *out,
                                struct err *e);

#endif
