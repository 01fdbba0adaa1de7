/* alarm_courier.h - the second road of alarms: e-mail (SMTP) and a webhook, for when WhatsApp
 * itself is what is broken.
 *
 * A thread of its own asks the writer every two seconds for what a road has not told, tells it, and
 * notes that it was told: once when an alarm begins, once when it ends. A road that fails is tried
 * again after 2, 4 ... 600 s; the roads do not wait for each other, beyond one attempt of at most
 * 20 s, and nobody else waits for either. Between telling and noting the program may die: then the
 * same is told twice, never not at all. No text of a citizen is in an alarm (domain/alarm.h).
 *
 * The webhook is a POST of {"state":"raised"|"cleared","id","cause","severity","text","since",
 * "cleared_at"} with X-Kanda-Signature: sha256=HMAC(webhook_secret, body); any 2xx is a yes.
 *
 * Threads: start and stop on the main thread. Memory: the texts are borrowed. */
#ifndef KANDA_DELIVERY_ALARM_COURIER_H
#define KANDA_DELIVERY_ALARM_COURIER_H

#include "base/log.h"
#include "store/writer.h"

struct alarm_courier_options {
    const char
        *smtp_url; /* "smtps://mail.example.go.id:465"; "": no e-mail. smtp:// is upgraded by
                      STARTTLS where the server offers it, and must be when there is a user */
    const char *smtp_user, *smtp_password; /* "": no sign-in */
    const char *mail_from, *mail_to;       /* valid addresses; to: comma-separated */
    const char *webhook_url;               /* "": none */
    const char *webhook_secret;            /* "": not signed */
    struct writer *writer;
    const struct log *log;
    struct clock clock;
};

struct alarm_courier;
/* sender_library_open must have been called. */
MUST_CHECK bool alarm_courier_start(const struct alarm_courier_options *options,
                                    struct alarm_courier **out, struct err *e);
/* Breaks off what is under way. Before writer_stop. NULL is fine. */
void alarm_courier_stop(struct alarm_courier *c);

#endif
