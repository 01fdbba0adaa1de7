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
    struct str body;        /* text: 1..4096; interactive: 1..1024; template: what its words say,
                             * filled in, for whoever reads the chat here (Meta has them), or empty;
                             * unused elsewhere */
    struct str footer;      /* buttons and list: at most 60; may be empty */
    struct str reply_to;    /* wamid to quote; for a reaction, the message reacted to */
    struct str emoji;       /* reaction; empty takes ours away */
    struct str list_button; /* list: 1..20 */
    struct outbound_choice choices[OUTBOUND_ROWS_MAX];
    size_t choice_count;
    struct str template_name, template_language;
    struct str params[OUTBOUND_PARAMS_MAX]; /* body parameters in order */
    size_t param_count;
};

/* ERR_INPUT names the field and the limit. */
MUST_CHECK bool outbound_check(const struct outbound *m, struct err *e);
/* Appends our JSON; the sticky failure of the buffer is the only error. */
void outbound_encode(const struct outbound *m, struct buf *out);
MUST_CHECK bool outbound_decode(struct str json, struct arena *arena, struct outbound *out,
                                struct err *e);

#endif
