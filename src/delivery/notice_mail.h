/* notice_mail.h - notices to staff by e-mail: what goes next, as a letter, and what became of it.
 * Private to the room. Threads: the functions below on the writer thread inside a job. */
#ifndef KANDA_DELIVERY_NOTICE_MAIL_H
#define KANDA_DELIVERY_NOTICE_MAIL_H

#include "delivery/alarm_courier.h"
#include "mail.h"

struct notice_errand {
    const struct alarm_courier_options *options; /* in */
    int64_t id;                                  /* 0: nothing is due */
    char to[128];
    char letter[MAIL_LETTER_MAX];
    size_t letter_len;
    int64_t attempts;
    enum mail_outcome outcome; /* in, for the end */
    long answer;
};
/* The next letter. What is no longer true, or has nobody to go to, is ended and not given. */
MUST_CHECK bool notice_mail_next(void *errand, struct db *db, struct err *e);
/* Told; or refused, and it fails; or later. */
MUST_CHECK bool notice_mail_end(void *errand, struct db *db, struct err *e);

#endif
