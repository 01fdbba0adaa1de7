/* ticket_page.h - one page of tickets as an answer, and the queues among the lists. Private to the
 * room. */
#ifndef KANDA_HTTP_TICKET_PAGE_H
#define KANDA_HTTP_TICKET_PAGE_H

#include "request.h"
#include "store/ticket_store.h"
#include "ticket_json.h"

#define TICKET_PAGE_PRESET 50

/* How the caller sees tickets; without attachments. */
struct ticket_view ticket_view_of(const struct request *r, const struct attachment_list *files);
struct ticket_page_end {
    const char *order; /* how its cursors begin; NULL: with the deadline of the last ticket */
    bool more;         /* tickets follow the last of these */
    int64_t last_id;   /* how far was looked, which may be beyond the last; 0: no further */
};
/* Where not all of them have room, the next page begins with the first that has none. */
MUST_CHECK bool ticket_page_answer(struct request *r, struct db *db, const struct ticket *tickets,
                                   size_t count, const struct ticket_page_end *end, struct err *e);
/* Failed replies are for the desk. False: 403 was answered. */
bool ticket_queue_allowed(struct request *r, struct str name);
/* The queue named in the query that is no mere filter, and so answered here, in *answered; the
 * others are put into *q. False: trouble. */
MUST_CHECK bool ticket_queue_read(struct request *r, struct db *db, struct ticket_query *q,
                                  bool *answered, struct err *e);

#endif
