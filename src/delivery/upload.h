/* upload.h - a file of the desk's on its way to a citizen: Meta gets its bytes first, then the
 * message names the id that Meta gave them (reference 6, "Media"). Private to delivery.
 *
 * An upload tells nobody anything, so whatever ends it, the message was not sent and the row may be
 * tried again; ids are good for 30 days, but a try makes its own: files are rare.
 *
 * Threads: the sender's. */
#ifndef KANDA_DELIVERY_UPLOAD_H
#define KANDA_DELIVERY_UPLOAD_H

#include "sender_private.h"

/* Begins the upload of the lease's file; t is busy with it, and then with the message.
 * ERR_NOT_FOUND: the file is not kept any more. */
MUST_CHECK bool upload_begin(struct sender *s, struct transfer *t, const struct outbox_lease *lease,
                             struct err *e);
/* The request of t that ended was its upload: the message leaves, or the row gets its report.
 * False: it was not. `easy` is out of the multi handle already. */
bool upload_done(struct sender *s, struct transfer *t, const CURL *easy, CURLcode code);
/* Ends it at once; false: t is not at an upload. */
bool upload_abort(struct sender *s, struct transfer *t);
void upload_free(struct upload *u); /* NULL is fine */

#endif
