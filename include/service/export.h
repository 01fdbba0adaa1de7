/* export.h - walks over all tickets of a query in small steps, oldest first, so that a file of any
 * size costs the memory of one step and no reader is held for long.
 *
 * Tickets that are made while it walks are not in it; ones that change are as they are when they
 * are reached. Threads: one owner; each step on any connection, in a snapshot of its own. */
#ifndef KANDA_SERVICE_EXPORT_H
#define KANDA_SERVICE_EXPORT_H

#include "domain/export.h"
#include "store/ticket_store.h"

#define EXPORT_ROWS_MAX 64   /* of one step */
#define EXPORT_IDS_MAX  4096 /* that a step walks over, whether they pass the query or not */

struct export_walk {
    struct export_style style;
    struct ticket_query query; /* its views must live as long as the walk */
    int64_t next, last;        /* ids; next 0: the end */
    int64_t at_most;           /* rows: more cannot come; counted of what the caller may know of */
    int64_t passed, total;     /* tickets that were looked at, of all: how far it is, as percent
                                  alone, because some of them may exist for others only */
    int64_t written;
    int64_t ids; /* of one step; a caller that ran into a deadline makes it less, 1 at least */
};

/* nothing: the caller may see nothing of what was asked for; the file is empty then. */
MUST_CHECK bool export_walk_begin(struct db *db, const struct export_style *style,
                                  const struct ticket_query *query, bool nothing,
                                  struct export_walk *out, struct err *e);
/* Appends the rows of one step, with the head of the file before the first and its end behind the
 * last. A step that failed may be repeated once `out` is as it was before. */
MUST_CHECK bool export_walk_step(struct export_walk *walk, struct db *db, struct buf *out,
                                 bool *ended, struct err *e);

#endif
