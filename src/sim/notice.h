/* notice.h - the webhook bodies that Meta would send, escaped and signed as Meta does it.
 *
 * Meta escapes everything beyond ASCII (and '/') before it signs, so kanda must hash the bytes as
 * they came: a body that needs no escape would never show a mistake there.
 * Source: reference "Envelope", "Inbound messages", "Status webhooks".
 *
 * Threads: pure. Memory: the sticky failure of the buffer is the only error. */
#ifndef KANDA_SIM_NOTICE_H
#define KANDA_SIM_NOTICE_H

#include "base/json.h"
#include "wa/signature.h"

/* The business side of every webhook. */
struct sim_line {
    struct str phone_number_id, display_number, business_account_id;
};

struct sim_letter { /* one message from a citizen */
    struct str wa_id, user_id, name, wamid;
    int64_t at_s;
    struct str quoted;  /* wamid, or "" */
    struct str type;    /* "text" */
    struct str content; /* JSON of the object of that name: {"body":"..."} */
};

struct sim_receipt { /* one status of a message to a citizen */
    struct str wamid, status, wa_id, user_id, name, callback;
    int64_t at_s;
    struct str category; /* of the price: "service" or "utility"; "" writes no pricing */
    int64_t error_code;  /* with status failed */
    struct str error_title;
};

void sim_notice_letters(struct buf *out, const struct sim_line *line,
                        const struct sim_letter *letters, size_t count);
void sim_notice_receipt(struct buf *out, const struct sim_line *line,
                        const struct sim_receipt *receipt);
void sim_notice_template(struct buf *out, const struct sim_line *line, struct str id,
                         struct str name, struct str language, struct str event);
/* {"body":"..."}: the content of a text. */
void sim_notice_text_content(struct buf *out, struct str text);
/* Appends json with every non-ASCII character as \uXXXX and every '/' as \/. */
void sim_notice_escape(struct str json, struct buf *out);

#endif
