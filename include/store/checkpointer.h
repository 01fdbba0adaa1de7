/* checkpointer.h - one thread that copies the write-ahead log back while the writer goes on.
 *
 * PASSIVE above wal_passive_pages; without it the writer's p99 is three times worse
 * (measured in the prototype). Woken by checkpointer_wake after commits; sleeps otherwise. */
#ifndef KANDA_STORE_CHECKPOINTER_H
#define KANDA_STORE_CHECKPOINTER_H

#include "base/log.h"
#include "store/db.h"

struct checkpointer;
/* wal_passive_pages 0: 2000. */
MUST_CHECK bool checkpointer_start(const char *path, int64_t wal_passive_pages,
                                   const struct log *log, struct checkpointer **out, struct err *e);
/* Tells how long the log is now; cheap, any thread. */
void checkpointer_wake(struct checkpointer *c, int64_t wal_pages);
void checkpointer_stop(struct checkpointer *c); /* NULL is fine */

#endif
