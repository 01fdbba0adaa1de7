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
 * The same thread and mail server carry the notices to staff that go by e-mail
 * (store/staff_notice_store.h): one at a time, each to its own recipient, on a road of their own,
 * so that a refused address holds up no alarm.
 *
 * Threads: start and stop on the main thread. Memory: the texts are borrowed. */
#ifndef KANDA_DELIVERY_ALARM_COURIER_H
#define KANDA_DELIVERY_ALARM_COURIER_H

#include "base/log.h"
#include "domain/desk.h"
#include "store/writer.h"

struct alarm_courier_options {
    const char
        *smtp_url; /* "smtps://mail.example.go.id:465"; "": no e-mail. smtp:// is upgraded by
                      STARTTLS where the server offers it, and must be when there is a user */
    const char *smtp_user, *smtp_password; /* "": no sign-in */
    const char *mail_from, *mail_to;       /* valid addresses; to: comma-separated */
    const char *webhook_url;               /* "": none */
    const char *webhook_secret;            /* "": not signed */
    const struct desk *desk;               /* of the notices' words; these three are borrowed too */
    const char *ticket_prefix;
    const char *console_url; /* "": letters hold no link */
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
