/* notify.h - tells the people of a ticket what became of it. Room-private.
 *
 * Everybody who follows the ticket is told, each in a message of their own; questions go to the
 * reporter alone. People without a WhatsApp address are left out. */
#ifndef KANDA_SERVICE_NOTIFY_H
#define KANDA_SERVICE_NOTIFY_H

#include "domain/reply.h"
#include "domain/ticket.h"
#include "service/intake.h"

struct notify {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    const struct ticket *ticket;
    enum reply_key key;
    struct str lines;            /* what staff wrote; "" */
    struct str contact;          /* how to reach an external body; "": the table's */
    struct str other;            /* number of another ticket; "" */
    const struct outbound *file; /* goes to the reporter, with the words below it; NULL: none */
    int64_t event_id, now;
    bool only_reporter, only_followers;
    /* Whose message is at hand, and the language that it settles; writer_id 0: nobody's. */
    int64_t writer_id;
    enum language language;
};
/* *replies is raised by the rows that were made. */
MUST_CHECK bool notify_ticket(const struct notify *n, size_t *replies, struct err *e);

#endif
