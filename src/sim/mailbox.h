/* mailbox.h - every message that was accepted for a citizen, in order.
 *
 * The newest SIM_MAILS_MAX (and at most SIM_MAIL_BYTES of text) are kept. Whether a callback
 * (biz_opaque_callback_data) was seen before is remembered much longer, because that is how a
 * message that kanda sent twice is found out.
 *
 * Threads: the door's. Memory: a mail lives until the next put. */
#ifndef KANDA_SIM_MAILBOX_H
#define KANDA_SIM_MAILBOX_H

#include "basics.h"

#define SIM_MAILS_MAX     200000
#define SIM_MAIL_BYTES    ((size_t)96 << 20)
#define SIM_CALLBACKS_MAX ((size_t)1 << 20)

struct sim_mail {
    struct str wa_id, user_id, wamid, type;
    struct str text;     /* what the citizen would read */
    struct str callback; /* "" when none was sent */
    struct str choices;  /* JSON array of {"id","title"} that can be tapped */
    struct str quoted;   /* wamid, or "" */
    struct str body;     /* JSON as it was accepted */
    uint64_t seq;        /* 1, 2, 3 ... */
    int64_t at_ms;
    int64_t count; /* how often this callback has been accepted by now: 2 is a double */
};

struct sim_mailbox;
struct sim_mailbox *sim_mailbox_create(void);
void sim_mailbox_destroy(struct sim_mailbox *box);
/* Copies the texts; sets seq and count of what is stored. NULL when memory is refused. */
const struct sim_mail *sim_mailbox_put(struct sim_mailbox *box, const struct sim_mail *mail);
/* The first mail with a seq greater than after; NULL at the end. */
const struct sim_mail *sim_mailbox_next(const struct sim_mailbox *box, uint64_t after);
uint64_t sim_mailbox_last(const struct sim_mailbox *box);

#endif
