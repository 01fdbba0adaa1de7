/* ticket_path.h - the ticket named in a path, if it exists for the caller; the tickets that a query
 * asks for. */
#ifndef KANDA_HTTP_TICKET_PATH_H
#define KANDA_HTTP_TICKET_PATH_H

#include "request.h"
#include "store/ticket_store.h"

/* ERR_NOT_FOUND alike for a malformed number, no such ticket, and one the caller may not know of;
 * ERR_DENIED for a change of one that the caller's office has in copy. */
MUST_CHECK bool ticket_of_number(struct request *r, struct db *db, struct str number,
                                 struct ticket *out, struct err *e);
MUST_CHECK bool ticket_of_path(struct request *r, struct db *db, struct ticket *out, struct err *e);

/* The filters of a list, narrowed to what the caller may see, into q (which is {0}; its views live
 * as long as the request). *none: nothing can pass. False with r->answered: a filter was refused.
 */
MUST_CHECK bool ticket_filter_read(struct request *r, struct ticket_query *q, bool *none,
                                   struct err *e);

#endif
