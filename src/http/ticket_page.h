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
/* cursor NULL: the last page. */
MUST_CHECK bool ticket_page_answer(struct request *r, struct db *db, const struct ticket *tickets,
                                   size_t count, const char *cursor, struct err *e);
/* The queue named in the query that is no mere filter, and so answered here, in *answered; the
 * others are put into *q. False: trouble. */
MUST_CHECK bool ticket_queue_read(struct request *r, struct db *db, struct ticket_query *q,
                                  bool *answered, struct err *e);

#endif
