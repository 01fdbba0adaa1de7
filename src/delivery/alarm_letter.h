/* alarm_letter.h - an alarm as a mail and as JSON. Pure; the buffers' failure is the only error. */
#ifndef KANDA_DELIVERY_ALARM_LETTER_H
#define KANDA_DELIVERY_ALARM_LETTER_H

#include "base/buf.h"
#include "domain/alarm.h"
#include "mail.h"

/* A whole message of RFC 5322 with CRLF, addresses as they are in the options. */
void alarm_letter_mail(struct buf *out, const struct alarm *a, const struct mail_road *road,
                       const char *to, int64_t now);
void alarm_letter_json(struct buf *out, const struct alarm *a);

#endif
