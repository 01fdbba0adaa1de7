/* lock.h - one serving process for each database: two senders would lease each other's replies.
 * Commands need no lock. Threads: main. */
#ifndef KANDA_STORE_LOCK_H
#define KANDA_STORE_LOCK_H

#include "base/err.h"

/* Locks <path>.lock (made if missing, with its folders; never removed) until store_lock_drop or the
 * end of the process. ERR_CONFLICT when another process holds it; ERR_IO when the file cannot be
 * made. */
MUST_CHECK bool store_lock_take(const char *path, int *lock, struct err *e);
void store_lock_drop(int lock); /* -1 is fine */

#endif
