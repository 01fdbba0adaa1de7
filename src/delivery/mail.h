/* mail.h - one plain e-mail: its letter, and the way to a mail server. Private to the room.
 *
 * Threads: any, one transfer at a time for each; blocking, at most MAIL_TIMEOUT_MS. */
#ifndef KANDA_DELIVERY_MAIL_H
#define KANDA_DELIVERY_MAIL_H

#include "base/buf.h"
#include <stdint.h>

#define MAIL_TIMEOUT_MS 20000L
#define MAIL_LETTER_MAX 8192

struct mail_road {
    const char *url; /* "smtps://mail.example.go.id:465"; smtp:// is upgraded by STARTTLS where the
                        server offers it, and must be when there is a user */
    const char *user, *password; /* "": no sign-in */
    const char *from;            /* a valid address */
};

/* The head of a message of RFC 5322 with CRLF and the empty line after it. to: valid addresses,
 * comma-separated; subject: ASCII; id: unique before the @. */
void mail_head(struct buf *out, const struct mail_road *road, const char *to, const char *subject,
               const char *id, int64_t now);

enum mail_outcome {
    MAIL_TAKEN,
    MAIL_LATER,  /* server away, or says so (4xx) */
    MAIL_REFUSED /* this letter or its recipient, for good (5xx) */
};
/* *answer: the server's last code, 0 when it said nothing. */
enum mail_outcome mail_send(const struct mail_road *road, const char *to, struct str letter,
                            _Atomic bool *stopping, long *answer);

#endif
